"""Fixtures for the machine room: a tree in a process of its own, driven and killed from outside."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("tree_program.py")
ROOT = PROGRAM.parents[2]
PATIENCE = 30.0


def eventually(condition: Callable[[], object], within: float = PATIENCE) -> None:
    """Wait until a condition holds, or fail."""
    give_up = time.monotonic() + within
    while not condition():
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.02)


def lives(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class RunningTree:
    """A supervisor in a process of its own."""

    def __init__(self, home: Path, *, env: dict[str, str] | None = None, prefix: tuple[str, ...] = (), port: int = 0) -> None:
        clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        self.output = home.parent / f"{home.name}.out"
        self.home = home
        with self.output.open("w") as file:
            self.process = subprocess.Popen(
                [*prefix, sys.executable, str(PROGRAM), str(home), str(port)],
                env={**clean, "PYTHONPATH": str(ROOT), **(env or {})},
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        """Give what it has printed so far."""
        return self.output.read_text()

    def wait_ready(self) -> dict[str, int]:
        """Wait for the line `ready`; give the process number of each child."""
        eventually(lambda: "\nready " in "\n" + self.said() or self.process.poll() is not None)
        found = re.search(r"^ready (.*)$", self.said(), re.MULTILINE)
        assert found, self.said()
        return {name: int(pid) for name, pid in (part.split("=") for part in found[1].split())}

    def end(self) -> None:
        """Stop it by force if a test left it running."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)


def command_lines() -> list[str]:
    """Give the command lines of all processes."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return lines


StartTree = Callable[..., RunningTree]


@pytest.fixture
def start_tree(tmp_path: Path) -> Iterator[StartTree]:
    """Start a tree on `tmp_path/home`, or on another home."""
    trees = []

    def start(home: Path = tmp_path / "home", **options: object) -> RunningTree:
        trees.append(RunningTree(home, **options))  # type: ignore[arg-type]
        return trees[-1]

    yield start
    for tree in trees:
        tree.end()
