"""Matching a request with 500 staff, 2,000 placements and 4,500 checks, as a ratio to raw SQL that reads the same rows.

make bench        or        .venv/bin/pytest tests/bench/bench_matching.py -s
"""

import statistics
import sys
import time
from datetime import date

import pytest

from prime.core.db import execute, fetch, fetch_value
from prime.placements import queries
from tests.factories.placements import make_council_client, make_placement, make_request
from tests.factories.staff import make_staff

pytestmark = [pytest.mark.deep, pytest.mark.usefixtures("db", "frozen_now")]

STAFF = 500
ROUNDS = 15
# The median of the ratios of each round, as the machine is shared.
MOST = 3.0

_CLONE = """
WITH one AS (SELECT s.*, o.drafted_by AS recruiter, o.approved_by AS approver FROM staff_member s JOIN offer o ON o.id = s.offer LIMIT 1),
n AS (
  SELECT n, uuidv7() AS person, uuidv7() AS candidate, uuidv7() AS application, uuidv7() AS offer, uuidv7() AS staff FROM generate_series(1, $1) n
),
people AS (
  INSERT INTO app_user (id, username, email, password, first_name, last_name)
  SELECT person, 'bench-' || n || '@people.example', 'bench-' || n || '@people.example', '!', 'Bench', 'Person' || n FROM n
), candidates AS (
  INSERT INTO candidate (id, reference, "user", first_name, last_name, email, swe_number)
  SELECT candidate, 'CAN-B-' || n, person, 'Bench', 'Person' || n, 'bench-' || n || '@people.example', 'SW' || (100000 + n) FROM n
), applications AS (
  INSERT INTO application (id, reference, candidate, vacancy, stage)
  SELECT n.application, 'APP-B-' || n, n.candidate, (SELECT vacancy FROM application LIMIT 1), 'started' FROM n
), offers AS (
  INSERT INTO offer (id, reference, application, candidate, employer, role_title, grade, annual_amount, weekly_hours, starts_on, expires_at,
                     status, drafted_by, approved_by, made_at, answered_at, accepted_name)
  SELECT n.offer, 'OFF-B-' || n, n.application, n.candidate, one.employer, one.role_title, one.grade, one.annual_amount, 37, one.started_on,
         now() + interval '1 day', 'accepted', one.recruiter, one.approver, now(), now(), 'Bench Person' FROM n, one
), checks AS (
  INSERT INTO pre_employment_check (id, candidate, kind, status, method, checked_on, checker, reference, expires_on, recorded_at,
                                    second_document, issued_on, level, register_status, awarded_by, awarded_in, countries)
  SELECT uuidv7(), n.candidate, c.kind, c.status, c.method, c.checked_on, c.checker, c.reference,
         CASE WHEN c.kind <> 'right_to_work' THEN DATE '2028-01-01' - n.n % 400 END, c.recorded_at,
         c.second_document, c.issued_on, c.level, c.register_status, c.awarded_by, c.awarded_in, c.countries
  FROM n, one, pre_employment_check c WHERE c.candidate = one.candidate
)
SELECT n.n, n.person, n.candidate, n.application, n.offer, n.staff FROM n
"""
_STAFF = """
INSERT INTO staff_member (id, reference, "user", candidate, application, offer, employer, first_name, last_name, role_title, grade, annual_amount,
                          weekly_hours, fte, swe_number, is_placeable, started_on, latitude, longitude)
SELECT x.staff, 'STF-B-' || x.n, x.person, x.candidate, x.application, x.offer, one.employer, 'Bench', 'Person' || x.n, one.role_title,
       (SELECT id FROM grade ORDER BY level OFFSET x.n % 6 LIMIT 1), 43000, 37, 1, 'SW' || (100000 + x.n), true, DATE '2026-01-05',
       51 + (x.n % 100) / 50.0, -1 + (x.n % 70) / 35.0
FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[]) AS x(n, person, candidate, application, offer, staff),
     (SELECT * FROM staff_member LIMIT 1) one
"""
_SKILLS = """
INSERT INTO staff_skill (id, staff_member, skill, years)
SELECT uuidv7(), s.id, k.id, 1 + k.position % 7 FROM staff_member s JOIN skill k ON (k.position + length(s.reference) + hashtext(s.reference)) % 4 = 0
WHERE s.reference LIKE 'STF-B-%'
"""
_REQUESTS = """
INSERT INTO placement_request (id, reference, client, team, grade, starts_on, ends_on, fte, requested_by, status)
SELECT uuidv7(), 'REQ-B-' || n, r.client, r.team, r.grade, DATE '2026-01-05' + 100 * (n % 4), DATE '2026-03-26' + 100 * (n % 4), 0.5,
       r.requested_by, 'confirmed'
FROM generate_series(1, $1) n, (SELECT * FROM placement_request LIMIT 1) r
"""
_PLACEMENTS = """
INSERT INTO placement (id, reference, request, staff_member, client, team, grade, starts_on, ends_on, fte, hourly_amount, confirmed_by, confirmed_at)
SELECT uuidv7(), 'PLA-B-' || r.n, r.id, s.id, r.client, r.team, r.grade, r.starts_on, r.ends_on, 0.5, 41.50, r.requested_by, now()
FROM (SELECT *, row_number() OVER (ORDER BY starts_on, id) AS n FROM placement_request WHERE reference LIKE 'REQ-B-%') r
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM staff_member WHERE reference LIKE 'STF-B-%') s ON s.n = r.n % $1
"""


async def _fill() -> None:
    await make_placement(starts_on=date(2026, 12, 7))
    await make_staff()
    await execute("UPDATE vacancy SET headcount = $1", STAFF + 10)
    rows = await fetch(_CLONE, STAFF)
    await execute(_STAFF, *[[row[name] for row in rows] for name in ("n", "person", "candidate", "application", "offer", "staff")])
    await execute(_SKILLS)
    await execute(_REQUESTS, STAFF * 4)
    await execute(_PLACEMENTS, STAFF)
    await execute("ANALYZE staff_member, staff_skill, placement, pre_employment_check, placement_request")


async def _timed(work) -> float:
    start = time.perf_counter()
    await work()
    return (time.perf_counter() - start) * 1000


async def test_matching_against_raw_sql(capsys):
    await _fill()
    council = await make_council_client()
    request_id = await make_request(council, skills=("assessment", "court", "child_protection"))
    need = await queries.need_of(await queries.get_request(council.requester, request_id))

    async def raw() -> None:
        await fetch(queries._PEOPLE, need.starts_on, need.ends_on, None, need.client_id, request_id, None)

    async def matched() -> None:
        found = await queries.matches(council.requester, request_id)
        assert found.ranked
        assert found.fit_count + sum(excluded.count for excluded in found.excluded) == everybody

    everybody = await fetch_value("SELECT count(*) FROM staff_member")

    await raw(), await matched()
    rounds = [(await _timed(raw), await _timed(matched)) for _ in range(ROUNDS)]
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    theirs, ours = (statistics.median(times) for times in zip(*rounds, strict=True))
    with capsys.disabled():
        sys.stdout.write(f"\nmatching {everybody} staff: {ours:.1f} ms, raw SQL {theirs:.1f} ms, ratio {ratio:.2f}\n")
    assert ratio <= MOST
