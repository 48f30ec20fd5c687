"""The HTML forms of kits: one competency, one veto question, a new kit, its publication."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from prime.core.fields import Form, Messages
from prime.kits.schemas import MOST_PROMPTS
from prime.kits.tables import Area

_PROMPT = 300
_Anchor = Annotated[str, Field(max_length=400)]


class KitForm(Form):
    """A kit to be written."""

    title: Annotated[str, Field(max_length=120)]
    key: Annotated[str, Field(max_length=40, pattern=r"^[a-z][a-z0-9_]*$")]
    level_from: Annotated[int, Field(ge=1, le=20)] | None = None
    level_to: Annotated[int, Field(ge=1, le=20)] | None = None


KIT: Messages = {
    "title": {"missing": "Enter the title", "*": "Title must be 120 characters or less"},
    "key": {"missing": "Enter the key", "*": "Key must be small letters, numbers and underscores, like team_manager"},
    "level_from": {"*": "Lowest level must be a whole number between 1 and 20"},
    "level_to": {"*": "Highest level must be a whole number between 1 and 20"},
}


class CompetencyForm(Form):
    """A competency with words for each number of points; `revision` is the one of the draft that was opened."""

    title: Annotated[str, Field(max_length=120)]
    question: Annotated[str, Field(max_length=300)]
    area: Area
    veto_below: Literal["2", "3", "4", "5"] | None = None
    anchor_1: _Anchor
    anchor_2: _Anchor
    anchor_3: _Anchor
    anchor_4: _Anchor
    anchor_5: _Anchor
    prompts: Annotated[str, Field(max_length=MOST_PROMPTS * (_PROMPT + 1))] = ""
    basis: Annotated[str, Field(max_length=200)] = ""
    revision: int

    @field_validator("veto_below")
    @classmethod
    def _possible(cls, value: str | None, info: ValidationInfo[Any]) -> str | None:
        if value is not None and info.data.get("area") is Area.PRACTICE:
            raise ValueError("practice")
        return value

    @field_validator("prompts")
    @classmethod
    def _short(cls, value: str) -> str:
        lines = [line.strip() for line in value.splitlines() if line.strip()]
        if len(lines) > MOST_PROMPTS or any(len(line) > _PROMPT for line in lines):
            raise ValueError("long")
        return "\n".join(lines)


COMPETENCY: Messages = {
    "title": {"missing": "Enter the title", "*": "Title must be 120 characters or less"},
    "question": {"missing": "Enter what the panel asks itself", "*": "What the panel asks itself must be 300 characters or less"},
    "area": {"*": "Select what it is about"},
    "veto_below": {"practice": "Only values and safeguarding have a line for a veto", "*": "Select the line from the list"},
    **{
        f"anchor_{points}": {"missing": f"Enter what {points} means", "*": f"What {points} means must be 400 characters or less"}
        for points in range(1, 6)
    },
    "prompts": {"*": f"Enter {MOST_PROMPTS} questions or fewer, each on a line of {_PROMPT} characters or less"},
    "basis": {"*": "Standards must be 200 characters or less"},
    "revision": {"*": "Open the page again"},
}


class QuestionForm(Form):
    """A question whose yes is a veto."""

    wording: Annotated[str, Field(max_length=300)]
    area: Literal["values", "safeguarding"]
    revision: int


QUESTION: Messages = {
    "wording": {"missing": "Enter the question", "*": "Question must be 300 characters or less"},
    "area": {"*": "Select what it is about"},
    "revision": {"*": "Open the page again"},
}


class RevisionForm(Form):
    """The revision of the draft that was opened."""

    revision: int


REVISION: Messages = {"revision": {"*": "Open the page again"}}


class PublishForm(Form):
    """What is new."""

    note: Annotated[str, Field(max_length=300)]
    revision: int


PUBLISH: Messages = {
    "note": {"missing": "Enter what is new", "*": "What is new must be 300 characters or less"},
    "revision": {"*": "Open the page again"},
}
