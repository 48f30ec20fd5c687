"""Work on calendars outside a request: reading one, and ordering that for all."""

from datetime import timedelta
from uuid import UUID

from prime.calendars import fetching, queries, reading, rules, service
from prime.calendars.errors import Unreadable
from prime.core import clock, outbox
from prime.core.actor import SYSTEM


async def read_calendar(outbox_id: UUID, subscription_id: str) -> None:
    """Fetch and read one calendar; nothing is left to do once the subscription is removed."""
    key = UUID(subscription_id)
    address = await queries.find_address(key)
    problem, spans = "", []
    if address is not None:
        first = clock.now() - timedelta(days=1)
        try:
            spans = await reading.read(await fetching.fetch(address), first, first + rules.AHEAD)
        except Unreadable as refusal:
            problem = refusal.detail
    async with outbox.effect(outbox_id) as is_first:
        if not is_first or address is None:
            return
        if problem:
            await service.note_problem(SYSTEM, key, address, problem)
        else:
            await service.note_busy(SYSTEM, key, address, spans)


async def read_calendars(outbox_id: UUID) -> None:
    """Order a reading of every calendar that is due."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.order_readings(SYSTEM)
