"""The HTML forms of referees and references; what a sound answer is, the rules say."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from prime.core.fields import Form, Messages, Upload
from prime.referees.rules import AREAS
from prime.referees.tables import Outcome, Rating, Reemploy, Relationship

_Line = Annotated[str, Field(max_length=120)]
_Prose = Annotated[str, Field(max_length=4000)]
_DATE = "like 1 9 2022"


class RefereeForm(Form):
    """Somebody who can speak of one's practice."""

    name: _Line
    job_title: _Line
    organisation: _Line
    email: Annotated[str, Field(max_length=254)]
    relationship: Relationship
    worked_from: date
    worked_to: date | None = None
    is_latest: bool = False


REFEREE: Messages = {
    "name": {"missing": "Enter their full name", "*": "Name must be 120 characters or less"},
    "job_title": {"missing": "Enter their job title", "*": "Job title must be 120 characters or less"},
    "organisation": {"missing": "Enter their organisation", "*": "Organisation must be 120 characters or less"},
    "email": {"missing": "Enter their work email address", "*": "Email address must be 254 characters or less"},
    "relationship": {"*": "Select how they know your practice"},
    "worked_from": {"missing": "Enter from when you worked together", "*": f"The start must be a real date, {_DATE}"},
    "worked_to": {"*": f"The end must be a real date, {_DATE}"},
    "is_latest": {"*": "Tick the box if this is your current or most recent employer"},
}


class ReferenceForm(Form):
    """What a referee says; one word for each area of practice."""

    relationship: Relationship
    worked_from: date
    worked_to: date | None = None
    job_title: _Line
    rate_relationships: Rating
    rate_assessment: Rating
    rate_decisions: Rating
    rate_recording: Rating
    rate_reliability: Rating
    rate_supervision: Rating
    has_concern: bool
    concern_detail: _Prose = ""
    has_discipline: bool
    discipline_detail: _Prose = ""
    would_reemploy: Reemploy
    reemploy_detail: _Prose = ""
    comments: _Prose = ""
    signed_name: _Line
    is_true: Literal["yes"]


REFERENCE: Messages = {
    "relationship": {"*": "Select how you know their practice"},
    "worked_from": {"missing": "Enter from when you worked together", "*": f"The start must be a real date, {_DATE}"},
    "worked_to": {"*": f"The end must be a real date, {_DATE}"},
    "job_title": {"missing": "Enter what they did", "*": "Job title must be 120 characters or less"},
    **{f"rate_{area}": {"*": f"Select a word for “{label}”"} for area, label in AREAS.items()},
    "has_concern": {"*": "Select yes if there was a concern about a child or an adult at risk"},
    "concern_detail": {"*": "What the concern was must be 4,000 characters or less"},
    "has_discipline": {"*": "Select yes if there is a live warning or an open disciplinary matter"},
    "discipline_detail": {"*": "What it is about must be 4,000 characters or less"},
    "would_reemploy": {"*": "Select whether you would employ them again"},
    "reemploy_detail": {"*": "Why must be 4,000 characters or less"},
    "comments": {"*": "Anything else must be 4,000 characters or less"},
    "signed_name": {"missing": "Enter your full name", "*": "Name must be 120 characters or less"},
    "is_true": {"*": "Confirm that what you say is true and complete"},
}


class RecordForm(ReferenceForm):
    """A reference that came off the service, with the file that proves it."""

    received_how: Annotated[str, Field(max_length=200)]
    file: Upload


RECORD: Messages = {
    **REFERENCE,
    "received_how": {"missing": "Enter how it reached you", "*": "How it reached you must be 200 characters or less"},
    "file": {"*": "Select the file of the reference"},
}


class ApproveForm(Form):
    """How operations know whose address it is."""

    identity_check: Annotated[str, Field(max_length=200)] = ""


APPROVE: Messages = {"identity_check": {"*": "This must be 200 characters or less"}}


class AskAgainForm(Form):
    """Where to write to."""

    email: Annotated[str, Field(max_length=254)]


ASK_AGAIN: Messages = {"email": {"missing": "Enter their work email address", "*": "Email address must be 254 characters or less"}}


class ReasonForm(Form):
    """Why."""

    reason: Annotated[str, Field(max_length=2000)]


DROP: Messages = {"reason": {"missing": "Enter why", "*": "Why must be 2,000 characters or less"}}


class MaybeReasonForm(Form):
    """Why, where somebody wants to say."""

    reason: Annotated[str, Field(max_length=2000)] = ""


DECLINE: Messages = {"reason": {"*": "Why must be 2,000 characters or less"}}


class TextForm(Form):
    """A question, an answer, a concern or a comment."""

    text: _Prose


ANSWER: Messages = {"text": {"missing": "Enter your answer", "*": "Your answer must be 4,000 characters or less"}}
QUESTION: Messages = {"text": {"missing": "Enter your question", "*": "Your question must be 4,000 characters or less"}}
CONCERN: Messages = {
    "text": {"missing": "Enter what the candidate needs to know to answer", "*": "The concern must be 4,000 characters or less"}
}


class DecisionForm(Form):
    """What operations decide on a concern."""

    outcome: Outcome
    reasons: _Prose


DECISION: Messages = {
    "outcome": {"*": "Select what you decide"},
    "reasons": {"missing": "Enter the reasons. The candidate reads them", "*": "Reasons must be 4,000 characters or less"},
}
