"""Work on billing outside a request: issuing the invoice of one share of a run."""

from uuid import UUID

from prime.billing import service
from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.core.errors import PrimeError


async def issue_share(outbox_id: UUID, *, share_id: str) -> None:
    """Issue one invoice; a refusal is kept on the share, where the run's page shows it and offers another try."""
    key = UUID(share_id)
    try:
        async with outbox.effect(outbox_id) as is_first:
            if is_first:
                await service.issue_share(SYSTEM, key)
    except PrimeError as refusal:
        async with outbox.effect(outbox_id) as is_first:
            if is_first:
                await service.fail_share(SYSTEM, key, refusal.detail)
