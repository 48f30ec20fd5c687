"""The HTML forms of offers: terms, answers, conditions, other terms, another first day."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from prime.core.fields import Form, Messages
from prime.offers.rules import MOST_HOURS, MOST_SALARY
from prime.offers.schemas import CONDITION_MAX, CONDITIONS_MAX
from prime.offers.tables import ConditionStatus, DeclineReason

_SALARY = Field(gt=0, le=MOST_SALARY, decimal_places=2)
_HOURS = Field(gt=0, le=MOST_HOURS, decimal_places=2)
_START = {
    "missing": "Enter the start date",
    "incomplete": "Start date must include a day, month and year",
    "past": "Start date must be in the future",
    "*": "Start date must be a real date, like 27 3 2027",
}
_AMOUNT = "Salary must be an amount in pounds a year, like 42,500"
_HOURS_A_WEEK = f"Hours per week must be more than 0 and at most {MOST_HOURS}"


class OfferForm(Form):
    """The terms of an offer; one condition a line."""

    role_title: Annotated[str, Field(max_length=120)]
    grade: UUID
    annual_amount: Annotated[Decimal, _SALARY]
    weekly_hours: Annotated[Decimal, _HOURS]
    place: Annotated[str, Field(max_length=120)]
    starts_on: date
    expires_at: datetime
    conditions: Annotated[str, Field(max_length=CONDITIONS_MAX * (CONDITION_MAX + 2))] = ""

    @field_validator("starts_on")
    @classmethod
    def _ahead(cls, value: date, info: ValidationInfo[Any]) -> date:
        if value <= info.context["today"]:
            raise ValueError("past")
        return value


OFFER: Messages = {
    "role_title": {"missing": "Enter the job title", "*": "Job title must be 120 characters or less"},
    "grade": {"*": "Select the grade"},
    "annual_amount": {"missing": "Enter the salary", "*": _AMOUNT},
    "weekly_hours": {"missing": "Enter the hours per week", "*": _HOURS_A_WEEK},
    "place": {"missing": "Enter the place of work", "*": "Place of work must be 120 characters or less"},
    "starts_on": _START,
    "expires_at": {
        "missing": "Enter until when the offer is open",
        "incomplete": "Enter the day and the time until which the offer is open",
        "gap": "That time does not exist: the clocks go forward that night",
        "*": "Enter a real date and time until which the offer is open",
    },
    "conditions": {"*": f"Enter up to {CONDITIONS_MAX} conditions of up to {CONDITION_MAX} characters each"},
}


class AcceptForm(Form):
    """One's own name, as a signature."""

    name: Annotated[str, Field(max_length=200)]


ACCEPT: Messages = {"name": {"missing": "Enter your full name", "*": "Name must be 200 characters or less"}}


class DeclineForm(Form):
    """Why a candidate says no."""

    reason: DeclineReason
    detail: Annotated[str, Field(max_length=2000)] = ""


DECLINE: Messages = {
    "reason": {"*": "Select why you decline the offer"},
    "detail": {"*": "What you want to tell us must be 2,000 characters or less"},
}


class ReasonForm(Form):
    """Why."""

    reason: Annotated[str, Field(max_length=2000)]


def _why(sentence: str) -> Messages:
    return {"reason": {"missing": sentence, "*": "Reason must be 2,000 characters or less"}}


WITHDRAW = _why("Enter why the offer is withdrawn. The candidate reads it")
SEND_BACK = _why("Enter why the offer is sent back")
KEEP = _why("Enter why the offer stays as it is. The candidate reads it")


class WishForm(Form):
    """What a candidate wants changed."""

    text: Annotated[str, Field(max_length=2000)]
    annual_amount: Annotated[Decimal, _SALARY] | None = None
    weekly_hours: Annotated[Decimal, _HOURS] | None = None
    starts_on: date | None = None


WISH: Messages = {
    "text": {"missing": "Enter what should be different, and why", "*": "What should be different must be 2,000 characters or less"},
    "annual_amount": {"*": _AMOUNT},
    "weekly_hours": {"*": _HOURS_A_WEEK},
    "starts_on": _START,
}


class FoundForm(Form):
    """Whether a condition is met."""

    status: ConditionStatus
    detail: Annotated[str, Field(max_length=2000)] = ""


FOUND: Messages = {"status": {"*": "Select whether the condition is met"}, "detail": {"*": "Details must be 2,000 characters or less"}}


class StartForm(Form):
    """Another first day, and why."""

    starts_on: date
    reason: Annotated[str, Field(max_length=2000)]


START: Messages = {"starts_on": _START, **_why("Enter why the start date should change")}


class StartAnswerForm(Form):
    """Whether the proposed first day is agreed."""

    answer: Literal["agree", "refuse"]
    reason: Annotated[str, Field(max_length=2000)] = ""


START_ANSWER: Messages = {
    "answer": {"*": "Select whether you agree to the start date"},
    "reason": {"*": "Reason must be 2,000 characters or less"},
}
