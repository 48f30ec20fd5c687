"""Bulk loading: the rows of the world go to PostgreSQL by COPY, parents first, with every trigger and constraint awake."""

from collections.abc import Sequence
from graphlib import TopologicalSorter

from piccolo.table import Table

from prime.checks.tables import Check
from prime.core.db import connection, execute
from prime.core.tables import NumberSeries
from prime.demo.world import World
from prime.interviews.tables import Decision, Scorecard
from prime.offers.tables import Offer
from prime.timesheets.tables import Timesheet, TimesheetStatus

TIMEOUT_SECONDS = 300
# The database refuses ratings on a submitted scorecard and hours on an approved timesheet, so these columns come last.
_LATER: dict[type[Table], str] = {Scorecard: "submitted_at", Timesheet: "status"}
_SUBMIT = "UPDATE scorecard SET submitted_at = given.at FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, at) WHERE scorecard.id = given.id"
_STATUS = "UPDATE timesheet SET status = $2 WHERE id = ANY($1::uuid[])"


async def load(world: World) -> int:
    """Write every row that is not written yet; returns how many."""
    fresh = {table: rows[world.written[table] :] for table, rows in world.rows.items()}
    for table in _in_order([table for table, rows in fresh.items() if rows and table is not Decision]):
        await copy(table, fresh[table])
    await _finish(fresh.get(Scorecard, []), fresh.get(Timesheet, []))
    await copy(Decision, fresh.get(Decision, []))  # a panel decides on scorecards that are in
    world.written.update({table: len(rows) for table, rows in fresh.items()})
    return sum(len(rows) for rows in fresh.values())


def _in_order(tables: Sequence[type[Table]]) -> list[type[Table]]:
    """Parents first; and offers before checks, as nobody's health is asked about without an accepted one."""
    graph = {table: {column._foreign_key_meta.resolved_references for column in table._meta.foreign_key_columns} - {table} for table in tables}  # noqa: SLF001
    graph.get(Check, set()).add(Offer)
    return [table for table in TopologicalSorter(graph).static_order() if table in graph]


async def copy(table: type[Table], rows: Sequence[Table]) -> None:
    """COPY rows into their table; what may only be set later is left at its default."""
    columns = [column for column in table._meta.columns if column._meta.name != _LATER.get(table)]  # noqa: SLF001 - how Piccolo lists columns
    names = [column._meta.name for column in columns]  # noqa: SLF001
    async with connection() as conn:
        await conn.copy_records_to_table(
            table._meta.tablename,  # noqa: SLF001
            records=[tuple(getattr(row, name) for name in names) for row in rows],
            columns=[column._meta.db_column_name for column in columns],  # noqa: SLF001
            timeout=TIMEOUT_SECONDS,
        )


async def _finish(scorecards: Sequence[Scorecard], timesheets: Sequence[Timesheet]) -> None:
    """Submit what was submitted, then approve and bill what was, as the life of a row goes."""
    submitted = [row for row in scorecards if row.submitted_at is not None]
    await execute(_SUBMIT, [row.id for row in submitted], [row.submitted_at for row in submitted])
    for status in (TimesheetStatus.SUBMITTED, TimesheetStatus.QUERIED, TimesheetStatus.APPROVED, TimesheetStatus.BILLED):
        reached = {status, TimesheetStatus.BILLED} if status is TimesheetStatus.APPROVED else {status}
        await execute(_STATUS, [row.id for row in timesheets if row.status in reached], status.value)


async def continue_series(world: World) -> None:
    """Set the number series, so that the next reference follows the last one of the demonstration."""
    await copy(NumberSeries, [NumberSeries(id=world.key(world.now), series=series, last=last) for series, last in sorted(world.series.items())])
