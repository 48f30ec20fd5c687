"""Steps that the commands on offers share: locks, whose turn it is, and who is told."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.tables import Application, NextActor, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.formats import datetime_london, govdate, money
from prime.documents import service as documents
from prime.notifications import service as notifications
from prime.offers import queries
from prime.offers.schemas import OfferDetail
from prime.offers.tables import Offer, OfferStatus, RequestOutcome, StartOutcome, StartProposal, TermsRequest

DAYS_TO_FOLLOW_UP = 3


async def lock_own(actor: Actor, offer_id: UUID) -> tuple[OfferDetail, Offer, Application]:
    """An offer that was made to the actor; whoever may read it and is not the candidate gets nothing to answer."""
    actor.require(Permission.OFFERS_ANSWER)
    application_id = (await queries.get_offer(actor, offer_id)).application_id
    application = await candidates.lock_own(actor, application_id)
    row = await queries.lock_offer(offer_id)
    return await queries.get_offer(actor, offer_id), row, application


async def lock_any(actor: Actor, offer_id: UUID) -> tuple[OfferDetail, Offer, Application]:
    """An offer for those who make them, behind its application."""
    application = await candidates.lock_application((await queries.get_offer(actor, offer_id)).application_id)
    row = await queries.lock_offer(offer_id)
    return await queries.get_offer(actor, offer_id), row, application


async def close(row: Offer, status: OfferStatus, reason: str = "") -> None:
    """End an offer; what was asked and not answered ends with it."""
    await row.update_self({Offer.status: status, Offer.answered_at: clock.now(), Offer.ended_reason: reason.strip()})
    await close_wishes(row.id)
    await StartProposal.update({StartProposal.outcome: StartOutcome.CLOSED, StartProposal.answered_at: clock.now()}).where(
        (StartProposal.offer == row.id) & (StartProposal.outcome == StartOutcome.OPEN)
    )


async def close_wishes(offer_id: UUID, outcome: RequestOutcome = RequestOutcome.CLOSED, actor: Actor | None = None) -> None:
    """What the candidate asked for needs no answer of its own any more."""
    await TermsRequest.update(
        {TermsRequest.outcome: outcome, TermsRequest.answered_at: clock.now(), TermsRequest.answered_by: actor.user_id if actor else None}
    ).where((TermsRequest.offer == offer_id) & (TermsRequest.outcome == RequestOutcome.OPEN))


async def next_step(actor: Actor, application_id: UUID, who: NextActor, action: str, due_on: date) -> None:
    """Say whose turn it is with the application."""
    await applications.set_next_step(actor, application_id, next_actor=who, action=action, due_on=due_on)


async def follow_up(actor: Actor, application: Application) -> None:
    """An offer that came to nothing is for operations to follow up, unless the application has ended meanwhile."""
    if application.stage == Stage.OFFER:
        due_on = clock.today() + timedelta(days=DAYS_TO_FOLLOW_UP)
        await next_step(actor, application.id, NextActor.OPERATIONS, "Make another offer, or end the application", due_on)


async def order(actor: Actor, offer: OfferDetail, context: Any) -> None:
    """Issue a paper about an offer, for the candidate and for operations."""
    await documents.order(
        actor,
        context=context,
        subject_type="application",
        subject_id=offer.application_id,
        audience=Permission.STAFF_MANAGE,
        person=offer.candidate_user_id,
    )


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


async def tell_candidate(actor: Actor, offer: OfferDetail, template: str, **more: Any) -> None:
    """Write to the person to whom the offer was made."""
    facts = {**_facts(offer), "is_afc": offer.is_afc, **more}
    await notifications.send(actor, template, to=offer.candidate_user_id, about=offer.application_id, **facts)


async def tell_writer(actor: Actor, offer: OfferDetail, template: str, **more: Any) -> None:
    """Write to whoever wrote the offer."""
    facts = {**_facts(offer), "candidate": offer.candidate_name, **more}
    await notifications.send(actor, template, to=offer.drafted_by_id, about=offer.application_id, **facts)
