"""Timesheets for tests, made by the real commands."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec

from prime.accounts.queries import actor_for_user
from prime.core import clock
from prime.core.actor import Actor
from prime.placements.schemas import PlacementDetail
from prime.timesheets import service
from tests.factories.placements import Council, make_council_client, make_placement
from tests.factories.staff import make_staff

MONDAY = date(2026, 11, 16)  # the week before that of the tests' clock, which is over


class Placed(msgspec.Struct, frozen=True):
    """A placed worker and the council they work for."""

    council: Council
    placement: PlacementDetail
    worker: Actor


async def make_placed(*, council: Council | None = None, starts_on: date = MONDAY, ends_on: date = date(2027, 3, 5), **changes) -> Placed:
    """A worker placed since `starts_on`, which may lie in the past."""
    council = council or await make_council_client()
    person = await make_staff()
    with clock.frozen(clock.now() - timedelta(days=max(0, (clock.today() - starts_on).days))):
        placement = await make_placement(council, person, starts_on=starts_on, ends_on=ends_on, **changes)
    worker = await actor_for_user(person.user_id)
    assert worker is not None
    return Placed(council, placement, worker)


def full_week(monday: date = MONDAY, hours: str = "7.50", days: int = 5) -> dict[date, Decimal]:
    """The same hours on the first days of a week."""
    return {monday + timedelta(days=day): Decimal(hours) for day in range(days)}


async def make_draft(placed: Placed, monday: date = MONDAY, hours: str = "7.50", days: int = 5) -> UUID:
    """A saved week."""
    return await service.save_week(placed.worker, placed.placement.id, monday, full_week(monday, hours, days), "Court on Tuesday.")


async def make_submitted(placed: Placed, monday: date = MONDAY, hours: str = "7.50", days: int = 5) -> UUID:
    """A week that waits for approval."""
    timesheet_id = await make_draft(placed, monday, hours, days)
    await service.submit(placed.worker, timesheet_id)
    return timesheet_id


async def make_approved(placed: Placed, monday: date = MONDAY, hours: str = "7.50", days: int = 5) -> UUID:
    """A week that can be billed."""
    timesheet_id = await make_submitted(placed, monday, hours, days)
    await service.approve(placed.council.approver, timesheet_id)
    return timesheet_id
