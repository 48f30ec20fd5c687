"""Reading vacancies: what is open to everybody, and what operations run."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.accounts.tables import Organisation
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.core.paging import Page, cut, decode_id
from prime.vacancies.errors import RoleClosed
from prime.vacancies.schemas import OpenRole, Term, VacancyDetail
from prime.vacancies.tables import Vacancy, VacancyKind, VacancyStatus

SIZE = 20

_OPEN_COLUMNS = """
v.id, v.reference, v.title, v.kind, g.code AS grade_code, g.title AS grade_title, g.level AS grade_level, o.name AS employer_name,
v.place, v.summary, v.salary_from_amount, v.salary_to_amount, v.opens_on, v.closes_on
"""
_FROM = "FROM vacancy v JOIN grade g ON g.id = v.grade JOIN organisation o ON o.id = v.employer"
_IS_OPEN = "v.status = 'open' AND v.is_public AND v.opens_on <= $1 AND (v.closes_on IS NULL OR v.closes_on >= $1)"
# Every word must occur somewhere in what the visitor reads; `$2` holds LIKE patterns.
_SEARCH = "concat_ws(' ', v.title, g.title, v.place, o.name, v.summary, v.reference) ILIKE ALL($2::text[])"
_OPEN = f"""
SELECT {_OPEN_COLUMNS} {_FROM} WHERE {_IS_OPEN} AND {_SEARCH}
  AND (cardinality($3::text[]) = 0 OR g.code = ANY($3)) AND (cardinality($4::text[]) = 0 OR v.kind = ANY($4))
  AND (cardinality($5::text[]) = 0 OR v.place = ANY($5)) AND ($6::uuid IS NULL OR v.id < $6)
ORDER BY v.id DESC LIMIT $7
"""
_OPEN_COUNT = f"""
SELECT count(*) {_FROM} WHERE {_IS_OPEN} AND {_SEARCH}
  AND (cardinality($3::text[]) = 0 OR g.code = ANY($3)) AND (cardinality($4::text[]) = 0 OR v.kind = ANY($4))
  AND (cardinality($5::text[]) = 0 OR v.place = ANY($5))
"""
_OPEN_ONE = f"SELECT {_OPEN_COLUMNS} {_FROM} WHERE {_IS_OPEN} AND v.reference = $2"
_WAS_OPEN = f"""
SELECT {_OPEN_COLUMNS} {_FROM} WHERE v.reference = $2 AND v.is_public AND v.opens_on <= $1
  AND (v.status IN ('paused', 'closed') OR v.status = 'open' AND v.closes_on < $1)
"""
_ANY = f"SELECT {_OPEN_COLUMNS} {_FROM} WHERE v.reference = $1"
_OPEN_PLACES = f"SELECT DISTINCT v.place {_FROM} WHERE {_IS_OPEN} ORDER BY 1"

# Applications are counted where they are stored: the module that owns them stands higher and cannot be called.
_COLUMNS = f"""
{_OPEN_COLUMNS}, v.status, v.grade AS grade_id, v.employer AS employer_id, v.headcount, v.is_public, v.kit, v.panel_size,
v.panel_accredited, v.version,
count(a.id) AS applications,
count(a.id) FILTER (WHERE a.stage NOT IN ('withdrawn', 'rejected', 'started')) AS live_applications,
count(a.id) FILTER (WHERE a.stage = 'started') AS started
"""
_COUNTED = f"{_FROM} LEFT JOIN application a ON a.vacancy = v.id"
_GROUP = "GROUP BY v.id, g.id, o.id"
_ONE = f"SELECT {_COLUMNS} {_COUNTED} WHERE v.id = $1 {_GROUP}"
_LIST = f"""
SELECT {_COLUMNS} {_COUNTED}
WHERE {_SEARCH.replace("$2", "$1")} AND (cardinality($2::text[]) = 0 OR v.status = ANY($2))
  AND (cardinality($3::text[]) = 0 OR v.kind = ANY($3)) AND (cardinality($4::text[]) = 0 OR g.code = ANY($4))
  AND (cardinality($5::text[]) = 0 OR CASE WHEN v.is_public THEN 'shown' ELSE 'hidden' END = ANY($5)) AND ($6::uuid IS NULL OR v.id < $6)
{_GROUP} ORDER BY v.id DESC LIMIT $7
"""


def like_patterns(search: str) -> list[str]:
    """A LIKE pattern for each word typed, taken literally."""
    return [f"%{word.translate(_LITERAL)}%" for word in search.split()[:10]]


_LITERAL = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def _role(row: asyncpg.Record) -> OpenRole:
    return OpenRole(**{**row, "kind": VacancyKind(row["kind"])})


def _detail(row: asyncpg.Record) -> VacancyDetail:
    return VacancyDetail(**{**row, "kind": VacancyKind(row["kind"]), "status": VacancyStatus(row["status"])})


def _filters(search: str, grade: Collection[str] | str, kind: Collection[str] | str, place: Collection[str] | str) -> list[Any]:
    return [like_patterns(search), *([value] if isinstance(value, str) and value else list(value) for value in (grade, kind, place))]


async def list_open(
    *,
    search: str = "",
    grade: Collection[str] | str = (),
    kind: Collection[str] | str = (),
    place: Collection[str] | str = (),
    cursor: str = "",
    size: int = SIZE,
) -> Page[OpenRole]:
    """Roles that anybody can apply for today, newest first; of each filter, any value counts.

    Raises:
        InvalidInput: the cursor is not one of this list.
    """
    after = decode_id(cursor) if cursor else None
    rows = await fetch(_OPEN, clock.today(), *_filters(search, grade, kind, place), after, size + 1)
    return cut([_role(row) for row in rows], size, "id")


async def count_open(
    *, search: str = "", grade: Collection[str] | str = (), kind: Collection[str] | str = (), place: Collection[str] | str = ()
) -> int:
    """How many roles `list_open` holds on all its pages."""
    rows = await fetch(_OPEN_COUNT, clock.today(), *_filters(search, grade, kind, place))
    return int(rows[0]["count"])


async def get_open(reference: str) -> OpenRole:
    """A role that anybody can apply for today.

    Raises:
        NotFound: there is none of that reference, or it was never open to everybody.
        RoleClosed: it was, and is no longer.
    """
    rows = await fetch(_OPEN_ONE, clock.today(), reference)
    if rows:
        return _role(rows[0])
    await get_closed(reference)
    raise RoleClosed


async def get_role(reference: str) -> OpenRole:
    """A role whatever its state, for those with an application for it.

    Raises:
        NotFound: there is none of that reference.
    """
    rows = await fetch(_ANY, reference)
    if not rows:
        raise NotFound
    return _role(rows[0])


async def get_closed(reference: str) -> OpenRole:
    """A role that was open to everybody and no longer is.

    Raises:
        NotFound: there is none of that reference, or it was never open to everybody.
    """
    rows = await fetch(_WAS_OPEN, clock.today(), reference)
    if not rows:
        raise NotFound
    return _role(rows[0])


async def list_open_places() -> list[str]:
    """Where the open roles are, for the filter."""
    return [row["place"] for row in await fetch(_OPEN_PLACES, clock.today())]


async def get_vacancy(actor: Actor, vacancy_id: UUID) -> VacancyDetail:
    """One vacancy with its counts, for those who run vacancies.

    Raises:
        Forbidden: the actor does not run vacancies.
        NotFound: there is none.
    """
    actor.require(Permission.VACANCIES_MANAGE)
    rows = await fetch(_ONE, vacancy_id)
    if not rows:
        raise NotFound
    return _detail(rows[0])


async def get_vacancy_by_reference(actor: Actor, reference: str) -> VacancyDetail:
    """One vacancy by what people call it; raises as `get_vacancy`."""
    actor.require(Permission.VACANCIES_MANAGE)
    row = await Vacancy.select(Vacancy.id).where(Vacancy.reference == reference).first()
    if row is None:
        raise NotFound
    return await get_vacancy(actor, row["id"])


async def list_vacancies(
    actor: Actor,
    *,
    search: str = "",
    status: Collection[str] = (),
    kind: Collection[str] = (),
    grade: Collection[str] = (),
    site: Collection[str] = (),
    cursor: str = "",
    size: int = SIZE,
) -> Page[VacancyDetail]:
    """Vacancies in every status, newest first; `site` is whether the public site may show them.

    Raises:
        Forbidden: the actor does not run vacancies.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.VACANCIES_MANAGE)
    after = decode_id(cursor) if cursor else None
    rows = await fetch(_LIST, like_patterns(search), list(status), list(kind), list(grade), list(site), after, size + 1)
    return cut([_detail(row) for row in rows], size, "id")


async def list_past() -> list[UUID]:
    """Vacancies whose closing date is over and that are not closed yet."""
    rows = await fetch("SELECT id FROM vacancy WHERE status IN ('open', 'paused') AND closes_on < $1 ORDER BY closes_on, id LIMIT 200", clock.today())
    return [row["id"] for row in rows]


async def list_employers(actor: Actor) -> list[Term]:
    """Organisations that may employ, AfC first; raises as `get_vacancy`."""
    actor.require(Permission.VACANCIES_MANAGE)
    rows = await Organisation.select(Organisation.id, Organisation.name).order_by(Organisation.kind, Organisation.name)
    return [Term(str(row["id"]), row["name"]) for row in rows]


async def list_choices() -> list[Term]:
    """Vacancies by title, for filters of people who may see applications."""
    rows = await fetch("SELECT reference, title, place FROM vacancy WHERE status <> 'draft' ORDER BY title, place, reference LIMIT 200")
    return [Term(row["reference"], f"{row['title']}, {row['place']}") for row in rows]


async def get_title(vacancy_id: UUID) -> str:
    """What a vacancy is called, for messages about it."""
    return str(await fetch_value("SELECT title FROM vacancy WHERE id = $1", vacancy_id))


async def grade_level(vacancy_id: UUID) -> int:
    """The level of a vacancy's grade on the role ladder."""
    return int(await fetch_value("SELECT g.level FROM vacancy v JOIN grade g ON g.id = v.grade WHERE v.id = $1", vacancy_id))


async def lock_vacancy(vacancy_id: UUID, *, share: bool = False) -> Vacancy:
    """A vacancy, locked to the end of the transaction; `share` only keeps it from changing.

    Raises:
        NotFound: there is none.
    """
    row = await Vacancy.objects().where(Vacancy.id == vacancy_id).lock_rows("SHARE" if share else "UPDATE").first()
    if row is None:
        raise NotFound
    return row
