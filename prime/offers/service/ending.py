"""Offers that end without an answer: withdrawn by us, or past their time."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.tables import RejectReason
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.errors import InvalidInput
from prime.core.settings import settings
from prime.offers import queries, rules
from prime.offers.schemas import OfferDetail
from prime.offers.service import _steps
from prime.offers.tables import Offer, OfferStatus


@transactional
async def withdraw(actor: Actor, offer_id: UUID, reason: str) -> None:
    """Take back an offer that is not answered, or an accepted one of which a condition is not met; the candidate reads why.

    The end of an accepted offer ends the application too.

    Raises:
        Forbidden: the actor does not make offers.
        NotFound: there is no such offer.
        Lapsed, AlreadyAnswered: there is nothing to take back any more.
        InvalidInput: there is no reason.
        IllegalMove: the person has started.
    """
    actor.require(Permission.OFFERS_MAKE)
    offer, row, application = await _steps.lock_any(actor, offer_id)
    if not (offer.is_broken or offer.is_draft):
        rules.check_open(OfferStatus(row.status), row.expires_at, now=clock.now())
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter why the offer is withdrawn. The candidate reads it")
    await _withdraw(actor, offer, row, reason.strip())
    if offer.is_broken:
        await applications.reject(actor, application.id, reason=RejectReason.OTHER, detail=reason, tell=False)
    await _steps.follow_up(actor, application)


@transactional
async def withdraw_live(actor: Actor, application_id: UUID, *, reason: str) -> None:
    """Take back what is still open of an application that has ended: a step of its end."""
    await candidates.lock_application(application_id)
    for status in (OfferStatus.DRAFTED, OfferStatus.MADE):
        for offer in (await queries.list_offers(actor, application_id=application_id, status=status)).items:
            await _withdraw(actor, offer, await queries.lock_offer(offer.id), reason)


async def _withdraw(actor: Actor, offer: OfferDetail, row: Offer, reason: str) -> None:
    await _steps.close(row, OfferStatus.WITHDRAWN, reason)
    await audit.record(actor, "offers.withdrawn", offer.application_id, f"Withdrew the offer {offer.reference}: {reason}", offer=offer.id)
    if offer.made_at:
        await _steps.tell_candidate(actor, offer, "offer_withdrawn", reason=reason, support_email=settings().support_email)


@transactional
async def lapse(actor: Actor, offer_id: UUID) -> None:
    """Close an offer whose time is over, and tell both sides; one that is not open any more stays as it is."""
    offer, row, application = await _steps.lock_any(actor, offer_id)
    if row.status == OfferStatus.MADE and row.expires_at < clock.now():
        await _lapse(actor, offer, row)
        await _steps.follow_up(actor, application)


@transactional
async def lapse_in_the_way(actor: Actor, *, candidate_id: UUID, vacancy_id: UUID) -> None:
    """Close what the periodic job has not reached, so that it does not stand in the way of a new offer: a step of making one."""
    for offer_id in await queries.lapsing(candidate_id=candidate_id, vacancy_id=vacancy_id):
        row = await queries.lock_offer(offer_id)
        if row.status == OfferStatus.MADE:
            await _lapse(actor, await queries.get_offer(actor, offer_id), row)


async def _lapse(actor: Actor, offer: OfferDetail, row: Offer) -> None:
    await row.update_self({Offer.status: OfferStatus.LAPSED})
    await _steps.close_wishes(row.id)
    await audit.record(actor, "offers.lapsed", offer.application_id, f"The offer {offer.reference} has lapsed", offer=offer.id)
    await _steps.tell_candidate(actor, offer, "offer_lapsed")
