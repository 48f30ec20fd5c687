"""The browser of the tests: Chromium without a screen, from Debian's packages where possible.

`CHROMIUM` names another. Playwright's own download is the last way, for systems whose packages have no such Chromium (Ubuntu).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from prime.setup import debian
from prime.setup.steps import Say, ground, tell

PACKAGES = ("chromium-headless-shell", "fontconfig-config", "fonts-dejavu-core")
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LAUNCHER = """#!/bin/sh
# Chromium that was unpacked without rights: its libraries and fonts lie beside it.
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
    candidates = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in NAMES), str(_launcher()), _playwrights_own()]
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
    if path is not None:
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


def _folder() -> Path:
    return ground() / "browser"


def _launcher() -> Path:
    return _folder() / "chromium"


def _unpack(say: Say) -> bool:
    """Unpack the packages and write the launcher that finds their libraries."""
    say("Browser for the tests: no rights to install it, unpacking it into our own folder")
    folder = _folder()
    if not debian.unpack(PACKAGES, folder):
        return False
    program = folder / "usr" / "lib" / "chromium" / "chromium-headless-shell"
    libraries = sorted({str(path.parent) for path in folder.rglob("*.so*") if "chromium" not in path.parts})
    (folder / "fonts.conf").write_text(FONTS.format(folder=folder))
    _launcher().write_text(LAUNCHER.format(libraries=":".join(libraries), folder=folder, program=program))
    _launcher().chmod(0o755)
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
