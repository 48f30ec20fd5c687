"""An interview from invitation to its end: book, move, cancel, remind, held or not."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import Application, NextActor, Stage
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import local, plural
from prime.core.references import next_reference
from prime.interviews import letters, queries, rules
from prime.interviews.errors import AlreadyInvited, InConflict, NotAccredited, NotForRole, NotInvitable, SlotTaken
from prime.interviews.queries import standing
from prime.interviews.rules import Span
from prime.interviews.schemas import ChampionSummary, InterviewDetail
from prime.interviews.service._rooms import choose_room, drop_room_holds, hold_room, leave_room, take_room
from prime.interviews.service._steps import locked, order_reminders, set_next, start_of
from prime.interviews.tables import Champion, Interview, InterviewKind, InterviewStatus, Meeting, PanelSeat, SlotHold
from prime.reference import queries as reference
from prime.vacancies import queries as vacancies

DAYS_TO_CHOOSE = 5
DAYS_TO_INVITE_AGAIN = 3


@transactional
async def invite(
    actor: Actor,
    application_id: UUID,
    *,
    kind: InterviewKind,
    champion_user_ids: Sequence[UUID],
    minutes: int = 45,
    meeting: Meeting = Meeting.VIDEO,
    place: str = "",
    room_id: UUID | None = None,
) -> UUID:
    """Ask a candidate to choose a time with a panel, whose first member leads.

    Without a place they meet by the lead's video link, or we call the candidate.

    Raises:
        Forbidden: the actor does not invite.
        NotInvitable: the application is not at the stage of this kind.
        AlreadyInvited: it has an interview of this kind that is not over.
        InConflict: a member must not meet the candidate.
        NotForRole: a member may not interview for a role of this level.
        NotAccredited: fewer on the panel of an interview are accredited than the vacancy asks for.
        InvalidInput: the panel, the length or the place is not possible.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    application = await candidates.lock_application(application_id)
    await _reach_stage(actor, application, kind)
    panel = await _panel(actor, champion_user_ids)
    kept_away = {conflict.champion_id for conflict in await queries.list_conflicts(actor, application_id)}
    if refused := [champion.name for champion in panel if champion.id in kept_away]:
        raise InConflict(f"{' and '.join(refused)} must not meet this candidate. Choose somebody else.")
    await _check_panel(actor, application, kind, panel)
    if not rules.SHORTEST <= minutes <= rules.LONGEST:
        raise InvalidInput.field("minutes", f"Length must be between {rules.SHORTEST} and {rules.LONGEST} minutes")
    room = await choose_room(actor, room_id, people=len(panel) + 1) if meeting is Meeting.ROOM else None
    place = room.where if room else await _place(actor, application, meeting, place.strip(), lead_id=panel[0].id)
    interview = Interview(
        id=uuid7(),
        reference=await next_reference("INT"),
        application=application_id,
        candidate=application.candidate,
        kind=kind,
        minutes=minutes,
        meeting=meeting,
        room=room.id if room else None,
        place=place,
        uid=uuid7(),
        invited_by=actor.required_user_id,
        invited_at=clock.now(),
    )
    try:
        async with transaction():
            await interview.save()
    except asyncpg.UniqueViolationError:
        raise AlreadyInvited("Move or cancel the one there is.") from None
    await PanelSeat.insert(*(PanelSeat(interview=interview.id, champion=champion.id, is_lead=number == 0) for number, champion in enumerate(panel)))
    names = ", ".join(champion.name for champion in panel)
    await audit.record(actor, "interviews.invited", application_id, f"Invited to choose a time with {names}", interview=interview.id)
    await set_next(actor, application_id, NextActor.CANDIDATE, "Choose a time", clock.today() + timedelta(days=DAYS_TO_CHOOSE))
    await letters.invite(actor, await queries.get_interview(actor, interview.id))
    return interview.id


async def _reach_stage(actor: Actor, application: Application, kind: InterviewKind) -> None:
    stage = Stage(application.stage)
    if kind is InterviewKind.CONVERSATION and stage is Stage.SCREENING:
        await candidates_service.move(actor, application.id, Stage.CONVERSATION)
    elif kind is InterviewKind.CONVERSATION and stage is not Stage.CONVERSATION:
        raise NotInvitable("Only an application at screening or initial conversation is invited to a conversation.")
    elif kind is InterviewKind.INTERVIEW and stage is not Stage.INTERVIEW:
        raise NotInvitable("Only an application at interview is invited to one. Record the initial conversation first.")


async def _panel(actor: Actor, user_ids: Sequence[UUID]) -> list[ChampionSummary]:
    wanted = list(dict.fromkeys(user_ids))
    if not 1 <= len(wanted) <= rules.LARGEST_PANEL:
        raise InvalidInput.field("champions", f"Select between 1 and {rules.LARGEST_PANEL} champions")
    found = {champion.user_id: champion for champion in await queries.list_champions(actor, user_ids=wanted)}
    if len(found) < len(wanted):
        raise InvalidInput.field("champions", "Select champions from the list")
    return [found[user_id] for user_id in wanted]


async def _place(actor: Actor, application: Application, meeting: Meeting, place: str, *, lead_id: UUID) -> str:
    """The link or number that is said, or the usual one."""
    if meeting is Meeting.TELEPHONE:
        return place or f"we call you on {(await candidates.get_application(actor, application.id)).phone}"
    place = place or (await queries.get_champion(actor, lead_id)).video_link
    rules.check_place(meeting, place)
    return place


async def _check_panel(actor: Actor, application: Application, kind: InterviewKind, panel: Sequence[ChampionSummary]) -> None:
    """Whoever interviews may do so for the level of the role, and as many as the vacancy asks for are accredited (N7)."""
    level = (await reference.grade((await candidates.get_application(actor, application.id)).grade_code)).level
    if refused := [champion.name for champion in panel if not rules.may_interview(champion.levels, level)]:
        raise NotForRole(f"{' and '.join(refused)} may not interview for roles of this grade. Choose somebody else.")
    if kind is InterviewKind.INTERVIEW:
        needed = (await vacancies.get_vacancy(SYSTEM, application.vacancy)).panel_accredited
        if sum(rules.is_accredited(champion.accredited_until, clock.today()) for champion in panel) < needed:
            raise NotAccredited(f"Choose at least {plural(needed, 'champion')} whose safer-recruitment training is valid.")


# --- a time


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
        rules.check_movable(standing(row), now=clock.now(), is_office=_is_office(actor))
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
    await _booked(actor, interview_id, "interviews.booked", "Booked", has_moved=False)


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
    is_office = _is_office(actor)
    rules.check_movable(standing(row), now=clock.now(), is_office=is_office)
    changes: dict[Any, Any] = {Interview.sequence: row.sequence + 1, Interview.moves: row.moves + (not is_office)}
    await _take(actor, interview, starts_at, changes)
    await _booked(actor, interview_id, "interviews.moved", "Moved", has_moved=True)


def _is_office(actor: Actor) -> bool:
    return actor.can(Permission.INTERVIEWS_INVITE)


async def _reserve(actor: Actor, interview: InterviewDetail, starts_at: datetime) -> None:
    """Make sure that the whole panel and the candidate are free, and go on being so to the end of the transaction.

    Champions and candidate are locked first, in one order: without that the exclusion constraints would still
    refuse the second of two bookings, but concurrent writers would deadlock. Holds that have expired go now, as a
    constraint cannot look at the clock; so does the interview's own.
    """
    champions = [f"champion:{champion_id}" for champion_id in interview.champion_ids]
    await lock(*champions, f"candidate:{interview.candidate_id}", f"room:{interview.room_id}")
    day = local(starts_at).date()
    if starts_at not in await queries.offered_for(interview, day, day, is_office=_is_office(actor)):
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
    others = await queries.offered_for(interview, day - reach, day + reach, is_office=_is_office(actor))
    near = rules.nearest(others, wanted)
    sentence = "Here are the nearest times that are still free." if near else "Nothing near it is free. Choose another day."
    return SlotTaken(f"That time has just gone. {sentence}", near)


async def _booked(actor: Actor, interview_id: UUID, action: str, verb: str, *, has_moved: bool) -> None:
    interview = await queries.get_interview(actor, interview_id)
    starts_at = start_of(interview)
    when = rules.in_words(starts_at, interview.minutes)
    await audit.record(actor, action, interview.application_id, f"{verb} for {when}", interview=interview_id)
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


# --- the end of an interview


@transactional
async def cancel(actor: Actor, interview_id: UUID, *, reason: str = "") -> None:
    """Take an interview back and free its time; whoever has it in a calendar gets a cancellation.

    Raises:
        NotFound: it is not the actor's interview.
        WrongState: it is over, or has begun.
        TooLateToChange: for a candidate.
        InvalidInput: the office gave no reason.
    """
    interview, row = await locked(actor, interview_id)
    is_office = _is_office(actor)
    rules.require_status(standing(row), InterviewStatus.INVITED, InterviewStatus.BOOKED)
    rules.check_cancellable(standing(row), now=clock.now(), is_office=is_office)
    if is_office and not reason.strip():
        raise InvalidInput.field("reason", "Enter why it is cancelled. The candidate reads it")
    await _cancel(actor, interview, reason.strip() or "The candidate cannot come")
    again = clock.today() + timedelta(days=DAYS_TO_INVITE_AGAIN)
    await set_next(actor, interview.application_id, NextActor.CHAMPION, "Invite again, or end the application", again)


async def _cancel(actor: Actor, interview: InterviewDetail, reason: str) -> None:
    changes: dict[Any, Any] = {
        Interview.status: InterviewStatus.CANCELLED,
        Interview.ended_reason: reason,
        Interview.sequence: interview.sequence + 1,
    }
    await Interview.update(changes).where(Interview.id == interview.id)
    await PanelSeat.update({PanelSeat.busy_from: None, PanelSeat.busy_to: None}).where(PanelSeat.interview == interview.id)
    await leave_room(interview.id)
    # Without the champions' locks it only expires; the next booking of theirs removes it.
    await SlotHold.update({SlotHold.expires_at: clock.now()}).where(SlotHold.interview == interview.id)
    await audit.record(actor, "interviews.cancelled", interview.application_id, f"Cancelled: {reason}", interview=interview.id)
    await letters.cancel(actor, await queries.get_interview(actor, interview.id), reason)


@transactional
async def cancel_upcoming(actor: Actor, application_id: UUID, *, reason: str) -> None:
    """Cancel what is still to come of an application that has ended or has an offer (S13): a step of other commands."""
    await candidates.lock_application(application_id)
    page = await queries.list_interviews(actor, application_id=application_id)
    for found in page.items:
        row = await queries.lock_interview(found.id)
        if row.status == InterviewStatus.INVITED or (row.status == InterviewStatus.BOOKED and row.starts_at > clock.now()):
            await _cancel(actor, await queries.get_interview(actor, found.id), reason)


@transactional
async def mark_held(actor: Actor, interview_id: UUID) -> None:
    """Note that an interview took place.

    Raises:
        Forbidden: the actor does not work on interviews.
        WrongState: it is not booked.
        TooEarly: it has not begun.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    interview, row = await locked(actor, interview_id)
    rules.check_closable(standing(row), now=clock.now())
    await row.update_self({Interview.status: InterviewStatus.HELD})
    await audit.record(actor, "interviews.held", interview.application_id, "Met the candidate", interview=interview_id)
    if interview.kind is InterviewKind.CONVERSATION:
        await set_next(actor, interview.application_id, NextActor.CHAMPION, "Record the initial conversation", clock.today())
    else:
        await set_next(actor, interview.application_id, NextActor.PANEL, "Score and decide", clock.today() + timedelta(days=2))


@transactional
async def mark_no_show(actor: Actor, interview_id: UUID, *, absent: Literal["candidate", "panel"], reason: str = "") -> None:
    """Note that an interview did not take place, and who did not come (S11); the candidate is told how it goes on.

    Raises:
        Forbidden: the actor does not work on interviews.
        WrongState: it is not booked.
        TooEarly: it has not begun.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    interview, row = await locked(actor, interview_id)
    rules.check_closable(standing(row), now=clock.now())
    sentence = {"candidate": "The candidate did not come", "panel": "The panel did not come"}[absent]
    said = f"{sentence}: {reason.strip()}" if reason.strip() else sentence
    await row.update_self({Interview.status: InterviewStatus.NO_SHOW, Interview.ended_reason: said})
    await audit.record(actor, "interviews.not_held", interview.application_id, said, interview=interview_id)
    again = clock.today() + timedelta(days=DAYS_TO_INVITE_AGAIN)
    await set_next(actor, interview.application_id, NextActor.CHAMPION, "Invite again, or end the application", again)
    await letters.missed(actor, interview, absent)
