"""The one Piccolo app: every module's tables, one straight history of migrations.

One app, because `migrations forwards all` runs app by app and not by date.
"""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

MODULES = [
    "core",
    "audit",
    "accounts",
    "reference",
    "documents",
    "notifications",
    "uploads",
    "clients",
    "kits",
    "calendars",
    "rooms",
    "vacancies",
    "equality",
    "candidates",
    "duplicates",
    "talent",
    "checks",
    "interviews",
    "surveys",
    "referees",
    "disclosures",
    "offers",
    "conversions",
    "staff",
    "placements",
    "timesheets",
    "billing",
    "reporting",
]

APP_CONFIG = AppConfig(
    app_name="prime",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=table_finder(modules=[f"prime.{module}.tables" for module in MODULES], exclude_imported=True),
    migration_dependencies=[],
    commands=[],
)
