"""Steps that several commands on interviews share; each runs inside the command's transaction."""

from datetime import date, datetime
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import NextActor, Stage
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.interviews import queries, rules
from prime.interviews.schemas import InterviewDetail
from prime.interviews.tables import ChangeKind, Interview, InterviewChange


async def locked(actor: Actor, interview_id: UUID) -> tuple[InterviewDetail, Interview]:
    """The interview as its readers see it, and its row, both locked: application first, then interview."""
    actor.require_any(Permission.INTERVIEWS_BOOK, Permission.INTERVIEWS_INVITE)
    application_id = (await queries.get_interview(actor, interview_id)).application_id
    await candidates.lock_application(application_id)
    row = await queries.lock_interview(interview_id)
    return await queries.get_interview(actor, interview_id), row


async def set_next(actor: Actor, application_id: UUID, who: NextActor, action: str, due_on: date) -> None:
    """Say whose turn it is, unless the application has ended or gone on meanwhile."""
    if (await candidates.lock_application(application_id)).stage not in {Stage.CONVERSATION, Stage.INTERVIEW}:
        return
    await candidates_service.set_next_step(actor, application_id, next_actor=who, action=action, due_on=due_on)


def is_office(actor: Actor) -> bool:
    """Whether the actor arranges interviews, and is not the candidate of one."""
    return actor.can(Permission.INTERVIEWS_INVITE)


async def note_change(
    actor: Actor, interview_id: UUID, kind: ChangeKind, detail: str = "", *, before: datetime | None = None, after: datetime | None = None
) -> None:
    """Write a line of an interview's history, which is never changed (S15)."""
    row = InterviewChange(
        id=uuid7(), interview=interview_id, kind=kind, changed_by=actor.user_id, changed_at=clock.now(), from_at=before, to_at=after, detail=detail
    )
    await row.save()


def start_of(interview: InterviewDetail) -> datetime:
    """When a booked interview begins; raises LookupError where it has no time."""
    if interview.starts_at is None:
        raise LookupError("A booked interview has a time.")
    return interview.starts_at


async def order_reminders(interview: InterviewDetail) -> None:
    """Have everybody reminded a day and an hour before, unless that has passed (M4)."""
    for before in (rules.REMIND_BEFORE, rules.REMIND_AGAIN):
        remind_at = start_of(interview) - before
        if remind_at > clock.now():
            await outbox.enqueue("interviews.send_reminder", at=remind_at, interview_id=interview.id, sequence=interview.sequence)
