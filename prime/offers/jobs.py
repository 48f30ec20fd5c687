"""Work on offers outside a request: reminders, offers past their time, and what follows from an application's end."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.offers import queries, service


async def send_reminder(outbox_id: UUID, *, offer_id: str) -> None:
    """Two days before it lapses: remind the candidate, unless they have answered."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.remind(SYSTEM, UUID(offer_id))


async def lapse_offers(outbox_id: UUID) -> None:
    """Every few minutes: close what nobody answered in time."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            for offer_id in await queries.lapsing():
                await service.lapse(SYSTEM, offer_id)


async def withdraw_live(outbox_id: UUID, *, application_id: str) -> None:
    """The application has ended: nobody can accept its offer any more."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.withdraw_live(SYSTEM, UUID(application_id), reason="The application has ended")
