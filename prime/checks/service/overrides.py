"""Overrides: somebody starts although a check is not clear, asked for by one person and granted by another."""

from datetime import date
from uuid import UUID

import asyncpg

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.audit import service as audit
from prime.checks import queries, rules
from prime.checks.errors import NoOverride, NotOverridable, OverrideExists, SamePerson
from prime.checks.service import following
from prime.checks.tables import Check, CheckKind, CheckOverride, CheckStatus, OverrideStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import govdate
from prime.notifications import service as notifications


@transactional
async def request_override(actor: Actor, check_id: UUID, *, application_id: UUID, reason: str, condition: str, expires_on: date) -> UUID:
    """Ask a second person to let somebody start without a check, on a condition and until a day; the others of operations are told.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        NotOverridable: the law lets nobody start without it, or it is clear.
        OverrideExists: one is asked for or granted already.
        InvalidInput: there is no reason or condition, or the last day is out of bounds.
    """
    check = await queries.lock_for_work(actor, check_id)
    kind, today = CheckKind(check.kind), clock.today()
    if rules.GUIDES[kind].never_without:
        raise NotOverridable(rules.GUIDES[kind].never_without)
    if check.status in {CheckStatus.CLEAR, CheckStatus.NOT_NEEDED}:
        raise NotOverridable("It is clear. Where it lapses, look again and record what you find.")
    last = await queries.last_override_day(application_id)
    faults = rules.override_faults(reason=reason, condition=condition, expires_on=expires_on, today=today, last=last)
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": sentence} for field, sentence in faults.items()])
    override = CheckOverride(
        id=uuid7(),
        check_record=check_id,
        reason=reason.strip(),
        condition=condition.strip(),
        expires_on=expires_on,
        requested_by=actor.required_user_id,
        requested_at=clock.now(),
    )
    try:
        async with transaction():
            await override.save()
    except asyncpg.UniqueViolationError:
        raise OverrideExists("Decide on it, or end it, before you ask for another.") from None
    label = rules.GUIDES[kind].label
    await audit.record(actor, "checks.override_requested", check.candidate, f"{label}: asked for an override until {govdate(expires_on)}", kind=kind)
    for person in await accounts.members_with(Role.OPERATIONS, (await accounts.afc()).id):
        if person.id != actor.user_id:
            path = f"/candidates/{application_id}/checks/{kind}/override"
            await notifications.send(actor, "override_requested", to=person.id, about=check.candidate, label=label, asked_by=actor.name, path=path)
    return override.id


@transactional
async def grant_override(actor: Actor, check_id: UUID) -> None:
    """Let somebody start without a check, as the second person.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        NoOverride: none is asked for, or its last day is over.
        SamePerson: the actor asked for it, or recorded the check.
    """
    check = await queries.lock_for_work(actor, check_id)
    override = await queries.lock_override(check_id, OverrideStatus.REQUESTED)
    if override is None or override.expires_on < clock.today():
        raise NoOverride("No override of this check is asked for.")
    if actor.required_user_id in {override.requested_by, check.checker}:
        raise SamePerson("Whoever asked for it or recorded the check cannot grant it. Ask a colleague.")
    await _decide(actor, override, OverrideStatus.GRANTED)
    sentence = f"Granted an override until {govdate(override.expires_on)}, on the condition: {override.condition}"
    await _record(actor, check, "checks.override_granted", sentence)


@transactional
async def refuse_override(actor: Actor, check_id: UUID, *, reason: str) -> None:
    """Say no to an override that is asked for, or take one's own request back.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        NoOverride: none is asked for.
        InvalidInput: there is no reason.
    """
    check = await queries.lock_for_work(actor, check_id)
    override = await queries.lock_override(check_id, OverrideStatus.REQUESTED)
    if override is None:
        raise NoOverride("No override of this check is asked for.")
    await _decide(actor, override, OverrideStatus.REFUSED, _needed(reason))
    await _record(actor, check, "checks.override_refused", f"Refused the override: {reason.strip()}")


@transactional
async def end_override(actor: Actor, check_id: UUID, *, reason: str) -> None:
    """End an override before its last day; somebody who was ready is back at checks.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        NoOverride: none is granted.
        InvalidInput: there is no reason.
    """
    check = await queries.lock_for_work(actor, check_id)
    override = await queries.lock_override(check_id, OverrideStatus.GRANTED)
    if override is None:
        raise NoOverride("No override of this check is granted.")
    await override.update_self({CheckOverride.status: OverrideStatus.ENDED, CheckOverride.ended_reason: _needed(reason)})
    await _record(actor, check, "checks.override_ended", f"Ended the override: {reason.strip()}")


@transactional
async def end_with_new_finding(actor: Actor, check: Check) -> None:
    """End what was granted or asked for on an earlier finding: a step of recording a check again."""
    override = await queries.lock_override(check.id, OverrideStatus.REQUESTED, OverrideStatus.GRANTED)
    if override is not None:
        await override.update_self({CheckOverride.status: OverrideStatus.ENDED, CheckOverride.ended_reason: "The check was recorded again"})
        await audit.record(actor, "checks.override_ended", check.candidate, "Ended the override: the check was recorded again", kind=check.kind)


def _needed(reason: str) -> str:
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter the reason")
    return reason.strip()


async def _decide(actor: Actor, override: CheckOverride, status: OverrideStatus, reason: str = "") -> None:
    await override.update_self(
        {
            CheckOverride.status: status,
            CheckOverride.decided_by: actor.required_user_id,
            CheckOverride.decided_at: clock.now(),
            CheckOverride.ended_reason: reason,
        }
    )


async def _record(actor: Actor, check: Check, action: str, sentence: str) -> None:
    await audit.record(actor, action, check.candidate, f"{rules.GUIDES[CheckKind(check.kind)].label}: {sentence}", kind=check.kind)
    await following.follow(actor, check.candidate)
