"""JSON of scorecards and decisions."""


from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post, put
from litestar.params import FromPath, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.interviews import queries, service
from prime.interviews.schemas import (
    DecisionDetail,
    NewDecision,
    NewModeration,
    NewScorecard,
    ScorecardSet,
)
from prime.interviews.service.scoring import Answer, Card, Points
from prime.web.api import answer_once

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ)]
EDIT = [Requires(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)]
INVITE = [Requires(Permission.INTERVIEWS_INVITE)]
BOOK = [Requires(Permission.INTERVIEWS_BOOK)]
BOOK_OR_INVITE = [Requires(Permission.INTERVIEWS_BOOK, Permission.INTERVIEWS_INVITE)]
SCORE = [Requires(Permission.INTERVIEWS_SCORE)]
DECIDE = [Requires(Permission.INTERVIEWS_DECIDE)]


@get("/interviews/{interview_id:uuid}/scorecards", guards=DECIDE, operation_id="ListScorecards")
async def list_scorecards(request: ApiRequest, interview_id: FromPath[UUID]) -> ScorecardSet:
    """One's own, and everybody's once one's own is in; operations see those that are in."""
    return await queries.scorecards(request.auth, interview_id)


@put("/interviews/{interview_id:uuid}/scorecard", guards=SCORE, operation_id="SaveScorecard")
async def save_scorecard(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[NewScorecard]) -> ScorecardSet:
    """Keep one's own scorecard as a draft or, where `isFinal` says so, hand it in for good."""
    card = Card(
        ratings={rating.competency_id: Points(rating.score, rating.evidence) for rating in data.ratings},
        concerns={concern.question_id: Answer(concern.is_concern, concern.evidence) for concern in data.concerns},
        recommends=data.recommends,
        summary=data.summary,
    )
    command = service.submit_scorecard if data.is_final else service.save_scorecard
    await command(request.auth, interview_id, card)
    return await queries.scorecards(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/moderation-notes", guards=DECIDE, operation_id="ModerateInterview")
async def moderate(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[NewModeration]) -> Response[bytes]:
    """Write what the panel said about a difference or a veto, which may be lifted with it; `matters` of the scorecards says about what."""

    async def run() -> msgspec.Struct:
        await service.moderate(request.auth, interview_id, data.subject_id, data.note, is_lifted=data.is_lifted)
        return await queries.scorecards(request.auth, interview_id)

    return await answer_once(request, run)


@post("/interviews/{interview_id:uuid}/decision", guards=DECIDE, operation_id="DecideInterview")
async def decide(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[NewDecision]) -> Response[bytes]:
    """End the interview stage and tell the candidate."""

    async def run() -> msgspec.Struct:
        await service.decide(request.auth, interview_id, data.outcome, data.reason, data.feedback)
        return await queries.get_decision(request.auth, interview_id)

    return await answer_once(request, run, location=f"/api/v1/interviews/{interview_id}/decision")


@get("/interviews/{interview_id:uuid}/decision", guards=DECIDE, operation_id="GetDecision")
async def get_decision(request: ApiRequest, interview_id: FromPath[UUID]) -> DecisionDetail:
    """What was decided, why, and what the candidate read."""
    return await queries.get_decision(request.auth, interview_id)


route_handlers = [
    list_scorecards,
    save_scorecard,
    moderate,
    decide,
    get_decision,
]
