"""Looking at the invariants in the background."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.reporting import service
from prime.reporting.invariants import look


async def check_invariants(outbox_id: UUID) -> None:
    """Look first, which only reads, then keep what was found."""
    broken = await look()
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.keep_findings(SYSTEM, broken)
