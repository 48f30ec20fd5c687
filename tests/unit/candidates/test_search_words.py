"""By which words an application is found, and that none of them tells who a withheld person is."""

import pytest

from prime.candidates.schemas import Searched
from prime.candidates.search_words import wanted, words_of

ZOE = Searched(
    names=("Zoë", "O'Connor-Nwosu"),
    email="zoe.oconnor@people.example",
    swe_number="SW4321",
    candidate_reference="CAN-2026-000007",
    withheld=("01632 960 444", "SW1A 1AA"),
    references=("APP-2026-000042", "VAC-2026-000003"),
    openly=("Senior social worker", "Kingston"),
    worked="Westmarch Council Duty officer",
    text="I, ZOË, keep families together. Zoë's friends say so: zoe.oconnor@people.example, SW1A 1AA, pre-Zoë days.",
)


def _finds(search, application=ZOE):
    """As PostgreSQL judges a tsquery of these shapes: every word, as the beginning of a lexeme or as a whole one."""
    lexemes = words_of(application)

    def holds(query):
        tokens = query.replace("(", " ( ").replace(")", " ) ").replace("&", " and ").replace("|", " or ").split()
        judged = [
            token if token in {"(", ")", "and", "or"} else str(any(_fits(token, lexeme) for lexeme in lexemes))
            for token in tokens
        ]
        return bool(judged) and eval(" ".join(judged))

    query = wanted(search)
    return holds(query.whole), holds(query.blind)


def _fits(token, lexeme):
    return lexeme.startswith(token.removesuffix(":*").strip("'")) if token.endswith(":*") else lexeme == token.strip("'")


@pytest.mark.parametrize(
    "search",
    [
        "zoe",
        "ZOË",
        "O'Connor",
        "OConnor",
        "connor",
        "nwos",
        "Nwosu O’Connor",
        "O'Connor-Nwosu",
        "Zoe Nwosu",
        "Nwoso",  # one letter wrong
        "Nwsu",  # one missing
        "Nwwosu",  # one too many
        "Nwous",  # two changed
        "Konnor",  # as it sounds
        "westmarch duty",  # where they worked, which would say who they are
        "SW4321",
        "sw43",
        "4321",
        "CAN-2026-000007",
        "zoe.oconnor@people.example",
    ],
)
def test_a_person_is_found_by_those_who_may_know_them_and_by_nobody_else(search):
    assert _finds(search) == (True, False)


@pytest.mark.parametrize("search", ["APP-2026-000042", "app-2026-0000", "42", "000042", "VAC-2026-000003", "senior", "kingst", "famil together", ""])
def test_what_an_application_says_is_found_by_everybody(search):
    assert _finds(search) == (bool(search), bool(search))


@pytest.mark.parametrize("search", ["Zachary", "Nwosu Kensington", "SW99", "2026-43", "!!!", "\0", "' | 'q':*", "\\", "%", "_"])
def test_anything_else_finds_nothing(search):
    assert _finds(search) == (False, False)


@pytest.mark.parametrize("search", ["Stephen", "Catherine", "Mohamed", "Sian"])
def test_other_spellings_of_a_name(search):
    spelt = {"Stephen": "Steven", "Catherine": "Kathryn", "Mohamed": "Mohammed", "Sian": "Siân"}[search]
    named = Searched(
        names=(spelt,), email="", swe_number="", candidate_reference="CAN-2026-000001", references=("APP-2026-000001",), openly=(), text=""
    )
    assert _finds(search, named) == (True, False)


def test_a_search_and_its_words_are_bounded():
    assert wanted("word " * 1000).whole.count("'word':*") == 10
    assert max(map(len, wanted("x" * 5000).whole.split())) < 60


def test_short_names_are_not_taken_for_others():
    amy = Searched(names=("Amy", "Lee"), email="", swe_number="", candidate_reference="CAN-2026-000001", references=(), openly=(), text="")
    assert [search for search in ("Ami", "Lea", "Any") if _finds(search, amy)[0]] == []
