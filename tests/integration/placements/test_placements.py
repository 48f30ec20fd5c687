"""Confirming, ending, extending and calling off placements; the agreement; who sees what."""

import json
from datetime import date, timedelta
from decimal import Decimal

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import actor_for_user
from prime.core import clock, outbox
from prime.core.actor import SYSTEM
from prime.core.db import execute, fetch, fetch_value, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.documents import queries as documents
from prime.placements import queries, service
from prime.placements.errors import NotAvailable, OverFull, PlacementClosed, RequestClosed
from prime.placements.schemas import Phase
from prime.placements.tables import PlacementStatus, RequestStatus
from tests.factories.accounts import make_user
from tests.factories.placements import ENDS_ON, STARTS_ON, make_council_client, make_picked, make_placement, make_request
from tests.factories.staff import make_staff

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

RATE = {"hourly_amount": Decimal("41.50"), "weekly_hours": Decimal(37)}


async def _cap(amount: str) -> None:
    await execute(
        "INSERT INTO price_cap (id, region_code, job_type, hourly_amount, effective_from, source, is_demonstration) "
        "VALUES (uuidv7(), 'E12000007', 'social_worker', $1, '2026-04-01', 'Made up', true)",
        Decimal(amount),
    )


async def test_picking_and_confirming_place_a_person():
    council, person, operations = await make_council_client(), await make_staff(), await make_user(Role.OPERATIONS)
    request_id = await make_picked(council, person, skills=("assessment", "fostering"))
    [proposal] = await fetch("SELECT status, score, breakdown FROM proposal WHERE placement_request = $1", request_id)
    parts = json.loads(proposal["breakdown"])
    assert (proposal["status"], proposal["score"]) == ("picked", sum(part["points"] for part in parts))
    assert parts[0]["words"].startswith("1 of 2 skills held")
    placement_id = await service.confirm(operations, request_id, **RATE)
    placement = await queries.get_placement(council.requester, placement_id)
    assert placement.reference.startswith("PLA-2026-")
    assert (placement.starts_on, placement.ends_on, placement.status) == (STARTS_ON, ENDS_ON, PlacementStatus.CONFIRMED)
    assert (placement.hourly_amount, placement.weekly_hours, placement.phase) == (Decimal("41.50"), Decimal("37.00"), Phase.UPCOMING)
    assert (placement.supervisor, placement.notice_days, placement.client_reports_as_agency) == ("Jo Fairley", 28, True)
    request = await queries.get_request(council.requester, request_id)
    assert (request.status, request.placement_id) == (RequestStatus.CONFIRMED, placement_id)
    with pytest.raises(RequestClosed):
        await service.confirm(operations, request_id, **RATE)


async def test_an_owner_council_does_not_report_the_person_as_agency():
    council = await make_council_client(is_owner=True, reports_as_agency=False)
    placement = await make_placement(council)
    assert (placement.client_reports_as_agency, placement.client_is_owner) == (False, True)


async def test_the_councils_own_shorter_notice_counts():
    assert (await make_placement(await make_council_client(notice_days=14))).notice_days == 14


async def test_the_agreement_is_ordered_and_seen_by_all_three_sides(drain):
    council, person = await make_council_client(), await make_staff(checks_expire_on=date(2027, 11, 30))
    operations = await make_user(Role.OPERATIONS)
    placement = await make_placement(council, person, operations=operations)
    staff = await actor_for_user(person.user_id)
    for actor in (council.requester, council.approver, operations, staff, await make_user(Role.FINANCE)):
        [document] = await documents.list_documents(actor, subject_ids=[placement.id])
        assert document.title == "Placement agreement: Sam Sample"
    stranger = await make_council_client()
    assert await documents.list_documents(stranger.requester, subject_ids=[placement.id]) == []
    facts = json.loads(await fetch_value("SELECT context FROM document WHERE id = $1", document.id))
    assert facts["client"]["name"] == council.client.name
    assert (facts["hourly_rate_amount"], facts["weekly_hours"], facts["vat_percent"]) == ("41.50", "37.00", "20")
    assert len(facts["checks"]) == 9
    assert "seen" not in json.dumps(facts["checks"])
    await drain()
    assert (await documents.get_document(operations, document.id)).is_ready


async def test_council_person_and_operations_are_told(drain, outbox_mail):
    operations, other = await make_user(Role.OPERATIONS), await make_user(Role.OPERATIONS)
    council, person = await make_council_client(), await make_staff()
    await make_placement(council, person, operations=operations)
    await drain()
    told = {(message.template, message.recipient) for message in await outbox_mail()}
    assert {("request_matched", council.requester.user_id), ("request_matched", operations.user_id)} <= told
    confirmed = {recipient for template, recipient in told if template == "placement_confirmed"}
    assert {council.requester.user_id, person.user_id, other.user_id} <= confirmed
    assert operations.user_id not in confirmed


async def test_only_operations_confirms():
    council, person = await make_council_client(), await make_staff()
    request_id = await make_picked(council, person)
    for actor in (council.requester, council.approver, await make_user(Role.FINANCE), await actor_for_user(person.user_id)):
        with pytest.raises(Forbidden):
            await service.confirm(actor, request_id, **RATE)


async def test_nobody_picked_is_not_confirmed():
    with pytest.raises(RequestClosed):
        await service.confirm(await make_user(Role.OPERATIONS), await make_request(await make_council_client()), **RATE)


@pytest.mark.parametrize("changes", [{"hourly_amount": Decimal(0)}, {"weekly_hours": Decimal(0)}, {"weekly_hours": Decimal("48.25")}])
async def test_terms_that_cannot_be_are_refused(changes):
    request_id = await make_picked(await make_council_client(), await make_staff())
    with pytest.raises(InvalidInput):
        await service.confirm(await make_user(Role.OPERATIONS), request_id, **{**RATE, **changes})


async def test_a_rate_above_the_cap_needs_names():
    await _cap("40.00")
    operations = await make_user(Role.OPERATIONS)
    request_id = await make_picked(await make_council_client(), await make_staff())
    with pytest.raises(InvalidInput):
        await service.confirm(operations, request_id, **RATE)
    names = "A Director, director of children's services\nB Chief, chief executive"
    placement_id = await service.confirm(operations, request_id, **RATE, over_cap_approved_by=names)
    placement = await queries.get_placement(operations, placement_id)
    assert (placement.cap_amount, placement.over_cap_approved_by) == (Decimal("40.00"), names)
    with pytest.raises(asyncpg.CheckViolationError):
        async with transaction():
            await execute("UPDATE placement SET over_cap_approved_by = '' WHERE id = $1", placement_id)


async def test_the_cap_is_about_agency_workers():
    await _cap("40.00")
    council = await make_council_client(is_owner=True, reports_as_agency=False)
    assert (await make_placement(council)).over_cap_approved_by == ""


async def test_who_became_unavailable_since_the_pick_is_not_placed():
    council, person, operations = await make_council_client(), await make_staff(), await make_user(Role.OPERATIONS)
    first, second = await make_picked(council, person), await make_picked(council, person)
    await service.confirm(operations, first, **RATE)
    with pytest.raises(NotAvailable):
        await service.confirm(operations, second, **RATE)
    await service.decline_match(operations, second, person.id, reason="Placed elsewhere meanwhile")
    assert (await queries.get_request(council.requester, second)).status is RequestStatus.OPEN


async def test_the_database_refuses_more_than_full_time():
    placement = await make_placement(fte=Decimal("0.60"))
    with pytest.raises(asyncpg.ExclusionViolationError):
        async with transaction():
            await execute("UPDATE staff_member SET fte = 0.5 WHERE id = $1", placement.staff_member_id)
            await execute("UPDATE placement SET fte = 0.6 WHERE id = $1", placement.id)


async def test_ending_early(drain, outbox_mail):
    council, person, operations = await make_council_client(), await make_staff(), await make_user(Role.OPERATIONS)
    placement = await make_placement(council, person)
    await service.end_placement(operations, placement.id, ends_on=date(2027, 1, 29), reason="The team closes")
    ended = await queries.get_placement(council.requester, placement.id)
    assert (ended.ends_on, ended.status, ended.ended_reason) == (date(2027, 1, 29), PlacementStatus.ENDED, "The team closes")
    await drain()
    mail = next(message for message in await outbox_mail() if message.template == "placement_ending" and message.recipient == person.user_id)
    assert "29 January 2027. Reason: The team closes" in mail.body_text
    for day in (date(2027, 1, 29), STARTS_ON - timedelta(days=1)):
        with pytest.raises(InvalidInput):
            await service.end_placement(operations, placement.id, ends_on=day, reason="Again")
    with pytest.raises(Forbidden):
        await service.end_placement(council.requester, placement.id, ends_on=date(2027, 1, 8), reason="No")
    await make_placement(council, person, starts_on=date(2027, 1, 30))


async def test_extending_checks_every_later_day():
    council, operations = await make_council_client(), await make_user(Role.OPERATIONS)
    person = await make_staff(checks_expire_on=date(2027, 6, 30))
    placement = await make_placement(council, person, fte=Decimal("0.60"))
    await make_placement(council, person, fte=Decimal("0.50"), starts_on=date(2027, 5, 1), ends_on=date(2027, 5, 31))
    with pytest.raises(NotAvailable, match=r"0\.5 of the 0\.6 needed"):
        await service.extend_placement(operations, placement.id, ends_on=date(2027, 5, 1))
    with pytest.raises(NotAvailable, match="lapses"):
        await service.extend_placement(operations, placement.id, ends_on=date(2027, 7, 1))
    with pytest.raises(InvalidInput):
        await service.extend_placement(operations, placement.id, ends_on=ENDS_ON)
    await service.extend_placement(operations, placement.id, ends_on=date(2027, 4, 30))
    assert (await queries.get_placement(operations, placement.id)).ends_on == date(2027, 4, 30)
    with pytest.raises(Forbidden):
        await service.extend_placement(council.requester, placement.id, ends_on=date(2027, 4, 30))


async def test_an_ended_placement_may_go_on_again():
    operations = await make_user(Role.OPERATIONS)
    placement = await make_placement()
    await service.end_placement(operations, placement.id, ends_on=date(2027, 1, 29), reason="By mistake")
    await service.extend_placement(operations, placement.id, ends_on=ENDS_ON)
    again = await queries.get_placement(operations, placement.id)
    assert (again.status, again.ended_reason, again.version) == (PlacementStatus.CONFIRMED, "", 3)


async def test_calling_off_before_the_first_day_frees_the_person(frozen_now):
    council, person, operations = await make_council_client(), await make_staff(), await make_user(Role.OPERATIONS)
    placement = await make_placement(council, person)
    await service.cancel_placement(operations, placement.id, reason="The council has no budget")
    for command in (
        service.cancel_placement(operations, placement.id, reason="Again"),
        service.end_placement(operations, placement.id, ends_on=date(2027, 1, 8), reason="Again"),
        service.extend_placement(operations, placement.id, ends_on=date(2027, 4, 8)),
    ):
        with pytest.raises(PlacementClosed):
            await command
    second = await make_placement(council, person)
    frozen_now(clock.now() + timedelta(days=12))
    with pytest.raises(PlacementClosed):
        await service.cancel_placement(operations, second.id, reason="Too late")


async def test_a_race_lost_in_the_database_is_said_in_words(monkeypatch):
    council, person, operations = await make_council_client(), await make_staff(), await make_user(Role.OPERATIONS)
    first, second = await make_picked(council, person), await make_picked(council, person)
    await service.confirm(operations, first, **RATE)
    # As if the first had been committed between our look and our write.
    monkeypatch.setattr("prime.placements.rules.check_placeable", lambda need, person: None)
    with pytest.raises(OverFull):
        await service.confirm(operations, second, **RATE)
    assert (await queries.get_request(operations, second)).status is RequestStatus.PICKED


async def test_reminders_of_an_ending_go_out_once_for_each_last_day(drain, outbox_mail, frozen_now):
    council, operations = await make_council_client(), await make_user(Role.OPERATIONS)
    placement = await make_placement(council, ends_on=date(2026, 12, 31))
    assert await service.remind_of_endings(SYSTEM) == 0
    frozen_now(clock.now() + timedelta(days=8))  # 3 December: 28 days before
    assert await service.remind_of_endings(SYSTEM) == 1
    assert await service.remind_of_endings(SYSTEM) == 0
    await service.extend_placement(operations, placement.id, ends_on=date(2027, 1, 1))
    frozen_now(clock.now() + timedelta(days=1))
    assert await service.remind_of_endings(SYSTEM) == 1
    await drain()
    assert len([m for m in await outbox_mail() if m.template == "placement_ending" and m.recipient == council.requester.user_id]) == 2


async def test_the_job_reminds(drain, outbox_mail):
    council = await make_council_client()
    await make_placement(council, starts_on=date(2026, 11, 25), ends_on=date(2026, 12, 18))
    await outbox.enqueue("placements.remind_of_endings")
    await drain()
    assert [m.template for m in await outbox_mail() if m.recipient == council.requester.user_id].count("placement_ending") == 1


async def test_each_role_sees_its_own(frozen_now):
    council, person, operations = await make_council_client(), await make_staff(), await make_user(Role.OPERATIONS)
    placement = await make_placement(council, person)
    stranger, other = await make_council_client(), await make_staff()
    for actor in (council.requester, council.approver, operations, await make_user(Role.FINANCE), await actor_for_user(person.user_id)):
        assert [row.id for row in (await queries.list_placements(actor)).items] == [placement.id]
        assert (await queries.get_placement(actor, placement.id)).id == placement.id
    for actor in (stranger.requester, await actor_for_user(other.user_id)):
        assert (await queries.list_placements(actor)).items == []
        with pytest.raises(NotFound):
            await queries.get_placement(actor, placement.id)
    with pytest.raises(NotFound):
        await queries.get_request(await actor_for_user(person.user_id), placement.request_id)


async def test_views_and_their_order(frozen_now):
    council, operations = await make_council_client(), await make_user(Role.OPERATIONS)
    days = {
        "upcoming": (date(2026, 12, 7), date(2027, 3, 5)),
        "active": (date(2026, 11, 25), date(2027, 1, 29)),
        "ending later": (date(2026, 11, 25), date(2026, 12, 18)),
        "ending": (date(2026, 11, 25), date(2026, 12, 11)),
        "past": (date(2026, 11, 25), date(2026, 11, 27)),
    }
    made = {}
    for name, (starts_on, ends_on) in days.items():
        made[name] = (await make_placement(council, operations=operations, starts_on=starts_on, ends_on=ends_on)).id
    frozen_now(clock.now() + timedelta(days=3))

    async def view(name):
        found, cursor = [], ""
        while True:
            page = await queries.list_placements(council.requester, view=name, cursor=cursor, size=2)
            found += [row.id for row in page.items]
            cursor = page.next_cursor
            if not cursor:
                return found

    assert await view("ending") == [made["ending"], made["ending later"]]
    assert await view("past") == [made["past"]]
    assert await view("active") == [made["upcoming"], made["ending"], made["ending later"], made["active"]]
    found = await queries.tally(council.requester)
    assert (found.active, found.ending, found.past) == (4, 2, 1)
    with pytest.raises(NotFound):
        await queries.list_placements(council.requester, view="nonsense")
    with pytest.raises(InvalidInput):
        await queries.list_placements(council.requester, view="past", cursor="nonsense")
