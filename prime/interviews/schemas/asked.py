"""What the API takes for interviews."""


from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.interviews.schemas.shown import HoursRow, Prose, StretchRow
from prime.interviews.tables import AbsenceCause, InterviewKind, Meeting, Outcome

Moment = Annotated[datetime, Meta(tz=True)]
Sentence = Annotated[str, Meta(max_length=500)]


class NewInterview(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Who is invited to what, by whom they are met; the first champion leads."""

    application_id: UUID
    kind: InterviewKind
    champion_user_ids: Annotated[list[UUID], Meta(min_length=1, max_length=5)]
    minutes: Annotated[int, Meta(ge=15, le=180)] = 45
    meeting: Meeting = Meeting.VIDEO
    place: Annotated[str, Meta(max_length=300)] = ""
    room_id: UUID | None = None


class NewMeeting(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """How and where they meet from now on."""

    meeting: Meeting
    place: Annotated[str, Meta(max_length=300)] = ""
    room_id: UUID | None = None


class Booking(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The start that was chosen, with its offset from UTC."""

    starts_at: Moment


class Reason(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Why."""

    reason: Sentence = ""


class NewAbsence(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Who did not come, and why; without a champion it is the candidate."""

    cause: AbsenceCause
    champion_id: UUID | None = None


class Absences(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Everybody who did not come, and what else is known."""

    absent: Annotated[list[NewAbsence], Meta(min_length=1, max_length=6)]
    reason: Sentence = ""


class NewRating(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Points and evidence for one competency; a draft may lack the points."""

    competency_id: UUID
    score: Annotated[int, Meta(ge=1, le=5)] | None = None
    evidence: Prose = ""


class NewConcern(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The answer to one veto question; a draft may lack it, and a yes needs evidence."""

    question_id: UUID
    is_concern: bool | None = None
    evidence: Prose = ""


class NewScorecard(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """One's own scorecard, as a draft or, where `isFinal` says so, for good."""

    ratings: Annotated[list[NewRating], Meta(max_length=20)]
    concerns: Annotated[list[NewConcern], Meta(max_length=20)] = []
    recommends: bool | None = None
    summary: Prose = ""
    is_final: bool = False


class NewModeration(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What the panel said about a competency or veto question, and whether a veto on it no longer stands."""

    subject_id: UUID
    note: Prose
    is_lifted: bool = False


class NewDecision(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What the panel decides."""

    outcome: Outcome
    reason: Prose
    feedback: Prose = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """How many interviews, how close together, how soon and how far ahead."""

    weekly_cap: Annotated[int, Meta(ge=1, le=40)]
    buffer_minutes: Annotated[int, Meta(ge=0, le=120)]
    notice_hours: Annotated[int, Meta(ge=0, le=336)]
    horizon_days: Annotated[int, Meta(ge=1, le=365)]
    video_link: Annotated[str, Meta(max_length=300)] = ""
    home_team: Annotated[str, Meta(max_length=120)] = ""


class Accreditation(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Until when a champion is accredited, and for which grade levels they may interview (none: every one)."""

    accredited_until: date | None
    levels: Annotated[list[Annotated[int, Meta(ge=1, le=20)]], Meta(max_length=20)] = []
    home_team: Annotated[str, Meta(max_length=120)] = ""


class WeeklyPlan(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """All stretches of a week; they replace those before."""

    hours: Annotated[list[HoursRow], Meta(max_length=60)]


class NewOverride(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Other hours, or none, from one date to another."""

    first_on: date
    last_on: date | None = None
    stretches: Annotated[list[StretchRow], Meta(max_length=10)] = []
    reason: Annotated[str, Meta(max_length=120)] = ""
