"""Debian's packages, with rights and without: installed by root or sudo, else unpacked into a folder of our own."""

import functools
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from prime.setup.steps import ground

QUIET = ("-qq", "-o", "Dpkg::Use-Pty=0")
PATIENCE = 900  # seconds for one call of apt-get on a slow line


def install(packages: Sequence[str]) -> bool:
    """Install packages for the whole machine if we are root or may become it without a password; tell whether it worked."""
    prefix = _as_root()
    if prefix is None:
        return False
    _update(tuple(prefix))
    return _run([*prefix, "apt-get", "install", *QUIET, "--yes", "--no-install-recommends", *packages])


def unpack(packages: Sequence[str], folder: Path) -> bool:
    """Download packages and what they lack on this machine, and unpack them below a folder; needs no rights."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return False
    options = [*QUIET, *_private_state()]
    if not _run(["apt-get", *options, "update"]):
        return False
    if not _run(["apt-get", *options, "install", "--yes", "--no-install-recommends", "--download-only", *packages]):
        return False
    draft = folder.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    archives = sorted((_private_folder() / "cache" / "archives").glob("*.deb"))
    if not all(_run(["dpkg-deb", "--extract", str(archive), str(draft)]) for archive in archives):
        return False
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    shutil.rmtree(_private_folder())
    return bool(archives)


def command(packages: Sequence[str]) -> str:
    """Give the line that an administrator would type."""
    return f"sudo apt-get update && sudo apt-get install --no-install-recommends {' '.join(packages)}"


def _as_root() -> list[str] | None:
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _run(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


@functools.cache
def _update(prefix: tuple[str, ...]) -> None:
    """Refresh the package lists, once a run; if that fails, the lists that are there may still do."""
    _run([*prefix, "apt-get", *QUIET, "update"])


def _private_folder() -> Path:
    return ground() / "apt"


def _private_state() -> list[str]:
    """Let apt keep its lists, locks and downloads in our folder, and read from the system only what is installed."""
    folder = _private_folder()
    for part in ("state/lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    return [
        "-o",
        f"Dir::State={folder / 'state'}",
        "-o",
        f"Dir::Cache={folder / 'cache'}",
        "-o",
        "Dir::State::status=/var/lib/dpkg/status",
        "-o",
        "Debug::NoLocking=1",
    ]


def _run(arguments: list[str]) -> bool:
    """Run a command that may fail without harm; its output is kept for whoever looks for the reason."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    with (ground() / "debian.log").open("a") as output:
        print("$", *arguments, file=output, flush=True)
        try:
            done = subprocess.run(
                arguments,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            print(error, file=output)
            return False
    return done.returncode == 0
