"""Reading invoices, payments and debts: all of them for the office, a council's own for its finance people.

Where the money is follows from payments, credit and the day (`_LEDGER`); it is never stored.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts import queries as accounts
from prime.accounts.permissions import Permission
from prime.billing import rules
from prime.billing.schemas import (
    AgedClient,
    Bucket,
    Debt,
    InvoiceDetail,
    InvoiceStatus,
    InvoiceSummary,
    LateCost,
    LineOut,
    PaymentOut,
    Statement,
    Sums,
    Unpaid,
)
from prime.billing.tables import Invoice, InvoiceKind, InvoiceLine, Payment
from prime.clients import queries as clients
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import InvalidInput, NotFound
from prime.core.money import ZERO
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor
from prime.core.settings import settings
from prime.documents import queries as documents
from prime.reference import queries as reference
from prime.reference.rules import LatePaymentRates, days_late
from prime.reference.schemas import DatedRate

# $1 is today, $2 the organisations whose invoices the actor sees (all where it is null), $3 the one record of a link.
_LEDGER = """
SELECT i.id, i.number, i.kind, i.client AS client_id, c.name AS client_name, i.po_number, i.issued_on, i.due_on,
       i.net_amount, i.vat_amount, i.gross_amount, i.vat_rate, COALESCE(p.paid, 0.00) AS paid_amount,
       CASE WHEN i.kind = 'credit_note' OR n.id IS NOT NULL THEN 0.00 ELSE i.gross_amount - COALESCE(p.paid, 0.00) END AS owed_amount,
       CASE WHEN i.kind = 'credit_note' THEN 'credit_note' WHEN n.id IS NOT NULL THEN 'credited' WHEN p.paid >= i.gross_amount THEN 'paid'
            WHEN i.due_on < $1 THEN 'overdue' WHEN p.paid > 0 THEN 'part_paid' ELSE 'unpaid' END AS status,
       n.id AS credited_by_id, n.number AS credited_by_number
FROM invoice i JOIN client c ON c.id = i.client LEFT JOIN invoice n ON n.credits = i.id
LEFT JOIN LATERAL (SELECT sum(paid_amount) AS paid FROM payment WHERE invoice = i.id) p ON true
WHERE ($2::uuid[] IS NULL OR c.organisation = ANY($2)) AND ($3::uuid IS NULL OR i.id = $3)
"""
_FOUND = f"""
FROM ({_LEDGER}) l
WHERE ($4::text[] IS NULL OR l.status = ANY($4)) AND ($5::uuid[] IS NULL OR l.client_id = ANY($5))
  AND ($6 = '' OR l.number ILIKE '%' || $6 || '%' OR l.po_number ILIKE '%' || $6 || '%')
"""
_LIST = f"""
SELECT l.* {_FOUND} AND ($7::date IS NULL OR (l.issued_on, l.number) < ($7, $8)) ORDER BY l.issued_on DESC, l.number DESC LIMIT $9
"""
_SUMS = f"""
SELECT count(*) AS count, COALESCE(sum(net_amount), 0.00) AS net_amount, COALESCE(sum(vat_amount), 0.00) AS vat_amount,
       COALESCE(sum(gross_amount), 0.00) AS gross_amount, COALESCE(sum(owed_amount), 0.00) AS owed_amount {_FOUND}
"""
_ONE = f"""
SELECT l.*, i.run AS run_id, r.reference AS run_reference, i.seller_name, i.seller_address, i.seller_vat_number, i.seller_company_number,
       i.seller_email, i.bank_name, i.sort_code, i.account_number, i.buyer_name, i.buyer_address, i.period_from, i.period_to,
       i.reason, i.issued_at, i.credits AS credits_id, o.number AS credits_number, o.issued_on AS credits_issued_on
FROM ({_LEDGER}) l JOIN invoice i ON i.id = l.id LEFT JOIN invoice o ON o.id = i.credits LEFT JOIN billing_run r ON r.id = i.run
WHERE l.id = $4
"""
_PAYMENTS = """
SELECT p.id, p.invoice AS invoice_id, p.received_on, p.paid_amount, p.reference, p.reverses, p.reason, p.recorded_at,
       trim(u.first_name || ' ' || u.last_name) AS recorded_by_name, r.id IS NOT NULL AS is_reversed
FROM payment p JOIN app_user u ON u.id = p.recorded_by LEFT JOIN payment r ON r.reverses = p.id
WHERE p.invoice = ANY($1) ORDER BY p.received_on, p.id
"""
_DEBTS = f"SELECT l.* FROM ({_LEDGER}) l WHERE l.owed_amount > 0 ORDER BY l.due_on, l.number"
_MOVEMENTS = """
SELECT m.* FROM (
  SELECT i.issued_on AS on, 0 AS rank, CASE i.kind WHEN 'invoice' THEN 'Invoice ' ELSE 'Credit note ' END || i.number AS text,
         i.id AS invoice_id, i.gross_amount AS amount, i.number FROM invoice i WHERE i.client = $1
  UNION ALL
  SELECT p.received_on, 1, CASE WHEN p.reverses IS NULL THEN 'Payment for ' ELSE 'Reversal of a payment for ' END || i.number,
         i.id, -p.paid_amount, i.number FROM payment p JOIN invoice i ON i.id = p.invoice WHERE i.client = $1
) m WHERE m.on <= $2 ORDER BY m.on, m.rank, m.number
"""
# What LIKE would read as a pattern, taken literally.
_LITERAL = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def _scope(actor: Actor) -> tuple[date, list[UUID] | None, UUID | None]:
    sees_all = actor.can(Permission.CLIENTS_READ)
    return clock.today(), None if sees_all else list(actor.organisation_ids), actor.record_id


def _summary(row: asyncpg.Record) -> InvoiceSummary:
    return InvoiceSummary(**{name: row[name] for name in InvoiceSummary.__struct_fields__} | _named(row))


def _named(row: asyncpg.Record) -> dict[str, Any]:
    return {"kind": InvoiceKind(row["kind"]), "status": InvoiceStatus(row["status"])}


# --- invoices


async def list_invoices(
    actor: Actor,
    *,
    statuses: Collection[InvoiceStatus] = (),
    client_ids: Collection[UUID] = (),
    search: str = "",
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[InvoiceSummary]:
    """Invoices and credit notes, newest first, by status, council and part of a number or PO number.

    Raises:
        Forbidden: the actor reads no invoices.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.INVOICES_READ)
    issued_on, number = _after(cursor)
    rows = await fetch(_LIST, *_scope(actor), *_wanted(statuses, client_ids, search), issued_on, number, size + 1)
    return cut([_summary(row) for row in rows], size, "issued_on", "number")


async def sum_invoices(actor: Actor, *, statuses: Collection[InvoiceStatus] = (), client_ids: Collection[UUID] = (), search: str = "") -> Sums:
    """Everything that `list_invoices` holds on all its pages, added up; raises as it does."""
    actor.require(Permission.INVOICES_READ)
    return Sums(**(await fetch(_SUMS, *_scope(actor), *_wanted(statuses, client_ids, search)))[0])


def _wanted(statuses: Collection[InvoiceStatus], client_ids: Collection[UUID], search: str) -> tuple[list[str] | None, list[UUID] | None, str]:
    return [status.value for status in statuses] or None, list(client_ids) or None, search.strip().translate(_LITERAL)


def _after(cursor: str) -> tuple[date | None, str]:
    if not cursor:
        return None, ""
    issued_on, number = decode_cursor(cursor, 2)
    try:
        return date.fromisoformat(issued_on), number
    except ValueError:
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None


async def get_invoice(actor: Actor, invoice_id: UUID) -> InvoiceDetail:
    """An invoice or credit note with its lines, payments and PDF.

    Raises:
        Forbidden: the actor reads no invoices.
        NotFound: there is none, or it is another council's.
    """
    actor.require(Permission.INVOICES_READ)
    rows = await fetch(_ONE, *_scope(actor), invoice_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    lines = await InvoiceLine.objects().where(InvoiceLine.invoice == invoice_id).order_by(InvoiceLine.position)
    payments = await _payments([invoice_id])
    papers = await documents.list_documents(actor, subject_ids=[invoice_id])
    late = None
    if row["status"] == InvoiceStatus.OVERDUE:
        late = _late_cost(row, payments, await reference.list_rates())
    return InvoiceDetail(
        **row | _named(rows[0]),
        lines=[_line(line) for line in lines],
        payments=payments,
        document=papers[0] if papers else None,
        days_late=days_late(row["due_on"], clock.today()) if row["owed_amount"] else 0,
        late=late,
    )


def _line(row: InvoiceLine) -> LineOut:
    values = {name: getattr(row, name) for name in LineOut.__struct_fields__ if name not in {"timesheet_id", "placement_id"}}
    return LineOut(timesheet_id=row.timesheet, placement_id=row.placement, **values)


async def _payments(invoice_ids: Collection[UUID]) -> list[PaymentOut]:
    return [PaymentOut(**row) for row in await fetch(_PAYMENTS, list(invoice_ids))]


async def actor_for_link(token: str, invoice_id: UUID, *, ip: str = "", request_id: str = "") -> Actor:
    """Whoever follows the link of an e-mail: may read the one invoice, as its council does.

    Raises:
        NotFound: the link has expired, was replaced, or is for another invoice.
    """
    actor = await accounts.actor_for_link(token, ip=ip, request_id=request_id)
    if actor is None or not actor.can(Permission.INVOICES_READ) or actor.record_id != invoice_id:
        raise NotFound
    rows = await fetch("SELECT c.organisation FROM invoice i JOIN client c ON c.id = i.client WHERE i.id = $1", invoice_id)
    return msgspec.structs.replace(actor, organisation_ids=frozenset(row["organisation"] for row in rows))


# --- rows that commands hold


async def lock_invoice(invoice_id: UUID) -> Invoice:
    """An invoice, locked to the end of the transaction, so that payment and credit wait for each other.

    Raises:
        NotFound: there is none.
    """
    row = await Invoice.objects().where(Invoice.id == invoice_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def get_payment(payment_id: UUID) -> Payment:
    """A payment; raises as `lock_invoice`."""
    row = await Payment.objects().where(Payment.id == payment_id).first()
    if row is None:
        raise NotFound
    return row


async def is_reversed(payment_id: UUID) -> bool:
    """Whether a reversal names the payment."""
    found: bool = await Payment.exists().where(Payment.reverses == payment_id)
    return found


async def number_of(invoice_id: UUID) -> str:
    """The number of an invoice; raises as `lock_invoice`."""
    row = await Invoice.select(Invoice.number).where(Invoice.id == invoice_id).first()
    if row is None:
        raise NotFound
    return str(row["number"])


async def list_lines(invoice_id: UUID) -> list[InvoiceLine]:
    """The lines of an invoice in their order."""
    rows: list[InvoiceLine] = await InvoiceLine.objects().where(InvoiceLine.invoice == invoice_id).order_by(InvoiceLine.position)
    return rows


# --- what is owed


async def unpaid(actor: Actor) -> Unpaid:
    """Everything owed today, by lateness and by council; three queries, however much that is.

    Raises:
        Forbidden: the actor reads no invoices.
    """
    actor.require(Permission.INVOICES_READ)
    today = clock.today()
    rows = await fetch(_DEBTS, *_scope(actor))
    late = [row for row in rows if row["due_on"] < today]
    paid: dict[UUID, list[PaymentOut]] = {}
    for payment in await _payments([row["id"] for row in late]) if late else ():
        paid.setdefault(payment.invoice_id, []).append(payment)
    rates = await reference.list_rates() if late else []
    costs = {row["id"]: _late_cost(dict(row), paid.get(row["id"], []), rates) for row in late}
    debts = [_debt(row, today, costs.get(row["id"])) for row in rows]
    return Unpaid(
        on=today,
        debts=debts,
        clients=_by_client(debts),
        buckets=rules.aged((debt.bucket, debt.owed_amount) for debt in debts),
        owed_amount=sum((debt.owed_amount for debt in debts), ZERO),
        overdue_amount=sum((debt.owed_amount for debt in debts if debt.bucket is not Bucket.NOT_DUE), ZERO),
        is_late_rate_missing=any(cost is None for cost in costs.values()),
    )


def _debt(row: asyncpg.Record, today: date, late: LateCost | None) -> Debt:
    names = set(Debt.__struct_fields__) - {"days_late", "bucket", "late", "status"}
    return Debt(
        **{name: row[name] for name in names},
        status=InvoiceStatus(row["status"]),
        days_late=days_late(row["due_on"], today),
        bucket=rules.bucket(row["due_on"], today),
        late=late,
    )


def _by_client(debts: list[Debt]) -> list[AgedClient]:
    held: dict[tuple[str, UUID], list[Debt]] = {}
    for debt in debts:
        held.setdefault((debt.client_name, debt.client_id), []).append(debt)
    return [
        AgedClient(
            client_id=client_id,
            client_name=name,
            buckets=rules.aged((debt.bucket, debt.owed_amount) for debt in own),
            owed_amount=sum((debt.owed_amount for debt in own), ZERO),
        )
        for (name, client_id), own in sorted(held.items())
    ]


def _late_cost(row: dict[str, Any], payments: list[PaymentOut], rates: list[DatedRate]) -> LateCost | None:
    """None where a rate of the day on which interest started has not been entered: a guess would be a wrong claim."""
    found: LatePaymentRates | None = rules.late_rates(rates, row["due_on"], is_production=settings().is_production)
    if found is None:
        return None
    paid: list[tuple[date, Decimal]] = [(payment.received_on, payment.paid_amount) for payment in payments]
    cost = rules.late_cost(row["gross_amount"], paid, row["due_on"], clock.today(), found)
    return LateCost(days=cost.days, rate=cost.rate, interest_amount=cost.interest_amount, fixed_amount=cost.fixed_amount)


async def statement(actor: Actor, client_id: UUID, *, from_on: date, to_on: date) -> Statement:
    """What passed between us and a council, with the balance after each line.

    Raises:
        Forbidden: the actor reads no invoices.
        NotFound: there is no such council, or it is not the actor's own.
        InvalidInput: the days are out of order.
    """
    actor.require(Permission.INVOICES_READ)
    actor.require_record(client_id)
    client = await clients.get_client(actor, client_id)
    if to_on < from_on:
        raise InvalidInput.field("to", "Last day must be on or after the first day")
    rows = await fetch(_MOVEMENTS, client_id, to_on)
    opening = sum((row["amount"] for row in rows if row["on"] < from_on), ZERO)
    entries = rules.balances(opening, ((row["on"], row["text"], row["invoice_id"], row["amount"]) for row in rows if row["on"] >= from_on))
    return Statement(
        client_id=client_id,
        client_name=client.name,
        from_on=from_on,
        to_on=to_on,
        opening_amount=opening,
        entries=entries,
        closing_amount=entries[-1].balance if entries else opening,
    )
