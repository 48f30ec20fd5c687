"""Reading a calendar that a stranger wrote: when its owner is busy, and nothing else.

It happens in a process of its own with little time and memory, as a rule like "every second for ever" is one line long.
"""

import asyncio
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]

from prime.calendars import rules
from prime.calendars.errors import Unreadable
from prime.core.settings import ROOT

Busy = tuple[datetime, datetime]

LONDON = ZoneInfo("Europe/London")
# What we sent to people's calendars ourselves comes back in their feeds.
OURS = "@afcprime.invalid"
TOO_MANY = "The calendar has too many events. Share one with fewer past or repeated ones."
BROKEN = "The calendar is not well formed."


# --- in the process of its own


def busy_times(content: bytes, first: datetime, last: datetime) -> list[Busy]:
    """When the owner of a calendar is busy between two moments, merged and in order.

    Cancelled events and those that are marked as free do not count; all-day events count as London's whole days, and
    times without a zone as London's.

    Raises:
        Unreadable: it is broken, or holds too much.
    """
    try:
        calendars = icalendar.Calendar.from_ical(content, multiple=True)
        if not calendars:  # cut off before its end: what was read before is worth more
            raise Unreadable(BROKEN)
        found: list[Busy] = []
        for span in chain.from_iterable(_spans(calendar, first, last) for calendar in calendars):
            found.append(span)
            if len(found) > rules.MOST_EVENTS:
                raise Unreadable(TOO_MANY)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError) as problem:
        raise Unreadable(BROKEN) from problem
    return _merged([(max(start, first), min(end, last)) for start, end in found])


def _spans(calendar: Any, first: datetime, last: datetime) -> Iterator[Busy]:
    for event in recurring_ical_events.of(calendar, skip_bad_series=True).between(first, last):
        if _counts(event):
            yield _moment(event.start), _moment(event.end)
    for block in calendar.walk("VFREEBUSY"):
        periods = block.get("FREEBUSY", [])
        for period in periods if isinstance(periods, list) else [periods]:
            if period.params.get("FBTYPE", "BUSY").upper() != "FREE":
                start, end = period.dt
                yield _moment(start), _moment(start + end if isinstance(end, timedelta) else end)


def _counts(event: Any) -> bool:
    is_off = str(event.get("STATUS", "")).upper() == "CANCELLED"
    is_free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    return not (is_off or is_free or str(event.get("UID", "")).endswith(OURS))


def _moment(at: date | datetime) -> datetime:
    if not isinstance(at, datetime):
        at = datetime.combine(at, time.min)
    return (at if at.tzinfo else at.replace(tzinfo=LONDON)).astimezone(UTC)


def _merged(spans: list[Busy]) -> list[Busy]:
    whole: list[Busy] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        elif start < end:
            whole.append((start, end))
    return whole


def main() -> None:
    """Read a calendar from the input and answer in JSON: `{"busy": [[start, end]]}` or `{"problem": sentence}`."""
    resource.setrlimit(resource.RLIMIT_CPU, (rules.READ_SECONDS, rules.READ_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (rules.READ_MEMORY, rules.READ_MEMORY))
    first, last = (datetime.fromisoformat(argument) for argument in sys.argv[1:3])
    try:
        found = busy_times(sys.stdin.buffer.read(), first, last)
        if len(found) > rules.MOST_BUSY_TIMES:
            raise Unreadable(TOO_MANY)
        answer: dict[str, Any] = {"busy": [[start.isoformat(), end.isoformat()] for start, end in found]}
    except Unreadable as problem:
        answer = {"problem": problem.detail}
    except MemoryError:
        answer = {"problem": TOO_MANY}
    sys.stdout.write(json.dumps(answer))


# --- in the process that asks


async def read(content: bytes, first: datetime, last: datetime) -> list[Busy]:
    """When the owner of a calendar is busy between two moments; raises Unreadable as `busy_times`, and when it takes too long."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "prime.calendars.reading",
        first.isoformat(),
        last.isoformat(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "TZ": "UTC"},
    )
    try:
        async with asyncio.timeout(rules.READ_SECONDS + 2):
            written, _ = await process.communicate(content)
    except TimeoutError:
        written = b""
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
            await process.wait()
    if process.returncode != 0:
        raise Unreadable(TOO_MANY)
    answer = json.loads(written)
    if "problem" in answer:
        raise Unreadable(answer["problem"])
    return [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in answer["busy"]]


if __name__ == "__main__":
    main()
