"""The calendar objects that go out by e-mail (RFC 5545 and 5546): one UID for life, a higher SEQUENCE with every change."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from functools import cache
from uuid import UUID

import icalendar
import msgspec

from prime.core.clock import LONDON
from prime.core.formats import local
from prime.core.settings import settings

PRODUCT = "-//AfC Prime//Interviews//EN"


class Method(StrEnum):
    """What the receiver's calendar is to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One interview in one person's calendar."""

    uid: UUID
    sequence: int
    starts_at: datetime
    minutes: int
    title: str
    description: str
    place: str
    name: str
    email: str
    stamped_at: datetime


def calendar_object(entry: Entry, method: Method) -> str:
    """The text of an invitation, a change or a cancellation, for one person.

    Each person gets a copy that names no other attendee, as candidates and champions do not see each other's addresses.
    """
    calendar = _calendar(method)
    event = _event(entry, is_cancelled=method is Method.CANCEL)
    event.add("organizer", _organizer())
    event.add("attendee", _attendee(entry))
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def calendar_feed(entries: Iterable[tuple[Entry, bool]], name: str) -> str:
    """The text of a whole calendar to be read again and again; each entry with whether it is cancelled.

    UID and SEQUENCE are those of the invitations, so that no calendar shows an interview twice. It names nobody's address.
    """
    calendar = _calendar(Method.PUBLISH)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", LONDON.key)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(timedelta(hours=1)))
    for entry, is_cancelled in entries:
        calendar.add_component(_event(entry, is_cancelled=is_cancelled))
    text: str = calendar.to_ical().decode()
    return text


def _calendar(method: Method) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_london())
    return calendar


def _event(entry: Entry, *, is_cancelled: bool) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.uid}@afcprime.invalid")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped_at)
    event.add("dtstart", _shown(entry.starts_at))
    event.add("dtend", _shown(entry.starts_at + timedelta(minutes=entry.minutes)))
    event.add("summary", entry.title)
    event.add("description", entry.description)
    event.add("location", entry.place)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_cancelled else "OPAQUE")
    return event


def _shown(at: datetime) -> datetime:
    """A moment in London's time; in UTC where London's clocks show that time twice, as a calendar would take the first."""
    here = local(at)
    return at if here.fold else here.replace(tzinfo=LONDON)


@cache
def _london() -> icalendar.Timezone:
    """London's rules since 1996, each onset in the wall-clock time before it (icalendar's own generator is an hour late in March)."""
    zone = icalendar.Timezone()
    zone.add("tzid", LONDON.key)
    summer, winter = timedelta(hours=1), timedelta()
    for part, name, onset, before, after, month in (
        (icalendar.TimezoneDaylight(), "BST", datetime(1981, 3, 29, 1), winter, summer, 3),  # noqa: DTZ001 - wall-clock time
        (icalendar.TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), summer, winter, 10),  # noqa: DTZ001 - wall-clock time
    ):
        part.add("dtstart", onset)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def _organizer() -> icalendar.vCalAddress:
    name, address = parseaddr(settings().mail_from)
    organizer = icalendar.vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = icalendar.vText(name)
    return organizer


def _attendee(entry: Entry) -> icalendar.vCalAddress:
    attendee = icalendar.vCalAddress(f"mailto:{entry.email}")
    attendee.params["CN"] = icalendar.vText(entry.name)
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "ACCEPTED"
    attendee.params["RSVP"] = "FALSE"
    return attendee
