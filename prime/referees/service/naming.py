"""Naming referees: asking the candidate for them, adding one, taking one back."""

from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates.rules import BLIND_STAGES, FINAL, plain
from prime.candidates.tables import Application, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.notifications import service as notifications
from prime.referees import queries, rules
from prime.referees.errors import NotAskedYet, SameReferee, WrongStep
from prime.referees.schemas import RefereeIn
from prime.referees.service._steps import tell_candidate_another_is_needed
from prime.referees.tables import Referee, RefereeCall, RefereeStatus


@transactional
async def call(actor: Actor, application_id: UUID) -> None:
    """Ask a candidate for their referees before an offer is accepted.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such application.
        OwnApplication: it is the actor's own.
        WrongStep: the application is still being screened, or has ended.
    """
    actor.require(Permission.CHECKS_RECORD)
    application = await candidates.lock_for_work(actor, application_id)
    if Stage(application.stage) in BLIND_STAGES | FINAL:
        raise WrongStep("Referees are asked for after the screening decision and before the first day.")
    await _open_call(actor, application)


@transactional
async def open_call(actor: Actor, application_id: UUID) -> None:
    """Ask a candidate for their referees: a step of the acceptance of an offer. Once for each person."""
    await _open_call(actor, await candidates.lock_application(application_id))


async def _open_call(actor: Actor, application: Application) -> None:
    await lock(f"referees:{application.candidate}")
    if await queries.is_called(application.candidate):
        return
    await RefereeCall(id=uuid7(), candidate=application.candidate, application=application.id, called_at=clock.now()).save()
    user_id, role = await candidates.addressee(application.id)
    await audit.record(actor, "referees.called", application.id, "Asked for referees")
    await notifications.send(actor, "referees_wanted", to=user_id, about=application.id, role=role, needed=rules.NEEDED)


@transactional
async def name_referee(actor: Actor, application_id: UUID, named: RefereeIn) -> UUID:
    """Name a referee: by the candidate who was asked to, or by operations for them.

    Raises:
        NotFound: the application is not the actor's business.
        NotAskedYet: the candidate has not been asked.
        WrongStep: the application has ended, or there are referees enough.
        SameReferee: this person was named already.
        InvalidInput: with every field that is wrong.
    """
    actor.require_any(Permission.APPLICATIONS_OWN, Permission.CHECKS_RECORD)
    if application_id in await candidates.own_application_ids(actor):
        application = await candidates.lock_own(actor, application_id)
        if not await queries.is_called(application.candidate):
            raise NotAskedYet("We write to you when we need them.")
    else:
        if not actor.can(Permission.CHECKS_RECORD):
            raise NotFound
        application = await candidates.lock_for_work(actor, application_id)
    if Stage(application.stage) in BLIND_STAGES | FINAL:
        raise WrongStep("Referees are named after the screening decision and before the first day.")
    await lock(f"referees:{application.candidate}")
    _, own_name, own_email = await queries.person_of(application.candidate)
    named = rules.checked_referee(named, own_name=own_name, own_email=own_email, today=clock.today())
    await _refuse_known(application.candidate, named)
    referee = Referee(
        id=uuid7(),
        candidate=application.candidate,
        application=application_id,
        name=named.name,
        job_title=named.job_title,
        organisation=named.organisation,
        email=named.email,
        relationship=named.relationship,
        worked_from=named.worked_from,
        worked_to=named.worked_to,
        is_latest=named.is_latest,
        named_at=clock.now(),
    )
    try:
        async with transaction():
            await referee.save()
    except asyncpg.UniqueViolationError:
        raise _same() from None
    await audit.record(actor, "referees.named", application_id, f"Named {named.name}, {named.organisation}, as a referee", referee=referee.id)
    referee_id: UUID = referee.id
    return referee_id


async def _refuse_known(candidate_id: UUID, named: RefereeIn) -> None:
    known = await Referee.objects().where((Referee.candidate == candidate_id) & (Referee.status != RefereeStatus.DROPPED))
    if len(known) >= rules.MOST_NAMED:
        raise WrongStep(f"There are {rules.MOST_NAMED} referees already. Ask us before you name more.")
    who = (rules.folded(named.name), rules.folded(named.organisation))
    if any(row.email == named.email or (rules.folded(row.name), rules.folded(row.organisation)) == who for row in known):
        raise _same()


def _same() -> SameReferee:
    return SameReferee("Name somebody else: the references must come from different people.")


@transactional
async def drop(actor: Actor, referee_id: UUID, *, reason: str) -> None:
    """Do without a referee: the candidate before anybody was asked, operations until the reference is accepted.

    Where operations do, the candidate is told why and asked for another.

    Raises:
        NotFound: the referee is not the actor's business.
        WrongStep: it is too late.
        InvalidInput: there is no reason.
    """
    actor.require_any(Permission.APPLICATIONS_OWN, Permission.CHECKS_RECORD)
    found = await queries.get_referee(actor, referee_id)
    reason = plain(reason)
    if not reason:
        raise InvalidInput.field("reason", "Enter why")
    is_own = found.application_id in await candidates.own_application_ids(actor)
    if is_own:
        await candidates.lock_own(actor, found.application_id)
    else:
        await candidates.lock_for_work(actor, found.application_id)
    referee = await queries.lock_referee(referee_id)
    rules.check_step("drop", RefereeStatus(referee.status))
    if is_own and referee.status != RefereeStatus.NAMED:
        raise WrongStep("We have written to them already. Contact us.")
    await referee.update_self({Referee.status: RefereeStatus.DROPPED, Referee.status_detail: reason, Referee.draft: ""})
    await audit.record(actor, "referees.dropped", found.application_id, f"Does without the referee {found.name}: {reason}", referee=referee_id)
    if not is_own:
        await tell_candidate_another_is_needed(actor, referee, why=reason)
