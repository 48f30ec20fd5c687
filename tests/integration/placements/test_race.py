"""Sixteen confirmations of a fifth of one person, released together over two processes: five win, whoever keeps watch."""

from collections import Counter

import pytest

from tests.support.race import race, run
from tests.support.sql import make_database, run_sql

pytestmark = [pytest.mark.deep, pytest.mark.committed]
PROGRAM = "tests.integration.placements.race_program"


@pytest.mark.parametrize("sight", ["seeing", "blind"])
def test_five_of_sixteen_win(sight):
    url = make_database(f"prime_race_placements_{sight}")
    operations_id, requests = run(PROGRAM, url, "prepare")
    lanes = [["confirm", sight, operations_id, *half] for half in (requests[::2], requests[1::2])]
    outcomes = Counter(outcome for answer in race(PROGRAM, url, lanes) for outcome in answer)
    assert outcomes == {"placed": 5, "OverFull" if sight == "blind" else "NotAvailable": 11}
    [row] = run_sql(url, "SELECT count(*) AS placed, sum(fte) AS load FROM placement WHERE status <> 'cancelled'")
    assert (row["placed"], float(row["load"])) == (5, 1.0)
    [row] = run_sql(url, "SELECT count(*) AS confirmed FROM placement_request WHERE status = 'confirmed'")
    assert row["confirmed"] == 5
    [row] = run_sql(url, "SELECT count(*) AS agreements FROM document WHERE subject_type = 'placement'")
    assert row["agreements"] == 5
