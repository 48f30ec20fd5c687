"""Money rules that everybody shares: VAT, late payment, what an employee costs, what a conversion saves. Pure.

Rates come in as values, so that the caller decides the day; `queries` reads them with their source.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import msgspec

from prime.core.money import ZERO, pounds
from prime.reference.tables import RateKind, Unit

UNITS: Mapping[RateKind, Unit] = {
    RateKind.VAT_STANDARD: Unit.PER_CENT,
    RateKind.VAT_REDUCED: Unit.PER_CENT,
    RateKind.VAT_ZERO: Unit.PER_CENT,
    RateKind.EMPLOYER_NI_RATE: Unit.PER_CENT,
    RateKind.EMPLOYER_NI_THRESHOLD: Unit.POUNDS,
    RateKind.APPRENTICESHIP_LEVY_RATE: Unit.PER_CENT,
    RateKind.APPRENTICESHIP_LEVY_ALLOWANCE: Unit.POUNDS,
    RateKind.LGPS_EMPLOYER_RATE: Unit.PER_CENT,
    RateKind.LGPS_SAMPLE_MEAN: Unit.PER_CENT,
    RateKind.LATE_PAYMENT_MARGIN: Unit.PER_CENT,
    RateKind.LATE_PAYMENT_REFERENCE: Unit.PER_CENT,
    RateKind.LATE_PAYMENT_FIXED_SUM: Unit.POUNDS,
    RateKind.PAYMENT_TERM: Unit.DAYS,
    RateKind.ANNUAL_LEAVE: Unit.DAYS,
    RateKind.EXTRA_STATUTORY_LEAVE: Unit.DAYS,
    RateKind.SICKNESS: Unit.DAYS,
    RateKind.WEEKLY_HOURS: Unit.HOURS,
    RateKind.WEEKLY_HOURS_LONDON: Unit.HOURS,
    RateKind.REFERENCE_COVER: Unit.MONTHS,
    RateKind.REFERENCE_LINK: Unit.DAYS,
    RateKind.REFERENCE_REMINDER: Unit.DAYS,
    RateKind.REFERENCE_HEARING: Unit.DAYS,
    RateKind.DISCLOSURE_REMINDER: Unit.DAYS,
    RateKind.REFERENCE_KEPT: Unit.MONTHS,
    RateKind.REFERENCE_KEPT_OF_STAFF: Unit.MONTHS,
    RateKind.DISCLOSURE_LINK: Unit.DAYS,
    RateKind.DISCLOSURE_KEPT: Unit.MONTHS,
    RateKind.CHECK_DUE_SOON: Unit.DAYS,
    RateKind.CHECK_OVERRIDE: Unit.DAYS,
    RateKind.RIGHT_TO_WORK_NOTICE: Unit.DAYS,
    RateKind.DBS_STATUS: Unit.DAYS,
    RateKind.DBS_HEARING: Unit.DAYS,
    RateKind.DBS_DETAIL_KEPT: Unit.DAYS,
    RateKind.POOL_KEPT: Unit.MONTHS,
    RateKind.POOL_ANSWER: Unit.DAYS,
    RateKind.POOL_WARNING: Unit.DAYS,
}

TITLES: Mapping[RateKind, str] = {
    RateKind.VAT_STANDARD: "VAT, standard rate",
    RateKind.VAT_REDUCED: "VAT, reduced rate",
    RateKind.VAT_ZERO: "VAT, zero rate",
    RateKind.EMPLOYER_NI_RATE: "employer National Insurance rate",
    RateKind.EMPLOYER_NI_THRESHOLD: "employer National Insurance threshold",
    RateKind.APPRENTICESHIP_LEVY_RATE: "apprenticeship levy rate",
    RateKind.APPRENTICESHIP_LEVY_ALLOWANCE: "apprenticeship levy allowance",
    RateKind.LGPS_EMPLOYER_RATE: "Local Government Pension Scheme rate of the employer",
    RateKind.LGPS_SAMPLE_MEAN: "Local Government Pension Scheme rate, mean of a sample of employers",
    RateKind.LATE_PAYMENT_MARGIN: "late-payment interest above the reference rate",
    RateKind.LATE_PAYMENT_REFERENCE: "late-payment reference rate (Bank Rate)",
    RateKind.LATE_PAYMENT_FIXED_SUM: "late-payment fixed sum",
    RateKind.PAYMENT_TERM: "payment term of public authorities",
    RateKind.ANNUAL_LEAVE: "annual leave (Green Book)",
    RateKind.EXTRA_STATUTORY_LEAVE: "extra-statutory leave (Green Book)",
    RateKind.SICKNESS: "sickness absence",
    RateKind.WEEKLY_HOURS: "standard weekly hours",
    RateKind.WEEKLY_HOURS_LONDON: "standard weekly hours, London",
    RateKind.REFERENCE_COVER: "time that references cover",
    RateKind.REFERENCE_LINK: "life of a referee's link",
    RateKind.REFERENCE_REMINDER: "reminders to a referee",
    RateKind.REFERENCE_HEARING: "time to answer a concern about a reference",
    RateKind.DISCLOSURE_REMINDER: "reminder of a self-disclosure",
    RateKind.REFERENCE_KEPT: "time that references are kept of people who do not join",
    RateKind.REFERENCE_KEPT_OF_STAFF: "time that references are kept of people who have left",
    RateKind.DISCLOSURE_LINK: "life of the link to a self-disclosure",
    RateKind.DISCLOSURE_KEPT: "time that a self-disclosure is kept",
    RateKind.CHECK_DUE_SOON: "time before a check lapses in which it is due",
    RateKind.CHECK_OVERRIDE: "longest override of a check",
    RateKind.RIGHT_TO_WORK_NOTICE: "longest Positive Verification Notice of a right to work",
    RateKind.DBS_STATUS: "time after which the DBS update service is asked again",
    RateKind.DBS_HEARING: "time to explain what a DBS certificate discloses",
    RateKind.DBS_DETAIL_KEPT: "time that what a DBS certificate discloses is kept",
    RateKind.POOL_KEPT: "months in the talent pool",
    RateKind.POOL_ANSWER: "days to answer whether one joins the talent pool",
    RateKind.POOL_WARNING: "days before the end of the talent pool when a member is told",
}

# Green Book convention for an hourly rate: 365 days of 7 to the week. The comparison of costs counts the same weeks.
WEEKS_PER_YEAR = Decimal("52.143")
DAYS_PER_WEEK = 5
DAYS_PER_YEAR = 365
HUNDRED = Decimal(100)


def percent_of(rate: Decimal, amount: Decimal) -> Decimal:
    """`rate` per cent of an amount, in pounds and pence, half up."""
    return pounds(amount * rate / HUNDRED)


# VAT


class VatCategory(StrEnum):
    """Categories of EN 16931 (UNCL5305); a reduced rate is "standard" with another percentage."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    OUTSIDE_SCOPE = "O"


class VatLine(msgspec.Struct, frozen=True):
    """The net amount of one invoice line and how it is taxed."""

    category: VatCategory
    rate: Decimal
    net_amount: Decimal


class VatSubtotal(msgspec.Struct, frozen=True):
    """One row of the VAT summary: everything taxed in one way."""

    category: VatCategory
    rate: Decimal
    net_amount: Decimal
    vat_amount: Decimal


def line_net(quantity: Decimal, unit_amount: Decimal) -> Decimal:
    """Quantity times price, rounded once (EN 16931, BR-CO-10 and its line rules)."""
    return pounds(quantity * unit_amount)


def vat_summary(lines: Iterable[VatLine]) -> tuple[VatSubtotal, ...]:
    """The VAT of a document: lines added by category and rate, multiplied once, half up (EN 16931, BR-CO-17).

    Exempt, zero-rated and outside-scope lines stay separate rows. HMRC accepts it too (VATREC12010).

    Raises:
        ValueError: an untaxed line carries a rate, or a taxed one carries none.
    """
    nets: dict[tuple[VatCategory, Decimal], Decimal] = {}
    for line in lines:
        if not (line.rate > 0 if line.category is VatCategory.STANDARD else line.rate == 0):
            raise ValueError(f"Category {line.category} does not go with {line.rate} per cent.")
        key = (line.category, line.rate)
        nets[key] = nets.get(key, ZERO) + line.net_amount
    order = list(VatCategory)
    ranked = sorted(nets.items(), key=lambda item: (order.index(item[0][0]), -item[0][1]))
    return tuple(VatSubtotal(category, rate, pounds(net), percent_of(rate, net)) for (category, rate), net in ranked)


# When an invoice is due, and what lateness costs


def due_on(
    received_on: date, *, performed_on: date, verified_on: date | None = None, agreed_on: date | None = None, term_days: int
) -> date:
    """The last day on which a public authority pays in time; interest runs from the day after.

    The days begin with the later of receipt, performance and verification, so the last is 29 days after it. An earlier
    agreed day counts, a later one is cut back (Late Payment of Commercial Debts (Interest) Act 1998, section 4).
    """
    first = max(received_on, performed_on, verified_on or performed_on)
    last = first + timedelta(days=term_days - 1)
    return min(last, agreed_on) if agreed_on else last


def days_late(due: date, on: date) -> int:
    """Days of interest up to and including `on`; none on the due day itself."""
    return max(0, (on - due).days)


class LatePaymentRates(msgspec.Struct, frozen=True):
    """Fixed for a debt on the day on which its interest starts; `fixed_sums` are (lower edge, sum), lowest first."""

    margin: Decimal
    reference: Decimal
    fixed_sums: tuple[tuple[Decimal, Decimal], ...]

    @property
    def statutory(self) -> Decimal:
        """Per cent a year."""
        return self.margin + self.reference


class LatePayment(msgspec.Struct, frozen=True):
    """What a late debt has cost so far, outside the scope of VAT."""

    days: int
    rate: Decimal
    interest_amount: Decimal
    fixed_amount: Decimal

    @property
    def total_amount(self) -> Decimal:
        """Interest and fixed sum."""
        return self.interest_amount + self.fixed_amount


def interest(debt_amount: Decimal, rate: Decimal, days: int) -> Decimal:
    """Simple interest on the gross debt by days of a 365-day year (GOV.UK, charging interest on commercial debt)."""
    return pounds(debt_amount * rate * days / HUNDRED / DAYS_PER_YEAR)


def band(bands: Sequence[tuple[Decimal, Decimal]], amount: Decimal) -> Decimal:
    """The value of the band in which an amount falls.

    Raises:
        ValueError: it lies below the lowest band.
    """
    values = [value for edge, value in bands if edge <= amount]
    if not values:
        raise ValueError(f"No band covers {amount}.")
    return values[-1]


# What a permanent employee costs, and what a conversion saves


class OnCostRates(msgspec.Struct, frozen=True):
    """An employer's costs on top of pay; all in per cent but the threshold, which is pounds a year."""

    ni_rate: Decimal
    ni_threshold: Decimal
    levy_rate: Decimal
    pension_rate: Decimal


class EmploymentCost(msgspec.Struct, frozen=True):
    """A year of one permanent employee, part by part; the parts add up to the total to the penny."""

    pay_amount: Decimal
    ni_amount: Decimal
    pension_amount: Decimal
    levy_amount: Decimal
    overhead_amount: Decimal

    @property
    def total_amount(self) -> Decimal:
        """All parts together."""
        return self.pay_amount + self.ni_amount + self.pension_amount + self.levy_amount + self.overhead_amount


def employer_ni(pay_amount: Decimal, rates: OnCostRates) -> Decimal:
    """Secondary Class 1 contributions on a year's pay; payroll, which counts by month, may differ by pence."""
    return percent_of(rates.ni_rate, max(ZERO, pay_amount - rates.ni_threshold))


def perm_cost(
    salary_amount: Decimal,
    rates: OnCostRates,
    *,
    allowances_amount: Decimal = ZERO,
    pensionable_amount: Decimal | None = None,
    overhead_amount: Decimal = ZERO,
) -> EmploymentCost:
    """What the employer pays for a year: pay, National Insurance, pension, apprenticeship levy, overhead.

    The levy is charged without the allowance, which the rest of the pay bill has used up. All pay is
    pensionable unless the caller says otherwise.
    """
    pay = pounds(salary_amount + allowances_amount)
    return EmploymentCost(
        pay_amount=pay,
        ni_amount=employer_ni(pay, rates),
        pension_amount=percent_of(rates.pension_rate, pay if pensionable_amount is None else pensionable_amount),
        levy_amount=percent_of(rates.levy_rate, pay),
        overhead_amount=pounds(overhead_amount),
    )


def hours_per_day(weekly_hours: Decimal) -> Decimal:
    """A fifth of the standard week: 7.4 hours, in London 7.2."""
    return weekly_hours / DAYS_PER_WEEK


def productive_days(
    weekdays: int, *, bank_holidays: int, annual_leave: Decimal, sickness: Decimal = ZERO, training: Decimal = ZERO
) -> Decimal:
    """Days of a year on which a permanent employee works; never below 0."""
    return max(Decimal(0), weekdays - bank_holidays - annual_leave - sickness - training)


def agency_cost(hourly_amount: Decimal, daily_hours: Decimal, days: Decimal) -> Decimal:
    """What an agency worker costs for the days worked: absence is not paid. Net of VAT, which councils reclaim."""
    return pounds(hourly_amount * daily_hours * days)


def payback_weeks(fee_amount: Decimal, yearly_saving_amount: Decimal) -> Decimal | None:
    """After how many weeks a conversion fee is earned back; None where nothing is saved.

    The saving is the one before the fee, which would otherwise be deducted twice.
    """
    if yearly_saving_amount <= 0:
        return None
    return (fee_amount * WEEKS_PER_YEAR / yearly_saving_amount).quantize(Decimal("0.1"), ROUND_HALF_UP)


class Comparison(msgspec.Struct, frozen=True):
    """The same year's work by an agency worker and by a permanent employee, like with like and net of VAT."""

    cost: EmploymentCost
    days: Decimal
    daily_hours: Decimal
    agency_amount: Decimal
    fee_amount: Decimal

    @property
    def yearly_saving_amount(self) -> Decimal:
        """What a year as an employee saves, before the fee; negative where it costs more."""
        return self.agency_amount - self.cost.total_amount

    @property
    def first_year_saving_amount(self) -> Decimal:
        """What the first year saves once the conversion fee is paid."""
        return self.yearly_saving_amount - self.fee_amount

    @property
    def payback_weeks(self) -> Decimal | None:
        """After how many weeks the fee is earned back; None where nothing is saved."""
        return payback_weeks(self.fee_amount, self.yearly_saving_amount)

    @property
    def hourly_amount(self) -> Decimal | None:
        """What a productive hour of the employee costs; None where no hour is worked."""
        hours = self.days * self.daily_hours
        return pounds(self.cost.total_amount / hours) if hours else None


def compare(
    cost: EmploymentCost, *, charge_amount: Decimal, weekly_hours: Decimal, days: Decimal, fee_amount: Decimal = ZERO
) -> Comparison:
    """Set a permanent employee's year against an agency charge by the hour, both for the same hours of work.

    One basis of weekly hours goes through: 37, in London 36. For part-time work give the hours and the cost of that part.
    """
    daily = hours_per_day(weekly_hours)
    return Comparison(
        cost=cost,
        days=days,
        daily_hours=daily,
        agency_amount=agency_cost(charge_amount, daily, days),
        fee_amount=pounds(fee_amount),
    )
