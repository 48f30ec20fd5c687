"""The HTML forms of applying and of working on applications; what a sound answer is, the rules say."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from prime.candidates.answers import EXPERIENCE_MAX
from prime.candidates.history import EXPLANATION_MAX
from prime.candidates.rules import BULK_MAX
from prime.candidates.schemas import BulkAction, Chosen
from prime.candidates.tables import (
    DbsHeld,
    JobKind,
    Motivator,
    RegistrationStatus,
    RejectReason,
    RightToWork,
    Stage,
    WithdrawReason,
)
from prime.core.fields import Form, Messages, Month, Upload


class AboutForm(Form):
    """Who applies; the rules look at the shape of answers, so that pages and API judge alike."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""


ABOUT: Messages = {
    "first_name": {"*": "Enter your first name"},
    "last_name": {"*": "Enter your last name"},
    "email": {"*": "Enter your email address"},
    "phone": {"*": "Enter your telephone number"},
    "postcode": {"*": "Enter your postcode"},
}


class YearsForm(Form):
    """How long ago the applicant qualified."""

    experience_years: Annotated[int, Field(ge=0, le=EXPERIENCE_MAX)]


YEARS: Messages = {
    "experience_years": {
        "missing": "Enter how many years ago you qualified",
        "*": f"Years since you qualified must be a whole number between 0 and {EXPERIENCE_MAX}",
    }
}


class RegistrationForm(YearsForm):
    """The register of Social Work England, as the applicant tells it."""

    registration: RegistrationStatus | None = None
    swe_number: str = ""
    has_conditions: Literal["yes", "no"]
    conditions: str = ""

    @field_validator("conditions")
    @classmethod
    def _says_which(cls, value: str, info: ValidationInfo[dict[str, Any]]) -> str:
        if info.data.get("has_conditions") == "yes" and not value:
            raise ValueError("needed")
        return value if info.data.get("has_conditions") == "yes" else ""


REGISTRATION: Messages = {
    "registration": {"*": "Select whether you are registered with Social Work England"},
    "swe_number": {"*": "Enter your Social Work England number"},
    **YEARS,
    "has_conditions": {"*": "Select whether there are conditions, warnings or open concerns"},
    "conditions": {"*": "Enter the conditions, warnings or open concerns"},
}


class ChecksForm(Form):
    """What the applicant has towards the checks."""

    dbs: DbsHeld | None = None
    right_to_work: RightToWork | None = None


CHECKS: Messages = {
    "dbs": {"*": "Select which DBS certificate you have"},
    "right_to_work": {"*": "Select whether you have the right to work in the UK"},
}


class JobForm(Form):
    """One job, or time of study."""

    employer: str = ""
    title: str = ""
    kind: JobKind
    began_on: Month
    is_current: Literal["yes", "no"]
    ended_on: Month | None = None

    @field_validator("ended_on")
    @classmethod
    def _has_ended(cls, value: Month | None, info: ValidationInfo[dict[str, Any]]) -> Month | None:
        if info.data.get("is_current") == "no" and value is None:
            raise ValueError("needed")
        return value if info.data.get("is_current") == "no" else None


JOB: Messages = {
    "employer": {"*": "Enter the employer, or the place of study"},
    "title": {"*": "Enter your job title, or what you studied"},
    "kind": {"*": "Select how you worked there"},
    "began_on": {
        "missing": "Enter the month you started",
        "incomplete": "The month you started must include a month and a year",
        "*": "The month you started must be a real month, like 9 2021",
    },
    "is_current": {"*": "Select whether you still work or study there"},
    "ended_on": {
        "needed": "Enter the month you left",
        "incomplete": "The month you left must include a month and a year",
        "*": "The month you left must be a real month, like 8 2024",
    },
}


class GapForm(Form):
    """What somebody did while they had no job."""

    explanation: Annotated[str, Field(max_length=EXPLANATION_MAX)]


GAP: Messages = {
    "explanation": {"missing": "Enter what you did in this time", "*": f"What you did must be {EXPLANATION_MAX:,} characters or less"},
}


class WhyForm(Form):
    """What draws the applicant."""

    motivators: tuple[Motivator, ...] = ()
    motivation: str = ""


WHY: Messages = {"motivators": {"*": "Select what draws you from the list"}, "motivation": {"*": "Enter why you want to join"}}


class NeedsForm(Form):
    """What the applicant needs for a conversation or an interview (S14)."""

    has_needs: Literal["yes", "no"]
    needs: str = ""

    @field_validator("needs")
    @classmethod
    def _says_which(cls, value: str, info: ValidationInfo[dict[str, Any]]) -> str:
        if info.data.get("has_needs") == "yes" and not value:
            raise ValueError("needed")
        return value if info.data.get("has_needs") == "yes" else ""


NEEDS: Messages = {"has_needs": {"*": "Select whether there is anything you need"}, "needs": {"*": "Enter what you need"}}


class LaterForm(Form):
    """Where the way back to a draft is sent; the rules look at the address."""

    email: str = ""


LATER: Messages = {"email": {"*": "Enter your email address"}}


class AgreeForm(Form):
    """The two texts that an applicant agrees to."""

    privacy_notice: Literal["yes"]
    declaration: Literal["yes"]


AGREE: Messages = {
    "privacy_notice": {"*": "Confirm that you have read the privacy notice"},
    "declaration": {"*": "Confirm the declaration"},
}


class CvForm(Form):
    """A CV; what its bytes are, the rules of uploads say."""

    file: Upload


CV: Messages = {"file": {"*": "Select your CV"}}


class WithdrawForm(Form):
    """Why an application is withdrawn."""

    reason: WithdrawReason
    detail: Annotated[str, Field(max_length=2000)] = ""


WITHDRAW: Messages = {
    "reason": {"*": "Select why you withdraw"},
    "detail": {"*": "What you want to tell us must be 2,000 characters or less"},
}


class RejectForm(Form):
    """Why an application is rejected, and what the candidate reads."""

    reason: RejectReason
    detail: Annotated[str, Field(max_length=2000)] = ""


REJECT: Messages = {
    "reason": {"*": "Select a reason"},
    "detail": {"*": "What the candidate reads must be 2,000 characters or less"},
}


class ReopenForm(Form):
    """Why the end of an application is taken back."""

    reason: Annotated[str, Field(max_length=2000)]


REOPEN: Messages = {"reason": {"missing": "Enter why the application is reopened", "*": "The reason must be 2,000 characters or less"}}


class ChoiceForm(Form):
    """What to do to which applications, each chosen as `id:version`."""

    action: BulkAction
    chosen: Annotated[tuple[Annotated[str, Field(pattern=r"^[0-9a-f-]{36}:[0-9]{1,9}$")], ...], Field(min_length=1, max_length=BULK_MAX)]

    @field_validator("chosen")
    @classmethod
    def _are_keys(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for item in value:
            UUID(item.partition(":")[0])
        return value

    @property
    def items(self) -> list[Chosen]:
        """The applications with their versions."""
        return [Chosen(UUID(key), int(version)) for key, _, version in (item.partition(":") for item in self.chosen)]


CHOICE: Messages = {
    "action": {"*": "Select what to do"},
    "chosen": {
        "missing": "Select at least one application",
        "too_long": f"Select {BULK_MAX} applications or fewer",
        "*": "Select at least one application",
    },
}


class BulkForm(Form):
    """What all chosen applications share: why they are rejected, or who looks after them."""

    reason: RejectReason | None = None
    detail: Annotated[str, Field(max_length=2000)] = ""
    champion_user_id: UUID | None = None


BULK: Messages = {**REJECT, "champion_user_id": {"*": "Select a champion"}}


class ViewForm(Form):
    """The name of a saved view."""

    name: Annotated[str, Field(max_length=60)]


VIEW: Messages = {"name": {"missing": "Enter a name for the view", "*": "The name must be 60 characters or less"}}


class MoveForm(Form):
    """A stage chosen by hand, the version that was seen, and the page to go back to."""

    to: Stage
    version: int
    back: Annotated[str, Field(max_length=2000)] = ""


MOVE: Messages = {
    "to": {"*": "Select a stage"},
    "version": {"*": "Open the page again"},
    "back": {"*": "Open the page again"},
}


class ConversationForm(Form):
    """What came of the initial conversation."""

    held_on: date
    notes: Annotated[str, Field(max_length=10_000)]
    wants_to_go_on: Literal["yes", "no"]

    @field_validator("held_on")
    @classmethod
    def _not_future(cls, value: date, info: ValidationInfo[dict[str, Any]]) -> date:
        if value > info.context["today"]:
            raise ValueError("future")
        return value


CONVERSATION: Messages = {
    "held_on": {
        "missing": "Enter the day of the conversation",
        "future": "The day of the conversation must be today or in the past",
        "*": "The day of the conversation must be a real date, like 25 11 2026",
    },
    "notes": {"missing": "Enter what you talked about", "*": "Notes must be 10,000 characters or less"},
    "wants_to_go_on": {"*": "Select whether the candidate wants to go on"},
}


class NoteForm(Form):
    """A note, and whether the candidate may read it."""

    text: Annotated[str, Field(max_length=5000)]
    is_shared: bool = False


NOTE: Messages = {
    "text": {"missing": "Enter a note", "*": "Note must be 5,000 characters or less"},
    "is_shared": {"*": "Select whether the candidate may read it"},
}


class ChampionForm(Form):
    """Who looks after an application."""

    champion_user_id: UUID


CHAMPION: Messages = {"champion_user_id": {"*": "Select a champion"}}


class DetailsForm(Form):
    """What we know of a person, corrected."""

    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    postcode: str = ""
    swe_number: str = ""


DETAILS: Messages = {
    "first_name": {"*": "Enter the first name"},
    "last_name": {"*": "Enter the last name"},
    "phone": {"*": "Enter the telephone number"},
    "postcode": {"*": "Enter the postcode"},
    "swe_number": {"*": "Enter the Social Work England number"},
}
