"""The HTML form of a room."""

from typing import Annotated

from pydantic import Field

from prime.core.fields import Form, Messages


class RoomForm(Form):
    """What a room is."""

    name: Annotated[str, Field(max_length=80)]
    site: Annotated[str, Field(max_length=200)]
    capacity: Annotated[int, Field(ge=2, le=200)]
    accessibility: Annotated[str, Field(max_length=1000)] = ""
    is_active: bool = False


ROOM: Messages = {
    "name": {"missing": "Enter the name or number of the room", "*": "Name must be 80 characters or less"},
    "site": {"missing": "Enter the building and its address", "*": "Building and address must be 200 characters or less"},
    "capacity": {"missing": "Enter how many people it holds", "*": "People must be a whole number between 2 and 200"},
    "accessibility": {"*": "Access must be 1,000 characters or less"},
    "is_active": {"*": "Select whether interviews can be held here"},
}
