"""Lists and the pool as pages and JSON show them, and what the API takes."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.talent.tables import ListStatus, PoolStatus, RowStatus

_Origin = Annotated[str, Meta(min_length=1, max_length=200)]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A good row of a list."""

    row: int
    first_name: str
    last_name: str
    email: str
    phone: str
    swe_number: str
    postcode: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with one cell of a list; no column where it is the whole row."""

    row: int
    column: str
    detail: str


class Alike(msgspec.Struct, frozen=True):
    """A row that may be somebody whom we know by another address."""

    row: int
    name: str
    reference: str
    reason: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a list in would do."""

    fresh: list[Person]
    known: list[Person]
    faults: list[Fault]
    refused: int
    alike: list[Alike]


class ListOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A list with what came of its rows so far."""

    id: UUID
    filename: str
    origin: str
    vacancy_id: UUID | None
    vacancy_reference: str
    vacancy_title: str
    status: ListStatus
    headings: list[str]
    columns: dict[str, int]
    made_by: str
    made_at: datetime
    done_at: datetime | None
    rows: int
    waiting: int
    fresh: int
    known: int
    refused: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What came of one row."""

    row: int
    status: RowStatus
    application_id: UUID | None
    candidate_reference: str


class ListIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A list as CSV text, for a vacancy or, without one, for the talent pool; `columns` names the heading of each fact."""

    filename: Annotated[str, Meta(min_length=1, max_length=200)]
    origin: _Origin
    content: Annotated[str, Meta(min_length=1, max_length=1_048_576)]
    vacancy_reference: Annotated[str, Meta(max_length=20, pattern="^(VAC-[0-9]{4}-[0-9]{6,})?$")] = ""
    columns: dict[str, Annotated[str, Meta(max_length=80)]] | None = None


class ListReport(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A list, what taking it in would do while it waits, and what came of its rows afterwards."""

    summary: ListOut
    fresh: list[int]
    known: list[int]
    faults: list[Fault]
    alike: list[Alike]
    rows: list[Outcome]
    id: UUID


# --- the pool


class MemberOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A member of the talent pool as operations see one."""

    id: UUID
    candidate_id: UUID
    candidate_reference: str
    first_name: str
    last_name: str
    email: str
    swe_number: str
    status: PoolStatus
    grade_title: str
    place: str
    postcode: str
    skills: list[str]
    origin: str
    joined_at: datetime | None
    ends_on: date
    last_application_id: UUID | None
    calls: int

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class MembershipOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One's own place in the talent pool."""

    status: PoolStatus | None
    may_join: bool
    grade_id: UUID | None
    place: str
    skill_ids: list[UUID]
    origin: str
    ends_on: date | None


class MembershipIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What one would like to hear of; `version` is that of the text that was read and agreed to."""

    grade_id: UUID
    place: Annotated[str, Meta(min_length=1, max_length=80)]
    skill_ids: Annotated[list[UUID], Meta(max_length=30)] = []
    version: Annotated[str, Meta(max_length=20)]


class CallIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A question to some members about one role."""

    vacancy_id: UUID
    member_ids: Annotated[list[UUID], Meta(min_length=1, max_length=100)]
    text: Annotated[str, Meta(max_length=2000)] = ""


class CallsOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many were asked, and how many were not, as they had been asked or had applied before."""

    called: int
    passed_over: int
