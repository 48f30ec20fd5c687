"""What reading conversions gives, and the JSON bodies of the API."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.conversions.tables import CaseStage
from prime.reference.rules import OnCostRates
from prime.reference.tables import AgencyJobType, Division

# --- importing


class WorkerRow(msgspec.Struct, frozen=True, kw_only=True):
    """One agency worker as a good row of a CSV gives one; `row` is its number in the file."""

    row: int
    first_name: str
    last_name: str
    email: str
    swe_number: str
    agency: str
    job_type: AgencyJobType
    team: str
    hourly_amount: Decimal
    weekly_hours: Decimal
    started_on: date
    left_on: date | None


class Refusal(msgspec.Struct, frozen=True, rename="camel"):
    """What is wrong with one cell: row and column as a spreadsheet shows them."""

    row: int
    column: str
    detail: str


class ImportOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One import: what came in, what did not and why; `rows_refused` counts rows, of which one may have several faults."""

    id: UUID
    client_id: UUID
    client: str
    filename: str
    rows_total: int
    rows_new: int
    rows_changed: int
    rows_same: int
    rows_refused: int
    refusals: list[Refusal]
    imported_by: str
    imported_at: datetime


# --- what a conversion saves


class CaseTerms(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The full-time salary, what the agency's contract says about a fee, and the first day as an employee."""

    annual_amount: Decimal
    fee_amount: Decimal = Decimal(0)
    has_extended_hire_option: bool | None = None
    engaged_on: date | None = None


class SavingRates(msgspec.Struct, frozen=True, kw_only=True):
    """Everything dated that a saving is made from."""

    on_costs: OnCostRates
    full_time_hours: Decimal
    weekdays: int
    bank_holidays: int
    annual_leave_days: Decimal
    sickness_days: Decimal


class Source(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One input of a saving, with the dated row that it comes from."""

    name: str
    value: str
    applies: str
    source: str
    note: str = ""
    is_confirmed: bool = True
    is_demonstration: bool = False


class Step(msgspec.Struct, frozen=True, rename="camel"):
    """One line of the calculation."""

    name: str
    how: str
    result: str


class FeeFinding(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the agency's fee amounts to, and from which day none would be due."""

    contract_amount: Decimal
    counted_amount: Decimal
    why: str
    relevant_ends_on: date
    free_from: date


class Saving(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The outcome of the comparison and its lines."""

    weekly_hours: Decimal
    days: Decimal
    agency_amount: Decimal
    permanent_amount: Decimal
    fee_amount: Decimal
    yearly_amount: Decimal
    first_year_amount: Decimal
    payback_weeks: Decimal | None
    hourly_amount: Decimal | None
    steps: list[Step]


class Workings(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Why a saving is what it is, as reckoned on a day; kept with the case."""

    reckoned_on: date
    year: str
    hourly_amount: Decimal
    terms: CaseTerms
    saving: Saving
    fee: FeeFinding
    sources: list[Source]


# --- workers and cases


class WorkerOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An agency worker with the newest case, if there is one."""

    id: UUID
    client_id: UUID
    client: str
    first_name: str
    last_name: str
    email: str
    swe_number: str
    agency: str
    job_type: AgencyJobType
    team: str
    hourly_amount: Decimal
    weekly_hours: Decimal
    started_on: date
    left_on: date | None
    case_id: UUID | None
    case_reference: str | None
    case_stage: CaseStage | None
    saving_amount: Decimal | None
    region_code: str
    division: Division
    is_estimate: bool = False
    sort_name: str = ""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def has_live_case(self) -> bool:
        """Whether a case of theirs is under way."""
        return self.case_stage is not None and self.case_stage not in {CaseStage.CONVERTED, CaseStage.CLOSED}


class CaseSummary(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A case as lists show one."""

    id: UUID
    reference: str
    worker: str
    client_id: UUID
    client: str
    employer: str
    lowers_agency_share: bool
    grade: str
    stage: CaseStage
    stage_entered_at: datetime
    saving_amount: Decimal


class CaseDetail(CaseSummary, frozen=True, kw_only=True, rename="camel"):
    """A case with its workings and what has become of the application."""

    worker_id: UUID
    worker_email: str
    employer_id: UUID
    grade_id: UUID
    annual_amount: Decimal
    agency_cost_amount: Decimal
    permanent_cost_amount: Decimal
    fee_amount: Decimal
    workings: Workings
    application_id: UUID | None
    application_reference: str | None
    application_stage: str | None
    closed_reason: str
    opened_by: str
    opened_at: datetime
    ended_at: datetime | None


class Employer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Who may employ a converted worker, and whether that lowers the council's agency share."""

    id: UUID
    name: str
    lowers_agency_share: bool


class FunnelStep(msgspec.Struct, frozen=True, rename="camel"):
    """How many came as far as this."""

    name: str
    count: int


class Funnel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many workers came how far, and the first-year savings of those who are permanent and of the live cases."""

    steps: list[FunnelStep]
    closed: int
    saved_amount: Decimal
    expected_amount: Decimal


# --- JSON bodies


class NewImport(msgspec.Struct, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A CSV as text, or as Base64 where it is not UTF-8."""

    client_id: UUID
    filename: Annotated[str, Meta(min_length=1, max_length=200)] = "workers.csv"
    content: str = ""
    content_base64: bytes = b""


class NewCase(CaseTerms, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Who is to employ a worker, in which grade, on what terms."""

    worker_id: UUID
    employer_id: UUID
    grade_id: UUID


class StartApplication(msgspec.Struct, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The conversion role that the worker applies for, and how to reach them where the list did not say."""

    vacancy_id: UUID
    email: str = ""
    phone: str = ""
    postcode: str = ""


class Closing(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """Why a case is closed."""

    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class Created(msgspec.Struct, rename="camel"):
    """The id of what was made."""

    id: UUID
