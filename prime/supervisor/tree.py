"""One tree of processes: started in order, restarted when they die, stopped in reverse order.

    with Tree(home) as tree:
        addresses = start_servers(tree)
        tree.run(Service(name="migrate", ...))
        tree.start(Service(name="web", ...))
        tree.watch()                            # until Ctrl-C, SIGTERM or the terminal closes

Whatever interrupts the block, even between two starts, ends it quietly with every child stopped.
"""

import fcntl
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self, TextIO

from prime.supervisor.children import Child, Service, run
from prime.supervisor.errors import AlreadyRunning, SupervisorProblem
from prime.supervisor.places import private_folder

POLL = 0.1
FIRST_DELAY = 0.2
LONGEST_DELAY = 10.0
STEADY_AFTER = 60.0  # seconds of life after which a death is a new accident, not one more of a row
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Kept:
    """A service that is kept alive: when its child dies, another is started after a delay that doubles with each failure in a row."""

    def __init__(self, service: Service, say: Callable[[str], None]) -> None:
        self.service = service
        self.say = say
        self.failures = 0
        self.due: float | None = None
        self.child = Child(service)

    def mend(self) -> None:
        """Notice a death, or restart what is due."""
        if self.due is None and not self.child.is_running:
            self.child.clear()
            if self.child.age > STEADY_AFTER:
                self.failures = 0
            self._fail(f"ended with code {self.child.process.returncode}")
        elif self.due is not None and time.monotonic() >= self.due:
            try:
                self.child = Child(self.service)
            except (SupervisorProblem, OSError) as problem:
                self._fail(f"could not be started: {problem}")
            else:
                self.due = None
                self.say(f"{self.service.name}: restarted")

    def _fail(self, reason: str) -> None:
        delay = min(FIRST_DELAY * 2**self.failures, LONGEST_DELAY)
        self.failures += 1
        self.due = time.monotonic() + delay
        self.say(f"{self.service.name}: {reason}; restarting in {delay:.1f} s")


class Tree:
    """The children of one supervisor; as a context manager it holds the home's lock and stops them all at the end."""

    def __init__(self, home: Path, say: Callable[[str], None] = print) -> None:
        self.home = private_folder(home)
        self.say = say
        self.kept: list[Kept] = []

    def __enter__(self) -> Self:
        self._lock = self._take_lock()
        under_nohup = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        self._handlers = {number: signal.signal(number, _interrupt) for number in STOPPING if number != signal.SIGHUP or not under_nohup}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        for number in self._handlers:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not interrupt the stopping
        for kept in reversed(self.kept):
            kept.child.stop()
            self.say(f"{kept.service.name}: stopped")
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._lock.close()
        return kind is KeyboardInterrupt

    def _take_lock(self) -> TextIO:
        file = (self.home / "supervisor.lock").open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise AlreadyRunning(f"AfC Prime is already running on {self.home}. Stop it first (Ctrl-C in its terminal).") from None
        return file

    def start(self, service: Service) -> None:
        """Start a service, wait until it is ready, and keep it alive from then on.

        Raises:
            ServiceFailed: when it ends first or is not ready in time.
        """
        kept = Kept(service, self.say)
        self.kept.append(kept)
        kept.child.wait_ready()

    def run(self, service: Service) -> None:
        """Run a process to its end.

        Raises:
            ServiceFailed: when it ends with another code than 0.
        """
        run(service)

    def watch(self) -> None:
        """Keep every started service alive until a signal ends the block."""
        while True:
            for kept in self.kept:
                kept.mend()
            time.sleep(POLL)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
