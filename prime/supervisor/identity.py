"""As whom PostgreSQL can run here: it refuses root, and initdb refuses a user without an entry in /etc/passwd."""

import os
import pwd
import subprocess
from pathlib import Path

from prime.supervisor.children import Identity, Service, run
from prime.supervisor.errors import ServerUnusable, ServiceFailed


def choose_identity(home: Path, program: Path) -> Identity:
    """Choose the least intrusive identity that can run `program` and write to `home`.

    Raises:
        ServerUnusable: when no identity can.
    """
    if os.geteuid() != 0 and _has_passwd_entry(os.geteuid()):
        return Identity.SELF
    if _works_in_namespace(home, program):
        return Identity.NAMESPACE
    if os.geteuid() == 0:
        return Identity.NOBODY
    raise ServerUnusable(
        f"User id {os.geteuid()} has no entry in /etc/passwd, which PostgreSQL needs, and user namespaces are blocked. "
        "Run as a named user, or set DATABASE_URL.",
    )


def _has_passwd_entry(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _works_in_namespace(home: Path, program: Path) -> bool:
    """Try it: namespaces may be blocked, and root inside one can no longer pass through other people's private folders."""
    probe = Service(
        name="user namespace",
        argv=["/bin/sh", "-c", 'test "$(id -u)" != 0 && id -un && test -w "$1" && "$2" --version', "sh", str(home), str(program)],
        env={"PATH": os.defpath},
        identity=Identity.NAMESPACE,
        log=Path(os.devnull),
    )
    try:
        run(probe)
    except (OSError, subprocess.SubprocessError, ServiceFailed):
        return False
    return True
