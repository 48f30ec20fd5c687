"""Commands on rooms."""

from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.rooms.errors import RoomKnown
from prime.rooms.tables import Room


@transactional
async def create_room(actor: Actor, *, name: str, site: str, capacity: int, accessibility: str = "", is_active: bool = True) -> UUID:
    """Add a room that interviews can be held in.

    Raises:
        Forbidden: the actor does not manage applications.
        InvalidInput: it has no name, no site, or holds too few or too many people.
        RoomKnown: there is one of this name at this site.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    room = Room(id=uuid7(), name=name.strip(), site=site.strip(), capacity=capacity, accessibility=accessibility.strip(), is_active=is_active)
    await _save(room)
    await audit.record(actor, "rooms.created", room.id, f"Added the room {room.name}, {room.site}")
    room_id: UUID = room.id
    return room_id


@transactional
async def change_room(
    actor: Actor, room_id: UUID, *, name: str, site: str, capacity: int, accessibility: str = "", is_active: bool = True
) -> None:
    """Change what is said of a room; interviews that are booked in it stay there.

    Raises:
        NotFound: there is no such room.
        Forbidden, InvalidInput, RoomKnown: as `create_room`.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    room = await Room.objects().where(Room.id == room_id).lock_rows("UPDATE").first()
    if room is None:
        raise NotFound
    room.name, room.site, room.capacity = name.strip(), site.strip(), capacity
    room.accessibility, room.is_active = accessibility.strip(), is_active
    await _save(room)
    await audit.record(actor, "rooms.changed", room_id, f"Changed the room {room.name}, {room.site}")


async def _save(room: Room) -> None:
    try:
        async with transaction():
            await room.save()
    except asyncpg.UniqueViolationError:
        raise RoomKnown("Choose another name, or change the room there is.") from None
    except asyncpg.CheckViolationError:
        raise InvalidInput.field("capacity", "A room needs a name, a site and space for between 2 and 200 people") from None
