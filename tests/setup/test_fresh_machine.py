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
SECOND_START = 15.0  # what the product promises

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

    def wait_ready(self, within: float) -> float:
        """Wait for the line that says where it answers; give the seconds that it took."""
        line = re.compile(rf"^ready http://localhost:{self.port}$", re.MULTILINE)
        while not line.search(self.output.read_text()):
            assert self.process.poll() is None, self.output.read_text()[-3000:]
            assert time.monotonic() - self.begun < within, self.output.read_text()[-3000:]
            time.sleep(0.1)
        return time.monotonic() - self.begun

    def answers(self) -> bool:
        """Whether the product says that it is ready."""
        with urllib.request.urlopen(f"http://localhost:{self.port}/health/ready", timeout=10) as answer:
            return bool(answer.status == 200)

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


def test_one_command_ctrl_c_and_a_fast_second_start(clone: Path, port: int) -> None:
    first = Demo(clone, port)
    first.wait_ready(FIRST_START)
    assert first.answers()
    first.signal(signal.SIGINT)
    eventually(lambda: not processes_of(clone))

    second = Demo(clone, port)
    took = second.wait_ready(FIRST_START)
    assert second.answers()
    second.signal(signal.SIGKILL)
    eventually(lambda: not processes_of(clone))

    third = Demo(clone, port)
    third.wait_ready(FIRST_START)
    assert third.answers()
    third.signal(signal.SIGTERM)
    eventually(lambda: not processes_of(clone))
    assert took < SECOND_START


def test_a_taken_port_is_named(clone: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        demo = Demo(clone, taken.getsockname()[1])

        assert demo.process.wait(FIRST_START) != 0

    assert f"Port {demo.port} is taken" in demo.output.read_text()
