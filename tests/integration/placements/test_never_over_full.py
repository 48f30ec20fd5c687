"""Never above 100% of a person on any day: the database against a sum over every day, on random walks."""

import random
from datetime import date, timedelta
from decimal import Decimal

import asyncpg
import pytest

from prime.core.columns import uuid7
from prime.core.db import execute, fetch, transaction
from tests.factories.placements import make_council_client, make_request
from tests.factories.staff import make_staff

FIRST = date(2027, 1, 4)
SHARES = [Decimal(share) for share in ("0.20", "0.40", "0.50", "0.60", "1.00")]
INSERT = """
INSERT INTO placement
  (id, reference, placement_request, staff_member, client, team, grade, starts_on, ends_on, fte, hourly_amount, confirmed_by, confirmed_at)
SELECT $1, $2, $3, $4, client, team, grade, $5, $6, $7, 40, requested_by, now() FROM placement_request WHERE id = $3
"""
MOVE = "UPDATE placement SET starts_on = $2, ends_on = $3, fte = $4 WHERE id = $1"
CANCEL = "UPDATE placement SET status = 'cancelled', ended_reason = 'Test' WHERE id = $1"

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


def _most(placed) -> Decimal:
    """The highest load of any day, day by day."""
    days = [FIRST + timedelta(days=day) for day in range(30)]
    return max(sum((fte for first, last, fte in placed if first <= day <= last), Decimal(0)) for day in days)


def _span(dice) -> tuple[date, date, Decimal]:
    starts_on = FIRST + timedelta(days=dice.randrange(14))
    return starts_on, starts_on + timedelta(days=dice.randrange(10)), dice.choice(SHARES)


async def test_the_database_agrees_with_the_sum_of_every_day():
    outcomes = set().union(*[await _walk(seed) for seed in range(12)])
    assert outcomes == {(kind, took) for kind in ("place", "move") for took in (True, False)} | {("cancel", True)}


async def _walk(seed) -> set[tuple[str, bool]]:
    dice = random.Random(seed)
    limit = dice.choice([Decimal("1.00"), Decimal("0.60")])
    council, person = await make_council_client(), await make_staff(fte=limit)
    held: dict = {}
    outcomes = set()
    for _ in range(40):
        kind = dice.choice(["place", "place", "move", "cancel"])
        if kind != "place" and not held:
            continue
        key = uuid7() if kind == "place" else dice.choice(list(held))
        span = _span(dice)
        wanted = {**held, key: span}
        if kind == "cancel":
            del wanted[key]
        fits = not wanted or _most(wanted.values()) <= limit
        try:
            async with transaction():
                if kind == "place":
                    request_id = await make_request(council, starts_on=span[0], ends_on=span[1])
                    await execute(INSERT, key, str(key)[-12:], request_id, person.id, *span)
                elif kind == "move":
                    await execute(MOVE, key, *span)
                else:
                    await execute(CANCEL, key)
            held = wanted
            took = True
        except asyncpg.ExclusionViolationError:
            took = False
        assert took == fits, (seed, kind, span, held)
        outcomes.add((kind, took))
    rows = await fetch("SELECT starts_on, ends_on, fte FROM placement WHERE staff_member = $1 AND status <> 'cancelled'", person.id)
    assert sorted(tuple(row) for row in rows) == sorted(held.values())
    return outcomes
