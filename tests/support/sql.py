"""SQL from outside the application, on a connection and an event loop of its own."""

import asyncio
import threading
from typing import Any

import asyncpg


def run_sql(url: str, statement: str, *values: Any) -> list[asyncpg.Record]:
    """Rows of one statement; works inside a running event loop too, as it uses a thread."""
    result: list[Any] = []

    async def work() -> None:
        connection = await asyncpg.connect(url, timeout=5)
        try:
            result.append(await connection.fetch(statement, *values))
        finally:
            await connection.close()

    def thread() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread
            result.append(error)

    runner = threading.Thread(target=thread)
    runner.start()
    runner.join()
    if isinstance(result[0], BaseException):
        raise result[0]
    return list(result[0])


def make_database(name: str, *, template: str = "prime_template") -> str:
    """A database of one's own, cloned from a template; returns its address."""
    import os

    admin = os.environ["TEST_ADMIN_URL"]
    run_sql(admin, f"DROP DATABASE IF EXISTS {name}")
    for _ in range(100):
        try:
            run_sql(admin, f"CREATE DATABASE {name} TEMPLATE {template} OWNER prime")
            break
        except asyncpg.ObjectInUseError:
            threading.Event().wait(0.2)
    return os.environ["TEST_DATABASE_URL"].replace("NAME", name)
