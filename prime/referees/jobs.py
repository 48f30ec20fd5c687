"""Work on references outside a request: reminders, e-mails that came back, links that have run out, and deletion in time."""

from uuid import UUID

from prime.core import clock, outbox
from prime.core.actor import SYSTEM
from prime.referees import queries, service


async def follow_up(outbox_id: UUID) -> None:
    """Every few minutes: note what came back and what has run out, and remind those who are due."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            for referee_id in await queries.bounced():
                await service.note_bounced(SYSTEM, referee_id)
            for referee_id in await queries.expired():
                await service.note_expired(SYSTEM, referee_id)
            for referee_id in await queries.to_remind(clock.today()):
                await service.remind(SYSTEM, referee_id)


async def forget_references(outbox_id: UUID) -> None:
    """Each day: delete what was said long enough ago."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.forget_references(SYSTEM)
