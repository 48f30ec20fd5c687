"""Requests and placements for tests, made by the real commands."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from prime.accounts.permissions import Role
from prime.clients.schemas import ClientDetail
from prime.core.actor import Actor
from prime.placements import queries, service
from prime.placements.schemas import PlacementDetail
from prime.staff.schemas import StaffDetail
from tests.factories.accounts import make_user
from tests.factories.clients import make_client, make_team
from tests.factories.staff import grade_id, make_staff, skill_id

STARTS_ON = date(2026, 12, 7)  # a Monday, 12 days after the tests' clock
ENDS_ON = date(2027, 3, 5)


class Council(msgspec.Struct, frozen=True):
    """A council with a team and its people."""

    client: ClientDetail
    team_id: UUID
    requester: Actor
    approver: Actor


async def make_council_client(name: str = "", **terms: Any) -> Council:
    """A client with one team, a requester and an approver."""
    client = await make_client(name, **terms)
    return Council(
        client=client,
        team_id=await make_team(client.id),
        requester=await make_user(Role.CLIENT_REQUESTER, organisation_id=client.organisation_id, first_name="Jo", last_name="Fairley"),
        approver=await make_user(Role.CLIENT_APPROVER, organisation_id=client.organisation_id, first_name="Ada", last_name="Marsh"),
    )


async def wanted(council: Council, *, grade: str = "social_worker", skills: Collection[str] = ("assessment",), **changes: Any) -> dict[str, Any]:
    """What a request says, as keywords of the commands."""
    return {
        "team_id": council.team_id,
        "grade_id": await grade_id(grade),
        "starts_on": STARTS_ON,
        "ends_on": ENDS_ON,
        "fte": Decimal("1.00"),
        "skill_ids": [await skill_id(code) for code in skills],
        "po_number": "PO-7700001",
        "details": "Court-ready assessments.",
        **changes,
    }


async def make_request(council: Council, **changes: Any) -> UUID:
    """An open request."""
    return await service.submit_request(council.requester, **await wanted(council, **changes))


async def make_picked(council: Council, person: StaffDetail, **changes: Any) -> UUID:
    """A request for which somebody is picked."""
    request_id = await make_request(council, **changes)
    await service.pick(council.requester, request_id, person.id)
    return request_id


async def make_placement(
    council: Council | None = None,
    person: StaffDetail | None = None,
    *,
    operations: Actor | None = None,
    hourly_amount: Decimal = Decimal("41.50"),
    weekly_hours: Decimal = Decimal("37.00"),
    **changes: Any,
) -> PlacementDetail:
    """A confirmed placement."""
    council = council or await make_council_client()
    person = person or await make_staff()
    operations = operations or await make_user(Role.OPERATIONS)
    request_id = await make_picked(council, person, **changes)
    placement_id = await service.confirm(operations, request_id, hourly_amount=hourly_amount, weekly_hours=weekly_hours)
    return await queries.get_placement(operations, placement_id)
