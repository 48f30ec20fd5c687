"""Pages of placements: the list with its tabs, one placement, ending, extending, calling off."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.audit import queries as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput
from prime.documents import queries as documents
from prime.placements import queries, service
from prime.placements.errors import HoursRecorded, NotAvailable, OverFull, PlacementClosed
from prime.placements.forms import END, EXTEND, REASON, EndForm, ExtendForm, ReasonForm
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.PLACEMENTS_READ)]
CONFIRM_RIGHT = [Requires(Permission.PLACEMENTS_CONFIRM)]
REFUSALS: tuple[type[Conflict], ...] = (PlacementClosed, HoursRecorded, NotAvailable, OverFull)


def _sees_requests(actor: Actor) -> bool:
    """A staff member has placements, but asks for none and fills none."""
    return actor.can_any({Permission.CLIENTS_READ, Permission.CLIENTS_OWN})


@get("/placements", guards=READ)
async def list_placements(request: PrimeRequest, view: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Template:
    """Requests and placements behind tabs; each role sees its own."""
    actor = request.auth
    sees_requests = _sees_requests(actor)
    tally = await queries.tally(actor)
    view = view or ("requests" if sees_requests and (tally.requests or not tally.active) else "active")
    if sees_requests and view in {"requests", "closed"}:
        statuses = queries.LIVE if view == "requests" else queries.CLOSED
        found = await queries.list_requests(actor, statuses=statuses, cursor=cursor)
        return page("pages/placements/list_requests.html", found=found, tally=tally, view=view, sees_requests=True, cursor=cursor)
    return page(
        "pages/placements/list_placements.html",
        found=await queries.list_placements(actor, view=view, cursor=cursor),
        tally=tally,
        view=view,
        sees_requests=sees_requests,
        cursor=cursor,
    )


@get("/placements/{placement_id:uuid}", guards=READ)
async def view_placement(request: PrimeRequest, placement_id: FromPath[UUID]) -> Template:
    """One placement: terms, agreement, what happened."""
    placement = await queries.get_placement(request.auth, placement_id)
    return page(
        "pages/placements/view_placement.html",
        placement=placement,
        papers=await documents.list_documents(request.auth, subject_ids=[placement_id]),
        history=await audit.history_of([placement_id]),
        sees_requests=_sees_requests(request.auth),
    )


async def _change_page(request: PrimeRequest, placement_id: UUID, verb: str, form: Bound[Any], *, status: int = 200) -> Template:
    placement = await queries.get_placement(request.auth, placement_id)
    earliest = clock.today() + timedelta(days=placement.notice_days)
    return page("pages/placements/change_placement.html", status=status, b=form, placement=placement, verb=verb, earliest=earliest)


@get("/placements/{placement_id:uuid}/end", guards=CONFIRM_RIGHT)
async def end_form(request: PrimeRequest, placement_id: FromPath[UUID]) -> Template:
    """Ask for the new last day; the page names the day that notice given today allows."""
    return await _change_page(request, placement_id, "end", blank(EndForm, END))


@post("/placements/{placement_id:uuid}/end", guards=CONFIRM_RIGHT)
async def end(request: PrimeRequest, placement_id: FromPath[UUID]) -> Template | Redirect:
    """End it early."""
    form = bind(EndForm, END, await request.form())
    if form.value is None:
        return await _change_page(request, placement_id, "end", form, status=422)
    try:
        await service.end_placement(request.auth, placement_id, ends_on=form.value.ends_on, reason=form.value.reason)
    except InvalidInput as refusal:
        return await _change_page(request, placement_id, "end", form.refuse(refusal), status=422)
    except REFUSALS as refusal:
        return await _change_page(request, placement_id, "end", form.add("ends_on", refusal.detail), status=409)
    return redirect(f"/placements/{placement_id}", "The placement ends on the new day. Everybody is told.")


@get("/placements/{placement_id:uuid}/extend", guards=CONFIRM_RIGHT)
async def extend_form(request: PrimeRequest, placement_id: FromPath[UUID]) -> Template:
    """Ask for the new last day."""
    return await _change_page(request, placement_id, "extend", blank(ExtendForm, EXTEND))


@post("/placements/{placement_id:uuid}/extend", guards=CONFIRM_RIGHT)
async def extend(request: PrimeRequest, placement_id: FromPath[UUID]) -> Template | Redirect:
    """Let it go on, where the person is free."""
    form = bind(ExtendForm, EXTEND, await request.form())
    if form.value is None:
        return await _change_page(request, placement_id, "extend", form, status=422)
    try:
        await service.extend_placement(request.auth, placement_id, ends_on=form.value.ends_on)
    except InvalidInput as refusal:
        return await _change_page(request, placement_id, "extend", form.refuse(refusal), status=422)
    except REFUSALS as refusal:
        return await _change_page(request, placement_id, "extend", form.add("ends_on", refusal.detail), status=409)
    return redirect(f"/placements/{placement_id}", "The placement goes on until the new day. Everybody is told.")


@get("/placements/{placement_id:uuid}/cancel", guards=CONFIRM_RIGHT)
async def cancel_placement_form(request: PrimeRequest, placement_id: FromPath[UUID]) -> Template:
    """Ask before a placement is called off."""
    return await _change_page(request, placement_id, "cancel", blank(ReasonForm, REASON))


@post("/placements/{placement_id:uuid}/cancel", guards=CONFIRM_RIGHT)
async def cancel_placement(request: PrimeRequest, placement_id: FromPath[UUID]) -> Template | Redirect:
    """Call it off before its first day."""
    form = bind(ReasonForm, REASON, await request.form())
    if form.value is None:
        return await _change_page(request, placement_id, "cancel", form, status=422)
    try:
        await service.cancel_placement(request.auth, placement_id, reason=form.value.reason)
    except REFUSALS as refusal:
        return await _change_page(request, placement_id, "cancel", form.add("", refusal.detail), status=409)
    return redirect(f"/placements/{placement_id}", "The placement is called off. Everybody is told.")


HANDLERS = (list_placements, view_placement, end_form, end, extend_form, extend, cancel_placement_form, cancel_placement)
