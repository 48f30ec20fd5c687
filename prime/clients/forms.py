"""The HTML forms of clients; what a form cannot know is checked by the command."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from prime.clients.rules import MOST_FTE, MOST_HOURLY
from prime.clients.tables import DeliveryChannel
from prime.core.fields import Form, Messages
from prime.reference.tables import AgencyJobType, Division

Latitude = Annotated[float | None, Field(ge=49, le=61)]
Longitude = Annotated[float | None, Field(ge=-9, le=2)]
_LATITUDE = {"*": "Latitude must be a number between 49 and 61, like 51.41"}
_LONGITUDE = {"*": "Longitude must be a number between -9 and 2, like -0.3"}


class ClientForm(Form):
    """A council and its terms."""

    name: Annotated[str, Field(max_length=200)]
    code: Annotated[str, Field(max_length=12)]
    authority_id: UUID | None = None
    region_code: Annotated[str, Field(max_length=9)] = ""
    division: Division = Division.ENGLAND_AND_WALES
    is_owner: bool = False
    reports_as_agency: bool = False
    address: Annotated[str, Field(max_length=1000)] = ""
    invoice_email: Annotated[str, Field(max_length=254)] = ""
    vat_number: Annotated[str, Field(max_length=30)] = ""
    delivery_channel: DeliveryChannel
    peppol_id: Annotated[str, Field(max_length=60)] = ""
    is_po_required: bool = False
    payment_days: Annotated[int, Field(ge=1, le=30)]
    notice_days: Annotated[int, Field(ge=1, le=28)]
    latitude: Latitude = None
    longitude: Longitude = None


CLIENT: Messages = {
    "name": {"missing": "Enter the name of the council", "*": "Name must be 200 characters or less"},
    "code": {"missing": "Enter a code", "*": "Code must be 2 to 12 letters and digits, and begin with a letter"},
    "authority_id": {"*": "Select an authority from the list"},
    "region_code": {"*": "Select a region of England"},
    "division": {"*": "Select whose bank holidays count"},
    "is_owner": {"*": "Say whether the council owns AfC"},
    "reports_as_agency": {"*": "Say how the council reports our staff"},
    "address": {"*": "Address must be 1,000 characters or less"},
    "invoice_email": {"*": "Enter an email address in the correct format, like name@example.com"},
    "vat_number": {"*": "Enter a VAT registration number, like GB 123 4567 82"},
    "delivery_channel": {"*": "Select how the council takes invoices"},
    "peppol_id": {"*": "Peppol ID must be 60 characters or less"},
    "is_po_required": {"*": "Say whether a purchase order number is needed"},
    "payment_days": {"missing": "Enter the days to pay", "*": "Days to pay must be a whole number between 1 and 30"},
    "notice_days": {"missing": "Enter the days of notice", "*": "Days of notice must be a whole number between 1 and 28"},
    "latitude": _LATITUDE,
    "longitude": _LONGITUDE,
}


class TeamForm(Form):
    """A team of a council."""

    name: Annotated[str, Field(max_length=120)]
    latitude: Latitude = None
    longitude: Longitude = None

    @field_validator("longitude")
    @classmethod
    def _both(cls, value: float | None, info: ValidationInfo) -> float | None:
        if "latitude" in info.data and (value is None) != (info.data["latitude"] is None):
            raise ValueError("half")
        return value


TEAM: Messages = {
    "name": {"missing": "Enter the name of the team", "*": "Name must be 120 characters or less"},
    "latitude": _LATITUDE,
    "longitude": {**_LONGITUDE, "half": "Enter both latitude and longitude, or neither"},
}


class RateCardForm(Form):
    """What an hour of a job type costs from a day on."""

    job_type: AgencyJobType
    hourly_amount: Annotated[Decimal, Field(gt=0, le=MOST_HOURLY, decimal_places=2)]
    effective_from: date
    source: Annotated[str, Field(max_length=500)] = ""


RATE_CARD: Messages = {
    "job_type": {"*": "Select a job type"},
    "hourly_amount": {"missing": "Enter the hourly rate", "*": f"Hourly rate must be an amount up to £{MOST_HOURLY}, like 45.00"},
    "effective_from": {"missing": "Enter the first day of the rate", "*": "First day must be a real date, like 1 4 2027"},
    "source": {"*": "Source must be 500 characters or less"},
}

Fte = Annotated[Decimal, Field(ge=0, le=MOST_FTE, decimal_places=1)]


class SnapshotForm(Form):
    """A council's social workers on a day."""

    taken_on: date
    permanent_fte: Fte
    agency_fte: Fte
    vacancy_fte: Fte
    source: Annotated[str, Field(max_length=500)]

    @field_validator("taken_on")
    @classmethod
    def _not_ahead(cls, value: date, info: ValidationInfo[dict[str, date]]) -> date:
        if value > info.context["today"]:
            raise ValueError("ahead")
        return value


_FTE = f"must be a number up to {MOST_FTE:,} with at most one decimal place, like 34.5"
SNAPSHOT: Messages = {
    "taken_on": {"missing": "Enter the day", "ahead": "The day must be today or in the past", "*": "The day must be a real date, like 30 9 2026"},
    "permanent_fte": {"missing": "Enter the permanent social workers", "*": f"Permanent social workers {_FTE}"},
    "agency_fte": {"missing": "Enter the agency social workers", "*": f"Agency social workers {_FTE}"},
    "vacancy_fte": {"missing": "Enter the vacancies", "*": f"Vacancies {_FTE}"},
    "source": {"missing": "Enter where the figures come from", "*": "Source must be 500 characters or less"},
}
