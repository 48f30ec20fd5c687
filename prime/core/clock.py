"""The one source of "now": UTC in storage, Europe/London on screen, and injectable."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from prime.core.settings import settings

LONDON = ZoneInfo("Europe/London")
_held: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in UTC; `PRIME_NOW` or `hold()` may hold it still."""
    if _held is not None:
        return _held
    if settings().prime_now:
        return datetime.fromisoformat(settings().prime_now).astimezone(UTC)
    return datetime.now(UTC)


def today() -> date:
    """The date on a wall calendar in London, which decides deadlines and tax points."""
    return now().astimezone(LONDON).date()


def hold(at: datetime | None) -> None:
    """Hold the clock of this process at an aware moment, or let it go again (None)."""
    global _held  # noqa: PLW0603 - one clock for the process, whatever the task
    if at is not None and at.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    _held = at and at.astimezone(UTC)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock for the length of a block."""
    before = _held
    hold(at)
    try:
        yield
    finally:
        hold(before)
