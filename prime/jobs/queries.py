"""Reading the outbox."""

from datetime import datetime
from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.paging import Page, cut, decode_id


class JobRow(msgspec.Struct, frozen=True):
    """A row of the outbox, without its payload."""

    id: UUID
    job: str
    state: str
    attempts: int
    created_at: datetime
    available_at: datetime
    last_error: str


class Backlog(msgspec.Struct, frozen=True):
    """How much work there is."""

    waiting: int
    overdue: int
    dead: int
    done_today: int


_STATE = """CASE WHEN done_at IS NOT NULL THEN 'done' WHEN dead_at IS NOT NULL THEN 'dead'
    WHEN attempts > 0 AND last_error <> '' THEN 'retrying' ELSE 'waiting' END"""
_LIST = f"""
SELECT id, job, {_STATE} AS state, attempts, created_at, available_at, last_error FROM outbox_message
WHERE ($1 = '' OR {_STATE} = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""
_BACKLOG = """
SELECT count(*) FILTER (WHERE done_at IS NULL AND dead_at IS NULL) AS waiting,
       count(*) FILTER (WHERE done_at IS NULL AND dead_at IS NULL AND created_at < now() - interval '5 minutes'
                        AND available_at < now() - interval '5 minutes') AS overdue,
       count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead,
       count(*) FILTER (WHERE done_at > now() - interval '1 day') AS done_today
FROM outbox_message
"""


async def list_jobs(actor: Actor, *, state: str = "", cursor: str = "", size: int = 25) -> Page[JobRow]:
    """Rows of the outbox, newest first, optionally of one state (waiting, retrying, dead, done).

    Raises:
        Forbidden: the actor may not look at jobs.
    """
    actor.require(Permission.JOBS_READ)
    rows = await fetch(_LIST, state, decode_id(cursor) if cursor else None, size + 1)
    return cut([JobRow(**row) for row in rows], size, "id")


async def backlog(actor: Actor) -> Backlog:
    """How much waits, is late, has failed and was done in the last day; raises as `list_jobs`."""
    actor.require(Permission.JOBS_READ)
    return Backlog(**(await fetch(_BACKLOG))[0])
