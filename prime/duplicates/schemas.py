"""Records side by side as pages and JSON show them, and what the API takes."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.duplicates.tables import PairStatus


class ReasonKind(StrEnum):
    """What speaks for one person, or against it."""

    SWE_NUMBER = "swe_number"
    EMAIL = "email"
    PHONE = "phone"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"
    GIVEN_NAME = "given_name"
    EMAIL_TYPO = "email_typo"
    POSTCODE = "postcode"
    SWE_TYPO = "swe_typo"
    OTHER_GIVEN_NAME = "other_given_name"
    OTHER_SWE_NUMBER = "other_swe_number"


class Reason(msgspec.Struct, frozen=True):
    """One thing that speaks for or against, with what exactly was found."""

    kind: ReasonKind
    detail: str = ""


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known of one person, of each kind every value that was ever given; a name is first and last."""

    names: tuple[tuple[str, str], ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    swe_numbers: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


class RecordOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One candidate record as it is compared with another."""

    id: UUID
    reference: str
    first_name: str
    last_name: str
    email: str
    phone: str
    swe_number: str
    postcode: str
    created_at: datetime
    applications: list[str]
    is_staff: bool

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class PairOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Two records, the older first, with what speaks for one person."""

    id: UUID
    score: int
    status: PairStatus
    reasons: list[Reason]
    first: RecordOut
    second: RecordOut


class MergeOut(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A merge, standing or undone."""

    id: UUID
    survivor_id: UUID
    survivor_reference: str
    survivor_name: str
    lost_id: UUID
    lost_reference: str
    lost_name: str
    lost_email: str
    reason: str
    merged_by: str
    merged_at: datetime
    undone_by: str
    undone_at: datetime | None


class AskIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Two records that somebody takes for one person: one by its id, the other by its reference or that of an application."""

    candidate_id: UUID
    reference: Annotated[str, Meta(min_length=1, max_length=20)]


class MergeIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Two records of one person: which is kept, and how that is known."""

    survivor_id: UUID
    lost_id: UUID
    reason: Annotated[str, Meta(min_length=1, max_length=1000)]


class MergeMade(msgspec.Struct, frozen=True):
    """The id of the merge."""

    id: UUID
