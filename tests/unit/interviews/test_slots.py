"""Slots: worked examples, and a brute-force oracle that looks at every minute."""

import itertools
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prime.core.clock import LONDON
from prime.interviews.rules import Diary, Hours, Span, available, in_words, merged, midnight, moments_of, monday_of, nearest, slots

MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
OFFICE_HOURS = tuple(Hours(day, time(9), time(17)) for day in range(5))
MINUTE = timedelta(minutes=1)

# The last Sundays of March and October (domain.md 11).
CLOCK_CHANGES = [
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2027, 3, 28),
    date(2027, 10, 31),
    date(2028, 3, 26),
    date(2028, 10, 29),
]


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


def _span(day: date, start: tuple[int, int], end: tuple[int, int]) -> Span:
    return Span(_at(day, *start), _at(day, *end))


def _offered(*panel: Diary, minutes: int = 45, day: date = MONDAY, now: datetime = NOW, taken: tuple[Span, ...] = ()) -> list[str]:
    found = slots(panel, minutes=minutes, first=day, last=day, now=now, taken=taken)
    return [f"{start.astimezone(LONDON):%H:%M}" for start in found]


def test_every_quarter_of_an_hour_that_leaves_room():
    morning = Diary(hours=(Hours(0, time(9), time(10, 30)),))
    assert _offered(morning) == ["09:00", "09:15", "09:30", "09:45"]


def test_hours_that_begin_off_the_quarter_start_at_the_next_one():
    assert _offered(Diary(hours=(Hours(0, time(9, 10), time(10, 5)),))) == ["09:15"]


def test_stretches_that_touch_are_one():
    split = Diary(hours=(Hours(0, time(9), time(10)), Hours(0, time(10), time(11))))
    assert _offered(split, minutes=120) == ["09:00"]


def test_free_minutes_lie_between_two_interviews_and_not_outside_the_day():
    booked = Span(_at(MONDAY, 10), _at(MONDAY, 10, 45) + timedelta(minutes=15))
    diary = Diary(hours=(Hours(0, time(9), time(12)),), busy=(booked,))
    assert _offered(diary) == ["09:00", "11:00", "11:15"]


def test_a_panel_meets_when_all_are_free():
    early = Diary(hours=(Hours(0, time(9), time(11)),))
    late = Diary(hours=(Hours(0, time(10), time(12)),))
    assert _offered(early, late) == ["10:00", "10:15"]
    assert _offered(early, late, Diary(hours=())) == []
    assert _offered() == []


def test_another_interview_of_the_candidate_takes_its_time():
    diary = Diary(hours=(Hours(0, time(9), time(11)),))
    assert _offered(diary, taken=(_span(MONDAY, (9, 30), (10, 0)),)) == ["10:00", "10:15"]


def test_an_override_replaces_the_hours_of_a_date_bank_holiday_or_not():
    boxing_day = date(2026, 12, 28)
    holidays = frozenset({boxing_day})
    assert _offered(Diary(hours=OFFICE_HOURS, holidays=holidays), day=boxing_day) == []
    works = Diary(hours=OFFICE_HOURS, holidays=holidays, overrides={boxing_day: ((time(14), time(15)),)})
    assert _offered(works, day=boxing_day) == ["14:00", "14:15"]
    assert _offered(Diary(hours=OFFICE_HOURS, overrides={MONDAY: ()})) == []


def test_notice_and_horizon():
    wednesday = date(2026, 11, 25)
    assert _offered(Diary(hours=OFFICE_HOURS, notice=timedelta(hours=4)), day=wednesday) == ["16:00", "16:15"]
    assert _offered(Diary(hours=OFFICE_HOURS, horizon_days=5))
    assert not _offered(Diary(hours=OFFICE_HOURS, horizon_days=4))


def test_a_full_week_is_closed_and_the_next_one_is_open():
    full = Diary(hours=OFFICE_HOURS, weekly_cap=2, booked={MONDAY: 2})
    assert not _offered(full)
    assert not _offered(full, day=MONDAY + timedelta(days=4))
    assert _offered(full, day=MONDAY + timedelta(days=7))
    assert _offered(Diary(hours=OFFICE_HOURS, weekly_cap=3, booked={MONDAY: 2}))


@pytest.mark.parametrize("sunday", [day for day in CLOCK_CHANGES if day.month == 3])
def test_the_hour_that_march_skips_is_never_offered(sunday):
    assert moments_of(sunday, time(1), time(2)) == []
    assert sum((span.end - span.start for span in moments_of(sunday, time(0, 30), time(3))), timedelta()) == timedelta(minutes=90)
    diary = Diary(hours=(Hours(6, time(0, 30), time(3)),))
    before = midnight(sunday) - timedelta(days=3)
    assert _offered(diary, minutes=30, day=sunday, now=before) == ["00:30", "00:45", "02:00", "02:15", "02:30"]


@pytest.mark.parametrize("sunday", [day for day in CLOCK_CHANGES if day.month == 10])
def test_the_hour_that_october_repeats_is_offered_twice(sunday):
    assert sum((span.end - span.start for span in moments_of(sunday, time(1), time(2))), timedelta()) == timedelta(hours=2)
    diary = Diary(hours=(Hours(6, time(1), time(1, 30)),))
    before = midnight(sunday) - timedelta(days=3)
    found = slots([diary], minutes=30, first=sunday, last=sunday, now=before)
    assert [in_words(start, 30).rsplit(",", 1)[1] for start in found] == [" 1am to 1:30am (BST)", " 1am to 1:30am (GMT)"]


@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
def test_office_hours_stay_on_the_wall_clock_when_the_clocks_change(sunday):
    diary = Diary(hours=OFFICE_HOURS)
    before = midnight(sunday) - timedelta(days=20)
    for day in (sunday - timedelta(days=2), sunday + timedelta(days=1)):
        offered = _offered(diary, day=day, now=before)
        assert (offered[0], offered[-1], len(offered)) == ("09:00", "16:15", 30)


def test_the_nearest_three_in_order_of_time():
    offered = [_at(MONDAY, hour) for hour in (9, 10, 12, 15)]
    assert nearest(offered, _at(MONDAY, 11)) == [_at(MONDAY, 9), _at(MONDAY, 10), _at(MONDAY, 12)]
    assert nearest([], _at(MONDAY, 11)) == []


def test_a_time_in_words():
    assert in_words(_at(date(2026, 12, 7), 9), 45) == "Monday 7 December 2026, 9am to 9:45am"


# --- the oracle


def _is_available(diary: Diary, minute: datetime) -> bool:
    """Whether a champion's hours hold one minute, by reading the wall clock at that minute."""
    here = minute.astimezone(LONDON)
    day, shown = here.date(), here.time()
    if day in diary.overrides:
        return any(start <= shown < end for start, end in diary.overrides[day])
    if day in diary.holidays:
        return False
    return any(hours.weekday == day.weekday() and hours.starts_at <= shown < hours.ends_at for hours in diary.hours)


def _can_meet(diary: Diary, start: datetime, minutes: int, now: datetime) -> bool:
    here = start.astimezone(LONDON)
    if start < now + diary.notice or (here.date() - now.astimezone(LONDON).date()).days > diary.horizon_days:
        return False
    if diary.booked.get(monday_of(here.date()), 0) >= diary.weekly_cap:
        return False
    if not all(_is_available(diary, start + MINUTE * number) for number in range(minutes)):
        return False
    with_rest = minutes + int(diary.buffer.total_seconds() // 60)
    return not any(busy.start <= start + MINUTE * number < busy.end for number in range(with_rest) for busy in diary.busy)


def _oracle(panel: list[Diary], *, minutes: int, first: date, last: date, now: datetime, taken: list[Span]) -> list[datetime]:
    found = []
    start = midnight(first)
    while start < midnight(last + timedelta(days=1)):
        is_free = all(_can_meet(diary, start, minutes, now) for diary in panel)
        if is_free and not any(span.start <= start + MINUTE * number < span.end for number in range(minutes) for span in taken):
            found.append(start)
        start += timedelta(minutes=15)
    return found


_clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 15, 20, 30, 45, 59]))


@st.composite
def _separate(draw, most=2):
    """Some stretches of a day that do not overlap; they may touch."""
    times = sorted(draw(st.lists(_clock_times, min_size=2, max_size=2 * most, unique=True)))
    touching = draw(st.booleans())
    pairs = list(itertools.pairwise(times)) if touching else list(zip(times[::2], times[1::2], strict=False))
    return tuple(pairs[:most])


def _long_days():
    """Mostly hours long enough for a panel to meet in, night included, as that is when the clocks change."""
    return st.one_of(st.just(((time(0), time(23, 59)),)), st.just(((time(0, 40), time(12, 5)), (time(12, 5), time(22)))), _separate())


@st.composite
def _world(draw):
    middle = draw(st.sampled_from([*CLOCK_CHANGES, MONDAY, date(2026, 12, 27), date(2028, 2, 29)]))
    first = middle - timedelta(days=draw(st.integers(0, 1)))
    last = first + timedelta(days=draw(st.integers(0, 2)))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    opening = midnight(first)

    def spans(most):
        return st.lists(
            st.builds(
                lambda start, length: Span(opening + MINUTE * start, opening + MINUTE * (start + length)),
                st.integers(-120, 3 * 1440),
                st.integers(5, 300),
            ),
            max_size=most,
        )

    panel = [
        Diary(
            hours=tuple(Hours(day, *stretch) for day in range(7) for stretch in draw(_long_days())),
            overrides={day: draw(st.one_of(st.just(()), _separate())) for day in days if draw(st.integers(0, 3)) == 0},
            holidays=frozenset(day for day in days if draw(st.integers(0, 5)) == 0),
            busy=tuple(draw(spans(4))),
            booked={monday_of(day): draw(st.integers(0, 3)) for day in days},
            weekly_cap=draw(st.integers(3, 6)),
            buffer=MINUTE * draw(st.sampled_from([0, 10, 15, 30])),
            notice=timedelta(hours=draw(st.integers(0, 30))),
            horizon_days=draw(st.integers(1, 5)),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    now = opening + MINUTE * draw(st.integers(-2 * 1440, 720))
    minutes = draw(st.sampled_from([15, 30, 45, 60, 90]))
    return panel, {"minutes": minutes, "first": first, "last": last, "now": now, "taken": draw(spans(2))}


@settings(max_examples=150, deadline=None)
@given(_world())
def test_every_free_start_is_offered_and_no_other(world):
    panel, question = world
    assert slots(panel, **question) == _oracle(panel, **question)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CLOCK_CHANGES), st.integers(-1, 1), _separate(3))
def test_available_moments_are_those_at_which_the_wall_clock_says_so(sunday, offset, stretches):
    day = sunday + timedelta(days=offset)
    diary = Diary(hours=tuple(Hours(day.weekday(), *stretch) for stretch in stretches))
    spans = available(diary, day, day)
    assert spans == merged(spans)
    minute = midnight(day)
    while minute < midnight(day + timedelta(days=1)):
        assert any(span.start <= minute < span.end for span in spans) == _is_available(diary, minute)
        minute += timedelta(minutes=5)
