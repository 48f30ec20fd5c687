"""Commands on subscriptions: subscribe, remove, note what was read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.calendars import queries, rules
from prime.calendars.errors import Unreadable
from prime.calendars.tables import BusyTime, CalendarSubscription
from prime.core import clock, outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transactional
from prime.core.errors import Forbidden, InvalidInput
from prime.core.formats import plural
from prime.core.settings import settings
from prime.notifications import service as notifications

READ = "calendars.read_calendar"


@transactional
async def subscribe(actor: Actor, address: str) -> UUID:
    """Have one's own calendar read from now on, in the place of the one before.

    Raises:
        Forbidden: the actor has no availability.
        InvalidInput: it is no address of a feed.
    """
    actor.require(Permission.AVAILABILITY_EDIT)
    user_id = actor.required_user_id
    try:
        checked = rules.feed_address(address, {"https"} if settings().is_production else {"https", "http"})
    except Unreadable as problem:
        raise InvalidInput.field("address", problem.detail) from None
    await lock(f"calendar-of:{user_id}")
    await _remove(user_id)
    row = CalendarSubscription(id=uuid7(), user=user_id, address=checked, added_at=clock.now())
    await row.save()
    await outbox.enqueue(READ, subscription_id=row.id)
    await audit.record(actor, "calendars.subscribed", user_id, "Subscribed to a calendar of their own")
    subscription_id: UUID = row.id
    return subscription_id


@transactional
async def unsubscribe(actor: Actor) -> None:
    """Read one's own calendar no more, and forget what was read."""
    actor.require(Permission.AVAILABILITY_EDIT)
    user_id = actor.required_user_id
    await lock(f"calendar-of:{user_id}")
    if await _remove(user_id):
        await audit.record(actor, "calendars.unsubscribed", user_id, "Removed the calendar of their own")


async def _remove(user_id: UUID) -> bool:
    row = await CalendarSubscription.objects().where(CalendarSubscription.user == user_id).lock_rows("UPDATE").first()
    if row is None:
        return False
    await BusyTime.delete().where(BusyTime.subscription == row.id)
    await row.remove()
    return True


@transactional
async def read_again(actor: Actor) -> None:
    """Have one's own calendar read now; raises NotFound where there is none."""
    actor.require(Permission.AVAILABILITY_EDIT)
    await outbox.enqueue(READ, subscription_id=(await queries.get_own(actor)).id)


@transactional
async def note_busy(actor: Actor, subscription_id: UUID, address: str, spans: Sequence[tuple[datetime, datetime]]) -> None:
    """Replace the busy times by those that were read at an address, unless it has changed meanwhile.

    Raises:
        Forbidden: only the job of reading notes that.
    """
    if actor is not SYSTEM:
        raise Forbidden
    row = await queries.lock_subscription(subscription_id)
    if row is None or row.address != address:
        return
    await BusyTime.delete().where(BusyTime.subscription == subscription_id)
    for start in range(0, len(spans), 1000):
        rows = [BusyTime(id=uuid7(), subscription=subscription_id, starts_at=a, ends_at=b) for a, b in spans[start : start + 1000]]
        await BusyTime.insert(*rows)
    values: dict[Any, Any] = {
        CalendarSubscription.read_at: clock.now(),
        CalendarSubscription.busy_count: len(spans),
        CalendarSubscription.problem: "",
        CalendarSubscription.failing_since: None,
        CalendarSubscription.told_at: None,
    }
    await row.update_self(values)
    if row.problem:
        await audit.record(actor, "calendars.readable_again", row.user, f"Their calendar can be read again: {plural(len(spans), 'busy time')}")


@transactional
async def note_problem(actor: Actor, subscription_id: UUID, address: str, problem: str) -> None:
    """Note why a calendar could not be read; what was read before stays, and after a day its owner is told.

    Raises:
        Forbidden: only the job of reading notes that.
    """
    if actor is not SYSTEM:
        raise Forbidden
    row = await queries.lock_subscription(subscription_id)
    if row is None or row.address != address:
        return
    now = clock.now()
    failing_since = row.failing_since or now
    is_told = rules.is_due_for_telling(failing_since, row.told_at, now=now)
    values: dict[Any, Any] = {
        CalendarSubscription.problem: problem,
        CalendarSubscription.failing_since: failing_since,
        CalendarSubscription.told_at: now if is_told else row.told_at,
    }
    await row.update_self(values)
    if is_told:
        await notifications.send(actor, "calendar_unreadable", to=row.user, about=subscription_id, problem=problem)


@transactional
async def order_readings(actor: Actor) -> None:
    """Order a reading of every calendar that is due.

    Raises:
        Forbidden: only the hourly job orders that.
    """
    if actor is not SYSTEM:
        raise Forbidden
    for subscription_id in await queries.list_due():
        await outbox.enqueue(READ, subscription_id=subscription_id)
