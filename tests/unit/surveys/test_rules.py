"""How far an application came, and which means may be shown."""

from decimal import Decimal

import pytest

from prime.candidates.tables import Stage
from prime.surveys import rules
from prime.surveys.tables import Reached


@pytest.mark.parametrize(
    ("stage", "reached"),
    [
        (Stage.APPLIED, Reached.APPLICATION),
        (Stage.CONVERSATION, Reached.APPLICATION),
        (Stage.INTERVIEW, Reached.INTERVIEW),
        (Stage.OFFER, Reached.OFFER),
        (Stage.READY, Reached.OFFER),
    ],
)
def test_how_far_it_came(stage, reached):
    assert rules.reached(stage) is reached


def test_a_mean_of_few_is_not_shown():
    assert rules.shown_means([(22, 5), (16, 4), (0, 0)]) == [Decimal("4.4"), None, None]


def test_a_hidden_group_cannot_be_reckoned_from_the_others():
    assert rules.shown_by({"a": 12, "b": 3, "c": 9}) == {"a": 12, "b": None, "c": None}
