"""More offers than posts, approved at once over two processes: as many are made as there are posts, also without our own locks (O8)."""

from collections import Counter

import pytest

from tests.support.race import race, run
from tests.support.sql import make_database, run_sql

pytestmark = [pytest.mark.deep, pytest.mark.committed]
PROGRAM = "tests.integration.offers.race_program"
DRAFTS, POSTS = 16, 3


@pytest.mark.parametrize("sight", ["seeing", "blind"])
def test_as_many_offers_as_posts(sight):
    url = make_database(f"prime_race_offers_{sight}")
    approver_id, drafts = run(PROGRAM, url, "prepare", str(DRAFTS), str(POSTS))
    answers = race(PROGRAM, url, [["approve", sight, approver_id, *half] for half in (drafts[::2], drafts[1::2])])
    outcomes = Counter(outcome for answer in answers for outcome in answer)
    assert set(outcomes) <= {"made", "VacancyFull", *({"DeadlockDetectedError"} if sight == "blind" else ())}
    assert outcomes["made"] == POSTS
    [row] = run_sql(url, "SELECT count(*) AS made, count(DISTINCT candidate) AS people FROM offer WHERE status = 'made'")
    assert (row["made"], row["people"]) == (POSTS, POSTS)
