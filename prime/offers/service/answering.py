"""The candidate's answer to an offer."""

from typing import Any
from uuid import UUID

import asyncpg

from prime.audit import service as audit
from prime.candidates import service as applications
from prime.candidates.tables import Stage
from prime.checks import service as checks
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import transaction, transactional
from prime.offers import contract, queries, rules
from prime.offers.errors import Lapsed
from prime.offers.service import _steps
from prime.offers.tables import DeclineReason, Offer, OfferStatus
from prime.referees import service as referees


@transactional
async def accept(actor: Actor, offer_id: UUID, typed_name: str) -> None:
    """Accept an offer by typing one's name: the checks are opened and the contract is made.

    Where a council is the employer it issues the contract itself.

    Raises:
        NotFound: it is not the actor's offer.
        Lapsed, AlreadyAnswered: it cannot be answered any more.
        InvalidInput: the name is not the candidate's.
    """
    offer, row, _ = await _steps.lock_own(actor, offer_id)
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
    await _steps.close_wishes(offer_id)
    await applications.move(actor, offer.application_id, Stage.CHECKS, reason="Accepted the offer")
    await checks.open_set(actor, offer.candidate_id)
    await referees.open_call(actor, offer.application_id)
    if offer.is_afc:
        await _steps.order(actor, offer, await contract.facts(offer, accepted_name=name, accepted_at=now, ip=actor.ip))
    await audit.record(actor, "offers.accepted", offer.application_id, f"Accepted the offer {offer.reference} as {name}", offer=offer_id)
    await _steps.tell_candidate(actor, offer, "offer_accepted")
    await _steps.tell_writer(actor, offer, "offer_answered", is_accepted=True, reason="")


@transactional
async def decline(actor: Actor, offer_id: UUID, reason: DeclineReason | str, detail: str = "") -> None:
    """Say no to an offer, and why; operations may make another one or end the application.

    Raises:
        NotFound: it is not the actor's offer.
        Lapsed, AlreadyAnswered: it cannot be answered any more.
        InvalidInput: the reason is not one of the list, or "other" says nothing.
    """
    offer, row, application = await _steps.lock_own(actor, offer_id)
    rules.check_open(OfferStatus(row.status), row.expires_at, now=clock.now())
    code = rules.checked_decline(reason, detail)
    await row.update_self({Offer.decline_reason: code})
    await _steps.close(row, OfferStatus.DECLINED, detail)
    said = ". ".join(filter(None, (rules.DECLINE_LABELS[code], detail.strip())))
    await audit.record(actor, "offers.declined", offer.application_id, f"Declined the offer {offer.reference}: {said}", offer=offer_id, reason=code)
    await _steps.follow_up(actor, application)
    await _steps.tell_writer(actor, offer, "offer_answered", is_accepted=False, reason=said)


@transactional
async def remind(actor: Actor, offer_id: UUID) -> None:
    """Remind the candidate of an offer that still waits for an answer (M4)."""
    offer = await queries.get_offer(actor, offer_id)
    if offer.is_live:
        await _steps.tell_candidate(actor, offer, "offer_reminder")
