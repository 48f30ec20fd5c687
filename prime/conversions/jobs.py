"""What conversions do when something happens elsewhere."""

from uuid import UUID

from prime.conversions import service
from prime.core import outbox
from prime.core.actor import SYSTEM


async def note_application_ended(outbox_id: UUID, *, application_id: str) -> None:
    """An application was withdrawn or rejected: the case that led to it goes on."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.note_application_ended(SYSTEM, UUID(application_id))
