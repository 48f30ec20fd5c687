"""Jobs of equality monitoring."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.equality import service


async def forget_old_tickets(outbox_id: UUID) -> None:
    """Forget the tickets that nobody used."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.forget_old_tickets(SYSTEM)
