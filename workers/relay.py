"""Outbox to job queue: takes open rows, oldest and most urgent first, and hands each to arq under a lease.

A row whose job has not marked it done when its lease ends is handed out again: a killed worker, a wiped
Redis or a lost message costs time, never work. Leases grow with the attempts.
"""

import asyncio
import contextlib
from datetime import timedelta

import asyncpg
import structlog
from arq import ArqRedis
from redis.exceptions import RedisError

from prime.core.db import DB, fetch, fetch_value
from prime.core.outbox import CHANNEL
from prime.web.errors import DATABASE_GONE

log = structlog.get_logger()

SWEEP_SECONDS = 1.0
BATCH = 100
IN_FLIGHT = 60  # rows handed out and not done: more would only wait in Redis, where nobody asks what is urgent
LEASE = timedelta(seconds=90)  # longer than any job may take

_IN_FLIGHT = "SELECT count(*) FROM outbox_message WHERE done_at IS NULL AND dead_at IS NULL AND dispatched_at > now() - $1::interval"
_CLAIM = """
UPDATE outbox_message SET dispatched_at = now(), attempts = attempts + 1,
       available_at = now() + $1::interval * LEAST(power(2, attempts), 8)
WHERE id IN (
  SELECT id FROM outbox_message WHERE done_at IS NULL AND dead_at IS NULL AND available_at <= now()
  ORDER BY priority DESC, available_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
)
RETURNING id, job, attempts
"""
_GIVE_BACK = "UPDATE outbox_message SET available_at = now() + interval '2 seconds', attempts = attempts - 1 WHERE id = ANY($1)"


async def relay_once(redis: ArqRedis, *, lease: timedelta = LEASE, batch: int = BATCH) -> int:
    """Hand out what is due; returns how many rows. When Redis is down they are given back."""
    room = IN_FLIGHT - await fetch_value(_IN_FLIGHT, lease)
    if room <= 0:
        return 0
    rows = await fetch(_CLAIM, lease, min(batch, room))
    handed = 0
    try:
        for row in rows:
            await redis.enqueue_job("run", str(row["id"]), _job_id=f"outbox:{row['id']}:{row['attempts']}", _expires=lease * 8)
            handed += 1
    except (RedisError, OSError) as error:
        log.warning("queue_unavailable", error=type(error).__name__)
        await fetch(_GIVE_BACK, [row["id"] for row in rows[handed:]])
    return handed


async def relay(redis: ArqRedis, *, lease: timedelta = LEASE) -> None:
    """Run for ever: wake on NOTIFY, sweep each second, go on when the database comes back."""
    wake = asyncio.Event()
    while True:
        connection: asyncpg.Connection | None = None
        try:
            connection = await DB.get_new_connection()
            await connection.add_listener(CHANNEL, lambda *_: wake.set())
            while not connection.is_closed():
                while await relay_once(redis, lease=lease):
                    pass
                wake.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(SWEEP_SECONDS):
                        await wake.wait()
        except (*DATABASE_GONE, asyncpg.PostgresError) as error:
            log.warning("relay_waits_for_database", error=type(error).__name__)
            await asyncio.sleep(SWEEP_SECONDS)
        finally:
            if connection is not None and not connection.is_closed():
                connection.terminate()
