"""JSON of staff."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.staff import queries, service
from prime.staff.schemas import (
    BenchRow,
    CheckExpiry,
    Created,
    FreeTime,
    Leaving,
    NewConflict,
    Onboarding,
    Placing,
    Ready,
    SkillSet,
    StaffDetail,
    StaffSummary,
)
from prime.web.api import Listing, answer_once

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.STAFF_READ)]
READ_OR_OWN = [Requires(Permission.STAFF_READ, Permission.STAFF_OWN)]
MANAGE = [Requires(Permission.STAFF_MANAGE)]
MANAGE_OR_OWN = [Requires(Permission.STAFF_MANAGE, Permission.STAFF_OWN)]
OWN = [Requires(Permission.STAFF_OWN)]


@get("/staff", guards=READ, operation_id="ListStaff")
async def list_staff(
    request: ApiRequest,
    *,
    search: FromQuery[str] = "",
    grade: FromQuery[list[str] | None] = None,
    on_bench: FromQuery[bool] = False,
    ending_soon: FromQuery[bool] = False,
    left: FromQuery[bool] = False,
    cursor: FromQuery[str] = "",
) -> Listing[StaffSummary]:
    """People by last name."""
    found = await queries.list_staff(
        request.auth, search=search, grades=grade or [], left=left, on_bench=on_bench, ending_soon=ending_soon, cursor=cursor
    )
    return Listing(found.items, found.next_cursor)


@get("/staff/ready", guards=MANAGE, operation_id="ListReadyToStart")
async def list_ready(request: ApiRequest) -> Listing[Ready]:
    """Who has accepted an offer, and the checks that each still waits for."""
    return Listing(await queries.list_ready(request.auth))


@get("/staff/bench", guards=READ, operation_id="ListBench")
async def bench(request: ApiRequest, on: FromQuery[date | None] = None) -> Listing[BenchRow]:
    """Who has time to give on a day."""
    return Listing(await queries.bench(request.auth, on or clock.today()))


@get("/staff/free-time", guards=READ, operation_id="ListFreeTime")
async def free_time(request: ApiRequest, first: FromQuery[date | None] = None) -> Listing[FreeTime]:
    """What everybody together has free, once a week for a quarter of a year."""
    return Listing(await queries.free_time(request.auth, first or clock.today(), 13))


@get("/staff/me", guards=OWN, operation_id="GetOwnStaffRecord")
async def own(request: ApiRequest) -> StaffDetail:
    """The key's owner as a staff member."""
    return await queries.own(request.auth)


@post("/staff", guards=MANAGE, operation_id="Onboard")
async def onboard(request: ApiRequest, data: JSONBody[Onboarding]) -> Response[bytes]:
    """Make a candidate staff on the terms of the accepted offer."""

    async def run() -> Created:
        skills = {skill.skill_id: skill.years for skill in data.skills}
        return Created(await service.onboard(request.auth, data.application_id, skills=skills, is_placeable=data.is_placeable))

    return await answer_once(request, run, location="/api/v1/staff/{id}")


@get("/staff/{staff_id:uuid}", guards=READ_OR_OWN, operation_id="GetStaff")
async def get_staff(request: ApiRequest, staff_id: FromPath[UUID]) -> StaffDetail:
    """A staff member with skills and conflicts."""
    return await queries.get_staff(request.auth, staff_id)


@get("/staff/{staff_id:uuid}/checks", guards=MANAGE_OR_OWN, operation_id="ListCheckExpiry")
async def check_expiry(request: ApiRequest, staff_id: FromPath[UUID]) -> Listing[CheckExpiry]:
    """The checks of a person and until when they count."""
    return Listing(await queries.check_expiry(request.auth, staff_id))


@put("/staff/{staff_id:uuid}/skills", guards=MANAGE_OR_OWN, operation_id="SetSkills")
async def set_skills(request: ApiRequest, staff_id: FromPath[UUID], data: JSONBody[SkillSet]) -> StaffDetail:
    """Replace what somebody can do."""
    await service.set_skills(request.auth, staff_id, {skill.skill_id: skill.years for skill in data.skills})
    return await queries.get_staff(request.auth, staff_id)


@put("/staff/{staff_id:uuid}/placing", guards=MANAGE, operation_id="SetPlacing")
async def set_placeable(request: ApiRequest, staff_id: FromPath[UUID], data: JSONBody[Placing]) -> StaffDetail:
    """Place somebody with councils from now on, or no longer."""
    await service.set_placeable(request.auth, staff_id, is_placeable=data.is_placeable)
    return await queries.get_staff(request.auth, staff_id)


@post("/staff/{staff_id:uuid}/conflicts", guards=MANAGE, operation_id="AddConflict")
async def add_conflict(request: ApiRequest, staff_id: FromPath[UUID], data: JSONBody[NewConflict]) -> Response[bytes]:
    """Note why somebody may not be placed with a council."""

    async def run() -> Created:
        conflict_id = await service.add_conflict(request.auth, staff_id, client_id=data.client_id, reason=data.reason, until=data.until)
        return Created(conflict_id)

    return await answer_once(request, run)


@delete("/staff/{staff_id:uuid}/conflicts/{conflict_id:uuid}", guards=MANAGE, operation_id="RemoveConflict")
async def remove_conflict(request: ApiRequest, staff_id: FromPath[UUID], conflict_id: FromPath[UUID]) -> None:
    """Take a conflict back."""
    await service.remove_conflict(request.auth, staff_id, conflict_id)


@post("/staff/{staff_id:uuid}/end", guards=MANAGE, operation_id="EndEmployment", status_code=200)
async def end_employment(request: ApiRequest, staff_id: FromPath[UUID], data: JSONBody[Leaving]) -> StaffDetail:
    """Set the last day of an employment."""
    await service.end_employment(request.auth, staff_id, left_on=data.left_on, reason=data.reason)
    return await queries.get_staff(request.auth, staff_id)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_staff,
        list_ready,
        bench,
        free_time,
        own,
        onboard,
        get_staff,
        check_expiry,
        set_skills,
        set_placeable,
        add_conflict,
        remove_conflict,
        end_employment,
    ],
    tags=["Staff"],
)
