"""The HTML forms of timesheets."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from prime.core.fields import Form, Messages

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Hours = Annotated[Decimal, Field(ge=0, le=24, multiple_of=Decimal("0.25"))]


class WeekForm(Form):
    """The hours of a week; an empty box is a day without work."""

    monday: Hours = Decimal(0)
    tuesday: Hours = Decimal(0)
    wednesday: Hours = Decimal(0)
    thursday: Hours = Decimal(0)
    friday: Hours = Decimal(0)
    saturday: Hours = Decimal(0)
    sunday: Hours = Decimal(0)
    notes: Annotated[str, Field(max_length=1000)] = ""

    @property
    def hours(self) -> list[Decimal]:
        """The hours of Monday to Sunday."""
        return [getattr(self, day) for day in DAYS]


WEEK: Messages = {
    **{
        day: {
            "multiple_of": f"{day.capitalize()} must be in quarters of an hour, like 7.25 or 7.5",
            "*": f"{day.capitalize()} must be a number of hours from 0 to 24, like 7.5",
        }
        for day in DAYS
    },
    "notes": {"*": "Notes must be 1,000 characters or less"},
}


class QueryForm(Form):
    """What the approver asks."""

    text: Annotated[str, Field(max_length=1000)]


QUERY: Messages = {"text": {"missing": "Enter your question", "*": "Question must be 1,000 characters or less"}}


class ApproveForm(Form):
    """The version that was read."""

    version: int


APPROVE: Messages = {"version": {"*": "Open the timesheet again"}}


class BulkForm(Form):
    """The timesheets that were ticked, each as `id:version`, and whether the question has been answered."""

    chosen: Annotated[tuple[Annotated[str, Field(pattern=r"^[0-9a-f-]{36}:\d{1,9}$")], ...], Field(min_length=1, max_length=200)]
    confirmed: bool = False

    @property
    def versions(self) -> dict[UUID, int]:
        """The version that was read of each timesheet."""
        return {UUID(key): int(version) for key, _, version in (one.partition(":") for one in self.chosen)}


BULK: Messages = {"chosen": {"*": "Select at least one timesheet"}, "confirmed": {"*": "Confirm the approval again"}}
