"""Reading calendars: what counts as busy, when, and what a hostile one may cost."""

import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prime.calendars import reading, rules
from prime.calendars.errors import Unreadable
from prime.calendars.reading import busy_times
from prime.core.clock import LONDON
from prime.interviews.rules import Diary, Hours, Span, midnight, slots

FIRST = datetime(2026, 11, 24, tzinfo=UTC)
LAST = FIRST + rules.AHEAD
MONDAY = date(2026, 11, 30)


def _calendar(*lines: str) -> bytes:
    events = "".join(f"BEGIN:VEVENT\r\nUID:{number}@double.example\r\n{text}\r\nEND:VEVENT\r\n" for number, text in enumerate(lines))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Double//EN\r\n{events}END:VCALENDAR\r\n".encode()


def _said(*lines: str, first: datetime = FIRST, last: datetime = LAST) -> list[str]:
    found = busy_times(_calendar(*lines), first, last)
    return [f"{start.astimezone(LONDON):%d %b %H:%M}-{end.astimezone(LONDON):%H:%M}" for start, end in found]


LINES = "\r\n".join


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20261130T090000Z", "DTEND:20261130T100000Z"], ["30 Nov 09:00-10:00"]),
        (["DTSTART;TZID=Europe/London:20261130T090000", "DURATION:PT30M"], ["30 Nov 09:00-09:30"]),
        (["DTSTART;TZID=America/New_York:20261130T090000", "DTEND;TZID=America/New_York:20261130T100000"], ["30 Nov 14:00-15:00"]),
        (["DTSTART;TZID=GMT Standard Time:20261130T090000", "DURATION:PT1H"], ["30 Nov 09:00-10:00"]),
        (["DTSTART:20261130T090000", "DURATION:PT1H"], ["30 Nov 09:00-10:00"]),
        (["DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261201"], ["30 Nov 00:00-00:00"]),
        (["DTSTART;VALUE=DATE:20261130"], ["30 Nov 00:00-00:00"]),
        (["DTSTART:20261130T090000Z", "DTEND:20261130T100000Z", "STATUS:CANCELLED"], []),
        (["DTSTART:20261130T090000Z", "DTEND:20261130T100000Z", "TRANSP:TRANSPARENT"], []),
        (["DTSTART:20261130T090000Z", "DTEND:20261130T100000Z", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"], []),
        (["DTSTART:20261130T090000Z"], []),
        (["DTSTART:20261130T100000Z", "DTEND:20261130T090000Z"], ["30 Nov 09:00-10:00"]),
        (["DTSTART:20261130T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"], ["30 Nov 09:00-10:00", "01 Dec 09:00-10:00"]),
        (
            ["DTSTART:20261130T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261201T090000Z"],
            ["30 Nov 09:00-10:00", "02 Dec 09:00-10:00"],
        ),
    ],
)
def test_what_counts_as_busy(lines, expected):
    assert _said(LINES(lines)) == expected


def test_busy_times_are_merged_and_cut_to_the_window():
    same_day = ("DTSTART:20261130T090000Z\r\nDURATION:PT1H", "DTSTART:20261130T093000Z\r\nDURATION:PT1H", "DTSTART:20261130T103000Z\r\nDURATION:PT1H")
    assert _said(*same_day) == ["30 Nov 09:00-11:30"]
    ten = datetime(2026, 11, 30, 10, tzinfo=UTC)
    assert _said(*same_day, first=ten, last=ten + timedelta(minutes=15)) == ["30 Nov 10:00-10:15"]


def test_a_moved_occurrence_of_a_series_is_where_it_was_moved_to():
    series = "DTSTART:20261130T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2"
    moved = "UID:0@double.example\r\nRECURRENCE-ID:20261201T090000Z\r\nDTSTART:20261201T150000Z\r\nDURATION:PT1H"
    text = _calendar(series).replace(b"END:VCALENDAR", f"BEGIN:VEVENT\r\n{moved}\r\nEND:VEVENT\r\nEND:VCALENDAR".encode())
    assert [start.hour for start, _ in busy_times(text, FIRST, LAST)] == [9, 15]


def test_our_own_invitations_come_back_and_do_not_count():
    ours = _calendar("DTSTART:20261130T090000Z\r\nDURATION:PT1H").replace(b"0@double.example", f"019ab{reading.OURS}".encode())
    assert busy_times(ours, FIRST, LAST) == []


def test_free_busy_only_calendars():
    block = b"BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20261130T090000Z/PT1H\r\nFREEBUSY;FBTYPE=FREE:20261130T120000Z/PT1H\r\nEND:VFREEBUSY\r\n"
    [(start, end)] = busy_times(_calendar().replace(b"END:VCALENDAR", block + b"END:VCALENDAR"), FIRST, LAST)
    assert (start.hour, end.hour) == (9, 10)


CLOCK_CHANGES = [date(2027, 3, 28), date(2027, 10, 31)]


@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
def test_a_weekly_meeting_stays_on_the_wall_clock_when_the_clocks_change(sunday):
    start = sunday - timedelta(days=6)
    text = _calendar(f"DTSTART;TZID=Europe/London:{start:%Y%m%d}T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3")
    found = busy_times(text, midnight(start), midnight(start + timedelta(days=30)))
    assert {begin.astimezone(LONDON).hour for begin, _ in found} == {9}
    assert len({begin.hour for begin, _ in found}) == 2


@pytest.mark.parametrize(("sunday", "hours"), [(CLOCK_CHANGES[0], 23), (CLOCK_CHANGES[1], 25)])
def test_a_whole_day_is_as_long_as_london_makes_it(sunday, hours):
    [(start, end)] = busy_times(_calendar(f"DTSTART;VALUE=DATE:{sunday:%Y%m%d}"), midnight(sunday), midnight(sunday + timedelta(days=1)))
    assert end - start == timedelta(hours=hours)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
        b"\x00\xff" * 100,
        _calendar("DTSTART:yesterday"),
        _calendar("DTSTART:20261130T090000Z\r\nRRULE:FREQ=SOMETIMES"),
        _calendar("DTSTART:00010101T000000Z\r\nDTEND:99991231T235959Z"),
        _calendar("DTSTART:20261130T090000Z\r\nDURATION:P99999999999D"),
        _calendar("RRULE:FREQ=DAILY"),
    ],
)
def test_a_broken_calendar_gives_what_can_be_read_or_a_sentence(content):
    try:
        found = busy_times(content, FIRST, LAST)
    except Unreadable as refusal:
        assert refusal.detail in {reading.BROKEN, reading.TOO_MANY}
    else:
        assert all(FIRST <= start < end <= LAST for start, end in found)


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:20200101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"],
        ["DTSTART:19700101T000000Z", "DURATION:PT1S", "RRULE:FREQ=MINUTELY;INTERVAL=1"],
        ["DTSTART:20261201T000000Z", "DURATION:PT1S", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
    ],
)
async def test_a_rule_without_end_is_given_up(lines, monkeypatch):
    monkeypatch.setattr(rules, "READ_SECONDS", 1)
    began = stopwatch.monotonic()
    try:
        assert len(await reading.read(_calendar(LINES(lines)), FIRST, LAST)) == 1
    except Unreadable as refusal:
        assert refusal.detail == reading.TOO_MANY
    assert stopwatch.monotonic() - began < 30


async def test_the_other_process_answers_as_this_one_does():
    text = _calendar("DTSTART;TZID=Europe/London:20261130T090000\r\nDURATION:PT30M\r\nRRULE:FREQ=WEEKLY;COUNT=5")
    assert await reading.read(text, FIRST, LAST) == busy_times(text, FIRST, LAST)
    with pytest.raises(Unreadable):
        await reading.read(b"BEGIN:VCALENDAR", FIRST, LAST)


# --- calendar and slots together, against an oracle that looks at every minute


@st.composite
def _meetings(draw):
    """Meetings by London's wall clock: first day, hour, minute, length, how often repeated each week or day, and whether they count."""
    return [
        (
            MONDAY + timedelta(days=draw(st.integers(-3, 4))),
            time(draw(st.integers(6, 18)), draw(st.sampled_from([0, 10, 15, 30, 50]))),
            draw(st.sampled_from([10, 30, 45, 60, 150])),
            draw(st.sampled_from(["", "DAILY", "WEEKLY"])),
            draw(st.integers(0, 3)) > 0,
        )
        for _ in range(draw(st.integers(0, 4)))
    ]


def _written(meetings, shift: timedelta) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Double//EN")
    calendar.add("version", "2.0")
    for number, (day, at, minutes, repeat, counts) in enumerate(meetings):
        event = icalendar.Event()
        event.add("uid", f"{number}@double.example")
        start = datetime.combine(day + shift, at, LONDON)
        event.add("dtstart", start)
        event.add("duration", timedelta(minutes=minutes))
        event.add("transp", "OPAQUE" if counts else "TRANSPARENT")
        if repeat:
            event.add("rrule", {"freq": repeat.lower(), "count": 4})
        calendar.add_component(event)
    return calendar.to_ical()


def _is_busy(meetings, shift: timedelta, minute: datetime) -> bool:
    here = minute.astimezone(LONDON)
    for day, at, minutes, repeat, counts in meetings:
        for number in range(4 if repeat else 1):
            held_on = day + shift + timedelta(days=number * (7 if repeat == "WEEKLY" else 1))
            start = datetime.combine(held_on, at, LONDON)
            if counts and start.astimezone(UTC) <= here.astimezone(UTC) < start.astimezone(UTC) + timedelta(minutes=minutes):
                return True
    return False


@settings(max_examples=40, deadline=None)
@given(_meetings(), st.sampled_from([MONDAY, *CLOCK_CHANGES]), st.sampled_from([0, 15]), st.sampled_from([30, 45]))
def test_slots_leave_out_every_minute_of_the_calendar_and_no_other(meetings, middle, rest, minutes):
    shift = middle - MONDAY
    first, last = middle - timedelta(days=1), middle + timedelta(days=1)
    busy = busy_times(_written(meetings, shift), midnight(first) - timedelta(days=7), midnight(last) + timedelta(days=7))
    hours = tuple(Hours(day, time(7), time(20)) for day in range(7))
    diary = Diary(hours=hours, busy=tuple(Span(*span) for span in busy), buffer=timedelta(minutes=rest), notice=timedelta())
    now = midnight(first)
    offered = slots([diary], minutes=minutes, first=first, last=last, now=now)
    wanted = []
    start = now
    while start < midnight(last + timedelta(days=1)):
        shown = start.astimezone(LONDON)
        end = (start + timedelta(minutes=minutes)).astimezone(LONDON)
        is_open = time(7) <= shown.time() and end.time() <= time(20) and shown.date() == end.date()
        if is_open and not any(_is_busy(meetings, shift, start + timedelta(minutes=number)) for number in range(minutes + rest)):
            wanted.append(start)
        start += timedelta(minutes=15)
    assert offered == wanted
