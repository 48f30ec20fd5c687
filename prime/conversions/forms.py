"""The HTML forms of conversions; what a form cannot know is checked by the command."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from prime.conversions.rules import MOST
from prime.core.fields import Form, Messages, Upload

_MOST = f"£{MOST:,}"


class ImportForm(Form):
    """A council's list of agency workers."""

    client_id: UUID
    file: Upload


IMPORT: Messages = {
    "client_id": {"*": "Select the council"},
    "file": {"missing": "Select a file", "*": "The file could not be uploaded"},
}


class TermsForm(Form):
    """The salary, what the agency's contract says about a fee, and the first day as an employee."""

    annual_amount: Annotated[Decimal, Field(gt=0, le=MOST, decimal_places=2)]
    has_extended_hire_option: Literal["yes", "no", "unknown"]
    fee_amount: Annotated[Decimal, Field(ge=0, le=MOST, decimal_places=2)] = Decimal(0)
    engaged_on: date | None = None


TERMS: Messages = {
    "annual_amount": {"missing": "Enter the full-time salary", "*": f"Salary must be an amount up to {_MOST}, like 43000"},
    "has_extended_hire_option": {"*": "Say whether the agency's contract offers extended hire"},
    "fee_amount": {"*": f"Transfer fee must be an amount up to {_MOST}, like 3000"},
    "engaged_on": {"incomplete": "Enter the whole date, or nothing", "*": "The first day must be a real date, like 27 3 2027"},
}


class CaseForm(TermsForm):
    """Who is to employ a worker, in which grade, on what terms."""

    employer_id: UUID
    grade_id: UUID


CASE: Messages = {"employer_id": {"*": "Select who is to employ them"}, "grade_id": {"*": "Select a grade"}, **TERMS}


class ApplicationForm(Form):
    """The role a worker applies for, and how to reach them."""

    vacancy_id: UUID
    email: Annotated[str, Field(max_length=254)] = ""
    phone: Annotated[str, Field(max_length=30)] = ""
    postcode: Annotated[str, Field(max_length=10)] = ""


APPLICATION: Messages = {
    "vacancy_id": {"*": "Select the role"},
    "email": {"*": "Enter an email address in the correct format, like name@example.com"},
    "phone": {"*": "Telephone number must be 30 characters or less"},
    "postcode": {"*": "Enter a full UK postcode, like KT1 1EU"},
}


class CloseForm(Form):
    """Why a case is closed."""

    reason: Annotated[str, Field(max_length=500)]


CLOSE: Messages = {"reason": {"missing": "Enter a reason", "*": "Reason must be 500 characters or less"}}
