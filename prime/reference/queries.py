"""Reading facts. They are the same for everybody, so no query takes an actor; who may see a page is the page's guard."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

import msgspec
from piccolo.custom_types import Combinable
from piccolo.table import Table

from prime.core.errors import NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor
from prime.core.settings import settings
from prime.reference.calendars import Calendar
from prime.reference.errors import DemonstrationRate, RateMissing
from prime.reference.rules import TITLES, UNITS
from prime.reference.schemas import (
    AuthorityDetail,
    BenchmarkYear,
    DatedPayPoint,
    DatedPriceCap,
    DatedRate,
    Figure,
    GradeDetail,
    Holiday,
    Region,
    Term,
)
from prime.reference.tables import (
    AgencyJobType,
    Authority,
    AuthorityFigure,
    BankHoliday,
    Benchmark,
    Division,
    Grade,
    Measure,
    PayPoint,
    PriceCap,
    Rate,
    RateKind,
    Skill,
    TeamType,
)

S = TypeVar("S", bound=msgspec.Struct)

# What LIKE would read as a pattern, taken literally.
_LITERAL = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def _read(kind: type[S], row: Table) -> S:
    return msgspec.convert(row, kind, from_attributes=True)


# Dated rows


async def rate_on(kind: RateKind, day: date) -> DatedRate:
    """The rate of a kind without bands that applies on a day.

    Raises:
        RateMissing: nobody has entered one.
        DemonstrationRate: production has only a demonstration row.
    """
    return (await bands_on(kind, day))[0]


async def bands_on(kind: RateKind, day: date) -> list[DatedRate]:
    """All bands of a kind that apply on a day, lowest first; raises as `rate_on`."""
    rows = await Rate.objects().where(Rate.kind == kind, _applies(Rate, day)).order_by(Rate.band_from)
    if not rows:
        raise RateMissing(TITLES[kind], day, kind=kind)
    if settings().is_production and any(row.is_demonstration for row in rows):
        raise DemonstrationRate(TITLES[kind], day, kind=kind)
    return [_dated_rate(row) for row in rows]


async def values_on(kinds: Collection[RateKind], day: date) -> dict[RateKind, int]:
    """The whole numbers of several kinds without bands that apply on a day, read at once; raises as `rate_on`."""
    rows = await Rate.select(Rate.kind, Rate.value, Rate.is_demonstration).where(Rate.kind.is_in([kind.value for kind in kinds]), _applies(Rate, day))
    found = {RateKind(row["kind"]): row for row in rows}
    for kind in kinds:
        if kind not in found:
            raise RateMissing(TITLES[kind], day, kind=kind)
        if settings().is_production and found[kind]["is_demonstration"]:
            raise DemonstrationRate(TITLES[kind], day, kind=kind)
    return {kind: int(found[kind]["value"]) for kind in kinds}


async def list_rates(*, kind: RateKind | None = None, day: date | None = None) -> list[DatedRate]:
    """Dated rates, VAT first, by band and time; all of them or those of a kind or a day."""
    query = Rate.objects().order_by(Rate.band_from, Rate.effective_from)
    if kind is not None:
        query = query.where(Rate.kind == kind)
    if day is not None:
        query = query.where(_applies(Rate, day))
    order = list(RateKind)
    return sorted((_dated_rate(row) for row in await query), key=lambda rate: order.index(rate.kind))


async def missing_kinds(day: date) -> list[RateKind]:
    """Kinds of which no row applies on a day: whatever needs one stops until it is entered."""
    rows = await Rate.select(Rate.kind).where(_applies(Rate, day))
    known = {row["kind"] for row in rows}
    return [kind for kind in RateKind if kind not in known]


async def pay_point(point: int, day: date, *, scale: str = "NJC") -> DatedPayPoint:
    """The salary of a pay point on a day.

    Raises:
        RateMissing: nobody has entered one.
    """
    row = await PayPoint.objects().where(PayPoint.scale == scale, PayPoint.point == point, _applies(PayPoint, day)).first()
    if row is None:
        raise RateMissing(f"{scale} pay point {point}", day, scale=scale, point=point)
    return _read(DatedPayPoint, row)


async def list_pay_points(*, day: date | None = None) -> list[DatedPayPoint]:
    """Pay points by scale, point and time, all of them or those of a day."""
    query = PayPoint.objects().order_by(PayPoint.scale, PayPoint.point, PayPoint.effective_from)
    if day is not None:
        query = query.where(_applies(PayPoint, day))
    return [_read(DatedPayPoint, row) for row in await query]


async def price_cap(region_code: str, job_type: AgencyJobType, day: date) -> DatedPriceCap:
    """The price cap of a region for a job type on a day; raises as `rate_on`."""
    row = await (
        PriceCap.objects().where(PriceCap.region_code == region_code, PriceCap.job_type == job_type, _applies(PriceCap, day)).first()
    )
    what = f"price cap of region {region_code} for {job_type.replace('_', ' ')}"
    if row is None:
        raise RateMissing(what, day, region_code=region_code, job_type=job_type)
    if settings().is_production and row.is_demonstration:
        raise DemonstrationRate(what, day, region_code=region_code, job_type=job_type)
    return _read(DatedPriceCap, row)


async def list_price_caps() -> list[DatedPriceCap]:
    """Price caps by region, job type and time."""
    rows = await PriceCap.objects().order_by(PriceCap.region_code, PriceCap.job_type, PriceCap.effective_from)
    return [_read(DatedPriceCap, row) for row in rows]


def _applies(table: type[Rate] | type[PayPoint] | type[PriceCap], day: date) -> Combinable:
    return (table.effective_from <= day) & (table.effective_to.is_null() | (table.effective_to >= day))


def _plain(value: Decimal) -> Decimal:
    """Without the noughts that fill the column: 20.0000 becomes 20."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _dated_rate(row: Rate) -> DatedRate:
    kind = RateKind(row.kind)
    return DatedRate(
        kind=kind,
        title=TITLES[kind],
        unit=UNITS[kind],
        band_from=_plain(row.band_from),
        value=_plain(row.value),
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        source=row.source,
        note=row.note,
        is_confirmed=row.is_confirmed,
        is_demonstration=row.is_demonstration,
    )




# Bank holidays


async def bank_holidays(division: Division, first: date, last: date) -> list[Holiday]:
    """The bank holidays of a division from `first` to `last`, both counted."""
    rows = await (
        BankHoliday.objects()
        .where(BankHoliday.division == division, BankHoliday.held_on >= first, BankHoliday.held_on <= last)
        .order_by(BankHoliday.held_on)
    )
    return [_read(Holiday, row) for row in rows]


async def calendar(division: Division = Division.ENGLAND_AND_WALES) -> Calendar:
    """Everything needed to count working days in a division; it reaches to the end of the last published year.

    Raises:
        NotFound: no bank holidays have been loaded.
    """
    rows = await BankHoliday.select(BankHoliday.held_on).where(BankHoliday.division == division)
    days = frozenset(row["held_on"] for row in rows)
    if not days:
        raise NotFound("No bank holidays have been loaded.")
    return Calendar(division=division, holidays=days, first=date(min(days).year, 1, 1), last=date(max(days).year, 12, 31))


# Authorities and benchmarks


async def list_authorities(
    *, search: str = "", region_codes: Collection[str] = (), cursor: str = "", size: int = PAGE_SIZE
) -> Page[AuthorityDetail]:
    """Authorities by name, with their figures; `search` finds part of a name, or a whole ONS or DfE code.

    Raises:
        InvalidInput: the cursor is not one of this list.
    """
    query = Authority.objects().where(*_found(search, region_codes)).order_by(Authority.name).limit(size + 1)
    if cursor:
        query = query.where(Authority.name > decode_cursor(cursor, 1)[0])
    rows = await query
    figures = await _figures(rows)
    return cut([_authority(row, figures.get(row.id, {})) for row in rows], size, "name")


async def count_authorities(*, search: str = "", region_codes: Collection[str] = ()) -> int:
    """How many authorities `list_authorities` holds on all its pages."""
    count: int = await Authority.count().where(*_found(search, region_codes))
    return count


def _found(search: str, region_codes: Collection[str]) -> list[Combinable]:
    conditions: list[Combinable] = []
    if wanted := search.strip():
        part = wanted.translate(_LITERAL)
        conditions.append(Authority.name.ilike(f"%{part}%") | (Authority.dfe_code == wanted) | (Authority.gss_code == wanted.upper()))
    if region_codes:
        conditions.append(Authority.region_code.is_in(list(region_codes)))
    return conditions


async def get_authority(gss_code: str) -> AuthorityDetail:
    """One authority with its figures.

    Raises:
        NotFound: there is none of that code.
    """
    row = await Authority.objects().where(Authority.gss_code == gss_code).first()
    if row is None:
        raise NotFound(f"There is no authority {gss_code}.")
    return _authority(row, (await _figures([row])).get(row.id, {}))


async def list_regions() -> list[Region]:
    """The nine regions of England, by name."""
    rows = await Authority.select(Authority.region_code, Authority.region).distinct().order_by(Authority.region)
    return [Region(code=row["region_code"], name=row["region"]) for row in rows]


async def benchmark_series(area_code: str) -> list[BenchmarkYear]:
    """The published years of an area, oldest first; `published.ENGLAND` is the national one."""
    rows = await Benchmark.objects().where(Benchmark.area_code == area_code).order_by(Benchmark.year)
    return [_read(BenchmarkYear, row) for row in rows]


async def _figures(authorities: Sequence[Authority]) -> dict[UUID, dict[Measure, Figure]]:
    """The newest figure of each measure of some authorities."""
    found: dict[UUID, dict[Measure, Figure]] = {}
    if authorities:
        ids = [row.id for row in authorities]
        for row in await AuthorityFigure.objects().where(AuthorityFigure.authority.is_in(ids)).order_by(AuthorityFigure.year):
            figure = _read(Figure, row)
            value = None if figure.value is None else _plain(figure.value)
            found.setdefault(row.authority, {})[figure.measure] = msgspec.structs.replace(figure, value=value)
    return found


def _authority(row: Authority, figures: dict[Measure, Figure]) -> AuthorityDetail:
    return msgspec.structs.replace(_read(AuthorityDetail, row), figures=figures)


# Roles and words


async def grade(code: str) -> GradeDetail:
    """A step of the role ladder by its code.

    Raises:
        NotFound: there is none of that code.
    """
    row = await Grade.objects().where(Grade.code == code).first()
    if row is None:
        raise NotFound(f"There is no grade {code}.")
    return _read(GradeDetail, row)


async def list_grades() -> list[GradeDetail]:
    """The role ladder, lowest step first."""
    return [_read(GradeDetail, row) for row in await Grade.objects().order_by(Grade.level, Grade.title)]



async def list_skills() -> list[Term]:
    """The practice areas, in the order of lists."""
    return [_read(Term, row) for row in await Skill.objects().order_by(Skill.position, Skill.title)]


async def list_team_types() -> list[Term]:
    """The kinds of team, in the order of lists."""
    rows = await TeamType.objects().order_by(TeamType.position, TeamType.title)
    return [_read(Term, row) for row in rows]

