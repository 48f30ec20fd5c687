"""Steps that settle where an interview takes place, give it a room, hold it, and let it go; each runs inside a command's transaction.

The command has locked the room and looked whether it is free; the constraint on its bookings refuses what slipped by.
"""

from datetime import datetime
from uuid import UUID

from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.errors import InvalidInput, NotFound
from prime.interviews import queries, rules
from prime.interviews.rules import Span
from prime.interviews.schemas import InterviewDetail
from prime.interviews.tables import Meeting, RoomBooking
from prime.rooms import queries as rooms
from prime.rooms.schemas import RoomDetail


async def _choose_room(actor: Actor, room_id: UUID | None, *, people: int) -> RoomDetail:
    """A room that is in use and large enough.

    Raises:
        InvalidInput: it is not.
    """
    try:
        room = await rooms.get_room(actor, room_id) if room_id else None
    except NotFound:
        room = None
    if room is None or not room.is_active:
        raise InvalidInput.field("room", "Select a room from the list")
    if room.capacity < people:
        raise InvalidInput.field("room", f"{room.name} holds {room.capacity} people. Select a larger one")
    return room


async def settle_place(
    actor: Actor, application_id: UUID, meeting: Meeting, place: str, *, room_id: UUID | None, lead_id: UUID, people: int
) -> tuple[UUID | None, str]:
    """The room, where it is one, and the words for the place: those that were said, or the lead's link or the candidate's number.

    Raises:
        InvalidInput: the room is not one that can be had, or a video call has no link.
    """
    place = place.strip()
    if meeting is Meeting.ROOM:
        room = await _choose_room(actor, room_id, people=people)
        return room.id, room.where
    if meeting is Meeting.TELEPHONE:
        return None, place or f"we call you on {(await candidates.get_application(actor, application_id)).phone}"
    place = place or (await queries.get_champion(actor, lead_id)).video_link
    rules.check_place(meeting, place)
    return None, place


async def take_room(interview: InterviewDetail, starts_at: datetime, ends_at: datetime) -> None:
    """Give the room to an interview for a time, in the place of the time before."""
    await leave_room(interview.id)
    if interview.room_id is not None:
        await RoomBooking(id=uuid7(), room=interview.room_id, interview=interview.id, busy_from=starts_at, busy_to=ends_at).save()


async def hold_room(interview: InterviewDetail, hold_id: UUID, starts_at: datetime, ends_at: datetime) -> None:
    """Hold the room; where a move overlaps the present booking, that part is the interview's already."""
    if interview.room_id is None:
        return
    present = await RoomBooking.objects().where(RoomBooking.interview == interview.id).first()
    own = [Span(present.busy_from, present.busy_to)] if present else []
    rows = [
        RoomBooking(id=uuid7(), room=interview.room_id, hold=hold_id, busy_from=span.start, busy_to=span.end)
        for span in rules.without([Span(starts_at, ends_at)], own)
    ]
    if rows:
        await RoomBooking.insert(*rows)


async def leave_room(interview_id: UUID) -> None:
    """Let go of the room of an interview."""
    await RoomBooking.delete().where(RoomBooking.interview == interview_id)


async def drop_room_holds(room_id: UUID | None, hold_id: UUID | None) -> None:
    """Let go of what was held in a room for too long, and of one hold."""
    if room_id is not None:
        expired = await RoomBooking.select(RoomBooking.id).where((RoomBooking.room == room_id) & (RoomBooking.hold.expires_at <= clock.now()))
        if expired:
            await RoomBooking.delete().where(RoomBooking.id.is_in([row["id"] for row in expired]))
    if hold_id is not None:
        await RoomBooking.delete().where(RoomBooking.hold == hold_id)
