"""Pages of rooms, for operations; champions look."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.rooms import queries, service
from prime.rooms.errors import RoomKnown
from prime.rooms.forms import ROOM, RoomForm
from prime.rooms.schemas import RoomDetail
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ)]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]


@get("/rooms", guards=READ)
async def list_rooms(request: PrimeRequest) -> Template:
    """Every room."""
    return page("pages/rooms/list_rooms.html", rooms=await queries.list_rooms(request.auth))


def _form_page(form: Bound[RoomForm], room: RoomDetail | None, *, status: int = 200) -> Template:
    return page("pages/rooms/edit_room.html", status=status, b=form, room=room)


@get("/rooms/new", guards=MANAGE)
async def new_room() -> Template:
    """The form of a new room."""
    return _form_page(blank(RoomForm, ROOM, is_active=True), None)


@post("/rooms/new", guards=MANAGE)
async def create_room(request: PrimeRequest) -> Template | Redirect:
    """Add a room."""
    form = bind(RoomForm, ROOM, await request.form())
    if form.value is None:
        return _form_page(form, None, status=422)
    try:
        await service.create_room(request.auth, **form.value.model_dump())
    except InvalidInput as refusal:
        return _form_page(form.refuse(refusal), None, status=422)
    except RoomKnown as refusal:
        return _form_page(form.add("name", f"{refusal.title}. {refusal.detail}"), None, status=refusal.status)
    return redirect("/rooms", f"{form.value.name} is added.")


@get("/rooms/{room_id:uuid}", guards=MANAGE)
async def edit_room(request: PrimeRequest, room_id: FromPath[UUID]) -> Template:
    """What is said of a room, to be changed."""
    room = await queries.get_room(request.auth, room_id)
    return _form_page(blank(RoomForm, ROOM, **{name: getattr(room, name) for name in RoomForm.model_fields}), room)


@post("/rooms/{room_id:uuid}", guards=MANAGE)
async def change_room(request: PrimeRequest, room_id: FromPath[UUID]) -> Template | Redirect:
    """Change it."""
    room = await queries.get_room(request.auth, room_id)
    form = bind(RoomForm, ROOM, await request.form())
    if form.value is None:
        return _form_page(form, room, status=422)
    try:
        await service.change_room(request.auth, room_id, **form.value.model_dump())
    except InvalidInput as refusal:
        return _form_page(form.refuse(refusal), room, status=422)
    except RoomKnown as refusal:
        return _form_page(form.add("name", f"{refusal.title}. {refusal.detail}"), room, status=refusal.status)
    return redirect("/rooms", f"{form.value.name} is saved. What is booked there stays booked.")


router = Router(path="/", route_handlers=[list_rooms, new_room, create_room, edit_room, change_room], include_in_schema=False)
