"""The private address at which a champion's own calendar program reads their interviews."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core import clock, tokens
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.settings import settings
from prime.interviews import queries
from prime.interviews.tables import CalendarFeed


@transactional
async def renew_feed(actor: Actor, champion_id: UUID) -> str:
    """Make the address of one's own feed, said this once; the one before ends at once.

    Raises:
        NotFound: it is not the actor's profile.
    """
    await _remove(actor, champion_id)
    token = tokens.new_token()
    await CalendarFeed(id=uuid7(), champion=champion_id, token_hash=tokens.digest(token), made_at=clock.now()).save()
    await audit.record(actor, "interviews.feed_renewed", champion_id, "Made a private calendar address")
    return f"{settings().base_url}/calendar-feeds/{token}.ics"


@transactional
async def revoke_feed(actor: Actor, champion_id: UUID) -> None:
    """End the address of a feed: one's own, or anybody's for operations.

    Raises:
        NotFound: it is not the actor's business.
    """
    if await _remove(actor, champion_id):
        await audit.record(actor, "interviews.feed_revoked", champion_id, "Ended a private calendar address")


async def _remove(actor: Actor, champion_id: UUID) -> bool:
    actor.require_any(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)
    await queries.lock_champion(actor, champion_id)
    return bool(await CalendarFeed.delete().where(CalendarFeed.champion == champion_id).returning(CalendarFeed.id))
