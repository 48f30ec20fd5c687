"""JSON of surveys: answer with the token of a link, and the report."""

from typing import Any

from litestar import Request, Router, get, post
from litestar.params import JSONBody

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.surveys import queries, rules, service
from prime.surveys.schemas import SurveyIn, SurveyReport
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


router = Router(path="/api/v1", route_handlers=[answer, report], tags=["Surveys"])
