"""Reading interviews: the office sees all, a candidate or the holder of a link their own."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id
from prime.interviews import rules
from prime.interviews.queries.champions import diaries
from prime.interviews.rules import Span, Standing
from prime.interviews.schemas import (
    Hold,
    InterviewDetail,
    Member,
    OwnInterview,
    OwnMember,
    Slot,
)
from prime.interviews.tables import Interview, InterviewKind, InterviewStatus, Meeting, Outcome, SlotHold

_COLUMNS = """
i.id, i.reference, i.kind, i.status, i.minutes, i.starts_at, i.ends_at,
i.meeting, i.room AS room_id, i.place, COALESCE(o.accessibility, '') AS access, i.uid, i.sequence, i.moves, i.ended_reason,
i.invited_at, i.booked_at, i.kit_version AS kit_version_id, a.id AS application_id, a.reference AS application_reference, a.needs,
c.id AS candidate_id, c."user" AS candidate_user_id, c.first_name || ' ' || c.last_name AS candidate_name, u.email AS candidate_email,
v.title AS role, g.title AS grade, d.outcome, d.feedback,
(SELECT json_agg(json_build_object(
   'seatId', s.id, 'championId', h.id, 'userId', m.id, 'name', trim(m.first_name || ' ' || m.last_name), 'email', m.email,
   'isLead', s.is_lead, 'hasScored', k.submitted_at IS NOT NULL, 'accreditedUntil', h.accredited_until) ORDER BY s.is_lead DESC, s.id)
 FROM panel_seat s JOIN champion h ON h.id = s.champion JOIN app_user m ON m.id = h."user" LEFT JOIN scorecard k ON k.seat = s.id
 WHERE s.interview = i.id) AS panel
"""
_FROM = """
FROM interview i JOIN application a ON a.id = i.application JOIN candidate c ON c.id = i.candidate JOIN app_user u ON u.id = c."user"
JOIN vacancy v ON v.id = a.vacancy JOIN grade g ON g.id = v.grade LEFT JOIN decision d ON d.interview = i.id
LEFT JOIN room o ON o.id = i.room
"""
# The office; or the applications that are one's own; or the one interview that a link was made for.
_VISIBLE = "($1 OR a.id = ANY($2::uuid[]) OR i.id = $3)"
_ON_PANEL = 'EXISTS (SELECT FROM panel_seat s JOIN champion h ON h.id = s.champion WHERE s.interview = i.id AND h."user" = $4)'

_ONE = f"SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND i.id = $4"
_OWN = f"SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} ORDER BY i.status IN ('invited', 'booked') DESC, i.id DESC LIMIT 50"
_BETWEEN = f"""
SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND ($4::uuid IS NULL OR {_ON_PANEL})
  AND i.starts_at >= $5 AND i.starts_at < $6 AND (i.status IN ('booked', 'held', 'no_show') OR ($7 AND i.status = 'cancelled'))
ORDER BY i.starts_at, i.id LIMIT 500
"""
_LIST = f"""
SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND ($4::uuid IS NULL OR {_ON_PANEL})
  AND ($5 = '' OR i.status = $5) AND ($6::uuid IS NULL OR i.application = $6) AND ($7::uuid IS NULL OR i.id < $7) ORDER BY i.id DESC LIMIT $8
"""
_DESK = f"""
SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND {_ON_PANEL} AND d.id IS NULL
  AND (i.status IN ('invited', 'booked') OR (i.status = 'held' AND i.kind = 'interview')) ORDER BY i.starts_at NULLS LAST, i.id LIMIT 100
"""
_WAITING = """
SELECT a.id, a.reference, c.first_name || ' ' || c.last_name AS name, v.title AS role, a.stage
FROM application a JOIN candidate c ON c.id = a.candidate JOIN vacancy v ON v.id = a.vacancy
WHERE a.stage IN ('conversation', 'interview')
  AND NOT EXISTS (SELECT FROM interview i WHERE i.application = a.id AND i.kind = a.stage AND i.status IN ('invited', 'booked', 'held'))
ORDER BY a.stage_entered_at, a.id LIMIT 50
"""
_ROOM_BUSY = """
SELECT b.busy_from, b.busy_to FROM room_booking b LEFT JOIN slot_hold h ON h.id = b.hold
WHERE b.room = $1 AND b.busy_from < $3 AND b.busy_to > $2 AND COALESCE(b.interview, h.interview) IS DISTINCT FROM $4
  AND (h.id IS NULL OR h.expires_at > $5)
"""
_CANDIDATE_BUSY = """
SELECT starts_at, ends_at FROM interview
WHERE candidate = $1 AND status IN ('booked', 'held') AND starts_at < $3 AND ends_at > $2 AND id IS DISTINCT FROM $4
"""


class Waiting(msgspec.Struct, frozen=True):
    """An application whose next step is an invitation."""

    id: UUID
    reference: str
    name: str
    role: str
    stage: str


async def _scope(actor: Actor) -> tuple[bool, list[UUID], UUID | None]:
    if actor.can(Permission.INTERVIEWS_READ):
        return True, [], None
    return False, list(await candidates.own_application_ids(actor)), actor.record_id


def _detail(row: asyncpg.Record) -> InterviewDetail:
    facts = {name: value for name, value in row.items() if name != "feedback"}
    facts["panel"] = msgspec.json.decode(row["panel"] or "[]", type=list[Member])
    facts["outcome"] = Outcome(row["outcome"]) if row["outcome"] else None
    facts |= {"kind": InterviewKind(row["kind"]), "status": InterviewStatus(row["status"]), "meeting": Meeting(row["meeting"])}
    return InterviewDetail(**facts)


def _own(row: asyncpg.Record) -> OwnInterview:
    detail = _detail(row)
    return OwnInterview(
        id=detail.id,
        reference=detail.reference,
        kind=detail.kind,
        status=detail.status,
        minutes=detail.minutes,
        starts_at=detail.starts_at,
        ends_at=detail.ends_at,
        meeting=detail.meeting,
        place=detail.place,
        access=detail.access,
        application_id=detail.application_id,
        role=detail.role,
        panel=[member.name for member in detail.panel],
        members=[OwnMember(champion_id=member.champion_id, name=member.name) for member in detail.panel],
        moves_left=max(0, rules.MOST_MOVES - detail.moves),
        outcome=detail.outcome,
        feedback=row["feedback"] or "",
    )


def standing(interview: InterviewDetail | OwnInterview | Interview) -> Standing:
    """What the rules need to know of an interview."""
    moves = rules.MOST_MOVES - interview.moves_left if isinstance(interview, OwnInterview) else interview.moves
    return Standing(InterviewKind(interview.kind), InterviewStatus(interview.status), interview.starts_at, moves)


# --- one interview


async def get_interview(actor: Actor, interview_id: UUID) -> InterviewDetail:
    """One interview.

    Raises:
        NotFound: there is none, or it is not the actor's business.
    """
    rows = await fetch(_ONE, *await _scope(actor), interview_id)
    if not rows:
        raise NotFound
    return _detail(rows[0])


async def get_own(actor: Actor, interview_id: UUID) -> OwnInterview:
    """One interview as its candidate sees it; raises as `get_interview`."""
    rows = await fetch(_ONE, *await _scope(actor), interview_id)
    if not rows:
        raise NotFound
    return _own(rows[0])


async def lock_interview(interview_id: UUID) -> Interview:
    """An interview, locked to the end of the transaction; lock its application first.

    Raises:
        NotFound: there is none.
    """
    row = await Interview.objects().where(Interview.id == interview_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


# --- lists


async def list_own(actor: Actor) -> list[OwnInterview]:
    """The actor's own interviews as a candidate, those still to come first."""
    rows = await fetch(_OWN, False, await candidates.own_application_ids(actor), actor.record_id)
    return [_own(row) for row in rows]


async def list_interviews(
    actor: Actor,
    *,
    champion_user_id: UUID | None = None,
    status: str = "",
    application_id: UUID | None = None,
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[InterviewDetail]:
    """Interviews, newest invitation first, of one champion, status or application.

    Raises:
        InvalidInput: the cursor is not one of this list.
    """
    after = decode_id(cursor) if cursor else None
    rows = await fetch(_LIST, *await _scope(actor), champion_user_id, status, application_id, after, size + 1)
    return cut([_detail(row) for row in rows], size, "id")


async def list_between(
    actor: Actor, first: date, last: date, *, champion_user_id: UUID | None = None, with_cancelled: bool = False
) -> list[InterviewDetail]:
    """Interviews with a time from one day to another, both counted; of everybody or of one champion."""
    rows = await fetch(_BETWEEN, *await _scope(actor), champion_user_id, rules.midnight(first), rules.midnight(last + rules.DAY), with_cancelled)
    return [_detail(row) for row in rows]


async def desk(actor: Actor) -> list[InterviewDetail]:
    """What a champion still has to do with: invited, booked, or held and not decided."""
    rows = await fetch(_DESK, *await _scope(actor), actor.required_user_id)
    return [_detail(row) for row in rows]


async def list_waiting(actor: Actor) -> list[Waiting]:
    """Applications that wait for an invitation, longest wait first.

    Raises:
        Forbidden: the actor does not invite.
    """
    actor.require(Permission.INTERVIEWS_INVITE)
    return [Waiting(**row) for row in await fetch(_WAITING)]


# --- slots


async def offered(
    champion_ids: Sequence[UUID],
    *,
    minutes: int,
    first: date,
    last: date,
    candidate_id: UUID | None = None,
    room_id: UUID | None = None,
    besides: UUID | None = None,
    is_office: bool = False,
) -> list[datetime]:
    """Starts at which a panel, and a candidate and a room where they are given, can meet; `besides` is the interview being moved.

    The office may book without notice, as both sides are on the telephone.
    """
    first = max(first, clock.today())
    panel = await diaries(champion_ids, first, last, besides=besides, without_notice=is_office)
    taken: list[Span] = []
    window = rules.midnight(first), rules.midnight(last + rules.DAY)
    if candidate_id is not None:
        taken += [Span(*row) for row in await fetch(_CANDIDATE_BUSY, candidate_id, *window, besides)]
    if room_id is not None:
        taken += [Span(*row) for row in await fetch(_ROOM_BUSY, room_id, *window, besides, clock.now())]
    return rules.slots(panel, minutes=minutes, first=first, last=last, now=clock.now(), taken=taken)


async def offered_for(interview: InterviewDetail, first: date, last: date, *, is_office: bool) -> list[datetime]:
    """Starts at which an interview could take place; its own present time counts as free.

    A panel interview takes place while one of the panel is accredited (N7).
    """
    if interview.kind is InterviewKind.INTERVIEW:
        if interview.accredited_to is None:
            return []
        last = min(last, interview.accredited_to)
    return await offered(
        interview.champion_ids,
        minutes=interview.minutes,
        first=first,
        last=last,
        candidate_id=interview.candidate_id,
        room_id=interview.room_id,
        besides=interview.id,
        is_office=is_office,
    )


async def slots(actor: Actor, interview_id: UUID, *, first: date | None = None, last: date | None = None) -> list[Slot]:
    """Times that can be chosen for an interview, at most `rules.DAYS_SHOWN` days of them.

    Raises:
        NotFound: there is no such interview for this actor.
    """
    interview = await get_interview(actor, interview_id)
    first = max(first or clock.today(), clock.today())
    last = min(last or date.max, first + timedelta(days=rules.DAYS_SHOWN - 1))
    found = await offered_for(interview, first, last, is_office=actor.can(Permission.INTERVIEWS_INVITE))
    return [as_slot(start, interview.minutes) for start in found]


async def find_hold(actor: Actor, interview_id: UUID) -> Hold | None:
    """The time that is held for an interview at this moment, if one is; raises as `get_interview`."""
    interview = await get_interview(actor, interview_id)
    row = await SlotHold.objects().where((SlotHold.interview == interview_id) & (SlotHold.expires_at > clock.now())).first()
    if row is None:
        return None
    return Hold(starts_at=row.starts_at, expires_at=row.expires_at, text=rules.in_words(row.starts_at, interview.minutes))


def as_slot(start: datetime, minutes: int) -> Slot:
    """A start with its end and its words."""
    return Slot(starts_at=start, ends_at=start + timedelta(minutes=minutes), text=rules.in_words(start, minutes))
