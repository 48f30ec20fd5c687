"""The HTML forms of requests, matches and placements."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from prime.core.fields import Form, Messages


class RequestForm(Form):
    """What a council asks for; `po_required` and `agreed_start` come with the context."""

    grade_id: UUID
    team_id: UUID
    supervisor: Annotated[str, Field(max_length=120)] = ""
    starts_on: date
    ends_on: date
    fte: Annotated[Decimal, Field(gt=0, le=1, decimal_places=2)]
    skill_ids: Annotated[tuple[UUID, ...], Field(max_length=40)] = ()
    po_number: Annotated[str, Field(max_length=40)] = ""
    details: Annotated[str, Field(max_length=2000)] = ""

    @field_validator("starts_on")
    @classmethod
    def _not_past(cls, value: date, info: ValidationInfo) -> date:
        context = info.context or {}
        if value < context["today"] and value != context.get("agreed_start"):
            raise ValueError("past")
        return value

    @field_validator("ends_on")
    @classmethod
    def _not_before_the_start(cls, value: date, info: ValidationInfo) -> date:
        if "starts_on" in info.data and value < info.data["starts_on"]:
            raise ValueError("before")
        return value

    @field_validator("po_number")
    @classmethod
    def _given_where_needed(cls, value: str, info: ValidationInfo) -> str:
        if not value and (info.context or {}).get("po_required"):
            raise ValueError("needed")
        return value


REQUEST: Messages = {
    "grade_id": {"*": "Select the role you need"},
    "team_id": {"*": "Select the team"},
    "supervisor": {"*": "Name of the supervisor must be 120 characters or less"},
    "starts_on": {
        "missing": "Enter the start date",
        "incomplete": "Start date must include a day, a month and a year",
        "past": "Start date must be today or in the future",
        "*": "Start date must be a real date, like 27 3 2027",
    },
    "ends_on": {
        "missing": "Enter the end date",
        "incomplete": "End date must include a day, a month and a year",
        "before": "End date must be on or after the start date",
        "*": "End date must be a real date, like 27 3 2027",
    },
    "fte": {"missing": "Enter the full-time equivalent", "*": "Full-time equivalent must be a number from 0.01 to 1, like 0.6"},
    "skill_ids": {"*": "Select skills from the list"},
    "po_number": {"needed": "Enter the PO number", "*": "PO number must be 40 characters or less"},
    "details": {"*": "Details must be 2,000 characters or less"},
}


class ChangeForm(RequestForm):
    """A request as it is to be, and the version that was read."""

    version: int


CHANGE: Messages = {**REQUEST, "version": {"*": "Open the request again"}}


class ReasonForm(Form):
    """Why."""

    reason: Annotated[str, Field(max_length=500)]


REASON: Messages = {"reason": {"missing": "Enter a reason", "*": "Reason must be 500 characters or less"}}


class CancelForm(Form):
    """Why a request is taken back, for those who want to say."""

    reason: Annotated[str, Field(max_length=500)] = ""


CANCEL: Messages = {"reason": {"*": "Reason must be 500 characters or less"}}


class PickForm(Form):
    """Whom the council picks."""

    staff_member: UUID


PICK: Messages = {"staff_member": {"*": "Select a person from the list"}}


class ConfirmForm(Form):
    """The terms on which operations confirm."""

    hourly_amount: Annotated[Decimal, Field(gt=0, le=500, decimal_places=2)]
    weekly_hours: Annotated[Decimal, Field(gt=0, le=48, decimal_places=2)]
    over_cap_approved_by: Annotated[str, Field(max_length=400)] = ""


CONFIRM: Messages = {
    "hourly_amount": {"missing": "Enter the hourly rate", "*": "Hourly rate must be an amount up to £500, like 41.50"},
    "weekly_hours": {"missing": "Enter the weekly hours", "*": "Weekly hours must be a number up to 48, like 37"},
    "over_cap_approved_by": {"*": "Names of those who approved must be 400 characters or less"},
}


class EndForm(Form):
    """The new last day, and why."""

    ends_on: date
    reason: Annotated[str, Field(max_length=500)]


class ExtendForm(Form):
    """The new last day."""

    ends_on: date


EXTEND: Messages = {
    "ends_on": {
        "missing": "Enter the last day",
        "incomplete": "Last day must include a day, a month and a year",
        "*": "Last day must be a real date, like 27 3 2027",
    },
}
END: Messages = {**EXTEND, **REASON}
