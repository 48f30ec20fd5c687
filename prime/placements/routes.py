"""JSON of placement requests, matches and placements."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.placements import queries, service
from prime.placements.schemas import (
    ConfirmIn,
    DeclineIn,
    EndIn,
    ExtendIn,
    Made,
    Matches,
    PickIn,
    PlacementDetail,
    ReasonIn,
    RequestChange,
    RequestDetail,
    RequestIn,
)
from prime.placements.tables import RequestStatus
from prime.web.api import Listing, answer_once

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.PLACEMENTS_READ)]
ASK = [Requires(Permission.PLACEMENTS_REQUEST)]
CHOOSE = [Requires(Permission.PLACEMENTS_CHOOSE)]
MATCH = [Requires(Permission.PLACEMENTS_CHOOSE, Permission.PLACEMENTS_CONFIRM)]
CONFIRM = [Requires(Permission.PLACEMENTS_CONFIRM)]


# --- requests


@get("/placement-requests", guards=READ, operation_id="ListPlacementRequests")
async def list_requests(
    request: ApiRequest, status: FromQuery[list[RequestStatus] | None] = None, cursor: FromQuery[str] = ""
) -> Listing[RequestDetail]:
    """Requests, newest first: those still open or picked, or those in the states named."""
    found = await queries.list_requests(request.auth, statuses=status or queries.LIVE, cursor=cursor)
    return Listing(found.items, found.next_cursor)


@post("/placement-requests", guards=ASK, operation_id="SubmitPlacementRequest")
async def submit_request(request: ApiRequest, data: JSONBody[RequestIn]) -> Response[bytes]:
    """Ask for a person."""

    async def run() -> Made:
        return Made(await service.submit_request(request.auth, **msgspec.structs.asdict(data)))

    return await answer_once(request, run, location="/api/v1/placement-requests/{id}")


@get("/placement-requests/{request_id:uuid}", guards=READ, operation_id="GetPlacementRequest")
async def get_request(request: ApiRequest, request_id: FromPath[UUID]) -> RequestDetail:
    """One request."""
    return await queries.get_request(request.auth, request_id)


@put("/placement-requests/{request_id:uuid}", guards=ASK, operation_id="ChangePlacementRequest")
async def change_request(request: ApiRequest, request_id: FromPath[UUID], data: JSONBody[RequestChange]) -> RequestDetail:
    """Change a request while nobody is confirmed; 409 when it was changed since the version sent."""
    await service.change_request(request.auth, request_id, **msgspec.structs.asdict(data))
    return await queries.get_request(request.auth, request_id)


@post("/placement-requests/{request_id:uuid}/cancel", guards=ASK, operation_id="CancelPlacementRequest", status_code=200)
async def cancel_request(request: ApiRequest, request_id: FromPath[UUID], data: JSONBody[ReasonIn]) -> RequestDetail:
    """Take a request back."""
    await service.cancel_request(request.auth, request_id, reason=data.reason)
    return await queries.get_request(request.auth, request_id)


@post("/placement-requests/{request_id:uuid}/decline", guards=CONFIRM, operation_id="DeclinePlacementRequest", status_code=200)
async def decline_request(request: ApiRequest, request_id: FromPath[UUID], data: JSONBody[ReasonIn]) -> RequestDetail:
    """Tell the council that nobody can be placed."""
    await service.decline_request(request.auth, request_id, reason=data.reason)
    return await queries.get_request(request.auth, request_id)


# --- matches


@get("/placement-requests/{request_id:uuid}/matches", guards=MATCH, operation_id="ListMatches")
async def list_matches(request: ApiRequest, request_id: FromPath[UUID], cursor: FromQuery[str] = "") -> Matches:
    """Everybody ranked for a request, and how many are kept out, by reason."""
    return await queries.matches(request.auth, request_id, cursor)


@post("/placement-requests/{request_id:uuid}/pick", guards=CHOOSE, operation_id="PickMatch", status_code=200)
async def pick(request: ApiRequest, request_id: FromPath[UUID], data: JSONBody[PickIn]) -> RequestDetail:
    """Pick somebody for a request."""
    await service.pick(request.auth, request_id, data.staff_member_id)
    return await queries.get_request(request.auth, request_id)


@post("/placement-requests/{request_id:uuid}/decline-match", guards=MATCH, operation_id="DeclineMatch", status_code=200)
async def decline_match(request: ApiRequest, request_id: FromPath[UUID], data: JSONBody[DeclineIn]) -> RequestDetail:
    """Turn somebody down for a request."""
    await service.decline_match(request.auth, request_id, data.staff_member_id, reason=data.reason)
    return await queries.get_request(request.auth, request_id)


@post("/placement-requests/{request_id:uuid}/confirm", guards=CONFIRM, operation_id="ConfirmPlacement")
async def confirm(request: ApiRequest, request_id: FromPath[UUID], data: JSONBody[ConfirmIn]) -> Response[bytes]:
    """Place the person whom the council picked."""

    async def run() -> Made:
        return Made(await service.confirm(request.auth, request_id, **msgspec.structs.asdict(data)))

    return await answer_once(request, run, location="/api/v1/placements/{id}")


# --- placements


@get("/placements", guards=READ, operation_id="ListPlacements")
async def list_placements(request: ApiRequest, view: FromQuery[str] = "active", cursor: FromQuery[str] = "") -> Listing[PlacementDetail]:
    """Placements of a view: active (upcoming ones too), ending, past."""
    found = await queries.list_placements(request.auth, view=view, cursor=cursor)
    return Listing(found.items, found.next_cursor)


@get("/placements/{placement_id:uuid}", guards=READ, operation_id="GetPlacement")
async def get_placement(request: ApiRequest, placement_id: FromPath[UUID]) -> PlacementDetail:
    """One placement."""
    return await queries.get_placement(request.auth, placement_id)


@post("/placements/{placement_id:uuid}/end", guards=CONFIRM, operation_id="EndPlacement", status_code=200)
async def end_placement(request: ApiRequest, placement_id: FromPath[UUID], data: JSONBody[EndIn]) -> PlacementDetail:
    """End a placement early."""
    await service.end_placement(request.auth, placement_id, ends_on=data.ends_on, reason=data.reason)
    return await queries.get_placement(request.auth, placement_id)


@post("/placements/{placement_id:uuid}/extend", guards=CONFIRM, operation_id="ExtendPlacement", status_code=200)
async def extend_placement(request: ApiRequest, placement_id: FromPath[UUID], data: JSONBody[ExtendIn]) -> PlacementDetail:
    """Let a placement go on, where the person is free and every check stays in date."""
    await service.extend_placement(request.auth, placement_id, ends_on=data.ends_on)
    return await queries.get_placement(request.auth, placement_id)


@post("/placements/{placement_id:uuid}/cancel", guards=CONFIRM, operation_id="CancelPlacement", status_code=200)
async def cancel_placement(request: ApiRequest, placement_id: FromPath[UUID], data: JSONBody[ReasonIn]) -> PlacementDetail:
    """Call a placement off before its first day."""
    await service.cancel_placement(request.auth, placement_id, reason=data.reason)
    return await queries.get_placement(request.auth, placement_id)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_requests,
        submit_request,
        get_request,
        change_request,
        cancel_request,
        decline_request,
        list_matches,
        pick,
        decline_match,
        confirm,
        list_placements,
        get_placement,
        end_placement,
        extend_placement,
        cancel_placement,
    ],
    tags=["Placements"],
)
