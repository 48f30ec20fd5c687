"""Rooms."""

from piccolo.columns import Boolean, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.core.columns import primary_key


class Room(Table, help_text="A room for interviews; who has it when stands with the interviews."):
    """Kept by operations; never deleted, as past interviews were held in it."""

    id = primary_key()
    name = Varchar(length=80, default="")
    site = Varchar(length=200, default="", help_text="Name and address of the building, as candidates read it.")
    capacity = SmallInt(default=None)
    accessibility = Text(default="", help_text="What candidates need to know to get in and take part.")
    is_active = Boolean(default=True)

    room_once = Unique([name, site])
    room_named = Check("name <> '' AND site <> ''")
    room_capacity_sensible = Check("capacity BETWEEN 2 AND 200")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s, %s", columns=[cls.name, cls.site])
