"""What a permanent employee costs and what a conversion saves: the worked example, and properties of the parts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.reference import rules

D = Decimal
RATES = rules.OnCostRates(ni_rate=D(15), ni_threshold=D(5000), levy_rate=D("0.5"), pension_rate=D(16))
money = st.decimals(min_value=0, max_value=D("200000"), places=2)
per_cent = st.decimals(min_value=0, max_value=D(40), places=2)
rates = st.builds(rules.OnCostRates, ni_rate=per_cent, ni_threshold=money, levy_rate=per_cent, pension_rate=per_cent)


def test_worked_example_of_a_social_worker_on_point_37() -> None:
    """£48,226 costs £62,667; 214.1 days of 7.2 hours make £40.65 an hour, against £69,368 for agency at £45."""
    cost = rules.perm_cost(D(48226), RATES)
    days = rules.productive_days(261, bank_holidays=10, annual_leave=D(28), sickness=D("8.9"))
    compared = rules.compare(cost, charge_amount=D(45), weekly_hours=D(36), days=days, fee_amount=D(5000))

    assert (cost.ni_amount, cost.pension_amount, cost.levy_amount) == (D("6483.90"), D("7716.16"), D("241.13"))
    assert cost.total_amount == D("62667.19")
    assert (days, compared.daily_hours) == (D("214.1"), D("7.2"))
    assert compared.hourly_amount == D("40.65")
    assert compared.agency_amount == D("69368.40")
    assert compared.yearly_saving_amount == D("6701.21")
    assert compared.first_year_saving_amount == D("1701.21")
    assert compared.payback_weeks == D("38.9")


@given(salary=money, extra=money, overhead=money, rates=rates)
def test_parts_add_up_and_more_pay_never_costs_less(salary: Decimal, extra: Decimal, overhead: Decimal, rates: rules.OnCostRates) -> None:
    """The total is the sum of the shown parts to the penny, and grows with pay."""
    cost = rules.perm_cost(salary, rates, overhead_amount=overhead)
    parts = (cost.pay_amount, cost.ni_amount, cost.pension_amount, cost.levy_amount, cost.overhead_amount)
    assert all(part == part.quantize(D("0.01")) and part >= 0 for part in parts)
    assert cost.total_amount == sum(parts)
    assert rules.perm_cost(salary, rates, allowances_amount=extra, overhead_amount=overhead).total_amount >= cost.total_amount + extra


@given(pay=st.decimals(min_value=0, max_value=D(5000), places=2))
def test_no_employer_ni_up_to_the_threshold(pay: Decimal) -> None:
    """National Insurance starts above £5,000, and the penny above it rounds to nothing."""
    assert rules.employer_ni(pay, RATES) == 0
    assert rules.employer_ni(D("5000.10"), RATES) == D("0.02")


def test_allowances_that_are_not_pensionable() -> None:
    """National Insurance and levy are due on all pay, pension only on the pensionable part."""
    cost = rules.perm_cost(D(40000), RATES, allowances_amount=D(2000), pensionable_amount=D(40000))
    assert cost.pay_amount == D("42000.00")
    assert cost.pension_amount == D("6400.00")
    assert cost.ni_amount == D("5550.00")


@given(
    days=st.integers(min_value=0, max_value=262),
    leave=st.decimals(min_value=0, max_value=60, places=1),
    sickness=st.decimals(min_value=0, max_value=300, places=1),
)
def test_productive_days_are_never_below_nothing(days: int, leave: Decimal, sickness: Decimal) -> None:
    """However much is absent, the days left lie between 0 and the weekdays."""
    left = rules.productive_days(days, bank_holidays=8, annual_leave=leave, sickness=sickness)
    assert 0 <= left <= days


@pytest.mark.parametrize(("fee", "saving", "weeks"), [(0, "1000", "0.0"), ("5000", "52143", "5.0"), ("5000", "0", None), ("1", "-1", None)])
def test_payback(fee: str, saving: str, weeks: str | None) -> None:
    """A fee is earned back by the saving before the fee; where nothing is saved it never is."""
    assert rules.payback_weeks(D(fee), D(saving)) == (None if weeks is None else D(weeks))


def test_nobody_at_work_has_no_hourly_cost() -> None:
    """A year without a productive hour has no cost by the hour."""
    compared = rules.compare(rules.perm_cost(D(1000), RATES), charge_amount=D(45), weekly_hours=D(37), days=D(0))
    assert compared.hourly_amount is None
    assert compared.payback_weeks is None
