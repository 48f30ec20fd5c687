"""Counting what the application asks of the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prime.core.db import DB

_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
# What asyncpg asks once on each connection, when it first meets a type.
_INTROSPECTION = ("typeinfo_tree", "'jit'")


@asynccontextmanager
async def counted() -> AsyncIterator[list[str]]:
    """Collects the text of each query of the test's transaction, without savepoints and asyncpg's own; complete once the block has ended."""
    seen: list[str] = []
    current = DB.current_transaction.get()
    assert current is not None, "Only inside the `db` fixture."

    def note(record) -> None:
        if not record.query.lstrip().startswith(_TRANSACTIONS) and not any(word in record.query for word in _INTROSPECTION):
            seen.append(record.query)

    with current.connection.query_logger(note):
        yield seen
        await asyncio.sleep(0)  # asyncpg tells its loggers on the next turn of the loop
