"""How and where people meet, changed until the interview begins."""

from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import lock, transaction, transactional
from prime.interviews import letters, queries, rules
from prime.interviews.errors import RoomTaken
from prime.interviews.queries import standing
from prime.interviews.service._rooms import drop_room_holds, leave_room, settle_place, take_room
from prime.interviews.service._steps import locked, note_change, order_reminders
from prime.interviews.tables import ChangeKind, Interview, Meeting


@transactional
async def change_meeting(actor: Actor, interview_id: UUID, *, meeting: Meeting, place: str = "", room_id: UUID | None = None) -> None:
    """Meet in another way or place; the time stays, and so does the calendars' UID. Nobody hears of a change that is none.

    Raises:
        Forbidden: the actor does not invite.
        NotFound: there is no such interview for this actor.
        WrongState: it has begun, or is over.
        InvalidInput: the place is not possible.
        RoomTaken: somebody else has the room at that time.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    before, row = await locked(actor, interview_id)
    rules.check_cancellable(standing(row), now=clock.now(), is_office=True)
    room, where = await settle_place(
        actor, before.application_id, meeting, place, room_id=room_id, lead_id=before.panel[0].champion_id, people=len(before.panel) + 1
    )
    if (before.meeting, before.room_id, before.place) == (meeting, room, where):
        return
    await lock(f"room:{before.room_id}", f"room:{room}")
    changes: dict[Any, Any] = {Interview.meeting: meeting, Interview.room: room, Interview.place: where, Interview.sequence: row.sequence + 1}
    await leave_room(interview_id)
    await drop_room_holds(room, None)
    try:
        async with transaction():
            await Interview.update(changes).where(Interview.id == interview_id)
            after = await queries.get_interview(actor, interview_id)
            if after.starts_at is not None and after.ends_at is not None:
                await take_room(after, after.starts_at, after.ends_at)
    except asyncpg.ExclusionViolationError:
        raise RoomTaken("Choose another room, or another way to meet.") from None
    said = rules.how_to_join(after.meeting, after.place)
    await audit.record(actor, "interviews.meeting_changed", after.application_id, f"Changed how they meet: {said}", interview=interview_id)
    await note_change(actor, interview_id, ChangeKind.PLACE_CHANGED, f"{said}. Before: {rules.how_to_join(before.meeting, before.place)}")
    await letters.change_place(actor, after)
    if after.starts_at is not None:
        await order_reminders(after)
