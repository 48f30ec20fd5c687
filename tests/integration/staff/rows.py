"""Placements as rows: their commands lie in a module above."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from prime.accounts.permissions import Role
from prime.core.columns import uuid7
from prime.core.db import execute
from prime.staff.schemas import StaffDetail
from tests.factories.accounts import make_user
from tests.factories.clients import make_client, make_team


async def place(person: StaffDetail, starts_on: date, ends_on: date, fte: Decimal = Decimal(1), status: str = "confirmed") -> UUID:
    """A placement of a person with a new council."""
    client = await make_client()
    team_id = await make_team(client.id)
    requester = await make_user(Role.CLIENT_REQUESTER, organisation_id=client.organisation_id)
    request_id, placement_id = uuid7(), uuid7()
    await execute(
        """INSERT INTO placement_request (id, reference, client, team, grade, starts_on, ends_on, requested_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        request_id,
        f"REQ-{request_id.hex[-8:]}",
        client.id,
        team_id,
        person.grade_id,
        starts_on,
        ends_on,
        requester.user_id,
    )
    await execute(
        """INSERT INTO placement (id, reference, request, staff_member, client, team, grade, starts_on, ends_on, fte, hourly_amount,
                                  status, ended_reason, confirmed_by, confirmed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 40, $11, $13, $12, now())""",
        placement_id,
        f"PLC-{placement_id.hex[-8:]}",
        request_id,
        person.id,
        client.id,
        team_id,
        person.grade_id,
        starts_on,
        ends_on,
        fte,
        status,
        requester.user_id,
        "" if status == "confirmed" else "Made up",
    )
    return placement_id
