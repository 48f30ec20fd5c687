"""Stored files and issued documents."""

from enum import StrEnum

from piccolo.columns import JSONB, UUID, BigInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check
from piccolo.table import Table

from prime.accounts.tables import Organisation, User
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key


class DocumentKind(StrEnum):
    """What sort of paper it is; the value is also the folder of its template."""

    EMPLOYMENT_CONTRACT = "employment_contract"
    OFFER_LETTER = "offer_letter"
    PLACEMENT_AGREEMENT = "placement_agreement"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"

    @property
    def label(self) -> str:
        """The kind in words, as pages and file names show it."""
        return self.value.replace("_", " ").capitalize()


class DocumentStatus(StrEnum):
    """Whether its PDF is there."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The state in words."""
        return {"waiting": "Waiting for PDF", "ready": "Ready", "failed": "Failed"}[self.value]


class StoredFile(Table, help_text="A file of the store: what it is, and the hash under which its bytes lie."):
    """Written once; the database refuses any change."""

    id = primary_key()
    sha256 = Varchar(length=64, default="", index=True, help_text="Hash of the bytes, which is also their key in the store.")
    media_type = Varchar(length=100, default="", help_text="What the bytes were found to be, not what was claimed.")
    size = BigInt(default=0, help_text="Number of bytes.")
    filename = Varchar(length=200, default="", help_text="Name offered on download.")
    created_at = moment_now()
    uploaded_by = foreign_key(User, null=True)

    stored_file_sha256_valid = Check("sha256 ~ '^[0-9a-f]{64}$'")
    stored_file_not_empty = Check("size > 0")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.filename])


class Document(Table, help_text="An issued paper: the facts it was made from, who may read it, and its PDF once rendered."):
    """Once ready it never changes; before that, only its state does. The database refuses the rest."""

    id = primary_key()
    reference = Varchar(length=40, default="", unique=True, help_text="Like DOC-2026-000123.")
    kind = choice(DocumentKind, index=True)
    title = Varchar(length=250, default="", help_text="What a list shows, like `Invoice INV-2026-000042`.")
    context = JSONB(default="{}", help_text="The facts, frozen when the document was ordered.")
    template_version = Varchar(length=12, null=True, default=None, help_text="Fingerprint of the templates that made the PDF.")
    status = choice(DocumentStatus, default=DocumentStatus.WAITING, index=True)
    status_detail = Text(default="", help_text="Why it is still waiting, or failed.")
    file = foreign_key(StoredFile, null=True, unique=True)
    subject_type = Varchar(length=40, default="", help_text="What it belongs to, like `placement` or `invoice`.")
    subject_id = UUID(default=None, index=True, help_text="Key of the record it belongs to.")
    person = foreign_key(User, null=True)
    organisation = foreign_key(Organisation, null=True)
    audience = Varchar(length=60, default="", help_text="Permission that opens it: to the office, and to members of the organisation.")
    queued_at = moment(null=True)
    created_at = moment_now()
    created_by = foreign_key(User, null=True)
    rendered_at = moment(null=True)

    document_kind_known = one_of("kind", DocumentKind)
    document_status_known = one_of("status", DocumentStatus)
    document_ready_has_file = Check(
        "(status = 'ready') = (file IS NOT NULL) AND (status = 'ready') = (rendered_at IS NOT NULL) "
        "AND (status = 'ready') = (template_version IS NOT NULL)"
    )

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])
