"""Kits as pages and JSON show them, and what the API takes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.kits.tables import Area

MOST_COMPETENCIES, MOST_QUESTIONS, MOST_PROMPTS = 12, 8, 8

Title = Annotated[str, Meta(min_length=1, max_length=120)]
Line = Annotated[str, Meta(min_length=1, max_length=300)]
Anchor = Annotated[str, Meta(min_length=1, max_length=400)]


# --- what a version says


class CompetencyIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A competency with words for 1 to 5 points, lowest first."""

    title: Title
    question: Line
    anchors: Annotated[list[Anchor], Meta(min_length=5, max_length=5)]
    area: Area = Area.PRACTICE
    prompts: Annotated[list[Line], Meta(max_length=MOST_PROMPTS)] = []
    basis: Annotated[str, Meta(max_length=200)] = ""
    veto_below: Annotated[int, Meta(ge=2, le=5)] | None = None


class QuestionIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A question whose yes is a veto."""

    area: Area
    wording: Line


class Content(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Everything that a version says, in order."""

    competencies: Annotated[list[CompetencyIn], Meta(max_length=MOST_COMPETENCIES)] = []
    questions: Annotated[list[QuestionIn], Meta(max_length=MOST_QUESTIONS)] = []


# --- what is shown


class CompetencyDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A competency of a version."""

    id: UUID
    position: int
    area: Area
    title: str
    question: str
    anchors: list[str]
    prompts: list[str]
    basis: str
    veto_below: int | None


class QuestionDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A veto question of a version."""

    id: UUID
    position: int
    area: Area
    wording: str


class VersionDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A version with all that it says; `published_at` is empty while it is a draft."""

    id: UUID
    kit_id: UUID
    title: str
    number: int
    note: str
    revision: int
    published_at: datetime | None
    competencies: list[CompetencyDetail]
    questions: list[QuestionDetail]

    @property
    def content(self) -> Content:
        """What it says, as one would write it again."""
        return Content(
            competencies=[
                CompetencyIn(
                    title=found.title,
                    question=found.question,
                    anchors=found.anchors,
                    area=found.area,
                    prompts=found.prompts,
                    basis=found.basis,
                    veto_below=found.veto_below,
                )
                for found in self.competencies
            ],
            questions=[QuestionIn(area=found.area, wording=found.wording) for found in self.questions],
        )


class VersionRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A version in the history of its kit."""

    id: UUID
    number: int
    note: str
    published_at: datetime | None
    published_by: str


class KitRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A kit, the number in force (none before the first) and whether a draft is being written."""

    id: UUID
    key: str
    title: str
    level_from: int | None
    level_to: int | None
    number: int | None
    published_at: datetime | None
    has_draft: bool


class KitDetail(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A kit with the version in force, the draft, and its history, newest first."""

    kit: KitRow
    current: VersionDetail | None
    draft: VersionDetail | None
    versions: list[VersionRow]


# --- what the API takes


class NewKit(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A kit to be written; levels are those of the role ladder."""

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    title: Title
    level_from: Annotated[int, Meta(ge=1, le=20)] | None = None
    level_to: Annotated[int, Meta(ge=1, le=20)] | None = None


class DraftChange(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Everything that the draft is to say, and the revision that was read."""

    content: Content
    revision: int


class Publication(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What is new, and the revision that was read."""

    note: Line
    revision: int
