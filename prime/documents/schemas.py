"""The facts that each kind of document is made from, and the JSON answers of this module.

A context is frozen as JSON when the document is ordered and never changes: dates are ISO 8601, money and
quantities are decimal strings. Free text is plain text; line breaks are kept where a template says so.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.core.money import ZERO, pounds
from prime.documents.tables import DocumentKind, DocumentStatus

Line = Annotated[str, Meta(max_length=200)]
Paragraph = Annotated[str, Meta(max_length=4000)]
Lines = Annotated[list[Line], Meta(max_length=10)]
# Layout costs about 15 ms a line: 500 lines stay inside the limits of the renderer.
MAX_LINES = 500


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of facts; an unknown, missing or overlong one is refused when the document is ordered."""


class Company(Facts, frozen=True, kw_only=True):
    """The issuer, as it must appear on its letters (Companies Act 2006 s.82; VAT Regulations 1995 reg 14)."""

    name: Line
    address: Lines
    company_number: Line
    email: Line
    telephone: Line = ""
    vat_number: Line = ""


class Party(Facts, frozen=True, kw_only=True):
    """The other side: a person or an organisation with a postal address."""

    name: Line
    address: Lines = []
    contact: Line = ""
    email: Line = ""


class Signatory(Facts, frozen=True, kw_only=True):
    """Who signs for the issuer."""

    name: Line
    position: Line
    signed_on: date


class Acceptance(Facts, frozen=True, kw_only=True):
    """An electronic acceptance: the name as typed, when, and from which network address."""

    name: Line
    position: Line = ""
    accepted_at: datetime
    ip: Line


# --- employment contract and offer -------------------------------------------------------------------


class EmploymentTerms(Facts, frozen=True, kw_only=True):
    """The employer's standard terms on a date; `prime.documents.terms` holds the dated editions."""

    edition: Line
    leave_days: Decimal
    leave_days_after_five_years: Decimal
    extra_statutory_days: Decimal
    leave_year_starts: Line
    sick_pay: list[tuple[Line, Line, Line]]
    pension: Paragraph
    other_paid_leave: Paragraph
    other_benefits: Paragraph
    training_entitlement: Paragraph
    mandatory_training: Paragraph
    employer_notice: Paragraph
    employee_notice: Paragraph
    probation_notice: Paragraph
    collective_agreements: Paragraph
    disciplinary_contact: Line
    grievance_contact: Line
    recognised_unions: list[Line] = []
    # The statement of trade union rights (Employment Rights Act 2025) is printed from this day on.
    union_statement_from: date | None = None


class PlacementSchedule(Facts, frozen=True, kw_only=True):
    """How placements with client councils work for this employee, and the first one where it is known."""

    base: Line
    mobility: Paragraph
    supervision: Paragraph
    travel: Paragraph
    equipment: Paragraph
    between_placements: Paragraph
    exclusions: Annotated[list[Line], Meta(max_length=20)] = []
    first_client: Line = ""
    first_team: Line = ""
    first_starts_on: date | None = None


class EmploymentContract(Facts, frozen=True, kw_only=True):
    """Everything a written statement needs (Employment Rights Act 1996 s.1; domain.md section 4)."""

    reference: Line = ""
    dated_on: date
    employer: Company
    employee: Party
    job_title: Line
    job_description: Paragraph
    grade: Line = ""
    registration_number: Line = ""
    starts_on: date
    continuous_from: date
    redundancy_continuity_from: date | None = None
    local_government_from: date | None = None
    ends_on: date | None = None
    fixed_term_reason: Paragraph = ""
    salary_amount: Decimal
    pay_point: Line = ""
    pay_interval: Line = "monthly"
    pay_day: Line = "the last working day of each month"
    weekly_hours: Decimal
    full_time_hours: Decimal = Decimal(37)
    working_days: Line = "Monday to Friday"
    hours_variation: Paragraph
    place_of_work: Line
    line_manager: Line
    probation_months: int = 6
    probation_ends_on: date | None = None
    terms: EmploymentTerms
    schedule: PlacementSchedule
    signatory: Signatory
    acceptance: Acceptance | None = None


class OfferLetter(Facts, frozen=True, kw_only=True):
    """An offer of employment, subject to the checks it lists."""

    reference: Line = ""
    dated_on: date
    employer: Company
    candidate: Party
    job_title: Line
    grade: Line = ""
    salary_amount: Decimal
    pay_point: Line = ""
    weekly_hours: Decimal
    full_time_hours: Decimal = Decimal(37)
    starts_on: date
    place_of_work: Line
    line_manager: Line = ""
    probation_months: int = 6
    leave_days: Decimal
    pension: Line
    conditions: Annotated[list[Line], Meta(max_length=20)]
    expires_at: datetime
    accept_at_url: Line = ""
    contact: Party
    signatory: Signatory


# --- placement agreement -----------------------------------------------------------------------------


class CheckConfirmation(Facts, frozen=True, kw_only=True):
    """One pre-employment check that the supplier confirms to the client, without its content."""

    name: Line
    completed_on: date
    detail: Line = ""
    expires_on: date | None = None


class PlacementAgreement(Facts, frozen=True, kw_only=True):
    """The terms on which one worker is placed with one client."""

    reference: Line = ""
    dated_on: date
    supplier: Company
    client: Party
    request_reference: Line = ""
    purchase_order: Line = ""
    worker: Line
    registration_number: Line
    role: Line
    job_type: Line
    team: Line
    place_of_work: Line
    starts_on: date
    ends_on: date
    fte: Decimal
    weekly_hours: Decimal
    working_days: Line = "Monday to Friday"
    hourly_rate_amount: Decimal
    vat_percent: Decimal
    expenses: Paragraph
    client_supervisor: Line
    supplier_manager: Line
    notice_days: int
    extended_hire_weeks: int
    transfer_fee_percent: Decimal
    comparator: Paragraph
    payment_days: int = 30
    over_cap_approved_by: Annotated[list[Line], Meta(max_length=4)] = []
    # False only where AfC itself reports to the DfE for the council (domain.md section 0).
    client_reports_as_agency: bool = True
    checks: Annotated[list[CheckConfirmation], Meta(max_length=20)]
    signatory: Signatory
    acceptance: Acceptance | None = None


# --- invoice and credit note -------------------------------------------------------------------------


class BankAccount(Facts, frozen=True, kw_only=True):
    """Where the money goes."""

    name: Line
    sort_code: Line
    number: Line


class InvoiceLine(Facts, frozen=True, kw_only=True):
    """One supply: its quantity at a unit price, without VAT."""

    ends_on: date
    description: Line
    detail: Line = ""
    quantity: Decimal
    unit: Line = "hours"
    unit_amount: Decimal
    net_amount: Decimal
    vat_percent: Decimal


class VatLine(Facts, frozen=True, kw_only=True):
    """The tax of one rate, computed once on the sum of its net lines (EN 16931 BR-CO-17)."""

    label: Line
    percent: Decimal
    net_amount: Decimal
    vat_amount: Decimal


class Invoice(Facts, frozen=True, kw_only=True):
    """Everything a VAT invoice must show (VAT Regulations 1995 reg 14; domain.md section 7)."""

    reference: Line
    issued_on: date
    tax_point_on: date
    due_on: date
    period_starts_on: date
    period_ends_on: date
    seller: Company
    buyer: Party
    purchase_order: Line = ""
    buyer_reference: Line = ""
    lines: Annotated[list[InvoiceLine], Meta(min_length=1, max_length=MAX_LINES)]
    vat: Annotated[list[VatLine], Meta(min_length=1, max_length=10)]
    net_amount: Decimal
    vat_amount: Decimal
    gross_amount: Decimal
    bank: BankAccount
    payment_days: int = 30
    cash_discount_percent: Decimal = ZERO
    note: Paragraph = ""

    def __post_init__(self) -> None:
        """Refuse sums that disagree."""
        _check_sums(self)


class CreditNote(Facts, frozen=True, kw_only=True):
    """A credit against one issued invoice (VAT Regulations 1995 reg 15C); amounts are positive."""

    reference: Line
    issued_on: date
    tax_point_on: date
    invoice_reference: Line
    invoice_issued_on: date
    reason: Paragraph
    seller: Company
    buyer: Party
    purchase_order: Line = ""
    buyer_reference: Line = ""
    lines: Annotated[list[InvoiceLine], Meta(min_length=1, max_length=MAX_LINES)]
    vat: Annotated[list[VatLine], Meta(min_length=1, max_length=10)]
    net_amount: Decimal
    vat_amount: Decimal
    gross_amount: Decimal
    note: Paragraph = ""

    def __post_init__(self) -> None:
        """Refuse sums that disagree."""
        _check_sums(self)


def _check_sums(paper: Invoice | CreditNote) -> None:
    """A paper whose totals disagree with its lines is never printed."""
    if any(line.net_amount != pounds(line.quantity * line.unit_amount) for line in paper.lines):
        raise ValueError("A line is not its quantity times its unit price.")
    if sum(line.net_amount for line in paper.lines) != paper.net_amount or sum(rate.net_amount for rate in paper.vat) != paper.net_amount:
        raise ValueError("The net total is not the sum of the lines.")
    if any(rate.vat_amount != pounds(rate.net_amount * rate.percent / 100) for rate in paper.vat):
        raise ValueError("The VAT is not its rate times its net total.")
    if sum(rate.vat_amount for rate in paper.vat) != paper.vat_amount or paper.net_amount + paper.vat_amount != paper.gross_amount:
        raise ValueError("The gross total is not net and VAT together.")


Context = EmploymentContract | OfferLetter | PlacementAgreement | Invoice | CreditNote

CONTEXTS: dict[DocumentKind, type[Context]] = {
    DocumentKind.EMPLOYMENT_CONTRACT: EmploymentContract,
    DocumentKind.OFFER_LETTER: OfferLetter,
    DocumentKind.PLACEMENT_AGREEMENT: PlacementAgreement,
    DocumentKind.INVOICE: Invoice,
    DocumentKind.CREDIT_NOTE: CreditNote,
}


_KINDS = {facts: kind for kind, facts in CONTEXTS.items()}


def kind_of(context: Context) -> DocumentKind:
    """The kind of document that these facts make."""
    return _KINDS[type(context)]


def to_json(context: Context) -> dict[str, Any]:
    """The snapshot that is stored: plain JSON values only."""
    snapshot: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(context))
    return snapshot


def from_json(kind: DocumentKind, snapshot: dict[str, Any]) -> Context:
    """The facts behind a stored snapshot.

    Raises:
        msgspec.ValidationError: a fact is missing, unknown, too long, or the sums disagree.
    """
    return msgspec.convert(snapshot, CONTEXTS[kind], strict=False)


class DocumentOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A document as its readers see it; the file's facts are there once it is ready."""

    id: UUID
    reference: str
    kind: DocumentKind
    title: str
    status: DocumentStatus
    status_detail: str
    subject_type: str
    subject_id: UUID
    created_at: datetime
    queued_at: datetime | None
    rendered_at: datetime | None
    filename: str | None
    size: int | None
    sha256: str | None

    @property
    def is_ready(self) -> bool:
        """Whether the PDF can be downloaded."""
        return self.status is DocumentStatus.READY


class ReadyFile(msgspec.Struct, frozen=True):
    """Where the bytes of a ready document lie, and what the file is called."""

    sha256: str
    filename: str
