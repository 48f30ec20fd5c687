"""What the models of HTML forms are made of; `prime.web.forms.bind` fills them. No web, no database.

A module's `forms.py` holds, for each form, one subclass of `Form` and its messages:

    class ApplyForm(Form):
        role: Literal["social_worker", "team_manager"]
        available_from: date
        notes: Annotated[str, Field(max_length=500)] = ""

    MESSAGES: Messages = {
        "role": {"*": "Select the role you apply for"},
        "available_from": {"missing": "Enter the date", "past": "Date must be in the future", "*": "Date must be a real date"},
        "notes": {"*": "Notes must be 500 characters or less"},
    }

The order of `MESSAGES` is the order of the page. The key of a message is pydantic's error type, or the text of
a `ValueError` that a validator raised, or `incomplete` (a date with an empty box), or `gap` (a time that the
change to summer time skips); `*` is any other fault. A rule over several fields is a field validator on the
later field that reads `info.data`, never a model validator, which does not run once any field has failed.
`info.context["today"]` is the date in London.
"""

from collections.abc import Mapping
from datetime import date
from typing import NewType, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict, InstanceOf

Messages = Mapping[str, Mapping[str, str]]

# A month, asked in two boxes; held as its first day.
Month = NewType("Month", date)


class Form(BaseModel):
    """The answers of one page; defaults are validated too, so that rules over several fields always run."""

    model_config = ConfigDict(frozen=True, validate_default=True)


@runtime_checkable
class UploadedFile(Protocol):
    """A file as a browser sends it."""

    filename: str
    content_type: str

    async def read(self, size: int = -1) -> bytes:
        """The content, or its next `size` bytes."""
        ...


Upload = InstanceOf[UploadedFile]
