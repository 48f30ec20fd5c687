"""Another first day than the accepted offer says: one side proposes it, the other reconfirms (O9)."""

from datetime import date, timedelta
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates.tables import Application, NextActor
from prime.checks import service as checks
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import govdate
from prime.offers import contract, queries, rules
from prime.offers.errors import NothingAsked, ProposalOpen
from prime.offers.schemas import OfferDetail
from prime.offers.service import _steps
from prime.offers.tables import Offer, StartOutcome, StartProposal

DAYS_TO_ANSWER = 5


async def _lock(actor: Actor, offer_id: UUID) -> tuple[OfferDetail, Offer, Application]:
    """An accepted offer of somebody who has not started, for operations or for its candidate."""
    actor.require_any(Permission.OFFERS_MAKE, Permission.OFFERS_ANSWER)
    locked = await (_steps.lock_any if actor.can(Permission.OFFERS_MAKE) else _steps.lock_own)(actor, offer_id)
    rules.check_start_open(locked[0].status, locked[2].stage)
    return locked


def _side(actor: Actor, offer: OfferDetail) -> tuple[bool, UUID]:
    """Whether the actor is the candidate, and who that is: the holder of their link may have no account of its own."""
    by_candidate = actor.user_id == offer.candidate_user_id or not actor.can(Permission.OFFERS_MAKE)
    return by_candidate, offer.candidate_user_id if by_candidate else actor.required_user_id


@transactional
async def propose_start(actor: Actor, offer_id: UUID, *, starts_on: date, reason: str) -> UUID:
    """Propose another first day; it counts once the other side has agreed.

    Raises:
        NotFound: it is not the actor's business.
        StartFixed: the offer is not accepted, or the person has started.
        ProposalOpen: a proposal waits for its answer.
        InvalidInput: the day is not ahead, or there is no reason.
    """
    offer, _, application = await _lock(actor, offer_id)
    rules.check_start(starts_on, from_on=offer.starts_on, reason=reason, today=clock.today())
    by_candidate, who = _side(actor, offer)
    proposal = StartProposal(
        id=uuid7(),
        offer=offer_id,
        from_on=offer.starts_on,
        to_on=starts_on,
        reason=reason.strip(),
        is_by_candidate=by_candidate,
        proposed_by=who,
        proposed_at=clock.now(),
    )
    try:
        async with transaction():
            await proposal.save()
    except asyncpg.UniqueViolationError:
        raise ProposalOpen("It must be agreed or refused first.") from None
    sentence = f"Proposed to start on {govdate(starts_on)} and not on {govdate(offer.starts_on)}: {reason.strip()}"
    await audit.record(actor, "offers.start_proposed", application.id, sentence, offer=offer_id)
    whose = NextActor.OPERATIONS if by_candidate else NextActor.CANDIDATE
    await _steps.next_step(actor, application.id, whose, "Answer the proposed start date", clock.today() + timedelta(days=DAYS_TO_ANSWER))
    day = govdate(starts_on)
    if by_candidate:
        await _steps.tell_writer(actor, offer, "offer_start_proposed", to_on=day, reason=reason.strip(), is_afc=offer.is_afc, is_for_candidate=False)
    else:
        name = offer.candidate_name
        await _steps.tell_candidate(actor, offer, "offer_start_proposed", to_on=day, reason=reason.strip(), candidate=name, is_for_candidate=True)
    proposal_id: UUID = proposal.id
    return proposal_id


@transactional
async def answer_start(actor: Actor, offer_id: UUID, *, agrees: bool, reason: str = "") -> None:
    """Agree the first day that the other side proposed, and have the contract issued again; or refuse it, and why.

    Raises:
        NotFound: it is not the actor's business.
        StartFixed: the person has started, or the application has ended.
        NothingAsked: the other side has proposed nothing, or the day is over.
        InvalidInput: a refusal says no reason.
    """
    offer, row, application = await _lock(actor, offer_id)
    proposal = await StartProposal.objects().where((StartProposal.offer == offer_id) & (StartProposal.outcome == StartOutcome.OPEN)).first()
    by_candidate, who = _side(actor, offer)
    if proposal is None or proposal.is_by_candidate == by_candidate or proposal.proposed_by == who:
        raise NothingAsked("The other side has not proposed another start date.")
    if not agrees and not reason.strip():
        raise InvalidInput.field("reason", "Enter why that start date is not possible")
    if agrees and proposal.to_on <= clock.today():
        raise NothingAsked("The proposed day is over. Propose another one.")
    await proposal.update_self(
        {
            StartProposal.outcome: StartOutcome.AGREED if agrees else StartOutcome.REFUSED,
            StartProposal.answer: reason.strip(),
            StartProposal.answered_by: who,
            StartProposal.answered_at: clock.now(),
        }
    )
    if agrees:
        await row.update_self({Offer.starts_on: proposal.to_on})
    settled = await queries.get_offer(actor, offer_id)
    verb = "Agreed" if agrees else "Refused"
    await audit.record(actor, "offers.start_answered", application.id, f"{verb} to start on {govdate(proposal.to_on)}", offer=offer_id, agrees=agrees)
    if agrees and offer.is_afc:
        confirmed_at = proposal.proposed_at if proposal.is_by_candidate else clock.now()
        ip = offer.accepted_ip if proposal.is_by_candidate else actor.ip
        facts = await contract.facts(settled, accepted_name=offer.accepted_name, accepted_at=confirmed_at, ip=ip)
        await _steps.order(actor, settled, facts)
    due_on = clock.today() + timedelta(days=DAYS_TO_ANSWER)
    await _steps.next_step(actor, application.id, NextActor.OPERATIONS, "Prepare the start", due_on)
    day, reason = govdate(proposal.to_on), reason.strip()
    if proposal.is_by_candidate:
        name = offer.candidate_name
        await _steps.tell_candidate(
            actor, settled, "offer_start_answered", to_on=day, agrees=agrees, reason=reason, candidate=name, is_for_candidate=True
        )
    else:
        await _steps.tell_writer(
            actor, settled, "offer_start_answered", to_on=day, agrees=agrees, reason=reason, is_afc=offer.is_afc, is_for_candidate=False
        )
    await checks.follow(actor, offer.candidate_id)
