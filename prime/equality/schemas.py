"""Equality monitoring as JSON shows and takes it."""

from datetime import date

import msgspec

from prime.equality.tables import AgeGroup, Disability, Ethnicity, Orientation, Religion, SameGender, Sex


class AnswerIn(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The answers, each of which may be left out, and the token that came with the application."""

    token: str
    sex: Sex = Sex.PREFER_NOT_TO_SAY
    same_gender: SameGender = SameGender.PREFER_NOT_TO_SAY
    age_group: AgeGroup = AgeGroup.PREFER_NOT_TO_SAY
    ethnicity: Ethnicity = Ethnicity.PREFER_NOT_TO_SAY
    disability: Disability = Disability.PREFER_NOT_TO_SAY
    religion: Religion = Religion.PREFER_NOT_TO_SAY
    orientation: Orientation = Orientation.PREFER_NOT_TO_SAY


class Count(msgspec.Struct, frozen=True, rename="camel"):
    """How many gave an answer; null where the number is too small to show."""

    answer: str
    label: str
    count: int | None


class Breakdown(msgspec.Struct, frozen=True, rename="camel"):
    """The counts of one question."""

    question: str
    text: str
    counts: list[Count]


class Report(msgspec.Struct, frozen=True, rename="camel"):
    """The answers of a financial year, as far as its months are over; no total where it is too small."""

    year: int
    starts_on: date
    ends_before: date
    total: int | None
    breakdowns: list[Breakdown]
