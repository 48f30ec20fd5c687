"""Eight runs of one month and eight tries at each invoice, released together over four processes: one of each remains."""

from collections import Counter

import pytest

from tests.integration.billing.race_program import COUNCILS, WEEKS
from tests.support.race import race, run
from tests.support.sql import make_database, run_sql

pytestmark = [pytest.mark.deep, pytest.mark.committed]
PROGRAM = "tests.integration.billing.race_program"
PROCESSES = 4


def _race(url: str, *arguments: str) -> Counter[str]:
    return Counter(outcome for outcomes in race(PROGRAM, url, [arguments] * PROCESSES) for outcome in outcomes)


@pytest.mark.parametrize("sight", ["seeing", "blind"])
def test_one_run_and_one_invoice_each(sight):
    url = make_database(f"prime_race_billing_{sight}")
    finance_id = run(PROGRAM, url, "prepare")
    started = _race(url, "start", sight, finance_id)
    assert started == {"done": 1, "MonthBilled" if sight == "seeing" else "UniqueViolationError": 7}
    assert run_sql(url, "SELECT count(*) FROM billing_run")[0][0] == 1
    assert run_sql(url, "SELECT count(*) FROM run_share")[0][0] == COUNCILS

    issued = _race(url, "issue", sight)
    assert sum(issued.values()) == COUNCILS * 8
    # A settled share is no fault to those who look; the blind meet the constraint, or come so late that no week is left.
    assert issued["done"] == COUNCILS * 8 if sight == "seeing" else issued["done"] >= COUNCILS
    numbers = [row["number"] for row in run_sql(url, "SELECT number FROM invoice ORDER BY number")]
    assert numbers == [f"INV-2026-{number:06}" for number in range(1, COUNCILS + 1)]
    assert run_sql(url, "SELECT last FROM number_series WHERE series = 'INV-2026'")[0][0] == COUNCILS
    assert run_sql(url, "SELECT count(*) FROM billed_week")[0][0] == COUNCILS * WEEKS
    assert run_sql(url, "SELECT count(*), count(DISTINCT subject_id) FROM document WHERE kind = 'invoice'")[0] == (COUNCILS, COUNCILS)
    assert run_sql(url, "SELECT count(DISTINCT (about_id, to_address)) = count(*) FROM message WHERE template = 'invoice_issued'")[0][0]
    if sight == "seeing":
        assert run_sql(url, "SELECT status FROM billing_run")[0][0] == "done"
        assert run_sql(url, "SELECT count(*) FROM message WHERE template = 'billing_run_finished'")[0][0] == 1
