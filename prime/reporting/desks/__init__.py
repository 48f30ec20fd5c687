"""Everybody's desk: what waits for a person in each of their roles, from the queries of the modules. Reads only."""

from collections.abc import Awaitable, Callable

from prime.accounts.permissions import Role
from prime.core.actor import Actor
from prime.reporting.desks import applicant, councils, office, recruiting
from prime.reporting.schemas import Desk

_DESKS: dict[Role, Callable[[Actor], Awaitable[Desk]]] = {
    Role.STAFF: councils.placed,
    Role.CANDIDATE: applicant.candidate,
    Role.CHAMPION: recruiting.champion,
    Role.CLIENT_REQUESTER: councils.requester,
    Role.CLIENT_APPROVER: councils.approver,
    Role.CLIENT_FINANCE: councils.council_finance,
    Role.OPERATIONS: office.operations,
    Role.FINANCE: office.finance,
    Role.ADMIN: office.admin,
}


async def desks(actor: Actor) -> list[Desk]:
    """The desk of each role that the actor holds, daily work first."""
    made = [await make(actor) for role, make in _DESKS.items() if role in actor.roles]
    return [desk for desk in made if desk.sections]
