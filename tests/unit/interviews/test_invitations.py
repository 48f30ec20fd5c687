"""Calendar objects survive a round trip through a parser, and the zone they carry is London's."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import icalendar
import pytest

from prime.core.clock import LONDON
from prime.interviews.invitations import Entry, Method, calendar_object

UID = UUID("019ab000-0000-7000-8000-000000000001")
NINE = datetime(2026, 12, 7, 9, tzinfo=UTC)
CLOCK_CHANGES = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29)]


def _entry(**changes) -> Entry:
    facts = {
        "uid": UID,
        "sequence": 0,
        "starts_at": NINE,
        "minutes": 45,
        "title": "Interview: social worker, court; “team”",
        "description": "You meet Ann Testcase, Ben Testcase.\nRéférence INT-2026-000001",
        "place": "https://meet.example/room?a=1,2",
        "name": 'Cleo "C" O, Testcase',
        "email": "cleo@people.example",
        "stamped_at": NINE - timedelta(days=9),
    }
    return Entry(**{**facts, **changes})


def _parsed(text: str) -> tuple[icalendar.Calendar, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def test_a_request_says_everything():
    calendar, event = _parsed(calendar_object(_entry(), Method.REQUEST))
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == f"{UID}@afcprime.invalid"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (NINE, NINE + timedelta(minutes=45))
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert str(event["SUMMARY"]) == _entry().title
    assert str(event["DESCRIPTION"]) == _entry().description
    assert str(event["LOCATION"]) == _entry().place
    assert event["ATTENDEE"] == "mailto:cleo@people.example"
    assert event["ATTENDEE"].params["CN"] == 'Cleo "C" O, Testcase'
    assert event["ORGANIZER"].startswith("mailto:")


def test_lines_end_with_crlf_and_are_folded():
    raw = calendar_object(_entry(description="Very long. " * 40), Method.REQUEST).encode()
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_a_cancellation_keeps_the_uid_and_raises_the_sequence():
    calendar, event = _parsed(calendar_object(_entry(sequence=3), Method.CANCEL))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)
    assert event["UID"] == f"{UID}@afcprime.invalid"


@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
def test_every_moment_around_a_clock_change_comes_back_as_it_was(sunday):
    at = datetime(sunday.year, sunday.month, sunday.day, tzinfo=UTC) - timedelta(hours=2)
    for _ in range(24):
        text = calendar_object(_entry(starts_at=at), Method.REQUEST)
        _, event = _parsed(text)
        assert event.decoded("dtstart").astimezone(UTC) == at
        assert event.decoded("dtend").astimezone(UTC) == at + timedelta(minutes=45)
        at += timedelta(minutes=15)


def test_the_zone_it_carries_is_london():
    calendar = icalendar.Calendar.from_ical(calendar_object(_entry(), Method.REQUEST))
    [zone] = calendar.walk("VTIMEZONE")
    carried = zone.to_tz(lookup_tzid=False)
    at = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    while at.year < 2029:
        shown = at.astimezone(LONDON)
        assert shown.replace(tzinfo=carried).utcoffset() == shown.utcoffset() or shown.fold, at
        at += timedelta(hours=1)
