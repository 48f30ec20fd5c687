"""Work on checks as time goes by, and after a file was found unsafe."""

from uuid import UUID

from prime.checks import service
from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.uploads.tables import Purpose


async def follow_up(outbox_id: UUID) -> None:
    """Each hour: move back who is no longer ready, and tell of what lapses soon."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.follow_all(SYSTEM)
            await service.remind_due(SYSTEM)


async def forget_disclosures(outbox_id: UUID) -> None:
    """Each day: forget what certificates disclosed long enough ago."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.forget_disclosures(SYSTEM)


async def reopen_without_copy(outbox_id: UUID, *, purpose: str, subject_id: str) -> None:
    """A file was deleted because it was not safe: a check that needs it is open again."""
    async with outbox.effect(outbox_id) as first:
        if first and purpose == Purpose.CHECK_EVIDENCE:
            await service.reopen_without_copy(SYSTEM, UUID(subject_id))
