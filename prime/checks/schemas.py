"""Pre-employment checks as JSON shows and takes them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.checks.tables import AssessmentOutcome, CheckKind, CheckMethod, CheckStatus, DbsLevel, OverrideStatus, RegisterStatus, UpdateResult
from prime.uploads.schemas import UploadOut


class Facts(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What is noted of a check; each kind has the fields of its own."""

    method: CheckMethod | None = None
    checked_on: date | None = None
    reference: Annotated[str, Meta(max_length=60)] = ""
    second_document: Annotated[str, Meta(max_length=120)] = ""
    issued_on: date | None = None
    level: DbsLevel | None = None
    discloses: bool = False
    consents_to_updates: bool | None = None
    status_checked_on: date | None = None
    status_result: UpdateResult | None = None
    register_status: RegisterStatus | None = None
    conditions: Annotated[str, Meta(max_length=2000)] = ""
    awarded_by: Annotated[str, Meta(max_length=120)] = ""
    awarded_in: Annotated[int, Meta(ge=1900, le=2200)] | None = None
    countries: Annotated[str, Meta(max_length=200)] = ""
    expires_on: date | None = None
    recheck_on: date | None = None
    detail: Annotated[str, Meta(max_length=2000)] = ""


class CheckIn(Facts, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What came of a check."""

    status: CheckStatus


class CheckOut(Facts, frozen=True, kw_only=True, rename="camel"):
    """A check as those who record it see it; the candidate sees its progress and its end, and nothing of what was found."""

    id: UUID
    kind: CheckKind
    label: str
    status: CheckStatus
    is_clear: bool
    holds_at_start: bool = True
    checker: str = ""
    recorded_at: datetime | None = None
    overridden_until: date | None = None


class OverrideOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An override of a check: who asked, who decided, on what condition and until when."""

    id: UUID
    status: OverrideStatus
    reason: str
    condition: str
    expires_on: date
    requested_by: str
    requested_by_id: UUID
    requested_at: datetime
    decided_by: str
    decided_at: datetime | None
    ended_reason: str


class OverrideIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What somebody asks for who wants a person to start without a check."""

    reason: Annotated[str, Meta(max_length=2000)]
    condition: Annotated[str, Meta(max_length=2000)]
    expires_on: date


class ReasonIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Why."""

    reason: Annotated[str, Meta(max_length=2000)]


class LookupOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the register said of a number, who asked and when."""

    id: UUID
    number: str
    source: str
    was_found: bool
    name: str
    name_score: int
    register_status: RegisterStatus
    registered_until: date | None
    conditions: str
    looked_up_by: str
    looked_up_at: datetime


class AssessmentOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a DBS certificate discloses, as those who record checks see it."""

    id: UUID
    certificate: str
    opened_by: str
    opened_by_id: UUID
    opened_at: datetime
    explanation: str
    explained_at: datetime | None
    relevance: str
    seriousness: str
    time_passed: str
    circumstances: str
    pattern: str
    assessed_by: str
    assessed_by_id: UUID | None
    assessed_at: datetime | None
    outcome: AssessmentOutcome | None
    reason: str
    safeguards: str
    decided_by: str
    decided_as: str
    decided_at: datetime | None
    forgotten_at: datetime | None


class OwnAssessment(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the candidate sees of it: what they said themselves, and what was decided and why."""

    opened_at: datetime
    explanation: str
    outcome: AssessmentOutcome | None
    reason: str


class AssessmentIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The answers to the questions of an assessment."""

    relevance: Annotated[str, Meta(max_length=2000)]
    seriousness: Annotated[str, Meta(max_length=2000)]
    time_passed: Annotated[str, Meta(max_length=2000)]
    circumstances: Annotated[str, Meta(max_length=2000)]
    pattern: Annotated[str, Meta(max_length=2000)]


class DecisionIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What was decided, by whom in which position, and why in words for the candidate."""

    outcome: AssessmentOutcome
    reason: Annotated[str, Meta(max_length=2000)]
    decided_as: Annotated[str, Meta(max_length=120)]
    safeguards: Annotated[str, Meta(max_length=2000)] = ""


class ExplanationIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the candidate says about a disclosure."""

    explanation: Annotated[str, Meta(max_length=4000)]


class Asked(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An override that waits for a second person."""

    id: UUID
    application_id: UUID
    name: str
    kind: CheckKind
    label: str
    requested_by: str
    requested_by_id: UUID
    expires_on: date


class EvidenceOut(msgspec.Struct, frozen=True, rename="camel"):
    """The file kept for a check, if there is one."""

    evidence: UploadOut | None


class Due(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A check that lapses or must be looked at again soon, of somebody who works for us or is about to."""

    id: UUID
    candidate_id: UUID
    user_id: UUID
    application_id: UUID
    name: str
    kind: CheckKind
    label: str
    due_on: date
    expires_on: date | None
    starts_on: date | None
    is_staff: bool
    is_override: bool

    @property
    def is_own_renewal(self) -> bool:
        """Whether the person must act themselves: renew a registration, or show that they may stay."""
        return not self.is_override and self.kind in {CheckKind.SWE_REGISTRATION, CheckKind.RIGHT_TO_WORK} and self.expires_on is not None

    @property
    def lapses_before_start(self) -> bool:
        """Whether it keeps the person from starting on the day that was agreed."""
        return self.starts_on is not None and self.expires_on is not None and self.expires_on < self.starts_on
