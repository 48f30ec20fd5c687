"""Entering facts: the published files as a whole, and single dated rows by people."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec
from asyncpg import ExclusionViolationError
from piccolo.columns import Column
from piccolo.table import Table

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core.actor import Actor
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import govdate
from prime.core.money import ZERO
from prime.core.settings import settings
from prime.reference import published
from prime.reference.errors import DemonstrationRate, RateOverlap
from prime.reference.rules import TITLES
from prime.reference.tables import (
    AgencyJobType,
    Authority,
    AuthorityFigure,
    BankHoliday,
    Benchmark,
    Grade,
    PayPoint,
    PriceCap,
    Rate,
    RateKind,
    Skill,
    TeamType,
)

# Rows with the same values here are dated rows of one thing, of which one at most applies on a day.
_SAME: dict[type[Table], tuple[Column, ...]] = {
    Rate: (Rate.kind, Rate.band_from),
    PayPoint: (PayPoint.scale, PayPoint.point),
    PriceCap: (PriceCap.region_code, PriceCap.job_type),
}


class Loaded(msgspec.Struct, frozen=True):
    """How many rows there are after a load, and how many dated rows were new."""

    authorities: int
    figures: int
    benchmarks: int
    bank_holidays: int
    new_dated_rows: int


@transactional
async def load_published(actor: Actor) -> Loaded:
    """Bring the tables up to the published files; running it again changes nothing.

    Published facts replace what is there; where people may decide (dated rows, grades, words), their rows win over the files.
    """
    actor.require(Permission.REFERENCE_MANAGE)
    await lock("reference.load_published")
    rows = list(published.authorities())
    await _replace([Authority(**columns) for columns, _ in rows], Authority.gss_code)
    ids = {row["gss_code"]: row["id"] for row in await Authority.select(Authority.gss_code, Authority.id)}
    figures = [
        AuthorityFigure(
            authority=ids[columns["gss_code"]],
            measure=measure,
            year=published.FIGURES_YEAR,
            value=value,
            symbol=symbol,
            source=published.DFE_SOURCE,
        )
        for columns, found in rows
        for measure, (value, symbol) in found.items()
    ]
    await _replace(figures, AuthorityFigure.authority, AuthorityFigure.measure, AuthorityFigure.year)
    benchmarks = [Benchmark(**columns) for columns in published.benchmarks()]
    await _replace(benchmarks, Benchmark.area_code, Benchmark.year)
    holidays = [BankHoliday(**columns) for columns in published.bank_holidays()]
    await _replace(holidays, BankHoliday.division, BankHoliday.held_on)
    await _withdraw_holidays(holidays)
    await Grade.insert(*(Grade(**columns) for columns in published.grades())).on_conflict(target=Grade.code)
    await Skill.insert(*(Skill(**columns) for columns in published.words("skills"))).on_conflict(target=Skill.code)
    await TeamType.insert(*(TeamType(**columns) for columns in published.words("teams"))).on_conflict(target=TeamType.code)
    new = await _add_new(Rate, [Rate(**columns) for columns in published.rates()])
    new += await _add_new(PayPoint, [PayPoint(**columns) for columns in published.pay_points()])
    loaded = Loaded(len(rows), len(figures), len(benchmarks), len(holidays), new)
    await audit.record(actor, "reference.loaded", None, "Published reference data loaded", **msgspec.structs.asdict(loaded))
    return loaded


@transactional
async def set_rate(
    actor: Actor,
    *,
    kind: RateKind,
    value: Decimal,
    effective_from: date,
    source: str,
    effective_to: date | None = None,
    band_from: Decimal = ZERO,
    note: str = "",
    is_confirmed: bool = True,
    is_demonstration: bool = False,
) -> UUID:
    """Enter a rate; the row that applied until then ends the day before.

    Raises:
        InvalidInput: a field is wrong.
        RateOverlap: a later row already applies to some of the days.
        DemonstrationRate: a demonstration row was offered to production.
    """
    _check_entry(actor, TITLES[kind], effective_from, effective_to, source, is_demonstration=is_demonstration)
    if value < 0:
        raise InvalidInput.field("value", "Value must be 0 or more")
    row = Rate(
        kind=kind,
        band_from=band_from,
        value=value,
        effective_from=effective_from,
        effective_to=effective_to,
        source=source,
        note=note,
        is_confirmed=is_confirmed,
        is_demonstration=is_demonstration,
    )
    await _put_dated(row)
    await _record(actor, row, f"{TITLES[kind]} set to {value} from {govdate(effective_from)}")
    return row.id


@transactional
async def set_pay_point(
    actor: Actor,
    *,
    point: int,
    annual_amount: Decimal,
    effective_from: date,
    source: str,
    scale: str = "NJC",
    effective_to: date | None = None,
    note: str = "",
    is_confirmed: bool = True,
) -> UUID:
    """Enter the salary of a pay point; the award before it ends the day before. Raises as `set_rate`."""
    _check_entry(actor, f"pay point {point}", effective_from, effective_to, source)
    if annual_amount <= 0:
        raise InvalidInput.field("annual_amount", "Salary must be more than £0")
    row = PayPoint(
        scale=scale,
        point=point,
        annual_amount=annual_amount,
        effective_from=effective_from,
        effective_to=effective_to,
        source=source,
        note=note,
        is_confirmed=is_confirmed,
    )
    await _put_dated(row)
    await _record(actor, row, f"{scale} point {point} set to {annual_amount} from {govdate(effective_from)}")
    return row.id


@transactional
async def set_price_cap(
    actor: Actor,
    *,
    region_code: str,
    job_type: AgencyJobType,
    hourly_amount: Decimal,
    effective_from: date,
    source: str,
    effective_to: date | None = None,
    is_demonstration: bool = False,
) -> UUID:
    """Enter the cap of a region for a job type; the one before it ends the day before. Raises as `set_rate`."""
    _check_entry(actor, "price cap", effective_from, effective_to, source, is_demonstration=is_demonstration)
    if hourly_amount <= 0:
        raise InvalidInput.field("hourly_amount", "Price cap must be more than £0")
    if not await Authority.exists().where(Authority.region_code == region_code):
        raise InvalidInput.field("region_code", "Select a region of England")
    row = PriceCap(
        region_code=region_code,
        job_type=job_type,
        hourly_amount=hourly_amount,
        effective_from=effective_from,
        effective_to=effective_to,
        source=source,
        is_demonstration=is_demonstration,
    )
    await _put_dated(row)
    await _record(actor, row, f"Price cap of {region_code}, {job_type}, set to {hourly_amount} from {govdate(effective_from)}")
    return row.id


def _check_entry(
    actor: Actor, what: str, effective_from: date, effective_to: date | None, source: str, *, is_demonstration: bool = False
) -> None:
    actor.require(Permission.REFERENCE_MANAGE)
    if is_demonstration and settings().is_production:
        raise DemonstrationRate(what, effective_from)
    if not source.strip():
        raise InvalidInput.field("source", "Enter where the value was published")
    if effective_to is not None and effective_to < effective_from:
        raise InvalidInput.field("effective_to", "Last day must be the same as or after the first day")


async def _record(actor: Actor, row: Rate | PayPoint | PriceCap, summary: str) -> None:
    await audit.record(actor, f"reference.{row._meta.tablename}_set", row.id, summary, source=row.source)


async def _put_dated(row: Rate | PayPoint | PriceCap) -> None:
    """Insert a dated row and end the one before it, together or not at all."""
    table = type(row)
    same = [column == getattr(row, column._meta.name) for column in _SAME[table]]
    await lock(f"reference.{table._meta.tablename}")
    try:
        async with transaction():
            await table.update({table.effective_to: row.effective_from - timedelta(days=1)}).where(
                *same,
                table.effective_from < row.effective_from,
                table.effective_to.is_null() | (table.effective_to >= row.effective_from),
            )
            await row.save()
    except ExclusionViolationError:
        raise RateOverlap(
            f"Another row already applies from {govdate(row.effective_from)} or later. End this row before that one begins."
        ) from None


async def _add_new(table: type[Rate | PayPoint], rows: Sequence[Rate | PayPoint]) -> int:
    """Put the rows whose thing and first day are not there yet; one that meets a person's row is left out."""
    keys = (*_SAME[table], table.effective_from)
    names = [column._meta.name for column in keys]
    known = {tuple(row[name] for name in names) for row in await table.select(*keys)}
    count = 0
    for row in sorted(rows, key=lambda row: row.effective_from):
        if tuple(getattr(row, name) for name in names) in known:
            continue
        try:
            await _put_dated(row)
        except RateOverlap:
            continue
        count += 1
    return count


async def _replace(rows: Sequence[Table], *key: Column) -> None:
    """Insert the rows, or bring those with the same key up to them."""
    table = type(rows[0])
    fixed = {table._meta.primary_key._meta.name, *(column._meta.name for column in key)}
    changing = [column for column in table._meta.columns if column._meta.name not in fixed]
    await table.insert(*rows).on_conflict(target=key, action="DO UPDATE", values=changing)


async def _withdraw_holidays(holidays: Sequence[BankHoliday]) -> None:
    """Remove the days of an older edition that the new one no longer holds; a day that a person entered stays."""
    await BankHoliday.delete().where(
        BankHoliday.source.like(f"{published.BANK_HOLIDAYS}%"),
        BankHoliday.source != published.BANK_HOLIDAY_SOURCE,
        BankHoliday.held_on >= min(holiday.held_on for holiday in holidays),
    )
