"""Work on interviews outside a request: reminders, and what follows from other modules' events."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.interviews import service


async def send_reminder(outbox_id: UUID, *, interview_id: str, sequence: int) -> None:
    """A day and an hour before: remind everybody, unless the interview has changed since this was ordered."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.remind(SYSTEM, UUID(interview_id), sequence)


async def cancel_upcoming(outbox_id: UUID, *, application_id: str) -> None:
    """The application has ended: nobody waits for its interviews."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.cancel_upcoming(SYSTEM, UUID(application_id), reason="The application has ended")


async def deactivate_champion(outbox_id: UUID, *, user_id: str) -> None:
    """A person has left: their times are offered no more, and others take their places."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.deactivate_champion(SYSTEM, UUID(user_id))
            await service.reassign(SYSTEM, UUID(user_id))


async def chase_scorecards(outbox_id: UUID) -> None:
    """Ask for the scorecards that are late."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.chase_scorecards(SYSTEM)
