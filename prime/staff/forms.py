"""The HTML forms of staff; those with a box for each practice area are made from the list of areas."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

from pydantic import Field, create_model

from prime.core.fields import Form, Messages
from prime.reference.schemas import Term
from prime.staff.rules import MOST_YEARS

_Years = Annotated[int | None, Field(ge=0, le=MOST_YEARS)]


class SkillsForm(NamedTuple):
    """A form with a box for the years in each practice area; an empty box means no experience."""

    model: type[Form]
    messages: Messages

    @staticmethod
    def field(skill: Term) -> str:
        """The name of an area's box."""
        return f"years_{skill.code}"


@lru_cache(maxsize=8)
def _made(skills: tuple[tuple[str, str], ...], *, with_placing: bool) -> SkillsForm:
    fields: dict[str, Any] = {name: (_Years, None) for name, _ in skills}
    messages = {name: {"*": f"Years in {title} must be a whole number between 0 and {MOST_YEARS}"} for name, title in skills}
    if with_placing:
        fields["is_placeable"] = (Literal["yes", "no"], ...)
        messages["is_placeable"] = {"*": "Say whether AfC places them with councils"}
    return SkillsForm(create_model("SkillsForm", __base__=Form, **fields), messages)


def skills_form(skills: Iterable[Term], *, with_placing: bool = False) -> SkillsForm:
    """The form of some practice areas, with the question of placing where somebody becomes staff."""
    return _made(tuple((SkillsForm.field(skill), skill.title) for skill in skills), with_placing=with_placing)


def years_of(skills: Iterable[Term], answers: Form) -> dict[UUID, int]:
    """Years by practice area, those left empty left out."""
    values = answers.model_dump()
    return {skill.id: values[SkillsForm.field(skill)] for skill in skills if values[SkillsForm.field(skill)] is not None}


class ConflictForm(Form):
    """Why somebody may not be placed with a council."""

    client_id: UUID
    reason: Annotated[str, Field(max_length=500)]
    until: date | None = None


CONFLICT: Messages = {
    "client_id": {"*": "Select the council"},
    "reason": {"missing": "Enter a reason", "*": "Reason must be 500 characters or less"},
    "until": {"incomplete": "Enter the whole date, or nothing", "*": "The last day must be a real date, like 27 3 2027"},
}


class LeavingForm(Form):
    """The last day of an employment, and why it ends."""

    left_on: date
    reason: Annotated[str, Field(max_length=500)]


LEAVING: Messages = {
    "left_on": {"missing": "Enter the last day", "*": "The last day must be a real date, like 27 3 2027"},
    "reason": {"missing": "Enter a reason", "*": "Reason must be 500 characters or less"},
}
