"""Bringing the schema up to date: once, however many processes ask for it at the same time."""

from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.apps.migrations.commands.new import new as new_migration
from piccolo.conf.apps import Finder

from prime.core.db import DB

# Any number will do, as long as nobody else uses it for an advisory lock.
LOCK = 7_274_636
APP = "prime"


async def migrate() -> None:
    """Run every migration that has not run yet; the schema is changed by one process at a time."""
    holder = await DB.get_new_connection()
    try:
        await holder.execute("SELECT pg_advisory_lock($1)", LOCK)
        await run_forwards(APP)
    finally:
        await holder.close()


async def write_migration(description: str) -> None:
    """Write a migration for what the tables say and the history does not."""
    await new_migration(APP, auto=True, desc=description)


async def drift() -> list[str]:
    """What the tables say and the history does not, as statements of a migration that somebody forgot."""
    found = await AutoMigrationManager().get_alter_statements(Finder().get_app_config(app_name=APP))
    return [statement for alteration in found for statement in alteration.statements]
