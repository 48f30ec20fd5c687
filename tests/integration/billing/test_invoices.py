"""What happens to an issued invoice: told, read, paid, reversed, credited, chased."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from prime.accounts.permissions import Role
from prime.audit.tables import AuditEntry
from prime.billing import queries, service
from prime.billing.errors import InvoiceCredited, InvoicePaid, PaymentReversed
from prime.billing.schemas import Bucket, InvoiceDetail, InvoiceStatus
from prime.billing.tables import BilledWeek, Invoice, InvoiceKind
from prime.clients.tables import Client
from prime.core.actor import SYSTEM, Actor
from prime.core.db import execute, fetch_value
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.documents import service as documents
from prime.documents.tables import Document
from prime.reference import service as reference
from prime.reference.tables import RateKind
from tests.factories.accounts import make_council, make_user
from tests.factories.billing import (
    FIRST_WEEK,
    NOVEMBER,
    Placed,
    check_constraints,
    invoices_of,
    make_invoice,
    make_placed,
    make_seller,
    make_week,
    make_weeks,
    run_month,
)
from tests.support.queries import counted

pytestmark = [pytest.mark.usefixtures("db", "frozen_now")]
D = Decimal
TODAY = date(2026, 11, 25)


@pytest.fixture
async def finance() -> Actor:
    return await make_user(Role.FINANCE)


async def _pay(finance: Actor, invoice: InvoiceDetail, amount: str, on: date = TODAY) -> UUID:
    return await service.record_payment(finance, invoice.id, received_on=on, amount=D(amount), reference="BACS 1")


# --- telling


async def test_finance_people_and_the_address_for_invoices_are_told(outbox_mail, drain):
    placed = await make_placed(name="Northfold Council", invoice_email="ap@northfold.example")
    invoice = await make_invoice(placed)
    await drain()
    told = {mail.to_address: mail for mail in await outbox_mail() if mail.template == "invoice_issued"}
    member = await fetch_value("SELECT email FROM app_user WHERE id = $1", placed.finance.user_id)
    assert set(told) == {member, "ap@northfold.example"}
    assert told[member].subject == "Invoice INV-2026-000001 for Northfold Council: £3,685.20 by 24 December 2026"
    assert f"http://localhost:8000/invoices/{invoice.id}\n" in told[member].body_text
    assert "Hello Fay" in told[member].body_text
    assert "PO-7700001" in told[member].body_text
    assert "need no account" in told["ap@northfold.example"].body_text
    assert "/link/" not in told["ap@northfold.example"].body_text  # the secret is kept apart
    assert told["ap@northfold.example"].secret_link.startswith(f"http://localhost:8000/invoices/{invoice.id}/link/")


async def test_one_address_is_told_once(outbox_mail, drain):
    placed = await make_placed()
    member = await fetch_value("SELECT email FROM app_user WHERE id = $1", placed.finance.user_id)
    await Client.update({Client.invoice_email: member}).where(Client.id == placed.council.client.id)
    await make_invoice(placed)
    await drain()
    assert len([mail for mail in await outbox_mail(member) if mail.template == "invoice_issued"]) == 1


async def test_a_council_without_an_address_is_shown_on_the_run(finance):
    placed = await make_placed(invoice_email="")
    await execute('UPDATE membership SET revoked_at = now() WHERE "user" = $1', placed.finance.user_id)
    await make_seller()
    await make_weeks(placed, 1)
    run_id = await run_month()
    [share] = (await queries.get_run(finance, run_id)).shares
    assert share.detail == "Nobody was told: the council has no address for invoices."
    assert await service.send_again(finance, share.invoice_id) == 0


async def test_the_pdf_is_made_from_what_was_issued(drain):
    invoice = await make_invoice()
    facts = json.loads((await Document.objects().get(Document.subject_id == invoice.id)).context)
    assert (facts["reference"], facts["gross_amount"], facts["purchase_order"]) == ("INV-2026-000001", "3685.20", "PO-7700001")
    assert (facts["tax_point_on"], facts["due_on"], facts["payment_days"]) == ("2026-11-25", "2026-12-24", 30)
    await drain()
    ready = await queries.get_invoice(SYSTEM, invoice.id)
    assert ready.document is not None
    assert ready.document.is_ready
    assert ready.document.filename == "invoice-INV-2026-000001.pdf"


# --- who reads what


async def test_a_council_reads_its_own_invoices_and_no_others(finance):
    north, west = await make_placed(name="Northfold Council"), await make_placed(name="Westfold Council")
    await make_seller()
    for placed in (north, west):
        await make_weeks(placed, 1)
    mine, other = await invoices_of(await run_month())
    assert (await queries.get_invoice(north.finance, mine.id)).document is not None
    with pytest.raises(NotFound):
        await queries.get_invoice(north.finance, other.id)
    assert [row.number for row in (await queries.list_invoices(north.finance)).items] == [mine.number]
    assert (await queries.sum_invoices(north.finance)).count == 1
    assert [debt.number for debt in (await queries.unpaid(north.finance)).debts] == [mine.number]
    span = {"from_on": date(2026, 1, 1), "to_on": TODAY}
    assert (await queries.statement(north.finance, north.council.client.id, **span)).closing_amount == mine.gross_amount
    with pytest.raises(NotFound):
        await queries.statement(north.finance, west.council.client.id, **span)
    assert (await queries.sum_invoices(finance)).count == 2


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.CHAMPION, Role.STAFF, Role.CLIENT_REQUESTER, Role.CLIENT_APPROVER, Role.ADMIN])
async def test_who_reads_no_invoices(role):
    actor = await make_user(role, organisation_id=(await make_council()).id if role.is_client else None)
    for attempt in (
        queries.list_invoices(actor),
        queries.sum_invoices(actor),
        queries.get_invoice(actor, UUID(int=1)),
        queries.unpaid(actor),
        queries.statement(actor, UUID(int=1), from_on=TODAY, to_on=TODAY),
    ):
        with pytest.raises(Forbidden):
            await attempt


# --- money


async def test_part_payments_add_up_to_paid(finance):
    invoice = await make_invoice()
    seen = [invoice.status]
    for amount in ("1000.00", "2685.19", "0.01"):
        await _pay(finance, invoice, amount)
        seen.append((await queries.get_invoice(finance, invoice.id)).status)
    assert seen == [InvoiceStatus.UNPAID, InvoiceStatus.PART_PAID, InvoiceStatus.PART_PAID, InvoiceStatus.PAID]
    paid = await queries.get_invoice(finance, invoice.id)
    assert (paid.paid_amount, paid.owed_amount, len(paid.payments)) == (D("3685.20"), D("0.00"), 3)
    assert paid.payments[0].recorded_by_name == finance.name
    with pytest.raises(InvalidInput, match=r"Some fields"):
        await _pay(finance, invoice, "0.01")
    entries = await AuditEntry.objects().where(AuditEntry.action == "billing.payment_recorded").order_by(AuditEntry.id)
    assert entries[0].summary == "Payment of £1,000.00 for INV-2026-000001, received on 25 November 2026"


async def test_never_more_than_is_owed(finance):
    invoice = await make_invoice()
    with pytest.raises(InvalidInput) as refusal:
        await _pay(finance, invoice, "3685.21")
    assert refusal.value.errors == [{"pointer": "/amount", "detail": "Amount must be £3,685.20 or less, which is what is owed"}]
    with pytest.raises(InvalidInput):
        await _pay(finance, invoice, "1.00", TODAY + timedelta(days=1))
    with pytest.raises(NotFound):
        await service.record_payment(finance, UUID(int=1), received_on=TODAY, amount=D(1))


async def test_a_payment_is_reversed_once_by_a_row_of_its_own(finance):
    invoice = await make_invoice()
    payment_id = await _pay(finance, invoice, "1000.00")
    reversal_id = await service.reverse_payment(finance, payment_id, "Entered for the wrong invoice")
    after = await queries.get_invoice(finance, invoice.id)
    assert (after.paid_amount, after.owed_amount, after.status) == (D("0.00"), D("3685.20"), InvoiceStatus.UNPAID)
    assert [(row.paid_amount, row.is_reversed, row.reason) for row in after.payments] == [
        (D("1000.00"), True, ""),
        (D("-1000.00"), False, "Entered for the wrong invoice"),
    ]
    for again in (payment_id, reversal_id):
        with pytest.raises(PaymentReversed):
            await service.reverse_payment(finance, again, "Again")
    with pytest.raises(InvalidInput):
        await service.reverse_payment(finance, payment_id, " ")
    with pytest.raises(NotFound):
        await service.reverse_payment(finance, UUID(int=1), "x")


async def test_an_invoice_becomes_overdue_the_day_after_it_was_due(finance, frozen_now):
    invoice = await make_invoice()  # due on 24 December
    frozen_now(datetime(2026, 12, 24, 23, 59, tzinfo=UTC))
    assert (await queries.get_invoice(finance, invoice.id)).status is InvoiceStatus.UNPAID
    frozen_now(datetime(2026, 12, 25, 0, 0, tzinfo=UTC))
    late = await queries.get_invoice(finance, invoice.id)
    assert (late.status, late.days_late) == (InvoiceStatus.OVERDUE, 1)
    await _pay(finance, invoice, "3685.20", date(2026, 12, 25))
    assert (await queries.get_invoice(finance, invoice.id)).status is InvoiceStatus.PAID


async def test_lateness_has_its_price_once_the_rate_is_known(finance, frozen_now):
    invoice = await make_invoice()
    frozen_now(datetime(2027, 1, 23, 12, tzinfo=UTC))  # 30 days late
    unknown = await queries.unpaid(finance)
    assert (unknown.is_late_rate_missing, unknown.debts[0].late) == (True, None)  # nobody published the rate of July 2026
    assert (await queries.get_invoice(finance, invoice.id)).late is None
    await reference.set_rate(
        SYSTEM, kind=RateKind.LATE_PAYMENT_REFERENCE, value=D("3.75"), effective_from=date(2026, 7, 1), source="A made-up notice"
    )
    known = await queries.unpaid(finance)
    late = known.debts[0].late
    assert late is not None
    assert (late.days, late.rate, late.interest_amount, late.fixed_amount) == (30, D("11.75"), D("35.59"), D("70.00"))
    assert (await queries.get_invoice(finance, invoice.id)).late == late


# --- credit


async def test_a_credit_note_takes_back_the_whole_and_frees_the_weeks(finance, drain, outbox_mail, frozen_now):
    placed = await make_placed()
    invoice = await make_invoice(placed)
    note_id = await service.credit(finance, invoice.id, "Rate was wrong")
    await check_constraints()
    note = await queries.get_invoice(finance, note_id)
    assert (note.number, note.kind, note.status) == ("CRN-2026-000001", InvoiceKind.CREDIT_NOTE, InvoiceStatus.CREDIT_NOTE)
    assert (note.net_amount, note.vat_amount, note.gross_amount) == (D("-3071.00"), D("-614.20"), D("-3685.20"))
    assert (note.credits_number, note.credits_issued_on, note.reason, note.po_number) == (invoice.number, TODAY, "Rate was wrong", "PO-7700001")
    assert [line.hours for line in note.lines] == [D("-37.00"), D("-37.00")]
    credited = await queries.get_invoice(finance, invoice.id)
    assert (credited.status, credited.owed_amount, credited.credited_by_number) == (InvoiceStatus.CREDITED, D("0.00"), note.number)
    assert not await BilledWeek.exists()
    for line in invoice.lines:
        assert await fetch_value("SELECT status FROM timesheet WHERE id = $1", line.timesheet_id) == "approved"
    await drain()
    assert len([mail for mail in await outbox_mail() if mail.template == "credit_note_issued"]) == 2
    ready = await queries.get_invoice(finance, note_id)
    assert ready.document is not None
    assert (ready.document.title, ready.document.is_ready) == ("Credit note CRN-2026-000001", True)
    # The next run bills the weeks again, on a new invoice with the next number.
    frozen_now(datetime(2026, 12, 2, 9, tzinfo=UTC))
    preview = await queries.preview(finance, date(2026, 12, 1))
    assert [week.credited_number for week in preview.groups[0].weeks] == [invoice.number] * 2
    [again] = await invoices_of(await run_month(date(2026, 12, 1)))
    assert again.number == "INV-2026-000002"
    assert {line.timesheet_id for line in again.lines} == {line.timesheet_id for line in invoice.lines}
    await check_constraints()
    sums = await queries.sum_invoices(finance)
    assert (sums.count, sums.gross_amount, sums.owed_amount) == (3, again.gross_amount, again.gross_amount)


async def test_what_cannot_be_credited(finance):
    invoice = await make_invoice()
    payment_id = await _pay(finance, invoice, "100.00")
    with pytest.raises(InvoicePaid, match=r"£100\.00 stands on INV-2026-000001"):
        await service.credit(finance, invoice.id, "Wrong")
    await service.reverse_payment(finance, payment_id, "Refunded")
    with pytest.raises(InvalidInput):
        await service.credit(finance, invoice.id, "  ")
    note_id = await service.credit(finance, invoice.id, "Wrong")
    with pytest.raises(InvoiceCredited, match="CRN-2026-000001 has taken INV-2026-000001 back"):
        await service.credit(finance, invoice.id, "Again")
    with pytest.raises(InvoiceCredited, match="is a credit note"):
        await service.credit(finance, note_id, "A credit note")
    with pytest.raises(InvalidInput):
        await _pay(finance, invoice, "1.00")
    with pytest.raises(NotFound):
        await service.credit(finance, UUID(int=1), "x")
    assert await Invoice.count() == 2


async def test_a_credit_that_dies_half_way_leaves_nothing(finance, monkeypatch):
    invoice = await make_invoice()

    async def die(*_: object, **__: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as broken:
        broken.setattr(documents, "order", die)
        with pytest.raises(ConnectionResetError):
            await service.credit(finance, invoice.id, "Wrong")
    assert (await queries.get_invoice(finance, invoice.id)).status is InvoiceStatus.UNPAID
    assert await BilledWeek.count() == 2
    note = await queries.get_invoice(finance, await service.credit(finance, invoice.id, "Wrong"))
    assert note.number == "CRN-2026-000001"


# --- lists


async def _ledger(frozen_now, finance: Actor) -> Placed:
    """One invoice of each status, and one of another council; all by the commands."""
    await make_seller()
    placed = await make_placed(name="Northfold Council", po_number="PO-A")
    placeds = [
        placed,
        *[await make_placed(council=placed.council, po_number=f"PO-{letter}") for letter in "BCDE"],
        await make_placed(name="Westfold Council"),
    ]
    for one in placeds:
        await make_week(one, date(2026, 9, 7), approved_at=datetime(2026, 9, 15, tzinfo=UTC))
    frozen_now(datetime(2026, 10, 1, 9, tzinfo=UTC))
    issued = {invoice.po_number: invoice for invoice in await invoices_of(await run_month(date(2026, 9, 1)))}
    await service.credit(finance, issued["PO-A"].id, "Wrong")
    await _pay(finance, issued["PO-B"], "1842.60", date(2026, 10, 1))
    await _pay(finance, issued["PO-C"], "842.60", date(2026, 10, 1))
    frozen_now(datetime(2026, 11, 25, 12, tzinfo=UTC))
    for one in placeds[3:5]:
        await make_week(one)
    issued |= {f"{invoice.po_number}-2": invoice for invoice in await invoices_of(await run_month())}
    await _pay(finance, issued["PO-D-2"], "42.60")
    return placed


async def test_every_invoice_has_one_status_and_the_filters_part_them(finance, frozen_now):
    placed = await _ledger(frozen_now, finance)
    everything = await queries.list_invoices(finance, size=100)
    parts = {status: await queries.list_invoices(finance, statuses=[status], size=100) for status in InvoiceStatus}
    assert sum(len(part.items) for part in parts.values()) == len(everything.items) == 10
    assert {status.value: len(part.items) for status, part in parts.items()} == {
        "unpaid": 2,
        "part_paid": 1,
        "overdue": 4,
        "paid": 1,
        "credited": 1,
        "credit_note": 1,
    }
    for status, part in parts.items():
        assert {item.status for item in part.items} == {status}
        sums = await queries.sum_invoices(finance, statuses=[status])
        assert (sums.count, sums.owed_amount) == (len(part.items), sum(item.owed_amount for item in part.items))
    assert [item.number for item in everything.items] == sorted(
        (item.number for item in everything.items),
        key=lambda number: (next(i.issued_on for i in everything.items if i.number == number), number),
        reverse=True,
    )
    own = await queries.list_invoices(finance, client_ids=[placed.council.client.id], search="po-d")
    assert [(item.po_number, item.status) for item in own.items] == [("PO-D", InvoiceStatus.PART_PAID), ("PO-D", InvoiceStatus.OVERDUE)]
    assert (await queries.list_invoices(finance, search="%")).items == []
    assert len((await queries.list_invoices(finance, search="2026-000001")).items) == 2


async def test_paging_visits_each_invoice_once(finance, frozen_now):
    await _ledger(frozen_now, finance)
    seen, cursor = [], ""
    while True:
        page = await queries.list_invoices(finance, cursor=cursor, size=2)
        seen += [item.number for item in page.items]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == [item.number for item in (await queries.list_invoices(finance, size=100)).items]
    with pytest.raises(InvalidInput):
        await queries.list_invoices(finance, cursor="nonsense")


async def test_what_is_owed_agrees_with_itself_and_with_the_statement(finance, frozen_now):
    placed = await _ledger(frozen_now, finance)
    unpaid = await queries.unpaid(finance)
    assert unpaid.owed_amount == sum(debt.owed_amount for debt in unpaid.debts) == sum(unpaid.buckets.values())
    assert unpaid.owed_amount == (await queries.sum_invoices(finance)).owed_amount
    assert unpaid.overdue_amount == unpaid.owed_amount - unpaid.buckets[Bucket.NOT_DUE]
    assert unpaid.owed_amount == sum(client.owed_amount for client in unpaid.clients)
    assert [client.client_name for client in unpaid.clients] == ["Northfold Council", "Westfold Council"]
    assert {debt.bucket for debt in unpaid.debts} == {Bucket.NOT_DUE, Bucket.TO_30}
    assert [debt.due_on for debt in unpaid.debts] == sorted(debt.due_on for debt in unpaid.debts)
    client_id = placed.council.client.id
    whole = await queries.statement(finance, client_id, from_on=date(2026, 1, 1), to_on=TODAY)
    assert (whole.opening_amount, whole.closing_amount) == (0, unpaid.clients[0].owed_amount)
    assert sum(entry.amount for entry in whole.entries) == whole.closing_amount
    november = await queries.statement(finance, client_id, from_on=date(2026, 11, 1), to_on=TODAY)
    before = await queries.statement(finance, client_id, from_on=date(2026, 1, 1), to_on=date(2026, 10, 31))
    assert november.opening_amount == before.closing_amount
    assert november.closing_amount == whole.closing_amount
    assert [entry.text for entry in november.entries] == [
        "Invoice INV-2026-000007",
        "Invoice INV-2026-000008",
        "Invoice INV-2026-000009",
        "Payment for INV-2026-000008",
    ]
    with pytest.raises(InvalidInput):
        await queries.statement(finance, client_id, from_on=TODAY, to_on=date(2026, 1, 1))


async def test_reads_are_bounded(finance, frozen_now):
    await _ledger(frozen_now, finance)
    async with counted() as asked:
        await queries.list_invoices(finance)
        await queries.sum_invoices(finance)
    assert len(asked) == 2
    async with counted() as asked:
        await queries.unpaid(finance)
    assert len(asked) == 3
    async with counted() as asked:
        await queries.preview(finance, NOVEMBER)
    assert len(asked) == 5


# --- the link in an e-mail


async def test_a_link_opens_one_invoice_and_no_more(drain, outbox_mail):
    placed = await make_placed(invoice_email="ap@northfold.example")
    invoice = await make_invoice(placed)
    other = await make_placed(council=placed.council, po_number="PO-9")
    await make_week(other, FIRST_WEEK + timedelta(days=21))
    await drain()
    [mail] = await outbox_mail("ap@northfold.example")
    token = mail.secret_link.rsplit("/", 1)[1]
    holder = await queries.actor_for_link(token, invoice.id)
    assert (await queries.get_invoice(holder, invoice.id)).document is not None
    assert [row.number for row in (await queries.list_invoices(holder)).items] == [invoice.number]
    with pytest.raises(NotFound):
        await queries.statement(holder, placed.council.client.id, from_on=TODAY, to_on=TODAY)
    with pytest.raises(Forbidden):
        await service.credit(holder, invoice.id, "x")
    note_id = await service.credit(await make_user(Role.FINANCE), invoice.id, "Wrong")
    with pytest.raises(NotFound):
        await queries.get_invoice(holder, note_id)
    for wrong, invoice_id in ((token, note_id), ("nonsense", invoice.id)):
        with pytest.raises(NotFound):
            await queries.actor_for_link(wrong, invoice_id)


async def test_sending_again_replaces_the_link(finance, drain, outbox_mail):
    invoice = await make_invoice(await make_placed(invoice_email="ap@northfold.example"))
    assert await service.send_again(finance, invoice.id) == 2
    await drain()
    old, new = [mail.secret_link.rsplit("/", 1)[1] for mail in await outbox_mail("ap@northfold.example")]
    with pytest.raises(NotFound):
        await queries.actor_for_link(old, invoice.id)
    assert await queries.actor_for_link(new, invoice.id)
    with pytest.raises(NotFound):
        await service.send_again(finance, UUID(int=1))
