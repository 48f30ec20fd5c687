"""Councils with approved weeks, a seller, runs and invoices for tests, made by the real commands."""

import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec

from prime.accounts.permissions import Role
from prime.billing import queries, service
from prime.billing.schemas import InvoiceDetail
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import execute
from prime.placements.schemas import PlacementDetail
from prime.timesheets.tables import Timesheet, TimesheetDay, TimesheetStatus
from tests.factories.accounts import make_user
from tests.factories.placements import Council, make_council_client, make_placement
from tests.factories.staff import make_staff

_numbers = itertools.count(1)

NOVEMBER = date(2026, 11, 1)
FIRST_WEEK = date(2026, 11, 2)
SELLER = {
    "name": "AfC Prime Demonstration CIC",
    "address": "1 Example Street\nWestmarch\nWM1 1AA",
    "vat_number": "GB 123 4567 82",
    "company_number": "00000000",
    "email": "accounts@afc-prime.example",
    "bank_name": "AfC Prime Demonstration CIC",
    "sort_code": "00-00-00",
    "account_number": "00000000",
}


class Placed(msgspec.Struct, frozen=True):
    """A council with its finance person, and somebody placed there since September."""

    council: Council
    finance: Actor
    placement: PlacementDetail


async def make_seller(*, effective_from: date = date(2026, 1, 1), is_demonstration: bool = True) -> UUID:
    """What invoices say about us."""
    return await service.set_seller(SYSTEM, **SELLER, effective_from=effective_from, is_demonstration=is_demonstration)  # type: ignore[arg-type]


async def make_placed(
    *, name: str = "", po_number: str = "PO-7700001", hourly_amount: Decimal = Decimal("41.50"), council: Council | None = None, **terms: object
) -> Placed:
    """Somebody placed from 1 September 2026 to the end of January 2027."""
    with clock.frozen(datetime(2026, 8, 20, 9, tzinfo=UTC)):
        council = council or await make_council_client(name, **terms)
        placement = await make_placement(
            council,
            await make_staff(last_name=f"Sample {next(_numbers)}"),
            hourly_amount=hourly_amount,
            starts_on=date(2026, 9, 1),
            ends_on=date(2027, 1, 29),
            po_number=po_number,
        )
    finance = await make_user(Role.CLIENT_FINANCE, organisation_id=council.client.organisation_id, first_name="Fay")
    return Placed(council, finance, placement)


async def make_week(
    placed: Placed,
    week_starts_on: date = FIRST_WEEK,
    hours: Decimal = Decimal(37),
    *,
    status: TimesheetStatus = TimesheetStatus.APPROVED,
    approved_at: datetime | None = None,
) -> UUID:
    """A week of a placement, approved unless said otherwise; the hours are spread over its days."""
    sheet = Timesheet(
        id=uuid7(), reference=f"TIM-TEST-{next(_numbers)}", placement=placed.placement.id, week_starts_on=week_starts_on, status=TimesheetStatus.DRAFT
    )
    await sheet.save()
    left = hours
    for day in range(7):
        worked = min(left, Decimal(24))
        await TimesheetDay(timesheet=sheet.id, worked_on=week_starts_on + timedelta(days=day), hours=worked).save()
        left -= worked
    values = {Timesheet.status: status, Timesheet.submitted_at: clock.now()}
    if status is TimesheetStatus.APPROVED:
        values |= {Timesheet.approved_by: placed.council.approver.user_id, Timesheet.approved_at: approved_at or clock.now()}
    if status is not TimesheetStatus.DRAFT:
        await Timesheet.update(values).where(Timesheet.id == sheet.id)
    return sheet.id


async def make_weeks(placed: Placed, count: int = 3) -> list[UUID]:
    """The first approved weeks of November."""
    return [await make_week(placed, FIRST_WEEK + timedelta(days=7 * number)) for number in range(count)]


async def run_month(month: date = NOVEMBER, *, finance: Actor | None = None) -> UUID:
    """A run of a month, its shares issued at once."""
    run_id = await service.start_run(finance or await make_user(Role.FINANCE), month)
    for share in (await queries.get_run(SYSTEM, run_id)).shares:
        await service.issue_share(SYSTEM, share.id)
    return run_id


async def invoices_of(run_id: UUID) -> Sequence[InvoiceDetail]:
    """The invoices of a run, in the order of its shares."""
    shares = (await queries.get_run(SYSTEM, run_id)).shares
    return [await queries.get_invoice(SYSTEM, share.invoice_id) for share in shares if share.invoice_id]


async def check_constraints() -> None:
    """Have the database check now what it checks at commit, which a test never reaches."""
    await execute("SET CONSTRAINTS ALL IMMEDIATE")
    await execute("SET CONSTRAINTS ALL DEFERRED")


async def make_invoice(placed: Placed | None = None, *, weeks: int = 2, month: date = NOVEMBER) -> InvoiceDetail:
    """An issued invoice of some weeks."""
    placed = placed or await make_placed()
    await make_seller()
    await make_weeks(placed, weeks)
    return (await invoices_of(await run_month(month)))[0]
