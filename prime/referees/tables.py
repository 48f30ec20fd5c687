"""Referees and the references they give; a concern and what the candidate said to it (domain.md 1 and 5; O4)."""

from enum import StrEnum

from piccolo.columns import JSONB, Boolean, Date, SmallInt, Text, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from prime.accounts.tables import User
from prime.candidates.tables import Application, Candidate
from prime.checks.tables import CheckKind
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key


class Relationship(StrEnum):
    """How a referee knows somebody's practice: each has seen it, as the agency rules ask of a reference."""

    LINE_MANAGER = "line_manager"
    SUPERVISOR = "supervisor"
    PRACTICE_EDUCATOR = "practice_educator"
    SENIOR_MANAGER = "senior_manager"


class RefereeStatus(StrEnum):
    """How far we are with a referee."""

    NAMED = "named"
    ASKED = "asked"
    DECLINED = "declined"
    BOUNCED = "bounced"
    EXPIRED = "expired"
    DROPPED = "dropped"
    RECEIVED = "received"
    QUERIED = "queried"
    CONCERN = "concern"
    ACCEPTED = "accepted"
    UNSATISFACTORY = "unsatisfactory"


class Way(StrEnum):
    """How a reference came."""

    FORM = "form"
    OFF_SERVICE = "off_service"


class Reemploy(StrEnum):
    """Whether the referee would employ the person again."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Rating(StrEnum):
    """How well somebody does in one area of practice."""

    STRONG = "strong"
    GOOD = "good"
    NEEDED_SUPPORT = "needed_support"
    CANNOT_SAY = "cannot_say"


class Outcome(StrEnum):
    """What came of a concern."""

    ACCEPTED = "accepted"
    UNSATISFACTORY = "unsatisfactory"


class RefereeCall(Table, help_text="When a candidate was asked to name referees."):
    """Once for each person; the acceptance of an offer asks by itself."""

    id = primary_key()
    candidate = foreign_key(Candidate, unique=True)
    application = foreign_key(Application)
    called_at = moment_now()


class Referee(Table, help_text="Somebody who can speak of a candidate's practice, and how far we are with them."):
    """The link of the form is an access token; what they typed and have not sent lies in `draft` until it is sent."""

    id = primary_key()
    candidate = foreign_key(Candidate)
    application = foreign_key(Application)
    name = Varchar(length=120, default="")
    job_title = Varchar(length=120, default="")
    organisation = Varchar(length=120, default="")
    email = Varchar(length=254, default="")
    relationship = choice(Relationship)
    worked_from = Date(default=None, help_text="From when the candidate says they worked together.")
    worked_to = Date(null=True, default=None, help_text="Until when; empty while they still do.")
    is_latest = Boolean(default=False, help_text="Speaks for the current or most recent employer.")
    status = choice(RefereeStatus, default=RefereeStatus.NAMED, index=True)
    status_detail = Text(default="", help_text="Why it is as it is: why they declined, why the email came back.")
    identity_check = Varchar(length=200, default="", help_text="How operations know that they are who they are said to be.")
    named_at = moment_now()
    asked_by = foreign_key(User, null=True)
    asked_at = moment(null=True)
    expires_at = moment(null=True)
    reminders = SmallInt(default=0)
    draft = Text(default="", secret=True)
    check_kind = Varchar(length=40, null=True, default=None, help_text="The check that the reference decided.")
    forgotten_at = moment(null=True)

    referee_relationship_known = one_of("relationship", Relationship)
    referee_status_known = one_of("status", RefereeStatus)
    referee_dates_in_order = Check("worked_to IS NULL OR worked_to >= worked_from")
    referee_asked_by_somebody = Check("status <> 'asked' OR (asked_by IS NOT NULL AND asked_at IS NOT NULL AND expires_at > asked_at)")
    referee_decides_a_check = Check(
        f"(status IN ('accepted', 'unsatisfactory')) = (check_kind IS NOT NULL) "
        f"AND (check_kind IS NULL OR check_kind IN ('{CheckKind.REFERENCE_ONE}', '{CheckKind.REFERENCE_TWO}'))"
    )
    referee_forgotten_whole = Check("forgotten_at IS NULL OR email || identity_check || status_detail || draft = ''")
    referee_draft_is_not_kept = Check("draft = '' OR status IN ('asked', 'named')")


class Reference(Table, help_text="What a referee says of a candidate; written once and never changed."):
    """Health and sickness are not asked (Equality Act 2010, section 60). Deleted in time, when its referee is forgotten."""

    id = primary_key()
    referee = foreign_key(Referee, unique=True)
    way = choice(Way, default=Way.FORM)
    relationship = choice(Relationship)
    worked_from = Date(default=None)
    worked_to = Date(null=True, default=None)
    job_title = Varchar(length=120, default="", help_text="What the candidate did there.")
    ratings = JSONB(default="{}", help_text="One word for each area of practice.")
    has_concern = Boolean(default=False, help_text="Whether there was a concern about children or adults at risk.")
    concern_detail = Text(default="", secret=True)
    has_discipline = Boolean(default=False, help_text="Whether there is a live warning, or a disciplinary matter not ended.")
    discipline_detail = Text(default="", secret=True)
    would_reemploy = choice(Reemploy)
    reemploy_detail = Text(default="", secret=True)
    comments = Text(default="", secret=True)
    signed_name = Varchar(length=120, default="", help_text="The name as the referee typed it.")
    received_at = moment_now()
    recorded_by = foreign_key(User, null=True)
    received_how = Varchar(length=200, default="", help_text="How one that came off the service reached us.")

    reference_way_known = one_of("way", Way)
    reference_relationship_known = one_of("relationship", Relationship)
    reference_reemploy_known = one_of("would_reemploy", Reemploy)
    reference_dates_in_order = Check("worked_to IS NULL OR worked_to >= worked_from")
    reference_says_what = Check(
        "(NOT has_concern OR concern_detail <> '') AND (NOT has_discipline OR discipline_detail <> '') "
        "AND (would_reemploy = 'yes' OR reemploy_detail <> '')"
    )
    reference_from_somebody = Check("signed_name <> '' AND (way = 'form') = (recorded_by IS NULL) AND (way = 'form') = (received_how = '')")


class ReferenceQuestion(Table, help_text="What operations asked a referee afterwards, and the answer."):
    """The reference itself stays as it was given."""

    id = primary_key()
    referee = foreign_key(Referee)
    question = Text(default="")
    asked_by = foreign_key(User)
    asked_at = moment_now()
    answer = Text(default="", secret=True)
    answered_at = moment(null=True)

    reference_question_asks = Check("question <> ''")
    reference_question_answered_once = Check("(answer <> '') = (answered_at IS NOT NULL)")


class ReferenceHearing(Table, help_text="A concern about a reference, what the candidate said to it, and what operations decided."):
    """Nobody decides before the candidate has answered or has had the time to."""

    id = primary_key()
    referee = foreign_key(Referee, unique=True)
    concern = Text(default="", help_text="What the candidate reads; not the referee's own words.")
    raised_by = foreign_key(User)
    raised_at = moment_now()
    answer_by = Date(default=None)
    comment = Text(default="", secret=True)
    commented_at = moment(null=True)
    outcome = Varchar(length=40, null=True, default=None, choices=Outcome)
    reasons = Text(default="")
    decided_by = foreign_key(User, null=True)
    decided_at = moment(null=True)

    reference_hearing_says_what = Check("concern <> '' AND (comment <> '') = (commented_at IS NOT NULL)")
    reference_hearing_outcome_known = one_of("outcome", Outcome)
    reference_hearing_decided_by_somebody = Check(
        "num_nonnulls(outcome, decided_by, decided_at) IN (0, 3) AND (outcome IS NOT NULL) = (reasons <> '')"
    )
    reference_hearing_heard_first = Check(
        "outcome IS NULL OR outcome = 'accepted' OR commented_at IS NOT NULL OR (decided_at AT TIME ZONE 'Europe/London')::date > answer_by"
    )
