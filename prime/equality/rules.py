"""The questions, and which counts may be shown (domain.md 10: nothing under 5). Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from prime.equality.tables import AgeGroup, Disability, Ethnicity, Orientation, Religion, SameGender, Sex

LEAST_SHOWN = 5
# Where the questions are, and the cookie that holds the ticket there.
PATH = "/equality"
TICKET_COOKIE = "equality"
_APRIL = 4


class Question(msgspec.Struct, frozen=True):
    """A question, with the words of its answers where they are not those of the code."""

    text: str
    kind: type[StrEnum]
    hint: str = ""
    words: Mapping[str, str] = {}

    @property
    def options(self) -> list[tuple[str, str]]:
        """Each answer with its words, in the order of the page."""
        return [(option.value, self.words.get(option.value) or option.value.replace("_", " ").capitalize()) for option in self.kind]


QUESTIONS: dict[str, Question] = {
    "sex": Question("What is your sex?", Sex),
    "same_gender": Question("Is your gender the same as the sex you were registered with at birth?", SameGender),
    "age_group": Question(
        "How old are you?",
        AgeGroup,
        words={
            "from_25_to_34": "25 to 34",
            "from_35_to_44": "35 to 44",
            "from_45_to_54": "45 to 54",
            "from_55_to_64": "55 to 64",
            "from_65": "65 or over",
        },
    ),
    "ethnicity": Question(
        "What is your ethnic group?",
        Ethnicity,
        words={
            "asian": "Asian or Asian British",
            "black": "Black, Black British, Caribbean or African",
            "mixed": "Mixed or multiple ethnic groups",
            "other": "Another ethnic group",
        },
    ),
    "disability": Question(
        "Do you have a physical or mental health condition that reduces what you can do day to day?",
        Disability,
        "One that has lasted, or is expected to last, 12 months or more. If you need an adjustment, tell us in your application: this stays apart.",
    ),
    "religion": Question("What is your religion or belief?", Religion, words={"none": "No religion", "other": "Another religion or belief"}),
    "orientation": Question(
        "What is your sexual orientation?",
        Orientation,
        words={"straight": "Straight or heterosexual", "gay_or_lesbian": "Gay or lesbian", "other": "Another orientation"},
    ),
}


def first_of_month(day: date) -> date:
    """The month that an answer of a day is kept under."""
    return day.replace(day=1)


def year_of(day: date) -> int:
    """The financial year of a day, named after the April in which it starts."""
    return day.year if day.month >= _APRIL else day.year - 1


def reported(year: int, today: date) -> tuple[date, date]:
    """The months of a financial year that are over: from the first to before the last.

    A running month is left out, so that nobody can watch a count change when a known person applies.
    """
    starts_on = date(year, _APRIL, 1)
    return starts_on, max(starts_on, min(date(year + 1, _APRIL, 1), first_of_month(today)))


def shown(counts: Iterable[int]) -> list[int | None]:
    """The counts that may be shown, None for those that may not.

    Small ones are hidden, none at all included. The total gives away what the hidden ones come to, so the next smallest
    goes with them while they are one alone or come to a small number.
    """
    known = list(counts)
    hidden = {at for at, count in enumerate(known) if count < LEAST_SHOWN}
    for at in sorted(set(range(len(known))) - hidden, key=lambda at: known[at]):
        if len(hidden) == 1 or 0 < sum(known[other] for other in hidden) < LEAST_SHOWN:
            hidden.add(at)
    return [None if at in hidden else count for at, count in enumerate(known)]
