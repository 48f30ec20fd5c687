"""Candidates, applications, their moves, consents and notes."""

from enum import StrEnum

from piccolo.columns import JSONB, Array, Boolean, Date, DoublePrecision, Integer, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key
from prime.vacancies.tables import Vacancy


class Stage(StrEnum):
    """Where an application stands."""

    APPLIED = "applied"
    SCREENING = "screening"
    CONVERSATION = "conversation"
    INTERVIEW = "interview"
    OFFER = "offer"
    CHECKS = "checks"
    READY = "ready"
    STARTED = "started"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class NextActor(StrEnum):
    """Whose turn it is."""

    CANDIDATE = "candidate"
    CHAMPION = "champion"
    PANEL = "panel"
    OPERATIONS = "operations"
    NOBODY = "nobody"


class Source(StrEnum):
    """How the person came to us."""

    DIRECT = "direct"
    REFERRAL = "referral"
    AGENCY = "agency"
    IMPORT = "import"


class WithdrawReason(StrEnum):
    """Why a person ends their own application."""

    ANOTHER_JOB = "another_job"
    PAY = "pay"
    LOCATION = "location"
    CIRCUMSTANCES = "circumstances"
    TOO_LONG = "too_long"
    NOT_FOR_ME = "not_for_me"
    OFFER_DECLINED = "offer_declined"
    OTHER = "other"


class RejectReason(StrEnum):
    """Why we do not go on with an application."""

    REGISTRATION = "registration"
    EXPERIENCE = "experience"
    APPLICATION = "application"
    CONVERSATION = "conversation"
    INTERVIEW = "interview"
    CHECKS = "checks"
    FILLED = "filled"
    NO_ANSWER = "no_answer"
    OTHER = "other"


class RegistrationStatus(StrEnum):
    """Whether somebody is on the register of Social Work England, as they say."""

    REGISTERED = "registered"
    APPLYING = "applying"


class DbsHeld(StrEnum):
    """Which enhanced DBS certificate somebody says they have."""

    UPDATE_SERVICE = "update_service"
    CERTIFICATE = "certificate"
    NONE = "none"


class RightToWork(StrEnum):
    """What somebody says of their right to work in the United Kingdom."""

    PERMANENT = "permanent"
    TIME_LIMITED = "time_limited"
    SPONSORSHIP = "sponsorship"


class JobKind(StrEnum):
    """How somebody was engaged."""

    PERMANENT = "permanent"
    AGENCY = "agency"
    SELF_EMPLOYED = "self_employed"
    STUDY = "study"
    VOLUNTEER = "volunteer"


class Motivator(StrEnum):
    """What draws somebody to AfC; from a list, so that it can be counted."""

    PERMANENCE = "permanence"
    PRACTICE = "practice"
    SUPERVISION = "supervision"
    CASELOAD = "caseload"
    TEAM = "team"
    DEVELOPMENT = "development"
    VARIETY = "variety"
    BALANCE = "balance"
    PAY = "pay"
    LOCATION = "location"
    VALUES = "values"


class Candidate(Table, help_text="A person who applies, once, whatever they apply for."):
    """Has an account; the account's e-mail address is where we write to."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    user = foreign_key(User, unique=True)
    first_name = Varchar(length=100, default="")
    last_name = Varchar(length=100, default="", index=True)
    email = Varchar(length=254, default="", index=True)
    phone = Varchar(length=30, default="")
    swe_number = Varchar(length=8, default="", index=True, help_text="Social Work England registration, like SW1234.")
    postcode = Varchar(length=8, default="")
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    merged_into = foreign_key("self", null=True)
    created_at = moment_now()

    candidate_swe_number_valid = Check("swe_number = '' OR swe_number ~ '^SW[1-9][0-9]{0,5}$'")
    candidate_place_whole = Check("(latitude IS NULL) = (longitude IS NULL)")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s %s %s", columns=[cls.reference, cls.first_name, cls.last_name])


class Application(Table, help_text="One person for one vacancy, from applying to the first day."):
    """Never two live ones of a person for one vacancy; every stage stamps its own time in `StageMove`."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    candidate = foreign_key(Candidate)
    vacancy = foreign_key(Vacancy)
    stage = choice(Stage, default=Stage.APPLIED)
    stage_entered_at = moment_now()
    source = choice(Source, default=Source.DIRECT)
    motivation = Text(default="", help_text="Why the person wants to join, in their words.")
    experience_years = SmallInt(default=0, help_text="Years since qualifying, as declared.")
    needs = Text(default="", secret=True, help_text="Adjustments needed for an interview.")
    declared = JSONB(default="{}", help_text="Name and contact details as typed for this application.")
    next_actor = choice(NextActor, default=NextActor.CHAMPION)
    next_action = Varchar(length=120, default="")
    next_due_on = Date(null=True, default=None)
    champion = foreign_key(User, null=True)
    ended_reason = Varchar(length=60, default="")
    ended_detail = Text(default="")
    applied_at = moment_now()
    version = Integer(default=1)

    application_stage_known = one_of("stage", Stage)
    application_source_known = one_of("source", Source)
    application_next_actor_known = one_of("next_actor", NextActor)
    application_withdrawn_for_a_reason = Check(f"stage <> 'withdrawn' OR {one_of('ended_reason', WithdrawReason).get_condition_str()}")
    application_rejected_for_a_reason = Check(f"stage <> 'rejected' OR {one_of('ended_reason', RejectReason).get_condition_str()}")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])


class DeclaredChecks(Table, help_text="What somebody says, when applying, of their registration, DBS and right to work."):
    """Their word, once for each application; the pre-employment checks prove it later."""

    id = primary_key()
    application = foreign_key(Application, unique=True)
    registration = choice(RegistrationStatus)
    conditions = Text(default="", secret=True, help_text="Conditions, warnings and open concerns on the registration.")
    dbs = choice(DbsHeld)
    right_to_work = choice(RightToWork)

    declared_checks_registration_known = one_of("registration", RegistrationStatus)
    declared_checks_dbs_known = one_of("dbs", DbsHeld)
    declared_checks_right_to_work_known = one_of("right_to_work", RightToWork)


class PastJob(Table, help_text="A job, or a time of study, in the work history of an application."):
    """Months are held as their first day; without a last month it goes on."""

    id = primary_key()
    application = foreign_key(Application)
    employer = Varchar(length=150, default="")
    title = Varchar(length=150, default="")
    kind = choice(JobKind)
    began_on = Date(default=None)
    ended_on = Date(null=True, default=None)

    past_job_kind_known = one_of("kind", JobKind)
    past_job_says_where = Check("employer <> '' AND title <> ''")
    past_job_in_order = Check("ended_on >= began_on")
    past_job_in_months = Check("extract(day FROM began_on) = 1 AND (ended_on IS NULL OR extract(day FROM ended_on) = 1)")


class ExplainedGap(Table, help_text="A gap of a month or more in a work history, with the person's explanation."):
    """From the first to the last whole month without a job."""

    id = primary_key()
    application = foreign_key(Application)
    began_on = Date(default=None)
    ended_on = Date(default=None)
    explanation = Text(default="")

    explained_gap_once = Unique([application, began_on])
    explained_gap_in_order = Check("ended_on >= began_on")
    explained_gap_in_months = Check("extract(day FROM began_on) = 1 AND extract(day FROM ended_on) = 1")
    explained_gap_is_explained = Check("explanation <> ''")


class ApplicationMotivator(Table, help_text="A reason of the list why somebody applied."):
    """Each once for an application."""

    id = primary_key()
    application = foreign_key(Application)
    motivator = choice(Motivator)

    application_motivator_once = Unique([application, motivator])
    application_motivator_known = one_of("motivator", Motivator)


class StageMove(Table, help_text="One move of an application from stage to stage: when, by whom, why."):
    """The history of an application; never changed."""

    id = primary_key()
    application = foreign_key(Application)
    from_stage = Varchar(length=40, default="")
    to_stage = choice(Stage)
    moved_at = moment_now()
    moved_by = foreign_key(User, null=True)
    reason = Text(default="")

    stage_move_known = one_of("to_stage", Stage)


class Consent(Table, help_text="What a person agreed to or declared, with the version of the text."):
    """Recorded at the moment of applying, with the address it came from."""

    id = primary_key()
    candidate = foreign_key(Candidate)
    application = foreign_key(Application, null=True)
    kind = Varchar(length=40, default="", help_text="privacy_notice or declaration.")
    version = Varchar(length=20, default="")
    text_sha256 = Varchar(length=64, default="")
    given_at = moment()
    ip = Varchar(length=45, default="")

    consent_has_version = Check("kind <> '' AND version <> ''")


class Conversation(Table, help_text="The initial conversation of a champion with a candidate, as the champion noted it."):
    """What it means to work for AfC, and whether to go on; once for each application."""

    id = primary_key()
    application = foreign_key(Application, unique=True)
    held_by = foreign_key(User)
    held_on = Date(default=None)
    notes = Text(default="")
    wants_to_go_on = Boolean(default=True)
    recorded_at = moment_now()


class Note(Table, help_text="A note on a candidate by somebody who works on the application."):
    """`is_shared` lets the candidate read it too."""

    id = primary_key()
    application = foreign_key(Application)
    author = foreign_key(User)
    text = Text(default="")
    is_shared = Boolean(default=False)
    written_at = moment_now()

    note_says_something = Check("text <> ''")


class Escalation(Table, help_text="Operations were told that the next step of an application is overdue."):
    """Once for each due date; a step that is put off and missed again is told again."""

    id = primary_key()
    application = foreign_key(Application)
    due_on = Date(default=None)
    escalated_at = moment_now()

    escalation_once = Unique([application, due_on])


class SavedView(Table, help_text="Filters of the candidates that somebody named to come back to."):
    """One's own; the names of a person differ, whatever their case."""

    id = primary_key()
    user = foreign_key(User)
    name = Varchar(length=60, default="")
    query = Text(default="", help_text="The query of the page's address.")
    created_at = moment_now()

    saved_view_has_a_name = Check("name <> ''")


class SearchEntry(Table, help_text="The words by which an application is found; made from it, and made again when it changes."):
    """`words` is indexed as a text search vector; `made_from` shows which entries are out of date."""

    id = primary_key()
    application = foreign_key(Application, unique=True)
    words = Array(base_column=Text(), default=list)
    made_from = Varchar(length=32, default="", help_text="A hash of what the words were made from.")


class ApplicationDraft(Table, help_text="An application not sent yet, found again by the hash of an e-mailed token."):
    """Holds what was typed; deleted when sent, or some weeks after the last change and a warning by e-mail."""

    id = primary_key()
    vacancy = foreign_key(Vacancy)
    token = Varchar(length=64, unique=True, default="", secret=True)
    warning_token = Varchar(length=64, unique=True, null=True, default=None, secret=True, help_text="Of the link in the warning.")
    email = Varchar(length=254, default="")
    answers = Text(default="{}")
    updated_at = moment_now()
    warned_at = moment(null=True)

    application_draft_once = Unique([vacancy, token])
