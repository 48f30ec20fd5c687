"""Probes: `live` says that the process answers, `ready` that it can do its work; `version` is on both."""

import asyncio
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from litestar import HttpMethod, Response, route
from redis.asyncio import Redis
from redis.exceptions import RedisError

from prime.core.db import fetch_value
from prime.core.settings import commit, settings
from prime.web.errors import DATABASE_GONE

CHECK_SECONDS = 2


def _version() -> dict[str, str]:
    try:
        release = version("afc-prime")
    except PackageNotFoundError:
        release = "checkout"
    return {"version": release, "commit": commit()}


@route("/health/live", http_method=[HttpMethod.GET, HttpMethod.HEAD], opt={"no_auth": True}, include_in_schema=False)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok", **_version()}


async def _database() -> str:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await fetch_value("SELECT 1")
    except (*DATABASE_GONE, OSError):
        return "down"
    return "ok"


async def _redis() -> str:
    client = Redis.from_url(settings().redis_url, socket_timeout=CHECK_SECONDS, socket_connect_timeout=CHECK_SECONDS)
    try:
        await client.ping()
    except (RedisError, OSError):
        return "down"
    finally:
        await client.aclose()
    return "ok"


@route("/health/ready", http_method=[HttpMethod.GET, HttpMethod.HEAD], opt={"no_auth": True}, include_in_schema=False)
async def ready() -> Response[dict[str, Any]]:
    """The process can work: only the database is needed; without Redis, jobs wait and pages go on."""
    parts = {"database": await _database(), "redis": await _redis()}
    up = parts["database"] == "ok"
    return Response({"status": "ok" if up else "unavailable", **parts, **_version()}, status_code=200 if up else 503)
