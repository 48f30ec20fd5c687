"""Steps that several commands share; each runs inside the transaction of its command."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.placements import queries
from prime.placements.tables import PlacementRequest, Proposal, ProposalStatus


async def set_request(request: PlacementRequest, values: Mapping[Any, Any]) -> None:
    """Change a locked request and count its version up."""
    await request.update_self({**values, "version": request.version + 1})


def required_reason(typed: str) -> str:
    """The reason without white space around it.

    Raises:
        InvalidInput: there is none.
    """
    if not typed.strip():
        raise InvalidInput.field("reason", "Enter a reason")
    return typed.strip()


async def decide(
    actor: Actor, request_id: UUID, staff_id: UUID, status: ProposalStatus, *, reason: str = "", score: int = 0, breakdown: Any = None
) -> None:
    """Write what was decided about a person; the score of an earlier pick stays."""
    values: dict[str, Any] = {"status": status, "reason": reason, "decided_by": actor.required_user_id, "decided_at": clock.now()}
    if breakdown is not None:
        values |= {"score": score, "breakdown": json.dumps(breakdown)}
    proposal = await queries.find_proposal(request_id, staff_id)
    if proposal is None:
        await Proposal(placement_request=request_id, staff_member=staff_id, **values).save()
    else:
        await proposal.update_self(dict[Any, Any](values))


async def withdraw_pick(actor: Actor, request: PlacementRequest, reason: str) -> None:
    """Take back the pick of a request, if there is one."""
    picked = await queries.find_picked(request.id)
    if picked is not None:
        await decide(actor, request.id, picked.staff_member, ProposalStatus.WITHDRAWN, reason=reason)
