"""Reading timesheets: one's own weeks, a council's once they are submitted, all for the office."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import InvalidInput, NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor
from prime.reference import queries as reference
from prime.reference.tables import Division
from prime.timesheets import rules
from prime.timesheets.schemas import Event, MissingWeek, TimesheetDetail, Week
from prime.timesheets.tables import Timesheet, TimesheetStatus

# How far back a worker's own list goes for weeks that are settled.
SETTLED_DAYS = 182

# The office, the council (not before the worker submits), the worker.
_VISIBLE = """($1 OR s."user" = $3 OR (c.organisation = ANY($2::uuid[]) AND t.status <> 'draft'))"""
_COLUMNS = """
SELECT t.id, t.reference, t.placement AS placement_id, p.reference AS placement_reference, p.client AS client_id, c.name AS client_name,
       m.name AS team_name, g.title AS grade_title, s.id AS staff_member_id, s."user" AS staff_user_id,
       s.first_name || ' ' || s.last_name AS staff_name, p.starts_on, p.ends_on, p.weekly_hours, c.division, t.week_starts_on, t.status,
       ARRAY(SELECT COALESCE(d.hours, 0.00) FROM generate_series(0, 6) n
             LEFT JOIN timesheet_day d ON d.timesheet = t.id AND d.worked_on = t.week_starts_on + n ORDER BY n) AS hours,
       t.total_hours, t.notes, t.submitted_at, t.approved_at, COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS approved_by_name, t.version
FROM timesheet t
JOIN placement p ON p.id = t.placement JOIN client c ON c.id = p.client JOIN team m ON m.id = p.team JOIN grade g ON g.id = p.grade
JOIN staff_member s ON s.id = p.staff_member LEFT JOIN app_user u ON u.id = t.approved_by
"""
_ONE = f"{_COLUMNS} WHERE {_VISIBLE} AND t.id = $4"
# Waiting ones oldest first, as they are worked on; the others newest first.
_LIST = f"{_COLUMNS} WHERE {_VISIBLE} AND t.status = ANY($4::text[]) AND ($5::uuid IS NULL OR p.client = $5)"
_MANY = f"{_COLUMNS} WHERE {_VISIBLE} AND t.id = ANY($4::uuid[]) ORDER BY s.last_name, t.week_starts_on, t.id"
_TALLY = f"""
SELECT t.status, count(*) AS amount FROM timesheet t
JOIN placement p ON p.id = t.placement JOIN client c ON c.id = p.client JOIN staff_member s ON s.id = p.staff_member
WHERE {_VISIBLE} GROUP BY t.status
"""
_EVENTS = """
SELECT e.status, e.text, e.made_at, COALESCE(trim(u.first_name || ' ' || u.last_name), 'AfC Prime') AS made_by_name
FROM timesheet_event e LEFT JOIN app_user u ON u.id = e.made_by WHERE e.timesheet = $1 ORDER BY e.id DESC
"""
# Every week in which a placement has a day, up to a day.
_WEEKS = """
FROM placement p JOIN staff_member s ON s.id = p.staff_member JOIN client c ON c.id = p.client JOIN team m ON m.id = p.team
CROSS JOIN LATERAL (
  SELECT day::date AS monday FROM generate_series(date_trunc('week', p.starts_on), LEAST(p.ends_on, $1::date), interval '7 days') day
) w
LEFT JOIN timesheet t ON t.placement = p.id AND t.week_starts_on = w.monday
WHERE p.status <> 'cancelled'
"""
_OWN = f"""
SELECT p.id AS placement_id, p.reference AS placement_reference, c.name AS client_name, m.name AS team_name,
       w.monday AS week_starts_on, t.id AS timesheet_id, COALESCE(t.total_hours, 0.00) AS total_hours, t.status
{_WEEKS} AND s."user" = $2 AND (w.monday >= $3 OR t.id IS NULL OR t.status IN ('draft', 'submitted', 'queried'))
ORDER BY w.monday DESC, p.id
"""
_UNREMINDED = f"""
SELECT p.id AS placement_id, p.reference AS placement_reference, c.name AS client_name, m.name AS team_name,
       s."user" AS staff_user_id, w.monday AS week_starts_on
{_WEEKS} AND w.monday BETWEEN $2 AND $1 AND (t.id IS NULL OR t.status = 'draft')
AND NOT EXISTS (SELECT FROM timesheet_reminder r WHERE r.placement = p.id AND r.week_starts_on = w.monday)
ORDER BY s."user", w.monday, p.id
"""

VIEWS: dict[str, tuple[TimesheetStatus, ...]] = {
    "waiting": (TimesheetStatus.SUBMITTED,),
    "queried": (TimesheetStatus.QUERIED,),
    "approved": (TimesheetStatus.APPROVED,),
    "billed": (TimesheetStatus.BILLED,),
}


def _scope(actor: Actor) -> tuple[bool, list[UUID], UUID | None]:
    return actor.can(Permission.CLIENTS_READ), list(actor.organisation_ids), actor.user_id


def _timesheet(row: asyncpg.Record) -> TimesheetDetail:
    return TimesheetDetail(**{**row, "status": TimesheetStatus(row["status"]), "division": Division(row["division"])})


async def get_timesheet(actor: Actor, timesheet_id: UUID) -> TimesheetDetail:
    """One timesheet.

    Raises:
        NotFound: there is none, it is somebody else's, or its worker has not submitted it yet.
    """
    rows = await fetch(_ONE, *_scope(actor), timesheet_id)
    if not rows:
        raise NotFound
    return _timesheet(rows[0])


async def get_many(actor: Actor, timesheet_ids: Collection[UUID]) -> list[TimesheetDetail]:
    """Several timesheets, those that the actor may not see left out; by worker and week."""
    return [_timesheet(row) for row in await fetch(_MANY, *_scope(actor), list(timesheet_ids))]


async def list_timesheets(
    actor: Actor, *, view: str = "waiting", client_id: UUID | None = None, cursor: str = "", size: int = PAGE_SIZE
) -> Page[TimesheetDetail]:
    """Timesheets of a view: waiting (oldest first), queried, approved, billed (newest first).

    Raises:
        NotFound: there is no such view.
        InvalidInput: the cursor is not one of this list.
    """
    if view not in VIEWS:
        raise NotFound
    direction, beyond = ("ASC", ">") if view == "waiting" else ("DESC", "<")
    values: list[Any] = [*_scope(actor), list(VIEWS[view]), client_id]
    sql = _LIST
    if cursor:
        values += _cursor_values(cursor)
        sql += f" AND (t.week_starts_on, t.id) {beyond} ($6, $7)"
    rows = await fetch(f"{sql} ORDER BY t.week_starts_on {direction}, t.id {direction} LIMIT {size + 1}", *values)
    return cut([_timesheet(row) for row in rows], size, "week_starts_on", "id")


def _cursor_values(cursor: str) -> tuple[date, UUID]:
    day, last = decode_cursor(cursor, 2)
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None


async def tally(actor: Actor) -> dict[str, int]:
    """How many timesheets there are in each state."""
    found = {row["status"]: row["amount"] for row in await fetch(_TALLY, *_scope(actor))}
    return {status.value: found.get(status, 0) for status in TimesheetStatus}


async def list_events(actor: Actor, timesheet_id: UUID) -> list[Event]:
    """What happened to a timesheet, newest first; raises as `get_timesheet`."""
    await get_timesheet(actor, timesheet_id)
    return [Event(**{**row, "status": TimesheetStatus(row["status"])}) for row in await fetch(_EVENTS, timesheet_id)]


async def own_weeks(actor: Actor) -> list[Week]:
    """The weeks of the actor's own placements, newest first: all that are not settled, and half a year of the others."""
    today = clock.today()
    rows = await fetch(_OWN, today, actor.required_user_id, today - timedelta(days=SETTLED_DAYS))
    return [_week(row, today) for row in rows]


def _week(row: asyncpg.Record, today: date) -> Week:
    values = dict(row)
    status = values.pop("status")
    return Week(**values, state=rules.state(status and TimesheetStatus(status), row["week_starts_on"], today))


async def missing_weeks(oldest: date, newest: date) -> list[MissingWeek]:
    """Weeks between two Mondays, of all workers, that were not submitted and of which nobody was reminded."""
    return [MissingWeek(**row) for row in await fetch(_UNREMINDED, newest, oldest)]


async def find_week(placement_id: UUID, week_starts_on: date) -> Timesheet | None:
    """The timesheet of a placement and a week."""
    return await Timesheet.objects().where((Timesheet.placement == placement_id) & (Timesheet.week_starts_on == week_starts_on)).first()


async def lock_timesheet(actor: Actor, timesheet_id: UUID) -> Timesheet:
    """A timesheet, locked to the end of the transaction; raises as `get_timesheet`."""
    await get_timesheet(actor, timesheet_id)
    row = await Timesheet.objects().where(Timesheet.id == timesheet_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_timesheets(timesheet_ids: Collection[UUID]) -> list[Timesheet]:
    """Several timesheets, locked in the order of their ids."""
    if not timesheet_ids:
        return []
    return await Timesheet.objects().where(Timesheet.id.is_in(list(timesheet_ids))).order_by(Timesheet.id).lock_rows("UPDATE")


async def bank_holidays(division: Division, first_monday: date, last_monday: date) -> dict[date, str]:
    """The bank holidays of the weeks from one Monday to another, by day."""
    found = await reference.bank_holidays(division, first_monday, last_monday + timedelta(days=6))
    return {holiday.held_on: holiday.title for holiday in found}
