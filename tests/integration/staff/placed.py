"""Placements of staff, confirmed by the real command some weeks before the tests' clock."""

from datetime import UTC, date, datetime
from decimal import Decimal

from prime.core import clock
from prime.placements.tables import Placement
from prime.staff.schemas import StaffDetail
from tests.factories.placements import make_placement

CONFIRMED_AT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


async def place(person: StaffDetail, starts_on: date, ends_on: date, fte: Decimal = Decimal(1), status: str = "confirmed") -> None:
    """A placement of a person with a new council, ended or called off where `status` says so."""
    with clock.frozen(CONFIRMED_AT):
        made = await make_placement(person=person, starts_on=starts_on, ends_on=ends_on, fte=fte, weekly_hours=37 * fte)
    if status != "confirmed":
        await Placement.update(status=status, ended_reason="Made up").where(Placement.id == made.id)
