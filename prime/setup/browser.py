"""The browser of the tests: Chromium without a screen, from Debian's packages where possible.

`CHROMIUM` names another. Playwright's own download is the last way, for systems whose packages have no such Chromium (Ubuntu).
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from prime.setup import debian
from prime.setup.steps import Say, ground, tell

PACKAGES = ("chromium-headless-shell", "fontconfig-config", "fonts-dejavu-core", "libatomic1")  # the last for Playwright's Node.js
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LAUNCHER = """#!/bin/sh
# Its libraries and fonts were unpacked without rights and lie beside this file.
export LD_LIBRARY_PATH="{libraries}"
export FONTCONFIG_FILE="{folder}/fonts.conf"
exec "{program}" "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""
PAGE = "data:text/html,<title>ready</title><p>ready"
PATIENCE = 60


def find_browser() -> str | None:
    """Give the path of a browser that starts, or nothing."""
    candidates = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in NAMES), str(_folder() / "chromium"), _playwrights_own()]
    return next((path for path in candidates if path and Path(path).exists() and starts(path)), None)


def starts(path: str) -> bool:
    """Whether a browser shows a page: a missing library or an empty launcher (Ubuntu's) ends it at once."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    try:
        shown = subprocess.run([path, *options, *quiet, "--dump-dom", PAGE], capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"ready" in shown.stdout


def provide_browser(say: Say = tell) -> str | None:
    """See to it that there is a browser, by the first way that works; give its path."""
    path = find_browser()
    if path is not None and _can_drive():
        say(f"Browser for the tests: {path}")
        return path
    say("Browser for the tests: installing Debian's chromium-headless-shell")
    _ = debian.install(PACKAGES) or _unpack(say) or _download(say)
    path = find_browser()
    if path is None:
        say(f"Browser for the tests: none could be installed, so browser tests are skipped. To mend it: {debian.command(PACKAGES)}")
    else:
        say(f"Browser for the tests: {path}")
    return path


def driver_environment() -> dict[str, str]:
    """Name a Node.js for Playwright where the one that it brings lacks a library (libatomic on a minimal Debian)."""
    node = _folder() / "node"
    return {"PLAYWRIGHT_NODEJS_PATH": str(node)} if node.exists() and not _runs(_drivers_node()) else {}


def _can_drive() -> bool:
    return _runs(_drivers_node()) or bool(driver_environment())


def _drivers_node() -> str:
    package = importlib.util.find_spec("playwright")
    return str(Path(package.origin).parent / "driver" / "node") if package and package.origin else ""


def _runs(program: str) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=PATIENCE, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _folder() -> Path:
    return ground() / "browser"


def _unpack(say: Say) -> bool:
    """Unpack the packages and write the launchers that find their libraries."""
    say("Browser for the tests: no rights to install it, unpacking it into our own folder")
    folder = _folder()
    if not debian.unpack(PACKAGES, folder):
        return False
    libraries = sorted({str(path.parent) for path in folder.rglob("*.so*") if "chromium" not in path.parts})
    (folder / "fonts.conf").write_text(FONTS.format(folder=folder))
    programs = {"chromium": folder / "usr" / "lib" / "chromium" / "chromium-headless-shell", "node": Path(_drivers_node())}
    for name, program in programs.items():
        launcher = folder / name
        launcher.write_text(LAUNCHER.format(libraries=":".join(libraries), folder=folder, program=program))
        launcher.chmod(0o755)
    return True


def _download(say: Say) -> bool:
    say("Browser for the tests: letting Playwright download its own")
    with_libraries = ["--with-deps"] if os.geteuid() == 0 else []
    playwright = [sys.executable, "-m", "playwright", "install", "--only-shell", *with_libraries, "chromium"]
    return subprocess.run(playwright, check=False).returncode == 0


def _playwrights_own() -> str | None:
    """Find what `playwright install` left in its cache."""
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    return next((str(path) for path in sorted(cache.glob("chromium_headless_shell-*/*/*headless*shell"), reverse=True)), None)
