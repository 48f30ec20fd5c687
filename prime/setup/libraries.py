"""The system libraries that draw documents: tried in a process of their own, installed or unpacked where they are missing.

WeasyPrint needs Pango; HarfBuzz's subsetter makes it four times faster. Nothing here stops a start: without them, documents wait
as "waiting for PDF" and are made once `prime doctor` passes.
"""

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

from prime.core.settings import ROOT
from prime.setup import debian
from prime.setup.assets import ASSETS
from prime.setup.steps import Say, digest, ground, tell

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
FONTS_CONFIGURATION = ASSETS / "build" / "fonts" / "fonts.conf"
PROBE = """
from prime.setup.libraries import preload
preload()
import weasyprint
from weasyprint.text.ffi import harfbuzz_subset
assert harfbuzz_subset, "libharfbuzz-subset is missing"
assert weasyprint.HTML(string="<p>One line").write_pdf().startswith(b"%PDF")
"""
PATIENCE = 120
ROUNDS = 8  # a library loads once those it needs are loaded; the longest chain is shorter than this


def provide_libraries(say: Say = tell) -> bool:
    """See to it that a PDF can be made, by the first way that works; tell whether it can."""
    stamp = ground() / "document-libraries.stamp"
    state = _state()
    if stamp.exists() and stamp.read_text() == state:
        say("Document libraries: nothing to do")
        return True
    if pdf_problem() is None:
        say("Document libraries: usable")
    elif _repair(say) is None:
        say("Document libraries: usable now")
    else:
        say(f"Document libraries: missing, so documents wait as 'waiting for PDF'. To mend it: {debian.command(PACKAGES)}")
        return False
    stamp.write_text(_state())
    return True


def pdf_problem() -> str | None:
    """Make a PDF of one line in a process of its own (without fonts Pango ends the process); give the reason if that fails."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(FONTS_CONFIGURATION)}
    try:
        tried = subprocess.run(
            [sys.executable, "-c", PROBE],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no PDF within {PATIENCE} seconds"
    if tried.returncode == 0:
        return None
    said = tried.stderr.strip().splitlines()
    return said[-1] if said else f"the process ended with code {tried.returncode}"


def preload() -> None:
    """Load the libraries that were unpacked, if any; call it before the first `import weasyprint`."""
    waiting = [path for path in unpacked().rglob("*.so.*") if path.is_file() and not path.is_symlink() and "expatw" not in path.name]
    for _ in range(ROUNDS):
        waiting = [path for path in waiting if not _loads(path)]


def unpacked() -> Path:
    """Give the folder of the libraries that were unpacked without rights."""
    return Path(sys.prefix) / "setup" / "libraries"


def _repair(say: Say) -> str | None:
    """Install the packages, or unpack them; give the problem that is left."""
    say("Document libraries: installing Debian's packages of Pango and HarfBuzz")
    shutil.rmtree(unpacked(), ignore_errors=True)
    if debian.install(PACKAGES):
        return pdf_problem()
    say("Document libraries: no rights to install them, unpacking them into our own folder")
    if not debian.unpack(PACKAGES, unpacked()):
        return "the packages could not be downloaded"
    return pdf_problem()


def _state() -> str:
    """Hash what a PDF depends on: the installed packages, ours, the fonts and this Python."""
    packages = Path("/var/lib/dpkg/status")
    changed = str(packages.stat().st_mtime_ns) if packages.exists() else ""
    return digest(changed, sys.version, str(unpacked().exists()), str(FONTS_CONFIGURATION.exists()), (ROOT / "requirements.lock"))


def _loads(path: Path) -> bool:
    with contextlib.suppress(OSError):
        ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
        return True
    return False
