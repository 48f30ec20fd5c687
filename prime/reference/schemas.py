"""What reading the reference data gives: plain values with their source; the JSON API sends them as they are."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from prime.reference.tables import AgencyJobType, AreaLevel, Division, Measure, OfstedGrade, RateKind, Symbol, Unit


class DatedRate(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One row of a kind of rate; `effective_to` is the last day, or empty until further notice."""

    kind: RateKind
    title: str
    unit: Unit
    band_from: Decimal
    value: Decimal
    effective_from: date
    effective_to: date | None
    source: str
    note: str
    is_confirmed: bool
    is_demonstration: bool


class DatedPayPoint(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The yearly salary of one pay point, as dated by its award."""

    scale: str
    point: int
    annual_amount: Decimal
    effective_from: date
    effective_to: date | None
    source: str
    note: str
    is_confirmed: bool


class DatedPriceCap(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The most that a region pays for an agency hour of one job type."""

    region_code: str
    job_type: AgencyJobType
    hourly_amount: Decimal
    effective_from: date
    effective_to: date | None
    source: str
    is_demonstration: bool


class Figure(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A published figure: a value, or the symbol printed in its place."""

    measure: Measure
    year: int
    value: Decimal | None
    symbol: Symbol | None


class AuthorityDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An authority with its published figures by measure; a measure that is absent was not published."""

    id: UUID
    gss_code: str
    dfe_code: str
    name: str
    authority_type: str
    region_code: str
    region: str
    london_subregion: str
    joint_return: str
    delivery_body: str
    ofsted_grade: OfstedGrade | None
    ofsted_inspected_on: date | None
    ofsted_as_at: date | None
    source: str
    figures: dict[Measure, Figure] = {}


class Region(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A region of England, by its ONS code."""

    code: str
    name: str


class BenchmarkYear(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One year of a national or regional series; rates are per cent."""

    area_code: str
    area: str
    level: AreaLevel
    year: int
    inpost_fte: Decimal
    leavers_fte: Decimal
    turnover_rate: Decimal
    agency_fte: Decimal
    agency_rate: Decimal
    agency_cover_rate: Decimal
    vacancy_fte: Decimal
    vacancy_rate: Decimal
    case_holders_fte: Decimal
    cases: int
    caseload: Decimal
    absence_rate: Decimal
    source: str


class Holiday(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A published bank holiday of one division."""

    division: Division
    held_on: date
    title: str
    notes: str
    source: str


class GradeDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A step of the role ladder; a band that is not known is empty."""

    id: UUID
    code: str
    title: str
    level: int
    dfe_role: str
    agency_job_type: AgencyJobType | None
    scale: str
    scp_from: int | None
    scp_to: int | None
    note: str
    is_confirmed: bool


class Term(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One word of a closed list: a skill or a kind of team."""

    id: UUID
    code: str
    title: str
