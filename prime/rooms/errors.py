"""What can go wrong around rooms."""

from prime.core.errors import Conflict


class RoomKnown(Conflict):
    """There is a room of this name at this site."""

    slug, title = "room-known", "This room is known already"
