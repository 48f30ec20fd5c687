"""Who is told what: the council's requester and operations of a request, the placed person too of a placement."""

from typing import Any
from uuid import UUID

from prime.accounts.permissions import Role
from prime.accounts.queries import afc, members_with
from prime.core.actor import Actor
from prime.core.formats import govdate, money, number
from prime.notifications import service as notifications
from prime.placements import queries
from prime.placements.schemas import PlacementDetail


async def tell_about_request(actor: Actor, template: str, request_id: UUID, *, reason: str = "") -> None:
    """Tell the requester and operations; nobody in operations is told of what they did themselves."""
    request = await queries.get_request(actor, request_id)
    context: dict[str, Any] = {
        "reference": request.reference,
        "client": request.client_name,
        "team": request.team_name,
        "role": request.grade_title,
        "dates": f"{govdate(request.starts_on)} to {govdate(request.ends_on)}",
        "fte": number(request.fte),
        "person": f"{request.picked_first_name} ({request.picked_reference})" if request.picked_reference else "",
        "reason": reason or request.status_reason,
        "path": f"/placement-requests/{request.id}",
    }
    for user_id in [request.requested_by, *await _operations(actor)]:
        await notifications.send(actor, template, to=user_id, about=request.id, **context)


async def tell_about_placement(actor: Actor, template: str, placement: PlacementDetail) -> None:
    """Tell the requester, the person and operations; nobody in operations is told of what they did themselves."""
    context: dict[str, Any] = {
        "reference": placement.reference,
        "client": placement.client_name,
        "team": placement.team_name,
        "role": placement.grade_title,
        "person": placement.staff_name,
        "starts_on": govdate(placement.starts_on),
        "ends_on": govdate(placement.ends_on),
        "hours": number(placement.weekly_hours),
        "rate": money(placement.hourly_amount),
        "reason": placement.ended_reason,
        "path": f"/placements/{placement.id}",
    }
    for user_id in [placement.requested_by, placement.staff_user_id, *await _operations(actor)]:
        await notifications.send(actor, template, to=user_id, about=placement.id, **context)


async def _operations(actor: Actor) -> list[UUID]:
    return [user.id for user in await members_with(Role.OPERATIONS, (await afc()).id) if user.id != actor.user_id]
