"""Live updates: one LISTEN connection a process, which reconnects, feeding server-sent events.

An event says only "look again": pages fetch what changed themselves, so a lost one is made good by the next.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import structlog

from prime.core.changes import CHANNEL
from prime.core.db import DB

log = structlog.get_logger()

RETRY_SECONDS = 1.0
_listeners: dict[str, set[asyncio.Event]] = {}


def _notify(topic: str) -> None:
    for event in _listeners.get(topic, ()):
        event.set()


def _notify_all() -> None:
    for events in _listeners.values():
        for event in events:
            event.set()


async def _listen() -> None:
    while True:
        try:
            connection = await DB.get_new_connection()
        except (OSError, asyncpg.PostgresError):
            await asyncio.sleep(RETRY_SECONDS)
            continue
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _, lost=lost: lost.set())
        try:
            await connection.add_listener(CHANNEL, lambda *args: _notify(args[3]))
            _notify_all()  # whatever was missed while nobody listened
            await lost.wait()
            log.warning("live_connection_lost")
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await asyncio.sleep(RETRY_SECONDS)
        finally:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=1)


@asynccontextmanager
async def hub() -> AsyncIterator[None]:
    """Listen as long as the application lives."""
    task = asyncio.create_task(_listen())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def changes(topic: str, *, heartbeat: float = 15.0) -> AsyncIterator[str]:
    """A word each time a topic changes, and one now and then to find out who has gone."""
    event = asyncio.Event()
    _listeners.setdefault(topic, set()).add(event)
    try:
        while True:
            try:
                async with asyncio.timeout(heartbeat):
                    await event.wait()
                event.clear()
                yield "changed"
            except TimeoutError:
                yield "waiting"
    finally:
        _listeners[topic].discard(event)
        if not _listeners[topic]:
            del _listeners[topic]
