"""The HTML forms of self-disclosure; what a sound answer is, the rules say."""

from typing import Annotated, Literal

from pydantic import Field

from prime.core.fields import Form, Messages
from prime.disclosures.rules import NAMES
from prime.disclosures.tables import Finding

_Prose = Annotated[str, Field(max_length=4000)]


class DisclosureForm(Form):
    """Yes or no to each question, and what a yes is about."""

    convictions: bool
    convictions_detail: _Prose = ""
    overseas: bool
    overseas_detail: _Prose = ""
    barred: bool
    barred_detail: _Prose = ""
    regulator: bool
    regulator_detail: _Prose = ""
    social_care: bool
    social_care_detail: _Prose = ""
    conduct: bool
    conduct_detail: _Prose = ""
    signed_name: Annotated[str, Field(max_length=200)]
    is_true: Literal["yes"]


DISCLOSURE: Messages = {
    **{
        field: {"*": sentence}
        for name in NAMES
        for field, sentence in ((name, "Select yes or no"), (f"{name}_detail", "This must be 4,000 characters or less"))
    },
    "signed_name": {"missing": "Enter your full name", "*": "Name must be 200 characters or less"},
    "is_true": {"*": "Confirm that what you say is true and complete"},
}


class ReviewForm(Form):
    """What operations make of it."""

    finding: Finding
    discussion: _Prose = ""
    note: _Prose = ""


REVIEW: Messages = {
    "finding": {"*": "Select what you found"},
    "discussion": {"*": "What to discuss must be 4,000 characters or less"},
    "note": {"*": "Your note must be 4,000 characters or less"},
}
