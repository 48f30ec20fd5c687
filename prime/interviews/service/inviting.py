"""Asking a candidate to choose a time with a panel."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import Application, NextActor, Stage
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import plural
from prime.core.references import next_reference
from prime.interviews import letters, queries, rules
from prime.interviews.errors import AlreadyInvited, InConflict, NotAccredited, NotForRole, NotInvitable, PanelTooSmall
from prime.interviews.schemas import ChampionSummary, InterviewDetail
from prime.interviews.service._rooms import settle_place
from prime.interviews.service._steps import note_change, set_next
from prime.interviews.tables import ChangeKind, Interview, InterviewKind, Meeting, PanelSeat
from prime.reference import queries as reference

DAYS_TO_CHOOSE = 5


@transactional
async def invite(
    actor: Actor,
    application_id: UUID,
    *,
    kind: InterviewKind,
    champion_user_ids: Sequence[UUID],
    minutes: int = 45,
    meeting: Meeting = Meeting.VIDEO,
    place: str = "",
    room_id: UUID | None = None,
) -> UUID:
    """Ask a candidate to choose a time with a panel, whose first member leads.

    Without a place they meet by the lead's video link, or we call the candidate.

    Raises:
        Forbidden: the actor does not invite.
        NotInvitable: the application is not at the stage of this kind.
        AlreadyInvited: it has an interview of this kind that is not over.
        InConflict: a member must not meet the candidate.
        NotForRole: a member may not interview for a role of this level.
        PanelTooSmall, NotAccredited: fewer sit on the panel of an interview, or are accredited, than the vacancy asks for.
        InvalidInput: the panel, the length or the place is not possible.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    application = await candidates.lock_application(application_id)
    await _reach_stage(actor, application, kind)
    panel = await _panel(actor, champion_user_ids)
    kept_away = {conflict.champion_id for conflict in await queries.list_conflicts(actor, application_id)}
    if refused := [champion.name for champion in panel if champion.id in kept_away]:
        raise InConflict(f"{' and '.join(refused)} must not meet this candidate. Choose somebody else.")
    size = (await queries.panel_rule(application.id, kind)).size
    if len(panel) < size:
        raise PanelTooSmall(f"Choose at least {plural(size, 'champion')}: so many interview together for this vacancy.")
    await _check_panel(actor, application, kind, panel)
    if not rules.SHORTEST <= minutes <= rules.LONGEST:
        raise InvalidInput.field("minutes", f"Length must be between {rules.SHORTEST} and {rules.LONGEST} minutes")
    room, where = await settle_place(
        actor, application_id, meeting, place, room_id=room_id, lead_id=panel[0].id, people=len(panel) + 1
    )
    interview = Interview(
        id=uuid7(),
        reference=await next_reference("INT"),
        application=application_id,
        candidate=application.candidate,
        kind=kind,
        minutes=minutes,
        meeting=meeting,
        room=room,
        place=where,
        uid=uuid7(),
        kit_version=await queries.kit_for(application_id) if kind is InterviewKind.INTERVIEW else None,
        panel_size=size,
        invited_by=actor.required_user_id,
        invited_at=clock.now(),
    )
    try:
        async with transaction():
            await interview.save()
    except asyncpg.UniqueViolationError:
        raise AlreadyInvited("Move or cancel the one there is.") from None
    await PanelSeat.insert(*(PanelSeat(interview=interview.id, champion=champion.id, is_lead=number == 0) for number, champion in enumerate(panel)))
    names = ", ".join(champion.name for champion in panel)
    await audit.record(actor, "interviews.invited", application_id, f"Invited to choose a time with {names}", interview=interview.id)
    await note_change(actor, interview.id, ChangeKind.INVITED, f"To meet {names}")
    await set_next(actor, application_id, NextActor.CANDIDATE, "Choose a time", clock.today() + timedelta(days=DAYS_TO_CHOOSE))
    await letters.invite(actor, await queries.get_interview(actor, interview.id))
    return interview.id


async def _reach_stage(actor: Actor, application: Application, kind: InterviewKind) -> None:
    stage = Stage(application.stage)
    if kind is InterviewKind.CONVERSATION and stage is Stage.SCREENING:
        await candidates_service.move(actor, application.id, Stage.CONVERSATION)
    elif kind is InterviewKind.CONVERSATION and stage is not Stage.CONVERSATION:
        raise NotInvitable("Only an application at screening or initial conversation is invited to a conversation.")
    elif kind is InterviewKind.INTERVIEW and stage is not Stage.INTERVIEW:
        raise NotInvitable("Only an application at interview is invited to one. Record the initial conversation first.")


async def _panel(actor: Actor, user_ids: Sequence[UUID]) -> list[ChampionSummary]:
    wanted = list(dict.fromkeys(user_ids))
    if not 1 <= len(wanted) <= rules.LARGEST_PANEL:
        raise InvalidInput.field("champions", f"Select between 1 and {rules.LARGEST_PANEL} champions")
    found = {champion.user_id: champion for champion in await queries.list_champions(actor, user_ids=wanted)}
    if len(found) < len(wanted):
        raise InvalidInput.field("champions", "Select champions from the list")
    return [found[user_id] for user_id in wanted]


async def _check_panel(actor: Actor, application: Application, kind: InterviewKind, panel: Sequence[ChampionSummary]) -> None:
    """Whoever interviews may do so for the level of the role, and as many as the vacancy asks for are accredited (N7)."""
    level = (await reference.grade((await candidates.get_application(actor, application.id)).grade_code)).level
    if refused := [champion.name for champion in panel if not rules.may_interview(champion.levels, level)]:
        raise NotForRole(f"{' and '.join(refused)} may not interview for roles of this grade. Choose somebody else.")
    if kind is InterviewKind.INTERVIEW:
        needed = (await queries.panel_rule(application.id, kind)).accredited
        if sum(rules.is_accredited(champion.accredited_until, clock.today()) for champion in panel) < needed:
            raise NotAccredited(f"Choose at least {plural(needed, 'champion')} whose safer-recruitment training is valid.")


@transactional
async def invite_again(actor: Actor, before: InterviewDetail) -> InterviewDetail | None:
    """A new invitation to what did not take place, with the same panel and place; None where the rules allow none now.

    A step of recording who did not come: the letter that follows carries the new link.
    """
    application = await candidates.lock_application(before.application_id)
    user_ids = [member.user_id for member in before.panel]
    panel = await queries.list_champions(SYSTEM, user_ids=user_ids)
    kept_away = {conflict.champion_id for conflict in await queries.list_conflicts(SYSTEM, before.application_id)}
    if Stage(application.stage) is not Stage(before.kind) or len(panel) < len(user_ids) or any(champion.id in kept_away for champion in panel):
        return None
    try:
        await _check_panel(SYSTEM, application, before.kind, panel)
    except (NotAccredited, NotForRole):
        return None
    old = await queries.lock_interview(before.id)
    again = Interview(
        id=uuid7(),
        reference=await next_reference("INT"),
        application=before.application_id,
        candidate=before.candidate_id,
        kind=before.kind,
        minutes=before.minutes,
        meeting=before.meeting,
        room=before.room_id,
        place=before.place,
        uid=uuid7(),
        kit_version=old.kit_version,
        panel_size=old.panel_size,
        follows=before.id,
        invited_by=actor.required_user_id,
        invited_at=clock.now(),
    )
    await again.save()
    await PanelSeat.insert(*(PanelSeat(interview=again.id, champion=member.champion_id, is_lead=member.is_lead) for member in before.panel))
    await note_change(actor, again.id, ChangeKind.INVITED, f"In the place of {before.reference}")
    await set_next(actor, before.application_id, NextActor.CANDIDATE, "Choose a time", clock.today() + timedelta(days=DAYS_TO_CHOOSE))
    return await queries.get_interview(SYSTEM, again.id)
