"""What the database itself refuses, whoever writes: issued papers stay, add up, and hold each week once."""

from datetime import date
from decimal import Decimal
from typing import Any

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.billing import queries, service
from prime.billing.errors import NothingToBill
from prime.billing.schemas import InvoiceDetail
from prime.billing.tables import BilledWeek, BillingRun, Exclusion, Invoice, InvoiceKind, InvoiceLine, Payment, RunStatus, Seller
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import execute, transaction
from tests.factories.accounts import make_user
from tests.factories.billing import check_constraints, make_invoice, make_placed, make_week, run_month

pytestmark = [pytest.mark.usefixtures("db", "frozen_now")]
D = Decimal
TODAY = date(2026, 11, 25)


@pytest.fixture
async def finance() -> Actor:
    return await make_user(Role.FINANCE)


@pytest.fixture
async def invoice() -> InvoiceDetail:
    return await make_invoice()


async def _refused(constraint: str, statement: str, *values: Any) -> None:
    with pytest.raises(asyncpg.IntegrityConstraintViolationError) as refusal:
        async with transaction():
            await execute(statement, *values)
            await check_constraints()
    assert refusal.value.constraint_name == constraint


async def _row_refused(constraint: str, row: Any) -> None:
    with pytest.raises(asyncpg.IntegrityConstraintViolationError) as refusal:
        async with transaction():
            await row.save()
            await check_constraints()
    assert refusal.value.constraint_name == constraint


async def _copy(invoice: InvoiceDetail, **changes: Any) -> Invoice:
    row = await Invoice.objects().get(Invoice.id == invoice.id)
    return Invoice(**row.to_dict() | {"id": uuid7(), "number": "INV-2026-999999", "run": None, **changes})


async def test_an_issued_invoice_is_never_edited_or_deleted(invoice):
    await _refused("invoice_written_once", "UPDATE invoice SET po_number = 'X' WHERE id = $1", invoice.id)
    await _refused("invoice_written_once", "DELETE FROM invoice WHERE id = $1", invoice.id)
    await _refused("invoice_line_written_once", "UPDATE invoice_line SET hours = 1 WHERE invoice = $1", invoice.id)
    await _refused("invoice_line_written_once", "DELETE FROM invoice_line WHERE invoice = $1", invoice.id)


async def test_a_number_and_a_share_of_a_run_stand_once(invoice):
    await _row_refused("invoice_number_key", await _copy(invoice, number=invoice.number))
    await _row_refused("invoice_once_a_run", await _copy(invoice, run=invoice.run_id))


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("invoice_adds_up", {"gross_amount": D("3685.21")}),
        ("invoice_adds_up", {"vat_amount": D("614.21"), "gross_amount": D("3685.21")}),
        ("invoice_lines_add_up", {}),  # its lines are missing
        ("invoice_sign", {"net_amount": D("-3071.00"), "vat_amount": D("-614.20"), "gross_amount": D("-3685.20")}),
        ("invoice_has_due_date", {"due_on": None}),
        ("invoice_has_due_date", {"due_on": date(2026, 11, 24)}),
        ("invoice_credit_names_invoice", {"reason": "An invoice has none"}),
        ("invoice_period_in_order", {"period_to": date(2026, 1, 1)}),
    ],
)
async def test_wrong_totals_and_dates(invoice, constraint, changes):
    await _row_refused(constraint, await _copy(invoice, **changes))


async def test_a_line_is_hours_times_rate_and_never_comes_later(invoice):
    line = await InvoiceLine.objects().where(InvoiceLine.invoice == invoice.id).first()
    values = line.to_dict() | {"position": 9}
    await _row_refused("invoice_line_adds_up", InvoiceLine(**values | {"id": uuid7(), "net_amount": D("1.00")}))
    await _row_refused("invoice_line_is_not_nothing", InvoiceLine(**values | {"id": uuid7(), "hours": D(0), "net_amount": D(0)}))
    await _row_refused("invoice_line_once", InvoiceLine(**values | {"id": uuid7(), "position": 1}))
    await _row_refused("invoice_lines_add_up", InvoiceLine(**values | {"id": uuid7()}))
    # Two lines that cancel each other out would keep the sum, and are refused as well.
    with pytest.raises(asyncpg.CheckViolationError):
        async with transaction():
            await InvoiceLine(**values | {"id": uuid7()}).save()
            await InvoiceLine(**values | {"id": uuid7(), "position": 10, "hours": -line.hours, "net_amount": -line.net_amount}).save()
            await check_constraints()


async def test_never_two_invoices_for_one_week(invoice):
    line = invoice.lines[0]
    other = await make_placed()
    await make_week(other)
    await _row_refused("billed_week_timesheet_key", BilledWeek(timesheet=line.timesheet_id, invoice=invoice.id, billed_at=invoice.issued_at))
    # An invoice whose lines do not hold their weeks is refused too, so no second one can get round it.
    copy = await _copy(invoice)
    rows = await queries.list_lines(invoice.id)
    with pytest.raises(asyncpg.CheckViolationError) as refusal:
        async with transaction():
            await copy.save()
            await InvoiceLine.insert(*[InvoiceLine(**row.to_dict() | {"id": uuid7(), "invoice": copy.id}) for row in rows])
            await check_constraints()
    assert refusal.value.constraint_name == "invoice_holds_its_weeks"


async def test_only_a_credit_note_frees_a_week(invoice, finance):
    await _refused("billed_week_holds", "DELETE FROM billed_week WHERE invoice = $1", invoice.id)
    await _refused("billed_week_holds", "UPDATE billed_week SET billed_at = now() WHERE invoice = $1", invoice.id)
    await service.credit(finance, invoice.id, "Wrong")
    assert not await BilledWeek.exists()


async def test_a_week_is_billed_or_left_out_never_both(invoice, finance):
    reason = {"reason": "x", "made_by": finance.user_id, "made_at": invoice.issued_at}
    await _row_refused("exclusion_of_unbilled", Exclusion(timesheet=invoice.lines[0].timesheet_id, **reason))
    timesheet_id = await make_week(await make_placed())
    await service.exclude(finance, timesheet_id, "Disputed")
    await _row_refused("billed_week_not_excluded", BilledWeek(timesheet=timesheet_id, invoice=invoice.id, billed_at=invoice.issued_at))
    await _row_refused("exclusion_live_once", Exclusion(timesheet=timesheet_id, **reason))
    await _row_refused("exclusion_has_reason", Exclusion(timesheet=await make_week(await make_placed()), **reason | {"reason": ""}))


async def test_a_credit_note_is_the_whole_of_an_unpaid_invoice(invoice, finance):
    mirrored = {
        "number": "CRN-2026-999999",
        "kind": InvoiceKind.CREDIT_NOTE,
        "credits": invoice.id,
        "reason": "Wrong",
        "due_on": None,
        "net_amount": -invoice.net_amount,
        "vat_amount": -invoice.vat_amount,
        "gross_amount": -invoice.gross_amount,
    }
    await _row_refused("invoice_lines_add_up", await _copy(invoice, **mirrored))
    part = {"net_amount": D("-100.00"), "vat_amount": D("-20.00"), "gross_amount": D("-120.00")}
    await _row_refused("credit_note_mirrors", await _copy(invoice, **mirrored | part))
    await _row_refused("credit_note_mirrors", await _copy(invoice, **mirrored, po_number="PO-OTHER"))
    await service.record_payment(finance, invoice.id, received_on=TODAY, amount=D("0.01"))
    await _row_refused("credit_note_of_unpaid", await _copy(invoice, **mirrored))


async def test_an_invoice_is_credited_once(invoice, finance):
    note_id = await service.credit(finance, invoice.id, "Wrong")
    note = await Invoice.objects().get(Invoice.id == note_id)
    await _row_refused("invoice_credits_key", Invoice(**note.to_dict() | {"id": uuid7(), "number": "CRN-2026-999999"}))


async def test_payments_stay_within_the_debt_and_are_never_edited(invoice, finance):
    def payment(**changes: Any) -> Payment:
        values = {
            "invoice": invoice.id,
            "received_on": TODAY,
            "paid_amount": D("10.00"),
            "recorded_by": finance.user_id,
            "recorded_at": invoice.issued_at,
        }
        return Payment(**values | changes)

    await _row_refused("payment_within_debt", payment(paid_amount=D("3685.21")))
    await _row_refused("payment_is_not_nothing", payment(paid_amount=D(0)))
    held = payment(id=uuid7())
    await held.save()
    await _refused("payment_written_once", "UPDATE payment SET paid_amount = 11 WHERE id = $1", held.id)
    await _refused("payment_written_once", "DELETE FROM payment WHERE id = $1", held.id)
    await _row_refused("payment_is_not_nothing", payment(paid_amount=D("-1.00")))
    await _row_refused("payment_reversal_mirrors", payment(paid_amount=D("-1.00"), reverses=held.id, reason="A part"))
    await _row_refused("payment_reversal_has_reason", payment(paid_amount=D("-10.00"), reverses=held.id))
    await payment(paid_amount=D("-10.00"), reverses=held.id, reason="Bounced").save()
    await _row_refused("payment_within_debt", payment(paid_amount=D("-10.00"), reverses=held.id, reason="Again"))
    note_id = await service.credit(finance, invoice.id, "Wrong")
    await _row_refused("payment_within_debt", payment())  # nothing is owed on a credited invoice
    await _row_refused("payment_within_debt", payment(invoice=note_id))


async def test_a_month_has_one_run_that_begins_on_its_first_day(finance):
    values = {"reference": "RUN-X", "started_by": finance.user_id, "started_at": (await make_invoice()).issued_at}
    await _row_refused("billing_run_month_key", BillingRun(**values, month=date(2026, 11, 1)))
    await _row_refused("billing_run_month_is_first", BillingRun(**values, month=date(2026, 10, 2)))
    await _row_refused("billing_run_end_stamped", BillingRun(**values, month=date(2026, 10, 1), status=RunStatus.DONE))


async def test_a_seller_can_be_paid_and_taxed():
    values = {
        "name": "A CIC",
        "address": "1 Example Street",
        "vat_number": "GB123456782",
        "sort_code": "00-00-00",
        "account_number": "00000000",
        "effective_from": TODAY,
    }
    await _row_refused("seller_vat_number_has_prefix", Seller(**values | {"vat_number": "123456782"}))
    await _row_refused("seller_can_be_paid", Seller(**values | {"sort_code": "000000"}))
    await _row_refused("seller_can_be_paid", Seller(**values | {"account_number": "1234567"}))
    await Seller(**values).save()
    await _row_refused("seller_once", Seller(**values))


async def test_a_billed_week_does_not_wait_even_where_its_status_says_so(invoice, finance):
    await execute("UPDATE timesheet SET status = 'approved' WHERE id = $1", invoice.lines[0].timesheet_id)
    with pytest.raises(NothingToBill):
        await run_month(date(2026, 10, 1), finance=finance)
    assert (await queries.preview(finance, date(2026, 11, 1))).week_count == 0
