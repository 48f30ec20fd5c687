"""Codes and shares."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.clients import rules


@pytest.mark.parametrize(("typed", "code"), [("west", "WEST"), (" KUT2 ", "KUT2"), ("ab", "AB"), ("A23456789012", "A23456789012")])
def test_a_code_in_capitals(typed, code):
    assert rules.client_code(typed) == code


@pytest.mark.parametrize("typed", ["", "A", "1A", "A-B", "A B", "A234567890123", "ÄB", "ſx", "WEST\nX"])
def test_what_is_no_code(typed):
    with pytest.raises(ValueError, match="2 to 12 letters"):
        rules.client_code(typed)


def test_the_national_row_of_2025():
    """36,186 permanent and 5,416 agency FTE are 13.0 per cent (DfE workforce census)."""
    assert rules.agency_share(Decimal(36186), Decimal(5416)) == Decimal("13.0")


def test_nobody_has_no_share():
    assert rules.agency_share(Decimal(0), Decimal(0)) is None


@given(st.decimals(0, 10_000, places=1), st.decimals(0, 10_000, places=1))
def test_a_share_lies_between_nothing_and_all(permanent, agency):
    share = rules.agency_share(permanent, agency)
    assert share is None or 0 <= share <= 100


def test_a_rate_ends_on_the_day_before_the_next():
    assert rules.day_before(date(2027, 3, 1)) == date(2027, 2, 28)
