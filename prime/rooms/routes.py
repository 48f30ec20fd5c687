"""JSON of rooms."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post, put
from litestar.params import FromPath, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.rooms import queries, service
from prime.rooms.schemas import RoomDetail, RoomIn
from prime.web.api import answer_once

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ)]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]


@get("/rooms", guards=READ, operation_id="ListRooms")
async def list_rooms(request: ApiRequest) -> list[RoomDetail]:
    """Every room, by site and name."""
    return await queries.list_rooms(request.auth)


@get("/rooms/{room_id:uuid}", guards=READ, operation_id="GetRoom")
async def get_room(request: ApiRequest, room_id: FromPath[UUID]) -> RoomDetail:
    """One room."""
    return await queries.get_room(request.auth, room_id)


@post("/rooms", guards=MANAGE, operation_id="CreateRoom")
async def create_room(request: ApiRequest, data: JSONBody[RoomIn]) -> Response[bytes]:
    """Add a room that interviews can be held in."""

    async def run() -> msgspec.Struct:
        return await queries.get_room(request.auth, await service.create_room(request.auth, **msgspec.structs.asdict(data)))

    return await answer_once(request, run, location="/api/v1/rooms/{id}")


@put("/rooms/{room_id:uuid}", guards=MANAGE, operation_id="ChangeRoom")
async def change_room(request: ApiRequest, room_id: FromPath[UUID], data: JSONBody[RoomIn]) -> RoomDetail:
    """Change what is said of a room; interviews that are booked in it stay there."""
    await service.change_room(request.auth, room_id, **msgspec.structs.asdict(data))
    return await queries.get_room(request.auth, room_id)


router = Router(path="/api/v1", route_handlers=[list_rooms, get_room, create_room, change_room], tags=["Rooms"])
