"""Rooms as operations keep them."""

import pytest

from prime.accounts.permissions import Role
from prime.core.columns import uuid7
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.rooms import queries, service
from prime.rooms.errors import RoomKnown
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db")
ROOM = {"name": "Room 2", "site": "Westmarch House, 1 Example Road", "capacity": 6, "accessibility": "Step-free entrance"}


async def test_operations_keep_rooms():
    operations = await make_user(Role.OPERATIONS)
    room_id = await service.create_room(operations, **ROOM)
    with pytest.raises(RoomKnown):
        await service.create_room(operations, **ROOM)
    for wrong in ({"capacity": 1}, {"capacity": 500}, {"name": "  "}, {"site": ""}):
        with pytest.raises(InvalidInput):
            await service.create_room(operations, **{**ROOM, "name": "Room 3", **wrong})
    await service.change_room(operations, room_id, **{**ROOM, "capacity": 4, "is_active": False})
    assert (await queries.get_room(operations, room_id)).capacity == 4
    assert await queries.list_rooms(operations, only_active=True) == []
    with pytest.raises(NotFound):
        await service.change_room(operations, uuid7(), **ROOM)
    with pytest.raises(NotFound):
        await queries.get_room(operations, uuid7())


async def test_others_look_or_do_not():
    champion = await make_user(Role.CHAMPION)
    assert await queries.list_rooms(champion) == []
    with pytest.raises(Forbidden):
        await service.create_room(champion, **ROOM)
    with pytest.raises(Forbidden):
        await queries.list_rooms(await make_user(Role.CANDIDATE))


async def test_the_pages(browser_for):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "No rooms yet" in (await browser.get("/rooms")).text
    wrong = await browser.submit("/rooms/new", {"name": "", "site": "", "capacity": "1"})
    assert (wrong.status_code, "between 2 and 200" in wrong.text) == (422, True)
    right = {"name": "Room <2>", "site": "Westmarch House", "capacity": "6", "accessibility": "Hearing loop", "is_active": "yes"}
    assert (await browser.submit("/rooms/new", right)).headers["location"] == "/rooms"
    assert (await browser.submit("/rooms/new", right)).status_code == 409
    page = await browser.get("/rooms")
    assert "Room &lt;2&gt;" in page.text
    here = page.text.split('href="/rooms/')[2].split('"')[0]
    assert "Hearing loop" in (await browser.get(f"/rooms/{here}")).text
    assert (await browser.submit(f"/rooms/{here}", {**right, "is_active": ""})).headers["location"] == "/rooms"
    assert "Not in use" in (await browser.get("/rooms")).text
    champion = await browser_for((await make_user(Role.CHAMPION)).user_id)
    assert (await champion.get("/rooms")).status_code == 200
    assert (await champion.get("/rooms/new")).status_code == 403


async def test_the_api(api_for):
    key = await api_for((await make_user(Role.OPERATIONS)).user_id)
    body = {"name": "Room 2", "site": "Westmarch House", "capacity": 6}
    made = await key.post("/api/v1/rooms", json=body)
    assert made.status_code == 201
    changed = await key.put(f"/api/v1/rooms/{made.json()['id']}", json={**body, "capacity": 8, "isActive": False})
    assert (changed.json()["capacity"], changed.json()["isActive"]) == (8, False)
    assert (await key.get("/api/v1/rooms")).json() == [changed.json()]
    assert (await key.post("/api/v1/rooms", json={**body, "capacity": 1})).status_code == 422
