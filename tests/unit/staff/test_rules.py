"""Whole-time equivalents, and who is placed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.staff import rules


@pytest.mark.parametrize(
    ("hours", "full_time", "fte"),
    [("37", 37, "1.00"), ("36", 36, "1.00"), ("18.5", 37, "0.50"), ("22.2", 37, "0.60"), ("40", 37, "1.00"), ("0.1", 37, "0.01")],
)
def test_hours_of_a_full_week(hours, full_time, fte):
    assert rules.fte(Decimal(hours), Decimal(full_time)) == Decimal(fte)


@given(st.decimals(min_value=Decimal("0.01"), max_value=60, places=2), st.sampled_from([Decimal(36), Decimal(37)]))
def test_nobody_is_more_than_whole_or_nothing(hours, full_time):
    assert Decimal("0.01") <= rules.fte(hours, full_time) <= 1


@pytest.mark.parametrize(("afc", "home", "placed"), [(True, False, True), (True, True, False), (False, False, False), (False, True, False)])
def test_who_is_placed_unless_somebody_says_otherwise(afc, home, placed):
    assert rules.is_placed_by_default(employer_is_afc=afc, is_home_post=home) is placed
