"""What reading clients gives, and the JSON bodies of the API."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.clients.tables import DeliveryChannel
from prime.reference.tables import AgencyJobType, Division

Name = Annotated[str, Meta(min_length=1, max_length=200)]
Latitude = Annotated[float, Meta(ge=49, le=61)]
Longitude = Annotated[float, Meta(ge=-9, le=2)]


class ClientSummary(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A council as lists show one, with its newest agency share."""

    id: UUID
    name: str
    code: str
    region: str
    is_owner: bool
    team_count: int
    agency_share: Decimal | None
    share_taken_on: date | None


class ClientDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A council with its terms."""

    id: UUID
    organisation_id: UUID
    name: str
    code: str
    authority_id: UUID | None
    authority: str | None
    region_code: str
    region: str
    division: Division
    is_owner: bool
    reports_as_agency: bool
    address: str
    vat_number: str
    invoice_email: str
    delivery_channel: DeliveryChannel
    peppol_id: str
    is_po_required: bool
    payment_days: int
    notice_days: int
    latitude: float | None
    longitude: float | None
    created_at: datetime


class TeamOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A team of a council."""

    id: UUID
    name: str
    latitude: float | None
    longitude: float | None


class RateCardOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What an hour of a job type costs, from a day to a day."""

    id: UUID
    job_type: AgencyJobType
    hourly_amount: Decimal
    effective_from: date
    effective_to: date | None
    source: str


class Snapshot(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The social workers of a council on a day, by full-time equivalent; the share is in per cent."""

    id: UUID
    taken_on: date
    permanent_fte: Decimal
    agency_fte: Decimal
    vacancy_fte: Decimal
    agency_share: Decimal | None
    source: str


class Contact(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Somebody who acts for a council."""

    user_id: UUID
    name: str
    email: str
    roles: list[str]


class ClientTerms(msgspec.Struct, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A council and its terms, as they are to be."""

    name: Name
    code: str
    region_code: str = ""
    authority_id: UUID | None = None
    division: Division = Division.ENGLAND_AND_WALES
    is_owner: bool = False
    reports_as_agency: bool = True
    address: Annotated[str, Meta(max_length=1000)] = ""
    vat_number: str = ""
    invoice_email: str = ""
    delivery_channel: DeliveryChannel = DeliveryChannel.PDF_EMAIL
    peppol_id: Annotated[str, Meta(max_length=60)] = ""
    is_po_required: bool = True
    payment_days: Annotated[int, Meta(ge=1, le=30)] = 30
    notice_days: Annotated[int, Meta(ge=1, le=28)] = 28
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class NewTeam(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """A team to be added."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class NewRateCard(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """A rate from a day on."""

    job_type: AgencyJobType
    hourly_amount: Decimal
    effective_from: date
    source: Annotated[str, Meta(max_length=500)] = ""


class NewSnapshot(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """A council's workforce on a day."""

    taken_on: date
    permanent_fte: Decimal
    agency_fte: Decimal
    vacancy_fte: Decimal
    source: Annotated[str, Meta(max_length=500)] = ""


class Created(msgspec.Struct, rename="camel"):
    """The id of what was made."""

    id: UUID
