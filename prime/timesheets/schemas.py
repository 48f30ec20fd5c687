"""What reading timesheets gives, and the JSON bodies of the API."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.reference.tables import Division
from prime.timesheets.tables import TimesheetStatus


class TimesheetDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One week of one placement; `hours` are those of Monday to Sunday."""

    id: UUID
    reference: str
    placement_id: UUID
    placement_reference: str
    client_id: UUID
    client_name: str
    team_name: str
    grade_title: str
    staff_member_id: UUID
    staff_user_id: UUID
    staff_name: str
    starts_on: date
    ends_on: date
    weekly_hours: Decimal
    division: Division
    week_starts_on: date
    status: TimesheetStatus
    hours: list[Decimal]
    total_hours: Decimal
    notes: str
    submitted_at: datetime | None
    approved_at: datetime | None
    approved_by_name: str
    version: int


class Event(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What happened to a timesheet, when, by whom, and what they said."""

    status: TimesheetStatus
    text: str
    made_at: datetime
    made_by_name: str


class WeekState(StrEnum):
    """Where a week of one's own stands; a week that is over and was not submitted is missing."""

    MISSING = "missing"
    CURRENT = "current"
    SUBMITTED = "submitted"
    QUERIED = "queried"
    APPROVED = "approved"
    BILLED = "billed"


class Week(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A week of a placement of one's own, with its timesheet where there is one."""

    placement_id: UUID
    placement_reference: str
    client_name: str
    team_name: str
    week_starts_on: date
    timesheet_id: UUID | None
    total_hours: Decimal
    state: WeekState


class MissingWeek(msgspec.Struct, frozen=True, kw_only=True):
    """A week that is over, of which nobody was reminded."""

    placement_id: UUID
    placement_reference: str
    client_name: str
    team_name: str
    staff_user_id: UUID
    week_starts_on: date


class BulkApproval(msgspec.Struct, frozen=True, rename="camel"):
    """The timesheets that were approved, and those left alone because they had changed meanwhile."""

    approved: list[UUID]
    left: list[UUID]


# --- JSON bodies


class WeekIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The hours of some days of a week; days that are not named have none."""

    hours: dict[date, Decimal]
    notes: Annotated[str, Meta(max_length=1000)] = ""


class ApproveIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The version that was read; leave it out to approve the timesheet as it is."""

    version: int | None = None


class QueryIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the approver asks."""

    text: Annotated[str, Meta(min_length=1, max_length=1000)]


class ApproveManyIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Several timesheets, each with the version that was read."""

    versions: Annotated[dict[UUID, int], Meta(min_length=1, max_length=200)]
