"""JSON of timesheets."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.timesheets import queries, service
from prime.timesheets.schemas import ApproveIn, ApproveManyIn, BulkApproval, Event, QueryIn, TimesheetDetail, Week, WeekIn
from prime.web.api import Listing

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.TIMESHEETS_READ, Permission.TIMESHEETS_FILL, Permission.TIMESHEETS_APPROVE)]
FILL = [Requires(Permission.TIMESHEETS_FILL)]
APPROVE = [Requires(Permission.TIMESHEETS_APPROVE)]


@get("/timesheets", guards=READ, operation_id="ListTimesheets")
async def list_timesheets(
    request: ApiRequest,
    view: FromQuery[str] = "waiting",
    client: Annotated[UUID | None, QueryParameter(name="clientId")] = None,
    cursor: FromQuery[str] = "",
) -> Listing[TimesheetDetail]:
    """Timesheets of a view: waiting (oldest first), queried, approved, billed."""
    found = await queries.list_timesheets(request.auth, view=view, client_id=client, cursor=cursor)
    return Listing(found.items, found.next_cursor)


@get("/timesheets/weeks", guards=FILL, operation_id="ListOwnWeeks")
async def list_own_weeks(request: ApiRequest) -> Listing[Week]:
    """The weeks of your placements, newest first, missing ones too."""
    return Listing(await queries.own_weeks(request.auth))


@put("/placements/{placement_id:uuid}/timesheets/{monday:date}", guards=FILL, operation_id="SaveWeek")
async def save_week(request: ApiRequest, placement_id: FromPath[UUID], monday: FromPath[date], data: JSONBody[WeekIn]) -> TimesheetDetail:
    """Keep the hours of a week; it is submitted with another call."""
    timesheet_id = await service.save_week(request.auth, placement_id, monday, data.hours, data.notes)
    return await queries.get_timesheet(request.auth, timesheet_id)


@get("/timesheets/{timesheet_id:uuid}", guards=READ, operation_id="GetTimesheet")
async def get_timesheet(request: ApiRequest, timesheet_id: FromPath[UUID]) -> TimesheetDetail:
    """One timesheet."""
    return await queries.get_timesheet(request.auth, timesheet_id)


@get("/timesheets/{timesheet_id:uuid}/events", guards=READ, operation_id="ListTimesheetEvents")
async def list_events(request: ApiRequest, timesheet_id: FromPath[UUID]) -> Listing[Event]:
    """What happened to a timesheet, newest first."""
    return Listing(await queries.list_events(request.auth, timesheet_id))


@post("/timesheets/{timesheet_id:uuid}/submit", guards=FILL, operation_id="SubmitTimesheet", status_code=200)
async def submit(request: ApiRequest, timesheet_id: FromPath[UUID]) -> TimesheetDetail:
    """Send a week of yours to the council's approvers."""
    await service.submit(request.auth, timesheet_id)
    return await queries.get_timesheet(request.auth, timesheet_id)


@post("/timesheets/{timesheet_id:uuid}/take-back", guards=FILL, operation_id="TakeTimesheetBack", status_code=200)
async def take_back(request: ApiRequest, timesheet_id: FromPath[UUID]) -> TimesheetDetail:
    """Take a submitted week of yours back to correct it."""
    await service.take_back(request.auth, timesheet_id)
    return await queries.get_timesheet(request.auth, timesheet_id)


@post("/timesheets/{timesheet_id:uuid}/approve", guards=APPROVE, operation_id="ApproveTimesheet", status_code=200)
async def approve(request: ApiRequest, timesheet_id: FromPath[UUID], data: JSONBody[ApproveIn]) -> TimesheetDetail:
    """Approve a week; 409 when it was changed since the version sent."""
    await service.approve(request.auth, timesheet_id, version=data.version)
    return await queries.get_timesheet(request.auth, timesheet_id)


@post("/timesheets/{timesheet_id:uuid}/query", guards=APPROVE, operation_id="QueryTimesheet", status_code=200)
async def query(request: ApiRequest, timesheet_id: FromPath[UUID], data: JSONBody[QueryIn]) -> TimesheetDetail:
    """Send a week back with a question."""
    await service.query(request.auth, timesheet_id, data.text)
    return await queries.get_timesheet(request.auth, timesheet_id)


@post("/timesheets/approve", guards=APPROVE, operation_id="ApproveTimesheets", status_code=200)
async def approve_many(request: ApiRequest, data: JSONBody[ApproveManyIn]) -> BulkApproval:
    """Approve several weeks as they were read; those that changed meanwhile are left alone and named."""
    return await service.approve_many(request.auth, data.versions)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_timesheets,
        list_own_weeks,
        save_week,
        get_timesheet,
        list_events,
        submit,
        take_back,
        approve,
        query,
        approve_many,
    ],
    tags=["Timesheets"],
)
