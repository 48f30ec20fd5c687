"""VAT: one multiplication for each rate, half up; untaxed lines stay apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.reference.rules import VatCategory, VatLine, line_net, vat_summary

D = Decimal
nets = st.decimals(min_value=D(-100000), max_value=D(100000), places=2)
lines = st.lists(
    st.one_of(
        st.builds(VatLine, category=st.just(VatCategory.STANDARD), rate=st.sampled_from([D(20), D(5), D("20.00")]), net_amount=nets),
        st.builds(VatLine, category=st.sampled_from([c for c in VatCategory if c != "S"]), rate=st.just(D(0)), net_amount=nets),
    ),
    max_size=12,
)


def test_lines_are_added_before_the_rate_is_applied() -> None:
    """Three lines of £0.10 at 5% carry 2p of VAT, not three times the penny that one alone carries; half a penny goes up."""
    three = [VatLine(VatCategory.STANDARD, D(5), D("0.10"))] * 3
    assert [row.vat_amount for row in vat_summary(three)] == [D("0.02")]
    assert [row.vat_amount for row in vat_summary(three[:1])] == [D("0.01")]


def test_categories_stay_separate_and_in_order() -> None:
    """Standard before reduced, then zero-rated, exempt and outside the scope, each its own row."""
    summary = vat_summary(
        [
            VatLine(VatCategory.OUTSIDE_SCOPE, D(0), D(1)),
            VatLine(VatCategory.EXEMPT, D(0), D(2)),
            VatLine(VatCategory.STANDARD, D(5), D(100)),
            VatLine(VatCategory.ZERO, D(0), D(3)),
            VatLine(VatCategory.STANDARD, D(20), D(100)),
        ]
    )
    assert [(row.category, row.rate, row.vat_amount) for row in summary] == [
        ("S", 20, D("20.00")),
        ("S", 5, D("5.00")),
        ("Z", 0, 0),
        ("E", 0, 0),
        ("O", 0, 0),
    ]


@pytest.mark.parametrize(("category", "rate"), [("S", "0"), ("S", "-20"), ("Z", "20"), ("E", "5"), ("O", "-1")])
def test_category_and_rate_must_fit(category: str, rate: str) -> None:
    """A taxed line has a rate above nothing, an untaxed one none."""
    with pytest.raises(ValueError, match="does not go with"):
        vat_summary([VatLine(VatCategory(category), D(rate), D(1))])


@given(lines)
def test_summary_keeps_every_pound_and_is_within_half_a_penny(lines: list[VatLine]) -> None:
    """Nets add up exactly, and each row's VAT is the exact product to the nearest penny."""
    summary = vat_summary(lines)
    assert sum(row.net_amount for row in summary) == sum(line.net_amount for line in lines)
    assert len({(row.category, row.rate) for row in summary}) == len(summary)
    for row in summary:
        assert abs(row.vat_amount - row.net_amount * row.rate / 100) <= D("0.005")


@given(lines)
def test_a_credit_in_full_mirrors_its_invoice(lines: list[VatLine]) -> None:
    """Turning every sign round turns every amount round, to the penny."""
    credit = vat_summary([VatLine(line.category, line.rate, -line.net_amount) for line in lines])
    assert [-row.vat_amount for row in credit] == [row.vat_amount for row in vat_summary(lines)]


def test_line_net_rounds_once() -> None:
    """7.25 hours at £41.37 are £299.93."""
    assert line_net(D("7.25"), D("41.37")) == D("299.93")
    assert line_net(D("0.5"), D("0.01")) == D("0.01")
