"""Pid files that were left behind: of the dead, of strangers with the same number, of servers that still run."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from prime.supervisor.orphans import stop_orphan


@pytest.mark.parametrize("content", ["", "not a number", "4194999\n/some/where\n"])
def test_a_pid_file_of_nobody_is_removed(tmp_path: Path, content: str) -> None:
    pid_file = tmp_path / "server.pid"
    pid_file.write_text(content)

    stop_orphan(pid_file, str(tmp_path), signal.SIGINT)

    assert not pid_file.exists()


def test_a_missing_pid_file_is_nothing_to_do(tmp_path: Path) -> None:
    stop_orphan(tmp_path / "server.pid", str(tmp_path), signal.SIGINT)


def test_a_stranger_who_got_the_same_number_is_left_alone(tmp_path: Path) -> None:
    pid_file = tmp_path / "server.pid"
    pid_file.write_text(f"{os.getpid()}\n")

    stop_orphan(pid_file, "no such marker on our command line", signal.SIGKILL)

    assert not pid_file.exists()


def test_a_server_of_ours_that_still_runs_is_stopped(tmp_path: Path) -> None:
    program = "import time; print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) as server:
        assert server.stdout
        server.stdout.readline()
        pid_file = tmp_path / "server.pid"
        pid_file.write_text(f"{server.pid}\n")

        stop_orphan(pid_file, str(tmp_path), signal.SIGTERM)

        assert server.wait(1) == -signal.SIGTERM
    assert not pid_file.exists()
