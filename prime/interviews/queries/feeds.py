"""Reading by the private address of a champion's calendar feed: whoever knows it reads their interviews, and nothing else."""

from datetime import datetime, timedelta
from uuid import UUID

from prime.core import clock, tokens
from prime.core.actor import SYSTEM, Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.interviews.queries.interviews import list_between
from prime.interviews.schemas import InterviewDetail
from prime.interviews.tables import CalendarFeed

PAST, AHEAD = timedelta(days=90), timedelta(days=370)

_HOLDER = """
SELECT u.id FROM calendar_feed f JOIN champion c ON c.id = f.champion JOIN app_user u ON u.id = c."user"
WHERE f.token_hash = $1 AND c.is_active AND u.active
"""


async def feed_made_at(actor: Actor, champion_id: UUID) -> datetime | None:
    """Since when a champion's own feed has its address; None where it has none."""
    row = await CalendarFeed.objects().where((CalendarFeed.champion == champion_id) & (CalendarFeed.champion.user == actor.required_user_id)).first()
    return row.made_at if row else None


async def list_of_feed(token: str) -> list[InterviewDetail]:
    """The interviews of whoever's feed has this address, those that were cancelled included.

    Raises:
        NotFound: there is no such feed, it was revoked, or its owner has left.
    """
    rows = await fetch(_HOLDER, tokens.digest(token))
    if not rows:
        raise NotFound
    today = clock.today()
    return await list_between(SYSTEM, today - PAST, today + AHEAD, champion_user_id=rows[0]["id"], with_cancelled=True)
