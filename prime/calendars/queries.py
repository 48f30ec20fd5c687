"""Reading subscriptions: everybody their own; who makes up panels gets times only, through slots."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from prime.calendars import rules
from prime.calendars.schemas import Busy, Subscription
from prime.calendars.tables import CalendarSubscription
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound

_DUE = """
SELECT s.id FROM calendar_subscription s JOIN app_user u ON u.id = s."user"
WHERE u.active AND (s.read_at IS NULL OR s.read_at < $1) ORDER BY s.read_at NULLS FIRST LIMIT 500
"""
_BUSY = """
SELECT b.starts_at, b.ends_at FROM busy_time b JOIN calendar_subscription s ON s.id = b.subscription
WHERE s."user" = $1 AND b.starts_at < $3 AND b.ends_at > $2 ORDER BY b.starts_at LIMIT 1000
"""


async def find_own(actor: Actor) -> Subscription | None:
    """The actor's own subscription, if they have one."""
    row = await CalendarSubscription.objects().where(CalendarSubscription.user == actor.required_user_id).first()
    if row is None:
        return None
    return Subscription(
        id=row.id,
        host=urlsplit(row.address).hostname or "",
        added_at=row.added_at,
        read_at=row.read_at,
        busy_count=row.busy_count,
        problem=row.problem,
    )


async def get_own(actor: Actor) -> Subscription:
    """The actor's own subscription; raises NotFound where there is none."""
    found = await find_own(actor)
    if found is None:
        raise NotFound
    return found


async def list_own_busy(actor: Actor, first: datetime, last: datetime) -> list[Busy]:
    """When the actor is busy by their own calendar, between two moments."""
    return [Busy(**row) for row in await fetch(_BUSY, actor.required_user_id, first, last)]


async def find_address(subscription_id: UUID) -> str | None:
    """Where the feed of a subscription lies; None once it is removed."""
    row = await CalendarSubscription.objects().where(CalendarSubscription.id == subscription_id).first()
    return row.address if row else None


async def lock_subscription(subscription_id: UUID) -> CalendarSubscription | None:
    """A subscription, locked to the end of the transaction; None once it is removed."""
    return await CalendarSubscription.objects().where(CalendarSubscription.id == subscription_id).lock_rows("UPDATE").first()


async def list_due() -> list[UUID]:
    """Subscriptions of active people that are due to be read, the longest wait first."""
    return [row["id"] for row in await fetch(_DUE, clock.now() - rules.READ_AGAIN_AFTER)]
