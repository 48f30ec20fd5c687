"""Reading staff: everybody for the office, oneself for a staff member."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.checks.queries import overridden
from prime.checks.tables import Check, CheckKind
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor
from prime.reference.tables import Skill
from prime.staff.errors import CHECK_LABELS
from prime.staff.rules import BENCH_FROM
from prime.staff.schemas import (
    BenchRow,
    CheckExpiry,
    ConflictOut,
    FreeTime,
    HeldSkill,
    Ready,
    StaffDetail,
    StaffSummary,
)
from prime.staff.tables import StaffConflict, StaffMember, StaffSkill, StaffStatus

ENDING_SOON_DAYS = 28
# Everybody about to start fits on a page many times over; a list without end is no list.
MOST_READY = 100


def _free(on: str) -> str:
    """SQL: what of a person `s` nobody has placed on a day.

    Placements lie in a module above, so their table is read here by name.
    """
    return f"""(s.fte - COALESCE((SELECT sum(p.fte) FROM placement p WHERE p.staff_member = s.id AND p.status <> 'cancelled'
      AND {on} BETWEEN p.starts_on AND p.ends_on), 0))"""


def _employed(on: str) -> str:
    """SQL: a person `s` is employed on a day."""
    return f"(s.started_on <= {on} AND (s.left_on IS NULL OR s.left_on >= {on}))"


_LIST = f"""
SELECT * FROM (
  SELECT s.id, s.reference, s.first_name || ' ' || s.last_name AS name, lower(s.last_name) AS sort_name, s.role_title,
         g.title AS grade, o.name AS employer, s.fte, {_free("$1::date")} AS free_fte, s.is_placeable, s.status,
         s.started_on, s.left_on,
         (SELECT max(p.ends_on) FROM placement p WHERE p.staff_member = s.id AND p.status <> 'cancelled' AND p.ends_on >= $1) AS placed_until,
         (SELECT count(*) FROM staff_skill k WHERE k.staff_member = s.id) AS skill_count
  FROM staff_member s JOIN grade g ON g.id = s.grade JOIN organisation o ON o.id = s.employer
  WHERE ($2 = '' OR s.first_name || ' ' || s.last_name ILIKE '%' || $2 || '%' OR s.reference ILIKE '%' || $2 || '%' OR s.swe_number = upper($2))
    AND ($3::text[] IS NULL OR g.code = ANY($3))
    AND (s.status = 'left') = $4
) found
WHERE (NOT $5 OR (is_placeable AND free_fte >= {BENCH_FROM} AND started_on <= $1 AND (left_on IS NULL OR left_on >= $1)))
  AND (NOT $6 OR placed_until <= $1 + {ENDING_SOON_DAYS})
  AND ($7::text IS NULL OR (sort_name, id) > ($7, $8::uuid))
"""
_PAGE = f"{_LIST} ORDER BY sort_name, id LIMIT $9"
_COUNT = f"SELECT count(*) AS found FROM ({_LIST}) counted"
_ONE = f"""
SELECT s.id, s.reference, s."user" AS user_id, s.candidate AS candidate_id, s.application AS application_id, s.offer AS offer_id,
       s.employer AS employer_id, o.name AS employer, o.kind = 'afc' AS employer_is_afc, s.first_name, s.last_name, u.email, u.phone,
       s.role_title, s.grade AS grade_id, g.title AS grade, s.annual_amount, s.weekly_hours, s.fte,
       {_free("$2::date")} AS free_fte, s.swe_number, s.is_placeable, s.started_on, s.left_on, s.status, s.postcode
FROM staff_member s JOIN grade g ON g.id = s.grade JOIN organisation o ON o.id = s.employer JOIN app_user u ON u.id = s."user"
WHERE ($1::uuid IS NULL OR s.id = $1) AND ($3::uuid IS NULL OR s."user" = $3)
"""
_SKILLS = """
SELECT k.skill AS skill_id, r.title, k.years FROM staff_skill k JOIN skill r ON r.id = k.skill
WHERE k.staff_member = $1 ORDER BY r.position, r.title
"""
_CONFLICTS = """
SELECT x.id, x.client AS client_id, c.name AS client, x.reason, x.until FROM staff_conflict x JOIN client c ON c.id = x.client
WHERE x.staff_member = $1 ORDER BY c.name
"""
_BENCH = f"""
SELECT s.id, s.reference, s.first_name || ' ' || s.last_name AS name, s.role_title, g.title AS grade, s.fte,
       {_free("$1::date")} AS free_fte,
       (SELECT min(p.starts_on) - 1 FROM placement p WHERE p.staff_member = s.id AND p.status <> 'cancelled' AND p.starts_on > $1) AS free_until,
       ARRAY(SELECT r.title FROM staff_skill k JOIN skill r ON r.id = k.skill WHERE k.staff_member = s.id ORDER BY r.position) AS skills
FROM staff_member s JOIN grade g ON g.id = s.grade
WHERE s.is_placeable AND {_employed("$1::date")} AND {_free("$1::date")} >= {BENCH_FROM}
ORDER BY free_fte DESC, s.last_name, s.id
"""
_FREE_TIME = f"""
SELECT d.day::date AS "on", COALESCE(sum(s.fte), 0) AS employed_fte,
       COALESCE(sum(GREATEST({_free("d.day::date")}, 0)), 0) AS free_fte
FROM generate_series($1::date, $1::date + 7 * ($2::int - 1), '7 days') AS d(day)
LEFT JOIN staff_member s ON s.is_placeable AND {_employed("d.day::date")}
GROUP BY d.day ORDER BY d.day
"""
_READY = f"""
SELECT a.id AS application_id, a.reference AS application_reference, c.id AS candidate_id, c."user" AS user_id, c.first_name, c.last_name,
       u.email, a.stage, c.swe_number, c.postcode, c.latitude, c.longitude, v.title AS vacancy_title, v.kind = 'home' AS is_home_post,
       f.id AS offer_id, COALESCE(f.role_title, '') AS role_title, f.grade AS grade_id, COALESCE(g.title, '') AS grade,
       f.employer AS employer_id, COALESCE(o.name, '') AS employer, COALESCE(o.kind = 'afc', false) AS employer_is_afc,
       f.annual_amount, f.weekly_hours, f.starts_on,
       ARRAY(SELECT wanted.kind FROM unnest($1::text[]) WITH ORDINALITY AS wanted(kind, position)
             LEFT JOIN pre_employment_check k ON k.candidate = c.id AND k.kind = wanted.kind
             WHERE NOT COALESCE(check_holds(k, COALESCE(f.starts_on, $2::date)), false)
             ORDER BY wanted.position) AS waiting
FROM application a JOIN candidate c ON c.id = a.candidate JOIN app_user u ON u.id = c."user" JOIN vacancy v ON v.id = a.vacancy
LEFT JOIN offer f ON f.application = a.id AND f.status = 'accepted'
LEFT JOIN grade g ON g.id = f.grade LEFT JOIN organisation o ON o.id = f.employer
WHERE ($3::uuid IS NULL AND a.stage IN ('checks', 'ready') AND f.id IS NOT NULL OR a.id = $3)
ORDER BY a.stage DESC, f.starts_on, a.id LIMIT {MOST_READY}
"""
# What LIKE would read as a pattern, taken literally.
_LITERAL = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def _filters(search: str, grades: Sequence[str], *, left: bool, on_bench: bool, ending_soon: bool) -> tuple[Any, ...]:
    return clock.today(), " ".join(search.split()).translate(_LITERAL), list(grades) or None, left, on_bench, ending_soon


async def list_staff(
    actor: Actor,
    *,
    search: str = "",
    grades: Sequence[str] = (),
    left: bool = False,
    on_bench: bool = False,
    ending_soon: bool = False,
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[StaffSummary]:
    """People by last name: part of a name, a reference or an SWE number; those who have left only when asked for.

    Raises:
        Forbidden: the actor does not read staff.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.STAFF_READ)
    after = decode_cursor(cursor, 2) if cursor else [None, None]
    filters = _filters(search, grades, left=left, on_bench=on_bench, ending_soon=ending_soon)
    rows = await fetch(_PAGE, *filters, *after, size + 1)
    return cut([StaffSummary(**{**row, "status": StaffStatus(row["status"])}) for row in rows], size, "sort_name", "id")


async def count_staff(
    actor: Actor, *, search: str = "", grades: Sequence[str] = (), left: bool = False, on_bench: bool = False, ending_soon: bool = False
) -> int:
    """How many people `list_staff` holds on all its pages; raises as it does."""
    actor.require(Permission.STAFF_READ)
    filters = _filters(search, grades, left=left, on_bench=on_bench, ending_soon=ending_soon)
    return int((await fetch(_COUNT, *filters, None, None))[0]["found"])


async def get_staff(actor: Actor, staff_id: UUID) -> StaffDetail:
    """A staff member with skills and conflicts.

    Raises:
        NotFound: there is none, or it is neither the actor nor the actor's business.
    """
    if actor.can(Permission.STAFF_READ):
        return await _detail(await fetch(_ONE, staff_id, clock.today(), None))
    return await _detail(await fetch(_ONE, staff_id, clock.today(), actor.required_user_id), is_own=True)


async def own(actor: Actor) -> StaffDetail:
    """The actor as a staff member.

    Raises:
        NotFound: the actor is none.
    """
    return await _detail(await fetch(_ONE, None, clock.today(), actor.required_user_id), is_own=True)


async def _detail(rows: list[asyncpg.Record], *, is_own: bool = False) -> StaffDetail:
    if not rows:
        raise NotFound
    row = rows[0]
    skills = [HeldSkill(**skill) for skill in await fetch(_SKILLS, row["id"])]
    # What others said in confidence about somebody is not shown to them.
    conflicts = [] if is_own else [ConflictOut(**conflict) for conflict in await fetch(_CONFLICTS, row["id"])]
    return StaffDetail(**{**row, "status": StaffStatus(row["status"])}, skills=skills, conflicts=conflicts)


async def lock_staff(staff_id: UUID) -> StaffMember:
    """A staff member, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await StaffMember.objects().where(StaffMember.id == staff_id).lock_rows("NO KEY UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def skills_of(staff_id: UUID) -> dict[UUID, int]:
    """Years by practice area."""
    rows = await StaffSkill.select(StaffSkill.skill, StaffSkill.years).where(StaffSkill.staff_member == staff_id)
    return {row["skill"]: row["years"] for row in rows}


async def unknown_skills(skill_ids: Sequence[UUID]) -> list[UUID]:
    """Those of some ids that are no practice area."""
    if not skill_ids:
        return []
    known = {row["id"] for row in await Skill.select(Skill.id).where(Skill.id.is_in(list(skill_ids)))}
    return [skill_id for skill_id in skill_ids if skill_id not in known]


async def get_conflict(staff_id: UUID, conflict_id: UUID) -> StaffConflict:
    """A conflict of interest of a person.

    Raises:
        NotFound: the person has none of that id.
    """
    row = await StaffConflict.objects().where((StaffConflict.id == conflict_id) & (StaffConflict.staff_member == staff_id)).first()
    if row is None:
        raise NotFound
    return row


async def check_expiry(actor: Actor, staff_id: UUID) -> list[CheckExpiry]:
    """The pre-employment checks of a person and until when they count, for operations and for oneself.

    Raises:
        NotFound: there is no such person, or it is somebody else.
    """
    person = await get_staff(actor, staff_id)
    if not actor.can(Permission.STAFF_MANAGE) and person.user_id != actor.user_id:
        raise NotFound
    rows = await Check.objects().where(Check.candidate == person.candidate_id)
    order = [kind.value for kind in CheckKind]
    overrides = await overridden(person.candidate_id, clock.today())
    checks = [
        CheckExpiry(
            kind=row.kind,
            label=CHECK_LABELS[row.kind],
            status="overridden" if row.kind in overrides else row.status,
            checked_on=row.checked_on,
            expires_on=overrides.get(CheckKind(row.kind), row.expires_on),
        )
        for row in rows
    ]
    return sorted(checks, key=lambda check: order.index(check.kind))


async def placed_after(staff_id: UUID, day: date) -> date | None:
    """The last day of a placement that goes on after a day, if there is one."""
    rows = await fetch(
        "SELECT max(ends_on) AS ends_on FROM placement WHERE staff_member = $1 AND status <> 'cancelled' AND ends_on > $2", staff_id, day
    )
    last: date | None = rows[0]["ends_on"]
    return last


async def bench(actor: Actor, on: date) -> list[BenchRow]:
    """Who has time to give on a day, most first.

    Raises:
        Forbidden: the actor does not read staff.
    """
    actor.require(Permission.STAFF_READ)
    return [BenchRow(**row) for row in await fetch(_BENCH, on)]


async def free_time(actor: Actor, first: date, weeks: int) -> list[FreeTime]:
    """What everybody together has free, once a week from a day on; raises as `bench`."""
    actor.require(Permission.STAFF_READ)
    return [FreeTime(**row) for row in await fetch(_FREE_TIME, first, weeks)]


async def list_ready(actor: Actor) -> list[Ready]:
    """Applications with an accepted offer, those that wait for nothing first, each with the checks it still waits for.

    Raises:
        Forbidden: the actor does not make staff.
    """
    actor.require(Permission.STAFF_MANAGE)
    rows = [Ready(**row) for row in await fetch(_READY, [kind.value for kind in CheckKind], clock.today(), None)]
    return sorted(rows, key=lambda row: bool(row.waiting))


async def get_ready(application_id: UUID) -> Ready:
    """An application as `list_ready` shows it, whatever its stage.

    Raises:
        NotFound: there is none.
    """
    rows = await fetch(_READY, [kind.value for kind in CheckKind], clock.today(), application_id)
    if not rows:
        raise NotFound
    return Ready(**rows[0])
