"""The talent pool: asked, joined with consent, called to roles, told before it ends, left at any time (C6)."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import service as candidates
from prime.candidates.queries import find_candidate, get_candidate
from prime.candidates.rules import plain
from prime.candidates.tables import Candidate
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import govdate, plural
from prime.notifications import service as notifications
from prime.reference import queries as reference
from prime.reference.tables import RateKind
from prime.talent import queries, rules
from prime.talent.errors import NotForPool
from prime.talent.schemas import CallsOut
from prime.talent.tables import PoolCall, PoolMember, PoolSkill, PoolStatus
from prime.vacancies import queries as vacancies
from prime.vacancies.rules import takes_applications


async def _in(kind: RateKind) -> int:
    return int((await reference.rate_on(kind, clock.today())).value)


@transactional
async def ask_to_join(actor: Actor, candidate_id: UUID, *, origin: str) -> bool:
    """Ask a person whether they want to be in the pool; whether they were. Nobody is asked twice, whatever they answered.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such candidate.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    person = await get_candidate(SYSTEM, candidate_id)
    ends_on = clock.today() + timedelta(days=await _in(RateKind.POOL_ANSWER))
    new = PoolMember(id=uuid7(), candidate=candidate_id, status=PoolStatus.ASKED, origin=origin, ends_on=ends_on)
    if not await PoolMember.insert(new).on_conflict(action="DO NOTHING").returning(PoolMember.id):
        return False
    await audit.record(actor, "talent.asked_to_join", candidate_id, "Asked to join the talent pool", origin=origin)
    await notifications.send(actor, "pool_asked", to=person.user, about=new.id, origin=origin, answer_by=govdate(ends_on))
    return True


async def _self(actor: Actor) -> Candidate:
    actor.require(Permission.APPLICATIONS_OWN)
    person = await find_candidate(actor.user_id) if actor.user_id is not None else None
    if person is None:
        raise NotForPool("Sign in with the account of your application.")
    return person


@transactional
async def join_pool(actor: Actor, *, grade_id: UUID, place: str, skill_ids: Collection[UUID], version: str) -> None:
    """Join the pool with consent, change what one would like to hear of, or stay longer.

    Raises:
        Forbidden: the actor is no candidate.
        NotForPool: the actor is a link, no application of theirs has ended, or nobody asked them.
        InvalidInput: the text in force was not agreed to, or the level, the place or an area of practice is not one.
    """
    person = await _self(actor)
    await lock(f"pool:{person.id}")
    member = await queries.lock_member_of(person.id)
    if not rules.may_join(PoolStatus(member.status) if member else None, has_ended_application=await queries.has_ended_application(person.id)):
        raise NotForPool("It is for people whose application has come to an end. Yours goes on.")
    await _check(grade_id, place, skill_ids, version)
    now, ends_on = clock.now(), rules.months_after(clock.today(), await _in(RateKind.POOL_KEPT))
    if member is None:
        member = PoolMember(id=uuid7(), candidate=person.id, status=PoolStatus.ASKED, ends_on=ends_on)
        await member.save()
    M = PoolMember  # noqa: N806 - keeps the statement readable
    joined_at = member.joined_at if member.status == PoolStatus.MEMBER else now
    await member.update_self(
        {
            M.status: PoolStatus.MEMBER,
            M.grade: grade_id,
            M.place: plain(place),
            M.consent_version: version,
            M.joined_at: joined_at,
            M.ends_on: ends_on,
            M.warned_on: None,
            M.ended_at: None,
        }
    )
    await PoolSkill.delete().where(PoolSkill.member == member.id)
    if skill_ids:
        await PoolSkill.insert(*(PoolSkill(member=member.id, skill=skill_id) for skill_id in dict.fromkeys(skill_ids)))
    await candidates.record_consent(actor, person.id, rules.POOL_NOTICE)
    await audit.record(actor, "talent.joined", person.id, "Joined the talent pool, or stays in it", until=str(ends_on))
    await notifications.send(actor, "pool_joined", to=person.user, about=member.id, ends_on=govdate(ends_on))


async def _check(grade_id: UUID, place: str, skill_ids: Collection[UUID], version: str) -> None:
    faults = []
    if grade_id not in {grade.id for grade in await reference.list_grades()}:
        faults.append(("grade_id", "Select the level of role you are interested in"))
    if not 0 < len(plain(place)) <= rules.PLACE_MAX:
        faults.append(("place", f"Enter where you would work, in {rules.PLACE_MAX} characters or less"))
    if len(skill_ids) > rules.MOST_SKILLS or not set(skill_ids) <= {skill.id for skill in await reference.list_skills()}:
        faults.append(("skill_ids", "Select areas of practice from the list"))
    if version != rules.POOL_NOTICE.version:
        faults.append(("version", f"Agree to the text of the talent pool, version {rules.POOL_NOTICE.version}"))
    if faults:
        raise InvalidInput([{"pointer": f"/{name}", "detail": detail} for name, detail in faults])


@transactional
async def leave_pool(actor: Actor) -> None:
    """Leave the pool, or say that one will not join; what one wanted to hear of is forgotten. Nothing happens to whoever is not in it.

    Raises:
        Forbidden: the actor is no candidate.
        NotForPool: the actor is a link.
    """
    person = await _self(actor)
    member = await queries.lock_member_of(person.id)
    if member is None or member.status not in {PoolStatus.MEMBER, PoolStatus.ASKED}:
        return
    await _end(member, PoolStatus.LEFT)
    await audit.record(actor, "talent.left", person.id, "Left the talent pool")
    await notifications.send(actor, "pool_left", to=person.user, about=member.id)


async def _end(member: PoolMember, status: PoolStatus) -> None:
    M = PoolMember  # noqa: N806 - keeps the statement readable
    await PoolSkill.delete().where(PoolSkill.member == member.id)
    await M.update({M.status: status, M.ended_at: clock.now(), M.grade: None, M.place: ""}).where(M.id == member.id)


@transactional
async def call_members(actor: Actor, *, vacancy_id: UUID, member_ids: Collection[UUID], text: str = "") -> CallsOut:
    """Ask members to apply for a role; those who were asked before, have applied or are no longer in the pool are passed over.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such vacancy.
        InvalidInput: nobody or too many are chosen, the role is not open to everybody, or the text is too long.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    if not 0 < len(member_ids) <= rules.MOST_CALLED:
        raise InvalidInput.field("member_ids", f"Select between 1 and {rules.MOST_CALLED} people")
    if len(text) > rules.TEXT_MAX:
        raise InvalidInput.field("text", f"Your message must be {rules.TEXT_MAX:,} characters or less")
    vacancy = await vacancies.lock_vacancy(vacancy_id, share=True)
    is_open = takes_applications(vacancy.status, opens_on=vacancy.opens_on, closes_on=vacancy.closes_on, today=clock.today())
    if not is_open or not vacancy.is_public:
        raise InvalidInput.field("vacancy_id", "Select a role that is open to everybody")
    called = 0
    for member in await queries.lock_members(member_ids):
        if member.status != PoolStatus.MEMBER or member.ends_on < clock.today() or await queries.has_applied(member.candidate, vacancy_id):
            continue
        call = PoolCall(member=member.id, vacancy=vacancy_id, text=plain(text), called_by=actor.required_user_id, called_at=clock.now())
        try:
            async with transaction():
                await call.save()
        except asyncpg.UniqueViolationError:
            continue
        called += 1
        person = await get_candidate(SYSTEM, member.candidate)
        await notifications.send(
            actor,
            "pool_call",
            to=person.user,
            about=member.id,
            role=vacancy.title,
            place=vacancy.place,
            text=call.text,
            reference=vacancy.reference,
            answer_by=govdate(vacancy.closes_on) if vacancy.closes_on else "",
        )
    await audit.record(actor, "talent.called", vacancy_id, f"Asked {plural(called, 'person', 'people')} of the talent pool to apply")
    return CallsOut(called=called, passed_over=len(set(member_ids)) - called)


@transactional
async def end_places(actor: Actor) -> None:
    """Tell members that their place in the pool ends, and end those whose last day has passed.

    Raises:
        Forbidden: the actor does not manage applications.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    for member in await queries.lock_ending(last_day=clock.today() - timedelta(days=1), is_told=False):
        # Without a warning nobody drops out: after a long standstill they get the time that was promised.
        if member.status == PoolStatus.MEMBER and member.warned_on is None:
            continue
        await _end(member, PoolStatus.EXPIRED)
        await audit.record(actor, "talent.ended", member.candidate, "The place in the talent pool ended")
    warning = await _in(RateKind.POOL_WARNING)
    for member in await queries.lock_ending(last_day=clock.today() + timedelta(days=warning), is_told=True):
        ends_on = max(member.ends_on, clock.today() + timedelta(days=warning))
        await member.update_self({PoolMember.warned_on: clock.today(), PoolMember.ends_on: ends_on})
        person = await get_candidate(SYSTEM, member.candidate)
        await notifications.send(actor, "pool_ending", to=person.user, about=member.id, ends_on=govdate(ends_on))
