"""Commands on placements: confirm at a rate, end, extend, call off, remind."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.clients import queries as clients
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.formats import govdate
from prime.core.money import pounds
from prime.core.references import next_reference
from prime.documents import service as documents
from prime.placements import agreement, messages, queries, rules
from prime.placements.errors import HoursRecorded, OverFull, RequestClosed
from prime.placements.service._steps import required_reason, set_request
from prime.placements.tables import Placement, PlacementStatus, Proposal, ProposalStatus, RequestStatus
from prime.staff import queries as staff

REMIND_BEFORE = timedelta(days=28)


@transactional
async def confirm(actor: Actor, request_id: UUID, *, hourly_amount: Decimal, weekly_hours: Decimal, over_cap_approved_by: str = "") -> UUID:
    """Place the picked person at a rate: the placement, its agreement, and messages to council, person and operations.

    Raises:
        NotFound: there is no such request.
        RequestClosed: nobody is picked, or it is closed.
        NotAvailable: the person can no longer be placed there then.
        OverFull: another placement was confirmed meanwhile.
        InvalidInput: rate or hours, or no names behind a rate above the price cap (DfE agency rules, domain.md 1).
    """
    actor.require(Permission.PLACEMENTS_CONFIRM)
    request = await queries.lock_request(actor, request_id)
    rules.check_move(RequestStatus(request.status), RequestStatus.CONFIRMED)
    picked = await queries.find_picked(request_id)
    if picked is None:
        raise RequestClosed("Nobody has been picked for it yet.")
    member = await staff.lock_staff(picked.staff_member)
    detail = await queries.get_request(actor, request_id)
    need = await queries.need_of(detail)
    rules.check_placeable(need, await queries.get_person(need, member.id, request_id=request_id))
    client = await clients.get_client(actor, request.client)
    cap = await queries.price_cap(client.region_code, detail.job_type, detail.starts_on)
    rules.check_terms(
        hourly_amount=hourly_amount,
        weekly_hours=weekly_hours,
        cap_amount=cap,
        reports_as_agency=client.reports_as_agency,
        over_cap_approved_by=over_cap_approved_by,
    )
    placement = Placement(
        id=uuid7(),
        placement_request=request_id,
        staff_member=member.id,
        client=client.id,
        team=request.team,
        grade=request.grade,
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        fte=request.fte,
        weekly_hours=weekly_hours,
        hourly_amount=pounds(hourly_amount),
        cap_amount=cap,
        over_cap_approved_by=over_cap_approved_by.strip(),
        po_number=request.po_number,
        supervisor=request.supervisor or detail.requested_by_name,
        notice_days=rules.notice_days(client.notice_days),
        client_reports_as_agency=client.reports_as_agency,
        confirmed_by=actor.required_user_id,
        confirmed_at=clock.now(),
        reference=await next_reference("PLA"),
    )
    with _database_refusals():
        async with transaction():
            await placement.save()
    await picked.update_self({Proposal.status: ProposalStatus.CONFIRMED})
    await set_request(request, {"status": RequestStatus.CONFIRMED})
    made = await queries.get_placement(actor, placement.id)
    await audit.record(actor, "placements.confirmed", placement.id, f"Placed {made.staff_name} with {client.name}", request=request_id)
    await documents.order(
        actor,
        context=await agreement.facts(actor, made, client, swe_number=member.swe_number, requester=detail.requested_by_name),
        subject_type="placement",
        subject_id=placement.id,
        audience=Permission.PLACEMENTS_READ,
        person=member.user,
        organisation=client.organisation_id,
    )
    await messages.tell_about_placement(actor, "placement_confirmed", made)
    return placement.id


@transactional
async def end_placement(actor: Actor, placement_id: UUID, *, ends_on: date, reason: str) -> None:
    """End a placement on an earlier day than agreed.

    Raises:
        NotFound: there is no such placement.
        PlacementClosed: it was called off.
        InvalidInput: the day is not earlier, lies before the first day, or no reason is given.
        HoursRecorded: hours are recorded after that day.
    """
    actor.require(Permission.PLACEMENTS_CONFIRM)
    reason = required_reason(reason)
    placement = await queries.lock_placement(actor, placement_id)
    rules.check_end(placement.starts_on, placement.ends_on, PlacementStatus(placement.status), ends_on)
    await _move(placement, {"ends_on": ends_on, "status": PlacementStatus.ENDED, "ended_reason": reason})
    await audit.record(actor, "placements.ended", placement_id, f"Ends early, on {govdate(ends_on)}: {reason}")
    await messages.tell_about_placement(actor, "placement_ending", await queries.get_placement(actor, placement_id))


@transactional
async def extend_placement(actor: Actor, placement_id: UUID, *, ends_on: date) -> None:
    """Let a placement go on to a later day, if the person can be placed on every day until then.

    Raises:
        NotFound: there is no such placement.
        PlacementClosed: it was called off.
        InvalidInput: the day is not later, or too far away.
        NotAvailable: dates, checks or a conflict forbid it.
        OverFull: another placement was confirmed meanwhile.
    """
    actor.require(Permission.PLACEMENTS_CONFIRM)
    placement = await queries.lock_placement(actor, placement_id)
    rules.check_extend(placement.starts_on, placement.ends_on, PlacementStatus(placement.status), ends_on)
    member = await staff.lock_staff(placement.staff_member)
    request = await queries.get_request(actor, placement.placement_request)
    later = msgspec.structs.replace(request, starts_on=placement.ends_on + timedelta(days=1), ends_on=ends_on, fte=placement.fte)
    need = await queries.need_of(later)
    rules.check_placeable(need, await queries.get_person(need, member.id, without=placement_id))
    await _move(placement, {"ends_on": ends_on, "status": PlacementStatus.CONFIRMED, "ended_reason": ""})
    await audit.record(actor, "placements.extended", placement_id, f"Goes on until {govdate(ends_on)}")
    await messages.tell_about_placement(actor, "placement_extended", await queries.get_placement(actor, placement_id))


@transactional
async def cancel_placement(actor: Actor, placement_id: UUID, *, reason: str) -> None:
    """Call a placement off before its first day.

    Raises:
        NotFound: there is no such placement.
        PlacementClosed: it has begun, or was called off already.
        InvalidInput: no reason is given.
        HoursRecorded: hours are recorded.
    """
    actor.require(Permission.PLACEMENTS_CONFIRM)
    reason = required_reason(reason)
    placement = await queries.lock_placement(actor, placement_id)
    rules.check_cancel(placement.starts_on, PlacementStatus(placement.status), clock.today())
    await _move(placement, {"status": PlacementStatus.CANCELLED, "ended_reason": reason})
    await audit.record(actor, "placements.cancelled", placement_id, f"Called off: {reason}")
    await messages.tell_about_placement(actor, "placement_cancelled", await queries.get_placement(actor, placement_id))


@transactional
async def remind_of_endings(actor: Actor) -> int:
    """Tell council, person and operations of placements that end within four weeks, once for each last day; returns how many."""
    actor.require(Permission.PLACEMENTS_CONFIRM)
    today = clock.today()
    placement_ids = await queries.lock_ending_untold(today, today + REMIND_BEFORE)
    for placement_id in placement_ids:
        placement = await queries.get_placement(actor, placement_id)
        await Placement.update({Placement.ending_told_for: placement.ends_on}).where(Placement.id == placement_id)
        await messages.tell_about_placement(actor, "placement_ending", placement)
    return len(placement_ids)


async def _move(placement: Placement, values: Mapping[Any, Any]) -> None:
    """Change the days or the state of a placement; what the database refuses is said in words."""
    with _database_refusals():
        async with transaction():
            await placement.update_self({**values, "version": placement.version + 1})


@contextmanager
def _database_refusals() -> Iterator[None]:
    try:
        yield
    except asyncpg.ExclusionViolationError:
        raise OverFull("Another placement was confirmed meanwhile: together they would be more than the person's full time.") from None
    except asyncpg.CheckViolationError as refusal:
        if refusal.constraint_name != "placement_keeps_worked_days":
            raise
        raise HoursRecorded("The timesheets hold hours on days that this would cut off. Correct them first.") from None
