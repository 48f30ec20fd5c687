"""Champions, availability, interviews, panel seats, scorecards, decisions."""

from enum import StrEnum

from piccolo.columns import UUID, Array, Boolean, Date, Integer, SmallInt, Text, Time, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.candidates.tables import Application, Candidate
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key
from prime.kits.tables import Competency, KitVersion, VetoQuestion
from prime.reference.tables import Division
from prime.rooms.tables import Room


class InterviewKind(StrEnum):
    """The first talk, or the panel interview."""

    CONVERSATION = "conversation"
    INTERVIEW = "interview"


class Meeting(StrEnum):
    """How people meet."""

    VIDEO = "video"
    TELEPHONE = "telephone"
    ROOM = "room"


class InterviewStatus(StrEnum):
    """How far an interview has come."""

    INVITED = "invited"
    BOOKED = "booked"
    HELD = "held"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Outcome(StrEnum):
    """What the panel decided."""

    HIRE = "hire"
    REJECT = "reject"


class Champion(Table, help_text="A practising social worker or manager who talks to candidates, interviews and chooses."):
    """Profile of a user with the role champion."""

    id = primary_key()
    user = foreign_key(User, unique=True)
    home_team = Varchar(length=120, default="")
    accredited_until = Date(null=True, default=None, help_text="Safer-recruitment training is valid to this day.")
    levels = Array(base_column=SmallInt(), default=list, help_text="Grade levels of the roles they may interview for; none at all means every role.")
    weekly_cap = SmallInt(default=6, help_text="Interviews in one week, at most.")
    division = choice(Division, default=Division.ENGLAND_AND_WALES)
    buffer_minutes = SmallInt(default=15, help_text="Free minutes after each interview, and so before the next.")
    notice_hours = SmallInt(default=24, help_text="Nobody may book sooner than this.")
    horizon_days = SmallInt(default=56, help_text="Nobody may book further ahead than this.")
    video_link = Varchar(length=300, default="")
    is_active = Boolean(default=True)

    champion_division_known = one_of("division", Division)
    champion_limits_sensible = Check(
        "weekly_cap BETWEEN 1 AND 40 AND buffer_minutes BETWEEN 0 AND 120 AND notice_hours BETWEEN 0 AND 336 AND horizon_days BETWEEN 1 AND 365"
    )


class WeeklyHours(Table, help_text="A stretch of a weekday in which a champion can interview, in London time."):
    """Stretches of one champion and weekday never overlap."""

    id = primary_key()
    champion = foreign_key(Champion)
    weekday = SmallInt(default=None, help_text="0 is Monday.")
    starts_at = Time(default=None)
    ends_at = Time(default=None)

    weekly_hours_in_order = Check("starts_at < ends_at AND weekday BETWEEN 0 AND 6")


class DateOverride(Table, help_text="What replaces a champion's weekly hours on one date: other hours, or none."):
    """Several rows of a date are several stretches; one row without times is a day off."""

    id = primary_key()
    champion = foreign_key(Champion)
    held_on = Date(default=None)
    starts_at = Time(null=True, default=None)
    ends_at = Time(null=True, default=None)
    reason = Varchar(length=120, default="")

    date_override_in_order = Check("(starts_at IS NULL) = (ends_at IS NULL) AND starts_at < ends_at")


class ChangeKind(StrEnum):
    """What can happen to an interview."""

    INVITED = "invited"
    TIME_CHOSEN = "time_chosen"
    BOOKED = "booked"
    MOVED = "moved"
    HANDED_OVER = "handed_over"
    PLACE_CHANGED = "place_changed"
    CANCELLED = "cancelled"
    HELD = "held"
    NO_SHOW = "no_show"


class AbsenceCause(StrEnum):
    """Why somebody did not come."""

    NO_WORD = "no_word"
    ILL = "ill"
    EMERGENCY = "emergency"
    TRAVEL = "travel"
    TECHNICAL = "technical"
    FORGOTTEN = "forgotten"
    OTHER = "other"


class Interview(Table, help_text="A conversation or panel interview of one application, from invitation to result."):
    """`starts_at` and `ends_at` are set when the candidate books; a cancelled one frees its time."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    application = foreign_key(Application)
    candidate = foreign_key(Candidate)
    kind = choice(InterviewKind)
    status = choice(InterviewStatus, default=InterviewStatus.INVITED)
    minutes = SmallInt(default=45)
    starts_at = moment(null=True)
    ends_at = moment(null=True)
    meeting = choice(Meeting, default=Meeting.VIDEO)
    room = foreign_key(Room, null=True)
    place = Varchar(length=300, default="", help_text="Join link, number to call, or room and address.")
    uid = UUID(default=None, help_text="Identity in everybody's calendar, for life.")
    sequence = Integer(default=0, help_text="Raised with every change (RFC 5546).")
    moves = SmallInt(default=0, help_text="How often the candidate has moved it.")
    ended_reason = Text(default="", help_text="Why it was cancelled, or who did not come.")
    kit_version = foreign_key(KitVersion, null=True)
    panel_size = SmallInt(default=1, help_text="Members of its panel, at least: as many as the vacancy asked for when the candidate was invited.")
    follows = foreign_key("self", null=True, unique=True)
    invited_by = foreign_key(User)
    invited_at = moment_now()
    booked_at = moment(null=True)

    interview_kind_known = one_of("kind", InterviewKind)
    interview_has_kit = Check("(kind = 'interview') = (kit_version IS NOT NULL)")
    interview_panel_sensible = Check("panel_size BETWEEN 1 AND 5 AND (kind = 'interview' OR panel_size = 1)")
    interview_status_known = one_of("status", InterviewStatus)
    interview_meeting_known = one_of("meeting", Meeting)
    interview_room_where_needed = Check("(meeting = 'room') = (room IS NOT NULL)")
    interview_time_whole = Check("(starts_at IS NULL) = (ends_at IS NULL) AND starts_at < ends_at")
    interview_minutes_sensible = Check("minutes BETWEEN 15 AND 180")
    interview_end_has_reason = Check("status NOT IN ('cancelled', 'no_show') OR ended_reason <> ''")
    interview_booked_has_time = Check("status NOT IN ('booked', 'held', 'no_show') OR starts_at IS NOT NULL")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])


class InterviewChange(Table, help_text="One line of an interview's history: who did what, when, from which time to which, and why."):
    """Written once."""

    id = primary_key()
    interview = foreign_key(Interview)
    kind = choice(ChangeKind)
    changed_by = foreign_key(User, null=True)
    changed_at = moment()
    from_at = moment(null=True)
    to_at = moment(null=True)
    detail = Text(default="")

    interview_change_kind_known = one_of("kind", ChangeKind)


class Absence(Table, help_text="Somebody who did not come to an interview, and why."):
    """Without a champion it is the candidate; once for each person, written once."""

    id = primary_key()
    interview = foreign_key(Interview)
    champion = foreign_key(Champion, null=True)
    cause = choice(AbsenceCause)
    recorded_by = foreign_key(User)
    recorded_at = moment()

    absence_cause_known = one_of("cause", AbsenceCause)


class Relationship(StrEnum):
    """Why somebody must not choose a candidate."""

    SAME_TEAM = "same_team"
    LINE_MANAGER = "line_manager"
    FORMER_COLLEAGUE = "former_colleague"
    PERSONAL = "personal"


class ConflictOfInterest(Table, help_text="A champion who must not meet a candidate, and why."):
    """Declared once for each pair; it is never taken back."""

    id = primary_key()
    champion = foreign_key(Champion)
    candidate = foreign_key(Candidate)
    relationship = choice(Relationship)
    note = Text(default="")
    declared_by = foreign_key(User)
    declared_at = moment()

    conflict_of_interest_once = Unique([champion, candidate])
    conflict_of_interest_known = one_of("relationship", Relationship)


class CalendarFeed(Table, help_text="The private address at which a champion's own calendar program reads their interviews."):
    """One for each champion; a new one ends the one before."""

    id = primary_key()
    champion = foreign_key(Champion, unique=True)
    token_hash = Varchar(length=64, unique=True, default="", secret=True)
    made_at = moment()


class SlotHold(Table, help_text="A time kept for some minutes while whoever chose it confirms."):
    """One for each interview; it holds until it expires, and is gone once the interview is booked or somebody else books the time."""

    id = primary_key()
    interview = foreign_key(Interview, unique=True)
    starts_at = moment()
    expires_at = moment()


class PanelSeat(Table, help_text="One champion's place on the panel of an interview, or a time of theirs that is held."):
    """Carries the time, so that the database can refuse to book a champion twice.

    The span goes on to the end of the champion's free minutes after it; it is empty until the interview is booked and
    after it is cancelled. What is held stands here too, so that one constraint keeps bookings and holds apart.
    """

    id = primary_key()
    interview = foreign_key(Interview, null=True)
    hold = foreign_key(SlotHold, null=True)
    champion = foreign_key(Champion)
    is_lead = Boolean(default=False)
    busy_from = moment(null=True)
    busy_to = moment(null=True)

    panel_seat_once = Unique([interview, champion])
    panel_seat_time_whole = Check("(busy_from IS NULL) = (busy_to IS NULL) AND busy_from < busy_to")
    panel_seat_or_hold = Check("(interview IS NULL) <> (hold IS NULL) AND (hold IS NULL OR busy_from IS NOT NULL)")


class RoomBooking(Table, help_text="A room that an interview has, or that is held for one."):
    """Like a seat on a panel it carries the time, so that the database can refuse to give a room away twice."""

    id = primary_key()
    room = foreign_key(Room)
    interview = foreign_key(Interview, null=True)
    hold = foreign_key(SlotHold, null=True)
    busy_from = moment()
    busy_to = moment()

    room_booking_in_order = Check("busy_from < busy_to")
    room_booking_or_hold = Check("(interview IS NULL) <> (hold IS NULL)")


class Scorecard(Table, help_text="One champion's ratings of one interview; locked once submitted."):
    """Others' are hidden until one's own is submitted."""

    id = primary_key()
    seat = foreign_key(PanelSeat, unique=True)
    recommends = Boolean(null=True, default=None)
    summary = Text(default="")
    submitted_at = moment(null=True)
    updated_at = moment_now()

    scorecard_submitted_is_whole = Check("submitted_at IS NULL OR recommends IS NOT NULL")


class Rating(Table, help_text="One competency of a scorecard: 1 to 5 with the evidence."):
    """One row a competency of the interview's kit."""

    id = primary_key()
    scorecard = foreign_key(Scorecard)
    competency = foreign_key(Competency)
    score = SmallInt(null=True, default=None, help_text="Empty in a draft only.")
    evidence = Text(default="")

    rating_once = Unique([scorecard, competency])
    rating_in_range = Check("score BETWEEN 1 AND 5")


class Concern(Table, help_text="One veto question of a scorecard, answered with yes (a veto) or no."):
    """One row a question of the interview's kit."""

    id = primary_key()
    scorecard = foreign_key(Scorecard)
    question = foreign_key(VetoQuestion)
    is_concern = Boolean(null=True, default=None, help_text="Empty in a draft only.")
    evidence = Text(default="", help_text="What was heard or seen; a yes needs it.")

    concern_once = Unique([scorecard, question])


class Moderation(Table, help_text="What a panel said about a disagreement or a veto before it decided."):
    """Written once; of several on one matter the newest counts, and only if no scorecard came in after it."""

    id = primary_key()
    interview = foreign_key(Interview)
    competency = foreign_key(Competency, null=True)
    question = foreign_key(VetoQuestion, null=True)
    note = Text(default="")
    is_lifted = Boolean(default=False, help_text="Whether a veto no longer stands; nobody lifts their own.")
    written_by = foreign_key(User)
    written_at = moment()

    moderation_of_one_matter = Check("(competency IS NULL) <> (question IS NULL)")
    moderation_says_something = Check("note <> ''")


class ScorecardChase(Table, help_text="A reminder of a scorecard that is late."):
    """Each step once for each seat."""

    id = primary_key()
    seat = foreign_key(PanelSeat)
    step = SmallInt(default=1, help_text="1 and 2 go to the champion, 3 to operations.")
    sent_at = moment()

    scorecard_chase_once = Unique([seat, step])
    scorecard_chase_step_known = Check("step BETWEEN 1 AND 3")


class Decision(Table, help_text="What the panel decided on an interview, why, and what the candidate is told."):
    """Once for each interview; written once."""

    id = primary_key()
    interview = foreign_key(Interview, unique=True)
    outcome = choice(Outcome)
    reason = Text(default="")
    feedback = Text(default="", help_text="What the candidate reads.")
    decided_by = foreign_key(User)
    decided_at = moment()

    decision_outcome_known = one_of("outcome", Outcome)
    decision_has_reason = Check("reason <> ''")
