"""Uploads."""

from enum import StrEnum

from piccolo.columns import UUID, BigInt, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key
from prime.documents.tables import StoredFile


class Purpose(StrEnum):
    """What a file is for."""

    CV = "cv"
    REFERENCE = "reference"
    CHECK_EVIDENCE = "check_evidence"


class ScanStatus(StrEnum):
    """What the virus scanner says of it."""

    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"


class Upload(Table, help_text="A file that somebody sent us for a record, and what the virus scanner says of it."):
    """One for each record and purpose: a new one takes the place of the old. An infected one has no file any more."""

    id = primary_key()
    purpose = choice(Purpose)
    subject_id = UUID(default=None, help_text="Key of the record it belongs to.")
    owner = foreign_key(User, null=True)
    file = foreign_key(StoredFile, null=True, unique=True)
    filename = Varchar(length=200, default="", help_text="Name we give it on download.")
    sent_as = Varchar(length=200, default="", help_text="Name it had when it was sent; shown, never used as a path.")
    size = BigInt(default=0)
    status = choice(ScanStatus, default=ScanStatus.WAITING, index=True)
    finding = Varchar(length=200, default="", help_text="What the scanner found in it.")
    uploaded_at = moment_now()
    scanned_at = moment(null=True)

    upload_purpose_known = one_of("purpose", Purpose)
    upload_status_known = one_of("status", ScanStatus)
    upload_once = Unique([purpose, subject_id])
    upload_infected_has_no_file = Check("(status = 'infected') = (file IS NULL)")
    upload_infected_says_what = Check("(status = 'infected') = (finding <> '')")
    upload_scanned_at_a_time = Check("(status = 'waiting') = (scanned_at IS NULL)")
    upload_is_not_empty = Check("size BETWEEN 1 AND 10485760")
