"""JSON of lists of people and of the talent pool."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.talent import queries, service
from prime.talent.schemas import CallIn, CallsOut, ListIn, ListOut, ListReport, MemberOut, MembershipIn, MembershipOut
from prime.talent.tables import ListStatus
from prime.vacancies import queries as vacancies
from prime.web.api import Listing, answer_once, listing

ApiRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]
OWN = [Requires(Permission.APPLICATIONS_OWN)]


def _same(item: Any) -> Any:
    return item


async def _report(actor: Actor, list_id: UUID) -> ListReport:
    summary = await queries.get_list(actor, list_id)
    reading = await queries.reading(actor, list_id) if summary.status is ListStatus.READ else None
    return ListReport(
        id=list_id,
        summary=summary,
        fresh=[person.row for person in reading.fresh] if reading else [],
        known=[person.row for person in reading.known] if reading else [],
        faults=await queries.list_faults(actor, list_id),
        alike=reading.alike if reading else [],
        rows=await queries.list_outcomes(actor, list_id),
    )


@get("/candidate-lists", guards=MANAGE, operation_id="ListCandidateLists")
async def list_lists(request: ApiRequest, cursor: FromQuery[str] = "") -> Listing[ListOut]:
    """The lists that were imported, newest first."""
    return listing(await queries.list_lists(request.auth, cursor), _same)


@post("/candidate-lists", guards=MANAGE, operation_id="ReadCandidateList", request_max_body_size=2_000_000)
async def read_list(request: ApiRequest, data: JSONBody[ListIn]) -> Response[bytes]:
    """Read a CSV; the answer says what taking it in would do. `columns` names the headings where they do not speak for themselves."""

    async def run() -> msgspec.Struct:
        role = await vacancies.get_vacancy_by_reference(request.auth, data.vacancy_reference) if data.vacancy_reference else None
        list_id = await service.read_list(
            request.auth,
            filename=data.filename,
            origin=data.origin,
            content=data.content.encode("utf-8", "replace"),
            vacancy_id=role.id if role else None,
            columns=data.columns,
        )
        return await _report(request.auth, list_id)

    return await answer_once(request, run, location="/api/v1/candidate-lists/{id}")


@get("/candidate-lists/{list_id:uuid}", guards=MANAGE, operation_id="GetCandidateList")
async def get_list(request: ApiRequest, list_id: FromPath[UUID]) -> ListReport:
    """A list: what taking it in would do, or what it did."""
    return await _report(request.auth, list_id)


@post("/candidate-lists/{list_id:uuid}/take-in", guards=MANAGE, operation_id="TakeInCandidateList", status_code=202)
async def take_in(request: ApiRequest, list_id: FromPath[UUID]) -> ListOut:
    """Order it to be taken in; ask again for what came of each row."""
    await service.order_list(request.auth, list_id)
    return await queries.get_list(request.auth, list_id)


@delete("/candidate-lists/{list_id:uuid}", guards=MANAGE, operation_id="DiscardCandidateList")
async def discard_list(request: ApiRequest, list_id: FromPath[UUID]) -> None:
    """Throw away a list that was read."""
    await service.discard_list(request.auth, list_id)


@get("/pool-members", guards=MANAGE, operation_id="ListPoolMembers")
async def list_members(
    request: ApiRequest,
    *,
    search: FromQuery[str] = "",
    place: FromQuery[str] = "",
    grade: FromQuery[list[str] | None] = None,
    skill: FromQuery[list[str] | None] = None,
    status: FromQuery[list[str] | None] = None,
    cursor: FromQuery[str] = "",
) -> Listing[MemberOut]:
    """People who agreed to be asked about roles."""
    filters = queries.PoolFilters(
        search=search, place=place, grades=tuple(grade or ()), skills=tuple(skill or ()), statuses=tuple(status or ())
    )
    return listing(await queries.list_members(request.auth, filters, cursor), _same)


@post("/pool-calls", guards=MANAGE, operation_id="CallPoolMembers")
async def call_members(request: ApiRequest, data: JSONBody[CallIn]) -> Response[bytes]:
    """Ask members to apply for a role."""

    async def run() -> CallsOut:
        return await service.call_members(request.auth, vacancy_id=data.vacancy_id, member_ids=data.member_ids, text=data.text)

    return await answer_once(request, run)


@get("/pool-membership", guards=OWN, operation_id="GetPoolMembership")
async def own_membership(request: ApiRequest) -> MembershipOut:
    """One's own place in the talent pool."""
    return await queries.own_membership(request.auth)


@put("/pool-membership", guards=OWN, operation_id="JoinPool")
async def join_pool(request: ApiRequest, data: JSONBody[MembershipIn]) -> MembershipOut:
    """Join, change what one would like to hear of, or stay longer."""
    await service.join_pool(request.auth, grade_id=data.grade_id, place=data.place, skill_ids=data.skill_ids, version=data.version)
    return await queries.own_membership(request.auth)


@delete("/pool-membership", guards=OWN, operation_id="LeavePool")
async def leave_pool(request: ApiRequest) -> None:
    """Leave."""
    await service.leave_pool(request.auth)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_lists,
        read_list,
        get_list,
        take_in,
        discard_list,
        list_members,
        call_members,
        own_membership,
        join_pool,
        leave_pool,
    ],
    tags=["Talent pool"],
)
