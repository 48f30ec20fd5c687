"""Who must not sit on a panel."""

from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.interviews import queries, rules
from prime.interviews.errors import DeclaredAlready
from prime.interviews.service.handing import step_aside
from prime.interviews.tables import Champion, ConflictOfInterest, InterviewStatus, Relationship


@transactional
async def declare_conflict(actor: Actor, application_id: UUID, champion_user_id: UUID, relationship: Relationship, *, note: str = "") -> UUID:
    """Note that a champion must not meet a candidate: champions for themselves, operations for either side (N7).

    Somebody else takes their place on the panels to come.

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
    return await _declare(actor, application_id, application.candidate_id, champion, relationship, note=note)


@transactional
async def declare_own_conflict(actor: Actor, interview_id: UUID, champion_id: UUID, relationship: Relationship) -> UUID:
    """Note that a candidate knows a member of the panel of their interview, whose place goes to somebody else (N7).

    Raises:
        NotFound: it is not the actor's interview.
        WrongState: it has begun, or is over.
        InvalidInput: that champion is not on its panel.
        DeclaredAlready: it has been noted, and nobody to take over has been found yet.
    """
    actor.require(Permission.INTERVIEWS_BOOK)
    interview = await queries.get_interview(actor, interview_id)
    rules.check_cancellable(queries.standing(interview), now=clock.now(), is_office=True)
    rules.require_status(queries.standing(interview), InterviewStatus.INVITED, InterviewStatus.BOOKED)
    champion = await Champion.objects().where(Champion.id == champion_id).first()
    if champion is None or champion_id not in interview.champion_ids:
        raise InvalidInput.field("champion", "Select somebody whom you are to meet")
    return await _declare(actor, interview.application_id, interview.candidate_id, champion, relationship)


async def _declare(
    actor: Actor, application_id: UUID, candidate_id: UUID, champion: Champion, relationship: Relationship, *, note: str = ""
) -> UUID:
    row = ConflictOfInterest(
        id=uuid7(),
        champion=champion.id,
        candidate=candidate_id,
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
    [person] = [conflict.name for conflict in await queries.list_conflicts(SYSTEM, application_id) if conflict.champion_id == champion.id]
    await audit.record(actor, "interviews.conflict_declared", application_id, f"Noted a conflict of interest: {person}")
    await step_aside(SYSTEM, candidate_id, champion.user)
    conflict_id: UUID = row.id
    return conflict_id
