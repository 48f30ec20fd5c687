"""Self-disclosures as pages and JSON show them, and what the API takes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.disclosures.tables import DisclosureStatus, Finding

Prose = Annotated[str, Meta(max_length=4000)]


class Answer(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Yes or no to one question; a yes says what it is about."""

    is_yes: bool
    detail: Prose = ""


class DisclosureIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """An answer to each question by its name, declared to be true under one's own name."""

    answers: dict[Annotated[str, Meta(max_length=40)], Answer]
    signed_name: Annotated[str, Meta(max_length=200)]
    is_true: bool


class ReviewIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What operations make of it; the lead of the panel, and the candidate, read `discussion`."""

    finding: Finding
    discussion: Prose = ""
    note: Prose = ""


class DisclosureOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A disclosure; candidates see neither the note nor who reviewed it."""

    id: UUID
    application_id: UUID
    candidate_name: str
    role: str
    status: DisclosureStatus
    asked_at: datetime
    reminded_at: datetime | None
    sent_at: datetime | None
    signed_name: str
    answers: dict[str, Answer] | None
    finding: Finding | None
    discussion: str
    note: str
    reviewed_by: str
    reviewed_at: datetime | None


class Discussion(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the lead of a panel is to talk about with the candidate; nothing of what was disclosed."""

    application_id: UUID
    candidate_name: str
    role: str
    discussion: str


class AskedCandidate(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What somebody with the link sees: the questions are open, or were answered. Never the answers."""

    role: str
    status: DisclosureStatus


class Periods(msgspec.Struct, frozen=True, kw_only=True):
    """How long things last, as the reference data say with their sources (prime/reference/data/rates.toml)."""

    link_days: int
    remind_days: int
    kept_months: int


class Question(msgspec.Struct, frozen=True):
    """One question, in words."""

    name: str
    text: str
    hint: str
