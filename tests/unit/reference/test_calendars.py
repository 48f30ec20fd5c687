"""Counting days: against a day-by-day count, and against the published years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.reference import calendars, published
from prime.reference.calendars import Calendar
from prime.reference.errors import CalendarEnds
from prime.reference.tables import Division


def calendar(division: Division) -> Calendar:
    """The published calendar of a division, from the file that the service loads."""
    days = frozenset(row["held_on"] for row in published.bank_holidays() if row["division"] is division)
    return Calendar(division, days, date(min(days).year, 1, 1), date(max(days).year, 12, 31))


ENGLAND = calendar(Division.ENGLAND_AND_WALES)
SCOTLAND = calendar(Division.SCOTLAND)
NORTHERN_IRELAND = calendar(Division.NORTHERN_IRELAND)
known_days = st.dates(min_value=ENGLAND.first, max_value=ENGLAND.last)


@pytest.mark.parametrize(("year", "weekdays", "holidays"), [(2025, 261, 8), (2026, 261, 10), (2027, 262, 6)])
def test_financial_years_of_england(year: int, weekdays: int, holidays: int) -> None:
    """There is no usual number of bank holidays: 8, then 10, then 6."""
    period = calendars.financial_year(date(year, 4, 1))
    assert calendars.weekdays(period.first, period.last) == weekdays
    assert ENGLAND.bank_holidays(period.first, period.last) == holidays
    assert ENGLAND.working_days(period.first, period.last) == weekdays - holidays


@pytest.mark.parametrize(
    ("day", "first", "label"),
    [
        (date(2026, 3, 31), date(2025, 4, 1), "2025 to 2026"),
        (date(2026, 4, 1), date(2026, 4, 1), "2026 to 2027"),
        (date(2026, 12, 31), date(2026, 4, 1), "2026 to 2027"),
    ],
)
def test_financial_year(day: date, first: date, label: str) -> None:
    """It begins on 1 April and ends on 31 March."""
    period = calendars.financial_year(day)
    assert (period.first, period.last, period.label) == (first, date(first.year + 1, 3, 31), label)


@given(first=known_days, last=known_days)
def test_counts_agree_with_counting_day_by_day(first: date, last: date) -> None:
    """Weekdays, bank holidays and working days equal what one finds by looking at every day."""
    every = [first + timedelta(days=step) for step in range(max(0, (last - first).days + 1))]
    assert calendars.weekdays(first, last) == sum(day.isoweekday() <= 5 for day in every)
    assert ENGLAND.working_days(first, last) == sum(ENGLAND.is_working_day(day) for day in every)


@given(day=st.dates(min_value=ENGLAND.first, max_value=date(2027, 12, 31)), count=st.integers(min_value=0, max_value=120))
def test_adding_working_days_lands_on_the_last_of_them(day: date, count: int) -> None:
    """Exactly `count` working days lie after the day and up to the answer, which is one itself."""
    end = ENGLAND.add_working_days(day, count)
    assert end == day if count == 0 else ENGLAND.is_working_day(end)
    assert ENGLAND.working_days(day + timedelta(days=1), end) == count


def test_substitute_days_and_nations() -> None:
    """Boxing Day 2026 is a Saturday; Scotland has 2 January and no Easter Monday; Northern Ireland has 17 March."""
    assert not ENGLAND.is_working_day(date(2026, 12, 28))
    assert not ENGLAND.is_working_day(date(2027, 12, 28))
    assert not SCOTLAND.is_working_day(date(2026, 1, 2))
    assert ENGLAND.is_working_day(date(2026, 1, 2))
    assert SCOTLAND.is_working_day(date(2026, 4, 6))
    assert not ENGLAND.is_working_day(date(2026, 4, 6))
    assert not NORTHERN_IRELAND.is_working_day(date(2026, 3, 17))
    assert ENGLAND.is_working_day(date(2026, 3, 17))


def test_days_that_nobody_published_are_not_guessed() -> None:
    """The financial year 2028 to 2029 runs past the list, so the count stops and says so."""
    period = calendars.financial_year(date(2028, 4, 1))
    with pytest.raises(CalendarEnds, match="31 December 2028") as refused:
        ENGLAND.working_days(period.first, period.last)
    assert "31 March 2029" in refused.value.detail
    with pytest.raises(CalendarEnds):
        ENGLAND.add_working_days(date(2028, 12, 29), 1)


def test_working_days_are_counted_forwards() -> None:
    """A negative count is a mistake of the caller."""
    with pytest.raises(ValueError, match="forwards"):
        ENGLAND.add_working_days(date(2026, 1, 1), -1)
