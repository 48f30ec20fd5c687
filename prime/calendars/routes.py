"""JSON of one's own calendar elsewhere."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.params import JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.calendars import queries, service
from prime.calendars.schemas import Busy, NewSubscription, Subscription
from prime.core import clock
from prime.core.actor import Actor
from prime.web.api import answer_once
from prime.web.rate_limit import rate_limited

ApiRequest = Request[None, Actor, Any]
EDIT = [Requires(Permission.AVAILABILITY_EDIT)]
SHOWN = timedelta(days=56)


@get("/my-calendar", guards=EDIT, operation_id="GetMyCalendar")
async def get_own(request: ApiRequest) -> Subscription | None:
    """One's own subscription, when it was read and what came of it; null without one."""
    return await queries.find_own(request.auth)


@post("/my-calendar", guards=[*EDIT, rate_limited("calendar", limit=20, seconds=3600)], operation_id="SubscribeMyCalendar")
async def subscribe(request: ApiRequest, data: JSONBody[NewSubscription]) -> Response[bytes]:
    """Have one's own calendar read every hour, in the place of the one before."""

    async def run() -> msgspec.Struct:
        await service.subscribe(request.auth, data.address)
        return await queries.get_own(request.auth)

    return await answer_once(request, run, location="/api/v1/my-calendar")


@delete("/my-calendar", guards=EDIT, operation_id="RemoveMyCalendar")
async def unsubscribe(request: ApiRequest) -> None:
    """Read it no more, and forget what was read."""
    await service.unsubscribe(request.auth)


@get("/my-calendar/busy-times", guards=EDIT, operation_id="ListMyBusyTimes")
async def list_busy(request: ApiRequest) -> list[Busy]:
    """When one is busy by one's own calendar in the next eight weeks."""
    return await queries.list_own_busy(request.auth, clock.now(), clock.now() + SHOWN)


router = Router(path="/api/v1", route_handlers=[get_own, subscribe, unsubscribe, list_busy], tags=["Calendars"])
