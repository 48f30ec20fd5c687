"""What happened to an interview, and who did not come."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.interviews.queries.interviews import get_interview
from prime.interviews.schemas import AbsenceRow, ChangeRow
from prime.interviews.tables import AbsenceCause, ChangeKind, InterviewKind

_CHANGES = """
SELECT h.kind, COALESCE(NULLIF(trim(u.first_name || ' ' || u.last_name), ''), 'AfC Prime') AS changed_by, h.changed_at, h.from_at, h.to_at, h.detail
FROM interview_change h LEFT JOIN app_user u ON u.id = h.changed_by WHERE h.interview = $1 ORDER BY h.changed_at DESC, h.id DESC LIMIT 200
"""
_ABSENT = """
SELECT x.champion AS champion_id, COALESCE(trim(u.first_name || ' ' || u.last_name), c.first_name || ' ' || c.last_name) AS name, x.cause
FROM absence x JOIN interview i ON i.id = x.interview JOIN candidate c ON c.id = i.candidate
LEFT JOIN champion h ON h.id = x.champion LEFT JOIN app_user u ON u.id = h."user"
WHERE x.interview = $1 ORDER BY x.champion NULLS FIRST
"""
_MISSED = """
SELECT count(*) FROM absence x JOIN interview i ON i.id = x.interview WHERE i.application = $1 AND i.kind = $2 AND x.champion IS NULL
"""


async def list_changes(actor: Actor, interview_id: UUID) -> list[ChangeRow]:
    """Everything that happened to an interview, newest first (S15).

    Raises:
        Forbidden: the actor does not work on interviews.
        NotFound: there is none.
    """
    actor.require(Permission.INTERVIEWS_READ)
    await get_interview(actor, interview_id)
    return [ChangeRow(**{**row, "kind": ChangeKind(row["kind"])}) for row in await fetch(_CHANGES, interview_id)]


async def list_absent(actor: Actor, interview_id: UUID) -> list[AbsenceRow]:
    """Who did not come to an interview, and why; raises as `list_changes`."""
    actor.require(Permission.INTERVIEWS_READ)
    await get_interview(actor, interview_id)
    return [AbsenceRow(**{**row, "cause": AbsenceCause(row["cause"])}) for row in await fetch(_ABSENT, interview_id)]


async def count_missed(application_id: UUID, kind: InterviewKind) -> int:
    """How often the candidate of an application has not come to interviews of a kind."""
    found: int = await fetch_value(_MISSED, application_id, kind)
    return found
