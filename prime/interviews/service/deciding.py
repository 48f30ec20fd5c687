"""What the panel says about differences and vetoes, and the decision."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import RejectReason, Stage
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.interviews import moderation, queries, rules
from prime.interviews.errors import NotDecidable, NothingToModerate
from prime.interviews.queries import standing
from prime.interviews.schemas import InterviewDetail, Matter
from prime.interviews.tables import Decision, Moderation, Outcome
from prime.notifications import service as notifications


@transactional
async def moderate(actor: Actor, interview_id: UUID, subject_id: UUID, note: str, *, is_lifted: bool = False) -> None:
    """Write what the panel said about a competency on which it differs, or a veto; the veto may be lifted with it.

    Raises:
        Forbidden: the actor does not decide.
        NotFound: the actor is neither on the panel nor manages applications.
        WrongState, NotDecidable: the interview was not held, or a scorecard is missing.
        NothingToModerate: the panel agrees on this, or it has been decided.
        OwnVeto: nobody lifts their own.
        InvalidInput: the note is empty.
    """
    interview, matters = await _lock_decidable(actor, interview_id)
    if interview.outcome is not None:
        raise NothingToModerate("This interview has been decided.")
    matter = next((matter for matter in matters if matter.subject_id == subject_id), None)
    if matter is None:
        raise NothingToModerate("The panel agrees on this.")
    if not note.strip():
        raise InvalidInput.field("note", "Enter what the panel said")
    lifts = is_lifted and bool(matter.vetoed_by)
    if lifts:
        moderation.check_liftable(matter, actor.user_id)
    kit = await queries.kit_of(interview)
    is_competency = any(competency.id == subject_id for competency in kit.competencies)
    await Moderation(
        id=uuid7(),
        interview=interview_id,
        competency=subject_id if is_competency else None,
        question=None if is_competency else subject_id,
        note=note.strip(),
        is_lifted=lifts,
        written_by=actor.required_user_id,
        written_at=clock.now(),
    ).save()
    words = f"Lifted the veto on “{matter.title}”" if lifts else f"Wrote what the panel said about “{matter.title}”"
    await audit.record(actor, "interviews.moderated", interview.application_id, words, interview=interview_id)


async def _lock_decidable(actor: Actor, interview_id: UUID) -> tuple[InterviewDetail, Sequence[Matter]]:
    actor.require(Permission.INTERVIEWS_DECIDE)
    application_id = (await queries.get_interview(actor, interview_id)).application_id
    await candidates.lock_application(application_id)
    await queries.lock_interview(interview_id)
    interview = await queries.get_interview(actor, interview_id)
    is_office = actor.can(Permission.APPLICATIONS_MANAGE)
    if interview.seat_of(actor.user_id) is None and not is_office:
        raise NotFound("You are not on the panel of this interview.")
    cards = await queries.scorecards(actor, interview_id)
    rules.check_decidable(standing(interview), missing=cards.missing, is_office=is_office)
    return interview, cards.matters


@transactional
async def decide(actor: Actor, interview_id: UUID, outcome: Outcome, reason: str, feedback: str) -> None:
    """End the interview stage: an offer follows, or the application is rejected; the candidate reads the feedback.

    Raises:
        Forbidden: the actor does not decide.
        NotFound: the actor is neither on the panel nor manages applications.
        NotDecidable: a scorecard is missing, or it has been decided.
        NotModerated: the panel differs and nobody has written what it said, or a veto stands in the way of an offer.
        WrongState: the interview was not held.
        InvalidInput: there is no reason or no feedback.
    """
    interview, matters = await _lock_decidable(actor, interview_id)
    application_id = interview.application_id
    if interview.outcome is not None:
        raise NotDecidable("This interview has been decided.")
    for name, text in (("reason", reason), ("feedback", feedback)):
        if not text.strip():
            raise InvalidInput.field(name, {"reason": "Enter the reasons for the decision", "feedback": "Enter what the candidate reads"}[name])
    moderation.check_moderated(matters, outcome)
    decision = Decision(
        id=uuid7(),
        interview=interview_id,
        outcome=outcome,
        reason=reason.strip(),
        feedback=feedback.strip(),
        decided_by=actor.required_user_id,
        decided_at=clock.now(),
    )
    try:
        async with transaction():
            await decision.save()
    except asyncpg.UniqueViolationError:
        raise NotDecidable("This interview has been decided.") from None
    words = {Outcome.HIRE: "Decided to make an offer", Outcome.REJECT: "Decided not to go on"}[outcome]
    missing = [member.name for member in interview.panel if not member.has_scored]
    await audit.record(actor, "interviews.decided", application_id, words, interview=interview_id, missing=missing)
    if outcome is Outcome.HIRE:
        await candidates_service.move(actor, application_id, Stage.OFFER, reason=reason.strip())
    else:
        await candidates_service.reject(actor, application_id, reason=RejectReason.INTERVIEW, detail=feedback.strip(), tell=False)
    await outbox.emit("interviews.decided", application_id=application_id)
    await notifications.send(
        actor,
        "interview_decided",
        to=interview.candidate_user_id,
        about=application_id,
        role=interview.role,
        is_hired=outcome is Outcome.HIRE,
        feedback=feedback.strip(),
    )
