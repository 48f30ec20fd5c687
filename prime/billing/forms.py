"""The HTML forms of billing."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import EmailStr, Field, ValidationInfo, field_validator

from prime.billing import rules
from prime.core.fields import Form, Messages
from prime.reference.identifiers import vat_number

_REASON_LENGTH = 500


class ReasonForm(Form):
    """Why a week is left out, an invoice credited, a payment reversed."""

    reason: Annotated[str, Field(max_length=_REASON_LENGTH)]


REASON: Messages = {"reason": {"missing": "Enter the reason", "*": f"Reason must be {_REASON_LENGTH} characters or less"}}


class PaymentForm(Form):
    """Money as the bank statement shows it."""

    received_on: date
    amount: Annotated[Decimal, Field(gt=0, decimal_places=2, max_digits=12)]
    reference: Annotated[str, Field(max_length=60)] = ""

    @field_validator("received_on")
    @classmethod
    def _not_ahead(cls, value: date, info: ValidationInfo[dict[str, date]]) -> date:
        if value > info.context["today"]:
            raise ValueError("ahead")
        return value


PAYMENT: Messages = {
    "received_on": {
        "missing": "Enter the date the money arrived",
        "incomplete": "Date must include a day, month and year",
        "ahead": "Date must be today or in the past",
        "*": "Date must be a real date, like 27 3 2027",
    },
    "amount": {"missing": "Enter the amount", "*": "Amount must be pounds and pence, more than £0, like 1,234.50"},
    "reference": {"*": "Reference must be 60 characters or less"},
}


class SellerForm(Form):
    """What invoices say about us from a day on."""

    name: Annotated[str, Field(max_length=200)]
    address: Annotated[str, Field(max_length=1000)]
    vat_number: str
    company_number: Annotated[str, Field(max_length=16)] = ""
    email: Annotated[EmailStr, Field(max_length=200)]
    bank_name: Annotated[str, Field(max_length=120)]
    sort_code: str
    account_number: str
    effective_from: date

    @field_validator("vat_number")
    @classmethod
    def _vat(cls, value: str) -> str:
        return vat_number(value)

    @field_validator("sort_code")
    @classmethod
    def _sort_code(cls, value: str) -> str:
        return rules.sort_code(value)

    @field_validator("account_number")
    @classmethod
    def _account(cls, value: str) -> str:
        return rules.account_number(value)


SELLER: Messages = {
    "name": {"missing": "Enter the name on invoices", "*": "Name must be 200 characters or less"},
    "address": {"missing": "Enter the address", "*": "Address must be 1,000 characters or less"},
    "vat_number": {"missing": "Enter the VAT registration number", "*": "Enter a VAT registration number, like GB 123 4567 82"},
    "company_number": {"*": "Company number must be 16 characters or less"},
    "email": {"missing": "Enter the email address for questions", "*": "Enter an email address in the correct format, like name@example.com"},
    "bank_name": {"missing": "Enter the name of the account", "*": "Name of the account must be 120 characters or less"},
    "sort_code": {"missing": "Enter the sort code", "*": "Enter a sort code, which has 6 digits, like 30-94-30"},
    "account_number": {"missing": "Enter the account number", "*": "Enter an account number, which has 8 digits, like 00733445"},
    "effective_from": {
        "missing": "Enter the day from which this is true",
        "incomplete": "Date must include a day, month and year",
        "*": "Date must be a real date, like 27 3 2027",
    },
}
