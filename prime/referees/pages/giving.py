"""The referee's form, reached by an e-mailed link without an account: opening it changes nothing, as mail scanners open links."""

from typing import Any

from litestar import Request, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath
from litestar.response import Redirect, Template
from litestar.types import Guard

from prime.accounts.auth import PUBLIC
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput
from prime.referees import queries, service
from prime.referees.forms import ANSWER, DECLINE, REFERENCE, MaybeReasonForm, ReferenceForm, TextForm
from prime.referees.pages.reading import QUESTIONS, at_fields, reference_of
from prime.referees.schemas import AskedReferee
from prime.referees.tables import RefereeStatus
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
BY_LINK: list[Guard] = [PUBLIC, rate_limited("reference-link", limit=60, seconds=60)]


async def _holder(request: PrimeRequest, token: str) -> tuple[Actor, AskedReferee]:
    holder = await queries.holder_of(token, ip=request.auth.ip, request_id=request.auth.request_id)
    return holder, await queries.asked_referee(holder)


async def _form_page(token: str, asked: AskedReferee, form: Bound[ReferenceForm], *, status: int = 200) -> Template:
    return page(
        "pages/referees/give_reference.html",
        status=status,
        no_store=True,
        b=form,
        asked=asked,
        here=f"/give-reference/{token}",
        periods=await queries.periods(clock.today()),
        **QUESTIONS,
    )


def _closed_page(token: str, asked: AskedReferee, form: Bound[TextForm], *, status: int = 200) -> Template:
    """What there is to see, and perhaps to answer, once the form is not open."""
    return page("pages/referees/given_reference.html", status=status, no_store=True, b=form, asked=asked, here=f"/give-reference/{token}")


def _shown_again(answers: dict[str, str | list[str]]) -> Bound[ReferenceForm]:
    form = blank(ReferenceForm, REFERENCE)
    form.raw.update(answers)
    return form


@get("/give-reference/{token:str}", guards=BY_LINK)
async def view(request: PrimeRequest, token: FromPath[str]) -> Template:
    """The form with what was typed so far, or what has become of it."""
    _, asked = await _holder(request, token)
    if asked.status is RefereeStatus.ASKED:
        return await _form_page(token, asked, _shown_again(asked.draft))
    return _closed_page(token, asked, blank(TextForm, ANSWER))


def _typed(sent: FormMultiDict, form: Bound[ReferenceForm]) -> dict[str, str | list[str]]:
    """The answers as they were typed, without what is no field."""
    return {name: value for name, value in form.raw.items() if name in sent}


@post("/give-reference/{token:str}", guards=BY_LINK)
async def give(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Send the reference, or keep it for later."""
    holder, asked = await _holder(request, token)
    if asked.status is not RefereeStatus.ASKED:
        return redirect(f"/give-reference/{token}")
    sent = await request.form()
    form = bind(ReferenceForm, REFERENCE, sent)
    if sent.get("action") == "save":
        await service.save_draft(holder, _typed(sent, form))
        return redirect(f"/give-reference/{token}", "Your answers are kept. Come back by the same link.")
    if form.value is None:
        return await _form_page(token, asked, form, status=422)
    try:
        await service.give(holder, reference_of(form.value))
    except InvalidInput as refusal:
        return await _form_page(token, asked, form.refuse(at_fields(refusal)), status=422)
    except Conflict as refusal:
        return redirect(f"/give-reference/{token}", refusal.detail, kind="info")
    return redirect(f"/give-reference/{token}")


def _decline_page(token: str, asked: AskedReferee, form: Bound[MaybeReasonForm], *, status: int = 200) -> Template:
    return page("pages/referees/decline_reference.html", status=status, no_store=True, b=form, asked=asked, here=f"/give-reference/{token}")


@get("/give-reference/{token:str}/decline", guards=BY_LINK)
async def decline_form(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Ask before a referee says no."""
    _, asked = await _holder(request, token)
    if asked.status is not RefereeStatus.ASKED:
        return redirect(f"/give-reference/{token}")
    return _decline_page(token, asked, blank(MaybeReasonForm, DECLINE))


@post("/give-reference/{token:str}/decline", guards=BY_LINK)
async def decline(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Give no reference."""
    holder, asked = await _holder(request, token)
    form = bind(MaybeReasonForm, DECLINE, await request.form())
    if form.value is None:
        return _decline_page(token, asked, form, status=422)
    try:
        await service.decline(holder, reason=form.value.reason)
    except Conflict as refusal:
        return redirect(f"/give-reference/{token}", refusal.detail, kind="info")
    return redirect(f"/give-reference/{token}")


@post("/give-reference/{token:str}/answer", guards=BY_LINK)
async def answer(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Answer the question of operations."""
    holder, asked = await _holder(request, token)
    form = bind(TextForm, ANSWER, await request.form())
    if form.value is None:
        return _closed_page(token, asked, form, status=422)
    try:
        await service.answer(holder, text=form.value.text)
    except Conflict as refusal:
        return redirect(f"/give-reference/{token}", refusal.detail, kind="info")
    return redirect(f"/give-reference/{token}")


route_handlers = [view, give, decline_form, decline, answer]
