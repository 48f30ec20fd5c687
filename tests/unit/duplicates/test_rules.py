"""What makes two records look like one person, measured on invented people."""

from pathlib import Path

import pytest

from prime.duplicates import rules
from prime.duplicates.schemas import Details, ReasonKind
from prime.duplicates.tables import KeyKind

LABELLED = Path(__file__).with_name("labelled.txt")


def _person(text: str) -> Details:
    first, last, *rest = (part.strip() for part in text.split(";"))
    email, phone, swe_number, postcode = ((value,) if value else () for value in rest)
    return Details(names=((first, last),), emails=email, phones=phone, swe_numbers=swe_number, postcodes=postcode)


def _labelled() -> list[tuple[bool, str, Details, Details]]:
    lines = [line for line in LABELLED.read_text().splitlines() if line and not line.startswith("#")]
    found = []
    for line in lines:
        verdict, case, one, other = (part.strip() for part in line.split("|"))
        found.append((verdict == "yes", case, _person(one), _person(other)))
    return found


def _is_shown(one: Details, other: Details) -> bool:
    """Found by a key that both have, and worth showing."""
    return bool(rules.keys_of(one) & rules.keys_of(other)) and rules.score(one, other)[0] >= rules.LEAST_SHOWN


# What nobody could tell from these details; every other case of the set is right.
MISSED = {
    "Cyrillic, same telephone",
    "hard: same name, all else changed",
    "hard: other surname, same address, nothing else",
    "hard: nickname not of the list, same address",
}
WRONG = {
    "hard: Muhammad is the first of two names of brothers, not registered",
    "hard: twins whose names are a letter apart",
    "hard: father and son of one name, one registered",
}


def test_recall_and_false_pairs_on_the_labelled_set():
    labelled = _labelled()
    same = {case: _is_shown(one, other) for is_same, case, one, other in labelled if is_same}
    different = {case: _is_shown(one, other) for is_same, case, one, other in labelled if not is_same}
    assert (len(same), len(different)) == (71, 52)
    assert {case for case, is_shown in same.items() if not is_shown} == MISSED
    assert {case for case, is_shown in different.items() if is_shown} == WRONG
    assert round(100 * sum(same.values()) / len(same)) == 94, "recall: 67 of 71 people are found"
    assert round(100 * sum(same.values()) / (sum(same.values()) + sum(different.values()))) == 96, "precision: 67 of 70 pairs shown are right"


@pytest.mark.parametrize("case", _labelled(), ids=lambda case: case[1])
def test_the_score_does_not_depend_on_the_order(case: tuple[bool, str, Details, Details]):
    _, _, one, other = case
    points, reasons = rules.score(one, other)
    assert rules.score(other, one)[0] == points
    assert 0 <= points <= rules.MOST_POINTS
    assert {reason.kind for reason in reasons} <= set(rules.REASON_LABELS)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("A.Person+x@Gmail.com", "aperson@gmail.com"),
        ("a.person@googlemail.com", "aperson@gmail.com"),
        ("a.person+x@outlook.com", "a.person@outlook.com"),
        ("A.Person+x@council.example", "a.person+x@council.example"),
        ("", ""),
        ("nobody", ""),
    ],
)
def test_only_known_providers_ignore_dots_and_plus(typed: str, plain: str):
    assert rules.plain_email(typed) == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900-123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("+353 1 555 0100", "+35315550100"),
        ("12", ""),
        ("ask my wife", ""),
        ("", ""),
    ],
)
def test_telephone_numbers_in_one_form(typed: str, plain: str):
    assert rules.plain_phone(typed) == plain


def test_names_in_one_form():
    assert rules.name_parts("Dr Siân O’Łąk-Örnek") == ["sian", "olak", "ornek"]
    assert rules.name_parts("  ") == []


def test_every_detail_that_was_ever_given_counts():
    now = Details(names=(("Kerry", "Newname"),), phones=("07700 900400",))
    before = Details(names=(("Kerry", "Oldname"), ("Kerry", "Newname")), phones=("07700 900401",), postcodes=("SA1 1AA",))
    points, reasons = rules.score(now, before)
    assert (points, [reason.kind for reason in reasons]) == (35, [ReasonKind.SAME_NAME])


def test_nothing_known_says_nothing():
    assert rules.score(Details(), Details()) == (0, [])
    assert rules.keys_of(Details()) == set()


def test_keys_are_bounded():
    long = Details(names=((" ".join("abcdefghijklmnopqrst"), "x" * 400),), emails=("y" * 400 + "@sample.example",))
    assert len(rules.keys_of(long)) <= 21
    assert all(len(value) <= 254 for _, value in rules.keys_of(long))
    assert (KeyKind.PHONE, "+447700900123") in rules.keys_of(Details(phones=("07700 900123", "nothing")))
