"""What follows from a set of checks: ready or back to checks by what holds on the first day, and who is told in time."""

from datetime import date
from uuid import UUID

from prime.accounts import queries as accounts
from prime.accounts.permissions import Permission, Role
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.tables import Application, NextActor, Stage
from prime.checks import queries, rules
from prime.checks.schemas import Due
from prime.checks.tables import CheckKind, CheckReminder
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import lock, transactional
from prime.core.formats import govdate
from prime.notifications import service as notifications


@transactional
async def follow(actor: Actor, candidate_id: UUID) -> None:
    """Move the person's applications as the set stands on the first day of each: a step of what changes a check or that day."""
    for application in await candidates.lock_live_of(candidate_id, Stage.CHECKS, Stage.READY):
        waiting = await queries.waiting_for(candidate_id, await queries.needed_on(application.id))
        if waiting and application.stage == Stage.READY:
            await applications.move(actor, application.id, Stage.CHECKS, reason=f"Open: {_named(waiting)}")
        elif not waiting and application.stage == Stage.CHECKS and not await queries.has_open_conditions(application.id):
            await applications.move(actor, application.id, Stage.READY)
        if waiting:
            await _say_next(actor, application, waiting)


def _named(kinds: list[CheckKind]) -> str:
    return ", ".join(rules.GUIDES[kind].label for kind in kinds)


async def _say_next(actor: Actor, application: Application, waiting: list[CheckKind]) -> None:
    """Where all that is missing holds today and lapses before the first day, the next step is to renew it in time."""
    if await queries.waiting_for(application.candidate, clock.today()):
        return
    action = f"Renew before the first day: {_named(waiting)}"[:120]
    if application.next_action != action:
        ends = await queries.first_end(application.candidate, waiting)
        await applications.set_next_step(actor, application.id, next_actor=NextActor.OPERATIONS, action=action, due_on=ends)


@transactional
async def follow_all(actor: Actor) -> int:
    """Follow every set that no longer agrees with the stage of its application, as time has gone by; returns how many.

    Raises:
        Forbidden: the actor does not record checks.
    """
    actor.require(Permission.CHECKS_RECORD)
    astray = await queries.astray(clock.today())
    for candidate_id in astray:
        await lock(f"checks:{candidate_id}")
        await follow(actor, candidate_id)
    return len(astray)


@transactional
async def remind_due(actor: Actor) -> int:
    """Tell operations, in one message, of checks that lapse or must be looked at again soon, and the people whose own act it takes.

    Of each day of a check once. Returns how many.

    Raises:
        Forbidden: the actor does not record checks.
    """
    actor.require(Permission.CHECKS_RECORD)
    told = [due for due in await queries.list_unreminded(clock.today()) if await _is_first(due.id, due.due_on)]
    for due in told:
        await audit.record(actor, "checks.reminded", due.candidate_id, f"Told of a check: {_sentence(due)}")
        if due.is_own_renewal:
            await notifications.send(
                actor,
                "check_renewal",
                to=due.user_id,
                about=due.candidate_id,
                label="right to work" if due.kind is CheckKind.RIGHT_TO_WORK else due.label,
                ends=govdate(due.expires_on),
                is_staff=due.is_staff,
            )
    if told:
        for person in await accounts.members_with(Role.OPERATIONS, (await accounts.afc()).id):
            await notifications.send(actor, "checks_due", to=person.id, sentences=[_sentence(due) for due in told], path="/checks")
    return len(told)


async def _is_first(check_id: UUID, due_on: date) -> bool:
    new = CheckReminder(check_record=check_id, due_on=due_on, reminded_at=clock.now())
    return bool(await CheckReminder.insert(new).on_conflict(action="DO NOTHING").returning(CheckReminder.id))


def _sentence(due: Due) -> str:
    if due.is_override:
        return f"{due.name}: the override of {due.label} ends on {govdate(due.due_on)}"
    what = f"lapses on {govdate(due.due_on)}" if due.due_on == due.expires_on else f"is to be looked at again by {govdate(due.due_on)}"
    return f"{due.name}: {due.label} {what}"
