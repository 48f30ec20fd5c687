"""Savings, transfer fees, stages and whose share a hire lowers."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.conversions import rules
from prime.conversions.schemas import SavingRates
from prime.conversions.tables import CaseStage
from prime.core.money import pounds
from prime.reference.rules import OnCostRates, perm_cost

RATES = SavingRates(
    on_costs=OnCostRates(ni_rate=Decimal(15), ni_threshold=Decimal(5000), levy_rate=Decimal("0.5"), pension_rate=Decimal(16)),
    full_time_hours=Decimal(36),
    weekdays=261,
    bank_holidays=10,
    annual_leave_days=Decimal(28),
    sickness_days=Decimal("8.9"),
)


def test_the_worked_example_of_the_domain_reference():
    """SCP 37 at £48,226 costs £62,667 and £40.65 a productive hour in 2026/27; £45 an hour of agency is £69,368."""
    found = rules.saving(hourly_amount=Decimal(45), weekly_hours=Decimal(36), annual_amount=Decimal(48226), fee_amount=Decimal(0), rates=RATES)
    assert found.days == Decimal("214.1")
    assert found.permanent_amount.quantize(Decimal(1), ROUND_HALF_UP) == 62667
    assert found.agency_amount.quantize(Decimal(1), ROUND_HALF_UP) == 69368
    assert found.hourly_amount == Decimal("40.65")


pounds_a_year = st.decimals(min_value=15_000, max_value=150_000, places=2)
an_hour = st.decimals(min_value=Decimal("0.01"), max_value=200, places=2)
hours = st.decimals(min_value=1, max_value=60, places=2)
fees = st.decimals(min_value=0, max_value=50_000, places=2)
percents = st.decimals(min_value=0, max_value=40, places=2)


@given(an_hour, hours, pounds_a_year, fees, percents)
def test_the_saving_agrees_with_the_shared_rules(hourly, weekly, annual, fee, pension):
    rates = SavingRates(
        on_costs=OnCostRates(ni_rate=Decimal(15), ni_threshold=Decimal(5000), levy_rate=Decimal("0.5"), pension_rate=pension),
        full_time_hours=Decimal(37),
        weekdays=261,
        bank_holidays=8,
        annual_leave_days=Decimal(25),
        sickness_days=Decimal("8.9"),
    )
    found = rules.saving(hourly_amount=hourly, weekly_hours=weekly, annual_amount=annual, fee_amount=fee, rates=rates)
    part = min(weekly, Decimal(37))
    assert found.permanent_amount == perm_cost(pounds(annual * part / 37), rates.on_costs).total_amount
    assert found.agency_amount == pounds(hourly * (part / 5) * Decimal("219.1"))
    assert found.yearly_amount == found.agency_amount - found.permanent_amount
    assert found.first_year_amount == found.agency_amount - found.permanent_amount - found.fee_amount
    assert (found.payback_weeks is None) == (found.yearly_amount <= 0)
    assert len(found.steps) == 11


@given(an_hour, an_hour, hours, pounds_a_year, fees)
def test_a_dearer_agency_never_saves_less_and_a_fee_never_more(one, other, weekly, annual, fee):
    def first_year(hourly, fee_amount):
        return rules.saving(hourly_amount=hourly, weekly_hours=weekly, annual_amount=annual, fee_amount=fee_amount, rates=RATES).first_year_amount

    assert first_year(max(one, other), fee) >= first_year(min(one, other), fee)
    assert first_year(one, fee) == first_year(one, Decimal(0)) - fee


def _fee(started_on, last, engaged_on, *, option=True, fee="3000"):
    return rules.transfer_fee(Decimal(fee), started_on=started_on, last_worked_on=last, engaged_on=engaged_on, has_extended_hire_option=option)


def test_the_example_of_gov_uk_four_weeks_of_work_are_ten_weeks_of_waiting():
    """Worked from 1 to 28 September: no fee from 14 weeks after the first day, which is 10 weeks after the last."""
    found = _fee(date(2025, 9, 1), date(2025, 9, 28), date(2025, 12, 8))
    assert (found.relevant_ends_on, found.free_from) == (date(2025, 12, 7), date(2025, 12, 8))
    assert found.counted_amount == 0
    assert (found.free_from - date(2025, 9, 29)) == timedelta(weeks=10)
    assert _fee(date(2025, 9, 1), date(2025, 9, 28), date(2025, 12, 7)).counted_amount == 3000


def test_after_a_long_assignment_eight_weeks_count():
    found = _fee(date(2024, 1, 1), date(2025, 9, 30), date(2025, 11, 25))
    assert found.relevant_ends_on == date(2025, 11, 25)
    assert found.counted_amount == 3000
    assert _fee(date(2024, 1, 1), date(2025, 9, 30), date(2025, 11, 26)).counted_amount == 0


@pytest.mark.parametrize(
    ("option", "engaged_on", "fee", "counted", "words"),
    [
        (False, date(2025, 10, 1), "3000", 0, "cannot be enforced"),
        (None, date(2025, 10, 1), "3000", 3000, "within the relevant period"),
        (True, None, "3000", 3000, "Nobody has said"),
        (True, date(2025, 10, 1), "0", 0, "no fee"),
    ],
)
def test_why_a_fee_is_counted_or_not(option, engaged_on, fee, counted, words):
    found = _fee(date(2025, 1, 1), date(2025, 9, 30), engaged_on, option=option, fee=fee)
    assert found.counted_amount == counted
    assert words in found.why


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 2000),
    st.integers(-100, 400),
    st.one_of(st.none(), st.booleans()),
)
def test_a_fee_is_all_or_nothing_and_never_due_from_the_free_day(started_on, worked, later, option):
    last = started_on + timedelta(days=worked)
    found = _fee(started_on, last, last + timedelta(days=later), option=option)
    assert found.counted_amount in {0, 3000}
    assert found.free_from == max(last + timedelta(days=57), started_on + timedelta(days=98))
    if last + timedelta(days=later) >= found.free_from:
        assert found.counted_amount == 0


@pytest.mark.parametrize(("by_council", "as_agency", "lowers"), [(True, True, True), (True, False, True), (False, True, False), (False, False, True)])
def test_only_a_hire_onto_the_councils_own_return_lowers_its_share(by_council, as_agency, lowers):
    assert rules.lowers_agency_share(employer_is_council=by_council, reports_as_agency=as_agency) is lowers


def test_every_pair_of_stages():
    allowed = {
        ("identified", "approached"),
        ("identified", "closed"),
        ("approached", "interested"),
        ("approached", "closed"),
        ("interested", "application"),
        ("interested", "closed"),
        ("application", "converted"),
        ("application", "interested"),
        ("application", "closed"),
    }
    pairs = {(one.value, two.value) for one in CaseStage for two in CaseStage if rules.may_move(one, two)}
    assert pairs == allowed


@given(st.dictionaries(st.sampled_from(list(CaseStage)), st.integers(0, 50)), st.integers(0, 500))
def test_the_funnel_never_widens(counts, workers):
    steps = [count for _, count in rules.funnel(counts, workers)][1:]
    assert steps == sorted(steps, reverse=True)
    assert steps[0] == sum(count for stage, count in counts.items() if stage is not CaseStage.CLOSED)
