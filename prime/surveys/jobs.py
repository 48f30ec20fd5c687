"""Jobs of surveys: what follows from a decision or an end."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.surveys import service


async def order_invitation(outbox_id: UUID, *, application_id: str) -> None:
    """An application was decided or has ended: its candidate is asked a day later."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.order(SYSTEM, UUID(application_id))


async def send_invitation(outbox_id: UUID, *, invitation_id: str) -> None:
    """Send the link to the survey."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.send_invitation(SYSTEM, UUID(invitation_id))


async def forget_old_tickets(outbox_id: UUID) -> None:
    """Forget the tickets that nobody used."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.forget_old_tickets(SYSTEM)
