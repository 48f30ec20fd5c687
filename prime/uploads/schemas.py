"""Uploads as pages and JSON show them."""

from datetime import datetime
from uuid import UUID

import msgspec

from prime.core.storage import Stored
from prime.uploads.tables import ScanStatus


class FileType(msgspec.Struct, frozen=True):
    """A kind of file that we take."""

    media_type: str
    suffix: str


class Sent(msgspec.Struct, frozen=True):
    """A file that came in: its bytes, in the store already; what they are; the name it had."""

    stored: Stored
    file_type: FileType
    sent_as: str


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
