"""Jobs on applications."""

from uuid import UUID

from prime.candidates import service
from prime.core import outbox
from prime.core.actor import SYSTEM


async def escalate_overdue(outbox_id: UUID) -> None:
    """Tell operations of steps that nobody has taken in time."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.escalate_overdue(SYSTEM)


async def refresh_search(outbox_id: UUID) -> None:
    """Make the words again of applications whose vacancy or person changed elsewhere."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.refresh_search(SYSTEM)


async def warn_of_old_drafts(outbox_id: UUID) -> None:
    """Warn those who left an application behind that it is about to be deleted."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.warn_of_old_drafts(SYSTEM)


async def discard_old_drafts(outbox_id: UUID) -> None:
    """Forget drafts that nobody came back to."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.discard_old_drafts(SYSTEM)
