"""Fixtures of every test that touches the database: one transaction each, rolled back."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)  # a Wednesday


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pool() -> AsyncIterator[None]:
    """The connection pool of this process."""
    from prime.core.db import DB

    await DB.start_connection_pool(min_size=1, max_size=8)
    yield
    await DB.close_connection_pool()


@pytest_asyncio.fixture(loop_scope="session")
async def db(pool: None) -> AsyncIterator[None]:
    """One transaction around the test; what the application commits is a savepoint inside it."""
    from prime.core.db import DB

    transaction = DB.transaction()
    await transaction.__aenter__()
    yield
    await transaction.rollback()
    await transaction.__aexit__(None, None, None)


@pytest.fixture
def frozen_now() -> Iterator[Callable[[datetime], None]]:
    """Holds the clock: at noon on Wednesday 25 November 2026, or at any moment the test passes."""
    from prime.core import clock

    clock.hold(NOON)
    yield clock.hold
    clock.hold(None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def app() -> AsyncIterator[Any]:
    """The application, admin included."""
    from prime.asgi import app as application
    from prime.web import rate_limit

    yield application
    await rate_limit.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser_for(app: Any, db: None) -> AsyncIterator[Callable[..., Awaitable[httpx.AsyncClient]]]:
    """Makes clients: `await browser_for()` is a stranger, `await browser_for(user_id)` is signed in."""
    from tests.support.client import Browser, open_session

    made: list[Browser] = []

    async def make(user_id: Any = None) -> Browser:
        browser = Browser(app)
        if user_id is not None:
            await open_session(browser, user_id)
        made.append(browser)
        return browser

    yield make
    for browser in made:
        await browser.aclose()


@pytest_asyncio.fixture(loop_scope="session")
async def api_for(app: Any, db: None) -> AsyncIterator[Callable[..., Awaitable[httpx.AsyncClient]]]:
    """Makes API clients: `await api_for(user_id)` sends that user's key."""
    from tests.support.client import api_client

    made: list[httpx.AsyncClient] = []

    async def make(user_id: Any = None) -> httpx.AsyncClient:
        client = await api_client(app, user_id)
        made.append(client)
        return client

    yield make
    for client in made:
        await client.aclose()


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def fresh_counters(request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """Rate limits start from nothing in every test that uses the application."""
    yield
    if {"browser_for", "api_for"} & set(request.fixturenames):
        from prime.web import rate_limit

        await rate_limit._redis().flushdb()


@pytest_asyncio.fixture(loop_scope="session")
async def drain(db: None) -> Callable[[], Awaitable[int]]:
    """Runs the outbox inline until nothing is due; returns how many rows it ran."""
    from tests.support.outbox import run_due

    return run_due


@pytest_asyncio.fixture(loop_scope="session")
async def outbox_mail(db: None) -> Callable[..., Awaitable[list[Any]]]:
    """Lists the messages to an address (or all), oldest first."""
    from prime.notifications.tables import Message

    async def messages(address: str = "") -> list[Message]:
        query = Message.objects().order_by(Message.id)
        return await (query.where(Message.to_address == address) if address else query)

    return messages
