"""Pages of reference data: authorities with their published figures, dated rates with their sources."""

from datetime import timedelta

from litestar import Router, get
from litestar.params import FromQuery
from litestar.response import Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.reference import published, queries
from prime.reference.rules import TITLES
from prime.reference.tables import Division
from prime.web.templating import page


@get("/authorities")
async def list_authorities(
    search: FromQuery[str] = "", region: FromQuery[list[str] | None] = None, cursor: FromQuery[str] = ""
) -> Template:
    """The English authorities, searched and filtered, beside the figures of England."""
    regions = await queries.list_regions()
    return page(
        "pages/reference/list_authorities.html",
        found=await queries.list_authorities(search=search, region_codes=region or [], cursor=cursor),
        count=await queries.count_authorities(search=search, region_codes=region or []),
        england=await queries.benchmark_series(published.ENGLAND),
        regions=regions,
        chosen=[item for item in regions if item.code in (region or [])],
        search=search.strip(),
        cursor=cursor,
    )


@get("/rates")
async def list_rates() -> Template:
    """Everything dated, with its source, and what is still to be entered."""
    today = clock.today()
    return page(
        "pages/reference/list_rates.html",
        rates=await queries.list_rates(),
        missing=[TITLES[kind] for kind in await queries.missing_kinds(today)],
        pay_points=await queries.list_pay_points(),
        price_caps=await queries.list_price_caps(),
        region_names={region.code: region.name for region in await queries.list_regions()},
        grades=await queries.list_grades(),
        bank_holidays=await queries.bank_holidays(Division.ENGLAND_AND_WALES, today, today + timedelta(days=365)),
    )


router = Router(
    path="/reference", route_handlers=[list_authorities, list_rates], guards=[Requires(Permission.REFERENCE_READ)], include_in_schema=False
)
