"""The HTML form of a vacancy."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from prime.core.fields import Form, Messages
from prime.vacancies.tables import KIT, LARGEST_PANEL, PANEL_ACCREDITED, PANEL_SIZE, VacancyKind

_SALARY = Field(gt=0, le=999_999, decimal_places=2)


class VacancyForm(Form):
    """Everything that operations decide about a vacancy; `version` is the one that was opened for editing."""

    title: Annotated[str, Field(max_length=120)]
    kind: VacancyKind
    grade_id: UUID
    employer_id: UUID
    place: Annotated[str, Field(max_length=120)]
    summary: Annotated[str, Field(max_length=5000)]
    salary_from_amount: Annotated[Decimal, _SALARY]
    salary_to_amount: Annotated[Decimal, _SALARY]
    headcount: Annotated[int, Field(ge=1, le=500)]
    opens_on: date
    closes_on: date | None = None
    is_public: bool = False
    kit: Annotated[str, Field(max_length=40, pattern=KIT)] = ""
    panel_size: Annotated[int, Field(ge=1, le=LARGEST_PANEL)] = PANEL_SIZE
    panel_accredited: Annotated[int, Field(ge=1, le=LARGEST_PANEL)] = PANEL_ACCREDITED
    version: int = 0

    @field_validator("salary_to_amount")
    @classmethod
    def _in_order(cls, value: Decimal, info: ValidationInfo) -> Decimal:
        if "salary_from_amount" in info.data and value < info.data["salary_from_amount"]:
            raise ValueError("order")
        return value

    @field_validator("panel_accredited")
    @classmethod
    def _of_the_panel(cls, value: int, info: ValidationInfo) -> int:
        if "panel_size" in info.data and value > info.data["panel_size"]:
            raise ValueError("order")
        return value

    @field_validator("closes_on")
    @classmethod
    def _after_opening(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value and "opens_on" in info.data and value < info.data["opens_on"]:
            raise ValueError("order")
        return value


VACANCY: Messages = {
    "title": {"missing": "Enter the title", "*": "Title must be 120 characters or less"},
    "kind": {"*": "Select what kind of post it is"},
    "grade_id": {"*": "Select the grade"},
    "employer_id": {"*": "Select the employer"},
    "place": {"missing": "Enter the place", "*": "Place must be 120 characters or less"},
    "summary": {"missing": "Enter what the work is", "*": "What the work is must be 5,000 characters or less"},
    "salary_from_amount": {"missing": "Enter the lowest salary", "*": "Lowest salary must be an amount of money, like 39,862"},
    "salary_to_amount": {
        "missing": "Enter the highest salary",
        "order": "Highest salary must be the same as the lowest or more",
        "*": "Highest salary must be an amount of money, like 45,091",
    },
    "headcount": {"missing": "Enter how many people you need", "*": "How many people must be a whole number between 1 and 500"},
    "opens_on": {"missing": "Enter the opening date", "*": "Opening date must be a real date, like 7 12 2026"},
    "closes_on": {
        "order": "Closing date must be the same as the opening date or later",
        "*": "Closing date must be a real date, like 8 1 2027",
    },
    "is_public": {"*": "Select whether everybody can see it"},
    "kit": {"*": "Select an interview kit from the list"},
    "panel_size": {"*": f"Panel must be a whole number between 1 and {LARGEST_PANEL}"},
    "panel_accredited": {
        "order": "No more members can be accredited than sit on the panel",
        "*": f"Accredited members must be a whole number between 1 and {LARGEST_PANEL}",
    },
    "version": {"*": "Open the page again"},
}
