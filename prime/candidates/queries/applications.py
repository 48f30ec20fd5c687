"""Reading one application with what was noted on it, one's own, and the person behind it."""

import json
from uuid import UUID

import asyncpg

from prime.candidates import rules
from prime.candidates.queries.scope import FROM, ROW, VISIBLE, P, as_row, scope, screens_blind, withheld
from prime.candidates.schemas import ApplicationDetail, ConversationOut, Move, NoteOut
from prime.candidates.tables import Candidate, Stage
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.vacancies.tables import VacancyKind

_DETAIL = f"""
SELECT {ROW}, {withheld(me=2, blind=4)} AS is_anonymous,
       c.reference AS candidate_reference, c."user" AS user_id, c.email, c.phone, c.postcode, v.id AS vacancy_id,
       v.kind AS vacancy_kind, g.id AS grade_id, g.code AS grade_code, g.title AS grade_title, o.id AS employer_id,
       o.name AS employer_name, v.salary_from_amount, v.salary_to_amount, a.motivation, a.experience_years, a.needs, a.declared,
       a.ended_reason, a.ended_detail,
       (SELECT count(DISTINCT s.kind) FROM consent s WHERE s.application = a.id AND s.kind = ANY($5::text[])) = cardinality($5::text[])
         AS has_consented,
       EXISTS (SELECT FROM declared_checks d WHERE d.application = a.id) AS has_answered
{FROM} JOIN grade g ON g.id = v.grade JOIN organisation o ON o.id = v.employer
WHERE {VISIBLE}
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
SELECT COALESCE(bool_and({withheld(me=2, blind=3)}), false) FROM application a JOIN candidate c ON c.id = a.candidate WHERE c.id = $1
"""
_CONVERSATION = """
SELECT t.held_on, trim(u.first_name || ' ' || u.last_name) AS held_by, t.notes, t.wants_to_go_on, t.recorded_at
FROM conversation t JOIN app_user u ON u.id = t.held_by WHERE t.application = $1
"""


def _detail(actor: Actor, row: asyncpg.Record) -> ApplicationDetail:
    declared = json.loads(row["declared"])
    # A link proves nothing about who holds it: it shows what was typed with the application, not what we know of the person.
    shown = declared if actor.record_id is not None else {}
    detail: ApplicationDetail = as_row(row, ApplicationDetail, declared=declared, vacancy_kind=VacancyKind(row["vacancy_kind"]), **shown)
    return detail


async def get_application(actor: Actor, application_id: UUID) -> ApplicationDetail:
    """One application with its candidate and vacancy.

    Raises:
        NotFound: there is none, or it is not the actor's business.
    """
    rows = await fetch(f"{_DETAIL} AND a.id = $6", *scope(actor), _consent_kinds(), application_id)
    if not rows:
        raise NotFound
    return _detail(actor, rows[0])


async def mine(actor: Actor) -> list[ApplicationDetail]:
    """The actor's own applications, newest first.

    Raises:
        Forbidden: the actor is not a candidate.
    """
    actor.require(P.APPLICATIONS_OWN)
    _, user_id, record_id, _ = scope(actor)
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
    if await fetch_value(_ALL_WITHHELD, candidate_id, actor.user_id, screens_blind(actor)):
        raise NotFound
    return row


async def find_candidate(user_id: UUID) -> Candidate | None:
    """The candidate behind an account, if it is one; of a record that was merged, the one that the person is known by now."""
    found = await Candidate.objects().where(Candidate.user == user_id).first()
    while found is not None and found.merged_into is not None:
        found = await Candidate.objects().where(Candidate.id == found.merged_into).first()
    return found


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
