"""A seat on a panel passes to somebody else: a champion falls ill, or has left."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates.tables import NextActor
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, lock, transaction, transactional
from prime.core.errors import Forbidden, InvalidInput
from prime.interviews import letters, queries, rules
from prime.interviews.errors import NotFree
from prime.interviews.queries import standing
from prime.interviews.schemas import InterviewDetail, Member
from prime.interviews.service._steps import locked, note_change, order_reminders, set_next
from prime.interviews.tables import ChangeKind, Interview, PanelSeat, SlotHold

_AHEAD = """
SELECT i.id FROM interview i JOIN panel_seat s ON s.interview = i.id JOIN champion c ON c.id = s.champion
WHERE c."user" = $1 AND ($3::uuid IS NULL OR i.candidate = $3)
  AND (i.status = 'invited' OR (i.status = 'booked' AND i.starts_at > $2)) ORDER BY i.application, i.id
"""


@transactional
async def hand_over(actor: Actor, interview_id: UUID, leaving_id: UUID, joining_id: UUID) -> None:
    """Give one champion's seat to another; the time stays, and so does the calendars' UID.

    Raises:
        Forbidden: a champion gives away somebody else's seat.
        NotFound: there is no such interview for this actor.
        WrongState: it has begun, or is over.
        InvalidInput: who leaves is not on its panel, or who takes over is not one who can.
        NotFree: they have something else at that time.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    interview, row = await locked(actor, interview_id)
    leaves = next((member for member in interview.panel if member.champion_id == leaving_id), None)
    if leaves is None:
        raise InvalidInput.field("leaving", "Select a member of the panel")
    if leaves.user_id != actor.user_id and not actor.can(Permission.APPLICATIONS_MANAGE):
        raise Forbidden("You can only hand over your own place. Ask operations to do it.")
    rules.check_cancellable(standing(row), now=clock.now(), is_office=True)
    await _pass_on(actor, interview, leaves, joining_id)


async def _pass_on(actor: Actor, interview: InterviewDetail, leaves: Member, joining_id: UUID) -> None:
    await lock(f"champion:{leaves.champion_id}", f"champion:{joining_id}")
    if joining_id not in {member.champion_id for member in await queries.list_replacements(actor, interview.id, leaving_id=leaves.champion_id)}:
        if joining_id in {champion.id for champion in await queries.list_champions(actor)} - set(interview.champion_ids):
            raise NotFree("Choose somebody else from the list.")
        raise InvalidInput.field("joining", "Select who takes over from the list")
    joiner, left = await queries.get_champion(actor, joining_id), await queries.get_champion(actor, leaves.champion_id)
    seat: dict[Any, Any] = {PanelSeat.champion: joining_id}
    if interview.ends_at is not None:
        seat[PanelSeat.busy_to] = interview.ends_at + timedelta(minutes=joiner.buffer_minutes)
    try:
        async with transaction():
            await PanelSeat.update(seat).where(PanelSeat.id == leaves.seat_id)
    except asyncpg.ExclusionViolationError:
        raise NotFree("Choose somebody else from the list.") from None
    # What was held was held of the old panel. A champion's own link goes with them.
    await SlotHold.update({SlotHold.expires_at: clock.now()}).where(SlotHold.interview == interview.id)
    changes: dict[Any, Any] = {Interview.sequence: interview.sequence + 1}
    if interview.place == left.video_link and joiner.video_link:
        changes[Interview.place] = joiner.video_link
    await Interview.update(changes).where(Interview.id == interview.id)
    after = await queries.get_interview(actor, interview.id)
    joins = next(member for member in after.panel if member.champion_id == joining_id)
    said = f"{joins.name} takes the place of {leaves.name}"
    await audit.record(actor, "interviews.handed_over", interview.application_id, said, interview=interview.id)
    await note_change(actor, interview.id, ChangeKind.HANDED_OVER, said)
    if after.starts_at is not None:
        await letters.hand_over(actor, interview, after, leaves, joins)
        await order_reminders(after)


@transactional
async def reassign(actor: Actor, user_id: UUID) -> None:
    """Give away every seat that somebody who has left still has on a panel to come; a step of off-boarding.

    Where nobody can take over, the application waits for somebody to act.
    """
    for row in await fetch(_AHEAD, user_id, clock.now(), None):
        await _replace(actor, row["id"], user_id)


@transactional
async def step_aside(actor: Actor, candidate_id: UUID, user_id: UUID) -> None:
    """Give away a champion's seats on panels to come of a candidate whom they must not meet: a step of declaring the conflict."""
    for row in await fetch(_AHEAD, user_id, clock.now(), candidate_id):
        await _replace(actor, row["id"], user_id)


async def _replace(actor: Actor, interview_id: UUID, user_id: UUID) -> None:
    interview, _ = await locked(actor, interview_id)
    leaves = interview.seat_of(user_id)
    if leaves is None:
        return
    proposed = await queries.list_replacements(actor, interview.id, leaving_id=leaves.champion_id)
    if proposed:
        await _pass_on(actor, interview, leaves, proposed[0].champion_id)
    else:
        await set_next(actor, interview.application_id, NextActor.CHAMPION, f"Find somebody for {leaves.name} on the panel", clock.today())
