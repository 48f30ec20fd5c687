"""Two parsers that know nothing of each other read what we send: the same interviews, at the same moments, in every week."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from prime.core.clock import LONDON
from prime.interviews.invitations import Entry, Method, calendar_feed, calendar_object
from prime.interviews.rules import in_words

UID = UUID("019ab000-0000-7000-8000-000000000001")
MINUTES = timedelta(minutes=45)
CLOCK_CHANGES = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29)]


class Read(NamedTuple):
    """An event as a calendar program understands it."""

    uid: str
    sequence: int
    status: str
    start: datetime
    end: datetime


def _by_icalendar(text: str) -> list[Read]:
    return [
        Read(str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"]), event.decoded("dtstart"), event.decoded("dtend"))
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    ]


def _by_vobject(text: str) -> list[Read]:
    calendar = vobject.readOne(text)
    return [
        Read(event.uid.value, int(event.sequence.value), event.status.value, event.dtstart.value, event.dtend.value) for event in calendar.vevent_list
    ]


PARSERS = [pytest.param(_by_icalendar, id="icalendar"), pytest.param(_by_vobject, id="vobject")]
Parser = Callable[[str], list[Read]]


def _entry(starts_at: datetime, *, sequence: int = 0, uid: UUID = UID) -> Entry:
    return Entry(
        uid=uid,
        sequence=sequence,
        starts_at=starts_at,
        minutes=45,
        title="Interview: social worker; “court, team”",
        description="By video: https://meet.example/x\nPanel: Ann Testcase, Ben Testcase",
        place="https://meet.example/room?a=1,2",
        name="Cleo Testcase",
        email="cleo@people.example",
        stamped_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
    )


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


@pytest.mark.parametrize("parse", PARSERS)
def test_a_calendar_that_follows_us_ends_where_we_do(parse: Parser):
    first, second = _at(date(2026, 12, 7), 9), _at(date(2027, 4, 5), 14, 30)
    sent = [
        calendar_object(_entry(first), Method.REQUEST),
        calendar_object(_entry(second, sequence=1), Method.REQUEST),
        calendar_object(_entry(second, sequence=2), Method.CANCEL),
    ]
    kept: dict[str, Read] = {}
    states = []
    for text in [*sent, sent[0]]:  # an old message that comes late changes nothing (RFC 5546, 2.1.5)
        [event] = parse(text)
        if event.uid not in kept or event.sequence > kept[event.uid].sequence:
            kept[event.uid] = event
        states.append(kept[event.uid])
    assert len(kept) == 1
    assert [(state.sequence, state.status) for state in states] == [(0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED"), (2, "CANCELLED")]
    assert [state.start for state in states[:2]] == [first, second]
    [in_feed] = parse(calendar_feed([(_entry(second, sequence=2), True)], "AfC Prime interviews"))
    assert in_feed == states[-1]


def _weeks() -> Iterator[date]:
    day = date(2026, 1, 5)
    while day.year < 2029:
        yield day
        day += timedelta(days=7)


@pytest.mark.parametrize("parse", PARSERS)
def test_nine_in_london_is_nine_in_london_in_every_week_of_three_years(parse: Parser):
    mondays = list(_weeks())
    assert len(mondays) == 156
    entries = [(_entry(_at(monday, 9), uid=UUID(int=number + 1)), False) for number, monday in enumerate(mondays)]
    found = parse(calendar_feed(entries, "AfC Prime interviews"))
    assert [event.start.astimezone(UTC) for event in found] == [_at(monday, 9) for monday in mondays]
    assert {(event.start.astimezone(LONDON).hour, event.end - event.start) for event in found} == {(9, MINUTES)}


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
def test_every_quarter_of_an_hour_around_a_clock_change_is_the_same_moment(parse: Parser, sunday: date):
    first = datetime.combine(sunday, time(), UTC) - timedelta(hours=2)
    moments = [first + timedelta(minutes=15) * number for number in range(24)]
    found = parse(calendar_feed([(_entry(at, uid=UUID(int=number + 1)), False) for number, at in enumerate(moments)], "AfC Prime interviews"))
    assert [event.start.astimezone(UTC) for event in found] == moments
    assert [event.end.astimezone(UTC) for event in found] == [at + MINUTES for at in moments]


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize(
    ("day", "zone", "shown"),
    [
        (date(2026, 12, 7), "America/New_York", "04:00"),
        (date(2026, 12, 7), "Asia/Kolkata", "14:30"),
        (date(2026, 7, 6), "America/New_York", "04:00"),
        (date(2026, 7, 6), "Asia/Kolkata", "13:30"),
        # America changes its clocks in other weeks.
        (date(2026, 3, 16), "America/New_York", "05:00"),
        (date(2026, 10, 26), "America/New_York", "05:00"),
        (date(2027, 3, 29), "America/New_York", "04:00"),
        (date(2028, 10, 30), "Asia/Kolkata", "14:30"),
    ],
)
def test_a_candidate_elsewhere_sees_the_right_moment_and_is_told_londons(parse: Parser, day: date, zone: str, shown: str):
    starts_at = _at(day, 9)
    [event] = parse(calendar_object(_entry(starts_at), Method.REQUEST))
    assert f"{event.start.astimezone(ZoneInfo(zone)):%H:%M}" == shown
    assert in_words(starts_at, 45).endswith("9am to 9:45am")
