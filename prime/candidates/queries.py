"""Reading applications: all for those who recruit, one's own for candidates and holders of a link."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.candidates import rules
from prime.candidates.errors import OwnApplication, TooMany
from prime.candidates.schemas import (
    ApplicationDetail,
    ApplicationRow,
    Column,
    ConversationOut,
    Filters,
    Move,
    NoteOut,
)
from prime.candidates.tables import Application, ApplicationDraft, Candidate, NextActor, Source, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import InvalidInput, NotFound
from prime.core.paging import PAGE_SIZE, Page, decode_cursor, encode_cursor
from prime.core.tokens import digest
from prime.vacancies.queries import like_patterns
from prime.vacancies.tables import VacancyKind


class Late(msgspec.Struct, frozen=True):
    """An application whose next step is overdue, without its person."""

    id: UUID
    reference: str
    role: str
    next_actor: NextActor
    next_action: str
    due_on: date


P = Permission
CARDS = 30
EXPORT_SIZE = 5000

# Before the screening decision a screener knows an application by its reference alone: what they read, search and sort by
# follows this one condition. Nobody is a stranger to themselves. `$me` and `$blind` stand for the parameters of a query.
_WITHHELD = f"""($blind AND c."user" IS DISTINCT FROM $me AND a.stage IN ({", ".join(f"'{stage}'" for stage in sorted(rules.BLIND_STAGES))}))"""


def _withheld(*, me: int, blind: int) -> str:
    return _WITHHELD.replace("$me", f"${me}").replace("$blind", f"${blind}::boolean")


# Those who recruit see all; a candidate their own; the holder of a link the one application it was made for.
_VISIBLE = """($1 OR c."user" = $2 OR a.id = $3)"""
_ROW = """
a.id, a.reference, a.candidate AS candidate_id, c.first_name, c.last_name, c.swe_number, v.reference AS vacancy_reference,
v.title AS vacancy_title, v.place, a.stage, a.stage_entered_at, a.source, a.next_actor, a.next_action, a.next_due_on,
a.champion AS champion_id, COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS champion_name, a.applied_at, a.version
"""
_LISTED = f"{_ROW}, {_withheld(me=8, blind=10)} AS is_anonymous"
_FROM = """
FROM application a JOIN candidate c ON c.id = a.candidate JOIN vacancy v ON v.id = a.vacancy LEFT JOIN app_user u ON u.id = a.champion
"""
_DETAIL = f"""
SELECT {_ROW}, {_withheld(me=2, blind=4)} AS is_anonymous,
       c.reference AS candidate_reference, c."user" AS user_id, c.email, c.phone, c.postcode, v.id AS vacancy_id,
       v.kind AS vacancy_kind, g.id AS grade_id, g.code AS grade_code, g.title AS grade_title, o.id AS employer_id,
       o.name AS employer_name, v.salary_from_amount, v.salary_to_amount, a.motivation, a.experience_years, a.needs, a.declared,
       a.ended_reason, a.ended_detail,
       (SELECT count(DISTINCT s.kind) FROM consent s WHERE s.application = a.id AND s.kind = ANY($5::text[])) = cardinality($5::text[])
         AS has_consented
{_FROM} JOIN grade g ON g.id = v.grade JOIN organisation o ON o.id = v.employer
WHERE {_VISIBLE}
"""
_FILTERS = f"""
CASE WHEN {_withheld(me=8, blind=10)} THEN a.reference
  ELSE concat_ws(' ', c.first_name, c.last_name, a.reference, c.reference, c.swe_number) END ILIKE ALL($1::text[])
AND (cardinality($2::text[]) = 0 OR v.reference = ANY($2)) AND (cardinality($3::text[]) = 0 OR a.source = ANY($3))
AND (cardinality($4::text[]) = 0 OR a.next_actor = ANY($4)) AND (NOT $5 OR a.next_due_on < $6) AND (NOT $7 OR a.champion = $8)
AND a.stage = ANY($9::text[])
"""
# What each sort orders by; the stage in the order of the journey.
_JOURNEY = ", ".join(f"'{stage}'" for stage in Stage)
_SORTS = {
    "name": (f"CASE WHEN {_withheld(me=8, blind=10)} THEN lower(a.reference) ELSE lower(c.last_name || ' ' || c.first_name) END", "text"),
    "role": ("lower(v.title)", "text"),
    "stage": (f"array_position(ARRAY[{_JOURNEY}], a.stage::text)", "int"),
    "waiting": ("-extract(epoch FROM a.stage_entered_at)", "numeric"),
    "due": ("COALESCE(a.next_due_on, 'infinity')", "date"),
    "applied": ("a.applied_at", "timestamptz"),
}
DEFAULT_SORT = "-applied"
_LIST = """
WITH found AS (SELECT {row}, {key} AS sort_value {tables} WHERE {filters})
SELECT found.*, sort_value::text AS sort_key FROM found
WHERE $11::text IS NULL OR (sort_value, id) {after} ($11::text::{type}, $12::uuid)
ORDER BY sort_value {direction}, id {direction} LIMIT $13
"""
_COUNT = f"SELECT count(*) {_FROM} WHERE {_FILTERS}"
_CHOSEN = f"SELECT {_LISTED} {_FROM} WHERE {_FILTERS} AND a.id = ANY($11::uuid[]) ORDER BY a.id"
# The most urgent first: what is overdue longest, then what waits longest. Who started some time ago is staff, and elsewhere.
_BOARD = f"""
WITH found AS (
  SELECT {_LISTED}, columns.nr,
         row_number() OVER (PARTITION BY columns.nr ORDER BY a.next_due_on NULLS LAST, a.stage_entered_at, a.id) AS position,
         count(*) OVER (PARTITION BY columns.nr) AS total
  {_FROM} JOIN unnest($11::text[], $12::int[]) AS columns (stage, nr) ON columns.stage = a.stage
  WHERE {_FILTERS} AND (a.stage <> 'started' OR a.stage_entered_at > $13)
)
SELECT * FROM found WHERE position <= {CARDS} ORDER BY nr, position
"""
_MOVES = """
SELECT m.from_stage, m.to_stage, m.moved_at, m.moved_by AS moved_by_id, COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS moved_by,
       m.reason
FROM stage_move m LEFT JOIN app_user u ON u.id = m.moved_by WHERE m.application = $1 ORDER BY m.moved_at DESC, m.id DESC
"""
_NOTES = """
SELECT n.id, n.text, trim(u.first_name || ' ' || u.last_name) AS author, n.is_shared, n.written_at
FROM note n JOIN app_user u ON u.id = n.author WHERE n.application = $1 AND ($2 OR n.is_shared) ORDER BY n.id DESC LIMIT 200
"""
_ALL_WITHHELD = f"""
SELECT COALESCE(bool_and({_withheld(me=2, blind=3)}), false) FROM application a JOIN candidate c ON c.id = a.candidate WHERE c.id = $1
"""
_UNESCALATED = """
SELECT a.id, a.reference, v.title AS role, a.next_actor, a.next_action, a.next_due_on AS due_on
FROM application a JOIN vacancy v ON v.id = a.vacancy
WHERE a.next_due_on < $1 AND a.stage <> ALL($2::text[])
  AND NOT EXISTS (SELECT FROM escalation e WHERE e.application = a.id AND e.due_on = a.next_due_on)
ORDER BY a.next_due_on, a.id LIMIT $3
"""
_CONVERSATION = """
SELECT t.held_on, trim(u.first_name || ' ' || u.last_name) AS held_by, t.notes, t.wants_to_go_on, t.recorded_at
FROM conversation t JOIN app_user u ON u.id = t.held_by WHERE t.application = $1
"""


def _screens_blind(actor: Actor) -> bool:
    """Whether names are kept from the actor until the screening decision: from all who recruit but operations."""
    return actor.can(P.APPLICATIONS_READ) and not actor.can(P.APPLICATIONS_MANAGE)


def _scope(actor: Actor) -> tuple[bool, UUID | None, UUID | None, bool]:
    actor.require_any(P.APPLICATIONS_READ, P.APPLICATIONS_OWN)
    if actor.record_id is not None:
        return False, None, actor.record_id, False
    return actor.can(P.APPLICATIONS_READ), actor.user_id, None, _screens_blind(actor)


def _row(row: asyncpg.Record, kind: type[ApplicationRow] = ApplicationRow, **more: Any) -> Any:
    values = {name: row[name] for name in kind.__struct_fields__} | more
    whole = kind(
        **values | {"stage": Stage(row["stage"]), "source": Source(row["source"]), "next_actor": NextActor(row["next_actor"])},
    )
    return rules.anonymised(whole) if whole.is_anonymous else whole


def _detail(actor: Actor, row: asyncpg.Record) -> ApplicationDetail:
    declared = json.loads(row["declared"])
    # A link proves nothing about who holds it: it shows what was typed with the application, not what we know of the person.
    shown = declared if actor.record_id is not None else {}
    detail: ApplicationDetail = _row(row, ApplicationDetail, declared=declared, vacancy_kind=VacancyKind(row["vacancy_kind"]), **shown)
    return detail


async def get_application(actor: Actor, application_id: UUID) -> ApplicationDetail:
    """One application with its candidate and vacancy.

    Raises:
        NotFound: there is none, or it is not the actor's business.
    """
    rows = await fetch(f"{_DETAIL} AND a.id = $6", *_scope(actor), _consent_kinds(), application_id)
    if not rows:
        raise NotFound
    return _detail(actor, rows[0])


async def mine(actor: Actor) -> list[ApplicationDetail]:
    """The actor's own applications, newest first.

    Raises:
        Forbidden: the actor is not a candidate.
    """
    actor.require(P.APPLICATIONS_OWN)
    _, user_id, record_id, _ = _scope(actor)
    rows = await fetch(f"{_DETAIL} ORDER BY a.id DESC LIMIT 50", False, user_id, record_id, False, _consent_kinds())
    return [_detail(actor, row) for row in rows]


def _consent_kinds() -> list[str]:
    return [notice.kind for notice in rules.NOTICES]


async def own_application_ids(actor: Actor) -> list[UUID]:
    """The ids of the actor's own applications: those of their account, or the one of their link. Empty for everybody else."""
    if not actor.can(P.APPLICATIONS_OWN) or (actor.user_id is None and actor.record_id is None):
        return []
    if actor.record_id is not None:
        rows = await fetch("SELECT id FROM application WHERE id = $1", actor.record_id)
    else:
        rows = await fetch('SELECT a.id FROM application a JOIN candidate c ON c.id = a.candidate WHERE c."user" = $1', actor.user_id)
    return [row["id"] for row in rows]


async def get_candidate(actor: Actor, candidate_id: UUID) -> Candidate:
    """A candidate: any for those who recruit, once an application has passed screening; oneself by one's account.

    Raises:
        NotFound: there is none, or it is not the actor's business.
    """
    actor.require_any(P.APPLICATIONS_READ, P.APPLICATIONS_OWN)
    row = await Candidate.objects().where(Candidate.id == candidate_id).first()
    if row is None or not (actor.can(P.APPLICATIONS_READ) or (actor.user_id is not None and row.user == actor.user_id)):
        raise NotFound
    if await fetch_value(_ALL_WITHHELD, candidate_id, actor.user_id, _screens_blind(actor)):
        raise NotFound
    return row


async def find_candidate(user_id: UUID) -> Candidate | None:
    """The candidate behind an account, if it is one."""
    return await Candidate.objects().where(Candidate.user == user_id).first()


def _filter_values(actor: Actor, filters: Filters) -> list[Any]:
    stages = list(filters.stages) or [stage.value for stage in Stage if stage not in rules.ENDED]
    return [
        like_patterns(filters.search),
        list(filters.vacancies),
        list(filters.sources),
        list(filters.next_actors),
        filters.is_overdue,
        clock.today(),
        filters.is_mine,
        actor.user_id,
        stages,
        _screens_blind(actor),
    ]


async def list_applications(
    actor: Actor, filters: Filters | None = None, cursor: str = "", *, sort: str = DEFAULT_SORT, size: int = PAGE_SIZE
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
    sql = _LIST.format(row=_LISTED, key=key, tables=_FROM, filters=_FILTERS, after=after, type=type_, direction=direction)
    last_key, last_id = decode_cursor(cursor, 2) if cursor else (None, None)
    try:
        rows = await fetch(sql, *_filter_values(actor, filters or Filters()), last_key, last_id and UUID(last_id), size + 1)
    except (ValueError, asyncpg.DataError):
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None
    more = encode_cursor(rows[size - 1]["sort_key"], rows[size - 1]["id"]) if len(rows) > size else ""
    return Page([_row(row) for row in rows[:size]], more)


async def count_applications(actor: Actor, filters: Filters | None = None) -> int:
    """How many applications `list_applications` holds on all its pages; raises as it does."""
    actor.require(P.APPLICATIONS_READ)
    return int(await fetch_value(_COUNT, *_filter_values(actor, filters or Filters())))


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
    return [_row(row) for row in await fetch(_CHOSEN, *values, list(application_ids))]


async def board(actor: Actor, filters: Filters | None = None) -> list[Column]:
    """The live pipeline in columns, the most urgent cards of each first; one query, however many there are.

    Raises:
        Forbidden: the actor does not recruit.
    """
    actor.require(P.APPLICATIONS_READ)
    places = [(stage.value, number) for number, (_, stages) in enumerate(rules.BOARD) for stage in stages]
    names, numbers = [stage for stage, _ in places], [number for _, number in places]
    rows = await fetch(_BOARD, *_filter_values(actor, filters or Filters()), names, numbers, clock.now() - rules.SHOWN_AS_STARTED)
    cards: list[list[ApplicationRow]] = [[] for _ in rules.BOARD]
    totals = [0] * len(rules.BOARD)
    for row in rows:
        cards[row["nr"]].append(_row(row))
        totals[row["nr"]] = row["total"]
    return [Column(title, stages, totals[number], cards[number]) for number, (title, stages) in enumerate(rules.BOARD)]


def _works_on(actor: Actor, application: ApplicationDetail) -> bool:
    """Whether the actor sees an application as those who recruit do: anybody's but their own."""
    return actor.can(P.APPLICATIONS_READ) and application.user_id != actor.user_id


async def history(actor: Actor, application_id: UUID) -> list[Move]:
    """The moves of an application, newest first; a candidate reads neither names nor reasons. Raises as `get_application`."""
    application = await get_application(actor, application_id)
    works_on = _works_on(actor, application)
    return [
        Move(
            from_stage=row["from_stage"],
            to_stage=Stage(row["to_stage"]),
            moved_at=row["moved_at"],
            moved_by=row["moved_by"] if works_on and not (application.is_anonymous and row["moved_by_id"] == application.user_id) else "",
            reason=row["reason"] if works_on else "",
        )
        for row in await fetch(_MOVES, application_id)
    ]


async def list_notes(actor: Actor, application_id: UUID) -> list[NoteOut]:
    """The notes on an application, newest first; a candidate reads the shared ones. Raises as `get_application`."""
    works_on = _works_on(actor, await get_application(actor, application_id))
    return [NoteOut(**row) for row in await fetch(_NOTES, application_id, works_on)]


async def get_conversation(actor: Actor, application_id: UUID) -> ConversationOut | None:
    """What the champion noted of the initial conversation, if it was held; for those who recruit. Raises as `board`."""
    actor.require(P.APPLICATIONS_READ)
    rows = await fetch(_CONVERSATION, application_id) if _works_on(actor, await get_application(actor, application_id)) else []
    return ConversationOut(**rows[0]) if rows else None


async def find_draft(vacancy_id: UUID, token: str) -> ApplicationDraft | None:
    """What somebody typed for a vacancy and has not sent, found by the token of their cookie or link."""
    D = ApplicationDraft  # noqa: N806 - keeps the condition readable
    return await D.objects().where((D.vacancy == vacancy_id) & (D.token == digest(token))).first()


async def list_unescalated(today: date, *, most: int = 200) -> list[Late]:
    """Applications whose next step is overdue and of which operations were not told yet, the longest overdue first."""
    rows = await fetch(_UNESCALATED, today, [stage.value for stage in rules.FINAL], most)
    return [Late(**{**row, "next_actor": NextActor(row["next_actor"])}) for row in rows]


async def stage_before_end(application_id: UUID) -> Stage:
    """Where an application that was withdrawn or rejected stood before."""
    last_move = "SELECT from_stage FROM stage_move WHERE application = $1 ORDER BY moved_at DESC, id DESC LIMIT 1"
    return Stage(await fetch_value(last_move, application_id))


async def addressee(application_id: UUID) -> tuple[UUID, str]:
    """Whom to write to about an application, and the title of the role."""
    rows = await fetch(
        'SELECT c."user", v.title FROM application a JOIN candidate c ON c.id = a.candidate JOIN vacancy v ON v.id = a.vacancy WHERE a.id = $1',
        application_id,
    )
    return rows[0]["user"], rows[0]["title"]


async def lock_application(application_id: UUID) -> Application:
    """An application, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await Application.objects().where(Application.id == application_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_for_work(actor: Actor, application_id: UUID) -> Application:
    """Somebody else's application, locked.

    Raises:
        NotFound: there is none.
        OwnApplication: it is the actor's own.
    """
    row = await lock_application(application_id)
    if actor.user_id is not None and await Candidate.exists().where((Candidate.id == row.candidate) & (Candidate.user == actor.user_id)):
        raise OwnApplication
    return row


async def lock_own(actor: Actor, application_id: UUID) -> Application:
    """One's own application, locked; raises NotFound for anybody else's."""
    if application_id not in await own_application_ids(actor):
        raise NotFound
    return await lock_application(application_id)


async def lock_live_of(candidate_id: UUID, *stages: Stage) -> list[Application]:
    """The applications of a candidate at some stages, locked in the order of their ids."""
    return await (
        Application.objects()
        .where((Application.candidate == candidate_id) & Application.stage.is_in([stage.value for stage in stages]))
        .order_by(Application.id)
        .lock_rows("UPDATE")
    )
