"""Scorecards, one for each member of a panel, and the decision."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import NextActor, RejectReason, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.interviews import queries, rules
from prime.interviews.errors import NotDecidable, NotScorable
from prime.interviews.kit import KIT
from prime.interviews.queries import standing
from prime.interviews.schemas import InterviewDetail, Member
from prime.interviews.tables import Criterion, Decision, Interview, InterviewStatus, Outcome, Rating, Scorecard
from prime.notifications import service as notifications


class Points(NamedTuple):
    """What one criterion got, and why; a draft may lack the points."""

    score: int | None = None
    evidence: str = ""


@transactional
async def save_scorecard(
    actor: Actor, interview_id: UUID, ratings: Mapping[Criterion, Points], *, recommends: bool | None = None, summary: str = ""
) -> None:
    """Keep one's own scorecard as a draft.

    Raises:
        NotFound: the actor is not on the panel.
        NotScorable: the actor's is in already, or the interview has no scorecard.
        WrongState, TooEarly: the interview does not take place, or has not begun.
    """
    _, seat = await _lock_seat(actor, interview_id)
    await _write(seat, ratings, recommends=recommends, summary=summary)


@transactional
async def submit_scorecard(
    actor: Actor, interview_id: UUID, ratings: Mapping[Criterion, Points], *, recommends: bool | None, summary: str = ""
) -> None:
    """Hand in one's own scorecard for good; the interview was then held (D2, N8).

    Raises:
        InvalidInput: a criterion has no points or no evidence, or there is no recommendation.
        NotFound, NotScorable, WrongState, TooEarly: as `save_scorecard`.
    """
    interview, seat = await _lock_seat(actor, interview_id)
    _check_whole(ratings, recommends=recommends)
    scorecard_id = await _write(seat, ratings, recommends=recommends, summary=summary)
    await Scorecard.update({Scorecard.submitted_at: clock.now()}).where(Scorecard.id == scorecard_id)
    if interview.status is InterviewStatus.BOOKED:
        await Interview.update({Interview.status: InterviewStatus.HELD}).where(Interview.id == interview_id)
    await audit.record(actor, "interviews.scored", interview.application_id, "Handed in a scorecard", interview=interview_id)
    if interview.status is InterviewStatus.BOOKED:
        await candidates_service.set_next_step(
            actor,
            interview.application_id,
            next_actor=NextActor.PANEL,
            action="Score and decide",
            due_on=clock.today() + timedelta(days=2),
        )


async def _lock_seat(actor: Actor, interview_id: UUID) -> tuple[InterviewDetail, Member]:
    actor.require(Permission.INTERVIEWS_SCORE)
    application_id = (await queries.get_interview(actor, interview_id)).application_id
    await candidates.lock_application(application_id)
    await queries.lock_interview(interview_id)
    interview = await queries.get_interview(actor, interview_id)
    seat = interview.seat_of(actor.required_user_id)
    if seat is None:
        raise NotFound("You are not on the panel of this interview.")
    rules.check_scorable(standing(interview), now=clock.now())
    if seat.has_scored:
        raise NotScorable("Your scorecard is in. It cannot be changed.")
    return interview, seat


def _check_whole(ratings: Mapping[Criterion, Points], *, recommends: bool | None) -> None:
    faults = []
    for criterion, anchored in KIT.items():
        points = ratings.get(criterion, Points())
        if points.score is None:
            faults.append({"pointer": f"/{criterion}", "detail": f"Select points for “{anchored.title.lower()}”"})
        if not points.evidence.strip():
            faults.append({"pointer": f"/{criterion}_evidence", "detail": f"Enter the evidence for “{anchored.title.lower()}”"})
    if recommends is None:
        faults.append({"pointer": "/recommends", "detail": "Select whether you recommend hiring the candidate"})
    if faults:
        raise InvalidInput(faults)


async def _write(seat: Member, ratings: Mapping[Criterion, Points], *, recommends: bool | None, summary: str) -> UUID:
    scorecard = await Scorecard.objects().where(Scorecard.seat == seat.seat_id).first()
    if scorecard is None:
        scorecard = Scorecard(id=uuid7(), seat=seat.seat_id)
        await scorecard.save()
    await scorecard.update_self({Scorecard.recommends: recommends, Scorecard.summary: summary, Scorecard.updated_at: clock.now()})
    rows = [
        Rating(scorecard=scorecard.id, criterion=criterion, score=points.score, evidence=points.evidence) for criterion, points in ratings.items()
    ]
    try:
        async with transaction():
            await Rating.delete().where(Rating.scorecard == scorecard.id)
            if rows:
                await Rating.insert(*rows)
    except asyncpg.CheckViolationError:
        raise InvalidInput.field("score", "Points are between 1 and 5") from None
    scorecard_id: UUID = scorecard.id
    return scorecard_id


@transactional
async def decide(actor: Actor, interview_id: UUID, outcome: Outcome, reason: str, feedback: str) -> None:
    """End the interview stage: an offer follows, or the application is rejected; the candidate reads the feedback.

    Raises:
        Forbidden: the actor does not decide.
        NotFound: the actor is neither on the panel nor manages applications.
        NotDecidable: a scorecard is missing, or it has been decided.
        WrongState: the interview was not held.
        InvalidInput: there is no reason or no feedback.
    """
    actor.require(Permission.INTERVIEWS_DECIDE)
    application_id = (await queries.get_interview(actor, interview_id)).application_id
    await candidates.lock_application(application_id)
    await queries.lock_interview(interview_id)
    interview = await queries.get_interview(actor, interview_id)
    is_office = actor.can(Permission.APPLICATIONS_MANAGE)
    if interview.seat_of(actor.user_id) is None and not is_office:
        raise NotFound("You are not on the panel of this interview.")
    missing = [member.name for member in interview.panel if not member.has_scored]
    rules.check_decidable(standing(interview), missing=missing, is_office=is_office)
    for name, text in (("reason", reason), ("feedback", feedback)):
        if not text.strip():
            raise InvalidInput.field(name, {"reason": "Enter the reasons for the decision", "feedback": "Enter what the candidate reads"}[name])
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
    await audit.record(actor, "interviews.decided", application_id, words, interview=interview_id, missing=missing)
    if outcome is Outcome.HIRE:
        await candidates_service.move(actor, application_id, Stage.OFFER, reason=reason.strip())
    else:
        await candidates_service.reject(actor, application_id, reason=RejectReason.INTERVIEW, detail=feedback.strip(), tell=False)
    await notifications.send(
        actor,
        "interview_decided",
        to=interview.candidate_user_id,
        about=application_id,
        role=interview.role,
        is_hired=outcome is Outcome.HIRE,
        feedback=feedback.strip(),
    )
