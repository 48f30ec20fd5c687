"""Referees and references as pages and JSON show them, and what the API takes."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.referees.tables import Outcome, Reemploy, RefereeStatus, Relationship, Way
from prime.uploads.schemas import UploadOut

Line = Annotated[str, Meta(min_length=1, max_length=120)]
Prose = Annotated[str, Meta(max_length=4000)]


class RefereeIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Somebody whom a candidate names; `workedTo` is left out while they still work together."""

    name: Line
    job_title: Line
    organisation: Line
    email: Annotated[str, Meta(max_length=254)]
    relationship: Relationship
    worked_from: date
    worked_to: date | None = None
    is_latest: bool = False


class ReferenceIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a referee says. `ratings` has one word for each area of practice; each yes that needs it has its detail."""

    relationship: Relationship
    worked_from: date
    worked_to: date | None = None
    job_title: Line
    ratings: dict[str, str]
    has_concern: bool
    concern_detail: Prose = ""
    has_discipline: bool
    discipline_detail: Prose = ""
    would_reemploy: Reemploy
    reemploy_detail: Prose = ""
    comments: Prose = ""
    signed_name: Line
    is_true: bool


class RefereeOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A referee and how far we are with them; what they said is not in it."""

    id: UUID
    application_id: UUID
    name: str
    job_title: str
    organisation: str
    email: str
    relationship: Relationship
    worked_from: date
    worked_to: date | None
    is_latest: bool
    status: RefereeStatus
    status_detail: str
    identity_check: str
    has_personal_email: bool
    named_at: datetime
    asked_at: datetime | None
    expires_at: datetime | None
    reminders: int
    check_kind: str | None
    forgotten_at: datetime | None


class OpenReferee(msgspec.Struct, frozen=True, rename="camel"):
    """A referee with whom operations are next."""

    id: UUID
    candidate_name: str
    referee: RefereeOut


class ReferenceOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a referee said, for those who record checks."""

    way: Way
    relationship: Relationship
    worked_from: date
    worked_to: date | None
    job_title: str
    ratings: dict[str, str]
    has_concern: bool
    concern_detail: str
    has_discipline: bool
    discipline_detail: str
    would_reemploy: Reemploy
    reemploy_detail: str
    comments: str
    signed_name: str
    received_at: datetime
    recorded_by: str
    received_how: str


class QuestionOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A question of operations to a referee, with the answer where there is one."""

    id: UUID
    question: str
    asked_by: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


class HearingOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A concern about a reference, the candidate's answer and the decision."""

    concern: str
    raised_by: str
    raised_at: datetime
    answer_by: date
    comment: str
    commented_at: datetime | None
    outcome: Outcome | None
    reasons: str
    decided_by: str
    decided_at: datetime | None


class RefereeDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A referee with everything that those who record checks may read."""

    referee: RefereeOut
    candidate_name: str
    role: str
    reference: ReferenceOut | None
    discrepancies: list[str]
    questions: list[QuestionOut]
    hearing: HearingOut | None
    evidence: UploadOut | None
    goes_on: date | None = None


class Periods(msgspec.Struct, frozen=True, kw_only=True):
    """How long things last, as the reference data say with their sources (prime/reference/data/rates.toml)."""

    cover_months: int
    link_days: int
    hearing_days: int
    kept_months: int
    kept_of_staff_months: int


class RefereesOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The referees of a candidate, how many are still needed, and which months of the last years they leave open."""

    is_called: bool
    items: list[RefereeOut]
    still_needed: int
    needs_latest: bool
    uncovered: list[str]


class AskedReferee(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What somebody with a referee's link sees: whom it is about, and what they have sent."""

    id: UUID
    name: str
    candidate_name: str
    role: str
    status: RefereeStatus
    expires_on: date | None
    draft: dict[str, str | list[str]]
    question: str


class ApproveIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """How operations know who the referee is; needed for a personal e-mail address."""

    identity_check: Annotated[str, Meta(max_length=200)] = ""


class AskAgainIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address to write to from now on; the one we have where it is left out."""

    email: Annotated[str, Meta(max_length=254)] = ""


class WhyIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why."""

    reason: Annotated[str, Meta(min_length=1, max_length=2000)]


class TextIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question, an answer, a concern or a comment."""

    text: Annotated[str, Meta(min_length=1, max_length=4000)]


class RecordedIn(ReferenceIn, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A reference that came off the service, and how it reached us."""

    received_how: Annotated[str, Meta(min_length=1, max_length=200)]
    evidence: bytes = b""
    evidence_name: Annotated[str, Meta(max_length=200)] = ""


class DecisionIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What operations decide on a concern; the candidate reads the reasons."""

    outcome: Outcome
    reasons: Annotated[str, Meta(min_length=1, max_length=4000)]


class DraftIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answers so far, as typed."""

    answers: Annotated[dict[Annotated[str, Meta(max_length=40)], Annotated[str, Meta(max_length=4000)]], Meta(max_length=60)]


class Sent(msgspec.Struct, frozen=True, rename="camel"):
    """The referee of whom a reference was sent, and where it stands."""

    id: UUID
    status: RefereeStatus
