"""Reading for the overview and the invariants: few queries, each of one kind of figure, whatever the size of the data."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.clients.rules import agency_share
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.reporting import rules
from prime.reporting.invariants import AREAS
from prime.reporting.schemas import Activity, CouncilShare, Ending, Event, Finding, Overview, SharePoint, Story, Tiles
from prime.reporting.tables import InvariantResult

P = Permission

_SNAPSHOTS = """
SELECT c.id AS client_id, c.name AS client, c.organisation, w.taken_on, w.permanent_fte, w.agency_fte
FROM client c JOIN workforce_snapshot w ON w.client = c.id
WHERE c.is_owner AND w.taken_on >= $1 AND w.permanent_fte + w.agency_fte > 0 ORDER BY c.name, w.taken_on
"""
_EVENTS = """
SELECT (SELECT min(applied_at) AT TIME ZONE 'Europe/London' FROM application)::date AS prime,
       (SELECT min(starts_on) FROM placement WHERE status <> 'cancelled') AS placing
"""
_COUNCILS = """
SELECT c.id AS client_id, c.name AS client, c.is_owner, w.taken_on, w.permanent_fte, w.agency_fte, COALESCE(p.fte, 0.00) AS afc_fte
FROM client c
JOIN LATERAL (SELECT * FROM workforce_snapshot WHERE client = c.id ORDER BY taken_on DESC LIMIT 1) w ON true
LEFT JOIN LATERAL (
  SELECT sum(fte) AS fte FROM placement
  WHERE client = c.id AND client_reports_as_agency AND status <> 'cancelled' AND $1 BETWEEN starts_on AND ends_on
) p ON true
ORDER BY c.is_owner DESC, c.name
"""
_TILES = """
SELECT
  (SELECT count(*) FROM placement WHERE status <> 'cancelled' AND $1 BETWEEN starts_on AND ends_on) AS active_placements,
  (SELECT count(*) FROM placement WHERE status <> 'cancelled' AND starts_on <= $1 AND ends_on BETWEEN $1 AND $2) AS ending_placements,
  ARRAY(SELECT (SELECT count(*) FROM placement WHERE status <> 'cancelled' AND day::date BETWEEN starts_on AND ends_on)
        FROM generate_series($1::date - 77, $1::date, interval '7 days') day ORDER BY day) AS active_by_week,
  (SELECT count(*) FROM staff_member WHERE started_on <= $1 AND (left_on IS NULL OR left_on >= $1)) AS staff_in_post,
  (SELECT count(*) FROM staff_member WHERE is_placeable AND started_on <= $1 AND (left_on IS NULL OR left_on >= $1)) AS staff_placeable,
  ARRAY(SELECT (SELECT count(*) FROM staff_member WHERE started_on <= day::date AND (left_on IS NULL OR left_on >= day::date))
        FROM generate_series($1::date - interval '11 months', $1::date, interval '1 month') day ORDER BY day) AS staff_by_month,
  (SELECT count(*) FROM conversion_case WHERE stage = 'converted' AND ended_at >= $1::date - interval '1 year') AS converted
"""
_DAYS = """
SELECT date_trunc('month', o.answered_at AT TIME ZONE 'Europe/London')::date AS month, count(*) AS offers,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM o.answered_at - a.applied_at) / 86400) AS days
FROM offer o JOIN application a ON a.id = o.application
WHERE o.status = 'accepted' AND o.answered_at >= $1 GROUP BY GROUPING SETS ((1), ()) ORDER BY 1
"""
_UNBILLED = """
SELECT count(*) AS weeks, COALESCE(sum(round(t.total_hours * p.hourly_amount, 2)), 0.00) AS amount
FROM timesheet t JOIN placement p ON p.id = t.placement WHERE t.status = 'approved' AND t.total_hours > 0
"""
_ENDING = """
SELECT p.id AS placement_id, s.first_name || ' ' || s.last_name AS worker, g.title AS role, c.name AS client, m.name AS team,
       p.ends_on, p.hourly_amount, p.ends_on - $1::date AS days_left
FROM placement p JOIN staff_member s ON s.id = p.staff_member JOIN grade g ON g.id = p.grade
JOIN client c ON c.id = p.client JOIN team m ON m.id = p.team
WHERE p.status <> 'cancelled' AND p.starts_on <= $1 AND p.ends_on BETWEEN $1 AND $2 ORDER BY p.ends_on, worker, p.id
"""
# The newest of those two of each kind that came last, so that one busy day does not hide everything else.
_ACTIVITY = """
SELECT at, actor_name, action, record_id, summary FROM (
  SELECT e.* FROM unnest($1::text[]) AS wanted (action) CROSS JOIN LATERAL (
    SELECT id, at, actor_name, action, record_id, summary FROM audit_entry WHERE action = wanted.action ORDER BY id DESC LIMIT 2
  ) e
) newest ORDER BY id DESC LIMIT $2
"""
ACTIVITIES = 7


async def overview(actor: Actor, *, client_id: UUID | None = None) -> Overview:
    """The workforce overview with the story of one owner council: the one asked for, else the one that came furthest.

    Raises:
        Forbidden: the actor reads no reports.
        NotFound: there is no such owner council with figures.
    """
    actor.require(P.REPORTS_READ)
    today = clock.today()
    stories = await _stories(today)
    if client_id is not None and client_id not in {story.client_id for story in stories}:
        raise NotFound
    told = max(stories, key=lambda story: (story.client_id == client_id, story.first.share - story.last.share), default=None)
    councils = [_council(row) for row in await fetch(_COUNCILS, today)]
    permanent, agency = sum((row.permanent_fte for row in councils), Decimal(0)), sum((row.agency_fte for row in councils), Decimal(0))
    until = today + timedelta(days=rules.ENDING_DAYS)
    return Overview(
        tiles=await _tiles(actor, today, until),
        story=told,
        owners=[(story.client_id, story.client) for story in stories],
        councils=councils,
        permanent_fte=permanent,
        agency_fte=agency,
        share=agency_share(permanent, agency),
        afc_fte=sum((row.afc_fte for row in councils), Decimal(0)),
        ending=[Ending(**row) for row in await fetch(_ENDING, today, until)] if actor.can(P.PLACEMENTS_READ) else [],
        activity=await activity(actor),
    )


async def _stories(today: date) -> list[Story]:
    """Every owner council with two figures or more in the years shown."""
    rows = await fetch(_SNAPSHOTS, today.replace(day=1, year=today.year - rules.YEARS_SHOWN))
    [began] = await fetch(_EVENTS)
    by_client: dict[UUID, list[asyncpg.Record]] = {}
    for row in rows:
        by_client.setdefault(row["client_id"], []).append(row)
    return [
        Story(
            client_id=client_id,
            client=found[0]["client"],
            points=[_point(row) for row in found],
            events=_events([row["taken_on"] for row in found], [("AfC Prime starts", began["prime"]), ("First placements", began["placing"])]),
            target=rules.TARGET_SHARE,
        )
        for client_id, found in by_client.items()
        if len(found) > 1
    ]


def _point(row: asyncpg.Record) -> SharePoint:
    share = agency_share(row["permanent_fte"], row["agency_fte"])
    return SharePoint(taken_on=row["taken_on"], permanent_fte=row["permanent_fte"], agency_fte=row["agency_fte"], share=share or Decimal(0))


def _events(days: list[date], dated: list[tuple[str, date | None]]) -> list[Event]:
    """Each event at the first figures after it, where the line shows both sides of it."""
    found = [Event(next((index for index, day in enumerate(days) if on <= day), 0), text) for text, on in dated if on]
    return [event for event in found if event.index > 0]


def _council(row: asyncpg.Record) -> CouncilShare:
    return CouncilShare(**row, share=agency_share(row["permanent_fte"], row["agency_fte"]))


async def _tiles(actor: Actor, today: date, until: date) -> Tiles:
    [counts] = await fetch(_TILES, today, until)
    recent: dict[str, Any] = {"days_to_accept": None, "accepted_offers": 0}
    for row in await fetch(_DAYS, clock.now() - timedelta(days=rules.RECENT_DAYS)):
        if row["month"] is None and row["offers"]:
            recent = {"days_to_accept": round(row["days"]), "accepted_offers": row["offers"]}
    months = await fetch(_DAYS, clock.now() - timedelta(days=365))
    [unbilled] = await fetch(_UNBILLED) if actor.can(P.INVOICES_READ) else [{"weeks": None, "amount": None}]
    return Tiles(
        **counts,
        **recent,
        days_by_month=[round(row["days"]) for row in months if row["month"] is not None],
        unbilled_weeks=unbilled["weeks"],
        unbilled_amount=unbilled["amount"],
    )


async def activity(actor: Actor, limit: int = ACTIVITIES) -> list[Activity]:
    """What happened of late that the actor's role covers, newest first."""
    told = {action: how for action, how in rules.TOLD.items() if actor.can(how.permission)}
    found = []
    for row in await fetch(_ACTIVITY, list(told), limit):
        how = told[row["action"]]
        title, text = rules.headline(how, row["actor_name"], row["summary"])
        found.append(Activity(at=row["at"], title=title, text=text, href=how.href.format(record=row["record_id"]), link=how.link))
    return found


async def findings(actor: Actor) -> list[Finding]:
    """Every invariant with what the last look at it found, in the order of the code.

    Raises:
        Forbidden: the actor does not read the audit trail.
    """
    actor.require(P.AUDIT_READ)
    known = {row.name: row for row in await InvariantResult.objects()}
    return [_finding(area, name, sentence, known.get(name)) for area, group in AREAS for name, sentence, *_ in group]


def _finding(area: str, name: str, sentence: str, row: InvariantResult | None) -> Finding:
    return Finding(
        area=area,
        name=name,
        sentence=sentence,
        broken=row.broken if row else 0,
        examples=[(what, why) for what, why in json.loads(row.examples)] if row else [],
        checked_at=row.checked_at if row else None,
        broken_since=row.broken_since if row else None,
    )
