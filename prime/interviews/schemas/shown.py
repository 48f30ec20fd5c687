"""Interviews as pages and JSON show them."""


from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.interviews.tables import AbsenceCause, ChangeKind, InterviewKind, InterviewStatus, Meeting, Outcome, Relationship

Prose = Annotated[str, Meta(max_length=4000)]


class Member(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One champion's seat on a panel."""

    seat_id: UUID
    champion_id: UUID
    user_id: UUID
    name: str
    email: str
    is_lead: bool
    has_scored: bool
    accredited_until: date | None = None


class InterviewDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An interview as the office sees it."""

    id: UUID
    reference: str
    kind: InterviewKind
    status: InterviewStatus
    minutes: int
    starts_at: datetime | None
    ends_at: datetime | None
    meeting: Meeting
    room_id: UUID | None
    place: str
    access: str
    uid: UUID
    sequence: int
    moves: int
    ended_reason: str
    invited_at: datetime
    booked_at: datetime | None
    application_id: UUID
    application_reference: str
    candidate_id: UUID
    candidate_user_id: UUID
    candidate_name: str
    candidate_email: str
    needs: str
    role: str
    grade: str
    outcome: Outcome | None
    kit_version_id: UUID | None
    panel: list[Member]

    @property
    def champion_ids(self) -> list[UUID]:
        """Who must be free, the lead first."""
        return [member.champion_id for member in self.panel]

    @property
    def accredited_to(self) -> date | None:
        """The last day on which one of the panel is accredited."""
        return max((member.accredited_until for member in self.panel if member.accredited_until), default=None)

    @property
    def panel_names(self) -> str:
        """The panel in a sentence."""
        return ", ".join(member.name for member in self.panel)

    def seat_of(self, user_id: UUID | None) -> Member | None:
        """Somebody's own seat on the panel."""
        return next((member for member in self.panel if member.user_id == user_id), None)


class OwnMember(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Whom the candidate meets."""

    champion_id: UUID
    name: str


class OwnInterview(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An interview as its candidate sees it."""

    id: UUID
    reference: str
    kind: InterviewKind
    status: InterviewStatus
    minutes: int
    starts_at: datetime | None
    ends_at: datetime | None
    meeting: Meeting
    place: str
    access: str
    application_id: UUID
    role: str
    panel: list[str]
    members: list[OwnMember]
    moves_left: int
    outcome: Outcome | None
    feedback: str


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One line of an interview's history."""

    kind: ChangeKind
    changed_by: str
    changed_at: datetime
    from_at: datetime | None
    to_at: datetime | None
    detail: str


class AbsenceRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Who did not come, and why; without a champion it is the candidate."""

    champion_id: UUID | None
    name: str
    cause: AbsenceCause


class Slot(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A time at which the whole panel is free, and how it is said."""

    starts_at: datetime
    ends_at: datetime
    text: str


class Hold(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A time that is kept while whoever chose it confirms."""

    starts_at: datetime
    expires_at: datetime
    text: str


class ChampionSummary(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A champion as whoever makes up a panel sees one."""

    id: UUID
    user_id: UUID
    name: str
    home_team: str
    accredited_until: date | None
    levels: list[int]
    weekly_cap: int
    recent: int
    has_hours: bool


class Workload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A champion's interviews of four weeks and to come beside the team's, and the drift of their points; null where too few were compared."""

    champion_id: UUID
    interviews: int
    weekly_cap: int
    team_size: int
    team_median: float
    compared: int
    drift: float | None


class SuggestedMember(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A champion whom the rules propose, with their interviews of four weeks and to come."""

    champion_id: UUID
    user_id: UUID
    name: str
    interviews: int
    is_accredited: bool


class UnaccreditedRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An interview to come with nobody accredited on its panel."""

    id: UUID
    reference: str
    candidate_name: str
    starts_at: datetime | None
    minutes: int


class PanelSuggestion(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The panel that the rules propose; the first leads."""

    application_id: UUID
    members: list[SuggestedMember]


class HandOver(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Who leaves a panel and who joins it."""

    leaving_champion_id: UUID
    joining_champion_id: UUID


class ConflictRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A champion who must not meet a candidate."""

    id: UUID
    champion_id: UUID
    user_id: UUID
    name: str
    relationship: Relationship
    declared_at: datetime


class NewConflict(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Who must not meet whom, and why."""

    application_id: UUID
    champion_user_id: UUID
    relationship: Relationship
    note: Prose = ""


class OwnConflict(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Whom of the panel a candidate knows, and how."""

    champion_id: UUID
    relationship: Relationship


class HoursRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A stretch of a weekday (0 is Monday), in London's time."""

    weekday: Annotated[int, Meta(ge=0, le=6)]
    starts_at: time
    ends_at: time


class StretchRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A stretch of one date."""

    starts_at: time
    ends_at: time


class OverrideRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What replaces the weekly hours on one date; no stretch at all is a day off."""

    held_on: date
    stretches: list[StretchRow]
    reason: str


class Availability(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A champion's settings, weekly hours and date overrides."""

    champion_id: UUID
    weekly_cap: int
    buffer_minutes: int
    notice_hours: int
    horizon_days: int
    video_link: str
    home_team: str
    accredited_until: date | None
    levels: list[int]
    hours: list[HoursRow]
    overrides: list[OverrideRow]


class FeedAddress(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The private address of a calendar feed, said once."""

    address: str


class RatingRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One competency as one champion sees it."""

    competency_id: UUID
    score: int | None
    evidence: str


class ConcernRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One veto question as one champion answered it."""

    question_id: UUID
    is_concern: bool | None
    evidence: str


class ScorecardDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One champion's ratings and answers; `submitted_at` is empty while it is a draft."""

    seat_id: UUID
    user_id: UUID
    name: str
    recommends: bool | None
    summary: str
    submitted_at: datetime | None
    ratings: list[RatingRow]
    concerns: list[ConcernRow]

    def rating(self, competency_id: UUID) -> RatingRow | None:
        """Points and evidence for one competency."""
        return next((rating for rating in self.ratings if rating.competency_id == competency_id), None)

    def score(self, competency_id: UUID) -> int | None:
        """The points for one competency."""
        found = self.rating(competency_id)
        return found.score if found else None

    def concern(self, question_id: UUID) -> ConcernRow | None:
        """The answer to one veto question."""
        return next((concern for concern in self.concerns if concern.question_id == question_id), None)


class NoteRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What was said about a disagreement or a veto; one from before the last scorecard no longer counts."""

    subject_id: UUID
    note: str
    is_lifted: bool
    written_by_id: UUID
    written_by: str
    written_at: datetime


class Matter(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A competency or veto question that the panel must talk about: why, who holds a veto, and what was written."""

    subject_id: UUID
    title: str
    gap: int
    vetoed_by: list[str]
    vetoed_by_ids: list[UUID]
    notes: list[NoteRow]
    blocks_decision: bool
    blocks_offer: bool


class ScorecardSet(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What an actor may see of the scorecards of an interview; nobody else's before their own is in (N8)."""

    own: ScorecardDetail | None
    submitted: list[ScorecardDetail]
    missing: list[str]
    is_blind: bool
    matters: list[Matter]


class DecisionDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What was decided, why, and what the candidate read."""

    outcome: Outcome
    reason: str
    feedback: str
    decided_by: str
    decided_at: datetime
