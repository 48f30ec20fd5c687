"""Where local state lies: folders that only we can open, short enough for sockets, and the secrets of local roles."""

import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

from prime.supervisor.errors import ServerUnusable

LONGEST_SOCKET_FOLDER = 90  # bytes; a socket's whole path may have 107, and the servers append a file name
PRIVATE = 0o700


def private_folder(path: Path, mode: int = PRIVATE) -> Path:
    """Make a folder that is ours alone, or check that the one that stands there is.

    Raises:
        ServerUnusable: when somebody else owns what stands there (in a shared temporary folder, a trap).
    """
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise ServerUnusable(f"{path} is not a folder of yours. Remove it, or set PRIME_HOME to a folder of your own.")
    path.chmod(mode)
    return path


def shared_temporary(home: Path, mode: int = PRIVATE) -> Path:
    """Give the folder under the system's temporary directory that always belongs to this home and this user."""
    digest = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:10]
    name = f"prime-{os.geteuid()}-{digest}"
    for base in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):  # noqa: S108 - private_folder() checks the owner
        path = Path(base) / name
        if len(os.fsencode(path)) < LONGEST_SOCKET_FOLDER and os.access(base, os.W_OK):
            return private_folder(path, mode)
    raise ServerUnusable("No temporary folder with a path short enough for sockets can be written. Set TMPDIR to one.")


def socket_folder(home: Path) -> Path:
    """Give the private folder for the sockets of this home."""
    folder = home.resolve() / "run"
    if len(os.fsencode(folder)) < LONGEST_SOCKET_FOLDER:
        return private_folder(folder)
    return shared_temporary(home)


def secret(home: Path, name: str) -> str:
    """Read the secret of a local role, made at its first use and readable by nobody else."""
    path = private_folder(home / "secrets") / name
    if not path.exists():
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123 - the mode must hold from the start
            file.write(secrets.token_urlsafe(32))
        draft.rename(path)
    return path.read_text()
