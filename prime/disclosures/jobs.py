"""Work on self-disclosures outside a request: asking the shortlisted, one reminder, and deletion in time."""

from uuid import UUID

from prime.core import clock, outbox
from prime.core.actor import SYSTEM
from prime.disclosures import queries, service


async def ask_shortlisted(outbox_id: UUID, *, application_id: str) -> None:
    """After the shortlist, and before the interview: ask what the law lets us ask (Keeping children safe in education, part three)."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.ask_shortlisted(SYSTEM, UUID(application_id))


async def follow_up(outbox_id: UUID) -> None:
    """Every hour: remind those who have not answered, and delete what is kept no longer."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            for application_id in await queries.to_remind(clock.today()):
                await service.remind(SYSTEM, application_id)
            await service.delete_outdated(SYSTEM)
