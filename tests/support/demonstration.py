"""The demonstration, loaded once for a module in one transaction that is rolled back at its end."""

from collections.abc import AsyncIterator

import pytest_asyncio


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def demonstration(pool: None) -> AsyncIterator[None]:
    """The demonstration as of today, its deferred constraints checked; what a test does to it stays in the test."""
    from prime.core.db import DB, execute
    from prime.demo.seed import seed_database

    transaction = DB.transaction()
    await transaction.__aenter__()
    await seed_database(lambda _: None)
    await execute("SET CONSTRAINTS ALL IMMEDIATE")
    yield
    await transaction.rollback()
    await transaction.__aexit__(None, None, None)


@pytest_asyncio.fixture(loop_scope="session")
async def demo(demonstration: None) -> AsyncIterator[None]:
    """The demonstration for one test: a savepoint that is rolled back."""
    from prime.core.db import DB

    current = DB.current_transaction.get()
    assert current is not None
    savepoint = current.connection.transaction()
    await savepoint.start()
    yield
    await savepoint.rollback()
