"""Who must not sit on a panel."""

from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import Forbidden, NotFound
from prime.interviews import queries
from prime.interviews.errors import DeclaredAlready
from prime.interviews.tables import Champion, ConflictOfInterest, Relationship


@transactional
async def declare_conflict(actor: Actor, application_id: UUID, champion_user_id: UUID, relationship: Relationship, *, note: str = "") -> UUID:
    """Note that a champion must not meet a candidate: champions for themselves, operations for either side (N7).

    Raises:
        Forbidden: a champion speaks for another, or the actor does not invite.
        NotFound: there is no such application or champion.
        DeclaredAlready: it has been noted.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    if champion_user_id != actor.user_id and not actor.can(Permission.APPLICATIONS_MANAGE):
        raise Forbidden("You can only speak for yourself. Ask operations to note this.")
    application = await candidates.get_application(actor, application_id)
    champion = await Champion.objects().where(Champion.user == champion_user_id).first()
    if champion is None:
        raise NotFound
    row = ConflictOfInterest(
        id=uuid7(),
        champion=champion.id,
        candidate=application.candidate_id,
        relationship=relationship,
        note=note.strip(),
        declared_by=actor.required_user_id,
        declared_at=clock.now(),
    )
    try:
        async with transaction():
            await row.save()
    except asyncpg.UniqueViolationError:
        raise DeclaredAlready("This champion is kept from the candidate already.") from None
    [person] = [conflict.name for conflict in await queries.list_conflicts(actor, application_id) if conflict.champion_id == champion.id]
    await audit.record(actor, "interviews.conflict_declared", application_id, f"Noted a conflict of interest: {person}")
    conflict_id: UUID = row.id
    return conflict_id
