"""Reminders of weeks without a timesheet."""

from uuid import UUID

from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.timesheets import service


async def remind_missing(outbox_id: UUID) -> None:
    """Chase missing weeks; ordered every hour, it finds new ones from 9am on Mondays in London."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.remind_missing(SYSTEM)
