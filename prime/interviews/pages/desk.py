"""The champion's desk: a week of interviews, what is to do, what is next, who waits."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from litestar import Request, get
from litestar.params import FromQuery
from litestar.response import Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.interviews import calibration, queries, rules
from prime.interviews.kit import KIND_LABELS
from prime.interviews.rules import Diary
from prime.interviews.schemas import InterviewDetail
from prime.interviews.tables import InterviewKind, InterviewStatus, Outcome
from prime.web.templating import page
from prime.web.weeks import Event, EventKind, monday_of, week_grid

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ)]
# The length that the week counts open starts for.
USUAL_MINUTES = 45


class Todo(NamedTuple):
    """One thing that waits for the champion."""

    text: str
    href: str
    tag: str
    tone: str
    note: str


def owes_scorecard(interview: InterviewDetail, user_id: UUID | None, *, now: datetime) -> bool:
    """Whether somebody's scorecard of an interview is due."""
    seat = interview.seat_of(user_id)
    has_begun = interview.starts_at is not None and interview.starts_at <= now
    takes_place = interview.status in {InterviewStatus.BOOKED, InterviewStatus.HELD}
    return interview.kind is InterviewKind.INTERVIEW and seat is not None and not seat.has_scored and has_begun and takes_place


def as_event(interview: InterviewDetail, user_id: UUID | None, *, now: datetime) -> Event:
    """An interview in the week."""
    if interview.starts_at is None or interview.ends_at is None:
        raise LookupError("Only an interview with a time stands in a week.")
    if owes_scorecard(interview, user_id, now=now):
        kind, state = EventKind.DUE, "Scorecard due"
    elif interview.outcome is not None:
        kind, state = EventKind.BUSY, "Offer" if interview.outcome is Outcome.HIRE else "Not hired"
    elif interview.status is InterviewStatus.BOOKED and interview.starts_at > now:
        kind, state = EventKind.CONFIRMED, "Confirmed"
    else:
        words = {InterviewStatus.NO_SHOW: "Did not take place", InterviewStatus.HELD: "Held"}
        kind, state = EventKind.BUSY, words.get(interview.status, "To be recorded")
    return Event(interview.starts_at, interview.ends_at, kind, interview.candidate_name, interview.role, state, f"/interviews/{interview.id}")


def open_events(diary: Diary, first: date, last: date) -> list[Event]:
    """The stretches of a week in which candidates can choose a start."""
    events = []
    for span in rules.free(diary, first, last, now=clock.now()):
        count = len(list(rules.starts(span, timedelta(minutes=USUAL_MINUTES))))
        if count:
            events.append(Event(span.start, span.end, EventKind.OPEN, "Open to candidates", f"{count} starts" if count > 1 else "1 start"))
    return events


def _todo(interview: InterviewDetail, user_id: UUID | None, *, now: datetime) -> Todo | None:
    here, name = f"/interviews/{interview.id}", interview.candidate_name
    if owes_scorecard(interview, user_id, now=now):
        others = [member.name for member in interview.panel if member.has_scored]
        note = f"{interview.role}. {', '.join(others)} has scored." if len(others) == 1 else interview.role
        return Todo(f"Score {name}", f"{here}/scorecard", "Scorecard due", "orange", note)
    if interview.status is InterviewStatus.BOOKED and interview.starts_at and interview.starts_at <= now:
        return Todo(f"Record {name}", here, "Has begun", "yellow", f"{KIND_LABELS[interview.kind]}: did it take place?")
    if interview.status is InterviewStatus.HELD and all(member.has_scored for member in interview.panel):
        return Todo(f"Decide on {name}", f"{here}/decision", "Decision due", "orange", interview.role)
    return None


@get("/interviews", guards=READ)
async def list_interviews(request: PrimeRequest, week: FromQuery[date | None] = None, view: FromQuery[str] = "") -> Template:
    """A week of one's own interviews, or of everybody's."""
    actor, now = request.auth, clock.now()
    champion = await queries.own_champion(actor)
    is_all = view == "all" or champion is None
    monday = monday_of(week or clock.today())
    sunday = monday + timedelta(days=6)
    shown = await queries.list_between(actor, monday, sunday, champion_user_id=None if is_all else actor.user_id)
    events = [as_event(interview, actor.user_id, now=now) for interview in shown]
    hours: list[rules.Span] = []
    if champion is not None and not is_all:
        [diary] = await queries.diaries([champion.id], monday, sunday)
        hours = rules.available(diary, monday, sunday)
        events += open_events(diary, monday, sunday)
    desk = await queries.desk(actor)
    work = await queries.workload(actor, champion.id) if champion is not None and champion.is_active else None
    return page(
        "pages/interviews/list_interviews.html",
        week=week_grid(monday, events, hours),
        previous=monday - rules.WEEK,
        following=monday + rules.WEEK,
        is_all=is_all,
        has_profile=champion is not None,
        todos=[todo for todo in (_todo(interview, actor.user_id, now=now) for interview in desk) if todo],
        next_up=next((i for i in desk if i.status is InterviewStatus.BOOKED and i.starts_at and i.starts_at > now), None),
        open_count=sum(day.open_slots for day in week_grid(monday, events).days),
        work=work,
        drift=calibration.in_words(work.drift, work.compared) if work else "",
        choosing=[interview for interview in desk if interview.status is InterviewStatus.INVITED],
        waiting=await queries.list_waiting(actor),
        in_words=rules.in_words,
    )


route_handlers = [list_interviews]
