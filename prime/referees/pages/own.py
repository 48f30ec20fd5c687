"""The candidate's own referees: who they are, how far each is, and the answer to a concern."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput, NotFound
from prime.referees import queries, rules, service
from prime.referees.forms import ANSWER, REFEREE, RefereeForm, TextForm
from prime.referees.pages.reading import RELATIONSHIPS, referee_of
from prime.referees.schemas import RefereeOut
from prime.referees.tables import RefereeStatus
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
OWN = [Requires(Permission.APPLICATIONS_OWN)]
HERE = "/my-referees"


@get("/my-referees", guards=OWN)
async def list_own(request: PrimeRequest) -> Template:
    """One's referees, how far each is, and how many are still needed."""
    application_id = await queries.own_application(request.auth)
    return page(
        "pages/referees/list_own.html",
        no_store=True,
        referees=await queries.list_referees(request.auth, application_id) if application_id else None,
        statuses=rules.CANDIDATE_STATUSES,
        periods=await queries.periods(clock.today()),
        relationships=rules.RELATIONSHIPS,
    )


def _name_page(form: Bound[RefereeForm], *, status: int = 200) -> Template:
    return page("pages/referees/name_referee.html", status=status, no_store=True, b=form, relationships=RELATIONSHIPS)


@get("/my-referees/new", guards=OWN)
async def name_form(request: PrimeRequest) -> Template | Redirect:
    """Who can speak of one's practice."""
    if await queries.own_application(request.auth) is None:
        return redirect(HERE)
    return _name_page(blank(RefereeForm, REFEREE))


@post("/my-referees/new", guards=OWN)
async def name_referee(request: PrimeRequest) -> Template | Redirect:
    """Name a referee."""
    application_id = await queries.own_application(request.auth)
    if application_id is None:
        return redirect(HERE)
    form = bind(RefereeForm, REFEREE, await request.form())
    if form.value is None:
        return _name_page(form, status=422)
    try:
        await service.name_referee(request.auth, application_id, referee_of(form.value))
    except InvalidInput as refusal:
        return _name_page(form.refuse(refusal), status=422)
    except Conflict as refusal:
        return _name_page(form.add("", f"{refusal.title}. {refusal.detail}"), status=refusal.status)
    return redirect(HERE, f"{form.value.name} is named. We write to them after we have looked at it.")


async def _own(request: PrimeRequest, referee_id: UUID) -> RefereeOut:
    """One's own referee, also for somebody who may read those of others."""
    application_id = await queries.own_application(request.auth)
    found = await queries.list_referees(request.auth, application_id) if application_id else None
    referee = next((item for item in found.items if item.id == referee_id), None) if found else None
    if referee is None:
        raise NotFound
    return referee


@get("/my-referees/{referee_id:uuid}/remove", guards=OWN)
async def remove_form(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """Ask before a referee is taken back."""
    return page("pages/referees/remove_own.html", no_store=True, referee=await _own(request, referee_id))


@post("/my-referees/{referee_id:uuid}/remove", guards=OWN)
async def remove(request: PrimeRequest, referee_id: FromPath[UUID]) -> Redirect:
    """Take back a referee whom nobody has asked yet."""
    referee = await _own(request, referee_id)
    try:
        await service.drop(request.auth, referee_id, reason="Taken back by the candidate")
    except Conflict as refusal:
        return redirect(HERE, refusal.detail, kind="info")
    return redirect(HERE, f"{referee.name} is taken back.")


async def _concern_page(request: PrimeRequest, referee_id: UUID, form: Bound[TextForm], *, status: int = 200) -> Template:
    return page(
        "pages/referees/own_concern.html",
        status=status,
        no_store=True,
        b=form,
        referee=await _own(request, referee_id),
        hearing=await queries.own_hearing(request.auth, referee_id),
        is_open=RefereeStatus.CONCERN,
    )


@get("/my-referees/{referee_id:uuid}/concern", guards=OWN)
async def own_concern(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """What stands against one in a reference, the way to answer, and what was decided."""
    return await _concern_page(request, referee_id, blank(TextForm, ANSWER))


@post("/my-referees/{referee_id:uuid}/concern", guards=OWN)
async def comment(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template | Redirect:
    """Answer it."""
    await _own(request, referee_id)
    form = bind(TextForm, ANSWER, await request.form())
    if form.value is None:
        return await _concern_page(request, referee_id, form, status=422)
    try:
        await service.comment(request.auth, referee_id, text=form.value.text)
    except Conflict as refusal:
        return redirect(f"{HERE}/{referee_id}/concern", refusal.detail, kind="info")
    return redirect(f"{HERE}/{referee_id}/concern", "We have your answer. We read it before we decide.")


route_handlers = [list_own, name_form, name_referee, remove_form, remove, own_concern, comment]
