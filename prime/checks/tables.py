"""Pre-employment checks (domain.md 5)."""

from enum import StrEnum

from piccolo.columns import Boolean, Date, SmallInt, Text, Varchar
from piccolo.constraints import Check as Constraint
from piccolo.constraints import Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.candidates.tables import Candidate
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key


class CheckKind(StrEnum):
    """What is checked before anybody starts; each candidate has one row of each."""

    IDENTITY = "identity"
    RIGHT_TO_WORK = "right_to_work"
    DBS = "dbs"
    SWE_REGISTRATION = "swe_registration"
    REFERENCE_ONE = "reference_one"
    REFERENCE_TWO = "reference_two"
    QUALIFICATION = "qualification"
    OVERSEAS = "overseas"
    HEALTH = "health"


class CheckStatus(StrEnum):
    """What came of it."""

    OPEN = "open"
    CLEAR = "clear"
    NOT_CLEAR = "not_clear"
    NOT_NEEDED = "not_needed"


class CheckMethod(StrEnum):
    """What was seen of an identity, or how a right to work or a DBS certificate was checked; other kinds have one way only."""

    PASSPORT = "passport"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"
    LIST_A = "list_a"
    LIST_B_1 = "list_b_1"
    LIST_B_2 = "list_b_2"
    DIGITAL = "digital"
    ONLINE = "online"
    NEW_CERTIFICATE = "new_certificate"
    UPDATE_SERVICE = "update_service"


class DbsLevel(StrEnum):
    """What a DBS certificate looked into; only the first allows work with children in regulated activity."""

    ENHANCED_BARRED = "enhanced_barred"
    ENHANCED = "enhanced"
    STANDARD = "standard"
    BASIC = "basic"


class UpdateResult(StrEnum):
    """What the DBS update service says of a certificate."""

    NO_CONTENT = "no_content"
    REMAINS_CURRENT = "remains_current"
    NO_LONGER_CURRENT = "no_longer_current"


class RegisterStatus(StrEnum):
    """How somebody stands in the register of Social Work England."""

    REGISTERED = "registered"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    NOT_FOUND = "not_found"


class Check(Table, tablename="pre_employment_check", help_text="One pre-employment check of one candidate, with the facts of its kind."):
    """Anything but open names who recorded it and when; a file seen is an upload of the purpose `check_evidence`."""

    id = primary_key()
    candidate = foreign_key(Candidate)
    kind = choice(CheckKind)
    status = choice(CheckStatus, default=CheckStatus.OPEN)
    method = Varchar(length=40, null=True, default=None, choices=CheckMethod, help_text="How it was checked, where there are several ways.")
    checked_on = Date(null=True, default=None)
    checker = foreign_key(User, null=True)
    reference = Varchar(length=60, default="", help_text="Document, certificate or registration number, share code, award, referee.")
    second_document = Varchar(length=120, default="", help_text="Identity: what shows the address.")
    issued_on = Date(null=True, default=None, help_text="DBS: the day of issue of the certificate.")
    discloses = Boolean(default=False, help_text="DBS: the certificate holds something; what it is stands in its assessment alone.")
    level = Varchar(length=40, null=True, default=None, choices=DbsLevel, help_text="DBS: what the certificate looked into.")
    consents_to_updates = Boolean(null=True, default=None, help_text="DBS: agreed to checks of the update service.")
    status_checked_on = Date(null=True, default=None, help_text="DBS: the last look at the update service.")
    status_result = Varchar(length=40, null=True, default=None, choices=UpdateResult, help_text="DBS: what the update service said.")
    register_status = Varchar(length=40, null=True, default=None, choices=RegisterStatus, help_text="Social Work England: the state in the register.")
    conditions = Text(default="", secret=True, help_text="Social Work England: conditions of practice and warnings.")
    awarded_by = Varchar(length=120, default="", help_text="Qualification: where it was awarded.")
    awarded_in = SmallInt(null=True, default=None, help_text="Qualification: the year of the award.")
    countries = Varchar(length=200, default="", help_text="Overseas: the countries lived or worked in.")
    expires_on = Date(null=True, default=None, help_text="The last day on which it counts.")
    recheck_on = Date(null=True, default=None, help_text="The day by which it is looked at again.")
    detail = Text(default="", secret=True)
    recorded_at = moment(null=True)
    created_at = moment_now()

    check_kind_known = one_of("kind", CheckKind)
    check_status_known = one_of("status", CheckStatus)
    check_method_known = one_of("method", CheckMethod)
    check_level_known = one_of("level", DbsLevel)
    check_result_known = one_of("status_result", UpdateResult)
    check_register_status_known = one_of("register_status", RegisterStatus)
    check_once = Unique([candidate, kind])
    check_recorded_by_somebody = Constraint("status = 'open' OR (checked_on IS NOT NULL AND checker IS NOT NULL AND recorded_at IS NOT NULL)")
    check_not_needed_says_why = Constraint("status <> 'not_needed' OR (kind = 'overseas' AND detail <> '')")
    check_clear_has_reference = Constraint("status <> 'clear' OR reference <> ''")
    check_clear_identity = Constraint(
        "kind <> 'identity' OR status <> 'clear'"
        " OR (COALESCE(method, '') IN ('passport', 'driving_licence', 'residence_permit') AND second_document <> '')"
    )
    check_clear_right_to_work = Constraint(
        "kind <> 'right_to_work' OR status <> 'clear' OR CASE COALESCE(method, '')"
        " WHEN 'list_a' THEN expires_on IS NULL WHEN 'digital' THEN expires_on IS NULL"
        " WHEN 'list_b_1' THEN expires_on IS NOT NULL WHEN 'list_b_2' THEN expires_on IS NOT NULL"
        " WHEN 'online' THEN reference ~ '^[A-Z0-9]{9}$' ELSE false END"
    )
    check_limited_right_is_followed_up = Constraint(
        "kind <> 'right_to_work' OR status <> 'clear' OR expires_on IS NULL OR (recheck_on IS NOT NULL AND recheck_on <= expires_on)"
    )
    check_clear_dbs = Constraint(
        "kind <> 'dbs' OR status <> 'clear' OR (reference ~ '^[0-9]{12}$' AND COALESCE(level, '') = 'enhanced_barred' AND issued_on IS NOT NULL"
        " AND issued_on <= checked_on AND COALESCE(method, '') IN ('new_certificate', 'update_service'))"
    )
    check_update_service_asked = Constraint(
        "kind <> 'dbs' OR status <> 'clear' OR method <> 'update_service' OR (COALESCE(consents_to_updates, false) AND status_checked_on IS NOT NULL"
        " AND COALESCE(status_result, '') IN ('no_content', 'remains_current'))"
    )
    check_clear_registration = Constraint(
        "kind <> 'swe_registration' OR status <> 'clear' OR (COALESCE(register_status, '') = 'registered' AND expires_on IS NOT NULL"
        " AND (conditions = '' OR detail <> ''))"
    )
    check_clear_qualification = Constraint("kind <> 'qualification' OR status <> 'clear' OR (awarded_by <> '' AND awarded_in IS NOT NULL)")
    check_clear_overseas = Constraint("kind <> 'overseas' OR status <> 'clear' OR countries <> ''")


class RegisterLookup(Table, help_text="What the register of Social Work England said of a number, as it was seen."):
    """Never changed; `source` says whether it was the simulator."""

    id = primary_key()
    check_record = foreign_key(Check)
    number = Varchar(length=8, default="")
    source = Varchar(length=20, default="")
    was_found = Boolean(default=False)
    name = Varchar(length=200, default="", help_text="The name in the register.")
    name_score = SmallInt(default=0, help_text="How well it fits the candidate's name, of 100.")
    register_status = choice(RegisterStatus)
    registered_until = Date(null=True, default=None)
    conditions = Text(default="", secret=True)
    looked_up_by = foreign_key(User)
    looked_up_at = moment_now()

    lookup_status_known = one_of("register_status", RegisterStatus)
    lookup_found_means_named = Constraint("was_found = (name <> '') AND was_found = (register_status <> 'not_found')")
    lookup_score_of_100 = Constraint("name_score BETWEEN 0 AND 100")


class AssessmentOutcome(StrEnum):
    """What was decided on what a DBS certificate discloses."""

    PROCEED = "proceed"
    STOP = "stop"


class DbsAssessment(Table, help_text="What a DBS certificate discloses, weighed against the role, and who decided on it."):
    """The candidate is heard first; one person assesses, another decides. What was disclosed is forgotten in time."""

    id = primary_key()
    check_record = foreign_key(Check)
    certificate = Varchar(length=12, default="", help_text="Number of the certificate; no copy is kept.")
    opened_by = foreign_key(User)
    opened_at = moment_now()
    explanation = Text(default="", secret=True, help_text="What the candidate says about it.")
    explained_at = moment(null=True)
    relevance = Text(default="", secret=True, help_text="Whether it matters for the role.")
    seriousness = Text(default="", secret=True)
    time_passed = Text(default="", secret=True, help_text="How long ago, and at what age.")
    circumstances = Text(default="", secret=True, help_text="How it came about, and what has changed.")
    pattern = Text(default="", secret=True, help_text="Once, or again and again.")
    assessed_by = foreign_key(User, null=True)
    assessed_at = moment(null=True)
    outcome = Varchar(length=40, null=True, default=None, choices=AssessmentOutcome)
    reason = Text(default="", secret=True, help_text="Why, as the candidate reads it.")
    safeguards = Text(default="", secret=True, help_text="What keeps children safe where we go on.")
    decided_by = foreign_key(User, null=True)
    decided_as = Varchar(length=120, default="", help_text="The position of who decided.")
    decided_at = moment(null=True)
    forgotten_at = moment(null=True)

    assessment_outcome_known = one_of("outcome", AssessmentOutcome)
    assessment_decided_by_another = Constraint(
        "outcome IS NULL OR (decided_by IS NOT NULL AND decided_at IS NOT NULL AND decided_as <> ''"
        " AND assessed_by IS NOT NULL AND decided_by <> assessed_by AND decided_by <> opened_by)"
    )
    assessment_says_why = Constraint("outcome IS NULL OR forgotten_at IS NOT NULL OR reason <> ''")
    assessment_forgotten_whole = Constraint(
        "forgotten_at IS NULL OR explanation || relevance || seriousness || time_passed || circumstances || pattern || reason || safeguards = ''"
    )


class OverrideStatus(StrEnum):
    """Where an override stands; only a granted one lets somebody start, and only until its last day."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"


class CheckOverride(Table, help_text="Somebody may start although a check is not clear: asked for by one person, granted by another."):
    """Only for checks that the law leaves to the employer; the terms of a granted one never change."""

    id = primary_key()
    check_record = foreign_key(Check)
    status = choice(OverrideStatus, default=OverrideStatus.REQUESTED)
    reason = Text(default="", secret=True, help_text="Why it is right to start without the check.")
    condition = Text(default="", help_text="What keeps children safe meanwhile, for example supervision.")
    expires_on = Date(default=None, help_text="The last day on which it counts.")
    requested_by = foreign_key(User)
    requested_at = moment_now()
    decided_by = foreign_key(User, null=True)
    decided_at = moment(null=True)
    ended_reason = Text(default="", help_text="Why it was refused, or ended early.")

    override_status_known = one_of("status", OverrideStatus)
    override_says_why = Constraint("reason <> '' AND condition <> ''")
    override_granted_by_another = Constraint(
        "status <> 'granted' OR (decided_at IS NOT NULL AND decided_by IS NOT NULL AND decided_by <> requested_by)"
    )
    override_end_has_reason = Constraint("status NOT IN ('refused', 'ended') OR ended_reason <> ''")


class CheckReminder(Table, help_text="Somebody was told that a check lapses or must be looked at again."):
    """Once for each check and day; a check that is renewed has another day."""

    id = primary_key()
    check_record = foreign_key(Check)
    due_on = Date(default=None)
    reminded_at = moment_now()

    check_reminder_once = Unique([check_record, due_on])
