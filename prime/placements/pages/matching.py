"""Pages of matching: who fits a request, pick or turn down, confirm at a rate."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.clients import queries as clients
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, NotFound
from prime.core.money import pounds
from prime.placements import queries, rules, service
from prime.placements.errors import NotAvailable, OverFull, RequestClosed
from prime.placements.forms import CONFIRM, PICK, REASON, ConfirmForm, PickForm, ReasonForm
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
MATCH = [Requires(Permission.PLACEMENTS_CHOOSE, Permission.PLACEMENTS_CONFIRM)]
CHOOSE = [Requires(Permission.PLACEMENTS_CHOOSE)]
CONFIRM_RIGHT = [Requires(Permission.PLACEMENTS_CONFIRM)]
FULL_WEEK = Decimal(37)


@get("/placement-requests/{request_id:uuid}/matches", guards=MATCH)
async def list_matches(request: PrimeRequest, request_id: FromPath[UUID], cursor: FromQuery[str] = "") -> Template:
    """People ranked for a request, and how many are kept out, by reason."""
    found = await queries.matches(request.auth, request_id, cursor)
    detail = await queries.get_request(request.auth, request_id)
    return page("pages/placements/list_matches.html", detail=detail, found=found, cursor=cursor)


@post("/placement-requests/{request_id:uuid}/pick", guards=CHOOSE)
async def pick(request: PrimeRequest, request_id: FromPath[UUID]) -> Redirect:
    """Pick somebody; another pick replaces this one until operations confirms."""
    form = bind(PickForm, PICK, await request.form())
    back = f"/placement-requests/{request_id}/matches"
    if form.value is None:
        return redirect(back, form.errors["staff_member"], kind="info")
    try:
        await service.pick(request.auth, request_id, form.value.staff_member)
    except (NotAvailable, RequestClosed) as refusal:
        return redirect(back, f"{refusal.title}. {refusal.detail}", kind="info")
    return redirect(f"/placement-requests/{request_id}", "Your choice is with operations, who confirm the placement at a rate.")


async def _decline_page(request: PrimeRequest, request_id: UUID, staff_id: UUID, form: Bound[ReasonForm], *, status: int = 200) -> Template:
    detail = await queries.get_request(request.auth, request_id)
    person = await queries.get_person(await queries.need_of(detail), staff_id)
    return page("pages/placements/decline_match.html", status=status, b=form, detail=detail, person=person)


@get("/placement-requests/{request_id:uuid}/matches/{staff_id:uuid}/decline", guards=MATCH)
async def decline_match_form(request: PrimeRequest, request_id: FromPath[UUID], staff_id: FromPath[UUID]) -> Template:
    """Ask why somebody is turned down."""
    return await _decline_page(request, request_id, staff_id, blank(ReasonForm, REASON))


@post("/placement-requests/{request_id:uuid}/matches/{staff_id:uuid}/decline", guards=MATCH)
async def decline_match(request: PrimeRequest, request_id: FromPath[UUID], staff_id: FromPath[UUID]) -> Template | Redirect:
    """Turn somebody down for this request."""
    form = bind(ReasonForm, REASON, await request.form())
    if form.value is None:
        return await _decline_page(request, request_id, staff_id, form, status=422)
    try:
        await service.decline_match(request.auth, request_id, staff_id, reason=form.value.reason)
    except RequestClosed as refusal:
        return await _decline_page(request, request_id, staff_id, form.add("", refusal.detail), status=409)
    return redirect(f"/placement-requests/{request_id}/matches", "Turned down. Nobody is told but us.")


async def _confirm_page(request: PrimeRequest, request_id: UUID, form: Bound[ConfirmForm] | None = None, *, status: int = 200) -> Template:
    detail = await queries.get_request(request.auth, request_id)
    if detail.picked_id is None or not detail.is_live:
        raise NotFound
    client = await clients.get_client(request.auth, detail.client_id)
    rate = await clients.rate_for(client.id, detail.job_type, detail.starts_on) if detail.job_type else None
    need = await queries.need_of(detail)
    person = await queries.get_person(need, detail.picked_id, request_id=request_id)
    return page(
        "pages/placements/confirm_placement.html",
        status=status,
        b=form or blank(ConfirmForm, CONFIRM, hourly_amount=rate, weekly_hours=pounds(FULL_WEEK * detail.fte)),
        detail=detail,
        client=client,
        person=person,
        problem=rules.exclusion(need, person),
        reasons=rules.REASONS,
        rate=rate,
        cap=await queries.price_cap(client.region_code, detail.job_type, detail.starts_on),
        notice_days=rules.notice_days(client.notice_days),
    )


@get("/placement-requests/{request_id:uuid}/confirm", guards=CONFIRM_RIGHT)
async def confirm_form(request: PrimeRequest, request_id: FromPath[UUID]) -> Template:
    """The terms of the placement to be: rate from the rate card, price cap, how the council reports it."""
    return await _confirm_page(request, request_id)


@post("/placement-requests/{request_id:uuid}/confirm", guards=CONFIRM_RIGHT)
async def confirm(request: PrimeRequest, request_id: FromPath[UUID]) -> Template | Redirect:
    """Place the person; the agreement is made, everybody is told."""
    form = bind(ConfirmForm, CONFIRM, await request.form())
    if form.value is None:
        return await _confirm_page(request, request_id, form, status=422)
    try:
        placement_id = await service.confirm(request.auth, request_id, **form.value.model_dump())
    except InvalidInput as refusal:
        return await _confirm_page(request, request_id, form.refuse(refusal), status=422)
    except RequestClosed as refusal:
        return redirect(f"/placement-requests/{request_id}", refusal.detail, kind="info")
    except (NotAvailable, OverFull) as refusal:
        return await _confirm_page(request, request_id, form.add("", f"{refusal.title}. {refusal.detail}"), status=409)
    return redirect(f"/placements/{placement_id}", "The placement is confirmed. The agreement is being made.")


HANDLERS = (list_matches, pick, decline_match_form, decline_match, confirm_form, confirm)
