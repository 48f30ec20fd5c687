"""The HTML forms of making and answering an offer."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from prime.core.fields import Form, Messages
from prime.offers.rules import MOST_HOURS


class OfferForm(Form):
    """The terms of an offer."""

    role_title: Annotated[str, Field(max_length=120)]
    grade: UUID
    annual_amount: Annotated[Decimal, Field(gt=0, lt=1_000_000, decimal_places=2)]
    weekly_hours: Annotated[Decimal, Field(gt=0, le=MOST_HOURS, decimal_places=2)]
    place: Annotated[str, Field(max_length=120)]
    starts_on: date
    expires_at: datetime
    conditions: Annotated[str, Field(max_length=2000)] = ""

    @field_validator("starts_on")
    @classmethod
    def _ahead(cls, value: date, info: ValidationInfo[Any]) -> date:
        if value <= info.context["today"]:
            raise ValueError("past")
        return value


OFFER: Messages = {
    "role_title": {"missing": "Enter the job title", "*": "Job title must be 120 characters or less"},
    "grade": {"*": "Select the grade"},
    "annual_amount": {"missing": "Enter the salary", "*": "Salary must be an amount in pounds a year, like 42,500"},
    "weekly_hours": {"missing": "Enter the hours per week", "*": f"Hours per week must be more than 0 and at most {MOST_HOURS}"},
    "place": {"missing": "Enter the place of work", "*": "Place of work must be 120 characters or less"},
    "starts_on": {
        "missing": "Enter the start date",
        "incomplete": "Start date must include a day, month and year",
        "past": "Start date must be in the future",
        "*": "Start date must be a real date, like 27 3 2027",
    },
    "expires_at": {
        "missing": "Enter until when the offer is open",
        "incomplete": "Enter the day and the time until which the offer is open",
        "gap": "That time does not exist: the clocks go forward that night",
        "*": "Enter a real date and time until which the offer is open",
    },
    "conditions": {"*": "Conditions must be 2,000 characters or less"},
}


class AcceptForm(Form):
    """One's own name, as a signature."""

    name: Annotated[str, Field(max_length=200)]


ACCEPT: Messages = {"name": {"missing": "Enter your full name", "*": "Name must be 200 characters or less"}}


class ReasonForm(Form):
    """Why."""

    reason: Annotated[str, Field(max_length=2000)]


DECLINE: Messages = {"reason": {"missing": "Enter why you decline the offer", "*": "Reason must be 2,000 characters or less"}}
WITHDRAW: Messages = {
    "reason": {"missing": "Enter why the offer is withdrawn. The candidate reads it", "*": "Reason must be 2,000 characters or less"}
}
