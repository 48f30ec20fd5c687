"""The demonstration, seeded once for the whole run; a module reads its clone in one transaction that is rolled back at its end."""

import os
from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from tests.support.live import SEEDED, build_demo
from tests.support.sql import make_database


@pytest.fixture(scope="session")
def demonstration_url() -> str:
    """A clone for this process."""
    build_demo()
    own = os.environ["DATABASE_URL"].rpartition("/")[2].partition("?")[0]
    return make_database(f"{own}_demo", template=SEEDED)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def demonstration(pool: None, demonstration_url: str) -> AsyncIterator[None]:
    """The demonstration as of today; what a test does to it stays in the test."""
    from prime.core.db import DB, execute

    own, DB.pool = DB.pool, await asyncpg.create_pool(demonstration_url, min_size=1, max_size=2)
    transaction = DB.transaction()
    await transaction.__aenter__()
    # No worker runs here: nothing is late, however long ago it was seeded.
    await execute("UPDATE outbox_message SET available_at = now() WHERE done_at IS NULL AND available_at < now()")
    yield
    await transaction.rollback()
    await transaction.__aexit__(None, None, None)
    await DB.pool.close()
    DB.pool = own


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
