"""Champions, their working weeks, and who is free when; times are found by the rules of slots and by nothing else."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

import msgspec

from prime.accounts.tables import User
from prime.core.formats import local
from prime.demo.names import mailbox
from prime.demo.people import Cast
from prime.demo.world import DAY, World
from prime.interviews import rules
from prime.interviews.rules import Diary, Hours, Span, Stretches
from prime.interviews.tables import Champion, DateOverride, WeeklyHours
from prime.reference.tables import Division

_DAYS = (((9, 12), (13, 16)), ((9, 11), (14, 17)), ((10, 13),), ((13, 17),), ((9, 10), (11, 13), (15, 17)))
_TEAMS = (
    "Brackenshire, child protection",
    "Brackenshire, court team",
    "Eastmere, referral and assessment",
    "Eastmere, fostering",
    "Harrowfen, family help",
    "AfC, practice academy",
)
# Whoever signs in as champion is asked more often of late, so that the week looks busy.
_OF_LATE, _DEMO_SHARE, _DEMO_CAP = timedelta(days=75), 0.22, 9
_STEP, _FARTHEST = 6, 36  # days searched at a time, and at most


class Member:
    """A champion with account and diary."""

    def __init__(self, user: User, champion: Champion, diary: Diary) -> None:
        self.user = user
        self.champion = champion
        self.diary = diary
        self.rest = timedelta(minutes=champion.buffer_minutes)

    def take(self, span: Span) -> None:
        """Fill a time, with the free minutes after it."""
        week = rules.monday_of(local(span.start).date())
        booked = {**self.diary.booked, week: self.diary.booked.get(week, 0) + 1}
        busy = (*self.diary.busy, Span(span.start, span.end + self.rest))
        self.diary = msgspec.structs.replace(self.diary, busy=busy, booked=booked)


class Pool:
    """All champions, and when candidates are taken."""

    def __init__(self, world: World, cast: Cast) -> None:
        self.world = world
        self.members = [_member(world, user, is_demo=number == 0) for number, user in enumerate(cast.champions)]
        self.taken: dict[UUID, list[Span]] = {}

    def choose(self, at: datetime) -> Member:
        """A champion to look after an application."""
        is_late = at > self.world.now - _OF_LATE
        return self.members[0] if is_late and self.world.chance(_DEMO_SHARE) else self.world.dice.choice(self.members[1:])

    def panel(self, lead: Member) -> list[Member]:
        """Two or three champions, the first of whom leads."""
        others = [member for member in self.members if member is not lead]
        return [lead, *self.world.dice.sample(others, self.world.pick({1: 0.7, 2: 0.3}))]

    def find(self, panel: Sequence[Member], candidate: UUID, minutes: int, *, asked: datetime, first: date) -> datetime | None:
        """A time that was on offer when the candidate was asked, on one of the first days that have any."""
        for step in range(0, _FARTHEST, _STEP):
            start = first + DAY * step
            found = rules.slots(
                [member.diary for member in panel],
                minutes=minutes,
                first=start,
                last=start + DAY * (_STEP - 1),
                now=asked,
                taken=self.taken.get(candidate, ()),
            )
            if found:
                return self.world.dice.choice(found)
        return None

    def take(self, panel: Sequence[Member], candidate: UUID, span: Span) -> None:
        """Fill the diaries of a panel and of a candidate."""
        self.taken.setdefault(candidate, []).append(span)
        for member in panel:
            member.take(span)


def _member(world: World, user: User, *, is_demo: bool) -> Member:
    began = user.created_at
    champion = world.add(
        Champion(
            id=world.key(began),
            user=user.id,
            home_team=world.dice.choice(_TEAMS),
            accredited_until=world.monday + timedelta(weeks=world.dice.randint(10, 120)),
            weekly_cap=_DEMO_CAP if is_demo else 6,
            division=Division.ENGLAND_AND_WALES,
            video_link=f"https://meet.afcprime.example/{mailbox(user.first_name, user.last_name)}",
        )
    )
    hours = []
    for weekday in range(5) if is_demo else sorted(world.dice.sample(range(5), world.dice.randint(3, 5))):
        for first, last in _DAYS[0] if is_demo else world.dice.choice(_DAYS):
            hours.append(Hours(weekday, time(first), time(last)))
            world.add(WeeklyHours(id=world.key(began), champion=champion.id, weekday=weekday, starts_at=time(first), ends_at=time(last)))
    diary = Diary(
        hours=tuple(hours),
        overrides=_overrides(world, champion),
        holidays=world.facts.holidays,
        weekly_cap=champion.weekly_cap,
        buffer=timedelta(minutes=champion.buffer_minutes),
        notice=timedelta(hours=champion.notice_hours),
        horizon_days=champion.horizon_days,
    )
    return Member(user, champion, diary)


def _overrides(world: World, champion: Champion) -> dict[date, Stretches]:
    """Days off and other hours in the weeks around now."""
    found: dict[date, Stretches] = {}
    for _ in range(world.dice.randint(0, 3)):
        day = world.working_day(world.monday + DAY * world.dice.randint(-30, 40))
        if day in found:
            continue
        found[day] = world.dice.choice(((), (), ((time(8), time(11)),)))
        starts_at, ends_at = found[day][0] if found[day] else (None, None)
        world.add(
            DateOverride(
                id=world.key(world.now),
                champion=champion.id,
                held_on=day,
                starts_at=starts_at,
                ends_at=ends_at,
                reason="Early only" if found[day] else world.dice.choice(("Annual leave", "Court", "Training")),
            )
        )
    return found
