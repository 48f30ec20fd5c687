"""How and where an interview takes place: chosen with the invitation, changed until it begins."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.formats import plural
from prime.interviews import queries, rules, service
from prime.interviews.errors import RoomTaken, WrongState
from prime.interviews.forms import MEETING, MeetingForm
from prime.interviews.schemas import InterviewDetail
from prime.interviews.tables import Meeting
from prime.rooms import queries as rooms
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
INVITES = [Requires(Permission.INTERVIEWS_INVITE)]
MEETINGS = {Meeting.VIDEO.value: "By video", Meeting.TELEPHONE.value: "By telephone", Meeting.ROOM.value: "In a room"}


async def room_options(actor: Actor) -> list[tuple[str, str]]:
    """The rooms that can be had, each with how many it holds."""
    return [
        (str(room.id), f"{room.where}, {plural(room.capacity, 'person', 'people')}") for room in await rooms.list_rooms(actor, only_active=True)
    ]


async def _meeting_page(actor: Actor, interview: InterviewDetail, form: Bound[MeetingForm], *, status: int = 200) -> Template:
    return page(
        "pages/interviews/change_meeting.html",
        status=status,
        b=form,
        interview=interview,
        when=rules.in_words(interview.starts_at, interview.minutes) if interview.starts_at else "",
        meetings=MEETINGS,
        rooms=await room_options(actor),
    )


@get("/interviews/{interview_id:uuid}/meeting", guards=INVITES)
async def meeting_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """How they meet now, to be changed while it can be."""
    interview = await queries.get_interview(request.auth, interview_id)
    try:
        rules.check_cancellable(queries.standing(interview), now=clock.now(), is_office=True)
    except WrongState as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    said = {Meeting.VIDEO: "link", Meeting.TELEPHONE: "number"}.get(interview.meeting)
    now = {"meeting": interview.meeting, "room": interview.room_id} | ({said: interview.place} if said else {})
    return await _meeting_page(request.auth, interview, blank(MeetingForm, MEETING, **now))


@post("/interviews/{interview_id:uuid}/meeting", guards=INVITES)
async def change_meeting(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Meet in another way and tell everybody."""
    interview = await queries.get_interview(request.auth, interview_id)
    form = bind(MeetingForm, MEETING, await request.form())
    if form.value is None:
        return await _meeting_page(request.auth, interview, form, status=422)
    said = form.value
    try:
        await service.change_meeting(request.auth, interview_id, meeting=said.meeting, place=said.place, room_id=said.room)
    except InvalidInput as refusal:
        return await _meeting_page(request.auth, interview, form.refuse(at_fields(refusal)), status=422)
    except RoomTaken as refusal:
        return await _meeting_page(request.auth, interview, form.add("room", f"{refusal.title}. {refusal.detail}"), status=refusal.status)
    except WrongState as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    after = await queries.get_interview(request.auth, interview_id)
    if after.sequence == interview.sequence:
        return redirect(f"/interviews/{interview_id}", "You meet in the same way as before, so nobody is told.", kind="info")
    return redirect(f"/interviews/{interview_id}", "How you meet is changed. Everybody who knows of it has an email.")


def at_fields(refusal: InvalidInput) -> InvalidInput:
    """A refusal at the fields of the page, where the place of a video call is its link."""
    return InvalidInput([{**fault, "pointer": "/link" if fault["pointer"] == "/place" else fault["pointer"]} for fault in refusal.errors])


route_handlers = [meeting_form, change_meeting]
