"""Pages of one's own calendar elsewhere: subscribe, see what came of it, remove."""

from typing import Any

from litestar import Request, Router, get, post
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.calendars import queries, service
from prime.calendars.forms import SUBSCRIPTION, SubscriptionForm
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
EDIT = [Requires(Permission.AVAILABILITY_EDIT)]
HERE = "/availability/calendar"


async def _page(actor: Actor, form: Bound[SubscriptionForm], *, status: int = 200) -> Template:
    return page("pages/calendars/edit_subscription.html", status=status, no_store=True, b=form, subscription=await queries.find_own(actor))


@get(HERE, guards=EDIT)
async def view_subscription(request: PrimeRequest) -> Template:
    """What is subscribed to, when it was read, and the form."""
    return await _page(request.auth, blank(SubscriptionForm, SUBSCRIPTION))


@post(HERE, guards=[*EDIT, rate_limited("calendar", limit=20, seconds=3600)])
async def subscribe(request: PrimeRequest) -> Template | Redirect:
    """Have a calendar read from now on."""
    form = bind(SubscriptionForm, SUBSCRIPTION, await request.form())
    if form.value is None:
        return await _page(request.auth, form, status=422)
    try:
        await service.subscribe(request.auth, form.value.address)
    except InvalidInput as refusal:
        return await _page(request.auth, form.refuse(refusal), status=422)
    return redirect(HERE, "We are reading your calendar. Look again in a minute.")


@post(f"{HERE}/read", guards=[*EDIT, rate_limited("calendar", limit=20, seconds=3600)])
async def read_again(request: PrimeRequest) -> Redirect:
    """Have it read now."""
    if await queries.find_own(request.auth) is None:
        return redirect(HERE, "Give us the address of your calendar first.", kind="info")
    await service.read_again(request.auth)
    return redirect(HERE, "We are reading your calendar. Look again in a minute.")


@post(f"{HERE}/remove", guards=EDIT)
async def unsubscribe(request: PrimeRequest) -> Redirect:
    """Read it no more."""
    await service.unsubscribe(request.auth)
    return redirect(HERE, "Your calendar is removed, and the times that we read from it are deleted.")


router = Router(path="/", route_handlers=[view_subscription, subscribe, read_again, unsubscribe], include_in_schema=False)
