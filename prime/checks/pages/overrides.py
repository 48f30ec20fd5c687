"""The page on which an override is asked for, and granted by another person."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.candidates.schemas import ApplicationDetail
from prime.checks import queries, rules, service
from prime.checks.errors import NoOverride, NotOverridable, OverrideExists, SamePerson
from prime.checks.forms import OVERRIDE, REASON, OverrideForm, ReasonForm
from prime.checks.pages.common import RECORD, PrimeRequest, one
from prime.checks.schemas import CheckOut
from prime.checks.tables import OverrideStatus
from prime.core.errors import InvalidInput
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

_STATES = {
    OverrideStatus.REQUESTED: ("Waits for a second person", "yellow"),
    OverrideStatus.GRANTED: ("Granted", "orange"),
    OverrideStatus.REFUSED: ("Refused", "grey"),
    OverrideStatus.ENDED: ("Ended", "grey"),
}


async def _page(
    request: PrimeRequest, application: ApplicationDetail, check: CheckOut, form: Bound[OverrideForm] | Bound[ReasonForm], *, status: int = 200
) -> Template:
    known = await queries.list_overrides(request.auth, check.id)
    live = known[0] if known and known[0].status in {OverrideStatus.REQUESTED, OverrideStatus.GRANTED} else None
    return page(
        "pages/checks/override.html",
        status=status,
        no_store=True,
        b=form,
        application=application,
        check=check,
        never_without=rules.GUIDES[check.kind].never_without,
        live=live,
        earlier=[override for override in known if override is not live],
        states=_STATES,
        last_day=await queries.last_override_day(application.id),
        may_grant=live is not None and request.auth.user_id != live.requested_by_id,
    )


@get("/candidates/{application_id:uuid}/checks/{kind:str}/override", guards=RECORD)
async def override_form(request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str]) -> Template:
    """The override there is, and the way to ask for one."""
    return await _page(request, *await one(request, application_id, kind), blank(OverrideForm, OVERRIDE))


@post("/candidates/{application_id:uuid}/checks/{kind:str}/override", guards=RECORD)
async def ask(request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str]) -> Template | Redirect:
    """Ask a second person."""
    application, check = await one(request, application_id, kind)
    form = bind(OverrideForm, OVERRIDE, await request.form())
    if form.value is None:
        return await _page(request, application, check, form, status=422)
    try:
        await service.request_override(request.auth, check.id, application_id=application_id, **form.value.model_dump())
    except InvalidInput as refusal:
        return await _page(request, application, check, form.refuse(refusal), status=422)
    except (NotOverridable, OverrideExists) as refusal:
        return await _page(request, application, check, form.add("", refusal.detail), status=409)
    return redirect(f"/candidates/{application_id}/checks/{kind}/override", "Your colleagues are told. One of them decides.")


@post("/candidates/{application_id:uuid}/checks/{kind:str}/override/grant", guards=RECORD)
async def grant(request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str]) -> Redirect:
    """Grant it, as the second person."""
    _, check = await one(request, application_id, kind)
    here = f"/candidates/{application_id}/checks"
    try:
        await service.grant_override(request.auth, check.id)
    except (NoOverride, SamePerson) as refusal:
        return redirect(f"{here}/{kind}/override", refusal.detail, kind="info")
    return redirect(here, f"{check.label} is overridden.")


@post("/candidates/{application_id:uuid}/checks/{kind:str}/override/end", guards=RECORD)
async def end(request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str]) -> Template | Redirect:
    """Refuse what is asked for, or end what was granted, with the reason."""
    application, check = await one(request, application_id, kind)
    form = bind(ReasonForm, REASON, await request.form())
    if form.value is None:
        return await _page(request, application, check, form, status=422)
    known = await queries.list_overrides(request.auth, check.id)
    is_granted = bool(known) and known[0].status is OverrideStatus.GRANTED
    try:
        if is_granted:
            await service.end_override(request.auth, check.id, reason=form.value.reason)
        else:
            await service.refuse_override(request.auth, check.id, reason=form.value.reason)
    except NoOverride as refusal:
        return redirect(f"/candidates/{application_id}/checks/{kind}/override", refusal.detail, kind="info")
    return redirect(f"/candidates/{application_id}/checks", f"The override of {check.label} has {'ended' if is_granted else 'been refused'}.")


route_handlers = [override_form, ask, grant, end]
