"""Offers as pages and JSON show them, and what the API takes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.offers.tables import OfferStatus

Line = Annotated[str, Meta(min_length=1, max_length=120)]
Prose = Annotated[str, Meta(min_length=1, max_length=2000)]


class OfferDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An offer and what became of it; one past its time reads as lapsed."""

    id: UUID
    reference: str
    status: OfferStatus
    application_id: UUID
    application_reference: str
    candidate_id: UUID
    candidate_user_id: UUID
    candidate_name: str
    employer_id: UUID
    employer_name: str
    is_afc: bool
    role_title: str
    grade_id: UUID
    grade_title: str
    annual_amount: Decimal
    weekly_hours: Decimal
    place: str
    starts_on: date
    conditions: str
    expires_at: datetime
    made_by_id: UUID
    made_by: str
    made_at: datetime
    answered_at: datetime | None
    accepted_name: str
    accepted_ip: str
    ended_reason: str

    @property
    def is_live(self) -> bool:
        """Whether it still waits for an answer."""
        return self.status is OfferStatus.MADE


class NewOffer(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The terms of an offer; the employer is the vacancy's unless another is named."""

    application_id: UUID
    role_title: Line
    grade_id: UUID
    annual_amount: Decimal
    weekly_hours: Decimal
    place: Line
    starts_on: date
    expires_at: Annotated[datetime, Meta(tz=True)]
    employer_id: UUID | None = None
    conditions: Annotated[str, Meta(max_length=2000)] = ""


class Acceptance(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The candidate's name as they type it."""

    name: Annotated[str, Meta(max_length=200)]


class Reason(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Why."""

    reason: Prose
