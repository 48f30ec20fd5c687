"""Due dates and the cost of lateness, by the Act of 1998."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.billing.rules import late_cost
from prime.reference import rules

D = Decimal
RATES = rules.LatePaymentRates(margin=D(8), reference=D("3.75"), fixed_sums=((D(0), D(40)), (D(1000), D(70)), (D(10000), D(100))))
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31))
debts = st.decimals(min_value=D("0.01"), max_value=D(1000000), places=2)


def test_thirty_days_begin_with_receipt_itself() -> None:
    """Received on 1 June, the last day is 30 June: 29 days later."""
    assert rules.due_on(date(2026, 6, 1), performed_on=date(2026, 5, 31), term_days=30) == date(2026, 6, 30)


@given(received=days, performed=days, verified=st.none() | days, agreed=st.none() | days)
def test_due_day_is_29_days_after_the_latest_event_or_the_earlier_agreed_day(
    received: date, performed: date, verified: date | None, agreed: date | None
) -> None:
    """Whatever comes last starts the clock; an agreed day may shorten it and never lengthens it."""
    due = rules.due_on(received, performed_on=performed, verified_on=verified, agreed_on=agreed, term_days=30)
    statutory = max(day for day in (received, performed, verified) if day) + timedelta(days=29)
    assert due == (min(statutory, agreed) if agreed else statutory)


def test_interest_of_a_worked_invoice() -> None:
    """£12,000 gross, 30 days late at 11.75%: £115.89 and the £100 fixed sum."""
    late = late_cost(D(12000), [], date(2026, 3, 31), date(2026, 4, 30), RATES)
    assert (late.days, late.rate, late.interest_amount, late.fixed_amount, late.total_amount) == (
        30,
        D("11.75"),
        D("115.89"),
        D("100.00"),
        D("215.89"),
    )


@pytest.mark.parametrize(
    ("debt", "fixed"), [("0.01", 40), ("999.99", 40), ("1000", 70), ("9999.99", 70), ("10000", 100), ("250000", 100)]
)
def test_fixed_sum_by_size_of_debt(debt: str, fixed: int) -> None:
    """£40 below £1,000, £70 from there, £100 from £10,000."""
    assert late_cost(D(debt), [], date(2026, 3, 31), date(2026, 4, 1), RATES).fixed_amount == fixed


@given(debt=debts, due=days, after=st.integers(min_value=0, max_value=2000))
def test_nothing_on_the_due_day_and_never_less_the_day_after(debt: Decimal, due: date, after: int) -> None:
    """Interest starts the day after the due day and never falls."""
    on_time = late_cost(debt, [], due, due, RATES)
    assert (on_time.days, on_time.total_amount) == (0, 0)
    today = late_cost(debt, [], due, due + timedelta(days=after), RATES)
    tomorrow = late_cost(debt, [], due, due + timedelta(days=after + 1), RATES)
    assert tomorrow.days == after + 1
    assert tomorrow.interest_amount >= today.interest_amount
    assert abs(tomorrow.interest_amount - debt * D("11.75") / 100 * (after + 1) / 365) <= D("0.005")


@pytest.mark.parametrize("debt", ["0", "-50"])
def test_no_claim_on_a_credit(debt: str) -> None:
    """A balance of nothing, or one in the payer's favour, is never late."""
    assert late_cost(D(debt), [], date(2026, 1, 1), date(2026, 6, 1), RATES).total_amount == 0


def test_an_amount_below_all_bands_is_refused() -> None:
    """Bands must begin at nothing; a gap is an error of the data and not a zero."""
    with pytest.raises(ValueError, match="No band"):
        rules.band(((D(10), D(1)),), D(9))
