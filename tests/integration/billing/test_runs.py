"""A month from preview to invoices: what is billed, what is left out, what happens twice, what happens half."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from prime.accounts.permissions import Role
from prime.audit.tables import AuditEntry
from prime.billing import queries, rules, service
from prime.billing.errors import (
    DemonstrationSeller,
    MonthBilled,
    NotBillable,
    NothingToBill,
    PreviewChanged,
    PurchaseOrderMissing,
    SellerMissing,
    ShareSettled,
)
from prime.billing.queries import months
from prime.billing.schemas import Flag
from prime.billing.service import invoices as issued
from prime.billing.service import runs
from prime.billing.tables import BilledWeek, BillingRun, Exclusion, Invoice, RunStatus, Seller, ShareStatus
from prime.clients.tables import Client
from prime.core.actor import SYSTEM
from prime.core.db import execute, fetch, fetch_value
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.core.settings import Environment, settings
from prime.documents import service as documents
from prime.reference.tables import Rate, RateKind
from prime.timesheets import service as timesheets
from prime.timesheets.tables import Timesheet, TimesheetStatus
from tests.factories.accounts import make_council, make_user
from tests.factories.billing import (
    FIRST_WEEK,
    NOVEMBER,
    SELLER,
    check_constraints,
    invoices_of,
    make_placed,
    make_seller,
    make_week,
    make_weeks,
    run_month,
)

pytestmark = [pytest.mark.usefixtures("db", "frozen_now")]
D = Decimal


async def _status(timesheet_id: UUID) -> str:
    return str(await fetch_value("SELECT status FROM timesheet WHERE id = $1", timesheet_id))


async def _last_number() -> int:
    return int(await fetch_value("SELECT COALESCE(max(last), 0) FROM number_series WHERE series = 'INV-2026'"))


# --- preview


async def test_the_preview_adds_up_what_a_run_would_bill():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    north = await make_placed(name="Northfold Council", hourly_amount=D("40.01"))
    same = await make_placed(council=north.council, po_number="PO-2")
    west = await make_placed(name="Westfold Council")
    await make_weeks(north, 2)
    await make_week(same)
    await make_week(west, hours=D("37.25"))
    await make_week(west, date(2026, 11, 23))  # ends on 29 November: part of the month, though it lies ahead
    await make_week(west, date(2026, 11, 30))  # ends in December
    preview = await queries.preview(finance, NOVEMBER)
    found = [(group.client_name, group.po_number, len(group.weeks), group.totals.net_amount) for group in preview.groups]
    assert found == [
        ("Northfold Council", "PO-2", 1, D("1535.50")),
        ("Northfold Council", "PO-7700001", 2, D("2960.74")),
        ("Westfold Council", "PO-7700001", 2, D("3081.38")),  # 37.25 hours at 41.50 are 1,545.875, which goes up
    ]
    assert preview.net_amount == D("7577.62")
    assert preview.gross_amount == sum(group.totals.gross_amount for group in preview.groups)
    assert (preview.week_count, preview.obstacles, preview.has_ended, preview.run_id) == (5, [], False, None)


async def test_the_preview_names_what_is_missing():
    finance = await make_user(Role.FINANCE)
    placed = await make_placed(name="Northfold Council")
    await make_week(placed, FIRST_WEEK, status=TimesheetStatus.DRAFT)
    await make_week(placed, FIRST_WEEK + timedelta(days=7), status=TimesheetStatus.SUBMITTED)
    approved = await make_week(placed, FIRST_WEEK + timedelta(days=14), D(0))
    preview = await queries.preview(finance, NOVEMBER)
    states = [(gap.week_starts_on, gap.state) for gap in preview.gaps]
    assert states == [(date(2026, 10, 26), "missing"), (FIRST_WEEK, "draft"), (FIRST_WEEK + timedelta(days=7), "submitted")]
    assert preview.groups == []  # a week without hours costs nothing and stands on no invoice
    assert preview.obstacles == ["Enter our name, address, VAT number and bank account from 25 November 2026 or earlier."]
    assert await _status(approved) == "approved"


async def test_a_week_from_before_the_month_is_billed_with_it():
    finance = await make_user(Role.FINANCE)
    await make_week(await make_placed(), date(2026, 9, 7))
    assert (await queries.preview(finance, NOVEMBER)).week_count == 1
    assert (await queries.preview(finance, date(2026, 8, 1))).week_count == 0


async def test_the_preview_flags_what_is_odd():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    placed = await make_placed(po_number="PO-1")
    await make_week(placed, date(2026, 9, 7))
    await run_month(date(2026, 9, 1), finance=finance)
    await execute("UPDATE placement SET hourly_amount = 43.00, po_number = '' WHERE id = $1", placed.placement.id)
    await make_week(placed, hours=D("61"))
    preview = await queries.preview(finance, NOVEMBER)
    [week] = preview.groups[0].weeks
    assert rules.flags(week) == [Flag.NO_PO, Flag.LONG_WEEK, Flag.NEW_RATE]
    assert week.last_hourly_amount == D("41.50")
    assert "takes no invoice without a PO number, and 1 week has none" in preview.obstacles[0]


# --- weeks left out


async def test_a_week_is_left_out_with_a_reason_and_taken_back():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    placed = await make_placed()
    first, _ = await make_weeks(placed, 2)
    exclusion_id = await service.exclude(finance, first, "The council disputes Tuesday")
    preview = await queries.preview(finance, NOVEMBER)
    assert [(week.timesheet_id, week.exclusion_reason) for week in preview.left_out] == [(first, "The council disputes Tuesday")]
    assert preview.week_count == 1
    with pytest.raises(NotBillable, match="left out already"):
        await service.exclude(finance, first, "Again")
    await service.lift(finance, exclusion_id)
    await service.lift(finance, exclusion_id)
    assert (await queries.preview(finance, NOVEMBER)).week_count == 2
    row = await Exclusion.objects().get(Exclusion.id == exclusion_id)
    assert row.lifted_by == finance.user_id
    actions = [row.action for row in await AuditEntry.objects().where(AuditEntry.record_id == first).order_by(AuditEntry.id)]
    assert actions == ["billing.week_excluded", "billing.week_taken_back"]


async def test_what_does_not_wait_cannot_be_left_out():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    placed = await make_placed()
    draft = await make_week(placed, FIRST_WEEK, status=TimesheetStatus.DRAFT)
    [billed] = [await make_week(placed, FIRST_WEEK + timedelta(days=7))]
    await run_month()
    for timesheet_id in (draft, billed):
        with pytest.raises(NotBillable):
            await service.exclude(finance, timesheet_id, "Why not")
    with pytest.raises(InvalidInput):
        await service.exclude(finance, draft, "  ")
    with pytest.raises(NotFound):
        await service.lift(finance, UUID(int=1))


async def test_a_week_left_out_is_not_billed_and_waits_for_the_next_run(frozen_now):
    finance = await make_user(Role.FINANCE)
    await make_seller()
    placed = await make_placed()
    first, second = await make_weeks(placed, 2)
    exclusion_id = await service.exclude(finance, first, "Disputed")
    [invoice] = await invoices_of(await run_month())
    assert [line.timesheet_id for line in invoice.lines] == [second]
    await service.lift(finance, exclusion_id)
    frozen_now(datetime(2026, 12, 2, 9, tzinfo=UTC))
    [later] = await invoices_of(await run_month(date(2026, 12, 1)))
    assert [line.timesheet_id for line in later.lines] == [first]


# --- starting


async def test_a_run_makes_a_share_for_each_council_and_po_number():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    north = await make_placed(name="Northfold Council")
    await make_weeks(north, 2)
    await make_week(await make_placed(council=north.council, po_number="PO-2"))
    run_id = await service.start_run(finance, NOVEMBER, expected_weeks=3, expected_net_amount=D("4606.50"))
    run = await queries.get_run(finance, run_id)
    assert [(share.po_number, share.status, share.is_queued) for share in run.shares] == [
        ("PO-2", ShareStatus.WAITING, True),
        ("PO-7700001", ShareStatus.WAITING, True),
    ]
    assert (run.status, run.share_count, run.settled_count, run.is_moving) == (RunStatus.RUNNING, 2, 0, True)
    assert run.reference == "RUN-2026-000001"


async def test_a_month_is_billed_once():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    placed = await make_placed()
    await make_week(placed)
    run_id = await run_month(finance=finance)
    await make_week(placed, FIRST_WEEK + timedelta(days=7))
    with pytest.raises(MonthBilled) as refusal:
        await service.start_run(finance, NOVEMBER)
    assert refusal.value.extra == {"run_id": run_id}
    assert await BillingRun.count() == await Invoice.count() == 1


async def test_a_run_does_not_start_on_a_preview_that_changed():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    await make_weeks(await make_placed(), 2)
    with pytest.raises(PreviewChanged):
        await service.start_run(finance, NOVEMBER, expected_weeks=1, expected_net_amount=D("1535.50"))
    assert not await BillingRun.exists()


async def test_a_run_needs_something_to_bill_a_month_that_began_and_the_right():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    with pytest.raises(NothingToBill):
        await service.start_run(finance, NOVEMBER)
    with pytest.raises(InvalidInput):
        await service.start_run(finance, date(2026, 12, 1))
    with pytest.raises(InvalidInput):
        await service.start_run(finance, date(2026, 11, 2))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FINANCE])
async def test_only_finance_bills(role):
    actor = await make_user(role, organisation_id=(await make_council()).id if role.is_client else None)
    for attempt in (
        service.start_run(actor, NOVEMBER),
        service.exclude(actor, UUID(int=1), "x"),
        service.lift(actor, UUID(int=1)),
        service.issue_share(actor, UUID(int=1)),
        service.fail_share(actor, UUID(int=1), "x"),
        service.retry_share(actor, UUID(int=1)),
        service.credit(actor, UUID(int=1), "x"),
        service.send_again(actor, UUID(int=1)),
        service.record_payment(actor, UUID(int=1), received_on=NOVEMBER, amount=D(1)),
        service.reverse_payment(actor, UUID(int=1), "x"),
        service.set_seller(actor, **SELLER, effective_from=NOVEMBER),
        queries.preview(actor, NOVEMBER),
        queries.list_runs(actor),
        queries.get_run(actor, UUID(int=1)),
        queries.get_week(actor, UUID(int=1)),
        queries.list_sellers(actor),
    ):
        with pytest.raises(Forbidden):
            await attempt


async def test_no_po_number_no_run():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    placed = await make_placed()
    await execute("UPDATE placement SET po_number = '' WHERE id = $1", placed.placement.id)
    timesheet_id = await make_week(placed)
    with pytest.raises(PurchaseOrderMissing):
        await service.start_run(finance, NOVEMBER)
    await service.exclude(finance, timesheet_id, "No PO number yet")
    with pytest.raises(NothingToBill):
        await service.start_run(finance, NOVEMBER)
    await Client.update({Client.is_po_required: False}).where(Client.id == placed.council.client.id)
    await service.lift(finance, (await Exclusion.objects().first()).id)
    [invoice] = await invoices_of(await run_month(finance=finance))
    assert invoice.po_number == ""


async def test_without_a_seller_nothing_starts_and_production_refuses_an_invented_one(monkeypatch):
    finance = await make_user(Role.FINANCE)
    await make_week(await make_placed())
    with pytest.raises(SellerMissing):
        await service.start_run(finance, NOVEMBER)
    await make_seller(effective_from=date(2026, 11, 26))
    with pytest.raises(SellerMissing):
        await service.start_run(finance, NOVEMBER)
    await make_seller()
    real = msgspec.structs.replace(settings(), prime_env=Environment.PRODUCTION)
    monkeypatch.setattr(months, "settings", lambda: real)
    with pytest.raises(DemonstrationSeller, match="AfC Prime Demonstration CIC"):
        await service.start_run(finance, NOVEMBER)
    await make_seller(effective_from=date(2026, 11, 1), is_demonstration=False)
    assert await run_month(finance=finance)


# --- issuing


async def test_an_invoice_copies_everything_and_holds_its_weeks(outbox_mail, drain):
    finance = await make_user(Role.FINANCE, first_name="Fin")
    await make_seller()
    placed = await make_placed(name="Northfold Council", payment_days=14, address="Town Hall\nNorthfold")
    timesheets = await make_weeks(placed, 2)
    run_id = await run_month(finance=finance)
    [invoice] = await invoices_of(run_id)
    assert (invoice.number, invoice.net_amount, invoice.vat_amount, invoice.gross_amount) == (
        "INV-2026-000001",
        D("3071.00"),
        D("614.20"),
        D("3685.20"),
    )
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 11, 25), date(2026, 12, 8))
    assert (invoice.seller_vat_number, invoice.bank_name, invoice.buyer_address) == ("GB123456782", SELLER["bank_name"], "Town Hall\nNorthfold")
    assert (invoice.period_from, invoice.period_to) == (FIRST_WEEK, date(2026, 11, 15))
    assert [line.timesheet_id for line in invoice.lines] == timesheets
    assert {await _status(timesheet_id) for timesheet_id in timesheets} == {"billed"}
    assert await BilledWeek.count().where(BilledWeek.invoice == invoice.id) == 2
    await check_constraints()
    await make_seller(effective_from=date(2026, 11, 25))
    await Client.update({Client.name: "Renamed Council"}).where(Client.id == placed.council.client.id)
    assert (await queries.get_invoice(finance, invoice.id)).buyer_name == "Northfold Council"
    run = await queries.get_run(finance, run_id)
    assert (run.status, run.finished_at, run.invoice_count, run.gross_amount) == (
        RunStatus.DONE,
        datetime(2026, 11, 25, 12, tzinfo=UTC),
        1,
        D("3685.20"),
    )
    await drain()
    [told] = [mail for mail in await outbox_mail() if mail.template == "billing_run_finished"]
    assert told.subject == "November 2026 is billed: 1 invoice, £3,685.20"
    assert f"/billing-runs/{run_id}" in told.body_text


async def test_issuing_again_makes_nothing_new():
    await make_seller()
    await make_weeks(await make_placed())
    run_id = await run_month()
    [share] = (await queries.get_run(SYSTEM, run_id)).shares
    before = [await fetch_value(f"SELECT count(*) FROM {table}") for table in ("invoice", "invoice_line", "document", "message", "outbox_message")]
    for _ in range(3):
        await service.issue_share(SYSTEM, share.id)
    await service.fail_share(SYSTEM, share.id, "Too late")
    after = [await fetch_value(f"SELECT count(*) FROM {table}") for table in ("invoice", "invoice_line", "document", "message", "outbox_message")]
    assert after == before
    assert await _last_number() == 1


async def test_weeks_approved_after_the_start_wait_for_the_next_run(frozen_now):
    finance = await make_user(Role.FINANCE)
    await make_seller()
    placed = await make_placed()
    await make_week(placed)
    run_id = await service.start_run(finance, NOVEMBER)
    frozen_now(datetime(2026, 11, 25, 12, 0, 1, tzinfo=UTC))
    late = await make_week(placed, FIRST_WEEK + timedelta(days=7))
    [share] = (await queries.get_run(SYSTEM, run_id)).shares
    await service.issue_share(SYSTEM, share.id)
    [invoice] = await invoices_of(run_id)
    assert late not in {line.timesheet_id for line in invoice.lines}
    assert await _status(late) == "approved"


async def test_a_share_whose_weeks_were_all_left_out_makes_nothing():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    timesheet_id = await make_week(await make_placed())
    run_id = await service.start_run(finance, NOVEMBER)
    await service.exclude(finance, timesheet_id, "Changed our mind")
    [share] = (await queries.get_run(SYSTEM, run_id)).shares
    await service.issue_share(SYSTEM, share.id)
    run = await queries.get_run(SYSTEM, run_id)
    assert (run.shares[0].status, run.status, run.invoice_count) == (ShareStatus.NOTHING, RunStatus.DONE, 0)
    assert await _last_number() == 0


@pytest.mark.parametrize("where", ["mark_billed", "order", "_tell", "_settle"])
async def test_what_is_killed_half_way_leaves_nothing(monkeypatch, where):
    finance = await make_user(Role.FINANCE)
    await make_seller()
    timesheet_id = await make_week(await make_placed())
    run_id = await service.start_run(finance, NOVEMBER)
    [share] = (await queries.get_run(SYSTEM, run_id)).shares
    jobs = await fetch_value("SELECT count(*) FROM outbox_message")
    owner = {"mark_billed": timesheets, "order": documents, "_tell": issued, "_settle": runs}[where]

    async def die(*_: object, **__: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as broken:
        broken.setattr(owner, where, die)
        with pytest.raises(ConnectionResetError):
            await service.issue_share(SYSTEM, share.id)
    assert await _status(timesheet_id) == "approved"
    assert await _last_number() == 0
    assert [await Invoice.count(), await BilledWeek.count(), await fetch_value("SELECT count(*) FROM document WHERE kind = 'invoice'")] == [0, 0, 0]
    assert await fetch_value("SELECT count(*) FROM outbox_message") == jobs
    run = await queries.get_run(SYSTEM, run_id)
    assert run.shares[0].status == ShareStatus.WAITING
    await service.issue_share(SYSTEM, share.id)
    [invoice] = await invoices_of(run_id)
    assert invoice.number == "INV-2026-000001"


async def test_a_failed_share_says_why_and_can_be_tried_again(drain):
    finance = await make_user(Role.FINANCE)
    await make_seller()
    await make_week(await make_placed(name="Northfold Council"))
    await make_week(await make_placed(name="Westfold Council"))
    run_id = await service.start_run(finance, NOVEMBER)
    rows = await Rate.objects().where(Rate.kind == RateKind.PAYMENT_TERM)
    await Rate.delete().where(Rate.kind == RateKind.PAYMENT_TERM)
    await drain()  # no dead letter: the refusal is on the share
    run = await queries.get_run(finance, run_id)
    assert {share.status for share in run.shares} == {ShareStatus.FAILED}
    assert "payment term of public authorities" in run.shares[0].detail
    assert (run.status, run.failed_count, await _last_number()) == (RunStatus.DONE, 2, 0)
    await Rate.insert(*[Rate(**row.to_dict()) for row in rows])
    await service.retry_share(finance, run.shares[0].id)
    with pytest.raises(ShareSettled):
        await service.retry_share(finance, run.shares[0].id)  # on its way
    assert (await queries.get_run(finance, run_id)).status == RunStatus.RUNNING
    await drain()
    run = await queries.get_run(finance, run_id)
    assert [share.status for share in run.shares] == [ShareStatus.ISSUED, ShareStatus.FAILED]
    assert run.status == RunStatus.DONE
    with pytest.raises(ShareSettled):
        await service.retry_share(finance, run.shares[0].id)  # issued


async def test_a_share_whose_job_died_can_be_tried_again():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    await make_week(await make_placed())
    run_id = await service.start_run(finance, NOVEMBER)
    await execute("UPDATE outbox_message SET dead_at = now() WHERE job = 'billing.issue_share'")
    [share] = (await queries.get_run(finance, run_id)).shares
    assert (share.status, share.is_queued) == (ShareStatus.WAITING, False)
    assert await service.retry_share(finance, share.id) == run_id
    [share] = (await queries.get_run(finance, run_id)).shares
    assert share.is_queued


async def test_numbers_have_no_gap_and_begin_anew_each_year(frozen_now):
    finance = await make_user(Role.FINANCE)
    await make_seller()
    north, west = await make_placed(name="Northfold Council"), await make_placed(name="Westfold Council")
    for placed in (north, west):
        await make_weeks(placed, 1)
    numbers = [invoice.number for invoice in await invoices_of(await run_month(finance=finance))]
    assert numbers == ["INV-2026-000001", "INV-2026-000002"]
    frozen_now(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))  # still 2026 in London
    await make_week(north, date(2026, 12, 7))
    await run_month(date(2026, 12, 1), finance=finance)
    frozen_now(datetime(2027, 1, 10, 9, tzinfo=UTC))
    await make_week(north, date(2027, 1, 4))
    await run_month(date(2027, 1, 1), finance=finance)
    assert [row["number"] for row in await fetch("SELECT number FROM invoice ORDER BY issued_at, number")] == [
        "INV-2026-000001",
        "INV-2026-000002",
        "INV-2026-000003",
        "INV-2027-000001",
    ]


async def test_progress_is_announced_with_the_commit():
    finance = await make_user(Role.FINANCE)
    await make_seller()
    await make_week(await make_placed())
    run_id = await service.start_run(finance, NOVEMBER)
    assert queries.topic(run_id) == f"billing-run:{run_id}"
    page = await queries.list_runs(finance)
    assert [run.id for run in page.items] == [run_id]
    with pytest.raises(NotFound):
        await queries.get_run(finance, UUID(int=1))


# --- the seller


async def test_the_seller_is_checked_and_dated():
    finance = await make_user(Role.FINANCE)
    with pytest.raises(InvalidInput) as refusal:
        await service.set_seller(finance, **{**SELLER, "vat_number": "GB1", "sort_code": "1", "account_number": "2"}, effective_from=NOVEMBER)
    assert [fault["pointer"] for fault in refusal.value.errors] == ["/vat_number", "/sort_code", "/account_number"]
    await service.set_seller(finance, **SELLER, effective_from=NOVEMBER)
    await service.set_seller(finance, **{**SELLER, "name": "Corrected CIC"}, effective_from=NOVEMBER)
    await service.set_seller(finance, **{**SELLER, "name": "Later CIC", "sort_code": "309430"}, effective_from=date(2027, 1, 1))
    assert [row.name for row in await queries.list_sellers(finance)] == ["Later CIC", "Corrected CIC"]
    assert (await queries.seller_on(date(2026, 12, 31))).name == "Corrected CIC"
    later = await queries.seller_on(date(2027, 1, 1))
    assert (later.name, later.sort_code, later.is_demonstration) == ("Later CIC", "30-94-30", False)
    assert await Seller.count() == 2
    assert await Timesheet.count() == 0
