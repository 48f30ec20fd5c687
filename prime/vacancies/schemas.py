"""Vacancies as JSON and pages show them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, NotRequired, TypedDict
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.vacancies.tables import KIT, LARGEST_PANEL, PANEL_ACCREDITED, PANEL_SIZE, VacancyKind, VacancyStatus


class OpenRole(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What anybody may read about a role."""

    id: UUID
    reference: str
    title: str
    kind: VacancyKind
    grade_code: str
    grade_title: str
    grade_level: int
    employer_name: str
    place: str
    summary: str
    salary_from_amount: Decimal
    salary_to_amount: Decimal
    opens_on: date
    closes_on: date | None


class VacancyDetail(OpenRole, frozen=True, kw_only=True, rename="camel"):
    """What those who run vacancies read besides."""

    status: VacancyStatus
    grade_id: UUID
    employer_id: UUID
    headcount: int
    is_public: bool
    kit: str
    panel_size: int
    panel_accredited: int
    version: int
    applications: int
    live_applications: int
    started: int


class StageCount(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many have come to a stage, how many of them went on, and how long it takes at the median."""

    stage: str
    reached: int
    now: int
    went_on_percent: Decimal | None
    median_days: Decimal | None


class SourceCount(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many came by a way, and how many of them have accepted an offer."""

    source: str
    applications: int
    hired: int


class Count(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How often something happened."""

    name: str
    count: int


class VacancyStatistics(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How a vacancy is doing."""

    reference: str
    headcount: int
    filled: int
    offered: int
    applications: int
    stages: list[StageCount]
    sources: list[SourceCount]
    offers: list[Count]
    declined: list[Count]
    ended: list[Count]


class Term(msgspec.Struct, frozen=True):
    """A choice of a list: what is stored, and how it reads."""

    value: str
    text: str


class VacancyFacts(TypedDict):
    """What operations decide about a vacancy, as the commands take it."""

    title: str
    kind: VacancyKind
    grade_id: UUID
    employer_id: UUID
    place: str
    summary: str
    salary_from: Decimal
    salary_to: Decimal
    headcount: NotRequired[int]
    opens_on: date
    closes_on: NotRequired[date | None]
    is_public: NotRequired[bool]
    kit: NotRequired[str]
    panel_size: NotRequired[int]
    panel_accredited: NotRequired[int]


_Title = Annotated[str, Meta(min_length=1, max_length=120)]


class VacancyIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A new vacancy; it starts as a draft."""

    title: _Title
    kind: VacancyKind
    grade_id: UUID
    employer_id: UUID
    place: _Title
    summary: Annotated[str, Meta(min_length=1, max_length=5000)]
    salary_from_amount: Decimal
    salary_to_amount: Decimal
    headcount: Annotated[int, Meta(ge=1, le=500)] = 1
    opens_on: date
    closes_on: date | None = None
    is_public: bool = True
    kit: Annotated[str, Meta(pattern=KIT)] = ""
    panel_size: Annotated[int, Meta(ge=1, le=LARGEST_PANEL)] = PANEL_SIZE
    panel_accredited: Annotated[int, Meta(ge=1, le=LARGEST_PANEL)] = PANEL_ACCREDITED


class VacancyChange(VacancyIn, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What replaces a vacancy, and the version that was read."""

    version: int
