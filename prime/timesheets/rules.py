"""Decisions about weeks, hours and the states of a timesheet. Pure."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from prime.core.clock import LONDON
from prime.core.errors import InvalidInput
from prime.core.formats import hours as in_hours
from prime.core.formats import weekday
from prime.timesheets.errors import TimesheetClosed
from prime.timesheets.schemas import WeekState
from prime.timesheets.tables import TimesheetStatus

DAYS_IN_WEEK = 7
QUARTERS = 4
# The database keeps the same bound; a local day of 25 hours still has 24 that anybody could be asked to pay.
LONGEST_DAY = Decimal(24)
MOST_IN_WEEK = Decimal(60)
REMINDER_HOUR = 9
REMINDED_WEEKS = 4

# --- states

_MOVES: Mapping[TimesheetStatus, frozenset[TimesheetStatus]] = {
    TimesheetStatus.DRAFT: frozenset({TimesheetStatus.DRAFT, TimesheetStatus.SUBMITTED}),
    TimesheetStatus.QUERIED: frozenset({TimesheetStatus.QUERIED, TimesheetStatus.SUBMITTED}),
    TimesheetStatus.SUBMITTED: frozenset({TimesheetStatus.DRAFT, TimesheetStatus.QUERIED, TimesheetStatus.APPROVED}),
    TimesheetStatus.APPROVED: frozenset({TimesheetStatus.QUERIED, TimesheetStatus.BILLED}),
    TimesheetStatus.BILLED: frozenset({TimesheetStatus.APPROVED}),
}
_WORDS: Mapping[TimesheetStatus, str] = {
    TimesheetStatus.DRAFT: "It has not been submitted yet.",
    TimesheetStatus.SUBMITTED: "It waits for approval.",
    TimesheetStatus.QUERIED: "It waits for an answer to a question.",
    TimesheetStatus.APPROVED: "It is approved.",
    TimesheetStatus.BILLED: "It is billed. Only a credit note can take that back.",
}


def may_move(status: TimesheetStatus, to: TimesheetStatus) -> bool:
    """The one table of legal moves; a draft or queried timesheet may be saved again as it stands."""
    return to in _MOVES[status]


def may_save(status: TimesheetStatus) -> bool:
    """Whether the worker may still change the hours."""
    return may_move(status, status)


def check_move(status: TimesheetStatus, to: TimesheetStatus) -> None:
    """Insist that a move is legal.

    Raises:
        TimesheetClosed: it is not.
    """
    if not may_move(status, to):
        raise TimesheetClosed(_WORDS[status], status=status)


# --- weeks


def monday_of(day: date) -> date:
    """The Monday of the week in which a day falls."""
    return day - timedelta(days=day.weekday())


def days_of(monday: date) -> list[date]:
    """Monday to Sunday."""
    return [monday + timedelta(days=offset) for offset in range(DAYS_IN_WEEK)]


def has_week(monday: date, starts_on: date, ends_on: date) -> bool:
    """Whether a Monday begins a week in which a placement has a day."""
    return monday.weekday() == 0 and monday <= ends_on and monday + timedelta(days=DAYS_IN_WEEK) > starts_on


def state(status: TimesheetStatus | None, monday: date, today: date) -> WeekState:
    """Where a week stands; a week that is over and was not submitted is missing."""
    if status in {None, TimesheetStatus.DRAFT}:
        return WeekState.MISSING if monday + timedelta(days=DAYS_IN_WEEK) <= today else WeekState.CURRENT
    return WeekState(status)


def reminder_weeks(now: datetime) -> tuple[date, date]:
    """The Mondays of the oldest and the newest week to remind of: chased from 9am in London on the Monday after, for four weeks."""
    here = now.astimezone(LONDON)
    this_monday = monday_of(here.date())
    is_time = here >= datetime.combine(this_monday, time(REMINDER_HOUR), LONDON)
    newest = this_monday - timedelta(days=DAYS_IN_WEEK * (1 if is_time else 2))
    return newest - timedelta(days=DAYS_IN_WEEK * (REMINDED_WEEKS - 1)), newest


# --- hours


def day_length(day: date) -> Decimal:
    """The elapsed hours of a day in London: 23 and 25 where the clocks change."""
    first = datetime.combine(day, time(), LONDON).astimezone(UTC)
    last = datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)
    return Decimal((last - first) // timedelta(minutes=1)) / 60


def check_hours(hours: Mapping[date, Decimal], *, monday: date, starts_on: date, ends_on: date) -> None:
    """What the hours of a week must be: elapsed hours in quarters, on days of the week and of the placement.

    Raises:
        InvalidInput: naming every day at fault by `/hours/2026-12-07`, or `/hours` for the week as a whole.
    """
    faults = [(f"/hours/{day}", fault) for day, worked in sorted(hours.items()) if (fault := _fault(day, worked, monday, starts_on, ends_on))]
    if not faults and sum(hours.values(), Decimal(0)) > MOST_IN_WEEK:
        faults.append(("/hours", f"The week must add up to {MOST_IN_WEEK} hours or less"))
    if faults:
        raise InvalidInput([{"pointer": pointer, "detail": detail} for pointer, detail in faults])


def _fault(day: date, worked: Decimal, monday: date, starts_on: date, ends_on: date) -> str:
    longest = min(LONGEST_DAY, day_length(day))
    if not worked.is_finite() or not 0 <= worked <= longest:
        return f"{weekday(day)} must be between 0 and {longest.normalize():f} hours"
    if worked * QUARTERS != int(worked * QUARTERS):
        return f"{weekday(day)} must be in quarters of an hour, like 7.25 or 7.5"
    if monday_of(day) != monday:
        return f"{weekday(day)} is not in this week"
    if worked and not starts_on <= day <= ends_on:
        return f"{weekday(day)} is outside the placement"
    return ""


def check_submit(hours: Mapping[date, Decimal], *, monday: date, today: date) -> None:
    """What a week must be to be submitted: begun, and without hours that nobody has worked yet.

    Raises:
        InvalidInput: naming every day in the future.
    """
    if monday > today:
        raise InvalidInput.field("hours", "This week has not begun")
    faults = [
        {"pointer": f"/hours/{day}", "detail": f"{weekday(day)} is in the future. Submit it when you have worked"}
        for day, worked in sorted(hours.items())
        if worked and day > today
    ]
    if faults:
        raise InvalidInput(faults)


def remarks(hours: Mapping[date, Decimal], *, weekly_hours: Decimal, holidays: Collection[date]) -> list[str]:
    """What an approver should look at: more than agreed, bank holidays, weekends. None of it is wrong in itself."""
    found = []
    total = sum(hours.values(), Decimal(0))
    if total > weekly_hours:
        found.append(f"{in_hours(total - weekly_hours)} more than the {in_hours(weekly_hours)} agreed")
    for day, worked in sorted(hours.items()):
        if worked and day in holidays:
            found.append(f"{weekday(day)} is a bank holiday")
        elif worked and day.weekday() >= DAYS_IN_WEEK - 2:
            found.append(f"{weekday(day)} is at a weekend")
    return found
