"""JSON of surveys: answer with the token of a link, the report, and what was written."""

from typing import Any

from litestar import Request, Router, get, post
from litestar.params import FromQuery, JSONBody

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.surveys import queries, rules, service
from prime.surveys.schemas import Comment, SurveyIn, SurveyReport
from prime.web.api import Listing
from prime.web.rate_limit import rate_limited

ApiRequest = Request[None, Actor, Any]


@post(
    "/survey-answers",
    guards=[PUBLIC, rate_limited("survey", limit=120, seconds=3600)],
    operation_id="AnswerSurvey",
    status_code=204,
)
async def answer(request: ApiRequest, data: JSONBody[SurveyIn]) -> None:
    """Answer the survey, once; the answer has no address, as nothing leads back to it."""
    points = {name: getattr(data, name) for name in rules.QUESTIONS}
    await service.answer(request.auth, data.token, points=points, motivators=data.motivators, comment=data.comment)


@get("/survey-report", guards=[Requires(Permission.REPORTS_READ)], operation_id="ReadSurveyReport")
async def report(request: ApiRequest) -> SurveyReport:
    """What candidates say, by stage and by outcome; numbers under 5 are null."""
    return await queries.report(request.auth)


@get("/survey-comments", guards=[Requires(Permission.APPLICATIONS_MANAGE)], operation_id="ListSurveyComments")
async def list_comments(request: ApiRequest, cursor: FromQuery[str] = "") -> Listing[Comment]:
    """What candidates wrote in the months of the report, in no order; empty while fewer than 5 wrote."""
    found = await queries.list_comments(request.auth, cursor)
    return Listing(found.items, found.next_cursor)


router = Router(path="/api/v1", route_handlers=[answer, report, list_comments], tags=["Surveys"])
