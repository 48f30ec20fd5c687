"""Applications as pages and JSON show them, and what the API takes."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.candidates.tables import (
    DbsHeld,
    JobKind,
    Motivator,
    NextActor,
    RegistrationStatus,
    RejectReason,
    RightToWork,
    Source,
    Stage,
    WithdrawReason,
)
from prime.uploads.schemas import UploadOut
from prime.vacancies.tables import VacancyKind


class Applicant(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says about themselves when applying."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""
    swe_number: str = ""
    postcode: str = ""
    experience_years: int = 0
    motivation: str = ""
    needs: str = ""


_Text = Annotated[str, Meta(max_length=2000)]


class Job(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A job or a time of study; of each date only the month counts, and one without an end goes on."""

    employer: _Text
    title: _Text
    kind: JobKind
    began_on: date
    ended_on: date | None = None


class Gap(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Whole months without a job, and why."""

    began_on: date
    ended_on: date
    explanation: _Text = ""


class Answers(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a person says of their registration, checks and working life, and what draws them."""

    registration: RegistrationStatus | None = None
    conditions: _Text = ""
    dbs: DbsHeld | None = None
    right_to_work: RightToWork | None = None
    motivators: Annotated[tuple[Motivator, ...], Meta(max_length=20)] = ()
    jobs: Annotated[tuple[Job, ...], Meta(max_length=100)] = ()
    gaps: Annotated[tuple[Gap, ...], Meta(max_length=100)] = ()


class MotivatorCount(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many applicants of a role named a reason."""

    vacancy_reference: str
    vacancy_title: str
    motivator: Motivator
    people: int


class AnswersOut(msgspec.Struct, frozen=True):
    """What was told with an application, null where somebody else made it."""

    answers: Answers | None


class ApplicationRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An application as lists and the board show it."""

    id: UUID
    reference: str
    candidate_id: UUID
    first_name: str
    last_name: str
    swe_number: str
    vacancy_reference: str
    vacancy_title: str
    place: str
    stage: Stage
    stage_entered_at: datetime
    source: Source
    next_actor: NextActor
    next_action: str
    next_due_on: date | None
    champion_id: UUID | None
    champion_name: str
    applied_at: datetime
    version: int
    is_anonymous: bool

    @property
    def name(self) -> str:
        """First and last name; the reference while who it is is withheld."""
        return self.reference if self.is_anonymous else f"{self.first_name} {self.last_name}"


class ApplicationDetail(ApplicationRow, frozen=True, kw_only=True, rename="camel"):
    """Everything about one application that its readers may know."""

    candidate_reference: str
    user_id: UUID
    email: str
    phone: str
    postcode: str
    vacancy_id: UUID
    vacancy_kind: VacancyKind
    grade_id: UUID
    grade_code: str
    grade_title: str
    employer_id: UUID
    employer_name: str
    salary_from_amount: Decimal
    salary_to_amount: Decimal
    motivation: str
    experience_years: int
    needs: str
    declared: dict[str, str]
    has_consented: bool
    has_answered: bool
    ended_reason: str
    ended_detail: str


class Column(msgspec.Struct, frozen=True):
    """One column of the board: the first cards of its stages, and how many there are in all."""

    title: str
    stages: tuple[Stage, ...]
    count: int
    cards: list[ApplicationRow]


class Move(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One move of an application."""

    from_stage: str
    to_stage: Stage
    moved_at: datetime
    moved_by: str
    reason: str


class NoteOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A note with its author."""

    id: UUID
    text: str
    author: str
    is_shared: bool
    written_at: datetime


class ConversationOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The initial conversation as it was noted."""

    held_on: date
    held_by: str
    notes: str
    wants_to_go_on: bool
    recorded_at: datetime


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Which applications a list or the board shows; of each filter, any value counts."""

    search: str = ""
    vacancies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    next_actors: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    is_overdue: bool = False
    is_mine: bool = False


class SavedViewOut(msgspec.Struct, frozen=True):
    """A view of the pipeline that somebody saved; `query` is that of the page's address."""

    id: UUID
    name: str
    query: str


class SavedViewIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Filters to keep under a name."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    query: Annotated[str, Meta(max_length=2000)] = ""


class SavedViewName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another name for a saved view."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """What of an application is searched: who it is (withheld while it is screened blind), and what it says."""

    names: tuple[str, ...]
    email: str
    swe_number: str
    candidate_reference: str
    withheld: tuple[str, ...] = ()
    references: tuple[str, ...]
    openly: tuple[str, ...]
    worked: str = ""
    text: str


# --- what the API takes and gives besides


class Agreed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The version of a text that the person was shown and agreed to."""

    kind: str
    version: str


_Short = Annotated[str, Meta(max_length=254)]


class ApplicationIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """An application; `GET /api/v1/notices` gives the texts to show first.

    `answers` may be left out only by those who apply for somebody.
    """

    first_name: _Short
    last_name: _Short
    email: _Short
    phone: _Short = ""
    swe_number: _Short = ""
    postcode: _Short = ""
    experience_years: int = 0
    motivation: Annotated[str, Meta(max_length=20_000)] = ""
    needs: Annotated[str, Meta(max_length=20_000)] = ""
    answers: Answers | None = None
    agreed: list[Agreed]


class ApplicationReceived(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The new application and, for somebody without an account, the token to go on with it.

    `equality_token` lets the applicant answer the equality questions once; it is of no use for anything else.
    """

    id: UUID
    reference: str
    stage: Stage
    token: str = ""
    equality_token: str = ""


class CvOut(msgspec.Struct, frozen=True, rename="camel"):
    """The CV of an application, null where there is none or it is withheld."""

    cv: UploadOut | None


class NoticeOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A text that an applicant must be shown, and where to read it."""

    kind: str
    version: str
    text_sha256: str
    url: str


class MoveIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Where an application goes; `version` is the one that was read."""

    to: Stage
    version: int
    reason: Annotated[str, Meta(max_length=2000)] = ""


class WithdrawIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why the candidate withdraws."""

    reason: WithdrawReason
    detail: Annotated[str, Meta(max_length=2000)] = ""


class RejectIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why we do not go on; the candidate reads `detail`."""

    reason: RejectReason
    detail: Annotated[str, Meta(max_length=2000)] = ""


class BulkAction(StrEnum):
    """What can be done to many applications at once."""

    SCREEN = "screen"
    REJECT = "reject"
    ASSIGN = "assign"


class Chosen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An application chosen on a list, in the version that was read."""

    id: UUID
    version: int


class BulkIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """One decision on several applications; the candidates read `detail` of a rejection."""

    action: BulkAction
    chosen: Annotated[list[Chosen], Meta(min_length=1, max_length=100)]
    reason: RejectReason | None = None
    detail: Annotated[str, Meta(max_length=2000)] = ""
    champion_user_id: UUID | None = None


class BulkResult(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What came of one of them: nothing to say when it was done."""

    id: UUID
    name: str
    refusal: str


class ReopenIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why the end of an application is taken back; the candidate does not read it."""

    reason: Annotated[str, Meta(min_length=1, max_length=2000)]


class ConversationIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What came of the initial conversation."""

    held_on: date
    notes: Annotated[str, Meta(min_length=1, max_length=10_000)]
    wants_to_go_on: bool


class NoteIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A note."""

    text: Annotated[str, Meta(min_length=1, max_length=5000)]
    is_shared: bool = False


class ChampionIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The champion who looks after an application."""

    champion_user_id: UUID


class Created(msgspec.Struct, frozen=True):
    """The id of what was made."""

    id: UUID
