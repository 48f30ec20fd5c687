"""Writing an offer, and its approval by a second person."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates.tables import NextActor, Stage
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import govdate, local, money
from prime.core.references import next_reference
from prime.interviews import service as interviews
from prime.offers import contract, queries, rules
from prime.offers.errors import LiveOffer, NotOfferable, VacancyFull
from prime.offers.schemas import OfferDetail
from prime.offers.service import _steps, ending
from prime.offers.tables import Offer, OfferCondition, OfferStatus, RequestOutcome
from prime.reference.queries import rate_on
from prime.reference.tables import RateKind
from prime.vacancies import queries as vacancies

DAYS_TO_APPROVE = 2


@transactional
async def draft_offer(
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
    conditions: Sequence[str] = (),
    is_revision: bool = False,
) -> UUID:
    """Write an offer of permanent employment, for another person to approve; a revision takes the place of the live one then.

    Raises:
        Forbidden: the actor does not make offers.
        NotOfferable: the application is not at the offer stage.
        LiveOffer: the person has an offer that is not answered, or one waits for approval.
        InvalidInput: the terms are not sound.
    """
    actor.require(Permission.OFFERS_MAKE)
    row = await candidates.lock_application(application_id)
    if row.stage != Stage.OFFER:
        raise NotOfferable("An offer follows from the panel's decision.")
    live = await queries.live_offer(row.candidate)
    if live and not (is_revision and live.application_id == application_id):
        raise LiveOffer("Wait for the answer, revise the offer there is, or withdraw it.")
    application = await candidates.get_application(actor, application_id)
    lines = rules.checked_conditions(conditions)
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
        expires_at=expires_at,
        drafted_by=actor.required_user_id,
        drafted_at=clock.now(),
        replaces=live.id if live else None,
    )
    try:
        async with transaction():
            await offer.save()
    except asyncpg.UniqueViolationError:
        raise LiveOffer("An offer waits for approval. Have it approved, or sent back.") from None
    except asyncpg.ForeignKeyViolationError:
        raise InvalidInput.field("grade", "Select a grade and an employer from the list") from None
    for position, text in enumerate(lines, start=1):
        await OfferCondition(offer=offer.id, position=position, text=text).save()
    sentence = f"Wrote the offer {offer.reference}: {offer.role_title} at {money(annual_amount)} a year from {govdate(starts_on)}"
    await audit.record(actor, "offers.drafted", application_id, sentence, offer=offer.id)
    due_on = clock.today() + timedelta(days=DAYS_TO_APPROVE)
    await _steps.next_step(actor, application_id, NextActor.OPERATIONS, "Approve the offer", due_on)
    offer_id: UUID = offer.id
    return offer_id


@transactional
async def approve(actor: Actor, offer_id: UUID) -> None:
    """Make an offer that another person has written: the candidate gets it, and interviews still to come are cancelled (S13).

    Raises:
        Forbidden: the actor does not approve offers.
        NotFound: there is no such offer.
        AlreadyAnswered: it is no draft any more.
        OwnDraft: the actor wrote it.
        Lapsed: its dates are over.
        NotOfferable: the application is not at the offer stage any more.
        OutOfBand: the vacancy's salary band has changed, and does not hold the salary.
        LiveOffer: the person has another offer that stands.
        VacancyFull: every post is taken or offered.
    """
    actor.require(Permission.OFFERS_APPROVE)
    known = await queries.get_offer(actor, offer_id)
    vacancy = await vacancies.lock_vacancy(known.vacancy_id)
    offer, row, application = await _steps.lock_any(actor, offer_id)
    rules.check_approvable(
        offer.status, drafted_by=row.drafted_by, actor_id=actor.user_id, expires_at=row.expires_at, starts_on=row.starts_on, now=clock.now()
    )
    if application.stage != Stage.OFFER:
        raise NotOfferable("The application is not at the offer stage any more.")
    rules.check_band(
        offer.annual_amount,
        offer.weekly_hours,
        band=(vacancy.salary_from_amount, vacancy.salary_to_amount),
        full_time_hours=(await rate_on(RateKind.WEEKLY_HOURS, offer.starts_on)).value,
    )
    await lock(f"offers:{row.candidate}")
    await ending.lapse_in_the_way(actor, candidate_id=row.candidate, vacancy_id=offer.vacancy_id)
    await _make(actor, row)
    await interviews.cancel_upcoming(actor, application.id, reason="We have made you an offer")
    sentence = f"Offered {offer.role_title} at {money(offer.annual_amount)} a year from {govdate(offer.starts_on)}"
    await audit.record(actor, "offers.made", application.id, sentence, offer=offer.id)
    await _steps.next_step(actor, application.id, NextActor.CANDIDATE, "Answer the offer", local(offer.expires_at).date())
    await _send(actor, await queries.get_offer(actor, offer_id))


async def _make(actor: Actor, row: Offer) -> None:
    try:
        async with transaction():
            if row.replaces:
                await _replace(actor, row.replaces)
            await row.update_self({Offer.status: OfferStatus.MADE, Offer.approved_by: actor.required_user_id, Offer.made_at: clock.now()})
    except asyncpg.UniqueViolationError:
        raise LiveOffer("The person has another offer that is not answered.") from None
    except asyncpg.CheckViolationError as refusal:
        match refusal.constraint_name:
            case "offers_within_headcount":
                raise VacancyFull("Every post of the vacancy is taken or offered. Raise the number of posts, or send the offer back.") from None
            case "offer_one_a_person":
                raise LiveOffer("The person has accepted another offer, and has not started yet.") from None
            case _:
                raise


async def _replace(actor: Actor, live_id: UUID) -> None:
    """The revised offer takes the place of the one before, if that still stands; its terms stay on record."""
    live = await queries.lock_offer(live_id)
    if live.status == OfferStatus.MADE:
        await _steps.close_wishes(live_id, RequestOutcome.REVISED, actor)
        await _steps.close(live, OfferStatus.REPLACED)


async def _send(actor: Actor, offer: OfferDetail) -> None:
    await _steps.tell_candidate(actor, offer, "offer_made", is_revised=offer.replaces_id is not None)
    if offer.is_afc:
        await _steps.order(actor, offer, await contract.letter(offer))
    remind_at = offer.expires_at - rules.REMIND_BEFORE
    if remind_at > clock.now():
        await outbox.enqueue("offers.send_reminder", at=remind_at, offer_id=offer.id)


@transactional
async def send_back(actor: Actor, offer_id: UUID, reason: str) -> None:
    """Refuse to approve an offer: whoever wrote it reads why, and may write it anew.

    Raises:
        Forbidden: the actor does not approve offers.
        NotFound: there is no such offer.
        AlreadyAnswered: it is no draft any more.
        InvalidInput: there is no reason.
    """
    actor.require(Permission.OFFERS_APPROVE)
    offer, row, application = await _steps.lock_any(actor, offer_id)
    rules.check_draft(offer.status)
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter why the offer is sent back")
    await _steps.close(row, OfferStatus.RETURNED, reason)
    await audit.record(actor, "offers.returned", application.id, f"Sent the offer {offer.reference} back: {reason.strip()}", offer=offer_id)
    await _steps.next_step(actor, application.id, NextActor.OPERATIONS, "Write the offer anew", clock.today() + timedelta(days=DAYS_TO_APPROVE))
    if offer.drafted_by_id != actor.user_id:
        await _steps.tell_writer(actor, offer, "offer_returned", reason=reason.strip())
