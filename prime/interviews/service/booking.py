"""A time for an interview: hold, book, move, remind."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from prime.audit import service as audit
from prime.candidates.tables import NextActor
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.formats import local
from prime.interviews import letters, queries, rules
from prime.interviews.errors import SlotTaken
from prime.interviews.queries import standing
from prime.interviews.rules import Span
from prime.interviews.schemas import InterviewDetail
from prime.interviews.service._rooms import drop_room_holds, hold_room, take_room
from prime.interviews.service._steps import is_office, locked, note_change, order_reminders, set_next, start_of
from prime.interviews.tables import Champion, ChangeKind, Interview, InterviewStatus, PanelSeat, SlotHold


@transactional
async def hold(actor: Actor, interview_id: UUID, starts_at: datetime) -> None:
    """Keep an offered time for ten minutes while the candidate confirms, in place of another that was held (S2).

    Raises:
        NotFound: it is not the actor's interview.
        WrongState, TooLateToChange, TooManyMoves: no time can be chosen for it.
        SlotTaken: the time has gone; with the nearest three that have not.
    """
    interview, row = await locked(actor, interview_id)
    if row.status == InterviewStatus.INVITED:
        rules.check_bookable(standing(row))
    else:
        rules.check_movable(standing(row), now=clock.now(), is_office=is_office(actor))
    starts_at = starts_at.astimezone(UTC)
    await _reserve(actor, interview, starts_at)
    kept = SlotHold(id=uuid7(), interview=interview_id, starts_at=starts_at, expires_at=clock.now() + rules.HOLD)
    ends_at = starts_at + timedelta(minutes=interview.minutes)
    try:
        async with transaction():
            await kept.save()
            # Where a move overlaps the present booking, that part is the interview's already.
            own = await PanelSeat.objects().where((PanelSeat.interview == interview_id) & PanelSeat.busy_from.is_not_null())
            booked = {seat.champion: Span(seat.busy_from, seat.busy_to) for seat in own}
            seats = [
                PanelSeat(hold=kept.id, champion=champion_id, busy_from=span.start, busy_to=span.end)
                for champion_id, rest in await _rests(interview)
                for span in rules.without([Span(starts_at, ends_at + rest)], [booked[champion_id]] if champion_id in booked else [])
            ]
            if seats:
                await PanelSeat.insert(*seats)
            await hold_room(interview, kept.id, starts_at, ends_at)
    except asyncpg.ExclusionViolationError:
        raise await _gone(actor, interview, starts_at) from None
    await audit.record(actor, "interviews.time_held", interview.application_id, f"Chose {rules.in_words(starts_at, interview.minutes)}")
    await note_change(actor, interview_id, ChangeKind.TIME_CHOSEN, "Kept for ten minutes", after=starts_at)


@transactional
async def book(actor: Actor, interview_id: UUID, starts_at: datetime) -> None:
    """Give an offered time to the candidate; everybody gets a calendar invitation.

    Raises:
        NotFound: it is not the actor's interview.
        WrongState: it has a time already, or is over.
        SlotTaken: the time has gone; with the nearest three that have not.
    """
    interview, row = await locked(actor, interview_id)
    rules.check_bookable(standing(row))
    await _take(actor, interview, starts_at, {Interview.status: InterviewStatus.BOOKED, Interview.booked_at: clock.now()})
    await _booked(actor, interview_id, None)


@transactional
async def move_booking(actor: Actor, interview_id: UUID, starts_at: datetime) -> None:
    """Change the time of a booking; the calendars follow by the same UID.

    Raises:
        NotFound: it is not the actor's interview.
        WrongState: it is not booked, or has begun.
        TooLateToChange, TooManyMoves: for a candidate.
        SlotTaken: the time has gone; with the nearest three that have not.
    """
    interview, row = await locked(actor, interview_id)
    for_office = is_office(actor)
    rules.check_movable(standing(row), now=clock.now(), is_office=for_office)
    changes: dict[Any, Any] = {Interview.sequence: row.sequence + 1, Interview.moves: row.moves + (not for_office)}
    await _take(actor, interview, starts_at, changes)
    await _booked(actor, interview_id, row.starts_at)


async def _reserve(actor: Actor, interview: InterviewDetail, starts_at: datetime) -> None:
    """Make sure that the whole panel and the candidate are free, and go on being so to the end of the transaction.

    Champions and candidate are locked first, in one order: without that the exclusion constraints would still
    refuse the second of two bookings, but concurrent writers would deadlock. Holds that have expired go now, as a
    constraint cannot look at the clock; so does the interview's own.
    """
    champions = [f"champion:{champion_id}" for champion_id in interview.champion_ids]
    await lock(*champions, f"candidate:{interview.candidate_id}", f"room:{interview.room_id}")
    day = local(starts_at).date()
    if starts_at not in await queries.offered_for(interview, day, day, is_office=is_office(actor)):
        raise await _gone(actor, interview, starts_at)
    await _drop_holds(interview)


async def _drop_holds(interview: InterviewDetail) -> None:
    """Let go of what is held for an interview, and of what has been held for too long of its panel's time."""
    expired = await PanelSeat.select(PanelSeat.id).where(
        PanelSeat.champion.is_in(interview.champion_ids) & (PanelSeat.hold.expires_at <= clock.now())
    )
    if expired:
        await PanelSeat.delete().where(PanelSeat.id.is_in([row["id"] for row in expired]))
    own = await SlotHold.objects().where(SlotHold.interview == interview.id).first()
    await drop_room_holds(interview.room_id, own.id if own else None)
    if own is not None:
        await PanelSeat.delete().where(PanelSeat.hold == own.id)
        await own.remove()


async def _take(actor: Actor, interview: InterviewDetail, starts_at: datetime, changes: dict[Any, Any]) -> None:
    """Write a time down for interview and seats, if the whole panel and the candidate are free."""
    starts_at = starts_at.astimezone(UTC)
    await _reserve(actor, interview, starts_at)
    ends_at = starts_at + timedelta(minutes=interview.minutes)
    try:
        async with transaction():
            await Interview.update({Interview.starts_at: starts_at, Interview.ends_at: ends_at, **changes}).where(Interview.id == interview.id)
            for champion_id, rest in await _rests(interview):
                seat = (PanelSeat.interview == interview.id) & (PanelSeat.champion == champion_id)
                await PanelSeat.update({PanelSeat.busy_from: starts_at, PanelSeat.busy_to: ends_at + rest}).where(seat)
            await take_room(interview, starts_at, ends_at)
    except asyncpg.ExclusionViolationError:
        raise await _gone(actor, interview, starts_at) from None


async def _rests(interview: InterviewDetail) -> list[tuple[UUID, timedelta]]:
    rows = await Champion.select(Champion.id, Champion.buffer_minutes).where(Champion.id.is_in(interview.champion_ids)).order_by(Champion.id)
    return [(row["id"], timedelta(minutes=row["buffer_minutes"])) for row in rows]


async def _gone(actor: Actor, interview: InterviewDetail, wanted: datetime) -> SlotTaken:
    """The refusal that names the nearest times, within two weeks on either side."""
    day, reach = local(wanted).date(), timedelta(days=rules.DAYS_SHOWN)
    others = await queries.offered_for(interview, day - reach, day + reach, is_office=is_office(actor))
    near = rules.nearest(others, wanted)
    sentence = "Here are the nearest times that are still free." if near else "Nothing near it is free. Choose another day."
    return SlotTaken(f"That time has just gone. {sentence}", near)


async def _booked(actor: Actor, interview_id: UUID, before: datetime | None) -> None:
    interview, has_moved = await queries.get_interview(actor, interview_id), before is not None
    starts_at = start_of(interview)
    when = rules.in_words(starts_at, interview.minutes)
    action, verb = ("interviews.moved", "Moved") if has_moved else ("interviews.booked", "Booked")
    await audit.record(actor, action, interview.application_id, f"{verb} for {when}", interview=interview_id)
    await note_change(actor, interview_id, ChangeKind.MOVED if has_moved else ChangeKind.BOOKED, before=before, after=starts_at)
    await set_next(actor, interview.application_id, NextActor.PANEL, "Meet the candidate", local(starts_at).date())
    await letters.confirm(actor, interview, has_moved=has_moved)
    await order_reminders(interview)


@transactional
async def remind(actor: Actor, interview_id: UUID, sequence: int) -> None:
    """Remind candidate and panel of an interview, unless it was moved, cancelled or has begun since this was ordered (M4)."""
    interview = await queries.get_interview(actor, interview_id)
    is_same = interview.status is InterviewStatus.BOOKED and interview.sequence == sequence
    if is_same and start_of(interview) > clock.now():
        await letters.remind(actor, interview)
