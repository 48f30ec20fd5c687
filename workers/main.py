"""The worker process: `prime worker` (or `arq workers.main.WorkerSettings` for the probe)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar
from uuid import UUID

import msgspec
import structlog
from arq import Retry, Worker, create_pool
from arq.connections import RedisSettings
from redis.exceptions import RedisError

from prime.core import db, logs
from prime.core.settings import settings
from prime.web.errors import DATABASE_GONE
from workers.relay import relay
from workers.runner import run_row
from workers.schedule import tick

log = structlog.get_logger()

QUEUE = "prime:queue"
TICK_SECONDS = 20
RESTART_SECONDS = 1.0


async def run(_: dict[Any, Any], message_id: str) -> None:
    """The only function that arq knows: run one row of the outbox."""
    try:
        await run_row(UUID(message_id))
    except DATABASE_GONE:
        raise Retry(defer=2) from None


class WorkerSettings:
    """What the `arq` command needs, for its health check."""

    functions: ClassVar = [run]
    queue_name = QUEUE
    redis_settings = RedisSettings.from_dsn(settings().redis_url)
    job_serializer = msgspec.json.encode
    job_deserializer = msgspec.json.decode
    job_timeout = 120
    health_check_interval = 5


def _worker() -> Worker:
    return Worker(
        functions=[run],
        queue_name=QUEUE,
        redis_settings=RedisSettings.from_dsn(settings().redis_url),
        job_serializer=msgspec.json.encode,
        job_deserializer=msgspec.json.decode,
        poll_delay=0.02,
        max_jobs=20,
        max_tries=50,
        keep_result=0,
        job_timeout=WorkerSettings.job_timeout,
        health_check_interval=WorkerSettings.health_check_interval,
        handle_signals=False,
    )


async def _consume() -> None:
    await _worker().async_run()
    # arq's worker swallows the cancellation that ends it.
    if (task := asyncio.current_task()) is not None and task.cancelling():
        raise asyncio.CancelledError


async def _relay() -> None:
    redis = await create_pool(
        RedisSettings.from_dsn(settings().redis_url),
        job_serializer=msgspec.json.encode,
        job_deserializer=msgspec.json.decode,
        default_queue_name=QUEUE,
    )
    try:
        await relay(redis)
    finally:
        await redis.aclose()


async def _clockwork() -> None:
    while True:
        await tick()
        await asyncio.sleep(TICK_SECONDS)


async def kept_alive(part: Callable[[], Awaitable[None]]) -> None:
    """Run a part of the worker for ever: arq's own worker ends when Redis restarts, the others when the database does."""
    while True:
        try:
            await part()
        except (RedisError, *DATABASE_GONE) as error:
            log.warning("worker_part_waits", part=part.__name__, error=type(error).__name__)
        except Exception:  # the worker must outlive whatever befalls one of its parts; the log has it all
            log.exception("worker_part_failed", part=part.__name__)
        await asyncio.sleep(RESTART_SECONDS)


async def main() -> None:
    """Run until cancelled."""
    settings().check()
    logs.configure()
    async with db.pool(), asyncio.TaskGroup() as group:
        for part in (_consume, _relay, _clockwork):
            group.create_task(kept_alive(part))
