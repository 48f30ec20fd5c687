"""Pages of offers: operations make and withdraw them, candidates read and answer them."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.schemas import ApplicationDetail
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput
from prime.documents import queries as documents
from prime.documents.tables import DocumentKind
from prime.offers import queries, service
from prime.offers.forms import ACCEPT, DECLINE, OFFER, WITHDRAW, AcceptForm, OfferForm, ReasonForm
from prime.offers.schemas import OfferDetail
from prime.offers.tables import OfferStatus
from prime.reference import queries as reference
from prime.reference.tables import RateKind
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
MAKE = [Requires(Permission.OFFERS_MAKE)]
ANSWER = [Requires(Permission.OFFERS_ANSWER)]
STATUSES = {
    OfferStatus.MADE: ("Waiting for an answer", "yellow"),
    OfferStatus.ACCEPTED: ("Accepted", "green"),
    OfferStatus.DECLINED: ("Declined", "grey"),
    OfferStatus.WITHDRAWN: ("Withdrawn", "grey"),
    OfferStatus.LAPSED: ("Lapsed", "orange"),
}
# What a new form proposes: a week to answer, to the end of an office day, and a start two months ahead.
DAYS_TO_ANSWER = 7
DAYS_TO_START = 60
END_OF_DAY = time(17)


# --- operations


@get("/offers", guards=MAKE)
async def list_offers(request: PrimeRequest, status: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Template:
    """Offers, newest first."""
    offers = await queries.list_offers(request.auth, status=status, cursor=cursor)
    return page("pages/offers/list_offers.html", offers=offers, chosen=status, cursor=cursor, statuses=STATUSES)


async def _make_page(application: ApplicationDetail, form: Bound[OfferForm], *, status: int = 200) -> Template:
    grades = [(str(grade.id), grade.title) for grade in await reference.list_grades()]
    return page("pages/offers/make_offer.html", status=status, b=form, application=application, grades=grades)


@get("/offers/new", guards=MAKE)
async def offer_form(request: PrimeRequest, application: FromQuery[UUID]) -> Template | Redirect:
    """The terms, with what the vacancy says already filled in; an offer that stands is shown instead."""
    found = await candidates.get_application(request.auth, application)
    known = (await queries.list_offers(request.auth, application_id=application)).items
    if known and known[0].status in {OfferStatus.MADE, OfferStatus.ACCEPTED}:
        return redirect(f"/offers/{known[0].id}", f"{found.name} has an offer already.", kind="info")
    hours = (await reference.rate_on(RateKind.WEEKLY_HOURS, clock.today())).value
    answer_by = datetime.combine(clock.today() + timedelta(days=DAYS_TO_ANSWER), END_OF_DAY, clock.LONDON)
    form = blank(
        OfferForm,
        OFFER,
        role_title=found.vacancy_title,
        grade=found.grade_id,
        weekly_hours=Decimal(hours),
        place=found.place,
        starts_on=clock.today() + timedelta(days=DAYS_TO_START),
        expires_at=answer_by,
    )
    return await _make_page(found, form)


@post("/offers/new", guards=MAKE)
async def make_offer(request: PrimeRequest, application: FromQuery[UUID]) -> Template | Redirect:
    """Make the offer and tell the candidate."""
    found = await candidates.get_application(request.auth, application)
    form = bind(OfferForm, OFFER, await request.form())
    if form.value is None:
        return await _make_page(found, form, status=422)
    terms = form.value.model_dump()
    terms["grade_id"] = terms.pop("grade")
    try:
        offer_id = await service.make_offer(request.auth, application, **terms)
    except InvalidInput as refusal:
        return await _make_page(found, form.refuse(refusal), status=422)
    except Conflict as refusal:
        return await _make_page(found, form.add("", f"{refusal.title}. {refusal.detail}"), status=refusal.status)
    return redirect(f"/offers/{offer_id}", f"The offer is made. {found.name} is told by email.")


@get("/offers/{offer_id:uuid}", guards=MAKE)
async def view_offer(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """An offer, and what became of it."""
    offer = await queries.get_offer(request.auth, offer_id)
    return page("pages/offers/view_offer.html", offer=offer, statuses=STATUSES, contracts=await _contracts(request.auth, offer))


async def _contracts(actor: Actor, offer: OfferDetail) -> list[Any]:
    if offer.status is not OfferStatus.ACCEPTED:
        return []
    found = await documents.list_documents(actor, subject_ids=[offer.application_id])
    return [document for document in found if document.kind is DocumentKind.EMPLOYMENT_CONTRACT]


def _withdraw_page(offer: OfferDetail, form: Bound[ReasonForm], *, status: int = 200) -> Template:
    return page("pages/offers/withdraw_offer.html", status=status, b=form, offer=offer)


@get("/offers/{offer_id:uuid}/withdraw", guards=MAKE)
async def withdraw_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask why, before something that cannot be undone."""
    return _withdraw_page(await queries.get_offer(request.auth, offer_id), blank(ReasonForm, WITHDRAW))


@post("/offers/{offer_id:uuid}/withdraw", guards=MAKE)
async def withdraw(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Take the offer back and tell the candidate."""
    form = bind(ReasonForm, WITHDRAW, await request.form())
    if form.value is None:
        return _withdraw_page(await queries.get_offer(request.auth, offer_id), form, status=422)
    try:
        await service.withdraw(request.auth, offer_id, form.value.reason)
    except Conflict as refusal:
        return redirect(f"/offers/{offer_id}", refusal.detail, kind="info")
    return redirect(f"/offers/{offer_id}", "The offer is withdrawn and the candidate is told.")


# --- the candidate


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
        contracts=await _contracts(request.auth, offer),
    )


@get("/my-offers/{offer_id:uuid}", guards=ANSWER)
async def view_own(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """The offer in full, and the way to accept it."""
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


async def _decline_page(request: PrimeRequest, offer_id: UUID, form: Bound[ReasonForm], *, status: int = 200) -> Template:
    return page("pages/offers/decline_offer.html", status=status, b=form, offer=await queries.get_offer(request.auth, offer_id))


@get("/my-offers/{offer_id:uuid}/decline", guards=ANSWER)
async def decline_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask why, before something that cannot be undone."""
    return await _decline_page(request, offer_id, blank(ReasonForm, DECLINE))


@post("/my-offers/{offer_id:uuid}/decline", guards=ANSWER)
async def decline(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Say no, and why."""
    form = bind(ReasonForm, DECLINE, await request.form())
    if form.value is None:
        return await _decline_page(request, offer_id, form, status=422)
    try:
        await service.decline(request.auth, offer_id, form.value.reason)
    except Conflict as refusal:
        return redirect(f"/my-offers/{offer_id}", refusal.detail, kind="info")
    return redirect(f"/my-offers/{offer_id}", "You have declined the offer. Thank you for telling us why.")


router = Router(
    path="/",
    route_handlers=[
        list_offers,
        offer_form,
        make_offer,
        view_offer,
        withdraw_form,
        withdraw,
        list_own,
        view_own,
        accept,
        decline_form,
        decline,
    ],
    include_in_schema=False,
)
