"""Surveys as JSON shows and takes them."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.candidates.tables import Motivator

COMMENT_MAX = 1000
Points = Annotated[int, Meta(ge=1, le=5)]


class SurveyIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Points from 1 (strongly disagree) to 5 (strongly agree), each of which may be left out, and the token of the link."""

    token: Annotated[str, Meta(max_length=100)]
    clear: Points | None = None
    respectful: Points | None = None
    fair: Points | None = None
    quick: Points | None = None
    motivators: Annotated[list[Motivator], Meta(max_length=20)] = []
    comment: Annotated[str, Meta(max_length=COMMENT_MAX)] = ""


class Group(msgspec.Struct, frozen=True, rename="camel"):
    """Answers of one stage or result; all null where the number is too small to show. `means` are in the order of the questions."""

    key: str
    label: str
    answers: int | None
    means: list[Decimal | None]


class Reason(msgspec.Struct, frozen=True, rename="camel"):
    """How many named a reason for applying; null where the number is too small to show."""

    key: str
    label: str
    answers: int | None


class Comment(msgspec.Struct, frozen=True, rename="camel"):
    """What one candidate wrote; its key is random."""

    id: UUID
    text: str


class SurveyReport(msgspec.Struct, frozen=True, rename="camel"):
    """What candidates said in the twelve months that are over; no total where it is too small."""

    total: int | None
    questions: list[str]
    means: list[Decimal | None]
    by_stage: list[Group]
    by_outcome: list[Group]
    reasons: list[Reason]
