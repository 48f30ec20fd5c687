"""Commands on requests: write, send, change, take back, decline."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Unpack
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.clients import queries as clients
from prime.clients.schemas import ClientDetail
from prime.clients.tables import Team
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.errors import InvalidInput, StaleVersion
from prime.core.references import next_reference
from prime.placements import messages, queries, rules
from prime.placements.schemas import Wanted
from prime.placements.service._steps import required_reason, set_request, withdraw_pick
from prime.placements.tables import PlacementRequest, RequestDraft, RequestedSkill, RequestStatus
from prime.reference.tables import Grade, Skill


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
    await withdraw_pick(actor, request, "The request was changed")
    await set_request(request, {**values, "status": RequestStatus.OPEN})
    await RequestedSkill.delete().where(RequestedSkill.placement_request == request_id)
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
    await _close(actor, request_id, RequestStatus.DECLINED, required_reason(reason))


async def _close(actor: Actor, request_id: UUID, status: RequestStatus, reason: str) -> None:
    request = await queries.lock_request(actor, request_id)
    rules.check_move(RequestStatus(request.status), status)
    await withdraw_pick(actor, request, reason or f"The request was {status}")
    await set_request(request, {"status": status, "status_reason": reason.strip()})
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
    if rows := [RequestedSkill(placement_request=request_id, skill=skill_id) for skill_id in set(skill_ids)]:
        await RequestedSkill.insert(*rows)
