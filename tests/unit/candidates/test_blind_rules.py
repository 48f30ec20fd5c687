"""What is withheld of an application before the screening decision."""

import pytest

from prime.candidates.rules import _redacted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I, Will Grace, will stay.", "I, (withheld) (withheld), will stay."),
        ("Mail WILL.GRACE@People.example or sw123", "Mail (withheld) or (withheld)"),
        ("Willing and Gracefully", "Willing and Gracefully"),
        ("Grace's families", "(withheld)'s families"),
        ("", ""),
    ],
)
def test_own_words_do_not_name_the_person(text, shown):
    assert _redacted(text, ["Will", "Grace", "will.grace@people.example", "SW123", "", "A"]) == shown


def test_signs_of_patterns_are_taken_as_typed():
    assert _redacted("I (am) a.b", ["(am)", "", "x.y"]) == "I (withheld) a.b"
