"""A week as a grid of quarter hours: where each event stands, worked out here so that pages need no inline style."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from prime.core import clock
from prime.core.formats import local

QUARTERS = 4
_FIRST_HOUR, _LAST_HOUR, _MOST_HOURS, _MOST_LANES = 8, 18, 16, 4
_SATURDAY, _ALL_DAYS = 5, 7


class EventKind(StrEnum):
    """How an event looks; each kind differs by border and words, not by colour alone."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    DUE = "due"
    OPEN = "open"
    BUSY = "busy"


@dataclass(frozen=True)
class Event:
    """Something with a beginning and an end, both aware; `state` says its kind in words."""

    start: datetime
    end: datetime
    kind: EventKind
    title: str
    note: str = ""
    state: str = ""
    href: str = ""


class Placed(NamedTuple):
    """An event and its place: first row, rows, lane of lanes."""

    event: Event
    row: int
    span: int
    lane: int
    lanes: int

    @property
    def is_short(self) -> bool:
        """Whether only the time and the title have room."""
        return self.span < QUARTERS


class Stretch(NamedTuple):
    """Available hours as rows."""

    start: datetime
    end: datetime
    row: int
    span: int


class Day(NamedTuple):
    """One column."""

    date: date
    events: tuple[Placed, ...]
    available: tuple[Stretch, ...]
    now_row: int | None

    @property
    def is_today(self) -> bool:
        """Whether it is today in London."""
        return self.date == clock.today()

    @property
    def meetings(self) -> int:
        """How many events involve somebody else; what is busy and leads nowhere stands in one's own calendar."""
        known = {EventKind.CONFIRMED, EventKind.TENTATIVE, EventKind.DUE}
        events = [placed.event for placed in self.events]
        return sum(event.kind in known or (event.kind is EventKind.BUSY and event.href != "") for event in events)

    @property
    def open_slots(self) -> int:
        """How many times are on offer."""
        return sum(placed.event.kind is EventKind.OPEN for placed in self.events)


class Week(NamedTuple):
    """Five days, or seven where the week-end holds something, over the hours that hold everything."""

    days: tuple[Day, ...]
    hours: tuple[int, ...]

    @property
    def title(self) -> str:
        """16 to 20 November 2026."""
        first, last = self.days[0].date, self.days[-1].date
        start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
        if first.year != last.year:
            start += f" {first.year}"
        return f"{start} to {last.day} {last:%B %Y}"


def monday_of(day: date) -> date:
    """The Monday of the week of a date."""
    return day - timedelta(days=day.weekday())


def week_grid(monday: date, events: Sequence[Event], available: Sequence[tuple[datetime, datetime]] = ()) -> Week:
    """Place the events of a week; those of other weeks are left out, those at odd hours widen the grid.

    Raises:
        ValueError: the date is not a Monday, or a moment has no time zone.
    """
    if monday.weekday():
        raise ValueError("A week starts on Monday.")
    inside = [event for event in events if 0 <= (local(event.start).date() - monday).days < _ALL_DAYS]
    has_weekend = any(local(event.start).weekday() >= _SATURDAY for event in inside)
    first = min([_FIRST_HOUR, *(local(event.start).hour for event in inside)])
    last = min(max([_LAST_HOUR, *(-(-_minutes(event.start, event.end)[1] // 60) for event in inside)]), first + _MOST_HOURS)
    dates = [monday + timedelta(days=n) for n in range(_ALL_DAYS if has_weekend else _SATURDAY)]
    return Week(tuple(_day(day, inside, available, first, last) for day in dates), tuple(range(first, last)))


def _day(day: date, events: Sequence[Event], available: Sequence[tuple[datetime, datetime]], first: int, last: int) -> Day:
    def rows(start: datetime, end: datetime, shortest: int) -> tuple[int, int]:
        opening, closing = ((minutes - first * 60) / 15 for minutes in _minutes(start, end))
        top = min(max(round(opening), 0), (last - first) * QUARTERS - shortest)
        bottom = min(round(closing), (last - first) * QUARTERS)
        return top + 1, max(bottom - top, shortest)

    todays = sorted((event for event in events if local(event.start).date() == day), key=lambda event: (event.start, event.end))
    boxes = [rows(event.start, event.end, 2) for event in todays]
    lanes = _lanes([(top, top + span) for top, span in boxes])
    placed = tuple(Placed(event, *box, *lane) for event, box, lane in zip(todays, boxes, lanes, strict=True))
    free = tuple(Stretch(start, end, *rows(start, end, 1)) for start, end in available if local(start).date() == day)
    now = local(clock.now())
    minute = (now.hour - first) * 60 + now.minute
    is_now = now.date() == day and 0 <= minute < (last - first) * 60
    return Day(day, placed, free, minute // 15 + 1 if is_now else None)


def _minutes(start: datetime, end: datetime) -> tuple[int, int]:
    """Wall-clock minutes from the midnight that begins the first day; an end on a later day counts as midnight."""
    opening, closing = local(start), local(end)
    whole_day = 24 * 60
    return opening.hour * 60 + opening.minute, closing.hour * 60 + closing.minute if closing.date() == opening.date() else whole_day


def _lanes(boxes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Side-by-side lanes for boxes that overlap, given in order of their tops: the lane of each, and of how many."""
    placed: list[tuple[int, int]] = []
    cluster: list[int] = []  # indexes of boxes that touch each other, directly or through others
    ends: list[int] = []  # where each lane of the cluster is free again
    for index, (top, bottom) in enumerate(boxes):
        if cluster and top >= max(ends):
            cluster, ends = [], []
        lane = next((n for n, end in enumerate(ends) if end <= top), len(ends))
        if lane == len(ends) and lane < _MOST_LANES:
            ends.append(bottom)
        lane = min(lane, _MOST_LANES - 1)
        ends[lane] = max(ends[lane], bottom)
        cluster.append(index)
        placed.append((lane + 1, 0))
        for member in cluster:
            placed[member] = (placed[member][0], len(ends))
    return placed
