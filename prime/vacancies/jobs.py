"""Work on vacancies outside a request."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.vacancies import queries, service


async def close_past(outbox_id: UUID) -> None:
    """Every hour: close what is past its closing date."""
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            for vacancy_id in await queries.list_past():
                await service.close_past(SYSTEM, vacancy_id)
