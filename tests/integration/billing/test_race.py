"""Eight runs of one month and eight tries at each invoice, released together over four processes: one of each remains."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.integration.billing.race_program import COUNCILS, WEEKS
from tests.support.sql import make_database, run_sql

pytestmark = [pytest.mark.deep, pytest.mark.committed]
ROOT = Path(__file__).resolve().parents[3]
HEADSTART = 6.0  # all processes have imported everything by then
PROCESSES = 4


def _start(database_url: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": str(ROOT), "PRIME_NOW": "2026-11-25T12:00:00+00:00"}
    command = [sys.executable, "-m", "tests.integration.billing.race_program", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _answer(process: subprocess.Popen[str]):
    out, err = process.communicate(timeout=90)
    assert process.returncode == 0, err[-3000:]
    return json.loads(out)


def _race(url: str, what: str, sight: str, *arguments: str) -> Counter[str]:
    moment = str(time.time() + HEADSTART)
    processes = [_start(url, what, moment, sight, *arguments) for _ in range(PROCESSES)]
    return Counter(outcome for process in processes for outcome in _answer(process))


@pytest.mark.parametrize("sight", ["seeing", "blind"])
def test_one_run_and_one_invoice_each(sight):
    url = make_database(f"prime_race_billing_{sight}")
    finance_id = _answer(_start(url, "prepare"))
    started = _race(url, "start", sight, finance_id)
    assert started == {"done": 1, "MonthBilled" if sight == "seeing" else "UniqueViolationError": 7}
    assert run_sql(url, "SELECT count(*) FROM billing_run")[0][0] == 1
    assert run_sql(url, "SELECT count(*) FROM run_share")[0][0] == COUNCILS

    issued = _race(url, "issue", sight)
    assert sum(issued.values()) == COUNCILS * 8
    assert issued["done"] == (COUNCILS * 8 if sight == "seeing" else COUNCILS)  # a settled share is no fault to those who look
    numbers = [row["number"] for row in run_sql(url, "SELECT number FROM invoice ORDER BY number")]
    assert numbers == [f"INV-2026-{number:06}" for number in range(1, COUNCILS + 1)]
    assert run_sql(url, "SELECT last FROM number_series WHERE series = 'INV-2026'")[0][0] == COUNCILS
    assert run_sql(url, "SELECT count(*) FROM billed_week")[0][0] == COUNCILS * WEEKS
    assert run_sql(url, "SELECT count(*), count(DISTINCT subject_id) FROM document WHERE kind = 'invoice'")[0] == (COUNCILS, COUNCILS)
    assert run_sql(url, "SELECT count(DISTINCT (about_id, to_address)) = count(*) FROM message WHERE template = 'invoice_issued'")[0][0]
    if sight == "seeing":
        assert run_sql(url, "SELECT status FROM billing_run")[0][0] == "done"
        assert run_sql(url, "SELECT count(*) FROM message WHERE template = 'billing_run_finished'")[0][0] == 1
