"""`prime reset`: an empty database again; only ever where the demonstration was, or nothing."""

from collections.abc import Callable

from prime.core.db import execute, fetch_value, transaction
from prime.demo.errors import OtherData
from prime.demo.seed import MARKER

_HAS_TABLES = "SELECT to_regclass('app_user') IS NOT NULL AND to_regclass('audit_entry') IS NOT NULL"
_IS_OURS = "SELECT EXISTS (SELECT FROM audit_entry WHERE action = $1) OR NOT EXISTS (SELECT FROM app_user)"


async def reset_database(say: Callable[[str], None]) -> None:
    """Drop everything in the database; `prime migrate` and `prime seed` fill it again.

    Raises:
        OtherData: it holds data that is not the demonstration's.
    """
    async with transaction():
        if await fetch_value(_HAS_TABLES) and not await fetch_value(_IS_OURS, MARKER):
            raise OtherData("The database holds data that is not the demonstration's. Nothing was removed.")
        await execute("DROP SCHEMA public CASCADE")
        await execute("CREATE SCHEMA public")
    say("The demonstration's data is gone")
