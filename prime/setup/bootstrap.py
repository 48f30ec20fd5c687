"""Make the virtual environment and install one lock file into it; run by the system's Python, so standard library only.

    python3 prime/setup/bootstrap.py requirements-demo.lock

Every package is checked against the hashes in the lock file. A second run sees from its stamp that there is nothing to do.
"""

import hashlib
import importlib.util
import platform
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
COMMAND = """#!{python}
from prime.cli import main

main()
"""


def main() -> None:
    """Install the lock file named on the command line, unless its stamp says that it is installed."""
    lock = ROOT / sys.argv[1]
    stamp = ENVIRONMENT / f"{lock.name}.sha256"
    digest = hashlib.sha256(lock.read_bytes() + sys.version.encode() + str(ROOT).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest and PYTHON.exists():
        return
    start = time.monotonic()
    print(f"Python packages: installing {lock.name} into .venv (about a minute the first time)", flush=True)
    _make_environment()
    _install(lock)
    _make_importable()
    stamp.write_text(digest)
    print(f"Python packages: done in {time.monotonic() - start:.0f} s", flush=True)


def _make_environment() -> None:
    """Make `.venv`, or make it again when its Python has gone or is another than the one that runs this."""
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(f"Python's venv module is incomplete. On Debian and Ubuntu: sudo apt-get install python{version}-venv")
    made_by = ENVIRONMENT / "pyvenv.cfg"
    if not (PYTHON.exists() and f"version = {platform.python_version()}\n" in made_by.read_text()):
        venv.create(ENVIRONMENT, clear=True, with_pip=True, symlinks=True)


def _install(lock: Path) -> None:
    """Let pip install exactly what the lock file lists."""
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--no-deps"]
    code = subprocess.run([PYTHON, "-m", "pip", "install", *options, "--requirement", lock], check=False).returncode
    if code != 0:
        sys.exit("The Python packages could not be installed; the reason stands above. Mend it and run the same command again.")


def _make_importable() -> None:
    """Put the checkout on the environment's path and add the command `prime`; there is nothing to build."""
    packages = next((ENVIRONMENT / "lib").glob("python3.*/site-packages"))
    (packages / "afc_prime.pth").write_text(f"{ROOT}\n")
    command = ENVIRONMENT / "bin" / "prime"
    command.write_text(COMMAND.format(python=PYTHON))
    command.chmod(0o755)


if __name__ == "__main__":
    main()
