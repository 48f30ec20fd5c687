"""The transactional outbox: a command orders work, the commit releases it, the relay hands it out.

No web process talks to the job queue, and losing the queue loses nothing: the truth lies here.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from prime.core.columns import uuid7
from prime.core.db import execute, fetch, transaction

CHANNEL = "outbox"
URGENT = 2  # somebody waits at a screen for what comes of it

_INSERT = """
WITH written AS (
  INSERT INTO outbox_message (id, job, payload, priority, available_at)
  VALUES ($1, $2, $3, $4, COALESCE($5, now()))
)
SELECT pg_notify('outbox', '')
"""

_REVIVE = """
WITH revived AS (
  UPDATE outbox_message SET dead_at = NULL, attempts = 0, last_error = '', available_at = now()
  WHERE id = $1 AND dead_at IS NOT NULL AND done_at IS NULL RETURNING job
)
SELECT job, pg_notify('outbox', '') FROM revived
"""
_MARK_DONE = "UPDATE outbox_message SET done_at = now() WHERE id = $1 AND done_at IS NULL AND dead_at IS NULL RETURNING id"


async def enqueue(job: str, *, at: datetime | None = None, priority: int = 0, **payload: Any) -> UUID:
    """Order a job with the current transaction; it runs after commit, at least once, at `at` or later.

    Payloads are ids and plain values (UUIDs and dates become strings).
    """
    message_id = uuid7()
    await execute(_INSERT, message_id, job, json.dumps(payload, default=str), priority, at)
    return message_id


async def emit(event: str, *, priority: int = 0, **payload: Any) -> UUID:
    """Tell whoever listens, in modules above, that something happened (`candidates.application_withdrawn`).

    The runner turns the event into one outbox row for each listener of `workers.registry`, as urgent as the event.
    """
    return await enqueue(f"event:{event}", priority=priority, **payload)


async def mark_done(message_id: UUID) -> bool:
    """Claim the effect of a message inside the transaction of that effect; False when it already happened."""
    return bool(await fetch(_MARK_DONE, message_id))


@asynccontextmanager
async def effect(message_id: UUID) -> AsyncIterator[bool]:
    """The transaction of a job's effect; yields False when the effect has happened already.

    async with outbox.effect(outbox_id) as first:
        if first:
            await service.note_outcome(...)
    """
    async with transaction():
        yield await mark_done(message_id)


async def revive(message_id: UUID) -> str | None:
    """Give a dead letter another life from its first try on; its job's name, or None when it is not dead."""
    rows = await fetch(_REVIVE, message_id)
    return rows[0]["job"] if rows else None
