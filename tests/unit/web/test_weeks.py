"""The week: rows and lanes of events, in wall-clock time, also where the clocks change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.core import clock
from prime.web.weeks import Event, EventKind, monday_of, week_grid

MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _tuesday_morning() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 17, 8, 45, tzinfo=UTC)):
        yield


def at(day: int, hour: int, minute: int = 0, monday: date = MONDAY) -> datetime:
    """A moment of the week, on London's clocks."""
    midnight = datetime.combine(monday + timedelta(days=day), datetime.min.time(), clock.LONDON)
    return midnight.replace(hour=hour, minute=minute).astimezone(UTC)


def event(day: int, start: tuple[int, int], end: tuple[int, int], kind: EventKind = EventKind.CONFIRMED) -> Event:
    """An event of one day."""
    return Event(at(day, *start), at(day, *end), kind, f"{start}")


def test_rows_are_quarter_hours_from_eight() -> None:
    placed = week_grid(MONDAY, [event(0, (9, 30), (10, 30))]).days[0].events[0]
    assert (placed.row, placed.span, placed.lane, placed.lanes) == (7, 4, 1, 1)


def test_the_title_names_both_months_and_years_where_they_differ() -> None:
    assert week_grid(MONDAY, []).title == "16 to 20 November 2026"
    assert week_grid(date(2026, 11, 30), []).title == "30 November to 4 December 2026"
    assert week_grid(date(2026, 12, 28), []).title == "28 December 2026 to 1 January 2027"


def test_only_this_week_is_shown_and_the_weekend_only_where_needed() -> None:
    other = Event(at(7, 9), at(7, 10), EventKind.OPEN, "next week")
    assert [len(day.events) for day in week_grid(MONDAY, [other]).days] == [0] * 5
    saturday = event(5, (10, 0), (11, 0))
    assert [len(day.events) for day in week_grid(MONDAY, [saturday, other]).days] == [0, 0, 0, 0, 0, 1, 0]


def test_early_and_late_events_widen_the_day() -> None:
    assert week_grid(MONDAY, []).hours == tuple(range(8, 18))
    week = week_grid(MONDAY, [event(0, (7, 15), (8, 0)), event(1, (18, 0), (19, 30))])
    assert week.hours == tuple(range(7, 20))
    assert week.days[0].events[0].row == 2


def test_an_event_over_midnight_ends_with_its_day() -> None:
    week = week_grid(MONDAY, [Event(at(0, 22), at(1, 1), EventKind.BUSY, "late")])
    placed = week.days[0].events[0]
    assert week.hours[-1] == 23
    assert placed.row + placed.span - 1 == len(week.hours) * 4


def test_events_that_overlap_stand_side_by_side() -> None:
    day = week_grid(MONDAY, [event(0, (9, 0), (10, 0)), event(0, (9, 30), (10, 30)), event(0, (10, 0), (11, 0)), event(0, (11, 0), (12, 0))]).days[0]
    assert [(placed.lane, placed.lanes) for placed in day.events] == [(1, 2), (2, 2), (1, 2), (1, 1)]


def test_short_events_have_room_for_their_title() -> None:
    placed = week_grid(MONDAY, [event(0, (9, 0), (9, 10))]).days[0].events[0]
    assert placed.span == 2
    assert placed.is_short


def test_wall_clock_times_in_the_weeks_when_the_clocks_change() -> None:
    for monday in (date(2027, 3, 22), date(2027, 3, 29), date(2026, 10, 19), date(2026, 10, 26)):
        week = week_grid(monday, [Event(at(0, 9, monday=monday), at(0, 10, monday=monday), EventKind.OPEN, "x")])
        assert week.days[0].events[0].row == 5


def test_now_is_marked_on_its_own_day_only() -> None:
    week = week_grid(MONDAY, [])
    assert [day.now_row for day in week.days] == [None, 4, None, None, None]
    assert [day.is_today for day in week.days] == [False, True, False, False, False]
    with clock.frozen(datetime(2026, 11, 17, 22, 0, tzinfo=UTC)):
        assert week_grid(MONDAY, []).days[1].now_row is None


def test_counts_of_meetings_and_open_slots() -> None:
    kinds = [EventKind.CONFIRMED, EventKind.TENTATIVE, EventKind.DUE, EventKind.OPEN, EventKind.BUSY]
    day = week_grid(MONDAY, [event(0, (9 + n, 0), (10 + n, 0), kind) for n, kind in enumerate(kinds)]).days[0]
    assert (day.meetings, day.open_slots) == (3, 1)
    decided = Event(at(0, 14), at(0, 15), EventKind.BUSY, "Ruth Sample", state="Offer", href="/interviews/1")
    assert week_grid(MONDAY, [decided]).days[0].meetings == 1


def test_available_hours_outside_the_grid_are_cut_to_it() -> None:
    free = week_grid(MONDAY, [], [(at(0, 6), at(0, 9)), (at(0, 17), at(0, 20))]).days[0].available
    assert [(stretch.row, stretch.span) for stretch in free] == [(1, 4), (37, 4)]


def test_a_week_starts_on_monday() -> None:
    with pytest.raises(ValueError, match="Monday"):
        week_grid(date(2026, 11, 17), [])
    assert monday_of(date(2026, 11, 22)) == MONDAY


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23 * 60), st.integers(5, 600)), max_size=25))
def test_no_two_events_share_a_place(times: list[tuple[int, int, int]]) -> None:
    starts = [(at(day, 0) + timedelta(minutes=minute), length) for day, minute, length in times]
    week = week_grid(MONDAY, [Event(start, start + timedelta(minutes=length), EventKind.OPEN, "x") for start, length in starts])
    assert sum(len(day.events) for day in week.days) == len(times)
    for day in week.days:
        for placed in day.events:
            assert placed.row >= 1
            assert placed.row + placed.span - 1 <= len(week.hours) * 4
            assert 1 <= placed.lane <= placed.lanes <= 4
        crowded = [p for p in day.events if p.lanes == 4]  # beyond four lanes the last one is shared
        for one in day.events:
            for two in day.events:
                if one is not two and one.lane == two.lane and one not in crowded:
                    assert one.row + one.span <= two.row or two.row + two.span <= one.row
