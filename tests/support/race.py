"""Programs that race: each says when it stands at the line, and all are let go at one moment, however slow the machine."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds


def run(module: str, database_url: str, *arguments: str) -> Any:
    """What one program prints, which it may print at once."""
    return _answer(_start(module, database_url, arguments))


def race(module: str, database_url: str, lanes: Iterable[Iterable[str]]) -> list[Any]:
    """Start a program for each lane, let all go together, and return what each prints."""
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(_start(module, database_url, lane)) for lane in lanes]
        for process in processes:
            stack.callback(process.kill)  # whoever fails leaves nobody behind
        for process in processes:
            assert process.stdout is not None
            if process.stdout.readline() != "ready\n":
                raise AssertionError(process.communicate(timeout=PATIENCE)[1][-3000:])
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        return [_answer(process) for process in processes]


async def stand_at_the_line() -> None:
    """In a program: everything is ready; wait for the word."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)


def _start(module: str, database_url: str, arguments: Iterable[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": str(ROOT), "PRIME_NOW": "2026-11-25T12:00:00+00:00"}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def _answer(process: subprocess.Popen[str]) -> Any:
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err[-3000:]
    return json.loads(out)
