"""The front end's packages and style sheet: `npm ci`, then GOV.UK Frontend compiled with our typeface and without the crest.

The crest and GDS Transport may be used on gov.uk only (https://www.gov.uk/guidance/use-govuk-domains-and-the-govuk-design-system).
"""

import re
import subprocess
from pathlib import Path

from prime.core.settings import ROOT
from prime.setup.node import Node, environment, find_node
from prime.setup.steps import Say, StepFailed, once, tell

ASSETS = ROOT / "templates" / "assets"
CREST_RULE = re.compile(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}")
FORBIDDEN = ("GDS Transport", "crest", "url(")


def install_packages(folder: Path = ASSETS, say: Say = tell) -> None:
    """Install the packages of the manifest, checked against the lock file's integrity hashes."""
    once(
        "Front-end packages",
        inputs=[folder / "package.json", folder / "package-lock.json", folder / ".npmrc", str(folder)],
        outputs=[folder / "node_modules" / ".package-lock.json"],
        build=lambda: _run(find_node(say).npm, ["ci", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"], folder),
        say=say,
    )


def build_style_sheet(folder: Path = ASSETS, say: Say = tell) -> None:
    """Compile `build/govuk.css` from `app.scss`."""
    once(
        "Style sheet",
        inputs=[folder / "package-lock.json", folder / "app.scss", Path(__file__), str(folder)],
        outputs=[folder / "build" / "govuk.css"],
        build=lambda: _compile(find_node(say), folder),
        say=say,
    )


def _compile(node: Node, folder: Path) -> None:
    build = folder / "build"
    build.mkdir(exist_ok=True)
    draft = build / "govuk.draft.css"
    sass = ["node_modules/sass/sass.js", "--style=compressed", "--no-charset", "--no-source-map"]
    _run(node.run, [*sass, "--load-path=node_modules/govuk-frontend/dist", "app.scss", str(draft)], folder)
    (build / "govuk.css").write_text(without_crest(draft.read_text()))
    draft.unlink()


def without_crest(css: str) -> str:
    """Strip the rules that draw the crest.

    Raises:
        StepFailed: when anything that belongs to gov.uk alone, or any outside address, is left.
    """
    css = CREST_RULE.sub("", css)
    found = [text for text in FORBIDDEN if text in css]
    if found:
        raise StepFailed(f"The compiled style sheet still holds {', '.join(found)}: see CREST_RULE in {Path(__file__).name}.")
    return css


def _run(program: list[str], arguments: list[str], folder: Path) -> None:
    done = subprocess.run([*program, *arguments], cwd=folder, env=environment(), check=False)
    if done.returncode != 0:
        raise StepFailed(f"`{Path(program[-1]).name} {arguments[0]}` failed in {folder}; the reason stands above.")
