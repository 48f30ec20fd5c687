"""Slots of a panel of three out of 500 champions over eight weeks, with 20,000 bookings, as a ratio to raw SQL that reads the same rows.

make bench        or        .venv/bin/pytest tests/bench/bench_slots.py -s
"""

import statistics
import sys
import time
from datetime import timedelta

import pytest

from prime.core import clock
from prime.core.db import execute, fetch, fetch_value
from prime.interviews import queries, rules
from prime.interviews.queries import champions
from prime.reference import queries as reference
from prime.reference.tables import Division
from tests.factories.interviews import make_champion, make_invitation

pytestmark = [pytest.mark.deep, pytest.mark.usefixtures("db", "frozen_now")]

CHAMPIONS = 500
BOOKINGS_EACH = 40
DAYS = 56
ROUNDS = 25
# The median of the ratios of each round, as the machine is shared.
MOST = 3.0

_CHAMPIONS = """
WITH people AS (
  INSERT INTO app_user (id, username, email, password, first_name, last_name)
  SELECT uuidv7(), 'slots-' || n || '@people.example', 'slots-' || n || '@people.example', '!', 'Bench', 'Champion' || n
  FROM generate_series(1, $1) n RETURNING id
)
INSERT INTO champion (id, "user", weekly_cap) SELECT uuidv7(), id, 40 FROM people
"""
_HOURS = """
INSERT INTO weekly_hours (id, champion, weekday, starts_at, ends_at)
SELECT uuidv7(), c.id, day, part.starts_at, part.ends_at
FROM champion c, generate_series(0, 4) day, (VALUES (TIME '09:00', TIME '12:30'), (TIME '13:30', TIME '17:00')) part(starts_at, ends_at)
WHERE NOT EXISTS (SELECT FROM weekly_hours h WHERE h.champion = c.id)
"""
# Each champion has one booking a weekday for eight weeks, at an hour of their own.
_INTERVIEWS = """
INSERT INTO interview (id, reference, application, candidate, kind, kit_version, status, ended_reason, uid, invited_by, place)
SELECT uuidv7(), 'INT-B-' || row_number() OVER (), i.application, i.candidate, i.kind, i.kit_version, 'cancelled', 'Bench', uuidv7(),
  i.invited_by, i.place
FROM (SELECT * FROM interview LIMIT 1) i, generate_series(1, $1)
"""
_SEATS = """
INSERT INTO panel_seat (id, interview, champion, is_lead, busy_from, busy_to)
SELECT uuidv7(), i.id, c.id, true, t.starts_at, t.starts_at + interval '1 hour'
FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM interview WHERE reference LIKE 'INT-B-%') i
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM champion) c ON c.n = i.n % $1
CROSS JOIN LATERAL (SELECT (DATE '2026-11-30' + ((i.n / $1) / 5 * 7 + (i.n / $1) % 5)::int) + make_interval(hours => 9 + (c.n % 7)::int)
                    AS starts_at) t
"""


async def _timed(work) -> float:
    start = time.perf_counter()
    await work()
    return (time.perf_counter() - start) * 1000


async def test_slots_against_raw_sql(capsys):
    panel = [await make_champion() for _ in range(3)]
    made = await make_invitation(panel=panel)
    await execute(_CHAMPIONS, CHAMPIONS - len(panel))
    await execute(_HOURS)
    await execute("UPDATE champion SET weekly_cap = 40")
    await execute(_INTERVIEWS, CHAMPIONS * BOOKINGS_EACH)
    await execute(_SEATS, CHAMPIONS)
    await execute("ANALYZE champion, weekly_hours, date_override, panel_seat, interview, slot_hold")
    assert await fetch_value("SELECT count(*) FROM panel_seat WHERE busy_from IS NOT NULL") == CHAMPIONS * BOOKINGS_EACH

    interview = await queries.get_interview(made.lead, made.id)
    ids, first = interview.champion_ids, clock.today()
    last = first + timedelta(days=DAYS - 1)
    weeks = rules.midnight(rules.monday_of(first)), rules.midnight(rules.monday_of(last) + rules.WEEK)

    async def raw() -> None:
        await fetch(champions._DIARIES, ids)
        await fetch(champions._HOURS, ids)
        await fetch(champions._OVERRIDES, ids, first, last)
        assert len(await fetch(champions._BUSY, ids, *weeks, made.id, clock.now())) == len(panel) * BOOKINGS_EACH
        await reference.bank_holidays(Division.ENGLAND_AND_WALES, first, last)
        await fetch(queries.interviews._CANDIDATE_BUSY, interview.candidate_id, *weeks, made.id)

    async def searched() -> None:
        assert await queries.offered_for(interview, first, last, is_office=False)

    await raw(), await searched()
    rounds = [(await _timed(raw), await _timed(searched)) for _ in range(ROUNDS)]
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    theirs, ours = (statistics.median(times) for times in zip(*rounds, strict=True))
    with capsys.disabled():
        sys.stdout.write(f"\nslots of 3 of {CHAMPIONS} over {DAYS} days: {ours:.1f} ms, raw SQL {theirs:.1f} ms, ratio {ratio:.2f}\n")
    assert ratio <= MOST
