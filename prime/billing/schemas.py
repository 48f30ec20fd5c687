"""What reading billing gives, and the JSON bodies of the API."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.billing.tables import InvoiceKind, RunStatus, ShareStatus
from prime.documents.schemas import DocumentOut
from prime.reference.rules import line_net

# --- a month before it is billed


class Flag(StrEnum):
    """What somebody should look at before a week is billed."""

    NO_PO = "no_po"
    LONG_WEEK = "long_week"
    NEW_RATE = "new_rate"
    CREDITED = "credited"

    @property
    def label(self) -> str:
        """The flag in words."""
        return {"no_po": "No PO number", "long_week": "Over 60 hours", "new_rate": "New rate", "credited": "Credited before"}[self.value]


class _OfAWeek:
    """What has a Monday has a Sunday."""

    __slots__ = ()
    week_starts_on: date

    @property
    def week_ends_on(self) -> date:
        """The Sunday, by which councils name a week."""
        return self.week_starts_on + timedelta(days=6)


class Week(msgspec.Struct, _OfAWeek, frozen=True, kw_only=True, rename="camel"):
    """An approved week of a placement that stands on no invoice."""

    timesheet_id: UUID
    timesheet_reference: str
    placement_id: UUID
    placement_reference: str
    client_id: UUID
    client_name: str
    is_po_required: bool
    po_number: str
    team_name: str
    worker_name: str
    role_title: str
    week_starts_on: date
    hours: Decimal
    hourly_amount: Decimal
    approved_by_name: str
    approved_at: datetime
    last_hourly_amount: Decimal | None = None
    credited_number: str = ""
    exclusion_id: UUID | None = None
    exclusion_reason: str = ""

    @property
    def net_amount(self) -> Decimal:
        """The amount of its line: hours times rate, rounded once (EN 16931, BR-CO-10)."""
        return line_net(self.hours, self.hourly_amount)


class Totals(msgspec.Struct, frozen=True, rename="camel"):
    """Net, VAT at one rate, and both together."""

    net_amount: Decimal
    vat_rate: Decimal
    vat_amount: Decimal
    gross_amount: Decimal


class Group(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The weeks that one invoice will hold: of one client, under one PO number."""

    client_id: UUID
    client_name: str
    po_number: str
    weeks: Sequence[Week]
    totals: Totals

    @property
    def hours(self) -> Decimal:
        """All hours together."""
        return sum((week.hours for week in self.weeks), Decimal(0))


class Gap(msgspec.Struct, _OfAWeek, frozen=True, kw_only=True, rename="camel"):
    """A week of the month that nobody has approved: `state` is draft, submitted, queried or missing."""

    placement_id: UUID
    timesheet_id: UUID | None
    client_name: str
    worker_name: str
    week_starts_on: date
    state: str


class Preview(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a run of the month would bill, what it would leave out, what is missing, and what stands in its way."""

    month: date
    until: date
    has_ended: bool
    run_id: UUID | None
    groups: Sequence[Group]
    left_out: Sequence[Week]
    gaps: Sequence[Gap]
    obstacles: Sequence[str]
    net_amount: Decimal
    vat_amount: Decimal
    gross_amount: Decimal

    @property
    def week_count(self) -> int:
        """How many weeks it would bill."""
        return sum(len(group.weeks) for group in self.groups)


# --- a run


class ShareOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One client's part of a run, and the invoice that came of it."""

    id: UUID
    client_id: UUID
    client_name: str
    po_number: str
    status: ShareStatus
    detail: str
    is_queued: bool
    invoice_id: UUID | None
    invoice_number: str | None
    gross_amount: Decimal | None
    document_id: UUID | None
    document_status: str | None


class RunOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A run and how far it is, counted from committed rows."""

    id: UUID
    reference: str
    month: date
    status: RunStatus
    started_by_name: str
    started_at: datetime
    finished_at: datetime | None
    share_count: int
    settled_count: int
    failed_count: int
    invoice_count: int
    gross_amount: Decimal

    @property
    def is_done(self) -> bool:
        """Whether every part is settled."""
        return self.status is RunStatus.DONE


class RunDetail(RunOut, frozen=True, kw_only=True, rename="camel"):
    """A run with its parts."""

    shares: Sequence[ShareOut]

    @property
    def pdf_count(self) -> int:
        """How many PDFs are there."""
        return sum(share.document_status == "ready" for share in self.shares)

    @property
    def is_moving(self) -> bool:
        """Whether a part, or the PDF of one, is still on its way."""
        return not self.is_done or any(share.document_status == "waiting" for share in self.shares)


# --- invoices


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


class LineOut(msgspec.Struct, _OfAWeek, frozen=True, kw_only=True, rename="camel"):
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


# --- what is owed


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


# --- JSON bodies

_Reason = Annotated[str, Meta(min_length=1, max_length=500)]


class StartRun(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The month, like `2026-11`, and what its preview promised; a preview that has changed since is refused."""

    month: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}$")]
    expected_weeks: int | None = None
    expected_net_amount: Decimal | None = None


class Exclude(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A week to be left out, and why."""

    timesheet_id: UUID
    reason: _Reason


class ReasonIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Why."""

    reason: _Reason


class NewPayment(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Money as the bank statement shows it."""

    received_on: date
    amount: Decimal
    reference: Annotated[str, Meta(max_length=60)] = ""


class NewSeller(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What invoices are to say about us from a day on."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    address: Annotated[str, Meta(min_length=1, max_length=1000)]
    vat_number: str
    company_number: Annotated[str, Meta(max_length=16)] = ""
    email: Annotated[str, Meta(max_length=254)]
    bank_name: Annotated[str, Meta(min_length=1, max_length=120)]
    sort_code: str
    account_number: str
    effective_from: date


class Created(msgspec.Struct, rename="camel"):
    """The id of what was made."""

    id: UUID
