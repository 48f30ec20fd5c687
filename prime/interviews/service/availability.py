"""A champion's profile, weekly hours and date overrides."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts import queries as accounts
from prime.accounts.permissions import Permission, Role
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import clock_time, govdate, plural
from prime.interviews import queries, rules
from prime.interviews.errors import HoursOverlap
from prime.interviews.rules import Hours
from prime.interviews.tables import Champion, DateOverride, WeeklyHours
from prime.notifications import service as notifications
from prime.reference import queries as reference


@transactional
async def create_champion(actor: Actor, *, user_id: UUID | None = None, home_team: str = "") -> UUID:
    """Begin a champion's profile: one's own, or somebody's for operations; a second time gives the first one.

    Raises:
        Forbidden: the actor neither is a champion nor manages applications.
    """
    if user_id is None or user_id == actor.user_id:
        actor.require(Permission.AVAILABILITY_EDIT)
        user_id = actor.required_user_id
    else:
        actor.require(Permission.APPLICATIONS_MANAGE)
    await lock(f"champion-of:{user_id}")
    known = await Champion.objects().where(Champion.user == user_id).first()
    if known is not None:
        return known.id
    champion = Champion(id=uuid7(), user=user_id, home_team=home_team)
    await champion.save()
    await audit.record(actor, "interviews.champion_created", champion.id, "Began the profile of a champion")
    return champion.id


@transactional
async def save_profile(
    actor: Actor,
    champion_id: UUID,
    *,
    weekly_cap: int,
    buffer_minutes: int,
    notice_hours: int,
    horizon_days: int,
    home_team: str = "",
    video_link: str = "",
) -> None:
    """Say how many interviews, how close together, how soon and how far ahead. What is booked stays.

    Raises:
        NotFound: it is not the actor's profile.
        InvalidInput: a number is out of its range.
    """
    actor.require_any(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)
    champion = await queries.lock_champion(actor, champion_id)
    values: dict[Any, Any] = {
        Champion.weekly_cap: weekly_cap,
        Champion.buffer_minutes: buffer_minutes,
        Champion.notice_hours: notice_hours,
        Champion.horizon_days: horizon_days,
        Champion.home_team: home_team,
        Champion.video_link: video_link,
    }
    try:
        async with transaction():
            await champion.update_self(values)
    except asyncpg.CheckViolationError:
        raise InvalidInput.field("weekly_cap", "One of these numbers is out of its range.") from None
    await audit.record(actor, "interviews.profile_saved", champion_id, "Changed the settings of availability")


@transactional
async def save_accreditation(
    actor: Actor, champion_id: UUID, *, accredited_until: date | None, levels: Collection[int] = (), home_team: str = ""
) -> None:
    """Record until when a champion's safer-recruitment training is valid, and for which grade levels they may interview.

    Where it ends earlier than before, operations are told which interviews have nobody accredited now (N7).

    Raises:
        Forbidden: only operations keep it.
        NotFound: there is no such champion.
        InvalidInput: there is no grade of such a level.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    await lock(f"champion:{champion_id}")
    champion = await queries.lock_champion(actor, champion_id)
    wanted = sorted(set(levels))
    if not {grade.level for grade in await reference.list_grades()}.issuperset(wanted):
        raise InvalidInput.field("levels", "Select roles from the list")
    before = champion.accredited_until
    await champion.update_self({Champion.accredited_until: accredited_until, Champion.levels: wanted, Champion.home_team: home_team.strip()})
    until = f"until {govdate(accredited_until)}" if accredited_until else "no longer"
    await audit.record(actor, "interviews.accreditation_saved", champion_id, f"Accredited {until}", levels=wanted)
    if before is not None and (accredited_until is None or accredited_until < before):
        await _tell_operations(actor, champion_id, accredited_until)


async def _tell_operations(actor: Actor, champion_id: UUID, until: date | None) -> None:
    name = (await queries.get_summary(actor, champion_id)).name
    sentences = [
        f"{row.reference}: {row.candidate_name}, {rules.in_words(row.starts_at, row.minutes) if row.starts_at else 'no time chosen yet'}"
        for row in await queries.list_unaccredited(actor, champion_id)
    ]
    for person in await accounts.members_with(Role.OPERATIONS, (await accounts.afc()).id):
        await notifications.send(
            actor,
            "accreditation_shortened",
            to=person.id,
            champion=name,
            champion_id=champion_id,
            until=govdate(until) if until else "",
            sentences=sentences,
        )


@transactional
async def save_weekly_hours(actor: Actor, champion_id: UUID, hours: Iterable[Hours]) -> None:
    """Replace the hours of every week. What is booked stays.

    Raises:
        NotFound: it is not the actor's profile.
        InvalidInput: a stretch ends before it begins.
        HoursOverlap: two stretches of one day overlap.
    """
    actor.require_any(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)
    await queries.lock_champion(actor, champion_id)
    wanted = sorted(hours)
    for stretch in wanted:
        _check_order(stretch.starts_at, stretch.ends_at)
    rows = [WeeklyHours(champion=champion_id, weekday=row.weekday, starts_at=row.starts_at, ends_at=row.ends_at) for row in wanted]
    try:
        async with transaction():
            await WeeklyHours.delete().where(WeeklyHours.champion == champion_id)
            if rows:
                await WeeklyHours.insert(*rows)
    except asyncpg.ExclusionViolationError:
        raise HoursOverlap("Two stretches of one day overlap.") from None
    await audit.record(actor, "interviews.hours_saved", champion_id, f"Saved the weekly hours: {plural(len(rows), 'stretch', 'stretches')}")


@transactional
async def save_override(
    actor: Actor,
    champion_id: UUID,
    first_on: date,
    stretches: Sequence[tuple[time, time]] = (),
    *,
    last_on: date | None = None,
    reason: str = "",
) -> None:
    """Put other hours, or none, in place of the weekly ones from one date to another. What is booked stays.

    Raises:
        NotFound: it is not the actor's profile.
        InvalidInput: the dates are past, in the wrong order or too many, or a stretch ends before it begins.
        HoursOverlap: two of the stretches overlap.
    """
    actor.require_any(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)
    await queries.lock_champion(actor, champion_id)
    days = rules.override_days(first_on, last_on or first_on, today=clock.today())
    for stretch in stretches:
        _check_order(*stretch)
    parts: list[tuple[time | None, time | None]] = [*stretches] or [(None, None)]
    rows = [DateOverride(champion=champion_id, held_on=day, starts_at=start, ends_at=end, reason=reason) for day in days for start, end in parts]
    try:
        async with transaction():
            await DateOverride.delete().where((DateOverride.champion == champion_id) & DateOverride.held_on.is_in(days))
            await DateOverride.insert(*rows)
    except asyncpg.ExclusionViolationError:
        raise HoursOverlap("Two of these times overlap.") from None
    said = ", ".join(f"{clock_time(start)} to {clock_time(end)}" for start, end in stretches) or "not available"
    until = f" to {govdate(days[-1])}" if len(days) > 1 else ""
    await audit.record(actor, "interviews.override_saved", champion_id, f"{govdate(days[0])}{until}: {said}")


@transactional
async def remove_override(actor: Actor, champion_id: UUID, held_on: date) -> None:
    """Go back to the weekly hours on a date.

    Raises:
        NotFound: it is not the actor's profile.
    """
    actor.require_any(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)
    await queries.lock_champion(actor, champion_id)
    await DateOverride.delete().where((DateOverride.champion == champion_id) & (DateOverride.held_on == held_on))
    await audit.record(actor, "interviews.override_removed", champion_id, f"{govdate(held_on)}: the weekly hours again")


@transactional
async def deactivate_champion(actor: Actor, user_id: UUID) -> None:
    """Offer no more times of somebody who has left, if they were a champion; a step of off-boarding."""
    champion = await Champion.objects().where(Champion.user == user_id).first()
    if champion is not None:
        await champion.update_self({Champion.is_active: False})
        await audit.record(actor, "interviews.champion_deactivated", user_id, "Offers no more times for interviews")


def _check_order(starts_at: time, ends_at: time) -> None:
    if starts_at >= ends_at:
        raise InvalidInput.field("hours", f"{clock_time(starts_at)} to {clock_time(ends_at)} ends before it begins.")
