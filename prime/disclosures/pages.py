"""Pages of self-disclosure: the questions, signed in or by a link; the review; what the lead of a panel discusses."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template
from litestar.types import Guard

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput, NotFound
from prime.disclosures import queries, rules, service
from prime.disclosures.forms import DISCLOSURE, REVIEW, DisclosureForm, ReviewForm
from prime.disclosures.schemas import Answer, DisclosureIn, ReviewIn
from prime.disclosures.tables import DisclosureStatus
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
RECORD = [Requires(Permission.CHECKS_RECORD)]
OWN = [Requires(Permission.APPLICATIONS_OWN)]
LEAD = [Requires(Permission.INTERVIEWS_SCORE)]
BY_LINK: list[Guard] = [PUBLIC, rate_limited("disclosure-link", limit=60, seconds=60)]


def _read(form: DisclosureForm) -> DisclosureIn:
    said = form.model_dump()
    answers = {name: Answer(said[name], said[f"{name}_detail"]) for name in rules.NAMES}
    return DisclosureIn(answers=answers, signed_name=form.signed_name, is_true=True)


async def _questions_page(here: str, role: str, form: Bound[DisclosureForm], *, status: int = 200) -> Template:
    return page(
        "pages/disclosures/disclose.html",
        status=status,
        no_store=True,
        b=form,
        questions=rules.QUESTIONS,
        role=role,
        here=here,
        periods=await queries.periods(clock.today()),
    )


# --- operations


@get("/self-disclosures", guards=RECORD)
async def list_open(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """Those that nobody has read."""
    return page("pages/disclosures/list_open.html", no_store=True, disclosures=await queries.list_open(request.auth, cursor=cursor), cursor=cursor)


async def _view(request: PrimeRequest, application_id: UUID, form: Bound[ReviewForm], *, status: int = 200) -> Template:
    application = await candidates.get_application(request.auth, application_id)
    return page(
        "pages/disclosures/view_disclosure.html",
        status=status,
        no_store=True,
        b=form,
        application=application,
        disclosure=await queries.find_disclosure(request.auth, application_id),
        can_ask=application.stage in rules.ASKED_AT,
        questions=rules.QUESTIONS,
        statuses=rules.STATUSES,
        findings=[(finding.value, label, hint) for finding, (label, hint) in rules.FINDINGS.items()],
        labels=rules.FINDINGS,
        periods=await queries.periods(clock.today()),
    )


@get("/candidates/{application_id:uuid}/self-disclosure", guards=RECORD)
async def view(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """What a candidate has disclosed, and the review."""
    return await _view(request, application_id, blank(ReviewForm, REVIEW))


@post("/candidates/{application_id:uuid}/self-disclosure/ask", guards=RECORD)
async def ask(request: PrimeRequest, application_id: FromPath[UUID]) -> Redirect:
    """Ask the candidate."""
    here = f"/candidates/{application_id}/self-disclosure"
    try:
        await service.ask(request.auth, application_id)
    except Conflict as refusal:
        return redirect(here, f"{refusal.title}. {refusal.detail}", kind="info")
    return redirect(here, "We have asked the candidate.")


@post("/candidates/{application_id:uuid}/self-disclosure", guards=RECORD)
async def review(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Note what it means."""
    here = f"/candidates/{application_id}/self-disclosure"
    form = bind(ReviewForm, REVIEW, await request.form())
    if form.value is None:
        return await _view(request, application_id, form, status=422)
    if await queries.find_disclosure(request.auth, application_id) is None:
        return redirect(here, "The candidate has not been asked.", kind="info")
    try:
        await service.review(request.auth, application_id, ReviewIn(**form.value.model_dump()))
    except InvalidInput as refusal:
        return await _view(request, application_id, form.refuse(refusal), status=422)
    except Conflict as refusal:
        return redirect(here, refusal.detail, kind="info")
    return redirect(here, "The review is recorded and the candidate is told.")


@get("/candidates/{application_id:uuid}/self-disclosure/discussion", guards=LEAD)
async def discussion(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """What the lead of a panel is to talk about, and nothing else."""
    return page("pages/disclosures/discussion.html", no_store=True, found=await queries.get_discussion(request.auth, application_id))


# --- the candidate, signed in


async def _own(request: PrimeRequest, application_id: UUID, form: Bound[DisclosureForm], *, status: int = 200) -> Template:
    if application_id not in await candidates.own_application_ids(request.auth):
        raise NotFound
    found = await queries.find_disclosure(request.auth, application_id)
    here = f"/applications/mine/{application_id}/self-disclosure"
    if found is not None and found.status is DisclosureStatus.ASKED:
        return await _questions_page(here, found.role, form, status=status)
    return page("pages/disclosures/own_disclosure.html", status=status, no_store=True, disclosure=found, questions=rules.QUESTIONS)


@get("/applications/mine/{application_id:uuid}/self-disclosure", guards=OWN)
async def own(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """The questions, or what one has answered."""
    return await _own(request, application_id, blank(DisclosureForm, DISCLOSURE))


@post("/applications/mine/{application_id:uuid}/self-disclosure", guards=OWN)
async def disclose(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Send one's answers."""
    here = f"/applications/mine/{application_id}/self-disclosure"
    form = bind(DisclosureForm, DISCLOSURE, await request.form())
    if form.value is None:
        return await _own(request, application_id, form, status=422)
    if application_id in await candidates.own_application_ids(request.auth) and await queries.find_disclosure(request.auth, application_id) is None:
        return redirect(here)
    try:
        await service.disclose(request.auth, application_id, _read(form.value))
    except InvalidInput as refusal:
        return await _own(request, application_id, form.refuse(refusal), status=422)
    except Conflict as refusal:
        return redirect(here, refusal.detail, kind="info")
    return redirect(here, "We have your answers.")


# --- the candidate, by link: opening it changes nothing, and it never shows what was answered


async def _by_link(token: str, holder: Actor, form: Bound[DisclosureForm], *, status: int = 200) -> Template:
    asked = await queries.asked_candidate(holder)
    if asked.status is DisclosureStatus.ASKED:
        return await _questions_page(f"/self-disclosure/{token}", asked.role, form, status=status)
    return page("pages/disclosures/sent.html", no_store=True, role=asked.role)


async def _holder(request: PrimeRequest, token: str) -> Actor:
    return await queries.holder_of(token, ip=request.auth.ip, request_id=request.auth.request_id)


@get("/self-disclosure/{token:str}", guards=BY_LINK)
async def by_link(request: PrimeRequest, token: FromPath[str]) -> Template:
    """The questions."""
    return await _by_link(token, await _holder(request, token), blank(DisclosureForm, DISCLOSURE))


@post("/self-disclosure/{token:str}", guards=BY_LINK)
async def disclose_by_link(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Send one's answers."""
    holder = await _holder(request, token)
    form = bind(DisclosureForm, DISCLOSURE, await request.form())
    if form.value is None:
        return await _by_link(token, holder, form, status=422)
    try:
        await service.disclose_by_link(holder, _read(form.value))
    except InvalidInput as refusal:
        return await _by_link(token, holder, form.refuse(refusal), status=422)
    except Conflict as refusal:
        return redirect(f"/self-disclosure/{token}", refusal.detail, kind="info")
    return redirect(f"/self-disclosure/{token}")


router = Router(
    path="/",
    route_handlers=[list_open, view, ask, review, discussion, own, disclose, by_link, disclose_by_link],
    include_in_schema=False,
)
