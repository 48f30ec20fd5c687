"""A year of timesheets: hours around the contract, leave and bank holidays; approved in time, or waiting for somebody today."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from prime.accounts.tables import User
from prime.demo import words
from prime.demo.people import Cast
from prime.demo.placing import Spell
from prime.demo.world import DAY, FRIDAY, WEEK, World
from prime.placements.tables import Placement, PlacementStatus
from prime.timesheets.tables import Timesheet, TimesheetDay, TimesheetEvent, TimesheetReminder, TimesheetStatus

_DRAFT, _SUBMITTED, _QUERIED, _APPROVED = (
    TimesheetStatus.DRAFT,
    TimesheetStatus.SUBMITTED,
    TimesheetStatus.QUERIED,
    TimesheetStatus.APPROVED,
)
_AWAY, _DAY_OFF, _LATE_DAY, _QUERY = 0.06, 0.05, 0.12, 0.05
# How far the weeks of so many weeks ago have come; None is a week that nobody has begun. Older ones are approved.
_STATES: dict[int, dict[TimesheetStatus | None, float]] = {
    0: {_DRAFT: 5, None: 5},
    1: {_APPROVED: 25, _SUBMITTED: 45, _DRAFT: 12, None: 18},
    2: {_APPROVED: 84, _SUBMITTED: 9, _QUERIED: 5, None: 2},
    3: {_APPROVED: 95, _SUBMITTED: 3, _QUERIED: 2},
}
# What whoever signs in as staff finds: this week and last week to fill, one query to answer, one week with the council.
_DEMO_STATES: dict[int, TimesheetStatus | None] = {0: None, 1: None, 2: _QUERIED, 3: _SUBMITTED}
_WEEKDAYS = {Decimal(1): range(5), Decimal("0.8"): range(4), Decimal("0.6"): range(1, 4), Decimal("0.5"): range(3)}


class Placed(NamedTuple):
    """A placement and the plan behind it."""

    spell: Spell
    placement: Placement


def fill_weeks(world: World, cast: Cast, placed: list[Placed]) -> None:
    """The timesheets of every placement that was not called off."""
    for one in placed:
        if one.placement.status == PlacementStatus.CANCELLED:
            continue
        is_demo = one.spell.member.user == cast.staff.id
        monday = one.placement.starts_on
        while monday <= min(one.placement.ends_on, world.today):
            back = (world.monday - monday).days // 7
            state: TimesheetStatus | None = _APPROVED
            if back in _STATES:
                state = _DEMO_STATES[back] if is_demo else world.pick(_STATES[back])
            if state is not None:
                _timesheet(world, one, monday, state)
            if state in {None, _DRAFT}:
                _remind(world, one.placement, monday)
            monday += WEEK
    world.number("TIM", world.of(Timesheet), lambda sheet: sheet.created_at)


def _timesheet(world: World, one: Placed, monday: date, state: TimesheetStatus) -> None:
    placement, worker, approver = one.placement, world.user(one.spell.member.user), one.spell.place.council.approver
    created_at = world.moment(monday)
    if not world.has_come(created_at):
        return
    hours = _hours(world, placement, monday)
    sheet = world.add(
        Timesheet(
            id=world.key(created_at),
            placement=placement.id,
            week_starts_on=monday,
            status=_DRAFT,
            total_hours=sum(hours.values(), Decimal(0)),
            notes="" if any(hours.values()) else "Annual leave",
            created_at=created_at,
        )
    )
    for day, worked in hours.items():
        if worked:
            world.add(TimesheetDay(id=world.key(created_at), timesheet=sheet.id, worked_on=day, hours=worked))
    if state is not _DRAFT:
        _hand_in(world, sheet, worker, approver, state)


def _remind(world: World, placement: Placement, monday: date) -> None:
    """Whoever had not sent a week by the Monday after was reminded then."""
    at = world.moment(monday + WEEK, 9, 9)
    if world.has_come(at):
        world.add(TimesheetReminder(id=world.key(at), placement=placement.id, week_starts_on=monday, sent_at=at))


def _hours(world: World, placement: Placement, monday: date) -> dict[date, Decimal]:
    """The hours of each working day so far; on leave, none."""
    days = [monday + DAY * number for number in _WEEKDAYS[placement.fte]]
    each = quarters(placement.weekly_hours / len(days))
    is_away = world.chance(_AWAY)
    hours: dict[date, Decimal] = {}
    for day in days:
        if day >= world.today or not placement.starts_on <= day <= placement.ends_on:
            continue
        is_off = is_away or not world.is_working(day) or world.chance(_DAY_OFF)
        hours[day] = Decimal(0) if is_off else each + (Decimal("0.75") if world.chance(_LATE_DAY) else 0)
    # What rounding to quarters of an hour has cost is worked on the last day.
    if days and days[-1] in hours and hours[days[-1]]:
        hours[days[-1]] += placement.weekly_hours - each * len(days)
    return hours


def quarters(hours: Decimal) -> Decimal:
    """Hours to the nearest quarter."""
    return (hours * 4).quantize(Decimal(1), ROUND_HALF_UP) / 4


def _hand_in(world: World, sheet: Timesheet, worker: User, approver: User, state: TimesheetStatus) -> None:
    """Submitted at the end of the week; then queried and answered, and approved, as far as it has come."""
    friday = sheet.week_starts_on + DAY * FRIDAY
    at = world.moment(friday + DAY * world.pick({0: 7, 2: 3}), 15, 19)
    if not world.has_come(at):
        return
    sheet.status, sheet.submitted_at = _SUBMITTED, at
    _event(world, sheet, worker, at)
    if state is _QUERIED or (state is _APPROVED and world.chance(_QUERY)):
        at = world.after(at, 1, 2)
        if not world.has_come(at):
            return
        sheet.status = _QUERIED
        _event(world, sheet, approver, at, world.dice.choice(words.QUERIES))
        if state is _QUERIED:
            return
        at += timedelta(hours=world.dice.randint(1, 5))
        if not world.has_come(at):
            return
        sheet.status, sheet.submitted_at = _SUBMITTED, at
        _event(world, sheet, worker, at, world.dice.choice(words.ANSWERS))
    at = world.after(at, 1, 3)
    if state is _APPROVED and world.has_come(at):
        sheet.status, sheet.approved_by, sheet.approved_at = _APPROVED, approver.id, at
        _event(world, sheet, approver, at)


def _event(world: World, sheet: Timesheet, by: User, at: datetime, text: str = "") -> None:
    """What the sheet has become."""
    sheet.version += 1
    world.add(TimesheetEvent(id=world.key(at), timesheet=sheet.id, status=sheet.status, text=text, made_by=by.id, made_at=at))
