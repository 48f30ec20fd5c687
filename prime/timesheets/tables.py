"""Timesheets and their days."""

from decimal import Decimal
from enum import StrEnum

from piccolo.columns import Date, Integer, Numeric, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key
from prime.placements.tables import Placement


class TimesheetStatus(StrEnum):
    """Whose turn it is, and whether it can still change."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    QUERIED = "queried"
    APPROVED = "approved"
    BILLED = "billed"


class Timesheet(Table, help_text="One week of one placement: hours, approval, billing."):
    """One for each placement and Monday, refused otherwise."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    placement = foreign_key(Placement)
    week_starts_on = Date(default=None, help_text="A Monday.")
    status = choice(TimesheetStatus, default=TimesheetStatus.DRAFT, index=True)
    total_hours = Numeric(digits=(5, 2), default=Decimal("0.00"), help_text="Sum of the days, kept by a trigger.")
    notes = Text(default="", help_text="What the worker wants the approver to know.")
    submitted_at = moment(null=True)
    approved_by = foreign_key(User, null=True)
    approved_at = moment(null=True)
    created_at = moment_now()
    version = Integer(default=1)

    timesheet_status_known = one_of("status", TimesheetStatus)
    timesheet_once = Unique([placement, week_starts_on])
    timesheet_submission_stamped = Check("status = 'draft' OR submitted_at IS NOT NULL")
    timesheet_week_is_monday = Check("extract(isodow FROM week_starts_on) = 1")
    timesheet_approved_by_somebody = Check("status NOT IN ('approved', 'billed') OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])


class TimesheetDay(Table, help_text="The hours of one day of a timesheet."):
    """Elapsed hours, so a night of a clock change counts as long as it was."""

    id = primary_key()
    timesheet = foreign_key(Timesheet)
    worked_on = Date(default=None)
    hours = Numeric(digits=(4, 2), default=Decimal("0.00"))

    timesheet_day_once = Unique([timesheet, worked_on])
    timesheet_day_hours_possible = Check("hours >= 0 AND hours <= 24 AND hours * 4 = floor(hours * 4)")


class TimesheetEvent(Table, help_text="What happened to a timesheet: submitted, queried, corrected, approved."):
    """The conversation between worker and approver; written once."""

    id = primary_key()
    timesheet = foreign_key(Timesheet)
    status = choice(TimesheetStatus)
    text = Text(default="")
    made_by = foreign_key(User, null=True)
    made_at = moment()

    timesheet_event_status_known = one_of("status", TimesheetStatus)


class TimesheetReminder(Table, help_text="That a worker was reminded of a week without hours, once."):
    """Keeps the weekly job from reminding twice."""

    id = primary_key()
    placement = foreign_key(Placement)
    week_starts_on = Date(default=None)
    sent_at = moment()

    timesheet_reminder_once = Unique([placement, week_starts_on])
