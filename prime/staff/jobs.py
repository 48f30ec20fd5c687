"""What happens to staff by the calendar."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.staff import service


async def note_leavers(outbox_id: UUID) -> None:
    """Mark those whose last day has passed as having left."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.note_leavers(SYSTEM)
