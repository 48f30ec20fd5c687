"""Reckons savings: gathers the dated rates of a day with their sources and hands them to the rules."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import msgspec

from prime.clients.schemas import ClientDetail
from prime.conversions import rules
from prime.conversions.schemas import CaseTerms, FeeFinding, SavingRates, Source, WorkerOut, Workings
from prime.core import clock, formats
from prime.core.money import ZERO
from prime.reference import queries as reference
from prime.reference.calendars import FinancialYear, financial_year, weekdays
from prime.reference.errors import CalendarEnds, DemonstrationRate, RateMissing
from prime.reference.published import BANK_HOLIDAY_SOURCE
from prime.reference.rules import OnCostRates
from prime.reference.schemas import DatedRate
from prime.reference.tables import AgencyJobType, Division, RateKind, Unit

# Why a saving cannot be told; each says what to enter.
UNKNOWN = (RateMissing, DemonstrationRate, CalendarEnds)

_ASSUMED_PENSION = "The employer's own certified rate has not been entered, so the mean of a sample stands in for it."


class Gathered(NamedTuple):
    """The rates of a financial year and where each comes from."""

    rates: SavingRates
    sources: list[Source]
    year: FinancialYear


async def gather(region_code: str, division: Division, day: date) -> Gathered:
    """Everything dated that a saving needs on a day, for a council in a region.

    Raises:
        RateMissing: a rate has not been entered.
        CalendarEnds: bank holidays are not known to the end of the financial year.
    """
    year = financial_year(day)
    calendar = await reference.calendar(division)
    bank_holidays = calendar.bank_holidays(year.first, year.last)
    hours_kind = RateKind.WEEKLY_HOURS_LONDON if region_code == rules.LONDON else RateKind.WEEKLY_HOURS
    ni_rate = await reference.rate_on(RateKind.EMPLOYER_NI_RATE, day)
    ni_threshold = await reference.rate_on(RateKind.EMPLOYER_NI_THRESHOLD, day)
    levy = await reference.rate_on(RateKind.APPRENTICESHIP_LEVY_RATE, day)
    pension = await _pension(day)
    hours = await reference.rate_on(hours_kind, day)
    leave = await reference.rate_on(RateKind.ANNUAL_LEAVE, day)  # the lowest band: nobody brings service with them
    extra = await reference.rate_on(RateKind.EXTRA_STATUTORY_LEAVE, day)
    sickness = await reference.rate_on(RateKind.SICKNESS, day)
    rates = SavingRates(
        on_costs=OnCostRates(ni_rate=ni_rate.value, ni_threshold=ni_threshold.value, levy_rate=levy.value, pension_rate=pension.value),
        full_time_hours=hours.value,
        weekdays=weekdays(year.first, year.last),
        bank_holidays=bank_holidays,
        annual_leave_days=leave.value + extra.value,
        sickness_days=sickness.value,
    )
    holidays = Source(
        name="Bank holidays on weekdays",
        value=str(bank_holidays),
        applies=f"{formats.govdate(year.first)} to {formats.govdate(year.last)}",
        source=BANK_HOLIDAY_SOURCE,
    )
    dated = [_source(rate) for rate in (ni_rate, ni_threshold, pension, levy, hours, leave, extra, sickness)]
    return Gathered(rates, [*dated, holidays], year)


async def _pension(day: date) -> DatedRate:
    try:
        return await reference.rate_on(RateKind.LGPS_EMPLOYER_RATE, day)
    except RateMissing:
        mean = await reference.rate_on(RateKind.LGPS_SAMPLE_MEAN, day)
        return msgspec.structs.replace(mean, note=f"{_ASSUMED_PENSION} {mean.note}".strip(), is_confirmed=False)


def _source(rate: DatedRate) -> Source:
    value = formats.number(rate.value, 4)
    words = {Unit.PER_CENT: f"{value}%", Unit.POUNDS: f"£{value}", Unit.DAYS: f"{value} days", Unit.HOURS: f"{value} hours"}
    until = f" to {formats.govdate(rate.effective_to)}" if rate.effective_to else ""
    return Source(
        name=f"{rate.title[0].upper()}{rate.title[1:]}",
        value=words[rate.unit],
        applies=f"{'' if until else 'From '}{formats.govdate(rate.effective_from)}{until}",
        source=rate.source,
        note=rate.note,
        is_confirmed=rate.is_confirmed,
        is_demonstration=rate.is_demonstration,
    )


async def reckon(worker: WorkerOut, client: ClientDetail, terms: CaseTerms) -> Workings:
    """Why converting a worker saves what it saves, from the rates of today; raises as `gather`."""
    today = clock.today()
    found = await gather(client.region_code, client.division, today)
    fee = _fee(worker, terms, today)
    saving = rules.saving(
        hourly_amount=worker.hourly_amount,
        weekly_hours=worker.weekly_hours,
        annual_amount=terms.annual_amount,
        fee_amount=fee.counted_amount,
        rates=found.rates,
    )
    listed = Source(
        name="Agency charge",
        value=f"{formats.money(worker.hourly_amount)} an hour, {formats.hours(worker.weekly_hours)} a week",
        applies=f"From {formats.govdate(worker.started_on)}",
        source=f"{client.name}'s list of agency workers ({worker.agency})",
    )
    salary = Source(name="Full-time salary", value=formats.money(terms.annual_amount, 0), applies="This case", source="Entered by operations")
    return Workings(
        reckoned_on=today,
        year=found.year.label,
        hourly_amount=worker.hourly_amount,
        terms=terms,
        saving=saving,
        fee=fee,
        sources=[listed, salary, *found.sources],
    )


def _fee(worker: WorkerOut, terms: CaseTerms, today: date) -> FeeFinding:
    # Whoever has not left works until the day before the new job, or until today where its day is not known.
    day_before = terms.engaged_on - timedelta(days=1) if terms.engaged_on else today
    return rules.transfer_fee(
        terms.fee_amount,
        started_on=worker.started_on,
        last_worked_on=max(worker.started_on, worker.left_on or day_before),
        engaged_on=terms.engaged_on,
        has_extended_hire_option=terms.has_extended_hire_option,
    )


async def typical_salaries(day: date) -> dict[AgencyJobType, Decimal]:
    """The highest salary of the lowest qualified grade of each job type, where its band is known; for estimates."""
    points = {(point.scale, point.point): point.annual_amount for point in await reference.list_pay_points(day=day)}
    salaries: dict[AgencyJobType, Decimal] = {}
    for grade in await reference.list_grades():
        amount = points.get((grade.scale, grade.scp_to or 0))
        if grade.agency_job_type and grade.level > rules.NEWLY_QUALIFIED and amount is not None:
            salaries.setdefault(grade.agency_job_type, amount)
    return salaries


async def with_estimates(workers: Sequence[WorkerOut]) -> list[WorkerOut]:
    """The workers, those without a case with what a conversion at a typical salary and without a fee would save in a year.

    Raises:
        RateMissing: a rate has not been entered.
        CalendarEnds: bank holidays are not known to the end of the financial year.
    """
    today = clock.today()
    salaries = await typical_salaries(today)
    known: dict[tuple[bool, Division], SavingRates] = {}
    estimated = []
    for worker in workers:
        amount = salaries.get(worker.job_type)
        if worker.saving_amount is not None or amount is None:
            estimated.append(worker)
            continue
        place = (worker.region_code == rules.LONDON, worker.division)
        if place not in known:
            known[place] = (await gather(worker.region_code, worker.division, today)).rates
        found = rules.saving(
            hourly_amount=worker.hourly_amount, weekly_hours=worker.weekly_hours, annual_amount=amount, fee_amount=ZERO, rates=known[place]
        )
        estimated.append(msgspec.structs.replace(worker, saving_amount=found.first_year_amount, is_estimate=True))
    return estimated
