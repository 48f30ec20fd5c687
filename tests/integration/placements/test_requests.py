"""Asking for a person: what a request must be, who may change it, and who is told."""

from datetime import date, timedelta
from decimal import Decimal

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.audit.queries import history_of
from prime.core.db import execute, fetch_value, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound, StaleVersion
from prime.placements import queries, service
from prime.placements.errors import RequestClosed
from prime.placements.tables import RequestStatus
from tests.factories.accounts import make_user
from tests.factories.placements import ENDS_ON, STARTS_ON, make_council_client, make_picked, make_placement, make_request, wanted
from tests.factories.staff import make_staff

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


def _pointers(refusal) -> set[str]:
    return {error["pointer"] for error in refusal.value.errors}


async def test_a_request_is_kept_as_asked_for():
    council = await make_council_client()
    request = await queries.get_request(council.requester, await make_request(council, skills=("court", "assessment"), fte=Decimal("0.60")))
    assert (request.status, request.client_id, request.fte) == (RequestStatus.OPEN, council.client.id, Decimal("0.60"))
    assert request.skills == ["Referral and assessment", "Court work and care proceedings"]
    assert request.reference.startswith("REQ-2026-")
    assert (request.starts_on, request.ends_on, request.requested_by_name) == (STARTS_ON, ENDS_ON, "Jo Fairley")


async def test_requester_and_operations_are_told(drain, outbox_mail):
    operations = await make_user(Role.OPERATIONS)
    council = await make_council_client()
    request_id = await make_request(council)
    await drain()
    told = {message.recipient for message in await outbox_mail() if message.template == "request_received" and message.about_id == request_id}
    assert {council.requester.user_id, operations.user_id} <= told
    mail = next(message for message in await outbox_mail() if message.recipient == council.requester.user_id)
    assert "7 December 2026 to 5 March 2027" in mail.body_text
    assert f"http://localhost:8000/placement-requests/{request_id}" in mail.body_text


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"starts_on": date(2026, 11, 24)}, "/starts_on"),
        ({"ends_on": STARTS_ON - timedelta(days=1)}, "/ends_on"),
        ({"ends_on": STARTS_ON + timedelta(days=800)}, "/ends_on"),
        ({"fte": Decimal(0)}, "/fte"),
        ({"fte": Decimal("1.01")}, "/fte"),
        ({"po_number": "  "}, "/po_number"),
    ],
)
async def test_a_request_that_cannot_be_is_refused(changes, pointer):
    council = await make_council_client()
    with pytest.raises(InvalidInput) as refusal:
        await make_request(council, **changes)
    assert _pointers(refusal) == {pointer}


async def test_every_fault_is_named_at_once():
    council = await make_council_client()
    with pytest.raises(InvalidInput) as refusal:
        await make_request(council, starts_on=date(2026, 1, 1), ends_on=date(2025, 1, 1), po_number="")
    assert _pointers(refusal) == {"/starts_on", "/ends_on", "/po_number"}


async def test_a_council_that_needs_no_po_number_gives_none():
    council = await make_council_client(is_po_required=False)
    assert (await queries.get_request(council.requester, await make_request(council, po_number=""))).po_number == ""


async def test_choices_are_of_the_lists():
    council, other = await make_council_client(), await make_council_client()
    for changes, error in [
        ({"team_id": council.client.id}, InvalidInput),
        ({"grade_id": council.client.id}, InvalidInput),
        ({"skill_ids": [council.client.id]}, InvalidInput),
        ({"team_id": other.team_id}, NotFound),
    ]:
        with pytest.raises(error):
            await make_request(council, **changes)


@pytest.mark.parametrize("role", [Role.CLIENT_APPROVER, Role.CLIENT_FINANCE, Role.STAFF, Role.CANDIDATE, Role.OPERATIONS, Role.FINANCE])
async def test_only_a_requester_asks(role):
    council = await make_council_client()
    organisation = council.client.organisation_id if role.is_client else None
    actor = await make_user(role, organisation_id=organisation)
    with pytest.raises(Forbidden):
        await service.submit_request(actor, **await wanted(council))


async def test_a_request_changes_while_nobody_is_confirmed():
    council = await make_council_client()
    person = await make_staff()
    request_id = await make_picked(council, person)
    before = await queries.get_request(council.requester, request_id)
    assert (before.status, before.picked_first_name) == (RequestStatus.PICKED, "Sam")
    await service.change_request(
        council.requester, request_id, version=before.version, **await wanted(council, skills=(), ends_on=date(2027, 4, 30), po_number="PO-2")
    )
    after = await queries.get_request(council.requester, request_id)
    assert (after.status, after.picked_id, after.ends_on, after.po_number, after.skills) == (RequestStatus.OPEN, None, date(2027, 4, 30), "PO-2", [])
    with pytest.raises(StaleVersion):
        await service.change_request(council.requester, request_id, version=before.version, **await wanted(council))


async def test_a_start_that_was_agreed_may_stay_when_it_has_passed(frozen_now):
    from prime.core import clock

    council = await make_council_client()
    request_id = await make_request(council, starts_on=date(2026, 11, 26))
    frozen_now(clock.now() + timedelta(days=3))
    values = await wanted(council, starts_on=date(2026, 11, 26), po_number="PO-3")
    await service.change_request(council.requester, request_id, version=1, **values)
    with pytest.raises(InvalidInput):
        await service.change_request(council.requester, request_id, version=2, **{**values, "starts_on": date(2026, 11, 27)})


async def test_a_council_cancels_and_operations_declines(drain, outbox_mail):
    council = await make_council_client()
    operations = await make_user(Role.OPERATIONS)
    cancelled, declined = await make_request(council), await make_request(council)
    await service.cancel_request(council.requester, cancelled, reason="The post was filled")
    await service.decline_request(operations, declined, reason="Nobody is free")
    assert (await queries.get_request(operations, cancelled)).status_reason == "The post was filled"
    assert (await queries.get_request(council.requester, declined)).status is RequestStatus.DECLINED
    await drain()
    texts = {message.template: message.body_text for message in await outbox_mail() if message.recipient == council.requester.user_id}
    assert "The post was filled" in texts["request_cancelled"]
    assert "Nobody is free" in texts["request_declined"]
    for command in (
        service.cancel_request(council.requester, cancelled),
        service.decline_request(operations, cancelled, reason="Again"),
        service.change_request(council.requester, declined, version=2, **await wanted(council)),
    ):
        with pytest.raises(RequestClosed):
            await command


async def test_a_decline_says_why():
    council = await make_council_client()
    request_id = await make_request(council)
    with pytest.raises(InvalidInput):
        await service.decline_request(await make_user(Role.OPERATIONS), request_id, reason=" ")


async def test_a_confirmed_request_stays():
    council = await make_council_client()
    placement = await make_placement(council)
    with pytest.raises(RequestClosed):
        await service.cancel_request(council.requester, placement.request_id)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await execute("UPDATE placement_request SET status = 'open' WHERE id = $1", placement.request_id)


async def test_another_council_sees_nothing():
    council, other = await make_council_client(), await make_council_client()
    request_id = await make_request(council)
    person = await make_staff()
    for command in (
        queries.get_request(other.requester, request_id),
        queries.matches(other.requester, request_id),
        service.cancel_request(other.requester, request_id),
        service.change_request(other.requester, request_id, version=1, **await wanted(other)),
        service.pick(other.requester, request_id, person.id),
        service.decline_match(other.requester, request_id, person.id, reason="No"),
    ):
        with pytest.raises(NotFound):
            await command
    assert (await queries.list_requests(other.requester)).items == []
    assert [row.id for row in (await queries.list_requests(council.approver)).items] == [request_id]


async def test_a_draft_is_kept_until_the_request_is_sent():
    council = await make_council_client()
    await service.save_draft(council.requester, {"po_number": "PO-1"})
    await service.save_draft(council.requester, {"po_number": "PO-2", "skill_ids": ["a", "b"]})
    assert await queries.get_draft(council.requester) == {"po_number": "PO-2", "skill_ids": ["a", "b"]}
    assert await queries.get_draft(council.approver) == {}
    await make_request(council)
    assert await queries.get_draft(council.requester) == {}
    await service.save_draft(council.requester, {"po_number": "PO-3"})
    await service.discard_draft(council.requester)
    assert await queries.get_draft(council.requester) == {}


async def test_lists_are_paged_and_counted():
    council = await make_council_client()
    made = [await make_request(council) for _ in range(5)]
    await service.cancel_request(council.requester, made[0])
    first = await queries.list_requests(council.requester, size=3)
    second = await queries.list_requests(council.requester, size=3, cursor=first.next_cursor)
    assert [row.id for row in [*first.items, *second.items]] == made[:0:-1]
    assert second.next_cursor == ""
    assert [row.id for row in (await queries.list_requests(council.requester, statuses=queries.CLOSED)).items] == [made[0]]
    found = await queries.tally(council.requester)
    assert (found.requests, found.closed, found.active) == (4, 1, 0)


async def test_what_happened_is_audited():
    council = await make_council_client()
    request_id = await make_request(council)
    await service.cancel_request(council.requester, request_id)
    assert [entry.action for entry in await history_of([request_id])] == ["placements.request_cancelled", "placements.request_submitted"]
    assert await fetch_value("SELECT count(*) FROM requested_skill WHERE placement_request = $1", request_id) == 1
