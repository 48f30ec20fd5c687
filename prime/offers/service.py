"""Commands on offers: make, accept, decline, withdraw; lapse and remind as time goes by."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import NextActor, Stage
from prime.checks import service as checks
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import datetime_london, govdate, local, money
from prime.core.references import next_reference
from prime.documents import service as documents
from prime.interviews import service as interviews
from prime.notifications import service as notifications
from prime.offers import contract, queries, rules
from prime.offers.errors import Lapsed, LiveOffer, NotOfferable
from prime.offers.schemas import OfferDetail
from prime.offers.tables import Offer, OfferStatus
from prime.reference.queries import rate_on
from prime.reference.tables import RateKind

DAYS_TO_FOLLOW_UP = 3


@transactional
async def make_offer(
    actor: Actor,
    application_id: UUID,
    *,
    role_title: str,
    grade_id: UUID,
    annual_amount: Decimal,
    weekly_hours: Decimal,
    place: str,
    starts_on: date,
    expires_at: datetime,
    employer_id: UUID | None = None,
    conditions: str = "",
) -> UUID:
    """Offer permanent employment, open for an answer until it expires; interviews still to come are cancelled (S13).

    Raises:
        Forbidden: the actor does not make offers.
        NotOfferable: the application is not at the offer stage.
        LiveOffer: the person has an offer that is not answered.
        InvalidInput: the terms are not sound.
    """
    actor.require(Permission.OFFERS_MAKE)
    row = await candidates.lock_application(application_id)
    if row.stage != Stage.OFFER:
        raise NotOfferable("An offer follows from the panel's decision.")
    await lock(f"offers:{row.candidate}")
    await _lapse_of(actor, row.candidate)
    application = await candidates.get_application(actor, application_id)
    rules.check_terms(
        annual_amount=annual_amount,
        weekly_hours=weekly_hours,
        starts_on=starts_on,
        expires_at=expires_at,
        band=(application.salary_from_amount, application.salary_to_amount),
        full_time_hours=(await rate_on(RateKind.WEEKLY_HOURS, starts_on)).value,
        now=clock.now(),
    )
    offer = Offer(
        id=uuid7(),
        reference=await next_reference("OFF"),
        application=application_id,
        candidate=row.candidate,
        employer=employer_id or application.employer_id,
        role_title=role_title.strip(),
        grade=grade_id,
        annual_amount=annual_amount,
        weekly_hours=weekly_hours,
        place=place.strip(),
        starts_on=starts_on,
        conditions=conditions.strip(),
        expires_at=expires_at,
        made_by=actor.required_user_id,
        made_at=clock.now(),
    )
    try:
        async with transaction():
            await offer.save()
    except asyncpg.UniqueViolationError:
        raise LiveOffer("Wait for the answer, or withdraw the offer there is.") from None
    except asyncpg.ForeignKeyViolationError:
        raise InvalidInput.field("grade", "Select a grade and an employer from the list") from None
    await interviews.cancel_upcoming(actor, application_id, reason="We have made you an offer")
    sentence = f"Offered {offer.role_title} at {money(annual_amount)} a year from {govdate(starts_on)}"
    await audit.record(actor, "offers.made", application_id, sentence, offer=offer.id)
    await _next(actor, application_id, NextActor.CANDIDATE, "Answer the offer", local(expires_at).date())
    detail = await queries.get_offer(actor, offer.id)
    await _tell_candidate(actor, detail, "offer_made")
    if expires_at - rules.REMIND_BEFORE > clock.now():
        await outbox.enqueue("offers.send_reminder", at=expires_at - rules.REMIND_BEFORE, offer_id=offer.id)
    offer_id: UUID = offer.id
    return offer_id


@transactional
async def accept(actor: Actor, offer_id: UUID, typed_name: str) -> None:
    """Accept an offer by typing one's name: the checks are opened and the contract is made.

    Where a council is the employer it issues the contract itself.

    Raises:
        NotFound: it is not the actor's offer.
        Lapsed, AlreadyAnswered: it cannot be answered any more.
        InvalidInput: the name is not the candidate's.
    """
    offer, row = await _lock_own(actor, offer_id)
    now = clock.now()
    rules.check_open(OfferStatus(row.status), row.expires_at, now=now)
    rules.check_name(typed_name, offer.candidate_name)
    name = " ".join(typed_name.split())
    changes: dict[Any, Any] = {Offer.status: OfferStatus.ACCEPTED, Offer.answered_at: now, Offer.accepted_name: name, Offer.accepted_ip: actor.ip}
    try:
        async with transaction():
            await row.update_self(changes)
    except asyncpg.CheckViolationError:
        raise Lapsed("The time to answer is over. Contact us if you still want the role.") from None
    await candidates_service.move(actor, offer.application_id, Stage.CHECKS, reason="Accepted the offer")
    await checks.open_set(actor, offer.candidate_id)
    if offer.is_afc:
        await documents.order(
            actor,
            context=await contract.facts(offer, accepted_name=name, accepted_at=now, ip=actor.ip),
            subject_type="application",
            subject_id=offer.application_id,
            audience=Permission.STAFF_MANAGE,
            person=offer.candidate_user_id,
        )
    await audit.record(actor, "offers.accepted", offer.application_id, f"Accepted the offer {offer.reference} as {name}", offer=offer_id)
    await _tell_candidate(actor, offer, "offer_accepted")
    await _tell_maker(actor, offer, "offer_answered", is_accepted=True, reason="")


@transactional
async def decline(actor: Actor, offer_id: UUID, reason: str) -> None:
    """Say no to an offer, and why; operations may make another one or end the application.

    Raises:
        NotFound: it is not the actor's offer.
        Lapsed, AlreadyAnswered: it cannot be answered any more.
        InvalidInput: there is no reason.
    """
    offer, row = await _lock_own(actor, offer_id)
    rules.check_open(OfferStatus(row.status), row.expires_at, now=clock.now())
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter why you decline the offer")
    await _close(row, OfferStatus.DECLINED, reason)
    await audit.record(actor, "offers.declined", offer.application_id, f"Declined the offer {offer.reference}: {reason.strip()}", offer=offer_id)
    await _follow_up(actor, offer.application_id)
    await _tell_maker(actor, offer, "offer_answered", is_accepted=False, reason=reason.strip())


@transactional
async def withdraw(actor: Actor, offer_id: UUID, reason: str) -> None:
    """Take back an offer that is not answered; the candidate reads why.

    Raises:
        Forbidden: the actor does not make offers.
        NotFound: there is no such offer.
        Lapsed, AlreadyAnswered: there is nothing to take back any more.
        InvalidInput: there is no reason.
    """
    actor.require(Permission.OFFERS_MAKE)
    offer, row = await _lock(actor, offer_id)
    rules.check_open(OfferStatus(row.status), row.expires_at, now=clock.now())
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter why the offer is withdrawn. The candidate reads it")
    await _withdraw(actor, offer, row, reason.strip())
    await _follow_up(actor, offer.application_id)


@transactional
async def withdraw_live(actor: Actor, application_id: UUID, *, reason: str) -> None:
    """Take back what is still open of an application that has ended: a step of its end."""
    await candidates.lock_application(application_id)
    for offer in (await queries.list_offers(actor, application_id=application_id, status=OfferStatus.MADE)).items:
        await _withdraw(actor, offer, await queries.lock_offer(offer.id), reason)


async def _withdraw(actor: Actor, offer: OfferDetail, row: Offer, reason: str) -> None:
    await _close(row, OfferStatus.WITHDRAWN, reason)
    await audit.record(actor, "offers.withdrawn", offer.application_id, f"Withdrew the offer {offer.reference}: {reason}", offer=offer.id)
    await _tell_candidate(actor, offer, "offer_withdrawn", reason=reason)


@transactional
async def lapse(actor: Actor, offer_id: UUID) -> None:
    """Close an offer whose time is over, and tell both sides; one that is not open any more stays as it is."""
    offer, row = await _lock(actor, offer_id)
    if row.status == OfferStatus.MADE and row.expires_at < clock.now():
        await _lapse(actor, offer, row)
        await _follow_up(actor, offer.application_id)


async def _lapse_of(actor: Actor, candidate_id: UUID) -> None:
    """Close what the periodic job has not reached, so that it does not stand in the way of a new offer."""
    rows = await Offer.objects().where((Offer.candidate == candidate_id) & (Offer.status == OfferStatus.MADE)).lock_rows("UPDATE")
    for row in rows:
        if row.expires_at < clock.now():
            await _lapse(actor, await queries.get_offer(actor, row.id), row)


async def _lapse(actor: Actor, offer: OfferDetail, row: Offer) -> None:
    await row.update_self({Offer.status: OfferStatus.LAPSED})
    await audit.record(actor, "offers.lapsed", offer.application_id, f"The offer {offer.reference} has lapsed", offer=offer.id)
    await _tell_candidate(actor, offer, "offer_lapsed")


@transactional
async def remind(actor: Actor, offer_id: UUID) -> None:
    """Remind the candidate of an offer that still waits for an answer (M4)."""
    offer = await queries.get_offer(actor, offer_id)
    if offer.is_live:
        await _tell_candidate(actor, offer, "offer_reminder")


async def _lock_own(actor: Actor, offer_id: UUID) -> tuple[OfferDetail, Offer]:
    """An offer that was made to the actor; whoever may read it and is not the candidate gets nothing to answer."""
    actor.require(Permission.OFFERS_ANSWER)
    application_id = (await queries.get_offer(actor, offer_id)).application_id
    await candidates.lock_own(actor, application_id)
    row = await queries.lock_offer(offer_id)
    return await queries.get_offer(actor, offer_id), row


async def _lock(actor: Actor, offer_id: UUID) -> tuple[OfferDetail, Offer]:
    application_id = (await queries.get_offer(actor, offer_id)).application_id
    await candidates.lock_application(application_id)
    row = await queries.lock_offer(offer_id)
    return await queries.get_offer(actor, offer_id), row


async def _close(row: Offer, status: OfferStatus, reason: str) -> None:
    await row.update_self({Offer.status: status, Offer.answered_at: clock.now(), Offer.ended_reason: reason.strip()})


async def _next(actor: Actor, application_id: UUID, who: NextActor, action: str, due_on: date) -> None:
    await candidates_service.set_next_step(actor, application_id, next_actor=who, action=action, due_on=due_on)


async def _follow_up(actor: Actor, application_id: UUID) -> None:
    if (await candidates.lock_application(application_id)).stage != Stage.OFFER:
        return  # it has ended meanwhile, and nobody's turn is next
    due_on = clock.today() + timedelta(days=DAYS_TO_FOLLOW_UP)
    await _next(actor, application_id, NextActor.OPERATIONS, "Make another offer, or end the application", due_on)


def _facts(offer: OfferDetail) -> dict[str, Any]:
    return {
        "offer_id": offer.id,
        "reference": offer.reference,
        "role": offer.role_title,
        "employer": offer.employer_name,
        "salary": money(offer.annual_amount),
        "starts_on": govdate(offer.starts_on),
        "answer_by": datetime_london(offer.expires_at),
    }


async def _tell_candidate(actor: Actor, offer: OfferDetail, template: str, **more: Any) -> None:
    facts = {**_facts(offer), "is_afc": offer.is_afc, **more}
    await notifications.send(actor, template, to=offer.candidate_user_id, about=offer.application_id, **facts)


async def _tell_maker(actor: Actor, offer: OfferDetail, template: str, **more: Any) -> None:
    facts = {**_facts(offer), "candidate": offer.candidate_name, **more}
    await notifications.send(actor, template, to=offer.made_by_id, about=offer.application_id, **facts)
