"""Reminders of placements that end."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.placements import service


async def remind_of_endings(outbox_id: UUID) -> None:
    """Tell everybody concerned of placements that end within four weeks."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.remind_of_endings(SYSTEM)
