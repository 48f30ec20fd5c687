"""When a panel can meet, and what may be done to an interview and when. Pure; moments are aware.

A slot is computed, never stored: a start on a quarter of an hour at which every member of the panel is free. Hours
are kept in London's wall-clock time, so that "9am to 5pm" stays so when the clocks change; spans are moments.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, reduce
from typing import NamedTuple

import msgspec

from prime.core.clock import LONDON
from prime.core.errors import InvalidInput
from prime.core.formats import clock_time, local, weekday
from prime.interviews.errors import NotDecidable, NotScorable, TooEarly, TooLateToChange, TooManyMoves, WrongState
from prime.interviews.tables import InterviewKind, InterviewStatus, Meeting
from prime.reference.calendars import Calendar

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)

# S10: a candidate may change a booking up to a day before, and twice at most; the office may always.
CHANGE_CUT_OFF = timedelta(hours=24)
MOST_MOVES = 2
# S11: whoever does not come may choose another time by themselves so many times.
MOST_MISSED = 1
REMIND_BEFORE = timedelta(hours=24)
REMIND_AGAIN = timedelta(hours=1)
# S2: a time is kept this long while the candidate confirms.
HOLD = timedelta(minutes=10)
# Operations see two months before that somebody's accreditation ends.
WARN_BEFORE = timedelta(days=61)
LARGEST_PANEL = 5
MOST_OVERRIDE_DAYS = 93
SHORTEST, LONGEST = 15, 180
# Whoever chooses a time sees this many days at once, and goes on to later ones from there.
DAYS_SHOWN = 14


# --- spans of time


class Span(NamedTuple):
    """From a moment to before another."""

    start: datetime
    end: datetime


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same moments as sorted spans that neither overlap nor touch."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.start <= whole[-1].end:
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, span.end))
        elif span.start < span.end:
            whole.append(span)
    return whole


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of sorted, separate spans when others are taken out."""
    blocks = sorted(taken)
    left = []
    for start, end in spans:
        free_from = start
        for block in blocks:
            if block.start >= end:
                break
            if block.end <= free_from:
                continue
            if block.start > free_from:
                left.append(Span(free_from, block.start))
            free_from = block.end
        if free_from < end:
            left.append(Span(free_from, end))
    return left


def common(ours: Sequence[Span], theirs: Sequence[Span]) -> list[Span]:
    """The moments that are in both of two lists of sorted, separate spans."""
    both = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        start, end = max(ours[i].start, theirs[j].start), min(ours[i].end, theirs[j].end)
        if start < end:
            both.append(Span(start, end))
        if ours[i].end < theirs[j].end:
            i += 1
        else:
            j += 1
    return both


def starts(span: Span, length: timedelta) -> Iterator[datetime]:
    """Every quarter of an hour at which something of this length fits into a span."""
    past = span.start.timestamp() % QUARTER.total_seconds()
    start = span.start + (QUARTER - timedelta(seconds=past) if past else timedelta())
    while start + length <= span.end:
        yield start
        start += QUARTER


# --- London's wall clock


def midnight(day: date) -> datetime:
    """The moment at which a day begins in London."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


@cache
def _segments(day: date) -> tuple[tuple[Span, timedelta], ...]:
    """A day in London as one span with its offset from UTC, or two where the clocks change on it."""

    def offset(at: datetime) -> timedelta:
        return at.astimezone(LONDON).utcoffset() or timedelta()

    first, last = midnight(day), midnight(day + DAY)
    change = first
    while change < last and offset(change) == offset(first):
        change += QUARTER
    parts = [Span(first, change), Span(change, last)]
    return tuple((part, offset(part.start)) for part in parts if part.start < part.end)


def moments_of(day: date, starts_at: time, ends_at: time) -> list[Span]:
    """When London's clocks show a time from `starts_at` to before `ends_at` on a day.

    The hour that is skipped in March gives nothing, the hour that comes twice in October gives both of them.
    """
    wanted = Span(datetime.combine(day, starts_at, UTC), datetime.combine(day, ends_at, UTC))
    return [
        Span(shown.start - offset, shown.end - offset)
        for part, offset in _segments(day)
        for shown in common([wanted], [Span(part.start + offset, part.end + offset)])
    ]


# --- slots


class Hours(NamedTuple):
    """A stretch of one weekday (0 is Monday), in London's time."""

    weekday: int
    starts_at: time
    ends_at: time


Stretches = tuple[tuple[time, time], ...]


class Diary(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides when one champion can meet (S3, S4).

    `overrides` replace the hours of a date, bank holiday or not; none at all is a day off. `busy` are interviews, each
    with the champion's free minutes after it, and what stands in their own calendar. `booked` counts the interviews of a week by its Monday.
    """

    hours: tuple[Hours, ...]
    overrides: Mapping[date, Stretches] = {}
    holidays: frozenset[date] = frozenset()
    busy: tuple[Span, ...] = ()
    booked: Mapping[date, int] = {}
    weekly_cap: int = 6
    buffer: timedelta = timedelta(minutes=15)
    notice: timedelta = timedelta(hours=24)
    horizon_days: int = 56


def stretches(diary: Diary, day: date) -> Stretches:
    """The hours of a champion on a date."""
    if day in diary.overrides:
        return diary.overrides[day]
    if day in diary.holidays:
        return ()
    return tuple((hours.starts_at, hours.ends_at) for hours in diary.hours if hours.weekday == day.weekday())


def available(diary: Diary, first: date, last: date) -> list[Span]:
    """The hours of a champion from one day to another, both counted, whatever is booked in them."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return merged(span for day in days for stretch in stretches(diary, day) for span in moments_of(day, *stretch))


def free(diary: Diary, first: date, last: date, *, now: datetime) -> list[Span]:
    """When a champion could be in an interview: available, not booked, after the notice, within horizon and weekly cap."""
    open_for = Span(now + diary.notice, midnight(local(now).date() + DAY * (diary.horizon_days + 1)))
    full_weeks = (Span(midnight(monday), midnight(monday + WEEK)) for monday, count in diary.booked.items() if count >= diary.weekly_cap)
    busy = (Span(span.start - diary.buffer, span.end) for span in diary.busy)
    return without(common(available(diary, first, last), [open_for]), [*full_weeks, *busy])


def slots(panel: Sequence[Diary], *, minutes: int, first: date, last: date, now: datetime, taken: Collection[Span] = ()) -> list[datetime]:
    """Every start from `first` to `last` at which all members of a panel can meet for so many minutes (S5).

    `taken` are the moments at which the candidate has another interview, or the room is somebody else's.
    """
    if not panel:
        return []
    everybody = reduce(common, (free(diary, first, last, now=now) for diary in panel))
    length = timedelta(minutes=minutes)
    return [start for span in without(everybody, taken) for start in starts(span, length)]


def nearest(offered: Iterable[datetime], wanted: datetime, count: int = 3) -> list[datetime]:
    """The offered starts nearest to one that has gone, in order of time."""
    return sorted(sorted(offered, key=lambda start: (abs(start - wanted), start))[:count])


def in_words(start: datetime, minutes: int) -> str:
    """Monday 7 December 2026, 9am to 9:45am; in the hour that comes twice, with the name of the time."""
    end = start + timedelta(minutes=minutes)
    here = local(start)
    comes_twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    zone = f" ({here.tzname()})" if comes_twice else ""
    return f"{weekday(start, year=True)}, {clock_time(start)} to {clock_time(end)}{zone}"


def override_days(first: date, last: date, *, today: date) -> list[date]:
    """The dates that one override covers.

    Raises:
        InvalidInput: they are past, in the wrong order or too many.
    """
    if first < today:
        raise InvalidInput.field("first_on", "The date must be today or in the future")
    if last < first:
        raise InvalidInput.field("last_on", "The last day must not be before the first")
    if (last - first).days >= MOST_OVERRIDE_DAYS:
        raise InvalidInput.field("last_on", f"Enter {MOST_OVERRIDE_DAYS} days or fewer at a time")
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


# --- who may sit on a panel


def is_accredited(until: date | None, day: date) -> bool:
    """Whether somebody's safer-recruitment training is valid on a day."""
    return until is not None and until >= day


def may_interview(levels: Collection[int], level: int) -> bool:
    """Whether a champion may interview for a role of this level; without a list they may for every role."""
    return not levels or level in levels


# --- how they meet


def how_to_join(meeting: Meeting, place: str, access: str = "") -> str:
    """How to come to an interview, in a line or two; every invitation says it."""
    if meeting is Meeting.ROOM:
        return f"{place}. Access: {access}" if access else place
    return {Meeting.VIDEO: f"By video: {place}", Meeting.TELEPHONE: f"By telephone: {place}"}[meeting]


def check_place(meeting: Meeting, place: str) -> None:
    """A video call has a link, and a telephone call says who calls whom.

    Raises:
        InvalidInput: it does not.
    """
    if meeting is Meeting.VIDEO and not place.startswith("https://"):
        raise InvalidInput.field("place", "Enter a join link that starts with https://")


# --- what may be done to an interview, and when


class Standing(msgspec.Struct, frozen=True):
    """What the rules need to know of an interview."""

    kind: InterviewKind
    status: InterviewStatus
    starts_at: datetime | None
    moves: int = 0


_STATES = {
    InterviewStatus.INVITED: "has no time yet",
    InterviewStatus.BOOKED: "is booked",
    InterviewStatus.HELD: "has been held",
    InterviewStatus.CANCELLED: "is cancelled",
    InterviewStatus.NO_SHOW: "did not take place",
}


def require_status(interview: Standing, *allowed: InterviewStatus) -> None:
    """Refuse what does not go with the state that an interview is in.

    Raises:
        WrongState: saying what that state is.
    """
    if interview.status not in allowed:
        raise WrongState(f"This interview {_STATES[interview.status]}.")


def check_bookable(interview: Standing) -> None:
    """A time may be chosen for an interview that has none; raises WrongState."""
    require_status(interview, InterviewStatus.INVITED)


def check_movable(interview: Standing, *, now: datetime, is_office: bool) -> None:
    """A booking may be moved before its start; by the candidate a day before, and not too often (S10, S12).

    Raises:
        WrongState: it is not booked, or has begun.
        TooLateToChange, TooManyMoves: for the candidate.
    """
    _check_ahead(interview, now=now, is_office=is_office)
    if not is_office and interview.moves >= MOST_MOVES:
        raise TooManyMoves(f"You have moved this interview {MOST_MOVES} times. Contact us to change it again.")


def check_cancellable(interview: Standing, *, now: datetime, is_office: bool) -> None:
    """What has no time yet may be cancelled at any moment, a booking as it may be moved; raises as `check_movable`."""
    if interview.status is not InterviewStatus.INVITED:
        _check_ahead(interview, now=now, is_office=is_office)


def _check_ahead(interview: Standing, *, now: datetime, is_office: bool) -> None:
    require_status(interview, InterviewStatus.BOOKED)
    if interview.starts_at is None or interview.starts_at <= now:
        raise WrongState("This interview has begun.")
    if not is_office and interview.starts_at - now < CHANGE_CUT_OFF:
        raise TooLateToChange("It is less than 24 hours to your interview. Contact us if you cannot come.")


def check_closable(interview: Standing, *, now: datetime) -> None:
    """Whether it took place is recorded once it has begun.

    Raises:
        WrongState: it is not booked.
        TooEarly: it has not begun.
    """
    require_status(interview, InterviewStatus.BOOKED)
    if interview.starts_at is None or interview.starts_at > now:
        raise TooEarly("This interview has not begun.")


def check_scorable(interview: Standing, *, now: datetime) -> None:
    """A panel interview is scored once it has begun (D2).

    Raises:
        NotScorable: a conversation has no scorecard.
        WrongState: it was cancelled or nobody came.
        TooEarly: it has not begun.
    """
    if interview.kind is not InterviewKind.INTERVIEW:
        raise NotScorable("A conversation has no scorecard.")
    require_status(interview, InterviewStatus.BOOKED, InterviewStatus.HELD)
    if interview.starts_at is None or interview.starts_at > now:
        raise TooEarly("Scorecards open when the interview begins.")


def check_decidable(interview: Standing, *, missing: Sequence[str], is_office: bool) -> None:
    """An interview is decided when it was held and the panel has scored; operations need not wait for the last scorecard.

    Raises:
        NotDecidable: naming whose scorecard is missing.
        WrongState: it was not held.
    """
    if interview.kind is not InterviewKind.INTERVIEW:
        raise NotDecidable("Only a panel interview ends in a decision.")
    require_status(interview, InterviewStatus.HELD)
    if missing and not is_office:
        raise NotDecidable(f"The scorecard of {' and '.join(missing)} is not in yet.")


# --- late scorecards

# Working days after the interview on which each step is taken: the champion twice, then operations (D3).
CHASE_AFTER = (1, 3, 4)
TELL_OPERATIONS = len(CHASE_AFTER)
_OFFICE_HOURS = range(9, 17)


def is_chasing_time(now: datetime, calendar: Calendar) -> bool:
    """Reminders go out on working days in office hours; raises CalendarEnds."""
    here = local(now)
    return here.hour in _OFFICE_HOURS and calendar.is_working_day(here.date())


def chase_step(held_on: date, today: date, calendar: Calendar) -> int:
    """The last step that is due for a scorecard of a day: 0 for none yet. Raises CalendarEnds."""
    passed = calendar.working_days(held_on + DAY, today)
    return sum(passed >= days for days in CHASE_AFTER)
