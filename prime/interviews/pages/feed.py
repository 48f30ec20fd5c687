"""A champion's interviews for their own calendar program: the private address, and what lies at it."""

import hashlib
from typing import Any

from litestar import HttpMethod, Request, Response, get, post, route
from litestar.params import FromPath
from litestar.response import Redirect, Template
from litestar.types import Guard

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.interviews import letters, queries, service
from prime.interviews.pages.availability import own_id
from prime.web.flash import redirect
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
EDIT = [Requires(Permission.AVAILABILITY_EDIT)]
BY_ADDRESS: list[Guard] = [PUBLIC, rate_limited("calendar-feed", limit=120, seconds=60)]
HERE = "/availability/feed"
# Calendar programs ask every few minutes to every few hours; within this time they may use what they have.
FRESH = "private, max-age=300, must-revalidate"


@route("/calendar-feeds/{name:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], guards=BY_ADDRESS)
async def read_feed(request: PrimeRequest, name: FromPath[str]) -> Response[bytes]:
    """The calendar at a private address, or 304 where the program has it already; 404 once it is revoked."""
    content = letters.as_feed(await queries.list_of_feed(name.removesuffix(".ics"))).encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": FRESH, "X-Robots-Tag": "noindex"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


@get(HERE, guards=EDIT)
async def view_feed(request: PrimeRequest) -> Template:
    """Whether there is an address, and how to make or end it."""
    made_at = await queries.feed_made_at(request.auth, await own_id(request.auth))
    return page("pages/interviews/view_feed.html", made_at=made_at, address="", no_store=True)


@post(HERE, guards=EDIT)
async def renew_feed(request: PrimeRequest) -> Template:
    """Make an address and show it, this once."""
    champion_id = await own_id(request.auth)
    address = await service.renew_feed(request.auth, champion_id)
    made_at = await queries.feed_made_at(request.auth, champion_id)
    return page("pages/interviews/view_feed.html", made_at=made_at, address=address, no_store=True)


@post(f"{HERE}/remove", guards=EDIT)
async def revoke_feed(request: PrimeRequest) -> Redirect:
    """End the address."""
    await service.revoke_feed(request.auth, await own_id(request.auth))
    return redirect(HERE, "The address has ended. Programs that read it get nothing any more.")


route_handlers = [read_feed, view_feed, renew_feed, revoke_feed]
