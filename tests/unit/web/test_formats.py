"""Dates, times and amounts in words."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from prime.core import clock, formats


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time(9), "9am"),
        (time(13, 30), "1:30pm"),
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), "9am"),  # summer time
        (datetime(2026, 12, 1, 8, 0, tzinfo=UTC), "8am"),
        (None, "–"),
    ],
)
def test_times(value: Any, words: str) -> None:
    assert formats.clock_time(value) == words


def test_dates_are_those_of_london() -> None:
    half_past_eleven = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert formats.govdate(half_past_eleven) == "1 July 2026"
    assert formats.datetime_london(half_past_eleven) == "1 July 2026, 12:30am"
    assert formats.govdate(date(2026, 12, 7)) == "7 December 2026"
    assert formats.govdate(date(2026, 12, 7), year=False) == "7 December"
    assert formats.weekday(date(2026, 12, 7)) == "Monday 7 December"
    assert formats.weekday(date(2026, 12, 7), year=True) == "Monday 7 December 2026"


@pytest.mark.parametrize(
    "filter_", [formats.govdate, formats.datetime_london, formats.weekday, formats.ago, formats.money, formats.hours, formats.percent]
)
def test_nothing_is_a_dash(filter_: Any) -> None:
    assert filter_(None) == "–"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formats.datetime_london(datetime(2026, 1, 1, 9))  # noqa: DTZ001 - the mistake in question


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 25), "today"),
        (date(2026, 11, 24), "yesterday"),
        (date(2026, 11, 26), "tomorrow"),
        (date(2026, 11, 20), "5 days ago"),
        (date(2026, 12, 1), "in 6 days"),
        (datetime(2026, 11, 25, 0, 5, tzinfo=UTC), "today"),
    ],
)
def test_how_long_ago(day: Any, words: str) -> None:
    with clock.frozen(datetime(2026, 11, 25, 12, tzinfo=UTC)):
        assert formats.ago(day) == words


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (Decimal("1234.5"), 2, "£1,234.50"),
        (Decimal("-0.005"), 2, "-£0.01"),
        (Decimal("-0.001"), 2, "£0.00"),
        (Decimal("2.345"), 2, "£2.35"),
        (1000000, 0, "£1,000,000"),
        (Decimal("999.5"), 0, "£1,000"),
    ],
)
def test_money(value: Any, places: int, words: str) -> None:
    assert formats.money(value, places) == words


@pytest.mark.parametrize(
    ("value", "words"), [(37, "37 hours"), (Decimal("7.50"), "7.5 hours"), (1, "1 hour"), (Decimal("0.25"), "0.25 hours"), (0, "0 hours")]
)
def test_hours(value: Any, words: str) -> None:
    assert formats.hours(value) == words


@pytest.mark.parametrize(("value", "words"), [(7, "7%"), (Decimal("7.50"), "7.5%"), (0.1 + 0.2, "0.3%"), (100.0, "100%")])
def test_percent(value: Any, words: str) -> None:
    assert formats.percent(value) == words


def test_plurals() -> None:
    assert [formats.plural(n, "candidate") for n in (0, 1, 2)] == ["0 candidates", "1 candidate", "2 candidates"]
    assert formats.plural(1200, "person", "people") == "1,200 people"
