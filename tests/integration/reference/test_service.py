"""Loading published facts and entering dated ones: what is replaced, what is kept, what the database refuses."""

from datetime import date
from decimal import Decimal
from typing import Any

import asyncpg
import msgspec
import pytest

from prime.accounts.permissions import Role, permissions_of
from prime.audit.tables import AuditEntry
from prime.core.actor import ANONYMOUS, SYSTEM, Actor
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, Unauthenticated
from prime.core.settings import Environment, settings
from prime.reference import published, queries, service
from prime.reference.errors import DemonstrationRate, RateOverlap
from prime.reference.tables import (
    AgencyJobType,
    Authority,
    AuthorityFigure,
    BankHoliday,
    Benchmark,
    Division,
    Grade,
    PayPoint,
    PriceCap,
    Rate,
    RateKind,
)

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("db")]

D = Decimal
NEW_YEAR = date(2026, 1, 1)
LONDON = "E12000007"
FROM_2027 = date(2027, 4, 6)
NI: dict[str, Any] = {"kind": RateKind.EMPLOYER_NI_RATE, "value": D(16), "effective_from": FROM_2027, "source": "A budget"}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the module believes to be production."""
    real = msgspec.structs.replace(settings(), prime_env=Environment.PRODUCTION)
    monkeypatch.setattr(service, "settings", lambda: real)
    monkeypatch.setattr(queries, "settings", lambda: real)


async def test_loading_again_changes_nothing() -> None:
    """Every published row is there once, and a second load adds none."""
    await service.load_published(SYSTEM)
    loaded = await service.load_published(SYSTEM)

    assert loaded == service.Loaded(authorities=153, figures=612, benchmarks=108, bank_holidays=471, new_dated_rows=0)
    assert await Authority.count() == 153
    assert await AuthorityFigure.count() == 612
    assert await Benchmark.count() == 108
    assert await BankHoliday.count() == 471
    assert await Rate.count() == len(list(published.rates()))
    assert await PayPoint.count() == 22
    assert await PriceCap.count() == 0


async def test_loading_an_empty_database_enters_every_dated_row() -> None:
    """What the files hold and the tables do not is added, whole."""
    await Rate.delete(force=True)
    await PayPoint.delete(force=True)
    loaded = await service.load_published(SYSTEM)
    assert loaded.new_dated_rows == len(list(published.rates())) + 22
    stored = await queries.rate_on(RateKind.EMPLOYER_NI_THRESHOLD, date(2026, 11, 22))
    assert (stored.value, stored.effective_from, stored.effective_to) == (5000, date(2025, 4, 6), None)


async def test_a_load_mends_published_facts_and_keeps_what_people_decided() -> None:
    """A mistyped authority is put right; a closed rate, a new one, and a grade's real band stay."""
    await Authority.update({Authority.name: "Darby"}).where(Authority.gss_code == "E06000015")
    await Grade.update({Grade.scp_from: 36, Grade.is_confirmed: True}).where(Grade.code == "senior_social_worker")
    await service.set_rate(SYSTEM, **NI)
    loaded = await service.load_published(SYSTEM)

    assert loaded.new_dated_rows == 0
    assert (await queries.get_authority("E06000015")).name == "Derby"
    assert (await queries.grade("senior_social_worker")).scp_from == 36
    rows = await queries.list_rates(kind=RateKind.EMPLOYER_NI_RATE)
    assert [(row.value, row.effective_to) for row in rows] == [(15, date(2027, 4, 5)), (16, None)]


async def test_a_row_of_the_files_never_displaces_a_persons() -> None:
    """Somebody entered the whole period otherwise: the file's row is left out, theirs is untouched."""
    await Rate.delete().where(Rate.kind == RateKind.SICKNESS)
    await service.set_rate(SYSTEM, kind=RateKind.SICKNESS, value=D(7), effective_from=date(2026, 4, 1), source="Own count")
    loaded = await service.load_published(SYSTEM)
    assert loaded.new_dated_rows == 0
    assert [row.value for row in await queries.list_rates(kind=RateKind.SICKNESS)] == [7]


async def test_a_bank_holiday_that_moved_leaves_its_old_day() -> None:
    """A day of an older edition goes, a day that a person entered stays."""
    moved, own = date(2027, 5, 10), date(2027, 6, 7)
    for day, source in ((moved, "GOV.UK bank holidays, older edition"), (own, "Proclamation of 2026")):
        await BankHoliday(division=Division.ENGLAND_AND_WALES, held_on=day, title="One-off", source=source).save()
    await service.load_published(SYSTEM)
    calendar = await queries.calendar()
    assert calendar.is_working_day(moved)
    assert not calendar.is_working_day(own)


async def test_a_new_rate_ends_the_one_before_and_is_recorded() -> None:
    """The old row's last day is the day before, and the trail says who changed what."""
    row_id = await service.set_rate(SYSTEM, **NI)
    before = await queries.rate_on(RateKind.EMPLOYER_NI_RATE, date(2027, 4, 5))
    after = await queries.rate_on(RateKind.EMPLOYER_NI_RATE, FROM_2027)
    assert (before.value, before.effective_to, after.value, after.effective_to) == (15, date(2027, 4, 5), 16, None)
    entry = await AuditEntry.objects().where(AuditEntry.record_id == row_id).first()
    assert entry is not None
    assert (entry.action, entry.summary) == ("reference.rate_set", "employer National Insurance rate set to 16 from 6 April 2027")


async def test_a_band_is_replaced_without_touching_its_neighbours() -> None:
    """Leave after five years rises; the band below goes on."""
    await service.set_rate(
        SYSTEM, kind=RateKind.ANNUAL_LEAVE, band_from=D(5), value=D(27), effective_from=date(2027, 4, 1), source="Green Book 2027"
    )
    bands = await queries.bands_on(RateKind.ANNUAL_LEAVE, date(2027, 4, 1))
    assert [(row.band_from, row.value) for row in bands] == [(0, 23), (5, 27)]
    before = await queries.bands_on(RateKind.ANNUAL_LEAVE, date(2027, 3, 31))
    assert [(row.band_from, row.value) for row in before] == [(0, 23), (5, 26)]


async def test_a_later_row_is_never_overwritten_and_nothing_is_half_done() -> None:
    """A row that would reach into a later one is refused, and the row before it is not cut short."""
    await service.set_rate(SYSTEM, **NI)
    with pytest.raises(RateOverlap, match="1 May 2026"):
        await service.set_rate(SYSTEM, kind=RateKind.EMPLOYER_NI_RATE, value=D(14), effective_from=date(2026, 5, 1), source="Late news")
    assert (await queries.rate_on(RateKind.EMPLOYER_NI_RATE, date(2026, 5, 1))).effective_to == date(2027, 4, 5)


async def test_a_gap_may_be_filled_up_to_the_next_row() -> None:
    """With a last day of its own, a row fits in between."""
    await service.set_rate(SYSTEM, **NI)
    await service.set_rate(
        SYSTEM,
        kind=RateKind.EMPLOYER_NI_RATE,
        value=D(14),
        effective_from=date(2026, 5, 1),
        effective_to=date(2027, 4, 5),
        source="Holiday of contributions",
    )
    rows = await queries.list_rates(kind=RateKind.EMPLOYER_NI_RATE)
    assert [(row.value, row.effective_to) for row in rows] == [(15, date(2026, 4, 30)), (14, date(2027, 4, 5)), (16, None)]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"source": "  "}, "/source"),
        ({"value": D("-0.01")}, "/value"),
        ({"effective_to": date(2027, 4, 5)}, "/effective_to"),
    ],
)
async def test_wrong_fields_are_named(change: dict[str, Any], pointer: str) -> None:
    """A source, a value of 0 or more, and a period that does not end before it begins."""
    with pytest.raises(InvalidInput) as refused:
        await service.set_rate(SYSTEM, **{**NI, **change})
    assert [error["pointer"] for error in refused.value.errors] == [pointer]


async def test_price_caps_belong_to_a_region_and_follow_each_other() -> None:
    """Entered for London from one day and from another; unknown regions and amounts of nothing are refused."""
    cap = {"job_type": AgencyJobType.TEAM_MANAGER, "source": "London agreement", "region_code": LONDON}
    await service.set_price_cap(SYSTEM, hourly_amount=D(42), effective_from=date(2025, 10, 1), **cap)
    await service.set_price_cap(SYSTEM, hourly_amount=D("43.50"), effective_from=date(2026, 10, 1), **cap)
    assert (await queries.price_cap(LONDON, AgencyJobType.TEAM_MANAGER, date(2026, 9, 30))).hourly_amount == 42
    assert (await queries.price_cap(LONDON, AgencyJobType.TEAM_MANAGER, date(2026, 10, 1))).hourly_amount == D("43.50")
    with pytest.raises(InvalidInput, match="Select a region"):
        await service.set_price_cap(SYSTEM, hourly_amount=D(42), effective_from=date(2027, 1, 1), **{**cap, "region_code": "E12999999"})
    with pytest.raises(InvalidInput, match="more than £0"):
        await service.set_price_cap(SYSTEM, hourly_amount=D(0), effective_from=date(2027, 1, 1), **cap)


async def test_a_pay_award_follows_the_last_one() -> None:
    """The award of a later year ends the open row; last year's salaries stay what they were."""
    await service.set_pay_point(SYSTEM, point=37, annual_amount=D(49700), effective_from=date(2026, 4, 1), source="Award 2026-27")
    assert (await queries.pay_point(37, date(2026, 3, 31))).annual_amount == 48226
    assert (await queries.pay_point(37, date(2026, 4, 1))).annual_amount == 49700
    with pytest.raises(InvalidInput, match="more than £0"):
        await service.set_pay_point(SYSTEM, point=37, annual_amount=D(0), effective_from=date(2027, 4, 1), source="Award")


async def test_only_those_who_manage_reference_data_enter_it() -> None:
    """Administrators may; operations may not; nobody signed in may not."""
    admin = Actor(permissions=permissions_of([Role.ADMIN]))
    operations = Actor(permissions=permissions_of([Role.OPERATIONS]))
    await service.set_rate(admin, **NI)
    for actor, refusal in ((operations, Forbidden), (ANONYMOUS, Unauthenticated)):
        with pytest.raises(refusal):
            await service.set_rate(actor, **{**NI, "effective_from": date(2028, 4, 6)})
        with pytest.raises(refusal):
            await service.load_published(actor)


@pytest.mark.usefixtures("production")
async def test_production_takes_no_demonstration_row() -> None:
    """Neither a rate nor a price cap."""
    with pytest.raises(DemonstrationRate, match="Pension Scheme rate of the employer for 1 April 2026"):
        await service.set_rate(
            SYSTEM,
            kind=RateKind.LGPS_EMPLOYER_RATE,
            value=D(16),
            effective_from=date(2026, 4, 1),
            source="Demonstration",
            is_demonstration=True,
        )
    with pytest.raises(DemonstrationRate):
        await service.set_price_cap(
            SYSTEM,
            region_code=LONDON,
            job_type=AgencyJobType.SOCIAL_WORKER,
            hourly_amount=D(40),
            effective_from=date(2026, 4, 1),
            source="Demonstration",
            is_demonstration=True,
        )


async def test_production_refuses_to_calculate_with_a_demonstration_row(request: pytest.FixtureRequest) -> None:
    """The demo may, and production names the value that is missing."""
    day = date(2026, 11, 22)
    await service.set_rate(
        SYSTEM, kind=RateKind.LGPS_EMPLOYER_RATE, value=D(16), effective_from=date(2026, 4, 1), source="Invented", is_demonstration=True
    )
    await service.set_price_cap(
        SYSTEM,
        region_code=LONDON,
        job_type=AgencyJobType.SOCIAL_WORKER,
        hourly_amount=D(40),
        effective_from=date(2026, 4, 1),
        source="Invented",
        is_demonstration=True,
    )
    assert (await queries.rate_on(RateKind.LGPS_EMPLOYER_RATE, day)).value == 16
    request.getfixturevalue("production")
    with pytest.raises(DemonstrationRate, match="employer for 22 November 2026 is a demonstration value"):
        await queries.rate_on(RateKind.LGPS_EMPLOYER_RATE, day)
    with pytest.raises(DemonstrationRate, match="price cap of region E12000007"):
        await queries.price_cap(LONDON, AgencyJobType.SOCIAL_WORKER, day)


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (Rate(kind=RateKind.VAT_STANDARD, value=D(21), effective_from=NEW_YEAR, source="x"), asyncpg.ExclusionViolationError),
        (PayPoint(scale="NJC", point=37, annual_amount=D(1), effective_from=date(2030, 1, 1), source="x"), asyncpg.ExclusionViolationError),
        (Rate(kind="tax_on_tea", value=D(1), effective_from=NEW_YEAR, source="x"), asyncpg.CheckViolationError),
        (Rate(kind=RateKind.SICKNESS, value=D(-1), effective_from=date(2000, 1, 1), source="x"), asyncpg.CheckViolationError),
        (Rate(kind=RateKind.LGPS_EMPLOYER_RATE, value=D(1), effective_from=date(2000, 1, 1), source=""), asyncpg.CheckViolationError),
        (PriceCap(region_code=LONDON, job_type="cook", hourly_amount=1, effective_from=NEW_YEAR, source="x"), asyncpg.CheckViolationError),
        (Grade(code="x", title="X", level=1, dfe_role="case_holder", scp_from=30, source="x"), asyncpg.CheckViolationError),
    ],
    ids=["rate-overlap", "pay-point-overlap", "unknown-kind", "negative", "no-source", "unknown-job-type", "half-a-band"],
)
async def test_the_database_keeps_the_promises(row: Rate | PayPoint | PriceCap | Grade, refusal: type[Exception]) -> None:
    """Whoever writes, and however: no overlap, no unknown word, no value without a source."""
    with pytest.raises(refusal):
        async with transaction():
            await row.save()


async def test_a_figure_is_a_value_or_a_symbol() -> None:
    """Never both, never neither, and never a symbol that means nothing."""
    authority = await Authority.objects().get(Authority.gss_code == "E06000015")
    for value, symbol in ((D(1), "x"), (None, None), (None, "k")):
        with pytest.raises(asyncpg.CheckViolationError):
            async with transaction():
                await AuthorityFigure(
                    authority=authority.id, measure="agency_rate", year=2030, value=value, symbol=symbol, source="x"
                ).save()
