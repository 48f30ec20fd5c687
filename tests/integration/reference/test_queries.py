"""Reading facts: the row of the day, readable refusals, searching and paging authorities."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from prime.billing.rules import late_rates
from prime.core.actor import SYSTEM
from prime.core.errors import InvalidInput, NotFound
from prime.reference import calendars, published, queries, rules, service
from prime.reference.errors import RateMissing
from prime.reference.tables import AgencyJobType, BankHoliday, Division, Measure, OfstedGrade, RateKind, Symbol, Unit

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("db")]

D = Decimal
DAY = date(2026, 11, 22)


async def test_the_worked_example_from_stored_rates() -> None:
    """Point 37 in 2026 to 2027 costs £62,667 and £40.65 an hour, read from the database from end to end."""
    await service.set_rate(SYSTEM, kind=RateKind.LGPS_EMPLOYER_RATE, value=D(16), effective_from=date(2026, 4, 1), source="Certificate")
    year = calendars.financial_year(DAY)
    calendar = await queries.calendar(Division.ENGLAND_AND_WALES)
    leave = (await queries.bands_on(RateKind.ANNUAL_LEAVE, DAY))[1].value  # from five years of service on
    days = rules.productive_days(
        calendars.weekdays(year.first, year.last),
        bank_holidays=calendar.bank_holidays(year.first, year.last),
        annual_leave=leave + (await queries.rate_on(RateKind.EXTRA_STATUTORY_LEAVE, DAY)).value,
        sickness=(await queries.rate_on(RateKind.SICKNESS, DAY)).value,
    )
    on_costs = rules.OnCostRates(
        ni_rate=(await queries.rate_on(RateKind.EMPLOYER_NI_RATE, DAY)).value,
        ni_threshold=(await queries.rate_on(RateKind.EMPLOYER_NI_THRESHOLD, DAY)).value,
        levy_rate=(await queries.rate_on(RateKind.APPRENTICESHIP_LEVY_RATE, DAY)).value,
        pension_rate=(await queries.rate_on(RateKind.LGPS_EMPLOYER_RATE, DAY)).value,
    )
    compared = rules.compare(
        rules.perm_cost((await queries.pay_point(37, DAY)).annual_amount, on_costs),
        charge_amount=D(45),
        weekly_hours=(await queries.rate_on(RateKind.WEEKLY_HOURS_LONDON, DAY)).value,
        days=days,
    )
    assert (days, compared.cost.total_amount, compared.hourly_amount, compared.agency_amount) == (
        D("214.1"),
        D("62667.19"),
        D("40.65"),
        D("69368.40"),
    )


async def test_a_missing_rate_is_named_with_its_day() -> None:
    """The employer's pension rate and the Bank Rate of July 2026 are not published: the refusal says which, and for when."""
    with pytest.raises(RateMissing, match="rate of the employer has been entered for 22 November 2026") as refused:
        await queries.rate_on(RateKind.LGPS_EMPLOYER_RATE, DAY)
    assert refused.value.status == 409
    assert refused.value.extra == {"kind": RateKind.LGPS_EMPLOYER_RATE}
    with pytest.raises(RateMissing, match=r"Bank Rate\).*1 July 2026"):
        await queries.rate_on(RateKind.LATE_PAYMENT_REFERENCE, date(2026, 7, 1))
    with pytest.raises(RateMissing, match="NJC pay point 44"):
        await queries.pay_point(44, DAY)
    with pytest.raises(RateMissing, match="price cap of region E12000007 for social worker"):
        await queries.price_cap("E12000007", AgencyJobType.SOCIAL_WORKER, DAY)


async def test_what_is_missing_today() -> None:
    """Two kinds wait for a person in November 2026, one in June."""
    assert await queries.missing_kinds(DAY) == [RateKind.LGPS_EMPLOYER_RATE, RateKind.LATE_PAYMENT_REFERENCE]
    assert await queries.missing_kinds(date(2026, 6, 30)) == [RateKind.LGPS_EMPLOYER_RATE]


@pytest.mark.parametrize(
    ("starts", "statutory"),
    [(date(2024, 1, 1), "13.25"), (date(2025, 6, 30), "12.75"), (date(2025, 7, 1), "12.25"), (date(2026, 6, 30), "11.75")],
)
async def test_late_payment_rates_of_a_half_year(starts: date, statutory: str) -> None:
    """The first and the last day of a half-year count to it; the fixed sums come lowest first."""
    rates = late_rates(await queries.list_rates(), starts - timedelta(days=1), is_production=False)
    assert rates.statutory == D(statutory)
    assert rates.fixed_sums == ((0, 40), (1000, 70), (10000, 100))


async def test_rates_of_a_kind_and_of_a_day() -> None:
    """Both narrow the list; numbers come without the noughts of the column."""
    assert [str(row.value) for row in await queries.list_rates(kind=RateKind.VAT_STANDARD, day=DAY)] == ["20"]
    assert await queries.list_rates(kind=RateKind.VAT_STANDARD, day=date(2010, 1, 1)) == []
    levy = await queries.rate_on(RateKind.APPRENTICESHIP_LEVY_RATE, DAY)
    assert (str(levy.value), levy.unit, levy.is_confirmed) == ("0.5", Unit.PER_CENT, True)
    assert str((await queries.rate_on(RateKind.EMPLOYER_NI_THRESHOLD, DAY)).value) == "5000"


async def test_grades() -> None:
    """Lowest step first; an unknown code is not found."""
    assert [grade.level for grade in await queries.list_grades()] == [1, 2, 3, 4, 5, 6, 6, 7]
    with pytest.raises(NotFound, match="no grade cook"):
        await queries.grade("cook")


async def test_words_in_the_order_of_the_file() -> None:
    """Skills and teams begin at the front door."""
    assert [term.code for term in await queries.list_skills()][:2] == ["front_door", "assessment"]
    assert [term.code for term in await queries.list_team_types()][:2] == ["mash", "referral_assessment"]


async def test_bank_holidays_of_a_division_and_period() -> None:
    """Both ends count, and Scotland has a day that England has not."""
    first, last = date(2026, 12, 25), date(2027, 1, 4)
    days = {division: [row.held_on for row in await queries.bank_holidays(division, first, last)] for division in Division}
    assert days[Division.ENGLAND_AND_WALES] == [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]
    assert days[Division.SCOTLAND] == [*days[Division.ENGLAND_AND_WALES], date(2027, 1, 4)]


async def test_a_calendar_without_days_is_not_an_empty_one() -> None:
    """With nothing loaded, counting would make every weekday a working day: refused."""
    await BankHoliday.delete().where(BankHoliday.division == Division.SCOTLAND)
    with pytest.raises(NotFound):
        await queries.calendar(Division.SCOTLAND)


async def test_an_authority_with_its_figures() -> None:
    """Kingston as published, run by Achieving for Children; Westminster's figures are symbols."""
    kingston = await queries.get_authority("E09000021")
    assert (kingston.name, kingston.delivery_body) == ("Kingston upon Thames", "Achieving for Children")
    assert (kingston.region, kingston.london_subregion) == ("London", "Outer London")
    assert kingston.joint_return == "Kingston upon Thames / Richmond upon Thames"
    assert kingston.ofsted_grade is OfstedGrade.OUTSTANDING
    assert set(kingston.figures) == set(Measure)
    westminster = await queries.get_authority("E09000033")
    assert {(figure.value, figure.symbol) for figure in westminster.figures.values()} == {(None, Symbol.UNAVAILABLE)}
    with pytest.raises(NotFound):
        await queries.get_authority("E99999999")


async def test_paging_visits_every_authority_once() -> None:
    """Seven pages of at most 25, by name, no authority twice."""
    seen: list[str] = []
    cursor, pages = "", 0
    while pages == 0 or cursor:
        found = await queries.list_authorities(cursor=cursor)
        seen += [row.name for row in found.items]
        cursor, pages = found.next_cursor, pages + 1
    assert pages == 7
    assert len(seen) == len(set(seen)) == 153


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("KINGSTON", ["Kingston upon Hull, City of", "Kingston upon Thames"]),
        (" 314 ", ["Kingston upon Thames"]),
        ("e09000021", ["Kingston upon Thames"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("'; drop table authority; --", []),
    ],
)
async def test_search(search: str, names: list[str]) -> None:
    """Part of a name in any case, or a whole code; signs that LIKE knows stand for themselves."""
    assert [row.name for row in (await queries.list_authorities(search=search)).items] == names


async def test_filter_by_regions_goes_on_over_pages() -> None:
    """Two regions together hold 12 and 24 authorities, over two pages."""
    regions = {region.name: region.code for region in await queries.list_regions()}
    assert len(regions) == 9
    chosen = [regions["North East"], regions["North West"]]
    first = await queries.list_authorities(region_codes=chosen)
    second = await queries.list_authorities(region_codes=chosen, cursor=first.next_cursor)
    assert len(first.items) + len(second.items) == 36 == await queries.count_authorities(region_codes=chosen)
    assert await queries.count_authorities(search="kingston", region_codes=chosen) == 0
    assert {row.region_code for row in [*first.items, *second.items]} == set(chosen)


async def test_a_strange_cursor_is_refused() -> None:
    """It is the caller's mistake, and says so."""
    with pytest.raises(InvalidInput):
        await queries.list_authorities(cursor="nonsense")


async def test_benchmarks_of_england() -> None:
    """Nine years, oldest first, ending at 13.0% agency."""
    series = await queries.benchmark_series(published.ENGLAND)
    assert [row.year for row in series] == list(range(2017, 2026))
    assert (series[-1].agency_rate, series[-1].inpost_fte, series[-1].cases) == (D("13.0"), D("36186.3"), 321661)
    assert await queries.benchmark_series("E99999999") == []
