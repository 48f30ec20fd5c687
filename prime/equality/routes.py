"""JSON of equality monitoring: answer with the token that came with an application, and the report."""

from typing import Any

from litestar import Request, Router, get, post
from litestar.params import FromQuery, JSONBody

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.equality import queries, rules, service
from prime.equality.schemas import AnswerIn, Report
from prime.web.rate_limit import rate_limited

ApiRequest = Request[None, Actor, Any]


@post(
    "/equality-answers",
    guards=[PUBLIC, rate_limited("equality", limit=60, seconds=3600)],
    operation_id="AnswerEqualityQuestions",
    status_code=204,
)
async def answer(request: ApiRequest, data: JSONBody[AnswerIn]) -> None:
    """Answer the equality questions, once; the answer has no address, as nothing leads back to it."""
    await service.answer(
        request.auth,
        data.token,
        sex=data.sex,
        same_gender=data.same_gender,
        age_group=data.age_group,
        ethnicity=data.ethnicity,
        disability=data.disability,
        religion=data.religion,
        orientation=data.orientation,
    )


@get("/equality-report", guards=[Requires(Permission.EQUALITY_READ)], operation_id="ReadEqualityReport")
async def report(request: ApiRequest, year: FromQuery[int | None] = None) -> Report:
    """Who applies, by the financial year that starts in April of `year`; counts under 5 are null."""
    latest = rules.year_of(clock.today())
    return await queries.report(request.auth, min(max(year or latest, latest - 50), latest))


router = Router(path="/api/v1", route_handlers=[answer, report], tags=["Equality"])
