"""Whom to put on a panel, and who must not sit on it."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import InvalidInput
from prime.core.formats import local
from prime.interviews import fairness, rules
from prime.interviews.fairness import Peer
from prime.interviews.queries.champions import diaries, get_summary
from prime.interviews.queries.interviews import get_interview
from prime.interviews.schemas import ConflictRow, PanelSuggestion, SuggestedMember, UnaccreditedRow
from prime.interviews.tables import InterviewKind, Relationship

# A key is a UUIDv7, so it says since when somebody has been a champion.
_POOL = """
SELECT c.id, u.id AS user_id, trim(u.first_name || ' ' || u.last_name) AS name, c.weekly_cap, uuid_extract_timestamp(c.id) AS joined_at,
  COALESCE(c.accredited_until >= $2, false) AS is_accredited,
  (SELECT count(*) FROM panel_seat s JOIN interview i ON i.id = s.interview WHERE s.champion = c.id
     AND (i.status = 'invited' OR (i.status IN ('booked', 'held') AND i.starts_at >= $3))) AS interviews
FROM champion c JOIN app_user u ON u.id = c."user"
WHERE c.is_active AND u.active AND EXISTS (SELECT FROM weekly_hours h WHERE h.champion = c.id)
  AND NOT EXISTS (SELECT FROM conflict_of_interest x WHERE x.champion = c.id AND x.candidate = $1)
  AND NOT EXISTS (SELECT FROM panel_seat s WHERE s.champion = c.id AND s.interview = $4)
  AND (c.levels = '{}' OR (SELECT g.level FROM application a JOIN vacancy v ON v.id = a.vacancy JOIN grade g ON g.id = v.grade
                           WHERE a.id = $5) = ANY(c.levels))
ORDER BY c.id LIMIT 500
"""
_RULE = "SELECT v.panel_size, v.panel_accredited FROM application a JOIN vacancy v ON v.id = a.vacancy WHERE a.id = $1"
_CONFLICTS = """
SELECT x.id, h.id AS champion_id, u.id AS user_id, trim(u.first_name || ' ' || u.last_name) AS name, x.relationship, x.declared_at
FROM conflict_of_interest x JOIN champion h ON h.id = x.champion JOIN app_user u ON u.id = h."user"
WHERE x.candidate = $1 ORDER BY x.declared_at, x.id LIMIT 100
"""


# An interview without a time needs somebody who is accredited today, as it could not be booked otherwise.
_UNACCREDITED = """
SELECT i.id, i.reference, c.first_name || ' ' || c.last_name AS candidate_name, i.starts_at, i.minutes
FROM interview i JOIN candidate c ON c.id = i.candidate
WHERE i.kind = 'interview' AND (i.status = 'invited' OR (i.status = 'booked' AND i.starts_at > $2))
  AND EXISTS (SELECT FROM panel_seat s WHERE s.interview = i.id AND s.champion = $1)
  AND NOT EXISTS (SELECT FROM panel_seat s JOIN champion h ON h.id = s.champion
                  WHERE s.interview = i.id AND h.accredited_until >= COALESCE((i.starts_at AT TIME ZONE 'Europe/London')::date, $3))
ORDER BY i.starts_at NULLS LAST, i.id LIMIT 100
"""


class PanelRule(NamedTuple):
    """How many meet a candidate, and how many of them are accredited, at least."""

    size: int
    accredited: int


async def panel_rule(application_id: UUID, kind: InterviewKind) -> PanelRule:
    """What the vacancy of an application asks of the panel of its interview; one champion is enough for a conversation."""
    if kind is InterviewKind.CONVERSATION:
        return PanelRule(1, 0)
    [row] = await fetch(_RULE, application_id)
    return PanelRule(row["panel_size"], row["panel_accredited"])


async def suggest_panel(actor: Actor, application_id: UUID, *, size: int | None = None, lead_id: UUID | None = None) -> PanelSuggestion:
    """The panel that the rules propose for the interview of an application, its lead first.

    It is as large as the vacancy asks for, or larger where the size says so; `lead_id` is the champion who leads, where that is settled.

    Raises:
        Forbidden: the actor does not invite.
        NotFound: there is no such application for this actor.
        InvalidInput: the size is not that of a panel.
        NoPanel: there are too few champions, or none is accredited.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    application = await candidates.get_application(actor, application_id)
    kind = InterviewKind.INTERVIEW if application.stage is Stage.INTERVIEW else InterviewKind.CONVERSATION
    least = await panel_rule(application_id, kind)
    size = least.size if size is None else size
    if not least.size <= size <= rules.LARGEST_PANEL:
        raise InvalidInput.field("size", f"The panel has between {least.size} and {rules.LARGEST_PANEL} members")
    now = clock.now()
    people, pool = await _pool(application.candidate_id, application_id, on=clock.today())
    chosen = fairness.pick(pool, size, now=now, accredited=least.accredited, lead_id=lead_id)
    return PanelSuggestion(application_id=application_id, members=[people[champion_id] for champion_id in chosen])


async def _pool(
    candidate_id: UUID, application_id: UUID, *, on: date, interview_id: UUID | None = None
) -> tuple[dict[UUID, SuggestedMember], list[Peer]]:
    rows = await fetch(_POOL, candidate_id, on, clock.now() - fairness.WINDOW, interview_id, application_id)
    people = {
        row["id"]: SuggestedMember(
            champion_id=row["id"], user_id=row["user_id"], name=row["name"], interviews=row["interviews"], is_accredited=row["is_accredited"]
        )
        for row in rows
    }
    return people, [Peer(row["id"], row["interviews"], row["weekly_cap"], row["joined_at"], row["is_accredited"]) for row in rows]


async def list_replacements(actor: Actor, interview_id: UUID, *, leaving_id: UUID | None = None) -> list[SuggestedMember]:
    """Who could take over a seat on a panel, the lowest load first; where it has a time, who is free then.

    Where too few of those who stay are accredited on the day for what the vacancy asks, whoever takes over is accredited.

    Raises:
        Forbidden: the actor does not invite.
        NotFound: there is no such interview for this actor.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    interview = await get_interview(actor, interview_id)
    day = local(interview.starts_at).date() if interview.starts_at else clock.today()
    people, pool = await _pool(interview.candidate_id, interview.application_id, on=day, interview_id=interview_id)
    stay = [member.accredited_until for member in interview.panel if member.champion_id != leaving_id]
    needed = (await panel_rule(interview.application_id, interview.kind)).accredited
    if sum(rules.is_accredited(until, day) for until in stay) < needed:
        pool = [peer for peer in pool if peer.is_accredited]
    ranked = fairness.ranked(pool, now=clock.now())
    if interview.starts_at is None:
        return [people[peer.id] for peer in ranked]
    found = await diaries([peer.id for peer in ranked], day, day, without_notice=True)
    return [
        people[peer.id]
        for peer, diary in zip(ranked, found, strict=True)
        if interview.starts_at in rules.slots([diary], minutes=interview.minutes, first=day, last=day, now=clock.now())
    ]


async def list_unaccredited(actor: Actor, champion_id: UUID) -> list[UnaccreditedRow]:
    """Interviews to come of a champion with nobody on the panel who is accredited on the day.

    Raises:
        Forbidden: only operations keep accreditations.
        NotFound: there is no such active champion.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    await get_summary(actor, champion_id)
    return [UnaccreditedRow(**row) for row in await fetch(_UNACCREDITED, champion_id, clock.now(), clock.today())]


async def list_conflicts(actor: Actor, application_id: UUID) -> list[ConflictRow]:
    """Champions who must not meet the candidate of an application; raises Forbidden and NotFound as `suggest_panel`."""
    actor.require(Permission.INTERVIEWS_READ)
    application = await candidates.get_application(actor, application_id)
    rows = await fetch(_CONFLICTS, application.candidate_id)
    return [ConflictRow(**{**row, "relationship": Relationship(row["relationship"])}) for row in rows]
