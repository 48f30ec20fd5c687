"""Commands on matches: pick somebody for a request, turn somebody down."""

from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.placements import messages, queries, rules
from prime.placements.service._steps import decide, required_reason, set_request, withdraw_pick
from prime.placements.tables import ProposalStatus, RequestStatus


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
    await withdraw_pick(actor, request, "Another person was picked")
    found = rules.score(need, person)
    await decide(actor, request_id, staff_id, ProposalStatus.PICKED, score=found.total, breakdown=msgspec.to_builtins(found.parts))
    await set_request(request, {"status": RequestStatus.PICKED})
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
    reason = required_reason(reason)
    request = await queries.lock_request(actor, request_id)
    rules.check_changeable(RequestStatus(request.status))
    need = await queries.need_of(await queries.get_request(actor, request_id))
    person = await queries.get_person(need, staff_id)
    picked = await queries.find_picked(request_id)
    await decide(actor, request_id, staff_id, ProposalStatus.DECLINED, reason=reason)
    await audit.record(actor, "placements.match_declined", request_id, f"Turned down {person.reference}: {reason}", staff_member=staff_id)
    if picked is not None and picked.staff_member == staff_id:
        await set_request(request, {"status": RequestStatus.OPEN})
        await messages.tell_about_request(actor, "request_reopened", request_id, reason=reason)
