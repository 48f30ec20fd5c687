"""Moving applications from stage to stage, to the first day or to another end."""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission, Role
from prime.audit import service as audit
from prime.candidates import queries, rules
from prime.candidates.errors import AlreadyApplied, ConversationHeld, IllegalMove
from prime.candidates.tables import (
    Application,
    Conversation,
    NextActor,
    RejectReason,
    Stage,
    StageMove,
    WithdrawReason,
)
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput, StaleVersion
from prime.core.settings import settings
from prime.notifications import service as notifications


@transactional
async def move(actor: Actor, application_id: UUID, to: Stage, *, reason: str = "") -> None:
    """Move an application: a step of the commands that decide it (a decision, an acceptance, a last check), which have checked the right.

    Raises:
        IllegalMove: the table of moves does not allow it.
    """
    await _move(actor, await queries.lock_application(application_id), to, reason)


@transactional
async def move_by_hand(actor: Actor, application_id: UUID, to: Stage, *, version: int, reason: str = "") -> None:
    """Move an application by choosing its stage.

    Raises:
        Forbidden: the actor does not recruit.
        NotFound: there is no such application.
        OwnApplication: it is the actor's own.
        StaleVersion: somebody else changed it since the actor read it.
        IllegalMove: the table does not allow it, or a record elsewhere decides it.
    """
    actor.require(Permission.APPLICATIONS_SCREEN)
    application = await queries.lock_for_work(actor, application_id)
    if application.version != version:
        raise StaleVersion("Somebody else has changed this application since you opened it. Look at it again.")
    refusal = rules.why_not_by_hand(Stage(application.stage), to)
    if refusal:
        raise IllegalMove(refusal)
    await _move(actor, application, to, reason)
    await _take_on(actor, application)


@transactional
async def start_screening(actor: Actor, application_id: UUID) -> None:
    """Begin to read an application; a champion who does looks after it from now on. Raises as `move_by_hand`."""
    actor.require(Permission.APPLICATIONS_SCREEN)
    application = await queries.lock_for_work(actor, application_id)
    await _move(actor, application, Stage.SCREENING)
    await _take_on(actor, application)


async def _take_on(actor: Actor, application: Application) -> None:
    if application.champion is None and Role.CHAMPION in actor.roles:
        await application.update_self({Application.champion: actor.user_id})


# Who is told what by us; the other steps have messages of the modules that decide them.
_TOLD = {Stage.CONVERSATION: "conversation_next", Stage.READY: "checks_clear"}


async def _move(actor: Actor, application: Application, to: Stage, reason: str = "", *, code: str = "", detail: str = "") -> None:
    refusal = rules.why_not(Stage(application.stage), to)
    if refusal:
        raise IllegalMove(refusal)
    await _enter(actor, application, to, reason, code=code, detail=detail)
    if to in _TOLD:
        await write_to_candidate(actor, application, _TOLD[to])


async def _enter(actor: Actor, application: Application, to: Stage, reason: str, *, code: str = "", detail: str = "") -> None:
    before = Stage(application.stage)
    step = rules.next_step(to, clock.today())
    await application.update_self(
        {
            Application.stage: to,
            Application.stage_entered_at: clock.now(),
            Application.next_actor: step.actor,
            Application.next_action: step.action,
            Application.next_due_on: step.due_on,
            Application.ended_reason: code,
            Application.ended_detail: detail,
            Application.version: Application.version + 1,
        }
    )
    await StageMove(
        application=application.id, from_stage=before, to_stage=to, moved_at=clock.now(), moved_by=actor.user_id, reason=reason or detail
    ).save()
    sentence = f"Moved from {rules.STAGE_LABELS[before].lower()} to {rules.STAGE_LABELS[to].lower()}"
    await audit.record(actor, "candidates.moved", application.id, sentence, reason=reason or code)


@transactional
async def write_to_candidate(actor: Actor, application: Application, template: str, **context: Any) -> None:
    """Send the candidate of an application a message about it: a step of other commands."""
    user_id, role = await queries.addressee(application.id)
    await notifications.send(actor, template, to=user_id, about=application.id, role=role, reference=application.reference, **context)


@transactional
async def set_next_step(actor: Actor, application_id: UUID, *, next_actor: NextActor, action: str, due_on: date | None) -> None:
    """Say whose turn it is within a stage: a step of commands of higher modules (an invitation sent, a time booked)."""
    application = await queries.lock_application(application_id)
    await application.update_self(
        {
            Application.next_actor: next_actor,
            Application.next_action: action,
            Application.next_due_on: due_on,
            Application.version: Application.version + 1,
        }
    )


@transactional
async def record_conversation(actor: Actor, application_id: UUID, *, held_on: date, notes: str, wants_to_go_on: bool) -> None:
    """Note the initial conversation. The application goes on to interview, or is withdrawn where the person does not want to.

    Raises:
        Forbidden: the actor does not recruit.
        NotFound: there is no such application.
        OwnApplication: it is the actor's own.
        IllegalMove: it is not at screening or conversation.
        ConversationHeld: it was recorded already.
        InvalidInput: the day is not between the application and today, or there are no notes.
    """
    actor.require(Permission.APPLICATIONS_SCREEN)
    application = await queries.lock_for_work(actor, application_id)
    if not application.applied_at.astimezone(clock.LONDON).date() <= held_on <= clock.today():
        raise InvalidInput.field("held_on", "The day must be between the application and today")
    if not rules.plain(notes):
        raise InvalidInput.field("notes", "Enter what you talked about")
    if application.stage == Stage.SCREENING:
        await _move(actor, application, Stage.CONVERSATION)
    try:
        async with transaction():
            await Conversation(
                application=application_id,
                held_by=actor.required_user_id,
                held_on=held_on,
                notes=rules.plain(notes),
                wants_to_go_on=wants_to_go_on,
                recorded_at=clock.now(),
            ).save()
    except asyncpg.UniqueViolationError:
        raise ConversationHeld("Add a note instead.") from None
    await _take_on(actor, application)
    await audit.record(actor, "candidates.conversation_recorded", application_id, "Recorded the initial conversation")
    if wants_to_go_on:
        await _move(actor, application, Stage.INTERVIEW)
        await outbox.emit("candidates.shortlisted", application_id=application_id)
    else:
        await _end(actor, application, Stage.WITHDRAWN, WithdrawReason.NOT_FOR_ME, "Said so in the initial conversation")


@transactional
async def withdraw(actor: Actor, application_id: UUID, *, reason: WithdrawReason | str, detail: str = "") -> None:
    """End an application at the candidate's wish: by themselves, or noted by operations.

    Raises:
        NotFound: it is not the actor's application.
        InvalidInput: the reason is not one of the list, or "other" says nothing.
        IllegalMove: it has ended already, or the person has started.
    """
    actor.require_any(Permission.APPLICATIONS_OWN, Permission.APPLICATIONS_MANAGE)
    if actor.can(Permission.APPLICATIONS_MANAGE):
        application = await queries.lock_application(application_id)
    else:
        application = await queries.lock_own(actor, application_id)
    await _end(actor, application, Stage.WITHDRAWN, rules.checked_reason(WithdrawReason, reason, detail), detail)


@transactional
async def reject(actor: Actor, application_id: UUID, *, reason: RejectReason | str, detail: str = "", tell: bool = True) -> None:
    """End an application at our wish; `detail` is what the candidate reads. Whoever tells them by another message says `tell=False`.

    Raises:
        Forbidden: the actor neither screens nor decides.
        NotFound: there is no such application.
        OwnApplication: it is the actor's own.
        InvalidInput: the reason is not one of the list, or "other" says nothing.
        IllegalMove: it has ended already, or the person has started.
    """
    actor.require_any(Permission.APPLICATIONS_SCREEN, Permission.INTERVIEWS_DECIDE)
    application = await queries.lock_for_work(actor, application_id)
    code = rules.checked_reason(RejectReason, reason, detail)
    await _end(actor, application, Stage.REJECTED, code, detail)
    if tell:
        facts = {"sentence": rules.REJECT_SENTENCES[code], "detail": rules.plain(detail), "support_email": settings().support_email}
        await write_to_candidate(actor, application, "application_rejected", **facts)


@transactional
async def reopen(actor: Actor, application_id: UUID, *, reason: str) -> None:
    """Take back the end of an application: it goes on where it stood, and the candidate is told (D5).

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such application.
        OwnApplication: it is the actor's own.
        IllegalMove: it has not ended, or the person has started.
        InvalidInput: there is no reason.
        AlreadyApplied: the person has applied for the role again.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    application = await queries.lock_for_work(actor, application_id)
    refusal = rules.why_not_reopen(Stage(application.stage))
    if refusal:
        raise IllegalMove(refusal)
    if not rules.plain(reason):
        raise InvalidInput.field("reason", "Enter why the application is reopened")
    try:
        async with transaction():
            await _enter(actor, application, await queries.stage_before_end(application_id), rules.plain(reason))
    except asyncpg.UniqueViolationError as clash:
        if clash.constraint_name != "application_live_once":
            raise
        raise AlreadyApplied("The candidate has applied for this role again. Work on that application.") from None
    except asyncpg.CheckViolationError as clash:
        if clash.constraint_name not in {"offers_within_headcount", "offer_one_a_person"}:
            raise
        raise IllegalMove("The post has been offered to somebody else meanwhile, or the person has another offer.") from None
    await write_to_candidate(actor, application, "application_reopened")


async def _end(actor: Actor, application: Application, to: Stage, code: str, detail: str) -> None:
    await _move(actor, application, to, code=code, detail=rules.plain(detail))
    if to is Stage.WITHDRAWN:
        await write_to_candidate(actor, application, "application_withdrawn")
        await outbox.emit("candidates.application_withdrawn", application_id=application.id)
    else:
        await outbox.emit("candidates.application_rejected", application_id=application.id)
