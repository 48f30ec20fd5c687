"""References for operations: what is to be done, the referees of a candidate, one reference and what is made of it."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput
from prime.core.fields import Form
from prime.referees import queries, rules, service
from prime.referees.forms import (
    APPROVE,
    ASK_AGAIN,
    CONCERN,
    DECISION,
    DROP,
    QUESTION,
    REFEREE,
    ApproveForm,
    AskAgainForm,
    DecisionForm,
    ReasonForm,
    RefereeForm,
    TextForm,
)
from prime.referees.pages.reading import RELATIONSHIPS, referee_of
from prime.referees.tables import Outcome
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.submitting import submitted
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
RECORD = [Requires(Permission.CHECKS_RECORD)]
OUTCOMES = [
    (Outcome.ACCEPTED.value, "Accept the reference after all", "The check is clear."),
    (Outcome.UNSATISFACTORY.value, "The reference is not satisfactory", "The check is not clear. The candidate reads your reasons and how to reply."),
]
F = TypeVar("F", bound=Form)


@get("/referees", guards=RECORD)
async def list_open(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """Referees with whom operations are next."""
    found = await queries.list_open(request.auth, cursor=cursor)
    return page("pages/referees/list_open.html", no_store=True, referees=found, statuses=rules.STATUSES, cursor=cursor)


@get("/candidates/{application_id:uuid}/referees", guards=RECORD)
async def list_of(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """The referees of the person behind an application."""
    application = await candidates.get_application(request.auth, application_id)
    return page(
        "pages/referees/list_referees.html",
        no_store=True,
        application=application,
        referees=await queries.list_referees(request.auth, application_id),
        statuses=rules.STATUSES,
        relationships=rules.RELATIONSHIPS,
        needed=rules.NEEDED,
        periods=await queries.periods(clock.today()),
    )


@post("/candidates/{application_id:uuid}/referees/call", guards=RECORD)
async def call(request: PrimeRequest, application_id: FromPath[UUID]) -> Redirect:
    """Ask the candidate for referees."""
    here = f"/candidates/{application_id}/referees"
    try:
        await service.call(request.auth, application_id)
    except Conflict as refusal:
        return redirect(here, refusal.detail, kind="info")
    return redirect(here, "We have asked the candidate to name referees.")


async def _name_page(request: PrimeRequest, application_id: UUID, form: Bound[RefereeForm], *, status: int = 200) -> Template:
    application = await candidates.get_application(request.auth, application_id)
    here = f"/candidates/{application_id}/referees"
    return page(
        "pages/referees/name_for.html",
        status=status,
        no_store=True,
        b=form,
        relationships=RELATIONSHIPS,
        application=application,
        action=f"{here}/new",
        back=here,
    )


@get("/candidates/{application_id:uuid}/referees/new", guards=RECORD)
async def name_form(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """A referee whom the candidate has told us of."""
    return await _name_page(request, application_id, blank(RefereeForm, REFEREE))


@post("/candidates/{application_id:uuid}/referees/new", guards=RECORD)
async def name_referee(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Add a referee for the candidate."""
    form = bind(RefereeForm, REFEREE, await request.form())
    if form.value is None:
        return await _name_page(request, application_id, form, status=422)
    try:
        referee_id = await service.name_referee(request.auth, application_id, referee_of(form.value))
    except InvalidInput as refusal:
        return await _name_page(request, application_id, form.refuse(refusal), status=422)
    except Conflict as refusal:
        return await _name_page(request, application_id, form.add("", f"{refusal.title}. {refusal.detail}"), status=refusal.status)
    return redirect(f"/referees/{referee_id}", f"{form.value.name} is added.")


@get("/referees/{referee_id:uuid}", guards=RECORD)
async def view(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """One referee: who they are, what they said, where it differs from the candidate, and the next steps."""
    detail = await queries.get_detail(request.auth, referee_id)
    return page(
        "pages/referees/view_referee.html",
        no_store=True,
        detail=detail,
        referee=detail.referee,
        statuses=rules.STATUSES,
        relationships=rules.RELATIONSHIPS,
        areas=rules.AREAS,
        ratings=rules.RATINGS,
        reemploy=rules.REEMPLOY,
        can=lambda step: detail.referee.forgotten_at is None and rules.can(step, detail.referee.status),
        periods=await queries.periods(clock.today()),
    )


# --- the steps: each asks on a page of its own, and says what was done


async def _step_page(request: PrimeRequest, referee_id: UUID, step: str, form: Bound[F], status: int = 200) -> Template:
    detail = await queries.get_detail(request.auth, referee_id)
    return page(
        f"pages/referees/{step}.html",
        status=status,
        no_store=True,
        b=form,
        detail=detail,
        referee=detail.referee,
        outcomes=OUTCOMES,
        periods=await queries.periods(clock.today()),
    )


async def _take_step(
    request: PrimeRequest, referee_id: UUID, step: str, form: Bound[F], command: Callable[[F], Awaitable[None]], *, done: str
) -> Template | Redirect:
    return await submitted(
        form, lambda shown, status: _step_page(request, referee_id, step, shown, status), command, back=f"/referees/{referee_id}", done=done
    )


@get("/referees/{referee_id:uuid}/approve", guards=RECORD)
async def approve_form(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """Look at who it is before anybody writes to them."""
    return await _step_page(request, referee_id, "approve", blank(ApproveForm, APPROVE))


@post("/referees/{referee_id:uuid}/approve", guards=RECORD)
async def approve(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template | Redirect:
    """Send the request."""
    form = bind(ApproveForm, APPROVE, await request.form())
    return await _take_step(
        request,
        referee_id,
        "approve",
        form,
        lambda sent: service.approve(request.auth, referee_id, identity_check=sent.identity_check),
        done="The referee gets an email now.",
    )


@get("/referees/{referee_id:uuid}/ask-again", guards=RECORD)
async def ask_again_form(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """Where to write to."""
    referee = await queries.get_referee(request.auth, referee_id)
    return await _step_page(request, referee_id, "ask_again", blank(AskAgainForm, ASK_AGAIN, email=referee.email))


@post("/referees/{referee_id:uuid}/ask-again", guards=RECORD)
async def ask_again(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template | Redirect:
    """Send a new link."""
    form = bind(AskAgainForm, ASK_AGAIN, await request.form())
    return await _take_step(
        request,
        referee_id,
        "ask_again",
        form,
        lambda sent: service.ask_again(request.auth, referee_id, email=sent.email),
        done="The referee gets a new email now.",
    )


@get("/referees/{referee_id:uuid}/drop", guards=RECORD)
async def drop_form(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """Ask why, before the candidate is asked for another."""
    return await _step_page(request, referee_id, "drop", blank(ReasonForm, DROP))


@post("/referees/{referee_id:uuid}/drop", guards=RECORD)
async def drop(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template | Redirect:
    """Do without a referee."""
    form = bind(ReasonForm, DROP, await request.form())
    return await _take_step(
        request,
        referee_id,
        "drop",
        form,
        lambda sent: service.drop(request.auth, referee_id, reason=sent.reason),
        done="The candidate is asked for another referee.",
    )


@get("/referees/{referee_id:uuid}/query", guards=RECORD)
async def query_form(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """What to ask the referee."""
    return await _step_page(request, referee_id, "query", blank(TextForm, QUESTION))


@post("/referees/{referee_id:uuid}/query", guards=RECORD)
async def query(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template | Redirect:
    """Ask the referee about what they have said."""
    form = bind(TextForm, QUESTION, await request.form())
    return await _take_step(
        request,
        referee_id,
        "query",
        form,
        lambda sent: service.query(request.auth, referee_id, question=sent.text),
        done="The referee gets your question by email.",
    )


@post("/referees/{referee_id:uuid}/accept", guards=RECORD)
async def accept(request: PrimeRequest, referee_id: FromPath[UUID]) -> Redirect:
    """Accept the reference."""
    try:
        await service.accept(request.auth, referee_id)
    except Conflict as refusal:
        return redirect(f"/referees/{referee_id}", f"{refusal.title}. {refusal.detail}", kind="info")
    return redirect(f"/referees/{referee_id}", "The reference is accepted and its check is clear.")


@get("/referees/{referee_id:uuid}/concern", guards=RECORD)
async def concern_form(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """What the candidate needs to know to answer."""
    return await _step_page(request, referee_id, "concern", blank(TextForm, CONCERN))


@post("/referees/{referee_id:uuid}/concern", guards=RECORD)
async def concern(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template | Redirect:
    """Tell the candidate, and give them time."""
    form = bind(TextForm, CONCERN, await request.form())
    return await _take_step(
        request,
        referee_id,
        "concern",
        form,
        lambda sent: service.raise_concern(request.auth, referee_id, concern=sent.text),
        done="The candidate is told and has time to answer.",
    )


@get("/referees/{referee_id:uuid}/decide", guards=RECORD)
async def decide_form(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """The concern, the candidate's answer, and the decision."""
    return await _step_page(request, referee_id, "decide", blank(DecisionForm, DECISION))


@post("/referees/{referee_id:uuid}/decide", guards=RECORD)
async def decide(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template | Redirect:
    """Decide on the concern."""
    form = bind(DecisionForm, DECISION, await request.form())
    return await _take_step(
        request,
        referee_id,
        "decide",
        form,
        lambda sent: service.decide(request.auth, referee_id, outcome=sent.outcome, reasons=sent.reasons),
        done="The decision is recorded and the candidate is told.",
    )


route_handlers = [
    list_open,
    list_of,
    call,
    name_form,
    name_referee,
    view,
    approve_form,
    approve,
    ask_again_form,
    ask_again,
    drop_form,
    drop,
    query_form,
    query,
    accept,
    concern_form,
    concern,
    decide_form,
    decide,
]
