"""Pages of what follows an offer for operations: a wish for other terms, conditions, taking it back."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.core.errors import NotFound
from prime.offers import queries, service
from prime.offers.forms import FOUND, KEEP, WITHDRAW, FoundForm, ReasonForm
from prime.offers.pages.common import CONDITIONS, MAKE, PrimeRequest
from prime.web.forms import Bound, bind, blank
from prime.web.submitting import submitted
from prime.web.templating import page


async def _withdraw_page(request: PrimeRequest, offer_id: UUID, form: Bound[ReasonForm], status: int = 200) -> Template:
    return page("pages/offers/withdraw_offer.html", status=status, b=form, offer=await queries.get_offer(request.auth, offer_id))


@get("/offers/{offer_id:uuid}/withdraw", guards=MAKE)
async def withdraw_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask why, before something that cannot be undone."""
    return await _withdraw_page(request, offer_id, blank(ReasonForm, WITHDRAW))


@post("/offers/{offer_id:uuid}/withdraw", guards=MAKE)
async def withdraw(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Take the offer back and tell the candidate."""
    return await submitted(
        bind(ReasonForm, WITHDRAW, await request.form()),
        lambda form, status: _withdraw_page(request, offer_id, form, status),
        lambda value: service.withdraw(request.auth, offer_id, value.reason),
        back=f"/offers/{offer_id}",
        done="The offer is withdrawn.",
    )


async def _keep_page(request: PrimeRequest, offer_id: UUID, form: Bound[ReasonForm], status: int = 200) -> Template:
    return page("pages/offers/keep_terms.html", status=status, b=form, offer=await queries.get_offer(request.auth, offer_id))


@get("/offers/{offer_id:uuid}/keep", guards=MAKE)
async def keep_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask why the offer stays as it is."""
    return await _keep_page(request, offer_id, blank(ReasonForm, KEEP))


@post("/offers/{offer_id:uuid}/keep", guards=MAKE)
async def keep(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Say no to other terms."""
    return await submitted(
        bind(ReasonForm, KEEP, await request.form()),
        lambda form, status: _keep_page(request, offer_id, form, status),
        lambda value: service.keep_terms(request.auth, offer_id, value.reason),
        back=f"/offers/{offer_id}",
        done="The offer stays as it is, and the candidate is told why.",
    )


async def _condition_page(
    request: PrimeRequest, offer_id: UUID, condition_id: UUID, form: Bound[FoundForm] | None = None, status: int = 200
) -> Template:
    offer = await queries.get_offer(request.auth, offer_id)
    condition = next((one for one in offer.conditions if one.id == condition_id), None)
    if condition is None:
        raise NotFound
    form = form or blank(FoundForm, FOUND, status=condition.status, detail=condition.detail)
    options = [(value.value, text) for value, (text, _) in CONDITIONS.items()]
    return page("pages/offers/decide_condition.html", status=status, b=form, offer=offer, condition=condition, options=options)


@get("/offers/{offer_id:uuid}/conditions/{condition_id:uuid}", guards=MAKE)
async def condition_form(request: PrimeRequest, offer_id: FromPath[UUID], condition_id: FromPath[UUID]) -> Template:
    """Ask whether a condition is met."""
    return await _condition_page(request, offer_id, condition_id)


@post("/offers/{offer_id:uuid}/conditions/{condition_id:uuid}", guards=MAKE)
async def decide_condition(request: PrimeRequest, offer_id: FromPath[UUID], condition_id: FromPath[UUID]) -> Template | Redirect:
    """Record whether a condition is met."""
    return await submitted(
        bind(FoundForm, FOUND, await request.form()),
        lambda form, status: _condition_page(request, offer_id, condition_id, form, status),
        lambda value: service.decide_condition(request.auth, offer_id, condition_id, value.status, value.detail),
        back=f"/offers/{offer_id}",
        done="The condition is recorded.",
    )


route_handlers = [withdraw_form, withdraw, keep_form, keep, condition_form, decide_condition]
