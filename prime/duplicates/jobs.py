"""Jobs that look for records of one person."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.duplicates import service


async def find_pairs(outbox_id: UUID, candidate_id: str) -> None:
    """Compare a record with those that share a detail."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.find_pairs(SYSTEM, UUID(candidate_id))


async def find_for_unread(outbox_id: UUID) -> None:
    """Compare what was never compared."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.find_for_unread(SYSTEM)
