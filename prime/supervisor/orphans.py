"""What a supervisor that was killed may leave behind: servers that still run, and pid files of those that do not."""

import contextlib
import os
import signal
import time
from pathlib import Path

from prime.supervisor.errors import ServiceFailed

PATIENCE = 30.0
POLL = 0.05


def stop_orphan(pid_file: Path, marker: str, stop: signal.Signals) -> None:
    """Stop the server that a pid file names if its command line carries `marker`; remove the file if no such server lives.

    Process numbers are used again, above all in containers, so a live process proves nothing without the marker.

    Raises:
        ServiceFailed: when the orphan does not stop.
    """
    try:
        pid = int(pid_file.read_text().split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        pid_file.unlink(missing_ok=True)
        return
    give_up = time.monotonic() + PATIENCE
    with contextlib.suppress(ProcessLookupError):
        if _carries(pid, marker):
            os.kill(pid, stop)
        while _carries(pid, marker):
            if time.monotonic() > give_up:
                raise ServiceFailed(f"Process {pid} of an earlier start does not stop. Stop it, then start again.")
            time.sleep(POLL)
    pid_file.unlink(missing_ok=True)


def _carries(pid: int, marker: str) -> bool:
    try:
        return marker.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
