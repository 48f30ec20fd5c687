"""What the worker and the print room say to each other, as MessagePack; each message ends with its stream."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file to embed, with its relationship to the document (ISO 32000-2, 7.11.3)."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one document may use; the largest we allow (500 invoice lines) needs about half."""

    cpu_seconds: int = 20
    wall_seconds: int = 40
    memory_bytes: int = 1_500_000_000
    html_characters: int = 2_000_000


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One document to print."""

    template: str
    context: dict[str, Any]
    created: datetime
    attachments: tuple[Attachment, ...] = ()
    limits: Limits = Limits()


class Outcome(StrEnum):
    """How it ended."""

    PRINTED = "printed"
    FAILED = "failed"
    UNUSABLE = "unusable"
    KILLED = "killed"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The file, or a sentence about why there is none."""

    outcome: Outcome
    pdf: bytes = b""
    detail: str = ""
