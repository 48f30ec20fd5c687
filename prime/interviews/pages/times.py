"""What the pages on which a time is chosen share."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from litestar import Response

from prime.core.formats import clock_time, local, weekday
from prime.interviews.schemas import InterviewDetail, Slot
from prime.web.downloads import attachment


class Choice(NamedTuple):
    """One start as a radio button."""

    value: str
    text: str
    is_chosen: bool


class DayOfTimes(NamedTuple):
    """The starts of one day; open on the page where it is the first or holds the chosen one."""

    date: date
    title: str
    choices: list[Choice]
    is_open: bool


def grouped(slots: Sequence[Slot], chosen: Any = "") -> list[DayOfTimes]:
    """Slots by day, each said as the clock shows it in London."""
    days: list[DayOfTimes] = []
    for day, members in groupby(slots, key=lambda slot: local(slot.starts_at).date()):
        choices = [
            Choice(slot.starts_at.isoformat(), slot.text.partition(", ")[2] or clock_time(slot.starts_at), slot.starts_at.isoformat() == chosen)
            for slot in members
        ]
        is_open = not days or any(choice.is_chosen for choice in choices)
        days.append(DayOfTimes(day, weekday(day), choices, is_open))
    return days


def calendar_file(interview: InterviewDetail, text: str) -> Response[bytes]:
    """A calendar object as a file to open."""
    return attachment(text.encode(), f"{interview.reference}.ics", media_type="text/calendar; charset=utf-8")
