"""Uploads as pages and JSON show them."""

from datetime import datetime
from uuid import UUID

import msgspec

from prime.uploads.tables import ScanStatus


class FileType(msgspec.Struct, frozen=True):
    """A kind of file that we take."""

    media_type: str
    suffix: str


class Verdict(msgspec.Struct, frozen=True):
    """What the scanner says: the name of what it found, empty where the file is clean."""

    finding: str = ""


class UploadOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A file that was sent, and whether it can be opened."""

    id: UUID
    filename: str
    sent_as: str
    size: int
    status: ScanStatus
    can_open: bool
    uploaded_at: datetime


class OpenFile(msgspec.Struct, frozen=True):
    """A file that may be taken: where its bytes are, and the name to offer."""

    sha256: str
    filename: str
