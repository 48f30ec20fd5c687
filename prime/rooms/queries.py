"""Reading rooms: for everybody who works on interviews."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import NotFound
from prime.rooms.schemas import RoomDetail
from prime.rooms.tables import Room

MOST = 500


def _detail(row: Room) -> RoomDetail:
    return RoomDetail(
        id=row.id, name=row.name, site=row.site, capacity=row.capacity, accessibility=row.accessibility, is_active=row.is_active
    )


async def list_rooms(actor: Actor, *, only_active: bool = False) -> list[RoomDetail]:
    """Every room, by site and name.

    Raises:
        Forbidden: the actor does not work on interviews.
    """
    actor.require(Permission.INTERVIEWS_READ)
    query = Room.objects().order_by(Room.site, Room.name).limit(MOST)
    return [_detail(row) for row in await (query.where(Room.is_active.eq(True)) if only_active else query)]


async def get_room(actor: Actor, room_id: UUID) -> RoomDetail:
    """One room; raises Forbidden as `list_rooms`, and NotFound."""
    actor.require(Permission.INTERVIEWS_READ)
    row = await Room.objects().where(Room.id == room_id).first()
    if row is None:
        raise NotFound
    return _detail(row)
