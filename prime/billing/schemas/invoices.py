"""Invoices and credit notes, and what is owed on them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec

from prime.billing.schemas.months import OfAWeek
from prime.billing.tables import InvoiceKind
from prime.documents.schemas import DocumentOut


class InvoiceStatus(StrEnum):
    """Where the money is; derived from payments, credit and the day, never stored."""

    UNPAID = "unpaid"
    PART_PAID = "part_paid"
    OVERDUE = "overdue"
    PAID = "paid"
    CREDITED = "credited"
    CREDIT_NOTE = "credit_note"

    @property
    def label(self) -> str:
        """The status in words."""
        return self.value.replace("_", " ").capitalize()

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return {"unpaid": "blue", "part_paid": "yellow", "overdue": "red", "paid": "green"}.get(self.value, "grey")


class InvoiceSummary(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An invoice or credit note as lists show one."""

    id: UUID
    number: str
    kind: InvoiceKind
    status: InvoiceStatus
    client_id: UUID
    client_name: str
    po_number: str
    issued_on: date
    due_on: date | None
    net_amount: Decimal
    vat_amount: Decimal
    gross_amount: Decimal
    paid_amount: Decimal
    owed_amount: Decimal


class Sums(msgspec.Struct, frozen=True, rename="camel"):
    """A whole list added up, all its pages."""

    count: int
    net_amount: Decimal
    vat_amount: Decimal
    gross_amount: Decimal
    owed_amount: Decimal


class LineOut(msgspec.Struct, OfAWeek, frozen=True, kw_only=True, rename="camel"):
    """One week on an invoice, and why it is there."""

    position: int
    timesheet_id: UUID
    placement_id: UUID
    week_starts_on: date
    worker_name: str
    role_title: str
    team_name: str
    timesheet_reference: str
    placement_reference: str
    approved_by_name: str
    approved_at: datetime
    hours: Decimal
    hourly_amount: Decimal
    net_amount: Decimal


class PaymentOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Money received, or a reversal of it."""

    id: UUID
    invoice_id: UUID
    received_on: date
    paid_amount: Decimal
    reference: str
    reverses: UUID | None
    reason: str
    is_reversed: bool
    recorded_by_name: str
    recorded_at: datetime


class LateCost(msgspec.Struct, frozen=True, rename="camel"):
    """What lateness has cost so far, outside the scope of VAT; a claim needs an invoice of its own."""

    days: int
    rate: Decimal
    interest_amount: Decimal
    fixed_amount: Decimal


class InvoiceDetail(InvoiceSummary, frozen=True, kw_only=True, rename="camel"):
    """Everything that was issued, and what has happened since."""

    run_id: UUID | None
    run_reference: str | None
    seller_name: str
    seller_address: str
    seller_vat_number: str
    seller_company_number: str
    seller_email: str
    bank_name: str
    sort_code: str
    account_number: str
    buyer_name: str
    buyer_address: str
    period_from: date
    period_to: date
    vat_rate: Decimal
    reason: str
    issued_at: datetime
    credited_by_id: UUID | None
    credited_by_number: str | None
    credits_id: UUID | None
    credits_number: str | None
    credits_issued_on: date | None
    lines: Sequence[LineOut]
    payments: Sequence[PaymentOut]
    document: DocumentOut | None
    days_late: int
    late: LateCost | None


class Bucket(StrEnum):
    """How late a debt is, in the bands of credit control."""

    NOT_DUE = "not_due"
    TO_30 = "to_30"
    TO_60 = "to_60"
    TO_90 = "to_90"
    OVER_90 = "over_90"

    @property
    def label(self) -> str:
        """The band in words."""
        return {
            "not_due": "Not due yet",
            "to_30": "1 to 30 days late",
            "to_60": "31 to 60 days late",
            "to_90": "61 to 90 days late",
            "over_90": "Over 90 days late",
        }[self.value]


class Debt(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An invoice on which money is owed."""

    id: UUID
    number: str
    status: InvoiceStatus
    client_id: UUID
    client_name: str
    po_number: str
    issued_on: date
    due_on: date
    gross_amount: Decimal
    owed_amount: Decimal
    days_late: int
    bucket: Bucket
    late: LateCost | None


class AgedClient(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What one council owes, by lateness."""

    client_id: UUID
    client_name: str
    buckets: dict[Bucket, Decimal]
    owed_amount: Decimal


class Unpaid(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Everything owed on a day, oldest first, and the same by council and lateness."""

    on: date
    debts: Sequence[Debt]
    clients: Sequence[AgedClient]
    buckets: dict[Bucket, Decimal]
    owed_amount: Decimal
    overdue_amount: Decimal
    is_late_rate_missing: bool


class Entry(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One line of a statement: an invoice adds to the balance, a credit note or a payment takes away."""

    on: date
    text: str
    invoice_id: UUID
    amount: Decimal
    balance: Decimal


class Statement(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What passed between us and a council from a day to a day."""

    client_id: UUID
    client_name: str
    from_on: date
    to_on: date
    opening_amount: Decimal
    entries: Sequence[Entry]
    closing_amount: Decimal


class SellerOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What invoices say about us from a day on."""

    id: UUID
    name: str
    address: str
    vat_number: str
    company_number: str
    email: str
    bank_name: str
    sort_code: str
    account_number: str
    effective_from: date
    is_demonstration: bool
