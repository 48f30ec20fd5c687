"""Other terms than were offered: the candidate asks, operations revise the offer or keep it."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates.tables import NextActor
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import local
from prime.offers import rules
from prime.offers.errors import NothingAsked, RequestOpen
from prime.offers.service import _steps
from prime.offers.tables import OfferStatus, RequestOutcome, TermsRequest

DAYS_TO_ANSWER = 2


@transactional
async def request_terms(
    actor: Actor,
    offer_id: UUID,
    *,
    text: str,
    annual_amount: Decimal | None = None,
    weekly_hours: Decimal | None = None,
    starts_on: date | None = None,
) -> UUID:
    """Ask for other terms before answering; the offer stands meanwhile, with its time to answer.

    Raises:
        NotFound: it is not the actor's offer.
        Lapsed, AlreadyAnswered: it cannot be answered any more.
        InvalidInput: nothing is said, or a figure is impossible.
        RequestOpen: the person has asked already, and has no answer yet.
    """
    offer, row, application = await _steps.lock_own(actor, offer_id)
    rules.check_open(OfferStatus(row.status), row.expires_at, now=clock.now())
    rules.check_wish(text=text, annual_amount=annual_amount, weekly_hours=weekly_hours, starts_on=starts_on, today=clock.today())
    wish = TermsRequest(
        id=uuid7(),
        offer=offer_id,
        text=text.strip(),
        annual_amount=annual_amount,
        weekly_hours=weekly_hours,
        starts_on=starts_on,
        asked_at=clock.now(),
    )
    try:
        async with transaction():
            await wish.save()
    except asyncpg.UniqueViolationError:
        raise RequestOpen("We have not answered yet. We reply before the offer ends.") from None
    sentence = f"Asked to change the offer {offer.reference}: {text.strip()}"
    await audit.record(actor, "offers.terms_requested", application.id, sentence, offer=offer_id)
    due_on = min(clock.today() + timedelta(days=DAYS_TO_ANSWER), local(offer.expires_at).date())
    await _steps.next_step(actor, application.id, NextActor.OPERATIONS, "Answer the wish for other terms", due_on)
    await _steps.tell_writer(actor, offer, "offer_terms_requested", text=text.strip())
    wish_id: UUID = wish.id
    return wish_id


@transactional
async def keep_terms(actor: Actor, offer_id: UUID, reason: str) -> None:
    """Answer a wish for other terms with no: the offer stands as it is, and the candidate reads why.

    Raises:
        Forbidden: the actor does not make offers.
        NotFound: there is no such offer.
        NothingAsked: there is no open wish.
        InvalidInput: there is no reason.
    """
    actor.require(Permission.OFFERS_MAKE)
    offer, _, application = await _steps.lock_any(actor, offer_id)
    wish = await TermsRequest.objects().where((TermsRequest.offer == offer_id) & (TermsRequest.outcome == RequestOutcome.OPEN)).first()
    if wish is None or not offer.is_live:
        raise NothingAsked("The candidate has not asked for other terms, or has an answer.")
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter why the offer stays as it is. The candidate reads it")
    await wish.update_self(
        {
            TermsRequest.outcome: RequestOutcome.KEPT,
            TermsRequest.answer: reason.strip(),
            TermsRequest.answered_by: actor.user_id,
            TermsRequest.answered_at: clock.now(),
        }
    )
    await audit.record(actor, "offers.terms_kept", application.id, f"Kept the offer {offer.reference} as it is: {reason.strip()}", offer=offer_id)
    await _steps.next_step(actor, application.id, NextActor.CANDIDATE, "Answer the offer", local(offer.expires_at).date())
    await _steps.tell_candidate(actor, offer, "offer_terms_kept", reason=reason.strip())
