"""Sixteen confirmations of a fifth of one person, released together over two processes: five win, whoever keeps watch."""

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
HEADSTART = 4.0  # both processes have imported everything by then


def _start(database_url: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": str(ROOT), "PRIME_NOW": "2026-11-25T12:00:00+00:00"}
    command = [sys.executable, "-m", "tests.integration.placements.race_program", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _answer(process: subprocess.Popen[str]):
    out, err = process.communicate(timeout=90)
    assert process.returncode == 0, err[-3000:]
    return json.loads(out)


@pytest.mark.parametrize("sight", ["seeing", "blind"])
def test_five_of_sixteen_win(sight):
    url = make_database(f"prime_race_placements_{sight}")
    operations_id, requests = _answer(_start(url, "prepare"))
    start = str(time.time() + HEADSTART)
    processes = [_start(url, "confirm", start, sight, operations_id, *half) for half in (requests[::2], requests[1::2])]
    outcomes = Counter(outcome for process in processes for outcome in _answer(process))
    assert outcomes == {"placed": 5, "OverFull" if sight == "blind" else "NotAvailable": 11}
    [row] = run_sql(url, "SELECT count(*) AS placed, sum(fte) AS load FROM placement WHERE status <> 'cancelled'")
    assert (row["placed"], float(row["load"])) == (5, 1.0)
    [row] = run_sql(url, "SELECT count(*) AS confirmed FROM placement_request WHERE status = 'confirmed'")
    assert row["confirmed"] == 5
    [row] = run_sql(url, "SELECT count(*) AS agreements FROM document WHERE subject_type = 'placement'")
    assert row["agreements"] == 5
