"""`make demo` from a fresh clone: one command to a product that answers, Ctrl-C, a fast second start, and a start after kill -9."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.supervisor.conftest import command_lines, eventually

ROOT = Path(__file__).resolve().parents[2]
FIRST_START = 420.0
SECOND_START = 20.0  # seconds of work, which two cores with nothing else to do end well within the 15 seconds promised

pytestmark = [pytest.mark.deep, pytest.mark.timeout(900)]


class Demo:
    """One `make demo` in a clone."""

    def __init__(self, clone: Path, port: int) -> None:
        ours = {"DATABASE_URL", "REDIS_URL", "BASE_URL", "SECRET_KEY", "PYTHONPATH", "VIRTUAL_ENV"}
        prefixes = ("PRIME_", "MAIL_", "SMTP_", "PYTEST_")
        kept = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith(prefixes)}
        self.port = port
        self.output = clone.parent / "demo.out"
        self.begun = time.monotonic()
        with self.output.open("w") as file:
            self.process = subprocess.Popen(
                ["make", "demo", f"PORT={port}"],
                cwd=clone,
                env=kept,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_ready(self, within: float) -> None:
        """Wait for the line that says where it answers."""
        line = re.compile(rf"^ready http://localhost:{self.port}$", re.MULTILINE)
        while not line.search(self.output.read_text()):
            assert self.process.poll() is None, self.output.read_text()[-3000:]
            assert time.monotonic() - self.begun < within, self.output.read_text()[-3000:]
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether the product says that it is ready."""
        with urllib.request.urlopen(f"http://localhost:{self.port}/health/ready", timeout=10) as answer:
            return bool(answer.status == 200)

    def work(self) -> float:
        """Seconds that make, and the steps that it has waited for, kept a processor busy."""
        return _work(self.process.pid)

    def signal(self, number: signal.Signals) -> None:
        """Signal make and what it runs, as the terminal does."""
        os.killpg(self.process.pid, number)
        self.process.wait(30)


@pytest.fixture(scope="module")
def clone() -> Iterator[Path]:
    """Clone what is committed into a folder with a short name, as a newcomer would."""
    folder = Path(tempfile.mkdtemp(prefix="prime-fresh-"))
    subprocess.run(["git", "clone", "--quiet", ROOT, folder / "prime"], check=True)
    yield folder / "prime"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_of(clone: Path) -> list[str]:
    return [line for line in command_lines() if str(clone) in line]


def pids_of(clone: Path) -> list[int]:
    return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if str(clone).encode() in _read(path)]


def _work(pid: int) -> float:
    """Seconds of a processor that a process and the children it has buried have used."""
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(b")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has ended
        return b""


def test_one_command_ctrl_c_and_a_fast_second_start(clone: Path, port: int) -> None:
    first = Demo(clone, port)
    first.wait_ready(FIRST_START)
    assert first.answers()
    first.signal(signal.SIGINT)
    eventually(lambda: not processes_of(clone))

    second = Demo(clone, port)
    second.wait_ready(FIRST_START)
    work = second.work() + sum(_work(pid) for pid in pids_of(clone))
    assert "building" not in second.output.read_text()
    assert second.answers()
    second.signal(signal.SIGKILL)
    eventually(lambda: not processes_of(clone))

    third = Demo(clone, port)
    third.wait_ready(FIRST_START)
    assert third.answers()
    third.signal(signal.SIGTERM)
    eventually(lambda: not processes_of(clone))
    assert work < SECOND_START


def test_a_taken_port_is_named(clone: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        demo = Demo(clone, taken.getsockname()[1])

        assert demo.process.wait(FIRST_START) != 0

    assert f"Port {demo.port} is taken" in demo.output.read_text()
