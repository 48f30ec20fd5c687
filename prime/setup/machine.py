"""All steps in order: what a demonstration needs, what the tests need besides, and one by one for an image."""

from collections.abc import Callable

from prime.setup.assets import build_style_sheet, install_packages
from prime.setup.browser import provide_browser
from prime.setup.debian import command
from prime.setup.fonts import build_fonts
from prime.setup.libraries import PACKAGES, provide_libraries
from prime.setup.steps import Say, StepFailed, alone, tell


def prepare(*, for_tests: bool = False, say: Say = tell) -> None:
    """Take every step that has not been taken yet.

    Raises:
        StepFailed: when the front end or the fonts cannot be built; missing PDF libraries or a missing browser stop nothing.
    """
    with alone():
        _front_end(say)
        build_fonts(say=say)
        provide_libraries(say)
        if for_tests:
            provide_browser(say)


def take(names: list[str], say: Say = tell) -> None:
    """Take the named steps; here, what cannot be done is a failure.

    Raises:
        StepFailed: when a step cannot be done, or there is none of a name.
    """
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        raise StepFailed(f"There is no step {', '.join(unknown)}; there are {', '.join(STEPS)}.")
    with alone():
        for name in names:
            STEPS[name](say)


def _front_end(say: Say) -> None:
    install_packages(say=say)
    build_style_sheet(say=say)


def _libraries(say: Say) -> None:
    if not provide_libraries(say):
        raise StepFailed(f"The document libraries are missing: {command(PACKAGES)}")


STEPS: dict[str, Callable[[Say], None]] = {
    "front-end": _front_end,
    "fonts": lambda say: build_fonts(say=say),
    "libraries": _libraries,
}
