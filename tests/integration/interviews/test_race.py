"""Up to 200 bookings of one time, released together over two processes and 40 connections: one wins, and nobody deadlocks (S1)."""

from collections import Counter

import pytest

from tests.support.race import race, run
from tests.support.sql import make_database, run_sql

pytestmark = [pytest.mark.deep, pytest.mark.committed]
PROGRAM = "tests.integration.interviews.race_program"


def _race(name: str, sight: str, count: int) -> tuple[str, list[str]]:
    url = make_database(name)
    operations_id, interviews = run(PROGRAM, url, "prepare", str(count))
    lanes = [["book", sight, operations_id, *half] for half in (interviews[::2], interviews[1::2])]
    return url, [outcome for answer in race(PROGRAM, url, lanes) for outcome in answer]


def _check_one_booking(url: str) -> None:
    [row] = run_sql(url, "SELECT count(*) AS booked FROM interview WHERE status = 'booked'")
    assert row["booked"] == 1
    [row] = run_sql(url, "SELECT count(*) AS seats, count(DISTINCT interview) AS interviews FROM panel_seat WHERE busy_from IS NOT NULL")
    assert (row["seats"], row["interviews"]) == (2, 1)
    [row] = run_sql(url, "SELECT count(*) AS told FROM message WHERE calendar <> ''")
    assert row["told"] == 3


def test_one_of_two_hundred_wins_over_forty_connections():
    url, answers = _race("prime_race_booking_many", "seeing", 200)
    assert Counter(answers) == {"booked": 1, "SlotTaken": 199}
    _check_one_booking(url)


def test_one_of_fifty_wins_without_a_deadlock():
    url, answers = _race("prime_race_booking", "seeing", 50)
    assert Counter(answers) == {"booked": 1, "SlotTaken": 49}
    _check_one_booking(url)


def test_the_constraint_alone_lets_one_win():
    url, answers = _race("prime_race_booking_blind", "blind", 16)
    outcomes = Counter(answers)
    assert outcomes["booked"] == 1
    assert set(outcomes) <= {"booked", "SlotTaken", "DeadlockDetectedError"}
    _check_one_booking(url)
