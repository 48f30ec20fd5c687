"""Pages for those who write and approve offers."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.schemas import ApplicationDetail
from prime.checks import queries as checks
from prime.core import clock
from prime.core.errors import Conflict, InvalidInput
from prime.offers import queries, rules, service
from prime.offers.forms import OFFER, SEND_BACK, OfferForm, ReasonForm
from prime.offers.pages.common import APPROVE, CONDITIONS, MAKE, READ, STATUSES, PrimeRequest, papers
from prime.offers.schemas import OfferDetail
from prime.offers.tables import OfferStatus
from prime.reference import queries as reference
from prime.reference.tables import RateKind
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.submitting import submitted
from prime.web.templating import page

# What a new form proposes: a week to answer, to the end of an office day, and a start two months ahead.
DAYS_TO_ANSWER = 7
DAYS_TO_START = 60
END_OF_DAY = time(17)


@get("/offers", guards=READ)
async def list_offers(request: PrimeRequest, status: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Template:
    """Offers, newest first."""
    offers = await queries.list_offers(request.auth, status=status, cursor=cursor)
    return page("pages/offers/list_offers.html", offers=offers, chosen=status, cursor=cursor, statuses=STATUSES)


async def _write_page(application: ApplicationDetail, form: Bound[OfferForm], before: OfferDetail | None, *, status: int = 200) -> Template:
    grades = [(str(grade.id), grade.title) for grade in await reference.list_grades()]
    return page("pages/offers/make_offer.html", status=status, b=form, application=application, grades=grades, before=before)


async def _before(request: PrimeRequest, application_id: UUID) -> OfferDetail | None:
    """The offer that was written last for an application."""
    known = (await queries.list_offers(request.auth, application_id=application_id, size=1)).items
    return known[0] if known else None


async def _proposed(application: ApplicationDetail, before: OfferDetail | None) -> Bound[OfferForm]:
    """What the vacancy says, or the offer before; with what the candidate asked for, where it can be had."""
    soon = datetime.combine(clock.today() + timedelta(days=DAYS_TO_ANSWER), END_OF_DAY, clock.LONDON)
    if before is None:
        return blank(
            OfferForm,
            OFFER,
            role_title=application.vacancy_title,
            grade=application.grade_id,
            weekly_hours=Decimal((await reference.rate_on(RateKind.WEEKLY_HOURS, clock.today())).value),
            place=application.place,
            starts_on=clock.today() + timedelta(days=DAYS_TO_START),
            expires_at=soon,
        )
    wish = before.open_wish
    return blank(
        OfferForm,
        OFFER,
        role_title=before.role_title,
        grade=before.grade_id,
        annual_amount=(wish and wish.annual_amount) or before.annual_amount,
        weekly_hours=(wish and wish.weekly_hours) or before.weekly_hours,
        place=before.place,
        starts_on=(wish and wish.starts_on) or before.starts_on,
        expires_at=max(before.expires_at, soon),
        conditions="\n".join(condition.text for condition in before.conditions),
    )


@get("/offers/new", guards=MAKE)
async def offer_form(request: PrimeRequest, application: FromQuery[UUID], revise: FromQuery[bool] = False) -> Template | Redirect:  # noqa: FBT002 - a query
    """The terms, already filled in; an offer that stands is shown instead, unless it is to be revised."""
    found = await candidates.get_application(request.auth, application)
    before = await _before(request, application)
    standing = {OfferStatus.DRAFTED, OfferStatus.ACCEPTED, *(() if revise else (OfferStatus.MADE,))}
    if before and before.status in standing:
        return redirect(f"/offers/{before.id}", f"{found.name} has an offer already.", kind="info")
    return await _write_page(found, await _proposed(found, before), before)


@post("/offers/new", guards=MAKE)
async def draft_offer(request: PrimeRequest, application: FromQuery[UUID], revise: FromQuery[bool] = False) -> Template | Redirect:  # noqa: FBT002 - a query
    """Keep the offer for somebody else to approve."""
    found = await candidates.get_application(request.auth, application)
    before = await _before(request, application)
    form = bind(OfferForm, OFFER, await request.form())
    if form.value is None:
        return await _write_page(found, form, before, status=422)
    terms = form.value.model_dump()
    terms["grade_id"] = terms.pop("grade")
    terms["conditions"] = terms["conditions"].splitlines()
    try:
        offer_id = await service.draft_offer(request.auth, application, **terms, is_revision=revise)
    except InvalidInput as refusal:
        return await _write_page(found, form.refuse(refusal), before, status=422)
    except Conflict as refusal:
        return await _write_page(found, form.add("", f"{refusal.title}. {refusal.detail}"), before, status=refusal.status)
    return redirect(f"/offers/{offer_id}", "The offer is written. It reaches the candidate once another person has approved it.")


@get("/offers/{offer_id:uuid}", guards=READ)
async def view_offer(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """An offer, what it waits for, and what became of it."""
    offer = await queries.get_offer(request.auth, offer_id)
    waiting = await checks.waiting_for(offer.candidate_id, offer.starts_on) if offer.status is OfferStatus.ACCEPTED else []
    return page(
        "pages/offers/view_offer.html",
        offer=offer,
        statuses=STATUSES,
        conditions=CONDITIONS,
        reasons=rules.DECLINE_LABELS,
        papers=await papers(request.auth, offer),
        checks_waiting=len(waiting),
        is_mine=offer.drafted_by_id == request.auth.user_id,
        may_make=request.auth.can(Permission.OFFERS_MAKE),
        may_approve=request.auth.can(Permission.OFFERS_APPROVE),
    )


@post("/offers/{offer_id:uuid}/approve", guards=APPROVE)
async def approve(request: PrimeRequest, offer_id: FromPath[UUID]) -> Redirect:
    """Make the offer that somebody else has written, and tell the candidate."""
    try:
        await service.approve(request.auth, offer_id)
    except Conflict as refusal:
        return redirect(f"/offers/{offer_id}", f"{refusal.title}. {refusal.detail}", kind="info")
    return redirect(f"/offers/{offer_id}", "The offer is made. The candidate is told by email.")


async def _send_back_page(request: PrimeRequest, offer_id: UUID, form: Bound[ReasonForm], status: int = 200) -> Template:
    return page("pages/offers/send_back.html", status=status, b=form, offer=await queries.get_offer(request.auth, offer_id))


@get("/offers/{offer_id:uuid}/send-back", guards=APPROVE)
async def send_back_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask why the offer is not approved."""
    return await _send_back_page(request, offer_id, blank(ReasonForm, SEND_BACK))


@post("/offers/{offer_id:uuid}/send-back", guards=APPROVE)
async def send_back(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Send an offer back to whoever wrote it."""
    return await submitted(
        bind(ReasonForm, SEND_BACK, await request.form()),
        lambda form, status: _send_back_page(request, offer_id, form, status),
        lambda value: service.send_back(request.auth, offer_id, value.reason),
        back=f"/offers/{offer_id}",
        done="The offer is sent back. The candidate was not told.",
    )


route_handlers = [list_offers, offer_form, draft_offer, view_offer, approve, send_back_form, send_back]
