"""Dates, times and amounts in words, in the style of GOV.UK; moments are told in London's time."""

from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from prime.core import clock

NONE = "–"
_NOON = 12

Day = TypeVar("Day", bound=date)


def clock_time(value: datetime | time | None) -> str:
    """9am, 1:30pm, midday, midnight."""
    if value is None:
        return NONE
    at = local(value) if isinstance(value, datetime) else value
    if at.minute == 0 and at.hour in {0, _NOON}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % _NOON or _NOON}{minutes}{'am' if at.hour < _NOON else 'pm'}"


def govdate(value: date | None, *, year: bool = True) -> str:
    """7 December 2026, or 7 December."""
    if value is None:
        return NONE
    day = local(value)
    return f"{day.day} {day:%B} {day.year}" if year else f"{day.day} {day:%B}"


def weekday(value: date | None, *, year: bool = False) -> str:
    """Monday 7 December."""
    return NONE if value is None else f"{local(value):%A} {govdate(value, year=year)}"


def month_year(value: date | None) -> str:
    """December 2026."""
    return NONE if value is None else f"{local(value):%B %Y}"


def datetime_london(value: datetime | None) -> str:
    """7 December 2026, 9am."""
    return NONE if value is None else f"{govdate(value)}, {clock_time(value)}"


def ago(value: date | None) -> str:
    """Today, yesterday, tomorrow, 3 days ago or in 3 days, by London's calendar."""
    if value is None:
        return NONE
    moment = local(value)
    day = moment.date() if isinstance(moment, datetime) else moment
    days = (clock.today() - day).days
    words = {0: "today", 1: "yesterday", -1: "tomorrow"}.get(days)
    return words or (f"{days} days ago" if days > 0 else f"in {-days} days")


def money(value: Decimal | int | None, places: int = 2) -> str:
    """£1,234.50, with a minus sign before the pound sign; `places` 0 gives whole pounds."""
    if value is None:
        return NONE
    rounded = _rounded(value, places)
    return f"{'-' if rounded < 0 else ''}£{abs(rounded):,f}"


def number(value: Decimal | float | None, places: int = 2) -> str:
    """The value with commas and without trailing noughts: 1,234.5."""
    if value is None:
        return NONE
    text = f"{_rounded(value, places):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hours(value: Decimal | float | None) -> str:
    """37 hours, 7.5 hours, 1 hour."""
    return NONE if value is None else f"{number(value)} {'hour' if value == 1 else 'hours'}"


def percent(value: Decimal | float | None) -> str:
    """7%, 7.5%."""
    return NONE if value is None else f"{number(value, 1)}%"


def plural(count: int, one: str, many: str = "") -> str:
    """1 candidate, 3 candidates; `many` where the plural is not the word and an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _rounded(value: Decimal | float, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0  # + 0 turns -0 into 0


def local(value: Day) -> Day:
    """An aware moment in London's time; a plain date as it is.

    Raises:
        ValueError: for a moment without a time zone, of which nobody can say when it is.
    """
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        raise ValueError("A moment needs a time zone to be shown.")
    return value.astimezone(UTC).astimezone(clock.LONDON)
