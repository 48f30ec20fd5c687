"""Jobs on lists of people and on the talent pool."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.talent import service


async def take_in(outbox_id: UUID, *, list_id: str) -> None:
    """Take in the next rows of a list."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.take_in(SYSTEM, UUID(list_id))


async def forget_old_lists(outbox_id: UUID) -> None:
    """Throw away lists that were read and left."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.forget_old_lists(SYSTEM)


async def end_places(outbox_id: UUID) -> None:
    """Tell members that their place in the pool ends, and end those whose last day has passed."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.end_places(SYSTEM)
