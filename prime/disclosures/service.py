"""Commands on self-disclosures: ask, answer, review, remind, delete. The audit trail notes that, never what."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts import queries as account_queries
from prime.accounts import service as accounts
from prime.accounts.permissions import Permission, Role
from prime.accounts.tables import TokenPurpose
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates.rules import FINAL
from prime.candidates.tables import Application, Stage
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import Forbidden, NotFound
from prime.core.settings import settings
from prime.disclosures import queries, rules
from prime.disclosures.errors import AlreadyAsked, NotOpen, NotShortlisted
from prime.disclosures.schemas import DisclosureIn, ReviewIn
from prime.disclosures.tables import DisclosureStatus, Finding, SelfDisclosure
from prime.notifications import service as notifications


@transactional
async def ask(actor: Actor, application_id: UUID) -> UUID:
    """Ask a shortlisted candidate to disclose, by a link in an e-mail or signed in.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such application.
        OwnApplication: it is the actor's own.
        NotShortlisted: it is not between the shortlist and the first day.
        AlreadyAsked: the candidate was asked before.
    """
    actor.require(Permission.CHECKS_RECORD)
    application = await candidates.lock_for_work(actor, application_id)
    if Stage(application.stage) not in rules.ASKED_AT:
        raise NotShortlisted("Ask after the screening decision and the first conversation, and before everything is clear.")
    return await _ask(actor, application_id)


@transactional
async def ask_shortlisted(actor: Actor, application_id: UUID) -> None:
    """Ask somebody who has just been shortlisted, unless they were asked or are no longer shortlisted.

    Raises:
        Forbidden: only the job asks by itself.
        NotFound: there is no such application.
    """
    if actor is not SYSTEM:
        raise Forbidden
    application = await candidates.lock_application(application_id)
    if Stage(application.stage) in rules.ASKED_AT and not await queries.is_asked(application_id):
        await _ask(actor, application_id)


async def _ask(actor: Actor, application_id: UUID) -> UUID:
    disclosure = SelfDisclosure(id=uuid7(), application=application_id, asked_by=actor.user_id, asked_at=clock.now())
    try:
        async with transaction():
            await disclosure.save()
    except asyncpg.UniqueViolationError:
        raise AlreadyAsked("They are reminded once.") from None
    await audit.record(actor, "disclosures.asked", application_id, "Asked for a self-disclosure")
    await _write(actor, disclosure, "self_disclosure_asked")
    disclosure_id: UUID = disclosure.id
    return disclosure_id


async def _write(actor: Actor, disclosure: SelfDisclosure, template: str) -> None:
    """An e-mail with a link of its own; those before it go on working."""
    token = await accounts.mint_token(
        actor,
        purpose=TokenPurpose.RECORD,
        life=timedelta(days=(await queries.periods(clock.today())).link_days),
        permissions=(Permission.DISCLOSURES_GIVE,),
        record_id=disclosure.id,
        is_single_use=False,
        keep_older=True,
    )
    user_id, role = await candidates.addressee(disclosure.application)
    link = f"{settings().base_url}/self-disclosure/{token}"
    await notifications.send(actor, template, to=user_id, about=disclosure.application, secret_link=link, role=role)


@transactional
async def remind(actor: Actor, application_id: UUID) -> None:
    """Remind a candidate who has not answered, once."""
    disclosure = await queries.lock_disclosure(application_id)
    if disclosure.status == DisclosureStatus.ASKED and disclosure.reminded_at is None:
        await disclosure.update_self({SelfDisclosure.reminded_at: clock.now()})
        await _write(actor, disclosure, "self_disclosure_reminder")


@transactional
async def disclose(actor: Actor, application_id: UUID, given: DisclosureIn) -> None:
    """Send one's own answers, once.

    Raises:
        NotFound: it is not the actor's application, or they were not asked.
        NotOpen: the answers were sent, or the application has ended.
        InvalidInput: with every field that is wrong.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    await _disclose(actor, await candidates.lock_own(actor, application_id), given)


@transactional
async def disclose_by_link(actor: Actor, given: DisclosureIn) -> None:
    """Send one's answers as the holder of the link; raises as `disclose`."""
    actor.require(Permission.DISCLOSURES_GIVE)
    if actor.record_id is None:
        raise NotFound
    application = await candidates.lock_application(await queries.application_of(actor.record_id))
    await _disclose(actor, application, given)


async def _disclose(actor: Actor, application: Application, given: DisclosureIn) -> None:
    disclosure = await queries.lock_disclosure(application.id)
    if Stage(application.stage) in FINAL:
        raise NotOpen("The application has ended, so there is nothing to answer any more.")
    if disclosure.status != DisclosureStatus.ASKED:
        raise NotOpen("We have your answers. Contact us if there is more to say.")
    given = rules.checked(given)
    await disclosure.update_self(
        {
            SelfDisclosure.status: DisclosureStatus.SENT,
            SelfDisclosure.answers: json.dumps(msgspec.to_builtins(given.answers)),
            SelfDisclosure.signed_name: given.signed_name,
            SelfDisclosure.sent_at: clock.now(),
        }
    )
    await audit.record(actor, "disclosures.sent", application.id, "Sent the self-disclosure")
    user_id, role = await candidates.addressee(application.id)
    await notifications.send(actor, "self_disclosure_received", to=user_id, about=application.id, role=role)
    facts: dict[str, Any] = {"role": role, "reference": application.reference, "application_id": application.id}
    for reader in await _readers(disclosure):
        await notifications.send(actor, "self_disclosure_in", to=reader, about=application.id, **facts)


async def _readers(disclosure: SelfDisclosure) -> list[UUID]:
    """Whoever asked, or operations where the shortlist did."""
    if disclosure.asked_by is not None:
        return [disclosure.asked_by]
    return [person.id for person in await account_queries.members_with(Role.OPERATIONS, (await account_queries.afc()).id)]


@transactional
async def review(actor: Actor, application_id: UUID, given: ReviewIn) -> None:
    """Note what the answers mean, once; where there is something to discuss, the lead of the panel and the candidate are told what.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such disclosure.
        OwnApplication: it is the actor's own.
        NotOpen: there is nothing to read, or it was read.
        InvalidInput: it does not say what is to be discussed, or what the concern is.
    """
    actor.require(Permission.CHECKS_RECORD)
    await candidates.lock_for_work(actor, application_id)
    disclosure = await queries.lock_disclosure(application_id)
    if disclosure.status != DisclosureStatus.SENT:
        raise NotOpen("It has been read already." if disclosure.status == DisclosureStatus.REVIEWED else "The candidate has not answered yet.")
    given = rules.checked_review(given)
    await disclosure.update_self(
        {
            SelfDisclosure.status: DisclosureStatus.REVIEWED,
            SelfDisclosure.finding: given.finding,
            SelfDisclosure.discussion: given.discussion,
            SelfDisclosure.note: given.note,
            SelfDisclosure.reviewed_by: actor.required_user_id,
            SelfDisclosure.reviewed_at: clock.now(),
        }
    )
    await audit.record(actor, "disclosures.reviewed", application_id, "Read the self-disclosure")
    user_id, role = await candidates.addressee(application_id)
    facts: dict[str, Any] = {"role": role, "discussion": given.discussion}
    await notifications.send(
        actor,
        "self_disclosure_read",
        to=user_id,
        about=application_id,
        is_clear=given.finding is Finding.NOTHING,
        support_email=settings().support_email,
        **facts,
    )
    if given.finding is Finding.DISCUSS:
        for lead in await queries.leads_of(application_id):
            await notifications.send(actor, "self_disclosure_discuss", to=lead, about=application_id, role=role, application_id=application_id)


@transactional
async def delete_outdated(actor: Actor) -> None:
    """Delete the disclosures of those who did not join, some months after their applications ended.

    Raises:
        Forbidden: only the job deletes.
    """
    if actor is not SYSTEM:
        raise Forbidden
    outdated = await queries.outdated(clock.today())
    if outdated:
        await SelfDisclosure.delete().where(SelfDisclosure.id.is_in(outdated))
        await audit.record(actor, "disclosures.deleted", None, f"Deleted {len(outdated)} outdated self-disclosures")
