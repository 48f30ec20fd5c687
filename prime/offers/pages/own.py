"""Pages on which candidates read and answer their offers."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.core.errors import Conflict, InvalidInput
from prime.offers import queries, rules, service
from prime.offers.forms import ACCEPT, DECLINE, WISH, AcceptForm, DeclineForm, WishForm
from prime.offers.pages.common import ANSWER, CONDITIONS, STATUSES, PrimeRequest, papers
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.submitting import submitted
from prime.web.templating import page


@get("/my-offers", guards=ANSWER)
async def list_own(request: PrimeRequest) -> Template:
    """One's own offers."""
    return page("pages/offers/list_own.html", no_store=True, offers=await queries.list_own(request.auth), statuses=STATUSES)


async def _own_page(request: PrimeRequest, offer_id: UUID, form: Bound[AcceptForm], *, status: int = 200) -> Template:
    offer = await queries.get_offer(request.auth, offer_id)
    return page(
        "pages/offers/view_own.html",
        status=status,
        no_store=True,
        b=form,
        offer=offer,
        statuses=STATUSES,
        conditions=CONDITIONS,
        reasons=rules.DECLINE_LABELS,
        papers=await papers(request.auth, offer),
    )


@get("/my-offers/{offer_id:uuid}", guards=ANSWER)
async def view_own(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """The offer in full, and the ways to answer it."""
    return await _own_page(request, offer_id, blank(AcceptForm, ACCEPT))


@post("/my-offers/{offer_id:uuid}/accept", guards=[*ANSWER, rate_limited("accept-offer", limit=20, seconds=600)])
async def accept(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Accept by typing one's name."""
    form = bind(AcceptForm, ACCEPT, await request.form())
    if form.value is None:
        return await _own_page(request, offer_id, form, status=422)
    try:
        await service.accept(request.auth, offer_id, form.value.name)
    except InvalidInput as refusal:
        return await _own_page(request, offer_id, form.refuse(refusal), status=422)
    except Conflict as refusal:
        return await _own_page(request, offer_id, form.add("", f"{refusal.title}. {refusal.detail}"), status=refusal.status)
    return redirect(f"/my-offers/{offer_id}", "You have accepted the offer. Welcome to AfC.")


async def _decline_page(request: PrimeRequest, offer_id: UUID, form: Bound[DeclineForm], status: int = 200) -> Template:
    options = [(reason.value, label) for reason, label in rules.DECLINE_LABELS.items()]
    return page("pages/offers/decline_offer.html", status=status, b=form, offer=await queries.get_offer(request.auth, offer_id), options=options)


@get("/my-offers/{offer_id:uuid}/decline", guards=ANSWER)
async def decline_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask why, before something that cannot be undone."""
    return await _decline_page(request, offer_id, blank(DeclineForm, DECLINE))


@post("/my-offers/{offer_id:uuid}/decline", guards=ANSWER)
async def decline(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Say no, and why."""
    return await submitted(
        bind(DeclineForm, DECLINE, await request.form()),
        lambda form, status: _decline_page(request, offer_id, form, status),
        lambda value: service.decline(request.auth, offer_id, value.reason, value.detail),
        back=f"/my-offers/{offer_id}",
        done="You have declined the offer. Thank you for telling us why.",
    )


async def _wish_page(request: PrimeRequest, offer_id: UUID, form: Bound[WishForm], status: int = 200) -> Template:
    return page("pages/offers/request_terms.html", status=status, b=form, offer=await queries.get_offer(request.auth, offer_id))


@get("/my-offers/{offer_id:uuid}/change", guards=ANSWER)
async def wish_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask what should be different."""
    return await _wish_page(request, offer_id, blank(WishForm, WISH))


@post("/my-offers/{offer_id:uuid}/change", guards=ANSWER)
async def wish(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Ask for other terms."""
    return await submitted(
        bind(WishForm, WISH, await request.form()),
        lambda form, status: _wish_page(request, offer_id, form, status),
        lambda value: service.request_terms(request.auth, offer_id, **value.model_dump()),
        back=f"/my-offers/{offer_id}",
        done="We have your request, and reply before the offer ends. You can still accept the offer as it is.",
    )


route_handlers = [list_own, view_own, accept, decline_form, decline, wish_form, wish]
