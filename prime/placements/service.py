"""Commands on requests, proposals and placements."""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Unpack
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.clients import queries as clients
from prime.clients.schemas import ClientDetail
from prime.clients.tables import Team
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput, StaleVersion
from prime.core.formats import govdate
from prime.core.money import pounds
from prime.core.references import next_reference
from prime.documents import service as documents
from prime.placements import agreement, messages, queries, rules
from prime.placements.errors import HoursRecorded, OverFull, RequestClosed
from prime.placements.schemas import Wanted
from prime.placements.tables import (
    Placement,
    PlacementRequest,
    PlacementStatus,
    Proposal,
    ProposalStatus,
    RequestDraft,
    RequestedSkill,
    RequestStatus,
)
from prime.reference.tables import Grade, Skill
from prime.staff import queries as staff

REMIND_BEFORE = timedelta(days=28)


# --- requests


@transactional
async def save_draft(actor: Actor, answers: Mapping[str, Any]) -> None:
    """Keep what somebody has typed of a request and not sent."""
    actor.require(Permission.PLACEMENTS_REQUEST)
    draft = RequestDraft(user=actor.required_user_id, answers=json.dumps(answers), updated_at=clock.now())
    await RequestDraft.insert(draft).on_conflict(target=RequestDraft.user, action="DO UPDATE", values=[RequestDraft.answers, RequestDraft.updated_at])


@transactional
async def discard_draft(actor: Actor) -> None:
    """Forget what somebody has typed of a request."""
    actor.require(Permission.PLACEMENTS_REQUEST)
    await RequestDraft.delete().where(RequestDraft.user == actor.required_user_id)


@transactional
async def submit_request(actor: Actor, **wanted: Unpack[Wanted]) -> UUID:
    """Ask for a person; requester and operations are told, and the draft is done with.

    Raises:
        InvalidInput: dates, FTE, PO number, or a choice that is not on the list.
        NotFound: the team is another council's.
    """
    actor.require(Permission.PLACEMENTS_REQUEST)
    client, values = await _checked(actor, wanted)
    request = PlacementRequest(
        id=uuid7(),
        reference=await next_reference("REQ"),
        client=client.id,
        requested_by=actor.required_user_id,
        requested_at=clock.now(),
        **values,
    )
    await request.save()
    await _write_skills(request.id, wanted.get("skill_ids", ()))
    await RequestDraft.delete().where(RequestDraft.user == actor.required_user_id)
    await audit.record(actor, "placements.request_submitted", request.id, f"Asked for a placement, {request.reference}")
    await messages.tell_about_request(actor, "request_received", request.id)
    return request.id


@transactional
async def change_request(actor: Actor, request_id: UUID, *, version: int, **wanted: Unpack[Wanted]) -> None:
    """Change a request while nobody is confirmed; whoever was picked for what it was is no longer picked.

    Raises:
        NotFound: there is no such request, or it is another council's.
        StaleVersion: somebody changed it since it was read.
        RequestClosed: it is confirmed, cancelled or declined.
        InvalidInput: as `submit_request`.
    """
    actor.require(Permission.PLACEMENTS_REQUEST)
    request = await queries.lock_request(actor, request_id)
    if request.version != version:
        raise StaleVersion("Read the request again: it was changed after you opened it.")
    rules.check_changeable(RequestStatus(request.status))
    client, values = await _checked(actor, wanted, agreed_start=request.starts_on)
    if client.id != request.client:
        raise InvalidInput.field("team_id", "Select a team from the list")
    await _withdraw_pick(actor, request, "The request was changed")
    await _set(request, {**values, "status": RequestStatus.OPEN})
    await RequestedSkill.delete().where(RequestedSkill.request == request_id)
    await _write_skills(request_id, wanted.get("skill_ids", ()))
    await audit.record(actor, "placements.request_changed", request_id, "Changed the request")
    await messages.tell_about_request(actor, "request_changed", request_id)


@transactional
async def cancel_request(actor: Actor, request_id: UUID, *, reason: str = "") -> None:
    """Take a request back while nobody is confirmed.

    Raises:
        NotFound: there is no such request, or it is another council's.
        RequestClosed: it is confirmed, cancelled or declined.
    """
    actor.require(Permission.PLACEMENTS_REQUEST)
    await _close(actor, request_id, RequestStatus.CANCELLED, reason)


@transactional
async def decline_request(actor: Actor, request_id: UUID, *, reason: str) -> None:
    """Tell a council that nobody can be placed.

    Raises:
        NotFound: there is no such request.
        RequestClosed: it is confirmed, cancelled or declined.
        InvalidInput: no reason is given.
    """
    actor.require(Permission.PLACEMENTS_CONFIRM)
    await _close(actor, request_id, RequestStatus.DECLINED, _reason(reason))


async def _close(actor: Actor, request_id: UUID, status: RequestStatus, reason: str) -> None:
    request = await queries.lock_request(actor, request_id)
    rules.check_move(RequestStatus(request.status), status)
    await _withdraw_pick(actor, request, reason or f"The request was {status}")
    await _set(request, {"status": status, "status_reason": reason.strip()})
    await audit.record(actor, f"placements.request_{status}", request_id, f"{status.capitalize()} the request{reason and f': {reason}'}")
    await messages.tell_about_request(actor, f"request_{status}", request_id)


async def _checked(actor: Actor, wanted: Wanted, *, agreed_start: date | None = None) -> tuple[ClientDetail, dict[str, Any]]:
    """The council whose team is named, and the request's columns; raises as `submit_request`."""
    team = await Team.objects().where(Team.id == wanted["team_id"]).first()
    if team is None:
        raise InvalidInput.field("team_id", "Select a team from the list")
    client = await clients.get_client(actor, team.client)
    po_number = wanted.get("po_number", "").strip()
    rules.check_request(
        starts_on=wanted["starts_on"],
        ends_on=wanted["ends_on"],
        fte=wanted["fte"],
        po_number=po_number,
        is_po_required=client.is_po_required,
        today=clock.today(),
        agreed_start=agreed_start,
    )
    if not await Grade.exists().where(Grade.id == wanted["grade_id"]):
        raise InvalidInput.field("grade_id", "Select a role from the list")
    skill_ids = set(wanted.get("skill_ids", ()))
    if skill_ids and await Skill.count().where(Skill.id.is_in(list(skill_ids))) != len(skill_ids):
        raise InvalidInput.field("skill_ids", "Select skills from the list")
    return client, {
        "team": team.id,
        "grade": wanted["grade_id"],
        "starts_on": wanted["starts_on"],
        "ends_on": wanted["ends_on"],
        "fte": wanted["fte"],
        "po_number": po_number,
        "supervisor": wanted.get("supervisor", "").strip(),
        "details": wanted.get("details", "").strip(),
    }


async def _write_skills(request_id: UUID, skill_ids: Collection[UUID]) -> None:
    if rows := [RequestedSkill(request=request_id, skill=skill_id) for skill_id in set(skill_ids)]:
        await RequestedSkill.insert(*rows)


async def _set(request: PlacementRequest, values: Mapping[Any, Any]) -> None:
    await request.update_self({**values, "version": request.version + 1})


def _reason(typed: str) -> str:
    if not typed.strip():
        raise InvalidInput.field("reason", "Enter a reason")
    return typed.strip()


# --- matches


@transactional
async def pick(actor: Actor, request_id: UUID, staff_id: UUID) -> None:
    """Choose somebody for a request, with the score of that moment; operations is told to confirm.

    Raises:
        NotFound: there is no such request or person, or it is another council's.
        RequestClosed: the request is confirmed, cancelled or declined.
        NotAvailable: the person cannot be placed there then.
    """
    actor.require(Permission.PLACEMENTS_CHOOSE)
    request = await queries.lock_request(actor, request_id)
    rules.check_move(RequestStatus(request.status), RequestStatus.PICKED)
    need = await queries.need_of(await queries.get_request(actor, request_id))
    person = await queries.get_person(need, staff_id, request_id=request_id)
    rules.check_placeable(need, person)
    await _withdraw_pick(actor, request, "Another person was picked")
    found = rules.score(need, person)
    await _decide(actor, request_id, staff_id, ProposalStatus.PICKED, score=found.total, breakdown=msgspec.to_builtins(found.parts))
    await _set(request, {"status": RequestStatus.PICKED})
    await audit.record(actor, "placements.match_picked", request_id, f"Picked {person.reference}", staff_member=staff_id, score=found.total)
    await messages.tell_about_request(actor, "request_matched", request_id)


@transactional
async def decline_match(actor: Actor, request_id: UUID, staff_id: UUID, *, reason: str) -> None:
    """Turn somebody down for a request; if they were picked, the request is open again.

    Raises:
        NotFound: there is no such request or person, or it is another council's.
        RequestClosed: the request is confirmed, cancelled or declined.
        InvalidInput: no reason is given.
    """
    actor.require_any(Permission.PLACEMENTS_CHOOSE, Permission.PLACEMENTS_CONFIRM)
    reason = _reason(reason)
    request = await queries.lock_request(actor, request_id)
    rules.check_changeable(RequestStatus(request.status))
    need = await queries.need_of(await queries.get_request(actor, request_id))
    person = await queries.get_person(need, staff_id)
    picked = await queries.find_picked(request_id)
    await _decide(actor, request_id, staff_id, ProposalStatus.DECLINED, reason=reason)
    await audit.record(actor, "placements.match_declined", request_id, f"Turned down {person.reference}: {reason}", staff_member=staff_id)
    if picked is not None and picked.staff_member == staff_id:
        await _set(request, {"status": RequestStatus.OPEN})
        await messages.tell_about_request(actor, "request_reopened", request_id, reason=reason)


async def _decide(
    actor: Actor, request_id: UUID, staff_id: UUID, status: ProposalStatus, *, reason: str = "", score: int = 0, breakdown: Any = None
) -> None:
    """Write what was decided about a person; the score of an earlier pick stays."""
    values: dict[str, Any] = {"status": status, "reason": reason, "decided_by": actor.required_user_id, "decided_at": clock.now()}
    if breakdown is not None:
        values |= {"score": score, "breakdown": json.dumps(breakdown)}
    proposal = await queries.find_proposal(request_id, staff_id)
    if proposal is None:
        await Proposal(request=request_id, staff_member=staff_id, **values).save()
    else:
        await proposal.update_self(dict[Any, Any](values))


async def _withdraw_pick(actor: Actor, request: PlacementRequest, reason: str) -> None:
    picked = await queries.find_picked(request.id)
    if picked is not None:
        await _decide(actor, request.id, picked.staff_member, ProposalStatus.WITHDRAWN, reason=reason)


# --- placements


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
        request=request_id,
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
    await _set(request, {"status": RequestStatus.CONFIRMED})
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
    reason = _reason(reason)
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
    request = await queries.get_request(actor, placement.request)
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
    reason = _reason(reason)
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
