"""Offers as pages and JSON show them, and what the API takes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.offers.tables import ConditionStatus, DeclineReason, OfferStatus, RequestOutcome, StartOutcome

CONDITIONS_MAX, CONDITION_MAX = 10, 200

Line = Annotated[str, Meta(min_length=1, max_length=120)]
Prose = Annotated[str, Meta(min_length=1, max_length=2000)]
Detail = Annotated[str, Meta(max_length=2000)]


class Condition(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Something that the offer depends on, and whether it has come true."""

    id: UUID
    position: int
    text: str
    status: ConditionStatus
    detail: str
    decided_by: str
    decided_at: datetime | None


class Wish(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a candidate asked to change, and the answer."""

    id: UUID
    text: str
    annual_amount: Decimal | None
    weekly_hours: Decimal | None
    starts_on: date | None
    asked_at: datetime
    outcome: RequestOutcome
    answer: str
    answered_at: datetime | None


class Proposal(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Another first day, proposed by one side."""

    id: UUID
    from_on: date
    to_on: date
    reason: str
    is_by_candidate: bool
    proposed_at: datetime
    outcome: StartOutcome
    answer: str
    answered_at: datetime | None


class OfferDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An offer and what became of it; one past its time reads as lapsed."""

    id: UUID
    reference: str
    status: OfferStatus
    application_id: UUID
    application_reference: str
    vacancy_id: UUID
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
    expires_at: datetime
    drafted_by_id: UUID
    drafted_by: str
    drafted_at: datetime
    approved_by: str
    made_at: datetime | None
    replaces_id: UUID | None
    answered_at: datetime | None
    accepted_name: str
    accepted_ip: str
    decline_reason: DeclineReason | None
    ended_reason: str
    conditions: list[Condition]
    wishes: list[Wish]
    proposals: list[Proposal]

    @property
    def is_live(self) -> bool:
        """Whether it still waits for an answer."""
        return self.status is OfferStatus.MADE

    @property
    def is_draft(self) -> bool:
        """Whether it waits for approval."""
        return self.status is OfferStatus.DRAFTED

    @property
    def open_wish(self) -> Wish | None:
        """What the candidate asked and nobody has answered."""
        return next((wish for wish in self.wishes if wish.outcome is RequestOutcome.OPEN), None)

    @property
    def open_proposal(self) -> Proposal | None:
        """The first day that one side proposes and the other has not answered."""
        return next((proposal for proposal in self.proposals if proposal.outcome is StartOutcome.OPEN), None)

    @property
    def is_broken(self) -> bool:
        """Whether it was accepted and a condition is not met."""
        return self.status is OfferStatus.ACCEPTED and any(one.status is ConditionStatus.NOT_MET for one in self.conditions)


class NewOffer(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The terms of an offer; the employer is the vacancy's unless another is named. It waits for approval."""

    application_id: UUID
    role_title: Line
    grade_id: UUID
    annual_amount: Decimal
    weekly_hours: Decimal
    place: Line
    starts_on: date
    expires_at: Annotated[datetime, Meta(tz=True)]
    employer_id: UUID | None = None
    conditions: Annotated[list[Annotated[str, Meta(min_length=1, max_length=CONDITION_MAX)]], Meta(max_length=CONDITIONS_MAX)] = []
    is_revision: bool = False


class Acceptance(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The candidate's name as they type it."""

    name: Annotated[str, Meta(max_length=200)]


class Refusal(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Why a candidate declines, in their words where the list does not say it."""

    reason: DeclineReason
    detail: Detail = ""


class Reason(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Why."""

    reason: Prose


class Wanted(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a candidate wants changed, in words and, where they like, in figures."""

    text: Prose
    annual_amount: Decimal | None = None
    weekly_hours: Decimal | None = None
    starts_on: date | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Whether a condition is met, and what was seen."""

    status: ConditionStatus
    detail: Detail = ""


class AnotherStart(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Another first day, and why."""

    starts_on: date
    reason: Prose


class StartAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Whether the proposed first day is agreed; a refusal says why."""

    agrees: bool
    reason: Detail = ""
