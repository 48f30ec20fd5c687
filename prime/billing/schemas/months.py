"""A month before it is billed, and the run that bills it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec

from prime.billing.tables import RunStatus, ShareStatus
from prime.reference.rules import line_net


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


class OfAWeek:
    """What has a Monday has a Sunday."""

    __slots__ = ()
    week_starts_on: date

    @property
    def week_ends_on(self) -> date:
        """The Sunday, by which councils name a week."""
        return self.week_starts_on + timedelta(days=6)


class Week(msgspec.Struct, OfAWeek, frozen=True, kw_only=True, rename="camel"):
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


class Gap(msgspec.Struct, OfAWeek, frozen=True, kw_only=True, rename="camel"):
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
