"""JSON of interviews from invitation to end.

What has a time is chosen, moved and cancelled at one address by candidates, holders of a link and the office alike;
the candidates' own list shows less than the office's.
"""


from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.interviews import queries, service
from prime.interviews.schemas import (
    AbsenceRow,
    Absences,
    Booking,
    ChangeRow,
    HandOver,
    Hold,
    InterviewDetail,
    NewInterview,
    NewMeeting,
    OwnConflict,
    OwnInterview,
    Reason,
    Slot,
    SuggestedMember,
)
from prime.web.api import Listing, answer_once, listing

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ)]
EDIT = [Requires(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)]
INVITE = [Requires(Permission.INTERVIEWS_INVITE)]
BOOK = [Requires(Permission.INTERVIEWS_BOOK)]
BOOK_OR_INVITE = [Requires(Permission.INTERVIEWS_BOOK, Permission.INTERVIEWS_INVITE)]
SCORE = [Requires(Permission.INTERVIEWS_SCORE)]
DECIDE = [Requires(Permission.INTERVIEWS_DECIDE)]


@post("/interviews", guards=INVITE, operation_id="InviteToInterview")
async def invite(request: ApiRequest, data: JSONBody[NewInterview]) -> Response[bytes]:
    """Ask a candidate to choose a time with a panel."""

    async def run() -> msgspec.Struct:
        interview_id = await service.invite(
            request.auth,
            data.application_id,
            kind=data.kind,
            champion_user_ids=data.champion_user_ids,
            minutes=data.minutes,
            meeting=data.meeting,
            place=data.place,
            room_id=data.room_id,
        )
        return await queries.get_interview(request.auth, interview_id)

    return await answer_once(request, run, location="/api/v1/interviews/{id}")


@get("/interviews", guards=READ, operation_id="ListInterviews")
async def list_interviews(
    request: ApiRequest,
    *,
    status: FromQuery[str] = "",
    application: FromQuery[UUID | None] = None,
    mine: FromQuery[bool] = False,
    cursor: FromQuery[str] = "",
) -> Listing[InterviewDetail]:
    """Interviews, newest invitation first."""
    champion = request.auth.user_id if mine else None
    found = await queries.list_interviews(request.auth, champion_user_id=champion, status=status, application_id=application, cursor=cursor)
    return listing(found, lambda interview: interview)


@get("/interviews/{interview_id:uuid}", guards=READ, operation_id="GetInterview")
async def get_interview(request: ApiRequest, interview_id: FromPath[UUID]) -> InterviewDetail:
    """One interview with its panel."""
    return await queries.get_interview(request.auth, interview_id)


@get("/interviews/{interview_id:uuid}/replacements", guards=INVITE, operation_id="ListReplacements")
async def list_replacements(
    request: ApiRequest, interview_id: FromPath[UUID], leaving: FromQuery[UUID | None] = None
) -> list[SuggestedMember]:
    """Who could take over a seat, the lowest load first; where the interview has a time, who is free then.

    Where the champion `leaving` is the only one accredited, whoever takes over is accredited too.
    """
    return await queries.list_replacements(request.auth, interview_id, leaving_id=leaving)


@post("/interviews/{interview_id:uuid}/hand-over", guards=INVITE, operation_id="HandOverSeat", status_code=200)
async def hand_over(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[HandOver]) -> InterviewDetail:
    """Give one champion's seat to another; the time stays."""
    await service.hand_over(request.auth, interview_id, data.leaving_champion_id, data.joining_champion_id)
    return await queries.get_interview(request.auth, interview_id)


@put("/interviews/{interview_id:uuid}/meeting", guards=INVITE, operation_id="ChangeMeeting")
async def change_meeting(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[NewMeeting]) -> InterviewDetail:
    """Meet in another way, room or place; the time stays, and everybody is told."""
    await service.change_meeting(request.auth, interview_id, meeting=data.meeting, place=data.place, room_id=data.room_id)
    return await queries.get_interview(request.auth, interview_id)


@get("/my-interviews", guards=BOOK, operation_id="ListMyInterviews")
async def list_own(request: ApiRequest) -> list[OwnInterview]:
    """One's own interviews, those to come first."""
    return await queries.list_own(request.auth)


@get("/interviews/{interview_id:uuid}/slots", guards=BOOK_OR_INVITE, operation_id="ListSlots")
async def list_slots(
    request: ApiRequest, interview_id: FromPath[UUID], first: FromQuery[date | None] = None, last: FromQuery[date | None] = None
) -> list[Slot]:
    """Times at which the whole panel and the candidate are free, at most two weeks at once."""
    return await queries.slots(request.auth, interview_id, first=first, last=last)


@post("/interviews/{interview_id:uuid}/hold", guards=BOOK_OR_INVITE, operation_id="HoldSlot", status_code=200)
async def hold(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Booking]) -> Hold | None:
    """Keep a time for ten minutes, to book or move to it meanwhile; 409 as for booking."""
    await service.hold(request.auth, interview_id, data.starts_at)
    return await queries.find_hold(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/book", guards=BOOK_OR_INVITE, operation_id="BookInterview", status_code=200)
async def book(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Booking]) -> OwnInterview:
    """Choose a time; 409 names the nearest three when it has just gone."""
    await service.book(request.auth, interview_id, data.starts_at)
    return await queries.get_own(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/move", guards=BOOK_OR_INVITE, operation_id="MoveInterview", status_code=200)
async def move(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Booking]) -> OwnInterview:
    """Change the time of a booking."""
    await service.move_booking(request.auth, interview_id, data.starts_at)
    return await queries.get_own(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/cancel", guards=BOOK_OR_INVITE, operation_id="CancelInterview", status_code=200)
async def cancel(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Reason]) -> OwnInterview:
    """Take it back and free its time; the office says why."""
    await service.cancel(request.auth, interview_id, reason=data.reason)
    return await queries.get_own(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/known-members", guards=BOOK, operation_id="DeclareKnownMember")
async def declare_known(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[OwnConflict]) -> Response[bytes]:
    """Say that one knows a member of the panel of one's own interview; somebody else takes their place."""

    async def run() -> msgspec.Struct:
        await service.declare_own_conflict(request.auth, interview_id, data.champion_id, data.relationship)
        return await queries.get_own(request.auth, interview_id)

    return await answer_once(request, run)


@post("/interviews/{interview_id:uuid}/held", guards=INVITE, operation_id="MarkInterviewHeld", status_code=200)
async def mark_held(request: ApiRequest, interview_id: FromPath[UUID]) -> InterviewDetail:
    """Note that it took place."""
    await service.mark_held(request.auth, interview_id)
    return await queries.get_interview(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/no-show", guards=INVITE, operation_id="MarkInterviewNotHeld", status_code=200)
async def mark_no_show(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Absences]) -> InterviewDetail:
    """Note that it did not take place, and who did not come and why; the candidate may choose another time."""
    absent = [service.Missing(person.champion_id, person.cause) for person in data.absent]
    await service.mark_no_show(request.auth, interview_id, absent, reason=data.reason)
    return await queries.get_interview(request.auth, interview_id)


@get("/interviews/{interview_id:uuid}/history", guards=READ, operation_id="ListInterviewChanges")
async def list_changes(request: ApiRequest, interview_id: FromPath[UUID]) -> list[ChangeRow]:
    """Everything that happened to an interview, newest first: who did what, when, from which time to which, and why."""
    return await queries.list_changes(request.auth, interview_id)


@get("/interviews/{interview_id:uuid}/absences", guards=READ, operation_id="ListAbsences")
async def list_absent(request: ApiRequest, interview_id: FromPath[UUID]) -> list[AbsenceRow]:
    """Who did not come, and why."""
    return await queries.list_absent(request.auth, interview_id)


route_handlers = [
    invite,
    list_interviews,
    get_interview,
    list_replacements,
    hand_over,
    change_meeting,
    list_own,
    list_slots,
    hold,
    book,
    move,
    cancel,
    declare_known,
    mark_held,
    mark_no_show,
    list_changes,
    list_absent,
]
