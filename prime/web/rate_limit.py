"""Rate limits: one atomic counter in Redis for each caller and purpose; when Redis is down, everybody passes."""

from functools import cache
from typing import Any

import structlog
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from litestar.types import Guard
from redis.asyncio import Redis
from redis.exceptions import RedisError

from prime.core.errors import RateLimited
from prime.core.settings import settings

log = structlog.get_logger()

_COUNT = """
local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {n, redis.call('PTTL', KEYS[1])}
"""


@cache
def _redis() -> Redis:
    return Redis.from_url(settings().redis_url, socket_timeout=0.5, socket_connect_timeout=0.5)


async def close() -> None:
    """Close the connection at shutdown."""
    if _redis.cache_info().currsize:
        await _redis().aclose()
        _redis.cache_clear()


async def count(purpose: str, caller: str, *, limit: int, seconds: int) -> None:
    """Count one try.

    Raises:
        RateLimited: the caller has made more than `limit` tries within `seconds`.
    """
    try:
        tries, left = await _redis().eval(_COUNT, 1, f"rate:{purpose}:{caller}", seconds * 1000)
    except (RedisError, OSError) as error:
        log.warning("rate_limit_unavailable", error=type(error).__name__)
        return
    if tries > limit:
        raise RateLimited("Wait a little and try again.", retry_after=max(1, int(left) // 1000))


def rate_limited(purpose: str, *, limit: int, seconds: int) -> Guard:
    """A guard that lets `limit` requests of one address pass in `seconds`."""

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        await count(purpose, str(connection.scope.get("client_ip", "")), limit=limit, seconds=seconds)

    return guard
