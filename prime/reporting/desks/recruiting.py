"""The desk of those who choose."""

from datetime import datetime

from prime.candidates import queries as candidates
from prime.candidates.rules import STAGE_LABELS
from prime.candidates.schemas import ApplicationRow, Filters
from prime.candidates.tables import NextActor, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.formats import clock_time, govdate, local, plural
from prime.interviews import queries as interviews
from prime.interviews.kit import KIND_LABELS
from prime.interviews.rules import in_words
from prime.interviews.schemas import InterviewDetail
from prime.interviews.tables import InterviewKind, InterviewStatus
from prime.reporting.schemas import Desk, Item, Section

LISTED = 5  # of each kind; the page behind the card has the rest


def some(count: int, one: str, many: str = "") -> str:
    """No interviews, 1 interview, 3 interviews: the beginning of a sentence."""
    return plural(count, one, many) if count else f"No {many or f'{one}s'}"


async def champion(actor: Actor) -> Desk:
    """Today, what is owed to a panel, and the applications that wait for this champion or for anybody."""
    now, today = clock.now(), clock.today()
    meetings = await interviews.list_between(actor, today, today, champion_user_id=actor.user_id)
    mine = await interviews.desk(actor)
    owed = [item for item in (_owed(interview, actor, now) for interview in mine) if item]
    talks = [_talk(interview) for interview in mine if interview.kind is InterviewKind.CONVERSATION and _is_ahead(interview, now)]
    following = next((interview for interview in mine if interview.starts_at and interview.starts_at > now), None)
    wanted = Filters(is_mine=True, next_actors=(NextActor.CHAMPION.value,))
    waiting = (await candidates.list_applications(actor, wanted, sort="due", size=LISTED)).items
    fresh = Filters(stages=(Stage.APPLIED.value,))
    unread = (await candidates.list_applications(actor, fresh, sort="due", size=LISTED)).items
    return Desk(
        role="champion",
        lead=f"{some(len(meetings), 'interview')} today, {some(len(owed), 'panel').lower()} waiting for you",
        sections=[
            Section(
                title="Today",
                items=[_meeting(interview) for interview in meetings],
                empty="No interview today.",
                facts=[("Next up", _next_up(following))] if following else [],
                more=("/interviews", "See the week"),
            ),
            Section(
                title="Owed to your panels",
                items=owed[:LISTED],
                count=len(owed),
                empty="No scorecard or decision is due.",
                more=("/interviews", "All interviews"),
                is_urgent=bool(owed),
            ),
            Section(
                title="Conversations to have",
                items=talks[:LISTED],
                count=len(talks),
                empty="No initial conversation is arranged with you.",
                more=("/interviews", "All interviews"),
            ),
            Section(
                title="Your candidates",
                items=[_waiting(row) for row in waiting],
                count=await candidates.count_applications(actor, wanted),
                empty="Nobody waits for you.",
                more=("/candidates?view=list&needs=mine&sort=due", "All your candidates"),
            ),
            Section(
                title="New applications",
                items=[_waiting(row) for row in unread],
                count=await candidates.count_applications(actor, fresh),
                empty="Every application has been read.",
                more=("/candidates", "The board"),
            ),
        ],
    )


def _meeting(interview: InterviewDetail) -> Item:
    when = f"{clock_time(interview.starts_at)} to {clock_time(interview.ends_at)}" if interview.starts_at else ""
    return Item(
        text=f"{when}: {interview.candidate_name}",
        href=f"/interviews/{interview.id}",
        note=f"{KIND_LABELS[interview.kind]}, {interview.role}",
    )


def _next_up(interview: InterviewDetail) -> str:
    when = in_words(interview.starts_at, interview.minutes) if interview.starts_at else ""
    return f"{interview.candidate_name}, {when}"


def _is_ahead(interview: InterviewDetail, now: datetime) -> bool:
    return interview.starts_at is None or interview.starts_at > now


def _talk(interview: InterviewDetail) -> Item:
    """An initial conversation that is still to come."""
    when = in_words(interview.starts_at, interview.minutes) if interview.starts_at else "The candidate has not chosen a time"
    tag, tone = ("Booked", "blue") if interview.starts_at else ("Invited", "yellow")
    return Item(text=interview.candidate_name, href=f"/interviews/{interview.id}", note=f"{interview.role}, {when}", tag=tag, tone=tone)


def _owed(interview: InterviewDetail, actor: Actor, now: datetime) -> Item | None:
    """What a champion owes to one interview that has begun."""
    if interview.starts_at is None or interview.starts_at > now:
        return None
    here, seat = f"/interviews/{interview.id}", interview.seat_of(actor.user_id)
    note = f"{interview.role}, {govdate(local(interview.starts_at).date(), year=False)}"
    if interview.kind is InterviewKind.INTERVIEW and seat is not None and not seat.has_scored:
        return Item(text=f"Score {interview.candidate_name}", href=f"{here}/scorecard", note=note, tag="Scorecard due", tone="orange")
    if interview.status is InterviewStatus.BOOKED:
        return Item(text=f"Record {interview.candidate_name}", href=here, note=note, tag="Did it take place?", tone="yellow")
    if interview.kind is InterviewKind.INTERVIEW and all(member.has_scored for member in interview.panel):
        return Item(text=f"Decide on {interview.candidate_name}", href=f"{here}/decision", note=note, tag="Decision due", tone="orange")
    return None


def _waiting(row: ApplicationRow) -> Item:
    return application_item(row, text=f"{row.name}: {row.next_action[:1].lower()}{row.next_action[1:]}")


def application_item(row: ApplicationRow, *, text: str) -> Item:
    """An application with its due day; late ones stand out."""
    is_late = row.next_due_on is not None and row.next_due_on < clock.today()
    due = f"by {govdate(row.next_due_on, year=False)}" if row.next_due_on else STAGE_LABELS[row.stage]
    return Item(
        text=text,
        href=f"/candidates/{row.id}",
        note=f"{row.vacancy_title}, {due}",
        tag="Overdue" if is_late else STAGE_LABELS[row.stage],
        tone="red" if is_late else "grey",
    )
