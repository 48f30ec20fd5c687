"""Pre-employment checks (domain.md 5)."""

from enum import StrEnum

from piccolo.columns import Date, Text, Varchar
from piccolo.constraints import Check as Constraint
from piccolo.constraints import Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.candidates.tables import Candidate
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key
from prime.documents.tables import StoredFile


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
    """How a right to work or a DBS certificate was checked; other kinds have one way only."""

    LIST_A = "list_a"
    LIST_B_1 = "list_b_1"
    LIST_B_2 = "list_b_2"
    DIGITAL = "digital"
    ONLINE = "online"
    NEW_CERTIFICATE = "new_certificate"
    UPDATE_SERVICE = "update_service"


class Check(Table, tablename="pre_employment_check", help_text="One pre-employment check of one candidate: date, checker, reference, expiry."):
    """Anything but open names who recorded it and when."""

    id = primary_key()
    candidate = foreign_key(Candidate)
    kind = choice(CheckKind)
    status = choice(CheckStatus, default=CheckStatus.OPEN)
    method = Varchar(length=40, null=True, default=None, choices=CheckMethod, help_text="How it was checked, where there are several ways.")
    checked_on = Date(null=True, default=None)
    checker = foreign_key(User, null=True)
    reference = Varchar(length=60, default="", help_text="Certificate number, registration number, share code, referee.")
    expires_on = Date(null=True, default=None)
    detail = Text(default="", secret=True)
    evidence = foreign_key(StoredFile, null=True)
    recorded_at = moment(null=True)
    created_at = moment_now()

    check_kind_known = one_of("kind", CheckKind)
    check_status_known = one_of("status", CheckStatus)
    check_method_known = one_of("method", CheckMethod)
    check_once = Unique([candidate, kind])
    check_recorded_by_somebody = Constraint("status = 'open' OR (checked_on IS NOT NULL AND checker IS NOT NULL AND recorded_at IS NOT NULL)")
    check_not_needed_says_why = Constraint("status <> 'not_needed' OR (kind = 'overseas' AND detail <> '')")
    check_dbs_number = Constraint("kind <> 'dbs' OR status <> 'clear' OR reference ~ '^[0-9]{12}$'")
