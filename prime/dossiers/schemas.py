"""A candidate as the page and JSON show them: who they are, what they have, what happened."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from prime.candidates.tables import Stage
from prime.checks.tables import CheckKind


class FactKind(StrEnum):
    """What a fact of the timeline is about."""

    APPLICATION = "application"
    INTERVIEWS = "interviews"
    CHECKS = "checks"
    OFFERS = "offers"
    NOTES = "notes"
    MESSAGES = "messages"
    DOCUMENTS = "documents"
    CONSENTS = "consents"


class Fact(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One thing that happened; `reference` is the application's, where it is of one."""

    id: UUID
    at: datetime
    kind: FactKind
    title: str
    text: str
    who: str
    reference: str
    href: str
    candidate_may_see: bool


class ApplicationLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One application of the person."""

    id: UUID
    reference: str
    role: str
    stage: Stage
    applied_at: datetime
    ended_reason: str
    next_action: str
    next_due_on: date | None


class InterviewLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One interview or conversation of the person."""

    id: UUID
    reference: str
    kind: str
    status: str
    starts_at: datetime | None
    outcome: str
    panel: str


class OfferLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One offer to the person."""

    id: UUID
    reference: str
    role: str
    status: str
    expires_at: datetime


class CheckLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How one check stands."""

    kind: CheckKind
    status: str
    expires_on: date | None


class Dossier(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The person; a list that the reader may not see is empty."""

    id: UUID
    application_id: UUID
    reference: str
    name: str
    email: str
    phone: str
    swe_number: str
    postcode: str
    since: datetime
    also_known_as: list[str]
    staff_id: UUID | None
    applications: list[ApplicationLine]
    interviews: list[InterviewLine]
    offers: list[OfferLine]
    checks: list[CheckLine]
