"""The one source of "now": UTC in storage, Europe/London on screen, and injectable."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from prime.core.settings import settings

LONDON = ZoneInfo("Europe/London")
_frozen: ContextVar[datetime | None] = ContextVar("frozen_now", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; `PRIME_NOW` or `frozen()` may hold it still."""
    held = _frozen.get()
    if held is not None:
        return held
    if settings().prime_now:
        return datetime.fromisoformat(settings().prime_now).astimezone(UTC)
    return datetime.now(UTC)


def today() -> date:
    """The date on a wall calendar in London, which decides deadlines and tax points."""
    return now().astimezone(LONDON).date()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment, in this context and the tasks it starts."""
    if at.tzinfo is None:
        raise ValueError("A frozen moment needs a time zone.")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
