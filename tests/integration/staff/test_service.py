"""Skills, conflicts, placing and leaving."""

from datetime import date, timedelta
from decimal import Decimal

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import actor_for_user
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.staff import queries, service
from prime.staff.errors import ConflictExists, EmploymentEnded, StillPlaced
from prime.staff.tables import StaffMember, StaffStatus
from tests.factories.accounts import make_user
from tests.factories.clients import make_client
from tests.factories.staff import make_staff, skill_id
from tests.integration.staff.placed import place

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

TODAY = date(2026, 11, 25)


async def test_skills_are_replaced_as_a_whole_by_oneself_or_operations():
    person = await make_staff(skills={"court": 2, "assessment": 3})
    own = await actor_for_user(person.user_id)
    court, fostering = await skill_id("court"), await skill_id("fostering")
    await service.set_skills(own, person.id, {court: 5, fostering: 1})
    assert await queries.skills_of(person.id) == {court: 5, fostering: 1}
    await service.set_skills(await make_user(Role.OPERATIONS), person.id, {})
    assert await queries.skills_of(person.id) == {}


async def test_nobody_sets_the_skills_of_somebody_else():
    person, other = await make_staff(), await make_staff()
    with pytest.raises(NotFound):
        await service.set_skills(await actor_for_user(other.user_id), person.id, {})
    with pytest.raises(Forbidden):
        await service.set_skills(await make_user(Role.CHAMPION), person.id, {})


@pytest.mark.parametrize("years", [-1, 61])
async def test_years_have_limits(years):
    person = await make_staff()
    with pytest.raises(InvalidInput, match="between 0 and 60"):
        await service.set_skills(SYSTEM, person.id, {await skill_id("court"): years})


async def test_a_conflict_is_noted_once_and_taken_back():
    person, client, actor = await make_staff(), await make_client(), await make_user(Role.OPERATIONS)
    conflict_id = await service.add_conflict(actor, person.id, client_id=client.id, reason="Worked there until September", until=date(2026, 12, 31))
    with pytest.raises(ConflictExists):
        await service.add_conflict(actor, person.id, client_id=client.id, reason="Again")
    [conflict] = (await queries.get_staff(actor, person.id)).conflicts
    assert (conflict.client, conflict.until) == (client.name, date(2026, 12, 31))
    await service.remove_conflict(actor, person.id, conflict_id)
    assert (await queries.get_staff(actor, person.id)).conflicts == []
    with pytest.raises(NotFound):
        await service.remove_conflict(actor, person.id, conflict_id)


async def test_a_conflict_needs_a_council_and_a_reason():
    person, client = await make_staff(), await make_client()
    with pytest.raises(InvalidInput, match="council"):
        await service.add_conflict(SYSTEM, person.id, client_id=person.id, reason="Family")
    with pytest.raises(InvalidInput, match="reason"):
        await service.add_conflict(SYSTEM, person.id, client_id=client.id, reason="  ")


async def test_leaving_is_set_ahead_and_noted_the_day_after(frozen_now):
    person, actor = await make_staff(), await make_user(Role.OPERATIONS)
    await service.end_employment(actor, person.id, left_on=date(2026, 12, 31), reason="Moves abroad")
    assert (await queries.get_staff(actor, person.id)).status == StaffStatus.ACTIVE
    assert len(await queries.bench(actor, date(2026, 12, 31))) == 1
    assert await queries.bench(actor, date(2027, 1, 1)) == []
    assert await service.note_leavers(SYSTEM) == 0
    frozen_now(clock.now() + timedelta(days=37))
    assert await service.note_leavers(SYSTEM) == 1
    assert await service.note_leavers(SYSTEM) == 0
    assert (await queries.get_staff(actor, person.id)).status == StaffStatus.LEFT
    assert await queries.count_staff(actor) == 0
    assert await queries.count_staff(actor, left=True) == 1
    with pytest.raises(EmploymentEnded, match="31 December 2026"):
        await service.end_employment(actor, person.id, left_on=date(2027, 1, 31), reason="Again")


async def test_nobody_leaves_before_the_first_day_or_while_placed():
    person = await make_staff(started_on=date(2026, 1, 5))
    with pytest.raises(InvalidInput, match="5 January 2026"):
        await service.end_employment(SYSTEM, person.id, left_on=date(2026, 1, 4), reason="Mistake")
    await place(person, date(2026, 11, 2), date(2027, 3, 31))
    with pytest.raises(StillPlaced, match="31 March 2027"):
        await service.end_employment(SYSTEM, person.id, left_on=date(2026, 12, 31), reason="Moves")
    with pytest.raises(StillPlaced):
        await service.set_placeable(SYSTEM, person.id, is_placeable=False)


async def test_placing_is_for_people_of_afc():
    person, actor = await make_staff(), await make_user(Role.OPERATIONS)
    await service.set_placeable(actor, person.id, is_placeable=False)
    assert await queries.bench(actor, TODAY) == []
    await service.set_placeable(actor, person.id, is_placeable=True)
    assert len(await queries.bench(actor, TODAY)) == 1
    await StaffMember.update(employer=(await make_client()).organisation_id).where(StaffMember.id == person.id)
    with pytest.raises(InvalidInput, match="council employs"):
        await service.set_placeable(actor, person.id, is_placeable=True)


async def test_only_operations_change_staff():
    person, client = await make_staff(), await make_client()
    for actor in (await make_user(Role.FINANCE), await actor_for_user(person.user_id), await make_user(Role.ADMIN)):
        commands = [
            service.add_conflict(actor, person.id, client_id=client.id, reason="Family"),
            service.remove_conflict(actor, person.id, client.id),
            service.end_employment(actor, person.id, left_on=TODAY, reason="No"),
            service.set_placeable(actor, person.id, is_placeable=False),
        ]
        for command in commands:
            with pytest.raises(Forbidden):
                await command


async def test_the_database_keeps_the_promises():
    person = await make_staff()
    for values in ({"status": "left"}, {"left_on": date(2025, 1, 1)}, {"fte": Decimal("1.01")}, {"status": "gone"}):
        with pytest.raises(asyncpg.CheckViolationError):
            async with transaction():
                await StaffMember.update(**values).where(StaffMember.id == person.id)
