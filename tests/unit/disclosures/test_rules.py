"""Rules of self-disclosure."""

import pytest

from prime.core.errors import InvalidInput
from prime.disclosures import rules
from prime.disclosures.forms import DisclosureForm
from prime.disclosures.schemas import Answer, ReviewIn
from prime.disclosures.tables import Finding
from tests.factories.disclosures import answers


def _faults(refused: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {fault["pointer"] for fault in refused.value.errors}


def test_the_form_asks_every_question():
    assert {name for name in DisclosureForm.model_fields if name in rules.NAMES} == set(rules.NAMES)
    assert {f"{name}_detail" for name in rules.NAMES} <= DisclosureForm.model_fields.keys()


def test_a_yes_is_explained_and_a_no_keeps_nothing():
    given = rules.checked(answers(convictions=" A caution in 2009. "))
    assert given.answers["convictions"] == Answer(True, "A caution in 2009.")
    typed = answers()
    typed.answers["barred"] = Answer(False, "Mistyped")
    assert rules.checked(typed).answers["barred"] == Answer(False, "")


def test_what_is_missing_is_named():
    given = answers(convictions=" ", signed_name=" ", is_true=False)
    del given.answers["barred"]
    given.answers["health"] = Answer(False)
    with pytest.raises(InvalidInput) as refused:
        rules.checked(given)
    assert _faults(refused) == {"/convictions_detail", "/barred", "/answers", "/signed_name", "/is_true"}


@pytest.mark.parametrize(
    ("review", "field"),
    [(ReviewIn(finding=Finding.DISCUSS, discussion=" "), "/discussion"), (ReviewIn(finding=Finding.CONCERN), "/note")],
)
def test_a_review_says_what_it_must(review, field):
    with pytest.raises(InvalidInput) as refused:
        rules.checked_review(review)
    assert _faults(refused) == {field}


def test_only_a_discussion_reaches_the_panel():
    assert rules.checked_review(ReviewIn(finding=Finding.CONCERN, discussion="Secret", note="Why")).discussion == ""
