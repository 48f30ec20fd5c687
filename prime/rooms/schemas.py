"""Rooms as pages and JSON show them, and what the API takes."""

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta


class RoomDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A room."""

    id: UUID
    name: str
    site: str
    capacity: int
    accessibility: str
    is_active: bool

    @property
    def where(self) -> str:
        """The room and its building in a line."""
        return f"{self.name}, {self.site}"


class RoomIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a room is."""

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    site: Annotated[str, Meta(min_length=1, max_length=200)]
    capacity: Annotated[int, Meta(ge=2, le=200)]
    accessibility: Annotated[str, Meta(max_length=1000)] = ""
    is_active: bool = True
