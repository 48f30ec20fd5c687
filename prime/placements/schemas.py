"""What reading requests, matches and placements gives, and the JSON bodies of the API."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NotRequired, TypedDict
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.placements.tables import PlacementStatus, RequestStatus
from prime.reference.tables import AgencyJobType

# --- requests


class Wanted(TypedDict):
    """What a council asks for, as keywords of a command."""

    team_id: UUID
    grade_id: UUID
    starts_on: date
    ends_on: date
    fte: Decimal
    skill_ids: NotRequired[Collection[UUID]]
    po_number: NotRequired[str]
    supervisor: NotRequired[str]
    details: NotRequired[str]


class RequestDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A request with the names of what it points at, whom the council picked, and the placement that came of it."""

    id: UUID
    reference: str
    client_id: UUID
    client_name: str
    team_id: UUID
    team_name: str
    grade_id: UUID
    grade_title: str
    job_type: AgencyJobType | None
    starts_on: date
    ends_on: date
    fte: Decimal
    skill_ids: list[UUID]
    skills: list[str]
    po_number: str
    supervisor: str
    details: str
    status: RequestStatus
    status_reason: str
    requested_by: UUID
    requested_by_name: str
    requested_at: datetime
    picked_id: UUID | None
    picked_reference: str | None
    picked_first_name: str | None
    picked_score: int | None
    placement_id: UUID | None
    version: int

    @property
    def is_live(self) -> bool:
        """Whether it may still be changed or cancelled: nobody is confirmed, nobody has closed it."""
        return self.status in {RequestStatus.OPEN, RequestStatus.PICKED}


# --- matching


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What decides a match, of a request: days, share of a week, level, skills, place."""

    client_id: UUID
    starts_on: date
    ends_on: date
    fte: Decimal
    level: int
    skill_ids: frozenset[UUID]
    latitude: float | None = None
    longitude: float | None = None


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """What decides a match, of a staff member; `load` is the most they are placed at on any of the days."""

    id: UUID
    reference: str
    first_name: str
    last_name: str
    grade_title: str
    level: int
    fte: Decimal
    skills: dict[UUID, int]
    skill_titles: list[str]
    is_placeable: bool
    started_on: date
    left_on: date | None = None
    load: Decimal = Decimal(0)
    open_checks: list[str] = []
    lapsing_checks: list[str] = []
    conflict: str = ""
    turned_down: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Reason(StrEnum):
    """Why somebody cannot be placed; the first that applies counts, in this order."""

    NOT_EMPLOYED = "not_employed"
    CONFLICT = "conflict"
    CHECKS = "checks"
    NOT_FREE = "not_free"
    TURNED_DOWN = "turned_down"


class Part(msgspec.Struct, frozen=True, rename="camel"):
    """One part of a score: its points out of the most possible, and why in words."""

    name: str
    points: int
    most: int
    words: str


class Score(msgspec.Struct, frozen=True, rename="camel"):
    """0 to 100, and the parts that it is the sum of."""

    total: int
    parts: list[Part]


class Match(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A person for a request, as a council sees one: neither surname nor address nor salary."""

    staff_member_id: UUID
    reference: str
    first_name: str
    grade: str
    skills: list[str]
    distance: str
    score: int
    parts: list[Part]
    is_picked: bool


class Excluded(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """People whom one reason keeps out, the first of them named; `people` is empty where the reason is nobody else's business."""

    reason: Reason
    text: str
    count: int
    people: list[str]


class Matches(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The best of those who fit a request, or those who come after them, how many fit, and who is excluded."""

    request_id: UUID
    ranked: list[Match]
    fit_count: int
    next_cursor: str
    excluded: list[Excluded]


# --- placements


class Phase(StrEnum):
    """Where a placement is on a day."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    ENDING = "ending"
    PAST = "past"
    CANCELLED = "cancelled"


class PlacementDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A placement with the names of what it points at."""

    id: UUID
    reference: str
    request_id: UUID
    request_reference: str
    requested_by: UUID
    staff_member_id: UUID
    staff_reference: str
    staff_name: str
    staff_user_id: UUID
    client_id: UUID
    client_name: str
    team_id: UUID
    team_name: str
    grade_title: str
    job_type: AgencyJobType | None
    starts_on: date
    ends_on: date
    fte: Decimal
    weekly_hours: Decimal
    hourly_amount: Decimal
    cap_amount: Decimal | None
    over_cap_approved_by: str
    po_number: str
    supervisor: str
    notice_days: int
    client_is_owner: bool
    client_reports_as_agency: bool
    status: PlacementStatus
    ended_reason: str
    confirmed_at: datetime
    phase: Phase
    version: int


class Tally(msgspec.Struct, frozen=True, rename="camel"):
    """How many there are behind each tab of the list."""

    requests: int
    closed: int
    active: int
    ending: int
    past: int


# --- JSON bodies

_Text = Annotated[str, Meta(max_length=2000)]
_Reason = Annotated[str, Meta(min_length=1, max_length=500)]


class RequestIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a council asks for."""

    team_id: UUID
    grade_id: UUID
    starts_on: date
    ends_on: date
    fte: Decimal = Decimal(1)
    skill_ids: Annotated[list[UUID], Meta(max_length=40)] = []
    po_number: Annotated[str, Meta(max_length=40)] = ""
    supervisor: Annotated[str, Meta(max_length=120)] = ""
    details: _Text = ""


class RequestChange(RequestIn, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The request as it is to be, and the version that was read."""

    version: int


class ReasonIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Why."""

    reason: _Reason


class PickIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Whom the council picks."""

    staff_member_id: UUID


class DeclineIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Whom the council or operations turn down, and why."""

    staff_member_id: UUID
    reason: _Reason


class ConfirmIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The terms on which operations confirm."""

    hourly_amount: Decimal
    weekly_hours: Decimal
    over_cap_approved_by: Annotated[str, Meta(max_length=400)] = ""


class EndIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The new last day, and why the placement ends early."""

    ends_on: date
    reason: _Reason


class ExtendIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The new last day."""

    ends_on: date


class Made(msgspec.Struct, frozen=True, rename="camel"):
    """The id of what was made."""

    id: UUID
