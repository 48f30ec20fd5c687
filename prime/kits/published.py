"""Reads `data/kits.toml`: the kits that every database begins with, as plain values."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from prime.kits.schemas import CompetencyIn, Content, QuestionIn
from prime.kits.tables import Area

DATA = Path(__file__).with_name("data")


class Shipped(NamedTuple):
    """A kit of the file."""

    key: str
    title: str
    levels: tuple[int, int]
    content: Content


def _competency(row: dict[str, Any]) -> CompetencyIn:
    return CompetencyIn(**{**row, "area": Area(row.get("area", Area.PRACTICE))})


def kits() -> Iterator[Shipped]:
    """Every kit of the file with all that it says."""
    with (DATA / "kits.toml").open("rb") as file:
        found = tomllib.load(file)
    questions = msgspec.convert(found["question"], list[QuestionIn])
    for kit in found["kit"]:
        rows = [found["competency"][key] for key in kit["competencies"]]
        lowest, highest = kit["levels"]
        content = Content(competencies=[_competency(row) for row in rows], questions=questions)
        yield Shipped(kit["key"], kit["title"], (lowest, highest), content)
