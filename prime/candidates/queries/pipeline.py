"""Reading everybody's applications: the list, the board, the file, and what is late."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.candidates import rules
from prime.candidates.errors import TooMany
from prime.candidates.queries.scope import FROM, ROW, P, as_row, screens_blind, withheld
from prime.candidates.schemas import ApplicationRow, Column, Filters
from prime.candidates.search_words import wanted
from prime.candidates.tables import NextActor, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import InvalidInput
from prime.core.paging import PAGE_SIZE, Page, decode_cursor, encode_cursor


class Late(msgspec.Struct, frozen=True):
    """An application whose next step is overdue, without its person."""

    id: UUID
    reference: str
    role: str
    next_actor: NextActor
    next_action: str
    due_on: date


ALL = Filters()
CARDS = 30
EXPORT_SIZE = 5000

_LISTED = f"{ROW}, {withheld(me=8, blind=10)} AS is_anonymous"
# What is looked for is found by the index; where the person is withheld, only by what does not say who it is.
_FOUND = f"""
EXISTS (SELECT FROM search_entry s WHERE s.application = a.id AND array_to_tsvector(s.words) @@ $1[1]::tsquery
        AND (NOT {withheld(me=8, blind=10)} OR array_to_tsvector(s.words) @@ $1[2]::tsquery))
"""
_FILTERS = """
(cardinality($2::text[]) = 0 OR v.reference = ANY($2)) AND (cardinality($3::text[]) = 0 OR a.source = ANY($3))
AND (cardinality($4::text[]) = 0 OR a.next_actor = ANY($4)) AND (NOT $5 OR a.next_due_on < $6) AND (NOT $7 OR a.champion = $8)
AND a.stage = ANY($9::text[]) AND $1::text[] IS NOT NULL AND $10::boolean IS NOT NULL AND {found}
"""
# What each sort orders by; the stage in the order of the journey.
_JOURNEY = ", ".join(f"'{stage}'" for stage in Stage)
_SORTS = {
    "champion": ("lower(COALESCE(trim(u.last_name || ' ' || u.first_name), ''))", "text"),
    "source": ("a.source", "text"),
    "name": (f"CASE WHEN {withheld(me=8, blind=10)} THEN lower(a.reference) ELSE lower(c.last_name || ' ' || c.first_name) END", "text"),
    "role": ("lower(v.title)", "text"),
    "stage": (f"array_position(ARRAY[{_JOURNEY}], a.stage::text)", "int"),
    "waiting": ("-extract(epoch FROM a.stage_entered_at)", "numeric"),
    "due": ("COALESCE(a.next_due_on, 'infinity')", "date"),
    "applied": ("a.applied_at", "timestamptz"),
}
DEFAULT_SORT = "-applied"
_LIST = f"""
WITH found AS (SELECT {_LISTED}, {{key}} AS sort_value {FROM} WHERE {_FILTERS})
SELECT found.*, sort_value::text AS sort_key FROM found
WHERE $11::text IS NULL OR (sort_value, id) {{after}} ($11::text::{{type}}, $12::uuid)
ORDER BY sort_value {{direction}}, id {{direction}} LIMIT $13
"""
_COUNT = f"SELECT count(*) {FROM} WHERE {_FILTERS}"
_CHOSEN = f"SELECT {_LISTED} {FROM} WHERE {_FILTERS} AND a.id = ANY($11::uuid[]) ORDER BY a.id".format(found="true")
# The most urgent first: what is overdue longest, then what waits longest. Who started some time ago is staff, and elsewhere.
_BOARD = f"""
WITH found AS (
  SELECT {_LISTED}, columns.nr,
         row_number() OVER (PARTITION BY columns.nr ORDER BY a.next_due_on NULLS LAST, a.stage_entered_at, a.id) AS position,
         count(*) OVER (PARTITION BY columns.nr) AS total
  {FROM} JOIN unnest($11::text[], $12::int[]) AS columns (stage, nr) ON columns.stage = a.stage
  WHERE {_FILTERS} AND (a.stage <> 'started' OR a.stage_entered_at > $13)
)
SELECT * FROM found WHERE position <= {CARDS} ORDER BY nr, position
"""
_UNESCALATED = """
SELECT a.id, a.reference, v.title AS role, a.next_actor, a.next_action, a.next_due_on AS due_on
FROM application a JOIN vacancy v ON v.id = a.vacancy
WHERE a.next_due_on < $1 AND a.stage <> ALL($2::text[])
  AND NOT EXISTS (SELECT FROM escalation e WHERE e.application = a.id AND e.due_on = a.next_due_on)
ORDER BY a.next_due_on, a.id LIMIT $3
"""


def _found(filters: Filters) -> str:
    return _FOUND if filters.search.strip() else "true"


def _filter_values(actor: Actor, filters: Filters) -> list[Any]:
    search = wanted(filters.search)
    stages = list(filters.stages) or [stage.value for stage in Stage if stage not in rules.ENDED]
    return [
        [search.whole, search.blind],
        list(filters.vacancies),
        list(filters.sources),
        list(filters.next_actors),
        filters.is_overdue,
        clock.today(),
        filters.is_mine,
        actor.user_id,
        stages,
        screens_blind(actor),
    ]


async def list_applications(
    actor: Actor, filters: Filters = ALL, cursor: str = "", *, sort: str = DEFAULT_SORT, size: int = PAGE_SIZE
) -> Page[ApplicationRow]:
    """Applications of everybody; those that ended only when their stage is asked for.

    Raises:
        Forbidden: the actor does not recruit.
        InvalidInput: the cursor or the sort is not one of this list.
    """
    actor.require(P.APPLICATIONS_READ)
    if sort.removeprefix("-") not in _SORTS:
        raise InvalidInput.field("sort", f"Sort by one of {', '.join(_SORTS)}.")
    key, type_ = _SORTS[sort.removeprefix("-")]
    after, direction = ("<", "DESC") if sort.startswith("-") else (">", "ASC")
    sql = _LIST.format(key=key, after=after, type=type_, direction=direction, found=_found(filters))
    last_key, last_id = decode_cursor(cursor, 2) if cursor else (None, None)
    try:
        rows = await fetch(sql, *_filter_values(actor, filters), last_key, last_id and UUID(last_id), size + 1)
    except (ValueError, asyncpg.DataError):
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None
    more = encode_cursor(rows[size - 1]["sort_key"], rows[size - 1]["id"]) if len(rows) > size else ""
    return Page([as_row(row) for row in rows[:size]], more)


async def count_applications(actor: Actor, filters: Filters = ALL) -> int:
    """How many applications `list_applications` holds on all its pages; raises as it does."""
    actor.require(P.APPLICATIONS_READ)
    return int(await fetch_value(_COUNT.format(found=_found(filters)), *_filter_values(actor, filters)))


async def export(actor: Actor, filters: Filters, *, sort: str = DEFAULT_SORT) -> list[ApplicationRow]:
    """The whole list, as far as one file goes; raises as `list_applications`.

    Raises:
        TooMany: a file would be cut short.
    """
    found = await list_applications(actor, filters, sort=sort, size=EXPORT_SIZE)
    if found.next_cursor:
        raise TooMany(f"A file holds {EXPORT_SIZE:,} applications. Filter the list first.")
    return found.items


async def list_chosen(actor: Actor, application_ids: Collection[UUID]) -> list[ApplicationRow]:
    """Some applications by their ids, as the list shows them; raises as `board`."""
    actor.require(P.APPLICATIONS_READ)
    values = _filter_values(actor, Filters(stages=tuple(stage.value for stage in Stage)))
    return [as_row(row) for row in await fetch(_CHOSEN, *values, list(application_ids))]


async def board(actor: Actor, filters: Filters = ALL) -> list[Column]:
    """The live pipeline in columns, the most urgent cards of each first; one query, however many there are.

    Raises:
        Forbidden: the actor does not recruit.
    """
    actor.require(P.APPLICATIONS_READ)
    places = [(stage.value, number) for number, (_, stages) in enumerate(rules.BOARD) for stage in stages]
    names, numbers = [stage for stage, _ in places], [number for _, number in places]
    since = clock.now() - rules.SHOWN_AS_STARTED
    rows = await fetch(_BOARD.format(found=_found(filters)), *_filter_values(actor, filters), names, numbers, since)
    cards: list[list[ApplicationRow]] = [[] for _ in rules.BOARD]
    totals = [0] * len(rules.BOARD)
    for row in rows:
        cards[row["nr"]].append(as_row(row))
        totals[row["nr"]] = row["total"]
    return [Column(title, stages, totals[number], cards[number]) for number, (title, stages) in enumerate(rules.BOARD)]


async def list_unescalated(today: date, *, most: int = 200) -> list[Late]:
    """Applications whose next step is overdue and of which operations were not told yet, the longest overdue first."""
    rows = await fetch(_UNESCALATED, today, [stage.value for stage in rules.FINAL], most)
    return [Late(**{**row, "next_actor": NextActor(row["next_actor"])}) for row in rows]
