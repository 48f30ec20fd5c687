"""Pages of a request: write it, check it, send it; look at it, change it, take it back."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.audit import queries as audit
from prime.clients import queries as clients
from prime.clients.schemas import ClientDetail
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, StaleVersion
from prime.placements import queries, service
from prime.placements.errors import RequestClosed
from prime.placements.forms import CANCEL, CHANGE, REASON, REQUEST, CancelForm, ChangeForm, ReasonForm, RequestForm
from prime.placements.schemas import RequestDetail
from prime.reference import queries as reference
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.PLACEMENTS_READ)]
ASK = [Requires(Permission.PLACEMENTS_REQUEST)]
CONFIRM_RIGHT = [Requires(Permission.PLACEMENTS_CONFIRM)]
FULL_WEEK = 37


async def _form_page(name: str, actor: Actor, client: ClientDetail, form: Bound[Any], *, status: int = 200, **more: Any) -> Template:
    return page(
        name,
        status=status,
        b=form,
        client=client,
        grades=[(str(grade.id), grade.title) for grade in await reference.list_grades() if grade.agency_job_type],
        teams=[(str(team.id), team.name) for team in await clients.list_teams(actor, client.id)],
        skills=[(str(skill.id), skill.title) for skill in await reference.list_skills()],
        **more,
    )


# --- write, check, send


@get("/placement-requests/new", guards=ASK)
async def new_form(request: PrimeRequest) -> Template:
    """Ask for a person, from where one left off."""
    form = blank(RequestForm, REQUEST, fte="1")
    draft = await queries.get_draft(request.auth)
    form.raw.update(draft)
    client = await clients.own_client(request.auth)
    return await _form_page("pages/placements/new_request.html", request.auth, client, form, has_draft=bool(draft))


@post("/placement-requests/new", guards=ASK)
async def write_draft(request: PrimeRequest) -> Template | Redirect:
    """Keep what was typed, right or wrong, and go on to the check page when it is right."""
    client = await clients.own_client(request.auth)
    form = bind(RequestForm, REQUEST, await request.form(), context={"po_required": client.is_po_required})
    await service.save_draft(request.auth, form.raw)
    if form.value is None:
        return await _form_page("pages/placements/new_request.html", request.auth, client, form, status=422, has_draft=True)
    return Redirect("/placement-requests/check", status_code=303)


@post("/placement-requests/new/clear", guards=ASK)
async def clear_draft(request: PrimeRequest) -> Redirect:
    """Start again with an empty form."""
    await service.discard_draft(request.auth)
    return redirect("/placement-requests/new", "The form is empty again.")


async def _draft(request: PrimeRequest, client: ClientDetail) -> Bound[RequestForm]:
    return bind(RequestForm, REQUEST, await queries.get_draft(request.auth), context={"po_required": client.is_po_required})


@get("/placement-requests/check", guards=ASK)
async def check_answers(request: PrimeRequest) -> Template | Redirect:
    """Everything once more before it is sent, with what it costs at the council's rate card."""
    client = await clients.own_client(request.auth)
    draft = (await _draft(request, client)).value
    if draft is None:
        return Redirect("/placement-requests/new", status_code=303)
    grade = next((grade for grade in await reference.list_grades() if grade.id == draft.grade_id), None)
    team = next((team for team in await clients.list_teams(request.auth, client.id) if team.id == draft.team_id), None)
    if grade is None or team is None:
        return redirect("/placement-requests/new", "Select the role and the team again.", kind="info")
    rate = await clients.rate_for(client.id, grade.agency_job_type, draft.starts_on) if grade.agency_job_type else None
    return page(
        "pages/placements/check_request.html",
        draft=draft,
        grade=grade,
        team=team,
        skills=[skill.title for skill in await reference.list_skills() if skill.id in draft.skill_ids],
        rate=rate,
        weekly=rate and rate * draft.fte * FULL_WEEK,
    )


@post("/placement-requests/check", guards=ASK)
async def send(request: PrimeRequest) -> Template | Redirect:
    """Send the request; a second click finds no draft and goes to the list."""
    client = await clients.own_client(request.auth)
    form = await _draft(request, client)
    if form.value is None:
        return Redirect("/placements", status_code=303)
    try:
        request_id = await service.submit_request(request.auth, **form.value.model_dump())
    except InvalidInput as refusal:
        return await _form_page("pages/placements/new_request.html", request.auth, client, form.refuse(refusal), status=422, has_draft=True)
    return Redirect(f"/placement-requests/{request_id}/sent", status_code=303)


@get("/placement-requests/{request_id:uuid}/sent", guards=READ)
async def sent(request: PrimeRequest, request_id: FromPath[UUID]) -> Template:
    """It has arrived, and what happens next."""
    return page("pages/placements/request_sent.html", detail=await queries.get_request(request.auth, request_id))


# --- look, change, take back


async def _view(request: PrimeRequest, detail: RequestDetail, *, status: int = 200, refusal: str = "") -> Template:
    history = await audit.history_of([detail.id, *([detail.placement_id] if detail.placement_id else [])])
    return page("pages/placements/view_request.html", status=status, detail=detail, history=history, refusal=refusal)


@get("/placement-requests/{request_id:uuid}", guards=READ)
async def view_request(request: PrimeRequest, request_id: FromPath[UUID]) -> Template:
    """One request: what was asked for, where it stands, what can be done."""
    return await _view(request, await queries.get_request(request.auth, request_id))


@get("/placement-requests/{request_id:uuid}/change", guards=ASK)
async def change_form(request: PrimeRequest, request_id: FromPath[UUID]) -> Template:
    """The request as it is, to be changed."""
    detail = await queries.get_request(request.auth, request_id)
    form = blank(ChangeForm, CHANGE, **{name: getattr(detail, name) for name in ChangeForm.model_fields})
    client = await clients.get_client(request.auth, detail.client_id)
    return await _form_page("pages/placements/change_request.html", request.auth, client, form, detail=detail)


@post("/placement-requests/{request_id:uuid}/change", guards=ASK)
async def change(request: PrimeRequest, request_id: FromPath[UUID]) -> Template | Redirect:
    """Change it, unless somebody else has meanwhile."""
    detail = await queries.get_request(request.auth, request_id)
    client = await clients.get_client(request.auth, detail.client_id)
    context = {"po_required": client.is_po_required, "agreed_start": detail.starts_on}
    form = bind(ChangeForm, CHANGE, await request.form(), context=context)
    if form.value is not None:
        try:
            await service.change_request(request.auth, request_id, **form.value.model_dump())
        except InvalidInput as refusal:
            form.refuse(refusal)
        except (StaleVersion, RequestClosed) as refusal:
            return await _form_page(
                "pages/placements/change_request.html", request.auth, client, form.add("", refusal.detail), status=409, detail=detail
            )
        else:
            return redirect(f"/placement-requests/{request_id}", "The request is changed.")
    return await _form_page("pages/placements/change_request.html", request.auth, client, form, status=422, detail=detail)


@get("/placement-requests/{request_id:uuid}/cancel", guards=ASK)
async def cancel_form(request: PrimeRequest, request_id: FromPath[UUID]) -> Template:
    """Ask before a request is taken back."""
    return await _close_page(request, request_id, "cancel", blank(CancelForm, CANCEL))


@post("/placement-requests/{request_id:uuid}/cancel", guards=ASK)
async def cancel(request: PrimeRequest, request_id: FromPath[UUID]) -> Template | Redirect:
    """Take the request back."""
    form = bind(CancelForm, CANCEL, await request.form())
    if form.value is None:
        return await _close_page(request, request_id, "cancel", form, status=422)
    try:
        await service.cancel_request(request.auth, request_id, reason=form.value.reason)
    except RequestClosed as refusal:
        return await _close_page(request, request_id, "cancel", form.add("", refusal.detail), status=409)
    return redirect(f"/placement-requests/{request_id}", "The request is cancelled.")


@get("/placement-requests/{request_id:uuid}/decline", guards=CONFIRM_RIGHT)
async def decline_form(request: PrimeRequest, request_id: FromPath[UUID]) -> Template:
    """Ask operations why nobody can be placed."""
    return await _close_page(request, request_id, "decline", blank(ReasonForm, REASON))


@post("/placement-requests/{request_id:uuid}/decline", guards=CONFIRM_RIGHT)
async def decline(request: PrimeRequest, request_id: FromPath[UUID]) -> Template | Redirect:
    """Decline the request and tell the council why."""
    form = bind(ReasonForm, REASON, await request.form())
    if form.value is None:
        return await _close_page(request, request_id, "decline", form, status=422)
    try:
        await service.decline_request(request.auth, request_id, reason=form.value.reason)
    except RequestClosed as refusal:
        return await _close_page(request, request_id, "decline", form.add("", refusal.detail), status=409)
    return redirect(f"/placement-requests/{request_id}", "The request is declined.")


async def _close_page(request: PrimeRequest, request_id: UUID, verb: str, form: Bound[Any], *, status: int = 200) -> Template:
    detail = await queries.get_request(request.auth, request_id)
    return page("pages/placements/close_request.html", status=status, b=form, detail=detail, verb=verb)


HANDLERS = (
    new_form,
    write_draft,
    clear_draft,
    check_answers,
    send,
    sent,
    view_request,
    change_form,
    change,
    cancel_form,
    cancel,
    decline_form,
    decline,
)
