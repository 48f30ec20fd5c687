"""Reading staff: who is free when, who matches, who may see whom."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import actor_for_user
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from prime.staff import queries
from tests.factories.accounts import make_user
from tests.factories.staff import make_staff
from tests.integration.staff.placed import place

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("seed", range(6))
async def test_free_time_agrees_with_counting_every_day(seed):
    chance = random.Random(seed)
    person = await make_staff()
    placed = []
    for _ in range(8):
        starts_on = TODAY + timedelta(days=chance.randrange(60))
        ends_on = starts_on + timedelta(days=chance.randrange(40))
        fte = Decimal(chance.choice(["0.20", "0.40", "0.60", "1.00"]))
        try:
            async with transaction():
                status = chance.choice(["confirmed", "ended", "cancelled"])
                await place(person, starts_on, ends_on, fte, status)
        except Conflict:
            continue
        if status != "cancelled":
            placed.append((starts_on, ends_on, fte))
    assert placed

    def free(day):
        return person.fte - sum((fte for start, end, fte in placed if start <= day <= end), Decimal(0))

    for week in await queries.free_time(SYSTEM, TODAY, 15):
        assert (week.free_fte, week.employed_fte) == (free(week.on), person.fte)
    for days in range(110):
        day = TODAY + timedelta(days=days)
        on_bench = {row.id: row.free_fte for row in await queries.bench(SYSTEM, day)}
        assert on_bench.get(person.id, 0) == (free(day) if free(day) >= Decimal("0.10") else 0)


async def test_only_people_employed_on_the_day_and_placed_by_afc_are_on_the_bench():
    person = await make_staff(started_on=date(2026, 12, 1))
    await make_staff(is_placeable=False)
    assert await queries.bench(SYSTEM, date(2026, 11, 30)) == []
    assert [row.id for row in await queries.bench(SYSTEM, date(2026, 12, 1))] == [person.id]


async def test_a_person_sees_themselves_only():
    person, other = await make_staff(), await make_staff()
    actor = await actor_for_user(person.user_id)
    assert (await queries.own(actor)).id == (await queries.get_staff(actor, person.id)).id == person.id
    assert len(await queries.check_expiry(actor, person.id)) == 9
    for read in (queries.get_staff, queries.check_expiry):
        with pytest.raises(NotFound):
            await read(actor, other.id)
    with pytest.raises(NotFound):
        await queries.own(await make_user(Role.OPERATIONS))


async def test_lists_are_for_the_office():
    for actor in (await make_user(Role.CHAMPION), await actor_for_user((await make_staff()).user_id)):
        for read in (queries.list_staff(actor), queries.count_staff(actor), queries.bench(actor, TODAY), queries.free_time(actor, TODAY, 1)):
            with pytest.raises(Forbidden):
                await read
    with pytest.raises(InvalidInput):
        await queries.list_staff(SYSTEM, cursor="nonsense")
    with pytest.raises(NotFound):
        await queries.check_expiry(await make_user(Role.FINANCE), (await make_staff()).id)


async def test_a_search_takes_patterns_literally():
    await make_staff(last_name="Per%cent")
    await make_staff(last_name="Plain")
    assert [row.name for row in (await queries.list_staff(SYSTEM, search="%")).items] == ["Sam Per%cent"]
