"""Scorecards, one for each member of a panel: drafts, then handed in for good."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import NextActor
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.interviews import queries, rules
from prime.interviews.errors import NotScorable
from prime.interviews.queries import standing
from prime.interviews.schemas import InterviewDetail, Member
from prime.interviews.service._steps import note_change
from prime.interviews.tables import ChangeKind, Concern, Interview, InterviewStatus, Rating, Scorecard
from prime.kits.schemas import VersionDetail


class Points(NamedTuple):
    """What one competency got, and why; a draft may lack the points."""

    score: int | None = None
    evidence: str = ""


class Answer(NamedTuple):
    """The answer to one veto question; a draft may lack it."""

    is_concern: bool | None = None
    evidence: str = ""


class Card(NamedTuple):
    """All that one scorecard says: points by competency, answers by veto question, a recommendation."""

    ratings: Mapping[UUID, Points]
    concerns: Mapping[UUID, Answer]
    recommends: bool | None = None
    summary: str = ""


@transactional
async def save_scorecard(actor: Actor, interview_id: UUID, card: Card) -> None:
    """Keep one's own scorecard as a draft.

    Raises:
        NotFound: the actor is not on the panel.
        NotScorable: the actor's is in already, the interview has no scorecard, or it has been decided.
        WrongState, TooEarly: the interview does not take place, or has not begun.
        InvalidInput: it rates what the kit does not ask, or not from 1 to 5.
    """
    interview, seat = await _lock_seat(actor, interview_id)
    _check_known(await queries.kit_of(interview), card)
    await _write(seat, card)


@transactional
async def submit_scorecard(actor: Actor, interview_id: UUID, card: Card) -> None:
    """Hand in one's own scorecard for good; the interview was then held (D2, N8).

    Raises:
        InvalidInput: a competency has no points or no evidence, a veto question no answer, or there is no recommendation.
        NotFound, NotScorable, WrongState, TooEarly: as `save_scorecard`.
    """
    interview, seat = await _lock_seat(actor, interview_id)
    kit = await queries.kit_of(interview)
    _check_known(kit, card)
    _check_whole(kit, card)
    scorecard_id = await _write(seat, card)
    await Scorecard.update({Scorecard.submitted_at: clock.now()}).where(Scorecard.id == scorecard_id)
    if interview.status is InterviewStatus.BOOKED:
        await Interview.update({Interview.status: InterviewStatus.HELD}).where(Interview.id == interview_id)
        await note_change(actor, interview_id, ChangeKind.HELD, "The first scorecard is in", after=interview.starts_at)
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
    if interview.outcome is not None:
        raise NotScorable("This interview has been decided.")
    return interview, seat


def _check_known(kit: VersionDetail, card: Card) -> None:
    if not (card.ratings.keys() <= {row.id for row in kit.competencies} and card.concerns.keys() <= {row.id for row in kit.questions}):
        raise InvalidInput.field("ratings", "Rate what the kit of this interview asks, and nothing else")
    if any(points.score is not None and not 1 <= points.score <= 5 for points in card.ratings.values()):  # noqa: PLR2004 - the scale
        raise InvalidInput.field("ratings", "Points are between 1 and 5")


def _check_whole(kit: VersionDetail, card: Card) -> None:
    faults = []
    for competency in kit.competencies:
        points, name = card.ratings.get(competency.id, Points()), f"“{competency.title.lower()}”"
        if points.score is None:
            faults.append({"pointer": f"/score_{competency.position}", "detail": f"Select points for {name}"})
        if not points.evidence.strip():
            faults.append({"pointer": f"/score_{competency.position}_evidence", "detail": f"Enter the evidence for {name}"})
    for question in kit.questions:
        answer = card.concerns.get(question.id, Answer())
        if answer.is_concern is None:
            faults.append({"pointer": f"/concern_{question.position}", "detail": f"Select yes or no for question {question.position}"})
        elif answer.is_concern and not answer.evidence.strip():
            faults.append({"pointer": f"/concern_{question.position}_evidence", "detail": "Enter what you heard or saw"})
    if card.recommends is None:
        faults.append({"pointer": "/recommends", "detail": "Select whether you recommend hiring the candidate"})
    if faults:
        raise InvalidInput(faults)


async def _write(seat: Member, card: Card) -> UUID:
    scorecard = await Scorecard.objects().where(Scorecard.seat == seat.seat_id).first()
    if scorecard is None:
        scorecard = Scorecard(id=uuid7(), seat=seat.seat_id)
        try:
            async with transaction():
                await scorecard.save()
        except asyncpg.UniqueViolationError:
            raise NotScorable("Your scorecard is being saved in another window.") from None
    changes: dict[Any, Any] = {Scorecard.recommends: card.recommends, Scorecard.summary: card.summary, Scorecard.updated_at: clock.now()}
    await scorecard.update_self(changes)
    await Rating.delete().where(Rating.scorecard == scorecard.id)
    await Concern.delete().where(Concern.scorecard == scorecard.id)
    if card.ratings:
        await Rating.insert(
            *(
                Rating(scorecard=scorecard.id, competency=key, score=points.score, evidence=points.evidence.strip())
                for key, points in card.ratings.items()
            )
        )
    if card.concerns:
        await Concern.insert(
            *(
                Concern(scorecard=scorecard.id, question=key, is_concern=answer.is_concern, evidence=answer.evidence.strip())
                for key, answer in card.concerns.items()
            )
        )
    scorecard_id: UUID = scorecard.id
    return scorecard_id
