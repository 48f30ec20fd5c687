"""Reading which scorecards are owed."""

from datetime import datetime
from uuid import UUID

import msgspec

from prime.core import clock
from prime.core.db import fetch

# An interview that was cancelled, did not take place or was decided owes nothing; nor does a champion who has left.
_OWED = """
SELECT s.id AS seat_id, i.id AS interview_id, i.reference, i.application AS application_id, i.ends_at AS ended_at, v.title AS role,
  c.first_name || ' ' || c.last_name AS candidate, u.id AS user_id, trim(u.first_name || ' ' || u.last_name) AS champion,
  COALESCE((SELECT max(step) FROM scorecard_chase x WHERE x.seat = s.id), 0) AS last_step
FROM interview i JOIN panel_seat s ON s.interview = i.id JOIN champion h ON h.id = s.champion JOIN app_user u ON u.id = h."user"
JOIN application a ON a.id = i.application JOIN vacancy v ON v.id = a.vacancy JOIN candidate c ON c.id = i.candidate
WHERE i.kind = 'interview' AND i.status IN ('booked', 'held') AND i.ends_at <= $1 AND u.active AND a.stage = 'interview'
  AND NOT EXISTS (SELECT FROM scorecard k WHERE k.seat = s.id AND k.submitted_at IS NOT NULL)
  AND NOT EXISTS (SELECT FROM decision d WHERE d.interview = i.id)
ORDER BY i.ends_at, s.id LIMIT 500 FOR UPDATE OF i
"""


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """A scorecard that is missing after its interview, and the last reminder of it."""

    seat_id: UUID
    interview_id: UUID
    reference: str
    application_id: UUID
    ended_at: datetime
    role: str
    candidate: str
    user_id: UUID
    champion: str
    last_step: int


async def list_owed() -> list[Owed]:
    """Scorecards that are missing now, the oldest interview first; their interviews are locked to the end of the transaction."""
    return [Owed(**row) for row in await fetch(_OWED, clock.now())]
