"""Reading requests, the people who could fill them, and placements.

The office sees everything, a council its own, a staff member the placements that are theirs.
"""

import json
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import InvalidInput, NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor, decode_id, encode_cursor
from prime.placements import rules
from prime.placements.schemas import Excluded, Match, Matches, Need, Person, PlacementDetail, Reason, RequestDetail, Score, Tally
from prime.placements.tables import Placement, PlacementRequest, PlacementStatus, Proposal, ProposalStatus, RequestDraft, RequestStatus
from prime.reference import queries as reference
from prime.reference.errors import DemonstrationRate, RateMissing
from prime.reference.tables import AgencyJobType

# --- whose records


def _scope(actor: Actor) -> tuple[bool, list[UUID], UUID | None]:
    """Whether the actor sees all, whose council's they see, and as whom they see their own."""
    return actor.can(Permission.CLIENTS_READ), list(actor.organisation_ids), actor.user_id


_REQUEST_VISIBLE = "($1 OR c.organisation = ANY($2::uuid[]))"
_PLACEMENT_VISIBLE = '($1 OR c.organisation = ANY($2::uuid[]) OR s."user" = $3)'

# --- requests

_REQUEST = f"""
SELECT r.id, r.reference, r.client AS client_id, c.name AS client_name, r.team AS team_id, t.name AS team_name,
       r.grade AS grade_id, g.title AS grade_title, g.agency_job_type AS job_type, r.starts_on, r.ends_on, r.fte,
       ARRAY(SELECT q.skill FROM requested_skill q JOIN skill k ON k.id = q.skill WHERE q.placement_request = r.id ORDER BY k.position) AS skill_ids,
       ARRAY(SELECT k.title FROM requested_skill q JOIN skill k ON k.id = q.skill WHERE q.placement_request = r.id ORDER BY k.position) AS skills,
       r.po_number, r.supervisor, r.details, r.status, r.status_reason,
       r.requested_by, trim(u.first_name || ' ' || u.last_name) AS requested_by_name, r.requested_at,
       s.id AS picked_id, s.reference AS picked_reference, s.first_name AS picked_first_name, p.score AS picked_score,
       d.id AS placement_id, r.version
FROM placement_request r
JOIN client c ON c.id = r.client JOIN team t ON t.id = r.team JOIN grade g ON g.id = r.grade JOIN app_user u ON u.id = r.requested_by
LEFT JOIN proposal p ON p.placement_request = r.id AND p.status IN ('picked', 'confirmed')
LEFT JOIN staff_member s ON s.id = p.staff_member
LEFT JOIN placement d ON d.placement_request = r.id
WHERE {_REQUEST_VISIBLE}
"""
_ONE_REQUEST = f"{_REQUEST} AND r.id = $3"
_LIST_REQUESTS = f"{_REQUEST} AND r.status = ANY($3::text[]) AND ($4::uuid IS NULL OR r.id < $4) ORDER BY r.id DESC LIMIT $5"

LIVE = (RequestStatus.OPEN, RequestStatus.PICKED)
CLOSED = (RequestStatus.CANCELLED, RequestStatus.DECLINED)


def _request(row: asyncpg.Record) -> RequestDetail:
    job_type = row["job_type"] and AgencyJobType(row["job_type"])
    return RequestDetail(**{**row, "status": RequestStatus(row["status"]), "job_type": job_type})


async def get_request(actor: Actor, request_id: UUID) -> RequestDetail:
    """One request.

    Raises:
        NotFound: there is none, or it is another council's.
    """
    rows = await fetch(_ONE_REQUEST, *_scope(actor)[:2], request_id)
    if not rows:
        raise NotFound
    return _request(rows[0])


async def list_requests(actor: Actor, *, statuses: Collection[RequestStatus] = LIVE, cursor: str = "", size: int = PAGE_SIZE) -> Page[RequestDetail]:
    """Requests in some states, newest first."""
    after = decode_id(cursor) if cursor else None
    rows = await fetch(_LIST_REQUESTS, *_scope(actor)[:2], list(statuses), after, size + 1)
    return cut([_request(row) for row in rows], size, "id")


async def lock_request(actor: Actor, request_id: UUID) -> PlacementRequest:
    """A request, locked to the end of the transaction; raises as `get_request`."""
    await get_request(actor, request_id)
    row = await PlacementRequest.objects().where(PlacementRequest.id == request_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def get_draft(actor: Actor) -> dict[str, Any]:
    """The answers that the actor has typed and not sent; empty when there are none."""
    row = await RequestDraft.objects().where(RequestDraft.user == actor.required_user_id).first()
    answers: dict[str, Any] = json.loads(row.answers) if row else {}
    return answers


async def find_picked(request_id: UUID) -> Proposal | None:
    """The proposal that the council has picked and nobody has confirmed yet."""
    return await Proposal.objects().where((Proposal.placement_request == request_id) & (Proposal.status == ProposalStatus.PICKED)).first()


async def find_proposal(request_id: UUID, staff_id: UUID) -> Proposal | None:
    """What was decided about a person for a request."""
    return await Proposal.objects().where((Proposal.placement_request == request_id) & (Proposal.staff_member == staff_id)).first()


async def price_cap(region_code: str, job_type: AgencyJobType | None, day: date) -> Decimal | None:
    """The most that the councils of a region pay for an hour of a job type; None where no real amount is entered."""
    if job_type is None:
        return None
    try:
        return (await reference.price_cap(region_code, job_type, day)).hourly_amount
    except (RateMissing, DemonstrationRate):
        return None


# --- placements

_PLACEMENT = f"""
SELECT d.id, d.reference, d.placement_request AS request_id, r.reference AS request_reference, r.requested_by,
       d.staff_member AS staff_member_id, s.reference AS staff_reference, s.first_name || ' ' || s.last_name AS staff_name,
       s."user" AS staff_user_id, d.client AS client_id, c.name AS client_name, d.team AS team_id, t.name AS team_name,
       g.title AS grade_title, g.agency_job_type AS job_type, d.starts_on, d.ends_on, d.fte, d.weekly_hours, d.hourly_amount,
       d.cap_amount, d.over_cap_approved_by, d.po_number, d.supervisor, d.notice_days, c.is_owner AS client_is_owner,
       d.client_reports_as_agency, d.status, d.ended_reason, d.confirmed_at, d.version
FROM placement d
JOIN placement_request r ON r.id = d.placement_request JOIN staff_member s ON s.id = d.staff_member JOIN client c ON c.id = d.client
JOIN team t ON t.id = d.team JOIN grade g ON g.id = d.grade
WHERE {_PLACEMENT_VISIBLE}
"""
_ONE_PLACEMENT = f"{_PLACEMENT} AND d.id = $4"
# Each view with its days and the order in which its rows are worked on; `$4` is today, `$5` the edge of "ending soon".
_VIEWS = {
    "active": ("d.status <> 'cancelled' AND d.ends_on >= $4 AND $5::date IS NOT NULL", "d.starts_on", "DESC", "<"),
    "ending": ("d.status <> 'cancelled' AND d.starts_on <= $4 AND d.ends_on BETWEEN $4 AND $5", "d.ends_on", "ASC", ">"),
    "past": ("(d.status = 'cancelled' OR d.ends_on < $4) AND $5::date IS NOT NULL", "d.ends_on", "DESC", "<"),
}
VIEWS = tuple(_VIEWS)
_REQUESTS_TALLY = f"FROM placement_request r JOIN client c ON c.id = r.client WHERE {_REQUEST_VISIBLE}"
_TALLY = f"""
SELECT (SELECT count(*) {_REQUESTS_TALLY} AND r.status IN ('open', 'picked')) AS requests,
       (SELECT count(*) {_REQUESTS_TALLY} AND r.status IN ('cancelled', 'declined')) AS closed,
       count(*) FILTER (WHERE {_VIEWS["active"][0]}) AS active,
       count(*) FILTER (WHERE {_VIEWS["ending"][0]}) AS ending,
       count(*) FILTER (WHERE {_VIEWS["past"][0]}) AS past
FROM placement d JOIN client c ON c.id = d.client JOIN staff_member s ON s.id = d.staff_member WHERE {_PLACEMENT_VISIBLE}
"""
_ENDING_UNTOLD = """
SELECT id FROM placement WHERE status <> 'cancelled' AND ends_on BETWEEN $1 AND $2 AND ending_told_for IS DISTINCT FROM ends_on
ORDER BY ends_on, id FOR UPDATE SKIP LOCKED
"""


def _placement(row: asyncpg.Record) -> PlacementDetail:
    status = PlacementStatus(row["status"])
    return PlacementDetail(
        **{
            **row,
            "status": status,
            "job_type": row["job_type"] and AgencyJobType(row["job_type"]),
            "phase": rules.phase(row["starts_on"], row["ends_on"], status, clock.today()),
        }
    )


async def get_placement(actor: Actor, placement_id: UUID) -> PlacementDetail:
    """One placement.

    Raises:
        NotFound: there is none, or it is neither the actor's council's nor the actor's own.
    """
    rows = await fetch(_ONE_PLACEMENT, *_scope(actor), placement_id)
    if not rows:
        raise NotFound
    return _placement(rows[0])


async def list_placements(actor: Actor, *, view: str = "active", cursor: str = "", size: int = PAGE_SIZE) -> Page[PlacementDetail]:
    """Placements of a view: active and upcoming, ending soon (first to end first), past.

    Raises:
        NotFound: there is no such view.
        InvalidInput: the cursor is not one of this list.
    """
    if view not in _VIEWS:
        raise NotFound
    condition, key, direction, beyond = _VIEWS[view]
    today = clock.today()
    values: list[Any] = [*_scope(actor), today, today + rules.ENDING_SOON]
    sql = f"{_PLACEMENT} AND {condition}"
    if cursor:
        day, last = decode_cursor(cursor, 2)
        values += _cursor_values(day, last)
        sql += f" AND ({key}, d.id) {beyond} ($6, $7)"
    rows = await fetch(f"{sql} ORDER BY {key} {direction}, d.id {direction} LIMIT {size + 1}", *values)
    return cut([_placement(row) for row in rows], size, key.removeprefix("d."), "id")


def _cursor_values(day: str, last: str) -> tuple[date, UUID]:
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None


async def tally(actor: Actor) -> Tally:
    """How many requests and placements there are behind each tab."""
    today = clock.today()
    rows = await fetch(_TALLY, *_scope(actor), today, today + rules.ENDING_SOON)
    return Tally(**rows[0])


async def lock_placement(actor: Actor, placement_id: UUID) -> Placement:
    """A placement, locked to the end of the transaction; raises as `get_placement`."""
    await get_placement(actor, placement_id)
    row = await Placement.objects().where(Placement.id == placement_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_ending_untold(first: date, last: date) -> list[UUID]:
    """Placements that end in a span of days and of whose last day nobody was reminded; locked, first to end first."""
    return [row["id"] for row in await fetch(_ENDING_UNTOLD, first, last)]


# --- matching

_PLACE = """
SELECT g.level, COALESCE(t.latitude, c.latitude) AS latitude, COALESCE(t.longitude, c.longitude) AS longitude
FROM team t JOIN client c ON c.id = t.client, grade g WHERE t.id = $1 AND g.id = $2
"""
# Everybody with what decides a match, in one query. The load of a person is highest on a day on which a placement starts
# (or on the first day asked for), so those days suffice. `$3` leaves one placement out, `$6` reads one person only.
_PEOPLE = """
WITH held AS (
  SELECT staff_member, GREATEST(starts_on, $1) AS starts_on, ends_on, fte FROM placement
  WHERE status <> 'cancelled' AND starts_on <= $2 AND ends_on >= $1 AND id IS DISTINCT FROM $3
), loads AS (
  SELECT b.staff_member, max(b.total) AS most FROM (
    SELECT a.staff_member, sum(h.fte) AS total
    FROM (SELECT DISTINCT staff_member, starts_on FROM held) a
    JOIN held h ON h.staff_member = a.staff_member AND a.starts_on BETWEEN h.starts_on AND h.ends_on
    GROUP BY a.staff_member, a.starts_on
  ) b GROUP BY b.staff_member
), skills AS (
  SELECT x.staff_member, array_agg(x.skill ORDER BY k.position) AS ids, array_agg(x.years ORDER BY k.position) AS years,
         array_agg(k.title ORDER BY k.position) AS titles
  FROM staff_skill x JOIN skill k ON k.id = x.skill GROUP BY x.staff_member
), checks AS (
  SELECT candidate, array_agg(kind ORDER BY kind) FILTER (WHERE status NOT IN ('clear', 'not_needed')) AS open,
         array_agg(kind ORDER BY kind) FILTER (
           -- Everybody renews their registration by 30 November (domain.md 5): it counts on the first day, the others to the last.
           WHERE status = 'clear' AND expires_on < CASE kind WHEN 'swe_registration' THEN $1 ELSE $2 END) AS lapsing
  FROM pre_employment_check GROUP BY candidate
)
SELECT s.id, s.reference, s.first_name, s.last_name, g.title AS grade_title, g.level, s.fte,
       COALESCE(k.ids, '{}') AS skill_ids, COALESCE(k.years, '{}') AS skill_years, COALESCE(k.titles, '{}') AS skill_titles,
       s.is_placeable, s.started_on, s.left_on, COALESCE(l.most, 0) AS load,
       COALESCE(c.open, '{}') AS open_checks, COALESCE(c.lapsing, '{}') AS lapsing_checks,
       COALESCE(i.reason, '') AS conflict, COALESCE(p.reason, '') AS turned_down, s.latitude, s.longitude
FROM staff_member s JOIN grade g ON g.id = s.grade
LEFT JOIN skills k ON k.staff_member = s.id
LEFT JOIN loads l ON l.staff_member = s.id
LEFT JOIN checks c ON c.candidate = s.candidate
LEFT JOIN staff_conflict i ON i.staff_member = s.id AND i.client = $4 AND (i.until IS NULL OR i.until >= $1)
LEFT JOIN proposal p ON p.staff_member = s.id AND p.placement_request = $5 AND p.status = 'declined'
WHERE $6::uuid IS NULL OR s.id = $6
"""


MATCHES = 20  # people on a page of those who fit
NAMED = 50  # people named of those whom one reason keeps out


async def need_of(request: RequestDetail) -> Need:
    """What decides a match for a request: a team's place, or its council's where it has none, and the level of the grade."""
    place = (await fetch(_PLACE, request.team_id, request.grade_id))[0]
    return Need(
        client_id=request.client_id,
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        fte=request.fte,
        skill_ids=frozenset(request.skill_ids),
        **place,
    )


def _person(row: asyncpg.Record) -> Person:
    values = dict(row)
    return Person(skills=dict(zip(values.pop("skill_ids"), values.pop("skill_years"), strict=True)), **values)


async def list_people(need: Need, *, request_id: UUID | None = None, without: UUID | None = None) -> list[Person]:
    """All staff as they are for a need; `without` leaves a placement out of their load, `request_id` knows who was turned down."""
    rows = await fetch(_PEOPLE, need.starts_on, need.ends_on, without, need.client_id, request_id, None)
    return [_person(row) for row in rows]


async def get_person(need: Need, staff_id: UUID, *, request_id: UUID | None = None, without: UUID | None = None) -> Person:
    """One staff member as they are for a need.

    Raises:
        NotFound: there is none.
    """
    rows = await fetch(_PEOPLE, need.starts_on, need.ends_on, without, need.client_id, request_id, staff_id)
    if not rows:
        raise NotFound
    return _person(rows[0])


async def matches(actor: Actor, request_id: UUID, cursor: str = "", *, size: int = MATCHES) -> Matches:
    """Who could fill a request, best first, and how many cannot, by reason; three queries, however many staff there are.

    The particulars of an exclusion are for operations; a council reads references, and of checks and conflicts the count alone.

    Raises:
        Forbidden: the actor neither chooses nor confirms.
        NotFound: there is no such request, or it is another council's.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require_any(Permission.PLACEMENTS_CHOOSE, Permission.PLACEMENTS_CONFIRM)
    request = await get_request(actor, request_id)
    need = await need_of(request)
    free: list[Person] = []
    kept_out: dict[Reason, list[tuple[Person, str]]] = {reason: [] for reason in Reason}
    for person in await list_people(need, request_id=request_id):
        found = rules.exclusion(need, person)
        if found:
            kept_out[found[0]].append((person, found[1]))
        else:
            free.append(person)
    sees_all = actor.can(Permission.PLACEMENTS_CONFIRM)
    after = _rank_key(cursor) if cursor else None
    ranked = [item for item in rules.rank(need, free) if after is None or item[0] > after]
    return Matches(
        request_id=request_id,
        ranked=[_match(person, score, picked=request.picked_id) for _, person, score in ranked[:size]],
        fit_count=len(free),
        next_cursor=encode_cursor(*ranked[size - 1][0]) if len(ranked) > size else "",
        excluded=[_excluded(reason, people, sees_all=sees_all) for reason, people in kept_out.items() if people],
    )


def _rank_key(cursor: str) -> rules.RankKey:
    points, miles, reference = decode_cursor(cursor, 3)
    try:
        return int(points), float(miles), reference
    except ValueError:
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None


def _match(person: Person, score: Score, *, picked: UUID | None) -> Match:
    return Match(
        staff_member_id=person.id,
        reference=person.reference,
        first_name=person.first_name,
        grade=person.grade_title,
        skills=person.skill_titles,
        distance=score.parts[-1].words,
        score=score.total,
        parts=score.parts,
        is_picked=person.id == picked,
    )


_NOBODY_ELSES_BUSINESS = frozenset({Reason.CHECKS, Reason.CONFLICT})


def _excluded(reason: Reason, people: list[tuple[Person, str]], *, sees_all: bool) -> Excluded:
    count = len(people)
    people = sorted(people, key=lambda item: item[0].reference)[:NAMED]
    if sees_all:
        lines = [f"{person.reference} {person.first_name} {person.last_name}: {detail}" for person, detail in people]
    elif reason in _NOBODY_ELSES_BUSINESS:
        lines = []
    else:
        lines = [person.reference for person, _ in people]
    return Excluded(reason=reason, text=rules.REASONS[reason], count=count, people=lines)
