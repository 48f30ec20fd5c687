"""Pages of surveys: the questions behind a link, and the report."""

from typing import Any

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.candidates.answers import MOTIVATOR_LABELS
from prime.core.actor import Actor
from prime.surveys import queries, rules, service
from prime.surveys.errors import SurveySpent
from prime.surveys.forms import SURVEY, SurveyForm
from prime.surveys.schemas import COMMENT_MAX
from prime.web.charts import Bar, bar_chart, share
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
MOST = 5  # points
SPENT = "The survey can be answered once, within two months. Thank you if you have done so."


def _survey_page(token: str, form: Bound[SurveyForm], *, status: int = 200) -> Template:
    return page(
        "pages/surveys/answer.html",
        status=status,
        no_store=True,
        b=form,
        token=token,
        questions=rules.QUESTIONS,
        points=rules.POINTS,
        motivators={key.value: label for key, label in MOTIVATOR_LABELS.items()},
        comment_max=COMMENT_MAX,
    )


@get("/survey/{token:str}", guards=[PUBLIC, rate_limited("survey", limit=120, seconds=3600)])
async def ask(token: FromPath[str]) -> Template | Redirect:
    """The questions, for whoever has a link that can still be used; looking uses nothing up."""
    if not await queries.is_ticket(token):
        return redirect("/roles", SPENT, kind="info")
    return _survey_page(token, blank(SurveyForm, SURVEY))


@post("/survey/{token:str}", guards=[PUBLIC, rate_limited("survey", limit=120, seconds=3600)])
async def answer(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Keep the answers, apart from the application."""
    form = bind(SurveyForm, SURVEY, await request.form())
    if form.value is None:
        return _survey_page(token, form, status=422)
    said = form.value
    points = {name: int(given) if (given := getattr(said, name)) else None for name in rules.QUESTIONS}
    try:
        await service.answer(request.auth, token, points=points, motivators=said.motivators, comment=said.comment)
    except SurveySpent:
        return redirect("/roles", SPENT, kind="info")
    return redirect("/roles", "Thank you. Nobody can see which answers are yours.")


@get("/surveys/report", guards=[Requires(Permission.REPORTS_READ)])
async def report(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """What candidates say, by how far they came and how it went, and to operations what they wrote."""
    found = await queries.report(request.auth)
    may_read = request.auth.can(Permission.APPLICATIONS_MANAGE)
    means = [Bar(text, str(value), share(value, MOST)) for text, value in zip(found.questions, found.means, strict=True) if value is not None]
    reasons = [(reason.label, reason.answers) for reason in found.reasons if reason.answers is not None]
    return page(
        "pages/surveys/report.html",
        report=found,
        words=list(rules.WORDS.values()),
        least=rules.LEAST_SHOWN,
        means=means,
        reasons=bar_chart(reasons),
        comments=await queries.list_comments(request.auth, cursor) if may_read else None,
        cursor=cursor,
    )


router = Router(path="/", route_handlers=[ask, answer, report], include_in_schema=False)
