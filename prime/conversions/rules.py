"""Moves of a case, whose agency share a hire lowers, transfer fees, and what a conversion saves. Pure."""

from datetime import date, timedelta
from decimal import Decimal

from prime.conversions.schemas import FeeFinding, Saving, SavingRates, Step
from prime.conversions.tables import CaseStage
from prime.core import formats
from prime.core.money import ZERO, pounds
from prime.reference import rules as reference

MOVES: dict[CaseStage, frozenset[CaseStage]] = {
    CaseStage.IDENTIFIED: frozenset({CaseStage.APPROACHED, CaseStage.CLOSED}),
    CaseStage.APPROACHED: frozenset({CaseStage.INTERESTED, CaseStage.CLOSED}),
    CaseStage.INTERESTED: frozenset({CaseStage.APPLICATION, CaseStage.CLOSED}),
    # Back to interested when the application comes to nothing.
    CaseStage.APPLICATION: frozenset({CaseStage.CONVERTED, CaseStage.INTERESTED, CaseStage.CLOSED}),
    CaseStage.CONVERTED: frozenset(),
    CaseStage.CLOSED: frozenset(),
}
LIVE = frozenset(stage for stage, onwards in MOVES.items() if onwards)
# The way of a case, for the funnel and the stepper.
WAY = (CaseStage.IDENTIFIED, CaseStage.APPROACHED, CaseStage.INTERESTED, CaseStage.APPLICATION, CaseStage.CONVERTED)

LONDON = "E12000007"
MOST = 1_000_000  # pounds; more is a slip of the hand
ENGAGED_WITHIN = timedelta(days=731)  # from today; later is a slip of the hand
NEWLY_QUALIFIED = 1  # the level of ASYE, which the agency rules close to agency supply

# Conduct Regulations 2003, regulation 10: 8 weeks from the day after the last day worked, 14 weeks from the first day.
AFTER_LAST_DAY = timedelta(days=56)
FROM_FIRST_DAY = timedelta(days=97)


def may_move(stage: CaseStage, to: CaseStage) -> bool:
    """Whether a case may go from a stage to another."""
    return to in MOVES[stage]


def lowers_agency_share(*, employer_is_council: bool, reports_as_agency: bool) -> bool:
    """Whether a hire counts as permanent in the council's own return to the DfE.

    Agency is whoever the council does not pay directly, so AfC's staff count as agency, except where AfC files the
    council's return (domain.md 0, points 1 and 2).
    """
    return employer_is_council or not reports_as_agency


def transfer_fee(
    fee_amount: Decimal, *, started_on: date, last_worked_on: date, engaged_on: date | None, has_extended_hire_option: bool | None
) -> FeeFinding:
    """What a fee of the agency's contract amounts to (Conduct Regulations 2003, regulation 10; domain.md 2 and 16).

    Without a contract term on extended hire it cannot be enforced; later than the relevant period it is not due.
    """
    relevant_ends_on = max(last_worked_on + AFTER_LAST_DAY, started_on + FROM_FIRST_DAY)
    free_from = relevant_ends_on + timedelta(days=1)
    if fee_amount == 0:
        counted, why = ZERO, "The contract asks for no fee."
    elif has_extended_hire_option is False:
        counted, why = ZERO, "The contract offers no period of extended hire, so its fee cannot be enforced."
    elif engaged_on is not None and engaged_on > relevant_ends_on:
        counted, why = ZERO, f"They start after {formats.govdate(relevant_ends_on)}, when the relevant period ends."
    else:
        counted = pounds(fee_amount)
        why = "Nobody has said when they start, so the fee is counted in full."
        if engaged_on is not None:
            why = f"They start on {formats.govdate(engaged_on)}, within the relevant period, which ends on {formats.govdate(relevant_ends_on)}."
    return FeeFinding(contract_amount=pounds(fee_amount), counted_amount=counted, why=why, relevant_ends_on=relevant_ends_on, free_from=free_from)


def saving(*, hourly_amount: Decimal, weekly_hours: Decimal, annual_amount: Decimal, fee_amount: Decimal, rates: SavingRates) -> Saving:
    """What a year as an employee saves against the agency, like with like and net of VAT (domain.md 6 and 16).

    One basis of hours goes through: those the agency worker works, up to a full week of the employer. `annual_amount` is the
    full-time salary; of it counts the same part.
    """
    hours = min(weekly_hours, rates.full_time_hours)
    salary = pounds(annual_amount * hours / rates.full_time_hours)
    cost = reference.perm_cost(salary, rates.on_costs)
    days = reference.productive_days(
        rates.weekdays, bank_holidays=rates.bank_holidays, annual_leave=rates.annual_leave_days, sickness=rates.sickness_days
    )
    found = reference.compare(cost, charge_amount=hourly_amount, weekly_hours=hours, days=days, fee_amount=fee_amount)
    return Saving(
        weekly_hours=hours,
        days=days,
        agency_amount=found.agency_amount,
        permanent_amount=cost.total_amount,
        fee_amount=found.fee_amount,
        yearly_amount=found.yearly_saving_amount,
        first_year_amount=found.first_year_saving_amount,
        payback_weeks=found.payback_weeks,
        hourly_amount=found.hourly_amount,
        steps=_steps(hourly_amount, annual_amount, found, rates),
    )


def _steps(hourly_amount: Decimal, annual_amount: Decimal, found: reference.Comparison, rates: SavingRates) -> list[Step]:
    money, number, on_costs, cost = formats.money, formats.number, rates.on_costs, found.cost
    hours = found.daily_hours * reference.DAYS_PER_WEEK
    days = (
        f"{rates.weekdays} weekdays, less {rates.bank_holidays} bank holidays, {number(rates.annual_leave_days)} days of leave "
        f"and {number(rates.sickness_days)} days of sickness"
    )
    payback = found.payback_weeks
    return [
        Step("Days worked in the year", days, f"{number(found.days)} days"),
        Step("Agency", f"{money(hourly_amount)} × {number(found.daily_hours)} hours × {number(found.days)} days", money(found.agency_amount)),
        Step("Salary", f"{money(annual_amount)} × {number(hours)} of {number(rates.full_time_hours)} hours", money(cost.pay_amount)),
        Step("Employer National Insurance", f"{number(on_costs.ni_rate)}% of pay above {money(on_costs.ni_threshold, 0)}", money(cost.ni_amount)),
        Step("Pension", f"{number(on_costs.pension_rate)}% of pay", money(cost.pension_amount)),
        Step("Apprenticeship levy", f"{number(on_costs.levy_rate)}% of pay", money(cost.levy_amount)),
        Step("Permanent employee", "Salary, National Insurance, pension and levy", money(cost.total_amount)),
        Step("Saving of a full year", "Agency, less permanent employee", money(found.yearly_saving_amount)),
        Step("Transfer fee", "Once, to the agency", money(found.fee_amount)),
        Step("Saving of the first year", "Saving of a full year, less the fee", money(found.first_year_saving_amount)),
        Step("Fee earned back", "Fee over the saving of a week", "Never" if payback is None else f"After {number(payback)} weeks"),
    ]


def funnel(counts: dict[CaseStage, int], workers: int) -> list[tuple[str, int]]:
    """How many came how far: every case that is at a stage now or has passed it; closed ones are left out."""
    reached = [(stage, sum(counts.get(later, 0) for later in WAY[position:])) for position, stage in enumerate(WAY)]
    return [("Agency workers", workers), *((STAGE_LABELS[stage], count) for stage, count in reached)]


STAGE_LABELS: dict[CaseStage, str] = {
    CaseStage.IDENTIFIED: "Case opened",
    CaseStage.APPROACHED: "Approached",
    CaseStage.INTERESTED: "Interested",
    CaseStage.APPLICATION: "Applying",
    CaseStage.CONVERTED: "Permanent",
    CaseStage.CLOSED: "Closed",
}
