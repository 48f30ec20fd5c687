"""Up to 200 bookings of one time, released together over two processes and 40 connections: one wins, and nobody deadlocks (S1)."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.support.sql import make_database, run_sql

pytestmark = [pytest.mark.deep, pytest.mark.committed]
ROOT = Path(__file__).resolve().parents[3]
HEADSTART = 5.0  # both processes have imported everything by then
LONGEST = 5.0  # seconds, loosely: fifty bookings queue up on two cores


def _start(database_url: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": str(ROOT), "PRIME_NOW": "2026-11-25T12:00:00+00:00"}
    command = [sys.executable, "-m", "tests.integration.interviews.race_program", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _answer(process: subprocess.Popen[str]):
    out, err = process.communicate(timeout=100)
    assert process.returncode == 0, err[-3000:]
    return json.loads(out)


def _race(name: str, sight: str, count: int) -> tuple[str, list[tuple[str, float]]]:
    url = make_database(name)
    operations_id, interviews = _answer(_start(url, "prepare", str(count)))
    start = str(time.time() + HEADSTART)
    processes = [_start(url, "book", start, sight, operations_id, *half) for half in (interviews[::2], interviews[1::2])]
    return url, [tuple(row) for process in processes for row in _answer(process)]


def _check_one_booking(url: str) -> None:
    [row] = run_sql(url, "SELECT count(*) AS booked FROM interview WHERE status = 'booked'")
    assert row["booked"] == 1
    [row] = run_sql(url, "SELECT count(*) AS seats, count(DISTINCT interview) AS interviews FROM panel_seat WHERE busy_from IS NOT NULL")
    assert (row["seats"], row["interviews"]) == (2, 1)
    [row] = run_sql(url, "SELECT count(*) AS told FROM message WHERE calendar <> ''")
    assert row["told"] == 3


def test_one_of_two_hundred_wins_over_forty_connections():
    url, answers = _race("prime_race_booking_many", "seeing", 200)
    assert Counter(outcome for outcome, _ in answers) == {"booked": 1, "SlotTaken": 199}
    _check_one_booking(url)


def test_one_of_fifty_wins_without_a_deadlock():
    url, answers = _race("prime_race_booking", "seeing", 50)
    assert Counter(outcome for outcome, _ in answers) == {"booked": 1, "SlotTaken": 49}
    assert max(seconds for _, seconds in answers) < LONGEST
    _check_one_booking(url)


def test_the_constraint_alone_lets_one_win():
    url, answers = _race("prime_race_booking_blind", "blind", 16)
    outcomes = Counter(outcome for outcome, _ in answers)
    assert outcomes["booked"] == 1
    assert set(outcomes) <= {"booked", "SlotTaken", "DeadlockDetectedError"}
    _check_one_booking(url)
