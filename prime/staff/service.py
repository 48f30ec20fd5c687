"""Commands on staff: make somebody staff, say what they can do and where they may not work, end an employment."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

import asyncpg

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission, Role
from prime.accounts.queries import afc
from prime.audit import service as audit
from prime.candidates import service as candidates
from prime.candidates.tables import Stage
from prime.clients.tables import Client
from prime.conversions import service as conversions
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.core.formats import govdate
from prime.core.references import next_reference
from prime.notifications import service as notifications
from prime.reference.queries import rate_on
from prime.reference.tables import RateKind
from prime.staff import queries, rules
from prime.staff.errors import AlreadyStaff, ChecksOpen, ConflictExists, EmploymentEnded, NotReady, StillPlaced
from prime.staff.schemas import Ready
from prime.staff.tables import StaffConflict, StaffMember, StaffSkill, StaffStatus

LONDON = "E12000007"


@transactional
async def onboard(actor: Actor, application_id: UUID, *, skills: Mapping[UUID, int] | None = None, is_placeable: bool | None = None) -> UUID:
    """Make a candidate staff on the terms of the accepted offer, with the role to sign in as such, and welcome them.

    Raises:
        NotFound: there is no such application.
        NotReady: it is not at the stage "ready", or no offer was accepted.
        ChecksOpen: a pre-employment check is open, failed, or lapses before the first day.
        AlreadyStaff: the person is staff already.
    """
    actor.require(Permission.STAFF_MANAGE)
    await lock(f"onboard:{application_id}")
    ready = await queries.get_ready(application_id)
    if await StaffMember.exists().where(StaffMember.candidate == ready.candidate_id):
        raise AlreadyStaff(f"{ready.name} is staff already.")
    if ready.offer_id is None:
        raise NotReady("No offer has been accepted.")
    if ready.waiting:
        raise ChecksOpen(ready.waiting)
    if ready.stage != Stage.READY:
        raise NotReady(f"The application is at the stage “{ready.stage}”.")
    staff_id = await _insert(ready, is_placeable)
    await _write_skills(staff_id, skills or {})
    await accounts.create_user(
        actor, email=ready.email, first_name=ready.first_name, last_name=ready.last_name, role=Role.STAFF, organisation_id=(await afc()).id
    )
    await candidates.move(actor, application_id, Stage.STARTED)
    await conversions.mark_converted(actor, application_id)
    await audit.record(actor, "staff.onboarded", staff_id, f"{ready.name} became staff of {ready.employer}", application=application_id)
    await outbox.emit("staff.onboarded", staff_id=staff_id)
    await notifications.send(
        actor,
        "staff_welcome",
        to=ready.user_id,
        about=staff_id,
        role_title=ready.role_title,
        employer=ready.employer,
        starts_on=govdate(ready.starts_on),
    )
    return staff_id


async def _insert(ready: Ready, is_placeable: bool | None) -> UUID:  # noqa: FBT001 - unset, yes or no
    if is_placeable is None:
        is_placeable = rules.is_placed_by_default(employer_is_afc=ready.employer_is_afc, is_home_post=ready.is_home_post)
    if is_placeable and not ready.employer_is_afc:
        raise InvalidInput.field("is_placeable", f"{ready.employer} employs {ready.name}, so AfC cannot place them")
    member = StaffMember(
        id=uuid7(),
        reference=await next_reference("STF"),
        user=ready.user_id,
        candidate=ready.candidate_id,
        application=ready.application_id,
        offer=ready.offer_id,
        employer=ready.employer_id,
        first_name=ready.first_name,
        last_name=ready.last_name,
        role_title=ready.role_title,
        grade=ready.grade_id,
        annual_amount=ready.annual_amount,
        weekly_hours=ready.weekly_hours,
        fte=await _fte(ready),
        swe_number=ready.swe_number,
        is_placeable=is_placeable,
        started_on=ready.starts_on,
        postcode=ready.postcode,
        latitude=ready.latitude,
        longitude=ready.longitude,
    )
    try:
        async with transaction():
            await member.save()
    except asyncpg.CheckViolationError as refusal:
        if refusal.constraint_name != "staff_member_is_cleared":
            raise
        # A check was reopened between our look and the write.
        raise ChecksOpen((await queries.get_ready(ready.application_id)).waiting) from None
    except asyncpg.UniqueViolationError:
        raise AlreadyStaff(f"{ready.name} is staff already.") from None
    return member.id


async def _fte(ready: Ready) -> Decimal:
    in_london = await Client.exists().where((Client.organisation == ready.employer_id) & (Client.region_code == LONDON))
    kind = RateKind.WEEKLY_HOURS_LONDON if in_london else RateKind.WEEKLY_HOURS
    if ready.weekly_hours is None or ready.starts_on is None:
        raise NotReady("The offer has no hours or no first day.")
    return rules.fte(ready.weekly_hours, (await rate_on(kind, ready.starts_on)).value)


async def _write_skills(staff_id: UUID, skills: Mapping[UUID, int]) -> None:
    unknown = await queries.unknown_skills(list(skills))
    if unknown:
        raise InvalidInput.field("skills", f"There is no practice area {unknown[0]}.")
    before = await queries.skills_of(staff_id)
    gone = [skill_id for skill_id in before if skill_id not in skills]
    if gone:
        await StaffSkill.delete().where((StaffSkill.staff_member == staff_id) & StaffSkill.skill.is_in(gone))
    for skill_id, years in skills.items():
        if skill_id not in before:
            await StaffSkill(staff_member=staff_id, skill=skill_id, years=years).save()
        elif before[skill_id] != years:
            await StaffSkill.update({StaffSkill.years: years}).where((StaffSkill.staff_member == staff_id) & (StaffSkill.skill == skill_id))


@transactional
async def set_skills(actor: Actor, staff_id: UUID, skills: Mapping[UUID, int]) -> None:
    """Say what somebody can do: years by practice area, replacing what was said before; one's own, or anybody's for operations.

    Raises:
        NotFound: there is no such person, or it is somebody else.
        InvalidInput: a practice area does not exist, or years are not between 0 and 60.
    """
    actor.require_any(Permission.STAFF_MANAGE, Permission.STAFF_OWN)
    member = await queries.lock_staff(staff_id)
    if not actor.can(Permission.STAFF_MANAGE) and member.user != actor.user_id:
        raise NotFound
    if any(not 0 <= years <= rules.MOST_YEARS for years in skills.values()):
        raise InvalidInput.field("skills", f"Years must be a whole number between 0 and {rules.MOST_YEARS}")
    await _write_skills(staff_id, skills)
    await audit.record(actor, "staff.skills_set", staff_id, f"Skills: {len(skills)} practice areas", years={str(k): v for k, v in skills.items()})


@transactional
async def set_placeable(actor: Actor, staff_id: UUID, *, is_placeable: bool) -> None:
    """Say whether AfC places somebody with councils.

    Raises:
        NotFound: there is no such person.
        InvalidInput: a council employs them.
        StillPlaced: a placement goes on.
    """
    actor.require(Permission.STAFF_MANAGE)
    member = await queries.lock_staff(staff_id)
    if is_placeable and member.employer != (await afc()).id:
        raise InvalidInput.field("is_placeable", "A council employs this person, so AfC cannot place them")
    if not is_placeable:
        await _refuse_placed(staff_id, clock.today())
    await member.update_self({StaffMember.is_placeable: is_placeable})
    summary = "Placed with councils" if is_placeable else "No longer placed with councils"
    await audit.record(actor, "staff.placeable_set", staff_id, summary)


async def _refuse_placed(staff_id: UUID, day: date) -> None:
    until = await queries.placed_after(staff_id, day)
    if until is not None:
        raise StillPlaced(f"A placement goes on until {govdate(until)}. End it first.")


@transactional
async def add_conflict(actor: Actor, staff_id: UUID, *, client_id: UUID, reason: str, until: date | None = None) -> UUID:
    """Note why somebody may not be placed with a council, for ever or until a day; matching leaves them out.

    Raises:
        NotFound: there is no such person.
        InvalidInput: there is no such council, or no reason.
        ConflictExists: one with this council is noted already.
    """
    actor.require(Permission.STAFF_MANAGE)
    await queries.lock_staff(staff_id)
    client = await Client.objects().where(Client.id == client_id).first()
    if client is None:
        raise InvalidInput.field("client_id", "Select a council from the list")
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter a reason")
    conflict = StaffConflict(id=uuid7(), staff_member=staff_id, client=client_id, reason=reason.strip(), until=until)
    try:
        async with transaction():
            await conflict.save()
    except asyncpg.UniqueViolationError:
        raise ConflictExists(f"A conflict with {client.name} is noted already. Remove it first.") from None
    await audit.record(actor, "staff.conflict_added", staff_id, f"May not be placed with {client.name}", conflict=conflict.id, until=until)
    return conflict.id


@transactional
async def remove_conflict(actor: Actor, staff_id: UUID, conflict_id: UUID) -> None:
    """Take back a conflict of interest; what it said stays in the audit trail.

    Raises:
        NotFound: the person has none of that id.
    """
    actor.require(Permission.STAFF_MANAGE)
    await queries.lock_staff(staff_id)
    conflict = await queries.get_conflict(staff_id, conflict_id)
    await StaffConflict.delete().where(StaffConflict.id == conflict_id)
    await audit.record(
        actor, "staff.conflict_removed", staff_id, "May be placed with a council again", client=conflict.client, reason=conflict.reason
    )


@transactional
async def end_employment(actor: Actor, staff_id: UUID, *, left_on: date, reason: str) -> None:
    """Set the last day of an employment; the person counts as having left from the day after.

    Raises:
        NotFound: there is no such person.
        EmploymentEnded: they have left already.
        InvalidInput: the last day lies before the first.
        StillPlaced: a placement goes on after the last day.
    """
    actor.require(Permission.STAFF_MANAGE)
    member = await queries.lock_staff(staff_id)
    if member.status == StaffStatus.LEFT:
        raise EmploymentEnded(f"The last day was {govdate(member.left_on)}.")
    if left_on < member.started_on:
        raise InvalidInput.field("left_on", f"Last day must be {govdate(member.started_on)} or later")
    await _refuse_placed(staff_id, left_on)
    status = StaffStatus.LEFT if left_on < clock.today() else StaffStatus.ACTIVE
    await member.update_self({StaffMember.left_on: left_on, StaffMember.status: status})
    await audit.record(actor, "staff.employment_ended", staff_id, f"Last day {govdate(left_on)}: {reason}")
    await outbox.emit("staff.employment_ended", staff_id=staff_id)


@transactional
async def note_leavers(actor: Actor) -> int:
    """Mark those whose last day has passed as having left; returns how many."""
    rows = await (
        StaffMember.update({StaffMember.status: StaffStatus.LEFT})
        .where((StaffMember.status == StaffStatus.ACTIVE) & (StaffMember.left_on < clock.today()))
        .returning(StaffMember.id, StaffMember.left_on)
    )
    for row in rows:
        await audit.record(actor, "staff.left", row["id"], f"Left on {govdate(row['left_on'])}")
    return len(rows)
