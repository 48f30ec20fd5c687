"""The HTML forms of lists of people and of the talent pool; what a sound answer is, the rules and commands say."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from prime.core.fields import Form, Messages, Upload
from prime.talent.rules import MOST_CALLED, MOST_SKILLS, PLACE_MAX, TEXT_MAX


class ListForm(Form):
    """A file of people, what for, and where it comes from."""

    target: Literal["pool", "vacancy"]
    vacancy_id: UUID | None = None
    origin: Annotated[str, Field(max_length=200)]
    file: Upload


LIST: Messages = {
    "target": {"*": "Select what the people are for"},
    "vacancy_id": {"*": "Select a vacancy"},
    "origin": {"missing": "Enter where the names come from", "*": "Where the names come from must be 200 characters or less"},
    "file": {"*": "Select the file"},
}

_Column = Annotated[int, Field(ge=0, le=99)] | None


class ColumnsForm(Form):
    """The column of each fact, by its place in the file."""

    first_name: _Column = None
    last_name: _Column = None
    email: _Column = None
    phone: _Column = None
    swe_number: _Column = None
    postcode: _Column = None


COLUMNS: Messages = {name: {"*": "Select one of the columns of the file"} for name in ColumnsForm.model_fields}


class JoinForm(Form):
    """What a person would like to hear of."""

    grade_id: UUID
    place: Annotated[str, Field(max_length=PLACE_MAX)]
    skill_ids: Annotated[tuple[UUID, ...], Field(max_length=MOST_SKILLS)] = ()
    version: Annotated[str, Field(max_length=20)]


JOIN: Messages = {
    "grade_id": {"*": "Select the level of role you are interested in"},
    "place": {"missing": "Enter where you would work", "*": f"Where you would work must be {PLACE_MAX} characters or less"},
    "skill_ids": {"*": "Select areas of practice from the list"},
    "version": {"*": "Confirm that you agree"},
}


class CallForm(Form):
    """Whom to ask about which role, in which words."""

    member_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST_CALLED)]
    vacancy_id: UUID
    text: Annotated[str, Field(max_length=TEXT_MAX)] = ""


CALL: Messages = {
    "member_ids": {"*": f"Select between 1 and {MOST_CALLED} people"},
    "vacancy_id": {"*": "Select a role"},
    "text": {"*": f"Your message must be {TEXT_MAX:,} characters or less"},
}
