"""The end of an interview: cancelled, held, or nobody came."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates.tables import NextActor
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.errors import InvalidInput
from prime.interviews import letters, queries, rules
from prime.interviews.kit import CAUSES
from prime.interviews.queries import standing
from prime.interviews.schemas import InterviewDetail
from prime.interviews.service._rooms import leave_room
from prime.interviews.service._steps import is_office, locked, note_change, set_next
from prime.interviews.service.inviting import invite_again
from prime.interviews.tables import Absence, AbsenceCause, ChangeKind, Interview, InterviewKind, InterviewStatus, PanelSeat, SlotHold

DAYS_TO_INVITE_AGAIN = 3


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
    for_office = is_office(actor)
    rules.require_status(standing(row), InterviewStatus.INVITED, InterviewStatus.BOOKED)
    rules.check_cancellable(standing(row), now=clock.now(), is_office=for_office)
    if for_office and not reason.strip():
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
    await note_change(actor, interview.id, ChangeKind.CANCELLED, reason, before=interview.starts_at)
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
    await note_change(actor, interview_id, ChangeKind.HELD, after=row.starts_at)
    await audit.record(actor, "interviews.held", interview.application_id, "Met the candidate", interview=interview_id)
    if interview.kind is InterviewKind.CONVERSATION:
        await set_next(actor, interview.application_id, NextActor.CHAMPION, "Record the initial conversation", clock.today())
    else:
        await set_next(actor, interview.application_id, NextActor.PANEL, "Score and decide", clock.today() + timedelta(days=2))


class Missing(NamedTuple):
    """Somebody who did not come; without a champion it is the candidate."""

    champion_id: UUID | None
    cause: AbsenceCause


@transactional
async def mark_no_show(actor: Actor, interview_id: UUID, absent: Sequence[Missing], *, reason: str = "") -> None:
    """Note that an interview did not take place, and who did not come and why (S11).

    The candidate chooses another time by a new link: always where one of the panel did not come, and once where they
    did not come themselves.

    Raises:
        Forbidden: the actor does not work on interviews.
        WrongState: it is not booked.
        TooEarly: it has not begun.
        InvalidInput: nobody was absent, or somebody who was not to come.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    interview, row = await locked(actor, interview_id)
    rules.check_closable(standing(row), now=clock.now())
    names: dict[UUID | None, str] = {None: "The candidate"}
    names |= {member.champion_id: member.name for member in interview.panel}
    missing = {person.champion_id: person.cause for person in absent}
    if not missing or not names.keys() >= missing.keys():
        raise InvalidInput.field("absent", "Select who did not come")
    came_late = [f"{names[champion_id]} ({CAUSES[cause].lower()})" for champion_id, cause in missing.items()]
    said = f"{' and '.join(came_late)} did not come"
    said = f"{said}: {reason.strip()}" if reason.strip() else said
    await row.update_self({Interview.status: InterviewStatus.NO_SHOW, Interview.ended_reason: said})
    recorded: dict[str, Any] = {"recorded_by": actor.required_user_id, "recorded_at": clock.now()}
    await Absence.insert(
        *(Absence(id=uuid7(), interview=interview_id, champion=champion_id, cause=cause, **recorded) for champion_id, cause in missing.items())
    )
    await audit.record(actor, "interviews.not_held", interview.application_id, said, interview=interview_id)
    await note_change(actor, interview_id, ChangeKind.NO_SHOW, said, before=row.starts_at)
    is_panels_fault = missing.keys() != {None}
    again = None
    if is_panels_fault or await queries.count_missed(interview.application_id, interview.kind) <= rules.MOST_MISSED:
        again = await invite_again(actor, interview)
    if again is None:
        later = clock.today() + timedelta(days=DAYS_TO_INVITE_AGAIN)
        await set_next(actor, interview.application_id, NextActor.CHAMPION, "Invite again, or end the application", later)
    await letters.missed(actor, interview, "panel" if is_panels_fault else "candidate", again)
