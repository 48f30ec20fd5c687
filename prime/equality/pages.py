"""Pages of equality monitoring: the questions, after applying; the report."""

from typing import Any

from litestar import Request, Router, get, post
from litestar.datastructures import Cookie
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.equality import queries, rules, service
from prime.equality.errors import TicketSpent
from prime.equality.forms import ANSWER, AnswerForm
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]


def _questions_page(form: Bound[AnswerForm], *, status: int = 200) -> Template:
    return page("pages/equality/answer.html", status=status, no_store=True, b=form, questions=rules.QUESTIONS)


def _nothing_to_answer() -> Redirect:
    return redirect("/roles", "There are no equality questions for you to answer now.", kind="info")


@get("/equality", guards=[PUBLIC])
async def ask(request: PrimeRequest) -> Template | Redirect:
    """The questions, for whoever has just applied."""
    if not await queries.is_ticket(request.cookies.get(rules.TICKET_COOKIE, "")):
        return _nothing_to_answer()
    return _questions_page(blank(AnswerForm, ANSWER))


@post("/equality", guards=[PUBLIC, rate_limited("equality", limit=60, seconds=3600)])
async def answer(request: PrimeRequest) -> Template | Redirect:
    """Keep the answers, apart from the application."""
    form = bind(AnswerForm, ANSWER, await request.form())
    if form.value is None:
        return _questions_page(form, status=422)
    try:
        await service.answer(request.auth, request.cookies.get(rules.TICKET_COOKIE, ""), **form.value.model_dump())
    except TicketSpent:
        return _nothing_to_answer()
    response = redirect("/roles", "Thank you. Your answers are kept apart from your application.")
    response.set_cookie(Cookie(key=rules.TICKET_COOKIE, value="", max_age=0, path=rules.PATH))
    return response


@get("/equality/report", guards=[Requires(Permission.EQUALITY_READ)])
async def report(request: PrimeRequest, year: FromQuery[int | None] = None) -> Template:
    """Who applies, in numbers that point at nobody."""
    latest, first = rules.year_of(clock.today()), await queries.first_year(request.auth)
    chosen = min(max(year or latest, first), latest)
    return page(
        "pages/equality/report.html",
        report=await queries.report(request.auth, chosen),
        years=range(latest, first - 1, -1),
        least=rules.LEAST_SHOWN,
    )


router = Router(path="/", route_handlers=[ask, answer, report], include_in_schema=False)
