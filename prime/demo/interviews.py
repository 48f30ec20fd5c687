"""Interviews of the demonstration: invited, booked, held; scored by the panel and decided."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from prime.accounts.tables import User
from prime.candidates.tables import Application, NextActor
from prime.core.formats import local
from prime.demo import words
from prime.demo.panels import Member, Pool
from prime.demo.world import DAY, World
from prime.interviews.moderation import WIDE_GAP, widest_gap
from prime.interviews.rules import Span
from prime.interviews.tables import (
    Concern,
    Decision,
    Interview,
    InterviewKind,
    InterviewStatus,
    Moderation,
    Outcome,
    PanelSeat,
    Rating,
    Scorecard,
)
from prime.kits.schemas import VersionDetail

_DAYS_TO_CHOOSE = 5  # as the command of interviews gives the candidate
_TRIES = 4
# Days between choosing a time and the time itself, at least.
_AHEAD = {InterviewKind.CONVERSATION: (2, 4), InterviewKind.INTERVIEW: (4, 9)}
_MINUTES = {InterviewKind.CONVERSATION: 30, InterviewKind.INTERVIEW: 45}
_UNSCORED_FOR = timedelta(days=8)  # the champion who signs in still owes the scorecards of these days

class Meeting(NamedTuple):
    """An interview with its panel, seat by seat, the first leads; the points of its submitted scorecards by competency."""

    interview: Interview
    panel: list[Member]
    seats: list[PanelSeat]
    kit: VersionDetail | None
    points: dict[UUID, list[int]]


def arrange(
    world: World,
    pool: Pool,
    application: Application,
    kind: InterviewKind,
    lead: Member,
    *,
    invited_by: User,
    invited_at: datetime,
    is_answered: bool = True,
    kit: VersionDetail | None = None,
) -> Meeting | None:
    """Invite a candidate, who books a time with the panel as soon as that has come; None while nobody has invited them."""
    if not world.has_come(invited_at):
        return None
    booked_at = world.after(invited_at, 0, 2)
    first = local(booked_at).date() + DAY * world.dice.randint(*_AHEAD[kind])
    panel, start = _panel(pool, application.candidate, kind, lead, asked=booked_at, first=first)
    interview = world.add(
        Interview(
            id=world.key(invited_at),
            application=application.id,
            candidate=application.candidate,
            kind=kind,
            minutes=_MINUTES[kind],
            place=panel[0].champion.video_link,
            uid=world.key(invited_at),
            kit_version=kit.id if kit else None,
            panel_size=len(panel),
            invited_by=invited_by.id,
            invited_at=invited_at,
        )
    )
    _next(application, NextActor.CANDIDATE, "Choose a time", local(invited_at) + timedelta(days=_DAYS_TO_CHOOSE))
    if is_answered and world.has_come(booked_at):
        interview.status = InterviewStatus.BOOKED
        interview.starts_at, interview.ends_at = start, start + timedelta(minutes=interview.minutes)
        interview.booked_at = booked_at
        pool.take(panel, application.candidate, Span(interview.starts_at, interview.ends_at))
        _next(application, NextActor.PANEL, "Meet the candidate", local(start))
    is_booked = interview.status is InterviewStatus.BOOKED
    seats = [
        world.add(
            PanelSeat(
                id=world.key(invited_at),
                interview=interview.id,
                champion=member.champion.id,
                is_lead=member is panel[0],
                busy_from=start if is_booked else None,
                busy_to=interview.ends_at + member.rest if is_booked else None,
            )
        )
        for member in panel
    ]
    return Meeting(interview, panel, seats, kit, {})


def _panel(pool: Pool, candidate: UUID, kind: InterviewKind, lead: Member, *, asked: datetime, first: date) -> tuple[list[Member], datetime]:
    """A panel that can meet the candidate, and when; after some tries somebody else leads, as a full diary stays full."""
    tries = 0
    while True:
        tries += 1
        if tries > _TRIES:
            lead = pool.world.dice.choice(pool.members)
        panel = [lead] if kind is InterviewKind.CONVERSATION else pool.panel(lead)
        start = pool.find(panel, candidate, _MINUTES[kind], asked=asked, first=first)
        if start is not None:
            return panel, start


def _next(application: Application, who: NextActor, action: str, due: datetime) -> None:
    application.next_actor, application.next_action, application.next_due_on = who, action, due.date()


def score(world: World, application: Application, meeting: Meeting, outcome: Outcome, *, owing: Member) -> datetime | None:
    """The scorecards that are in; the first one says that the interview was held. When the last came in, if it has.

    `owing` has not scored what was held in the last days.
    """
    interview = meeting.interview
    times = []
    for member, seat in zip(meeting.panel, meeting.seats, strict=True):
        scored_at = world.after(interview.ends_at, 0, 2)
        is_owed = member is owing and interview.ends_at > world.now - _UNSCORED_FOR
        submitted_at = None if is_owed or not world.has_come(scored_at) else scored_at
        times.append(submitted_at)
        if submitted_at is not None or world.chance(0.3):
            _scorecard(world, meeting, seat.id, outcome, submitted_at)
    if any(times):
        interview.status = InterviewStatus.HELD
        _next(application, NextActor.PANEL, "Score and decide", local(interview.ends_at) + 2 * DAY)
    scored = [at for at in times if at is not None]
    return max(scored) if len(scored) == len(times) else None


def _scorecard(world: World, meeting: Meeting, seat: UUID, outcome: Outcome, submitted_at: datetime | None) -> None:
    """A scorecard that goes with the outcome, give or take a point; a draft rates only some of the competencies."""
    if meeting.kit is None:
        raise LookupError("A conversation has no scorecard.")
    likes = outcome is Outcome.HIRE
    at: datetime = submitted_at or meeting.interview.ends_at
    card = world.add(
        Scorecard(
            id=world.key(at),
            seat=seat,
            recommends=None if submitted_at is None else likes,
            summary="" if submitted_at is None else world.dice.choice(words.REASONS[outcome]).split(". ")[0] + ".",
            submitted_at=submitted_at,
            updated_at=at,
        )
    )
    for competency in meeting.kit.competencies if submitted_at else meeting.kit.competencies[:2]:
        points = world.pick({3: 0.25, 4: 0.5, 5: 0.25} if likes else {1: 0.15, 2: 0.5, 3: 0.35})
        world.add(
            Rating(id=world.key(at), scorecard=card.id, competency=competency.id, score=points, evidence=f"{competency.anchors[points - 1]}.")
        )
        if submitted_at is not None:
            meeting.points.setdefault(competency.id, []).append(points)
    if submitted_at is not None:
        for question in meeting.kit.questions:
            world.add(Concern(id=world.key(at), scorecard=card.id, question=question.id, is_concern=False))


def decide(world: World, meeting: Meeting, outcome: Outcome, decided_at: datetime) -> str:
    """What the panel said where it differed, and its lead's decision; returns the reason."""
    reason = world.dice.choice(words.REASONS[outcome])
    for competency_id, points in meeting.points.items():
        if widest_gap(points) >= WIDE_GAP:
            world.add(
                Moderation(
                    id=world.key(decided_at),
                    interview=meeting.interview.id,
                    competency=competency_id,
                    note=world.dice.choice(words.MODERATION),
                    written_by=meeting.panel[0].user.id,
                    written_at=decided_at,
                )
            )
    world.add(
        Decision(
            id=world.key(decided_at),
            interview=meeting.interview.id,
            outcome=outcome,
            reason=reason,
            feedback=words.FEEDBACK[outcome],
            decided_by=meeting.panel[0].user.id,
            decided_at=decided_at,
        )
    )
    return reason
