"""Runs one outbox row: log context, retry policy, dead letters.

Jobs are run at least once and have their effect once: the command that a job ends with marks the row done in
its own transaction, which `run_row` opens around it.
"""

import asyncio
import json
import random
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import structlog

from prime.core import outbox
from prime.core.db import execute, fetch, transaction
from prime.core.errors import PrimeError, TransientError
from prime.web.errors import DATABASE_GONE
from workers import registry

log = structlog.get_logger()

MAX_ATTEMPTS = 12
MAX_BACKOFF_SECONDS = 3600

_ROW = "SELECT id, job, payload, priority, attempts FROM outbox_message WHERE id = $1 AND done_at IS NULL AND dead_at IS NULL"
_RETRY = "UPDATE outbox_message SET available_at = now() + $2, last_error = $3 WHERE id = $1 AND done_at IS NULL"
_DEAD = "UPDATE outbox_message SET dead_at = now(), last_error = $2 WHERE id = $1 AND done_at IS NULL"
EVENT = "event:"


async def run_row(message_id: UUID) -> None:
    """Run the job of one outbox row, unless its effect has happened already."""
    rows = await fetch(_ROW, message_id)
    if not rows:
        return
    row = rows[0]
    with structlog.contextvars.bound_contextvars(outbox=str(message_id), job=row["job"], attempt=row["attempts"]):
        try:
            await _work(message_id, row["job"], json.loads(row["payload"]), priority=row["priority"])
        except asyncio.CancelledError:
            raise
        except PrimeError as refusal:
            # The state forbids it: trying again would not help.
            await _bury(message_id, refusal)
        except Exception as error:  # noqa: BLE001 - the one place where a job's failure is decided upon
            await _retry_or_bury(message_id, row["attempts"], error)


async def _work(message_id: UUID, job: str, payload: dict[str, Any], *, priority: int) -> None:
    if job.startswith(EVENT):
        await _spread(message_id, job.removeprefix(EVENT), payload, priority=priority)
        return
    work = registry.find(job)
    async with asyncio.timeout(registry.TIMEOUTS.get(job, registry.DEFAULT_TIMEOUT)):
        await work(message_id, **payload)


async def _spread(message_id: UUID, event: str, payload: dict[str, Any], *, priority: int) -> None:
    """One row for each listener, so that a failing one blocks no other."""
    async with transaction():
        if await outbox.mark_done(message_id):
            for job in registry.listeners(event):
                await outbox.enqueue(job, priority=priority, **payload)


async def _retry_or_bury(message_id: UUID, attempts: int, error: Exception) -> None:
    expected = isinstance(error, (TransientError, asyncpg.SerializationError, asyncpg.DeadlockDetectedError, *DATABASE_GONE))
    log.warning("job_failed", error=type(error).__name__, exc_info=None if expected else error)
    if attempts >= MAX_ATTEMPTS:
        await _bury(message_id, error)
        return
    await execute(_RETRY, message_id, backoff(attempts), _describe(error))


def backoff(attempts: int) -> timedelta:
    """How long to wait after the nth try: 2, 4, 8 … seconds up to an hour, with up to a quarter of jitter."""
    seconds = min(2.0**attempts, MAX_BACKOFF_SECONDS)
    return timedelta(seconds=seconds * random.uniform(1, 1.25))  # noqa: S311 - jitter, not a secret


async def _bury(message_id: UUID, error: Exception) -> None:
    log.error("dead_letter", error=type(error).__name__)
    await execute(_DEAD, message_id, _describe(error))


def _describe(error: Exception) -> str:
    """Enough for an operator, without the values that a database error quotes."""
    detail = error.detail if isinstance(error, PrimeError) else str(error) if isinstance(error, TransientError) else ""
    return f"{type(error).__name__}: {detail}".strip(": ")[:500]
