"""Who fits a request: exclusions with their reason, scores from stored facts, and what a council may see."""

from datetime import date
from decimal import Decimal

import pytest

from prime.accounts.permissions import Role
from prime.core.db import execute
from prime.core.errors import Forbidden, InvalidInput
from prime.placements import queries, service
from prime.placements.errors import NotAvailable
from prime.placements.schemas import Reason
from prime.staff.tables import StaffConflict, StaffSkill
from tests.factories.accounts import make_user
from tests.factories.clients import make_team
from tests.factories.placements import make_council_client, make_placement, make_request
from tests.factories.staff import make_staff, skill_id

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _ranked(council, request_id):
    return (await queries.matches(council.requester, request_id)).ranked


async def test_the_order_follows_skills_level_and_distance():
    council = await make_council_client()
    far = await make_staff(first_name="Far", coordinates=(52.5, -1.9), skills={"assessment": 5, "court": 5})
    half = await make_staff(first_name="Half", skills={"assessment": 5})
    senior = await make_staff(first_name="Senior", grade="senior_social_worker", skills={"assessment": 5, "court": 5})
    best = await make_staff(first_name="Best", skills={"assessment": 5, "court": 5})
    request_id = await make_request(council, skills=("assessment", "court"))
    found = await _ranked(council, request_id)
    assert [match.staff_member_id for match in found] == [best.id, senior.id, far.id, half.id]
    assert [match.score for match in found] == [100, 93, 85, 70]
    assert [(part.name, part.points) for part in found[0].parts] == [("Skills", 60), ("Level", 25), ("Distance", 15)]


async def test_changing_one_input_changes_the_order():
    council = await make_council_client()
    first = await make_staff(skills={"assessment": 5})
    second = await make_staff(skills={"court": 1})
    request_id = await make_request(council, skills=("assessment", "court"))
    assert [match.staff_member_id for match in await _ranked(council, request_id)] == [first.id, second.id]
    await StaffSkill(staff_member=second.id, skill=await skill_id("assessment"), years=1).save()
    assert [match.staff_member_id for match in await _ranked(council, request_id)] == [second.id, first.id]


async def test_the_teams_own_place_counts_before_the_councils():
    council = await make_council_client()
    person = await make_staff(coordinates=(51.41, -0.3))
    here = await make_request(council)
    away = await make_request(council, team_id=await make_team(council.client.id, latitude=53.4, longitude=-2.2))
    assert (await _ranked(council, here))[0].distance == "Under 5 miles"
    assert (await _ranked(council, away))[0].distance == "Over 60 miles"
    await execute("UPDATE staff_member SET latitude = NULL, longitude = NULL WHERE id = $1", person.id)
    assert (await _ranked(council, here))[0].distance == "Distance not known"


async def _reason(council, request_id, actor=None):
    found = await queries.matches(actor or council.requester, request_id)
    assert found.ranked == []
    [excluded] = found.excluded
    assert excluded.count == 1
    return excluded


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_placeable": False}, Reason.NOT_EMPLOYED),
        ({"started_on": date(2026, 12, 8)}, Reason.NOT_EMPLOYED),
        ({"fte": Decimal("0.80")}, Reason.NOT_FREE),
        ({"checks_expire_on": date(2027, 3, 4)}, Reason.CHECKS),
    ],
)
async def test_who_cannot_be_placed_is_kept_out(changes, reason):
    council = await make_council_client()
    person = await make_staff(**changes)
    request_id = await make_request(council)
    assert (await _reason(council, request_id)).reason is reason
    with pytest.raises(NotAvailable):
        await service.pick(council.requester, request_id, person.id)


async def test_a_check_that_lasts_to_the_last_day_will_do():
    council = await make_council_client()
    await make_staff(checks_expire_on=date(2027, 3, 5))
    assert len(await _ranked(council, await make_request(council))) == 1


async def test_who_leaves_has_an_open_check_or_a_conflict_is_kept_out():
    council = await make_council_client()
    operations = await make_user(Role.OPERATIONS)
    person = await make_staff()
    request_id = await make_request(council)
    conflict = StaffConflict(staff_member=person.id, client=council.client.id, reason="A cousin manages the team")
    await conflict.save()
    assert (await _reason(council, request_id, operations)).people == [f"{person.reference} Sam Sample: A cousin manages the team"]
    assert (await _reason(council, request_id)).people == []
    await conflict.update_self({StaffConflict.until: date(2026, 12, 6)})
    assert len(await _ranked(council, request_id)) == 1
    dbs = "UPDATE pre_employment_check SET status = $2 WHERE kind = 'dbs' AND candidate = (SELECT candidate FROM staff_member WHERE id = $1)"
    await execute(dbs, person.id, "open")
    excluded = await _reason(council, request_id, operations)
    assert (excluded.reason, excluded.people) == (Reason.CHECKS, [f"{person.reference} Sam Sample: DBS open"])
    await execute(dbs, person.id, "clear")
    await execute("UPDATE staff_member SET left_on = '2027-03-04', status = 'left' WHERE id = $1", person.id)
    assert (await _reason(council, request_id)).reason is Reason.NOT_EMPLOYED


async def test_part_of_a_person_that_is_taken_is_not_free():
    council = await make_council_client()
    person = await make_staff()
    await make_placement(await make_council_client(), person, fte=Decimal("0.60"), starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 26))
    full, part = await make_request(council), await make_request(council, fte=Decimal("0.40"))
    before = await make_request(council, ends_on=date(2027, 1, 31))
    assert (await _reason(council, full, await make_user(Role.OPERATIONS))).people == [f"{person.reference} Sam Sample: 0.4 of the 1 needed is free"]
    assert (await _reason(council, full)).people == [person.reference]
    assert len(await _ranked(council, part)) == len(await _ranked(council, before)) == 1


async def test_who_was_turned_down_is_kept_out_of_this_request_only():
    council = await make_council_client()
    person = await make_staff()
    request_id, other = await make_request(council), await make_request(council)
    await service.decline_match(council.approver, request_id, person.id, reason="We know each other")
    assert (await _reason(council, request_id)).reason is Reason.TURNED_DOWN
    assert len(await _ranked(council, other)) == 1


async def test_a_council_reads_neither_surname_nor_address_nor_salary():
    council = await make_council_client()
    await make_staff(first_name="Amara", last_name="Uniquename")
    import msgspec

    seen = msgspec.json.encode(await queries.matches(council.requester, await make_request(council))).decode()
    assert "Amara" in seen
    for secret in ("Uniquename", "KT1", "43000", "51.41", "latitude"):
        assert secret not in seen


@pytest.mark.parametrize("role", [Role.CLIENT_FINANCE, Role.FINANCE, Role.STAFF])
async def test_others_see_no_matches(role):
    council = await make_council_client()
    request_id = await make_request(council)
    actor = await make_user(role, organisation_id=council.client.organisation_id if role.is_client else None)
    with pytest.raises(Forbidden):
        await queries.matches(actor, request_id)


async def test_matching_takes_as_many_queries_for_one_as_for_twenty():
    from tests.support.queries import counted

    council = await make_council_client()
    request_id = await make_request(council)
    numbers = []
    for people in (1, 19):
        for _ in range(people):
            await make_staff()
        async with counted() as seen:
            found = await queries.matches(council.requester, request_id)
        numbers.append(len(seen))
    assert len(found.ranked) == 20
    assert numbers == [3, 3]
    first = await queries.matches(council.requester, request_id, size=15)
    rest = await queries.matches(council.requester, request_id, first.next_cursor, size=15)
    assert (first.fit_count, rest.fit_count, rest.next_cursor) == (20, 20, "")
    assert first.ranked + rest.ranked == found.ranked
    with pytest.raises(InvalidInput):
        await queries.matches(council.requester, request_id, "WyJ4IiwieSIsInoiXQ")
