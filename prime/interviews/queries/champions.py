"""Reading champions: who they are, their hours, and the diaries that slots are computed from."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.core.formats import local
from prime.interviews import rules
from prime.interviews.rules import Diary, Hours, Span
from prime.interviews.schemas import Availability, ChampionSummary, HoursRow, OverrideRow, StretchRow
from prime.interviews.tables import Champion, DateOverride, WeeklyHours
from prime.reference import queries as reference
from prime.reference.tables import Division

RECENT = timedelta(days=28)

_CHAMPIONS = """
SELECT c.id, u.id AS user_id, trim(u.first_name || ' ' || u.last_name) AS name, c.home_team, c.accredited_until, c.levels, c.weekly_cap,
  (SELECT count(*) FROM panel_seat s WHERE s.champion = c.id AND s.busy_from >= $1 AND s.hold IS NULL) AS recent,
  EXISTS (SELECT FROM weekly_hours h WHERE h.champion = c.id) AS has_hours
FROM champion c JOIN app_user u ON u.id = c."user"
WHERE c.is_active AND u.active AND ($2::uuid[] IS NULL OR u.id = ANY($2))
ORDER BY u.last_name, u.first_name, c.id LIMIT 500
"""
_DIARIES = "SELECT * FROM champion WHERE id = ANY($1)"
_HOURS = "SELECT champion, weekday, starts_at, ends_at FROM weekly_hours WHERE champion = ANY($1) ORDER BY champion, weekday, starts_at"
_OVERRIDES = """
SELECT champion, held_on, starts_at, ends_at FROM date_override
WHERE champion = ANY($1) AND held_on BETWEEN $2 AND $3 ORDER BY champion, held_on, starts_at
"""
_BUSY = """
SELECT s.champion, true AS is_ours, s.busy_from, s.busy_to FROM panel_seat s LEFT JOIN slot_hold h ON h.id = s.hold
WHERE s.champion = ANY($1) AND s.busy_from < $3 AND s.busy_to > $2 AND COALESCE(s.interview, h.interview) IS DISTINCT FROM $4
  AND (h.id IS NULL OR h.expires_at > $5)
UNION ALL
SELECT c.id, false, b.starts_at, b.ends_at
FROM champion c JOIN calendar_subscription k ON k."user" = c."user" JOIN busy_time b ON b.subscription = k.id
WHERE c.id = ANY($1) AND b.starts_at < $3 AND b.ends_at > $2
"""


async def list_champions(actor: Actor, *, user_ids: Sequence[UUID] | None = None) -> list[ChampionSummary]:
    """Active champions by name, with their interviews of the last four weeks and to come; all or some.

    Raises:
        Forbidden: the actor does not work on interviews.
    """
    actor.require(Permission.INTERVIEWS_READ)
    since = clock.now() - RECENT
    rows = await fetch(_CHAMPIONS, since, None if user_ids is None else list(user_ids))
    return [ChampionSummary(**row) for row in rows]


async def get_summary(actor: Actor, champion_id: UUID) -> ChampionSummary:
    """One active champion; raises Forbidden as `list_champions`, and NotFound."""
    row = await Champion.objects().where(Champion.id == champion_id).first()
    found = await list_champions(actor, user_ids=[row.user]) if row else []
    if not found:
        raise NotFound
    return found[0]


async def own_champion(actor: Actor) -> Champion | None:
    """The actor's own profile, if they have begun one."""
    return await Champion.objects().where(Champion.user == actor.required_user_id).first()


async def get_champion(actor: Actor, champion_id: UUID) -> Champion:
    """A profile: one's own, or any for those who make up panels.

    Raises:
        NotFound: there is none, or it is not the actor's business.
    """
    row = await Champion.objects().where(Champion.id == champion_id).first()
    if row is None or not (actor.can(Permission.INTERVIEWS_READ) or row.user == actor.user_id):
        raise NotFound
    return row


async def lock_champion(actor: Actor, champion_id: UUID) -> Champion:
    """The actor's own profile, or anybody's for operations, locked to the end of the transaction; raises as `get_champion`."""
    row = await Champion.objects().where(Champion.id == champion_id).lock_rows("UPDATE").first()
    if row is None or not (row.user == actor.user_id or actor.can(Permission.APPLICATIONS_MANAGE)):
        raise NotFound
    return row


async def get_availability(actor: Actor, champion_id: UUID) -> Availability:
    """Settings, weekly hours and the date overrides from today on; raises as `get_champion`."""
    champion = await get_champion(actor, champion_id)
    hours = await WeeklyHours.objects().where(WeeklyHours.champion == champion_id).order_by(WeeklyHours.weekday, WeeklyHours.starts_at)
    rows = await (
        DateOverride.objects()
        .where((DateOverride.champion == champion_id) & (DateOverride.held_on >= clock.today()))
        .order_by(DateOverride.held_on, DateOverride.starts_at)
    )
    overrides: dict[date, list[DateOverride]] = defaultdict(list)
    for row in rows:
        overrides[row.held_on].append(row)
    return Availability(
        champion_id=champion.id,
        weekly_cap=champion.weekly_cap,
        buffer_minutes=champion.buffer_minutes,
        notice_hours=champion.notice_hours,
        horizon_days=champion.horizon_days,
        video_link=champion.video_link,
        home_team=champion.home_team,
        accredited_until=champion.accredited_until,
        levels=champion.levels,
        hours=[HoursRow(weekday=row.weekday, starts_at=row.starts_at, ends_at=row.ends_at) for row in hours],
        overrides=[
            OverrideRow(
                held_on=day,
                stretches=[StretchRow(starts_at=part.starts_at, ends_at=part.ends_at) for part in parts if part.starts_at],
                reason=parts[0].reason,
            )
            for day, parts in overrides.items()
        ],
    )


async def diaries(champion_ids: Sequence[UUID], first: date, last: date, *, besides: UUID | None = None, without_notice: bool = False) -> list[Diary]:
    """What decides when some champions can meet from one day to another; five queries, however many they are.

    An inactive champion has no hours. `besides` is an interview whose own seats and hold do not count.
    """
    ids = list(champion_ids)
    weeks = rules.midnight(rules.monday_of(first)), rules.midnight(rules.monday_of(last) + rules.WEEK)
    champions: dict[UUID, Any] = {row["id"]: row for row in await fetch(_DIARIES, ids)}
    hours: dict[UUID, list[Hours]] = defaultdict(list)
    for champion, *stretch in await fetch(_HOURS, ids):
        hours[champion].append(Hours(*stretch))
    overrides: dict[UUID, dict[date, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for champion, day, start, end in await fetch(_OVERRIDES, ids, first, last):
        overrides[champion][day] += [(start, end)] if start else []
    busy: dict[UUID, list[Span]] = defaultdict(list)
    booked: dict[UUID, Counter[date]] = defaultdict(Counter)
    for champion, is_ours, *span in await fetch(_BUSY, ids, *weeks, besides, clock.now()):
        busy[champion].append(Span(*span))
        if is_ours:
            booked[champion][rules.monday_of(local(span[0]).date())] += 1
    holidays: dict[str, frozenset[date]] = {}
    for division in {row["division"] for row in champions.values()}:
        days = await reference.bank_holidays(Division(division), first, last)
        holidays[division] = frozenset(holiday.held_on for holiday in days)
    return [
        Diary(
            hours=tuple(hours[champion_id]) if champion["is_active"] else (),
            overrides={day: tuple(parts) for day, parts in overrides[champion_id].items()} if champion["is_active"] else {},
            holidays=holidays[champion["division"]],
            busy=tuple(busy[champion_id]),
            booked=booked[champion_id],
            weekly_cap=champion["weekly_cap"],
            buffer=timedelta(minutes=champion["buffer_minutes"]),
            notice=timedelta() if without_notice else timedelta(hours=champion["notice_hours"]),
            horizon_days=champion["horizon_days"],
        )
        for champion_id, champion in ((champion_id, champions[champion_id]) for champion_id in ids)
    ]
