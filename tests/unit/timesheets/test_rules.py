"""Weeks, hours and states, as properties."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.core.errors import InvalidInput
from prime.timesheets import rules
from prime.timesheets.errors import TimesheetClosed
from prime.timesheets.schemas import WeekState
from prime.timesheets.tables import TimesheetStatus as Status

MONDAY = date(2026, 11, 16)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(days)
def test_every_day_lies_in_its_week(day):
    monday = rules.monday_of(day)
    assert monday.weekday() == 0
    assert day in rules.days_of(monday)


@given(days, st.integers(0, 400), days)
def test_a_placement_has_exactly_the_weeks_of_its_days(starts_on, length, day):
    ends_on = starts_on + timedelta(days=length)
    monday = rules.monday_of(day)
    shares_a_day = any(starts_on <= other <= ends_on for other in rules.days_of(monday))
    assert rules.has_week(monday, starts_on, ends_on) == shares_a_day
    assert not rules.has_week(monday + timedelta(days=1), starts_on, ends_on)


def test_days_are_as_long_as_they_are():
    changes = {day: rules.day_length(day) for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(3 * 365 + 1))}
    assert {day for day, length in changes.items() if length == 23} == {date(2026, 3, 29), date(2027, 3, 28), date(2028, 3, 26)}
    assert {day for day, length in changes.items() if length == 25} == {date(2026, 10, 25), date(2027, 10, 31), date(2028, 10, 29)}
    assert set(changes.values()) == {23, 24, 25}


@given(days)
def test_a_week_is_as_long_as_its_days(day):
    monday = rules.monday_of(day)
    london = rules.LONDON
    first = datetime.combine(monday, datetime.min.time(), london).astimezone(UTC)
    last = datetime.combine(monday + timedelta(days=7), datetime.min.time(), london).astimezone(UTC)
    assert sum(map(rules.day_length, rules.days_of(monday))) * 3600 == (last - first).total_seconds()


@given(st.lists(st.integers(0, 96), min_size=7, max_size=7))
def test_quarters_up_to_sixty_hours_pass_and_nothing_above(quarters):
    hours = {day: Decimal(amount) / 4 for day, amount in zip(rules.days_of(MONDAY), quarters, strict=True)}

    def check():
        rules.check_hours(hours, monday=MONDAY, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=6))

    if sum(hours.values()) <= 60:
        check()
    else:
        with pytest.raises(InvalidInput):
            check()


@given(st.lists(st.sampled_from(Status), min_size=1))
def test_a_walk_over_the_states(walk):
    status = Status.DRAFT
    approvals = 0
    for to in walk:
        if rules.may_move(status, to):
            assert to is not Status.BILLED or status is Status.APPROVED
            assert to is not Status.APPROVED or status in {Status.SUBMITTED, Status.BILLED}
            assert status is not Status.BILLED or to is Status.APPROVED
            approvals += to is Status.APPROVED
            status = to
        else:
            with pytest.raises(TimesheetClosed):
                rules.check_move(status, to)
    assert status is not Status.BILLED or approvals


@pytest.mark.parametrize(
    ("status", "monday", "state"),
    [
        (None, MONDAY, WeekState.MISSING),
        (Status.DRAFT, MONDAY, WeekState.MISSING),
        (None, date(2026, 11, 23), WeekState.CURRENT),
        (Status.SUBMITTED, MONDAY, WeekState.SUBMITTED),
        (Status.BILLED, MONDAY, WeekState.BILLED),
    ],
)
def test_the_state_of_a_week(status, monday, state):
    assert rules.state(status, monday, date(2026, 11, 25)) is state


@pytest.mark.parametrize(
    ("now", "newest"),
    [
        (datetime(2026, 11, 23, 8, 59, tzinfo=UTC), date(2026, 11, 9)),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), date(2026, 11, 16)),
        (datetime(2026, 11, 29, 23, 0, tzinfo=UTC), date(2026, 11, 16)),
        (datetime(2027, 6, 7, 8, 0, tzinfo=UTC), date(2027, 5, 31)),
        (datetime(2027, 6, 7, 7, 59, tzinfo=UTC), date(2027, 5, 24)),
    ],
)
def test_weeks_are_chased_from_nine_on_monday_in_london(now, newest):
    oldest, found = rules.reminder_weeks(now)
    assert found == newest
    assert newest - oldest == timedelta(days=21)


def test_remarks_point_at_what_is_unusual():
    hours = {MONDAY: Decimal(10), MONDAY + timedelta(days=1): Decimal(20), MONDAY + timedelta(days=5): Decimal("7.5")}
    found = rules.remarks(hours, weekly_hours=Decimal("37.00"), holidays={MONDAY})
    assert found == [
        "0.5 hours more than the 37 hours agreed",
        "Monday 16 November is a bank holiday",
        "Saturday 21 November is at a weekend",
    ]
    assert rules.remarks({MONDAY: Decimal(7)}, weekly_hours=Decimal(37), holidays=set()) == []
