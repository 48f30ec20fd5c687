"""Reading scorecards, what the panel must talk about, and decisions; nobody else's scores before one's own are in (N8)."""

from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.interviews import moderation
from prime.interviews.errors import NotScorable
from prime.interviews.queries.interviews import get_interview
from prime.interviews.schemas import ConcernRow, DecisionDetail, InterviewDetail, NoteRow, RatingRow, ScorecardDetail, ScorecardSet
from prime.interviews.tables import Outcome
from prime.kits import queries as kits
from prime.kits.schemas import VersionDetail

_SCORECARDS = """
SELECT s.id AS seat_id, trim(m.first_name || ' ' || m.last_name) AS name, m.id AS user_id, k.id AS card, k.recommends, k.summary, k.submitted_at,
  COALESCE((SELECT json_agg(json_build_object('competencyId', r.competency, 'score', r.score, 'evidence', r.evidence) ORDER BY c.position)
            FROM rating r JOIN competency c ON c.id = r.competency WHERE r.scorecard = k.id), '[]') AS ratings,
  COALESCE((SELECT json_agg(json_build_object('questionId', n.question, 'isConcern', n.is_concern, 'evidence', n.evidence) ORDER BY q.position)
            FROM concern n JOIN veto_question q ON q.id = n.question WHERE n.scorecard = k.id), '[]') AS concerns
FROM panel_seat s JOIN champion h ON h.id = s.champion JOIN app_user m ON m.id = h."user" LEFT JOIN scorecard k ON k.seat = s.id
WHERE s.interview = $1 ORDER BY s.is_lead DESC, s.id
"""
_NOTES = """
SELECT COALESCE(n.competency, n.question) AS subject_id, n.note, n.is_lifted, n.written_by AS written_by_id,
       trim(u.first_name || ' ' || u.last_name) AS written_by, n.written_at
FROM moderation n JOIN app_user u ON u.id = n.written_by WHERE n.interview = $1 ORDER BY n.written_at, n.id LIMIT 500
"""
_DECISION = """
SELECT d.outcome, d.reason, d.feedback, trim(u.first_name || ' ' || u.last_name) AS decided_by, d.decided_at
FROM decision d JOIN app_user u ON u.id = d.decided_by WHERE d.interview = $1
"""
_ROLE = """
SELECT v.kit, g.level FROM application a JOIN vacancy v ON v.id = a.vacancy JOIN grade g ON g.id = v.grade WHERE a.id = $1
"""


async def kit_for(application_id: UUID) -> UUID:
    """The version of the kit that an interview of this application is to use: the one in force now.

    Raises:
        NoKit: none has been published.
    """
    [role] = await fetch(_ROLE, application_id)
    return await kits.version_for(key=role["kit"], level=role["level"])


async def kit_of(interview: InterviewDetail) -> VersionDetail:
    """What the panel of an interview asks and rates; raises NotScorable for a conversation."""
    if interview.kit_version_id is None:
        raise NotScorable("A conversation has no scorecard.")
    return await kits.read_version(interview.kit_version_id)


async def scorecards(actor: Actor, interview_id: UUID) -> ScorecardSet:
    """What the actor may see: the panel everybody's once their own is in, operations those that are in.

    Raises:
        NotFound: there is no such interview, or the actor is neither on its panel nor manages applications.
    """
    interview = await _scored(actor, interview_id)
    seat = interview.seat_of(actor.user_id)
    rows = await fetch(_SCORECARDS, interview_id)
    cards = {row["seat_id"]: _scorecard(row) for row in rows if row["card"]}
    is_blind = seat is not None and not seat.has_scored
    submitted = [] if is_blind else [card for card in cards.values() if card.submitted_at]
    matters = []
    if submitted:
        notes = [NoteRow(**row) for row in await fetch(_NOTES, interview_id)]
        matters = moderation.matters(await kit_of(interview), submitted, notes)
    return ScorecardSet(
        own=cards.get(seat.seat_id) if seat else None,
        submitted=submitted,
        missing=[member.name for member in interview.panel if not member.has_scored],
        is_blind=is_blind,
        matters=matters,
    )


async def _scored(actor: Actor, interview_id: UUID) -> InterviewDetail:
    interview = await get_interview(actor, interview_id)
    if interview.seat_of(actor.user_id) is None and not actor.can(Permission.APPLICATIONS_MANAGE):
        raise NotFound
    return interview


def _scorecard(row: asyncpg.Record) -> ScorecardDetail:
    return ScorecardDetail(
        seat_id=row["seat_id"],
        user_id=row["user_id"],
        name=row["name"],
        recommends=row["recommends"],
        summary=row["summary"],
        submitted_at=row["submitted_at"],
        ratings=msgspec.json.decode(row["ratings"], type=list[RatingRow]),
        concerns=msgspec.json.decode(row["concerns"], type=list[ConcernRow]),
    )


async def find_decision(actor: Actor, interview_id: UUID) -> DecisionDetail | None:
    """What was decided, for those who see the scorecards; None while nothing is. Raises as `scorecards`."""
    await _scored(actor, interview_id)
    rows = await fetch(_DECISION, interview_id)
    return DecisionDetail(**{**rows[0], "outcome": Outcome(rows[0]["outcome"])}) if rows else None


async def get_decision(actor: Actor, interview_id: UUID) -> DecisionDetail:
    """What was decided; raises NotFound while nothing is, and as `scorecards`."""
    found = await find_decision(actor, interview_id)
    if found is None:
        raise NotFound
    return found
