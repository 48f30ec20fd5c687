"""The database engine and the one way to open a transaction.

Piccolo's own transaction leaks its pooled connection when COMMIT itself fails, and treats a nested
block as a no-op; ours gives the connection back whatever happens and nests as savepoints.
"""

import asyncio
import functools
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Literal, ParamSpec, TypeVar, cast

import asyncpg
from asyncpg.pool import PoolConnectionProxy
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from prime.core.settings import settings

P = ParamSpec("P")
R = TypeVar("R")

# A person waits for these at most; a stuck query must not hold a worker for ever.
COMMAND_TIMEOUT_SECONDS = 30


class SafeTransaction(PostgresTransaction):
    """A transaction that always returns its connection; a nested block is a savepoint."""

    __slots__ = ("_savepoint",)

    def __init__(self, engine: PostgresEngine, allow_nested: bool = True) -> None:  # noqa: FBT001, FBT002 - Piccolo's signature
        super().__init__(engine, allow_nested)
        self._savepoint: Any = None

    @property
    def root(self) -> "SafeTransaction":
        """The outermost transaction, which owns the connection."""
        parent: Any = self._parent
        return cast("SafeTransaction", parent.root) if parent is not None else self

    async def __aenter__(self) -> "SafeTransaction":  # noqa: PYI034 - a nested block enters its outermost one
        if self._parent is not None:
            self._savepoint = self.root.connection.transaction()
            await self._savepoint.start()
            return self.root
        self.connection = await self.get_connection()
        try:
            self.transaction = self.connection.transaction()
            await self.begin()
        except BaseException:
            await self._release()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> Literal[False]:
        if self._parent is not None:
            await (self._savepoint.rollback() if exception else self._savepoint.commit())
            return False
        try:
            if not (self._committed or self._rolled_back):
                await (self.rollback() if exception else self.commit())
        except BaseException:
            # A failed COMMIT is the news; a failed ROLLBACK must not hide what led to it.
            if exception is None:
                raise
        finally:
            self.engine.current_transaction.reset(self.context)
            await self._release()
        return False

    async def _release(self) -> None:
        release = self.engine.pool.release(self.connection) if self.engine.pool else self.connection.close()
        await asyncio.shield(release)


class SafeEngine(PostgresEngine):
    """Piccolo's engine with transactions that nest and never leak."""

    def transaction(self, allow_nested: bool = True) -> SafeTransaction:  # noqa: FBT001, FBT002 - Piccolo's signature
        """Open a transaction, or a savepoint inside the current one."""
        return SafeTransaction(self, allow_nested)

    async def get_version(self) -> float:
        """PostgreSQL 18, without the connection that Piccolo would open at import."""
        return 18.0


DB = SafeEngine(config={"dsn": settings().database_url, "command_timeout": COMMAND_TIMEOUT_SECONDS})


@asynccontextmanager
async def pool(size: int | None = None) -> AsyncIterator[None]:
    """Hold the process's connection pool open; while the database is away the process waits and says 503, it does not end."""
    await DB.start_connection_pool(min_size=0, max_size=size or settings().database_pool)
    try:
        yield
    finally:
        await DB.close_connection_pool()


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Everything inside commits together or not at all; inside another one, a savepoint."""
    async with DB.transaction():
        yield


def transactional(command: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    """Make a function one command: one transaction, committed before the caller sees the result."""

    @functools.wraps(command)
    async def run(*args: P.args, **kwargs: P.kwargs) -> R:
        async with DB.transaction():
            result = await command(*args, **kwargs)
        return result  # noqa: RET504 - mypy cannot see that the block above never swallows

    if not inspect.iscoroutinefunction(command):
        raise TypeError(f"{command.__qualname__} is not a coroutine function.")
    return run


@asynccontextmanager
async def connection() -> AsyncIterator[asyncpg.Connection | PoolConnectionProxy]:
    """The raw connection of the current transaction, else one from the pool, for compiled and bulk SQL."""
    current = DB.current_transaction.get()
    if current is not None:
        yield current.connection
    elif DB.pool is not None:
        async with DB.pool.acquire() as pooled:
            yield pooled
    else:
        single = await DB.get_new_connection()
        try:
            yield single
        finally:
            await single.close()


async def fetch(sql: str, *values: Any) -> list[asyncpg.Record]:
    """Rows of a hand-written query, `$1` style, in the current transaction."""
    async with connection() as conn:
        rows: list[asyncpg.Record] = await conn.fetch(sql, *values)
        return rows


async def fetch_value(sql: str, *values: Any) -> Any:
    """The first column of the first row, or None."""
    async with connection() as conn:
        return await conn.fetchval(sql, *values)


async def execute(sql: str, *values: Any) -> str:
    """Run a hand-written statement, `$1` style, in the current transaction."""
    async with connection() as conn:
        status: str = await conn.execute(sql, *values)
        return status


async def lock(*resources: str) -> None:
    """Take advisory locks to the end of the transaction, in one order, so that nobody deadlocks.

    An exclusion constraint alone lets concurrent writers deadlock; the lock turns them into a queue.
    """
    for resource in sorted(set(resources)):
        await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", resource)
