"""The HTML forms of availability, invitations, bookings, scorecards and decisions."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, ValidationInfo, create_model, field_validator

from prime.core.fields import Form, Messages
from prime.interviews.rules import LARGEST_PANEL, MOST_OVERRIDE_DAYS
from prime.interviews.tables import AbsenceCause, InterviewKind, Meeting, Outcome, Relationship
from prime.kits.schemas import VersionDetail

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STRETCHES = 3
_TIME = "Enter a time, like 9am or 1:30pm"


# --- weekly hours: for each weekday up to three stretches, `mon_1_from` to `mon_1_to`


def _paired(value: time | None, info: ValidationInfo[Any], start: str) -> time | None:
    """Both ends of a stretch or neither, in order."""
    if start not in info.data:
        return value  # the start could not be read, which says enough
    begin = info.data[start]
    if (begin is None) != (value is None):
        raise ValueError("half")
    if begin is not None and value is not None and begin >= value:
        raise ValueError("order")
    return value


def hours_field(weekday: int, number: int, end: str) -> str:
    """The name of one end (`from` or `to`) of one stretch of a weekday."""
    return f"{WEEKDAYS[weekday][:3].lower()}_{number}_{end}"


def _hours_form() -> type[Form]:
    fields: dict[str, Any] = {}
    validators: dict[str, Any] = {}
    for weekday in range(len(WEEKDAYS)):
        for number in range(1, STRETCHES + 1):
            start, end = hours_field(weekday, number, "from"), hours_field(weekday, number, "to")
            fields[start] = fields[end] = (time | None, None)

            def check(value: time | None, info: ValidationInfo[Any], start: str = start) -> time | None:
                return _paired(value, info, start)

            validators[f"check_{end}"] = field_validator(end)(check)
    return create_model("HoursForm", __base__=Form, __doc__="The hours of every week.", __validators__=validators, **fields)


HoursForm = _hours_form()
HOURS: Messages = {
    hours_field(weekday, number, end): {
        "half": f"{name}: enter both the start and the end, or neither",
        "order": f"{name}: the end must be after the start",
        "*": f"{name}: {_TIME[0].lower()}{_TIME[1:]}",
    }
    for weekday, name in enumerate(WEEKDAYS)
    for number in range(1, STRETCHES + 1)
    for end in ("from", "to")
}


class OverrideForm(Form):
    """Other hours, or none, from one date to another."""

    first_on: date
    last_on: date | None = None
    kind: Literal["off", "hours"]
    starts_at: time | None = None
    ends_at: time | None = None
    reason: Annotated[str, Field(max_length=120)] = ""

    @field_validator("last_on")
    @classmethod
    def _in_order(cls, value: date | None, info: ValidationInfo[Any]) -> date | None:
        first = info.data.get("first_on")
        if value is not None and first is not None and value < first:
            raise ValueError("order")
        return value

    @field_validator("starts_at")
    @classmethod
    def _needed(cls, value: time | None, info: ValidationInfo[Any]) -> time | None:
        if info.data.get("kind") != "hours":
            return None
        if value is None:
            raise ValueError("needed")
        return value

    @field_validator("ends_at")
    @classmethod
    def _after(cls, value: time | None, info: ValidationInfo[Any]) -> time | None:
        if info.data.get("kind") != "hours":
            return None
        if value is None:
            raise ValueError("needed")
        start = info.data.get("starts_at")
        if start is not None and value <= start:
            raise ValueError("order")
        return value


OVERRIDE: Messages = {
    "first_on": {
        "missing": "Enter the date",
        "incomplete": "Date must include a day, month and year",
        "*": "Date must be a real date, like 27 3 2027",
    },
    "last_on": {
        "incomplete": "Last day must include a day, month and year",
        "order": "The last day must not be before the first",
        "*": f"Last day must be a real date, like 28 3 2027, at most {MOST_OVERRIDE_DAYS} days later",
    },
    "kind": {"*": "Select whether you are not available or available at other times"},
    "starts_at": {"needed": "Enter the time from which you are available", "*": _TIME},
    "ends_at": {"needed": "Enter the time until which you are available", "order": "The end must be after the start", "*": _TIME},
    "reason": {"*": "Reason must be 120 characters or less"},
}


class SettingsForm(Form):
    """How many interviews, how close together, how soon and how far ahead."""

    weekly_cap: Annotated[int, Field(ge=1, le=40)]
    buffer_minutes: Annotated[int, Field(ge=0, le=120)]
    notice_hours: Annotated[int, Field(ge=0, le=336)]
    horizon_days: Annotated[int, Field(ge=1, le=365)]
    home_team: Annotated[str, Field(max_length=120)] = ""
    video_link: Annotated[str, Field(max_length=300, pattern=r"^https://\S+$")] | Literal[""] = ""


SETTINGS: Messages = {
    "weekly_cap": {"*": "Interviews a week must be a whole number between 1 and 40"},
    "buffer_minutes": {"*": "Free minutes must be a whole number between 0 and 120"},
    "notice_hours": {"*": "Notice must be a whole number of hours between 0 and 336"},
    "horizon_days": {"*": "Days ahead must be a whole number between 1 and 365"},
    "home_team": {"*": "Team must be 120 characters or less"},
    "video_link": {"*": "Video link must start with https:// and be 300 characters or less"},
}


class AccreditationForm(Form):
    """Until when a champion is accredited, and for which roles they may interview."""

    accredited_until: date | None = None
    levels: tuple[Annotated[int, Field(ge=1, le=20)], ...] = ()
    home_team: Annotated[str, Field(max_length=120)] = ""


ACCREDITATION: Messages = {
    "accredited_until": {
        "incomplete": "Accredited until must include a day, month and year",
        "*": "Accredited until must be a real date, like 27 3 2027",
    },
    "levels": {"*": "Select roles from the list"},
    "home_team": {"*": "Team must be 120 characters or less"},
}


# --- invitations and bookings


SEATS = ("lead", "second", "third", "fourth", "fifth")


class MeetingForm(Form):
    """How people meet, and where."""

    meeting: Meeting = Meeting.VIDEO
    link: Annotated[str, Field(max_length=300)] = ""
    number: Annotated[str, Field(max_length=100)] = ""
    room: UUID | None = None

    @property
    def place(self) -> str:
        """What was said of where they meet, for how they meet."""
        return {Meeting.VIDEO: self.link, Meeting.TELEPHONE: self.number, Meeting.ROOM: ""}[self.meeting]


MEETING: Messages = {
    "meeting": {"*": "Select how you meet"},
    "link": {"*": "Join link must be 300 characters or less"},
    "number": {"*": "Number must be 100 characters or less"},
    "room": {"*": "Select a room from the list"},
}


class InviteForm(MeetingForm):
    """What the candidate is invited to, and whom they meet."""

    kind: InterviewKind
    lead: UUID
    second: UUID | None = None
    third: UUID | None = None
    fourth: UUID | None = None
    fifth: UUID | None = None
    minutes: Literal["30", "45", "60", "90"]

    @property
    def panel(self) -> list[UUID]:
        """Everybody who was chosen, the lead first."""
        return [user_id for user_id in (getattr(self, seat) for seat in SEATS) if user_id is not None]

    @field_validator(*SEATS[1:])
    @classmethod
    def _once(cls, value: UUID | None, info: ValidationInfo[Any]) -> UUID | None:
        if value is not None and value in {info.data.get(seat) for seat in SEATS[: SEATS.index(str(info.field_name))]}:
            raise ValueError("twice")
        return value


INVITE: Messages = {
    "kind": {"*": "Select what you invite the candidate to"},
    "lead": {"*": "Select who leads"},
    **{
        seat: {"twice": f"Select somebody else as the {seat} member", "*": f"Select the {seat} member from the list"} for seat in SEATS[1:]
    },
    "minutes": {"*": "Select how long it takes"},
    **MEETING,
}


class ConflictForm(Form):
    """Who must not meet the candidate, and why."""

    champion: UUID
    relationship: Relationship
    note: Annotated[str, Field(max_length=500)] = ""


CONFLICT: Messages = {
    "champion": {"*": "Select who must not meet the candidate"},
    "relationship": {"*": "Select how they know each other"},
    "note": {"*": "Details must be 500 characters or less"},
}


class KnownForm(Form):
    """Whom of the panel the candidate knows, and how."""

    champion: UUID
    relationship: Relationship


KNOWN: Messages = {"champion": {"*": "Select whom you know"}, "relationship": {"*": "Select how you know each other"}}


class HandOverForm(Form):
    """Who leaves a panel and who joins it."""

    leaving: UUID
    joining: UUID


HAND_OVER: Messages = {
    "leaving": {"*": "Select who hands over"},
    "joining": {"*": "Select who takes over"},
}


class TimeForm(Form):
    """The start that was chosen, as the radio button carries it."""

    starts_at: str

    @field_validator("starts_at")
    @classmethod
    def _real(cls, value: str) -> str:
        if datetime.fromisoformat(value).tzinfo is None:
            raise ValueError("naive")
        return value

    @property
    def moment(self) -> datetime:
        """The chosen start."""
        return datetime.fromisoformat(self.starts_at)


TIME: Messages = {"starts_at": {"missing": "Select a time", "*": "Select a time from the list"}}


class ReasonForm(Form):
    """Why; a candidate need not say."""

    reason: Annotated[str, Field(max_length=500)] = ""


REASON: Messages = {"reason": {"*": "Reason must be 500 characters or less"}}


def absence_field(number: int) -> str:
    """The field of one person: 0 is the candidate, then the members of the panel."""
    return f"person_{number}"


def _absence_form() -> type[Form]:
    fields: dict[str, Any] = {absence_field(number): (AbsenceCause | None, None) for number in range(LARGEST_PANEL + 1)}
    fields["reason"] = (Annotated[str, Field(max_length=500)], "")
    return create_model("AbsenceForm", __base__=Form, __doc__="Who did not come, and why; nothing for who came.", **fields)


AbsenceForm = _absence_form()
ABSENCE: Messages = {
    **{absence_field(number): {"*": "Select from the list whether they came"} for number in range(LARGEST_PANEL + 1)},
    "reason": {"*": "Details must be 500 characters or less"},
}


# --- scorecards and decisions

EVIDENCE_MAX = 2000


def scorecard_form(kit: VersionDetail) -> tuple[type[Form], Messages]:
    """The form of a scorecard as its kit asks, with its messages: `score_1` and `score_1_evidence`, `concern_1` and `concern_1_evidence`."""
    return _scorecard_form(tuple(competency.title.lower() for competency in kit.competencies), len(kit.questions))


@lru_cache(maxsize=32)
def _scorecard_form(titles: tuple[str, ...], questions: int) -> tuple[type[Form], Messages]:
    fields: dict[str, Any] = {}
    messages: dict[str, dict[str, str]] = {}
    evidence = (Annotated[str, Field(max_length=EVIDENCE_MAX)], "")
    for number, title in enumerate(titles, 1):
        fields[f"score_{number}"] = (Literal["1", "2", "3", "4", "5"] | None, None)
        fields[f"score_{number}_evidence"] = evidence
        messages[f"score_{number}"] = {"*": f"Select points for “{title}”"}
        messages[f"score_{number}_evidence"] = {"*": f"Evidence for “{title}” must be {EVIDENCE_MAX:,} characters or less"}
    for number in range(1, questions + 1):
        fields[f"concern_{number}"] = (Literal["yes", "no"] | None, None)
        fields[f"concern_{number}_evidence"] = evidence
        messages[f"concern_{number}"] = {"*": f"Select yes or no for question {number}"}
        messages[f"concern_{number}_evidence"] = {"*": f"What you heard or saw must be {EVIDENCE_MAX:,} characters or less"}
    fields |= {"recommends": (Literal["yes", "no"] | None, None), "summary": evidence}
    messages |= {
        "recommends": {"*": "Select whether you recommend hiring the candidate"},
        "summary": {"*": f"Summary must be {EVIDENCE_MAX:,} characters or less"},
    }
    return create_model("ScorecardForm", __base__=Form, __doc__="Points, answers and evidence, whole or as a draft.", **fields), messages


class ModerationForm(Form):
    """What the panel said about a competency or veto question, and whether a veto no longer stands."""

    subject: UUID
    note: Annotated[str, Field(max_length=4000)]
    is_lifted: Literal["yes", "no"] = "no"


MODERATION: Messages = {
    "subject": {"*": "Open the page again"},
    "note": {"missing": "Enter what the panel said", "*": "What the panel said must be 4,000 characters or less"},
    "is_lifted": {"*": "Select whether the veto stands"},
}


class DecisionForm(Form):
    """What the panel decides, why, and what the candidate reads."""

    outcome: Outcome
    reason: Annotated[str, Field(max_length=4000)]
    feedback: Annotated[str, Field(max_length=4000)]


DECISION: Messages = {
    "outcome": {"*": "Select what you decide"},
    "reason": {"missing": "Enter the reasons for the decision", "*": "Reasons must be 4,000 characters or less"},
    "feedback": {"missing": "Enter what the candidate reads", "*": "Feedback must be 4,000 characters or less"},
}
