"""JSON of reference data. What GOV.UK publishes and the words of forms are open; authorities and rates are for AfC's people."""

from datetime import date, timedelta
from typing import Annotated

from litestar import Router, get
from litestar.params import FromPath, FromQuery, QueryParameter

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.reference import queries
from prime.reference.schemas import AuthorityDetail, DatedPayPoint, DatedRate, GradeDetail, Holiday, Term
from prime.reference.tables import Division, RateKind
from prime.web.api import Listing

READ = [Requires(Permission.REFERENCE_READ)]


@get("/authorities", guards=READ, operation_id="ListAuthorities")
async def list_authorities(
    search: FromQuery[str] = "", region: FromQuery[list[str] | None] = None, cursor: FromQuery[str] = ""
) -> Listing[AuthorityDetail]:
    """English authorities by name, with their published figures."""
    found = await queries.list_authorities(search=search, region_codes=region or [], cursor=cursor)
    return Listing(found.items, found.next_cursor)


@get("/authorities/{gss_code:str}", guards=READ, operation_id="GetAuthority")
async def get_authority(gss_code: FromPath[str]) -> AuthorityDetail:
    """One authority by its ONS code."""
    return await queries.get_authority(gss_code)


@get("/rates", guards=READ, operation_id="ListRates")
async def list_rates(kind: FromQuery[RateKind | None] = None, on: FromQuery[date | None] = None) -> Listing[DatedRate]:
    """Dated rates with their sources: all, or those of a kind or a day."""
    return Listing(await queries.list_rates(kind=kind, day=on))


@get("/pay-points", guards=READ, operation_id="ListPayPoints")
async def list_pay_points(on: FromQuery[date | None] = None) -> Listing[DatedPayPoint]:
    """Pay points with their sources: all, or those of a day."""
    return Listing(await queries.list_pay_points(day=on))


@get("/bank-holidays", guards=[PUBLIC], operation_id="ListBankHolidays")
async def list_bank_holidays(
    division: FromQuery[Division] = Division.ENGLAND_AND_WALES,
    first: Annotated[date | None, QueryParameter(name="from")] = None,
    last: Annotated[date | None, QueryParameter(name="to")] = None,
) -> Listing[Holiday]:
    """Bank holidays of a division; without dates, those of the year from today."""
    start = first or clock.today()
    return Listing(await queries.bank_holidays(division, start, last or start + timedelta(days=365)))


@get("/grades", guards=[PUBLIC], operation_id="ListGrades")
async def list_grades() -> Listing[GradeDetail]:
    """The role ladder, lowest step first."""
    return Listing(await queries.list_grades())


@get("/skills", guards=[PUBLIC], operation_id="ListSkills")
async def list_skills() -> Listing[Term]:
    """Practice areas in which people have experience and placements need it."""
    return Listing(await queries.list_skills())


@get("/team-types", guards=[PUBLIC], operation_id="ListTeamTypes")
async def list_team_types() -> Listing[Term]:
    """Kinds of team in children's services."""
    return Listing(await queries.list_team_types())


router = Router(
    path="/api/v1",
    route_handlers=[
        list_authorities,
        get_authority,
        list_rates,
        list_pay_points,
        list_bank_holidays,
        list_grades,
        list_skills,
        list_team_types,
    ],
    tags=["Reference"],
)
