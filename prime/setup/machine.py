"""All steps in order: what a demonstration needs, and what the tests need besides."""

from prime.setup.assets import build_style_sheet, install_packages
from prime.setup.browser import provide_browser
from prime.setup.fonts import build_fonts
from prime.setup.libraries import provide_libraries
from prime.setup.steps import Say, alone, tell


def prepare(*, for_tests: bool = False, say: Say = tell) -> None:
    """Take every step that has not been taken yet.

    Raises:
        StepFailed: when the front end or the fonts cannot be built; missing PDF libraries or a missing browser stop nothing.
    """
    with alone():
        install_packages(say=say)
        build_style_sheet(say=say)
        build_fonts(say=say)
        provide_libraries(say)
        if for_tests:
            provide_browser(say)
