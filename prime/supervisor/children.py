"""A service and its running child: how a process is started, watched for readiness and stopped.

A child cannot outlive its parent: Linux sends it a signal when the parent dies, even by `kill -9` (PR_SET_PDEATHSIG).
The signal follows the *thread* that started the child, so children are started from the main thread only.
"""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from prime.supervisor.errors import ServerUnusable, ServiceFailed

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
POLL = 0.02
LONGEST_LOG = 5_000_000


class Identity(StrEnum):
    """As whom a child runs; PostgreSQL refuses to run as root, so root must lend it another identity."""

    SELF = "self"
    NAMESPACE = "namespace"  # the same user inside a user namespace of its own, where it is nobody in particular
    NOBODY = "nobody"


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """How one process is started, known to be ready, and stopped."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    prepare: Callable[[], None] = lambda: None  # runs before every start: repairs what an earlier life left behind
    cwd: Path | None = None
    identity: Identity = Identity.SELF
    stop: signal.Signals = signal.SIGTERM
    grace: float = 15.0
    log: Path | None = None  # None: the standard output of the supervisor
    ready: Callable[[], bool] = lambda: True
    ready_within: float = 60.0


def bound_to_parent(death_signal: signal.Signals, identity: Identity) -> Callable[[], None]:
    """Make the function that runs in the child between fork and exec: identity first, then the bond to this process."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)  # loaded before the fork: nothing may be imported after it

    def prepare() -> None:
        if identity is Identity.NAMESPACE and libc.unshare(CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "user namespaces are blocked")
        libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:  # the parent died before the bond was made
            os._exit(1)

    return prepare


def spawn(service: Service) -> subprocess.Popen[bytes]:
    """Start the process of a service in a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone.

    Raises:
        ServerUnusable: on other systems than Linux.
    """
    if sys.platform != "linux":
        raise ServerUnusable("The supervisor runs on Linux only. Elsewhere, set DATABASE_URL and REDIS_URL and use serve and worker.")
    nobody = pwd.getpwnam("nobody") if service.identity is Identity.NOBODY else None
    service.prepare()
    with contextlib.ExitStack() as opened:
        output = opened.enter_context(_open_log(service.log)) if service.log else None
        return subprocess.Popen(
            service.argv,
            env=dict(service.env),
            cwd=service.cwd,
            user=nobody.pw_uid if nobody else None,
            group=nobody.pw_gid if nobody else None,
            extra_groups=[] if nobody else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            preexec_fn=bound_to_parent(service.stop, service.identity),  # noqa: PLW1509 - no other thread lives here
        )


def _open_log(path: Path) -> BinaryIO:
    """Open a log to append to; a long one is set aside first, in place of the one set aside before."""
    if path.is_file() and path.stat().st_size > LONGEST_LOG:
        path.rename(path.with_suffix(".old.log"))
    return path.open("ab")


def run(service: Service) -> None:
    """Run a process to its end.

    Raises:
        ServiceFailed: when it ends with another code than 0; with the last lines of its log.
    """
    child = Child(service)
    try:
        code = child.process.wait()
    finally:
        child.stop()
    if code != 0:
        raise ServiceFailed(f"{service.name} failed with code {code}.{child.log_tail()}")


class Child:
    """A running service; as a context manager it is started, waited for, and stopped at the end."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.process = spawn(service)
        self.started = time.monotonic()

    def __enter__(self) -> Self:
        try:
            self.wait_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def is_running(self) -> bool:
        """Whether the process still lives; collects it when it does not."""
        return self.process.poll() is None

    @property
    def age(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def wait_ready(self) -> None:
        """Wait until the service answers.

        Raises:
            ServiceFailed: when the process ends first, or the time is up; with the last lines of its log.
        """
        while not self.service.ready():
            if not self.is_running:
                raise ServiceFailed(f"{self.service.name} ended with code {self.process.returncode} while starting.{self.log_tail()}")
            if self.age > self.service.ready_within:
                raise ServiceFailed(f"{self.service.name} was not ready within {self.service.ready_within:.0f} seconds.{self.log_tail()}")
            time.sleep(POLL)

    def stop(self) -> None:
        """Ask the process to stop, wait as long as the service allows, then kill what is left of its group."""
        if self.is_running:
            self.process.send_signal(self.service.stop)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(self.service.grace)
        self.clear()

    def clear(self) -> None:
        """Kill whatever remains of the process and its group, such as the workers of a killed web server."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def log_tail(self, lines: int = 12) -> str:
        """Give the last lines of the log, to be appended to a message."""
        if self.service.log is None or not self.service.log.exists():
            return ""
        text = self.service.log.read_text(errors="replace").splitlines()[-lines:]
        return "".join(f"\n    {line}" for line in text)
