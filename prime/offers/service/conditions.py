"""What an offer depends on, met or not (O1)."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import service as applications
from prime.candidates.tables import NextActor, Stage
from prime.checks import service as checks
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.errors import NotFound
from prime.offers import queries, rules
from prime.offers.errors import AlreadyAnswered
from prime.offers.service import _steps
from prime.offers.tables import ConditionStatus, OfferCondition, OfferStatus

_OPEN = {Stage.OFFER, Stage.CHECKS, Stage.READY}


@transactional
async def decide_condition(actor: Actor, offer_id: UUID, condition_id: UUID, status: ConditionStatus, detail: str = "") -> None:
    """Record whether a condition is met, in the actor's name; the last one may make the person ready to start.

    Raises:
        Forbidden: the actor does not make offers.
        NotFound: there is no such condition of this offer.
        AlreadyAnswered: the offer does not stand any more, or the person has started.
        InvalidInput: a condition that is not met says no reason.
    """
    actor.require(Permission.OFFERS_MAKE)
    offer, _, application = await _steps.lock_any(actor, offer_id)
    condition = await queries.lock_condition(condition_id)
    if condition.offer != offer_id:
        raise NotFound
    if offer.status not in {OfferStatus.MADE, OfferStatus.ACCEPTED} or application.stage not in _OPEN:
        raise AlreadyAnswered("Conditions are recorded while the offer stands and the person has not started.")
    rules.check_found(status, detail)
    is_decided = status is not ConditionStatus.PENDING
    await condition.update_self(
        {
            OfferCondition.status: status,
            OfferCondition.detail: detail.strip(),
            OfferCondition.decided_by: actor.required_user_id if is_decided else None,
            OfferCondition.decided_at: clock.now() if is_decided else None,
        }
    )
    sentence = f"Condition “{condition.text}”: {status.value.replace('_', ' ')}"
    await audit.record(actor, "offers.condition_decided", application.id, sentence, offer=offer_id, status=status)
    if status is not ConditionStatus.MET and application.stage == Stage.READY:
        await applications.move(actor, application.id, Stage.CHECKS, reason=sentence)
    if offer.status is OfferStatus.ACCEPTED and status is ConditionStatus.NOT_MET:
        await _steps.next_step(actor, application.id, NextActor.OPERATIONS, "A condition is not met: withdraw the offer or solve it", clock.today())
    if status is ConditionStatus.MET:
        await checks.follow(actor, offer.candidate_id)
