"""What Piccolo cannot say: range types, exclusion constraints, triggers, partial indexes."""

import importlib

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from prime.core.db import DB

ID = "2026-11-22T15:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints"

MODULES = [
    "core",
    "reference",
    "documents",
    "notifications",
    "clients",
    "candidates",
    "interviews",
    "offers",
    "conversions",
    "staff",
    "placements",
    "timesheets",
    "billing",
]


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="prime", description=DESCRIPTION)

    async def run() -> None:
        for module in MODULES:
            for statement in importlib.import_module(f"prime.{module}.ddl").CONSTRAINTS:
                await DB.run_ddl(statement)
        await DB.run_ddl("INSERT INTO organisation (id, name, kind) VALUES (uuidv7(), 'Achieving for Children', 'afc')")

    manager.add_raw(run)
    return manager
