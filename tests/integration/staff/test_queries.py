"""Reading staff: who is free when, who matches, who may see whom."""

from datetime import date
from decimal import Decimal

import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import actor_for_user
from prime.core.actor import SYSTEM
from prime.core.errors import Forbidden, NotFound
from prime.staff import queries
from tests.factories.accounts import make_user
from tests.factories.clients import make_client, make_rate_card, make_team
from tests.factories.staff import make_staff

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def test_smoke():
    client = await make_client()
    await make_team(client.id)
    await make_rate_card(client.id)
    made = await make_staff()
    assert made.free_fte == Decimal("1.00")
    actor = await actor_for_user(made.user_id)
    assert (await queries.own(actor)).id == made.id
    assert [row.id for row in (await queries.list_staff(SYSTEM, search="sample")).items] == [made.id]
    assert await queries.count_staff(SYSTEM, on_bench=True) == 1
    assert [row.id for row in await queries.bench(SYSTEM, date(2026, 11, 25))] == [made.id]
    assert len(await queries.free_time(SYSTEM, date(2026, 11, 23), 12)) == 12
    assert (await queries.placeable(date(2026, 12, 1), date(2027, 1, 1)))[0].level == 2
    assert len(await queries.check_expiry(actor, made.id)) == 9
    with pytest.raises(NotFound):
        await queries.get_staff(await actor_for_user((await make_staff(last_name="Other")).user_id), made.id)
    with pytest.raises(Forbidden):
        await queries.list_staff(await make_user(Role.CHAMPION))
