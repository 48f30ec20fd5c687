"""Offers made, answered, withdrawn and lapsed: every command allowed and refused."""

from datetime import timedelta
from decimal import Decimal

import asyncpg
import msgspec
import pytest

from prime.accounts.permissions import Permission, Role
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import Stage
from prime.checks import queries as checks
from prime.core import clock, outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.documents import queries as documents
from prime.documents.tables import Document
from prime.offers import queries, service
from prime.offers.errors import AlreadyAnswered, Lapsed, LiveOffer, NotOfferable
from prime.offers.tables import Offer, OfferStatus
from prime.vacancies.tables import VacancyKind
from tests.factories.accounts import make_council, make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.interviews import MONDAY_NINE, make_booking, score_and_decide
from tests.factories.offers import make_accepted, make_offer
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


def _name(application) -> str:
    return f"{application.first_name} {application.last_name}"


async def _contract(actor, application):
    [contract] = [one for one in await documents.list_documents(actor, subject_ids=[application.id]) if one.kind == "employment_contract"]
    return contract


async def _status(offer_id) -> OfferStatus:
    return (await queries.get_offer(SYSTEM, offer_id)).status


# --- make


async def test_an_offer_follows_a_decision_to_hire_and_reaches_the_candidate(frozen_now, drain, outbox_mail):
    made = await make_booking()
    frozen_now(MONDAY_NINE + timedelta(hours=2))
    await score_and_decide(made)
    operations = await make_user(Role.OPERATIONS)
    offer_id, _ = await make_offer(await candidates.get_application(SYSTEM, made.application.id), by=operations)
    await drain()
    offer = await queries.get_offer(await candidate_actor(made.application), offer_id)
    assert (offer.status, offer.is_afc, offer.drafted_by) == (OfferStatus.MADE, True, operations.name)
    [mail] = [m for m in await outbox_mail(made.application.email) if m.template == "offer_made"]
    assert f"/my-offers/{offer_id}" in mail.body_text
    application = await candidates.get_application(SYSTEM, made.application.id)
    assert (application.next_actor, application.next_due_on) == ("candidate", (clock.now() + timedelta(days=10)).date())


@pytest.mark.parametrize("stage", [Stage.APPLIED, Stage.INTERVIEW, Stage.CHECKS])
async def test_no_offer_at_another_stage(stage):
    with pytest.raises(NotOfferable):
        await make_offer(await make_application(stage=stage))


async def test_one_live_offer_a_person():
    _, application = await make_offer()
    with pytest.raises(LiveOffer):
        await make_offer(application)
    second = await make_application(vacancy_id=await make_vacancy(), stage=Stage.OFFER, email=application.email)
    with pytest.raises(LiveOffer):
        await make_offer(second)
    assert (await queries.live_offer(application.candidate_id)).application_id == application.id


async def test_a_lapsed_offer_is_in_nobodys_way(frozen_now):
    first, application = await make_offer()
    frozen_now(clock.now() + timedelta(days=11))
    assert await queries.live_offer(application.candidate_id) is None
    second, _ = await make_offer(application)
    assert (await _status(first), await _status(second)) == (OfferStatus.LAPSED, OfferStatus.MADE)


async def test_unsound_terms_are_refused_by_name():
    with pytest.raises(InvalidInput) as refusal:
        await make_offer(annual_amount=Decimal("99999.00"), expires_at=clock.now())
    assert {fault["pointer"] for fault in refusal.value.errors} == {"/annual_amount", "/expires_at"}
    with pytest.raises(InvalidInput, match="grade"):
        await make_offer(grade_id=uuid7())


@pytest.mark.parametrize("role", [Role.CHAMPION, Role.FINANCE, Role.CANDIDATE, Role.ADMIN])
async def test_only_operations_make_and_withdraw_offers(role):
    stranger = await make_user(role)
    with pytest.raises(Forbidden):
        await make_offer(by=stranger)
    offer_id, _ = await make_offer()
    with pytest.raises(Forbidden):
        await service.withdraw(stranger, offer_id, "No")


# --- accept


async def test_acceptance_by_typed_name_opens_the_checks_and_makes_the_contract(drain, outbox_mail):
    offer_id, application = await make_offer(weekly_hours=Decimal("18.50"), annual_amount=Decimal("21000.00"))
    candidate = msgspec.structs.replace(await candidate_actor(application), ip="192.0.2.17")
    await service.accept(candidate, offer_id, f"  {_name(application).upper()} ")
    offer = await queries.get_offer(SYSTEM, offer_id)
    assert (offer.status, offer.answered_at, offer.accepted_ip) == (OfferStatus.ACCEPTED, clock.now(), "192.0.2.17")
    assert offer.accepted_name == _name(application).upper()
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS
    assert len(await checks.list_checks(SYSTEM, application.candidate_id)) == 9
    contract = await _contract(candidate, application)
    row = await Document.objects().get(Document.id == contract.id)
    facts = msgspec.json.decode(row.context)
    assert (facts["salary_amount"], facts["weekly_hours"], facts["acceptance"]["ip"]) == ("21000.00", "18.50", "192.0.2.17")
    assert facts["probation_ends_on"] == "2027-07-23"
    assert facts["employer"]["name"] == offer.employer_name == "Achieving for Children"
    await drain()
    assert (await documents.get_document(candidate, contract.id)).is_ready
    assert [m for m in await outbox_mail(application.email) if m.template == "offer_accepted"]
    assert [m for m in await outbox_mail() if m.template == "offer_answered" and "accepted" in m.subject]


async def test_the_contract_is_for_the_person_and_for_operations():
    _, application = await make_accepted()
    contract = await _contract(SYSTEM, application)
    await documents.get_document(await make_user(Role.OPERATIONS), contract.id)
    for role in (Role.CHAMPION, Role.FINANCE, Role.CANDIDATE):
        with pytest.raises(NotFound):
            await documents.get_document(await make_user(role), contract.id)


async def test_a_council_that_employs_issues_its_own_contract():
    council = await make_council()
    vacancy = await make_vacancy(kind=VacancyKind.HOME, employer_id=council.id)
    offer_id, application = await make_accepted(await make_application(vacancy_id=vacancy, stage=Stage.OFFER))
    offer = await queries.get_offer(SYSTEM, offer_id)
    assert (offer.employer_name, offer.is_afc) == (council.name, False)
    assert await documents.list_documents(SYSTEM, subject_ids=[application.id]) == []


async def test_another_name_does_not_accept():
    offer_id, application = await make_offer()
    with pytest.raises(InvalidInput, match=application.last_name):
        await service.accept(await candidate_actor(application), offer_id, "Somebody Else")
    assert await _status(offer_id) is OfferStatus.MADE


async def test_a_lapsed_offer_cannot_be_accepted_and_the_database_agrees(frozen_now):
    offer_id, application = await make_offer()
    frozen_now(clock.now() + timedelta(days=10, seconds=1))
    candidate = await candidate_actor(application)
    with pytest.raises(Lapsed):
        await service.accept(candidate, offer_id, _name(application))
    with pytest.raises(Lapsed):
        await service.decline(candidate, offer_id, "pay")
    with pytest.raises(asyncpg.CheckViolationError, match="offer_never_accepted_late"):
        async with transaction():
            await Offer.update({Offer.status: OfferStatus.ACCEPTED, Offer.answered_at: clock.now(), Offer.accepted_name: "X"}).where(
                Offer.id == offer_id
            )


async def test_answered_once():
    offer_id, application = await make_accepted()
    candidate = await candidate_actor(application)
    with pytest.raises(AlreadyAnswered):
        await service.accept(candidate, offer_id, _name(application))
    with pytest.raises(AlreadyAnswered):
        await service.decline(candidate, offer_id, "pay")
    with pytest.raises(AlreadyAnswered):
        await service.withdraw(await make_user(Role.OPERATIONS), offer_id, "No")
    for change in ({Offer.annual_amount: Decimal(1)}, {Offer.status: OfferStatus.WITHDRAWN, Offer.ended_reason: "x"}, {Offer.place: "Elsewhere"}):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with transaction():
                await Offer.update(change).where(Offer.id == offer_id)


async def test_somebody_elses_offer_does_not_exist():
    offer_id, application = await make_offer()
    stranger = await candidate_actor(await make_application())
    for command in (
        service.accept(stranger, offer_id, _name(application)),
        service.decline(stranger, offer_id, "pay"),
        queries.get_offer(stranger, offer_id),
        queries.get_offer(await make_user(Role.CHAMPION), offer_id),
    ):
        with pytest.raises(NotFound):
            await command
    assert await queries.list_own(stranger) == []
    with pytest.raises(Forbidden):
        await service.accept(await make_user(Role.OPERATIONS), offer_id, _name(application))


async def test_the_holder_of_a_link_answers_the_offer_of_that_application():
    offer_id, application = await make_offer()
    other, _ = await make_offer()
    holder = Actor(
        user_id=application.user_id,
        record_id=application.id,
        permissions=frozenset({Permission.APPLICATIONS_OWN, Permission.OFFERS_ANSWER}),
    )
    with pytest.raises(NotFound):
        await service.decline(holder, other, "pay")
    await service.accept(holder, offer_id, _name(application))
    [contract] = [paper for paper in await documents.list_documents(holder) if paper.kind == "employment_contract"]
    assert contract.subject_id == application.id


# --- decline, withdraw, lapse, remind


async def test_a_declined_offer_leaves_room_for_another(drain, outbox_mail):
    offer_id, application = await make_offer()
    candidate = await candidate_actor(application)
    with pytest.raises(InvalidInput):
        await service.decline(candidate, offer_id, "other", "  ")
    with pytest.raises(InvalidInput):
        await service.decline(candidate, offer_id, "because")
    await service.decline(candidate, offer_id, "location", "The travel is too far")
    await drain()
    offer = await queries.get_offer(SYSTEM, offer_id)
    assert (offer.status, offer.decline_reason, offer.ended_reason) == (OfferStatus.DECLINED, "location", "The travel is too far")
    assert [m for m in await outbox_mail() if m.template == "offer_answered" and "The travel is too far" in m.body_text]
    now = await candidates.get_application(SYSTEM, application.id)
    assert (now.stage, now.next_actor) == (Stage.OFFER, "operations")
    await make_offer(application)


async def test_a_withdrawn_offer_says_why(drain, outbox_mail):
    offer_id, application = await make_offer()
    operations = await make_user(Role.OPERATIONS)
    with pytest.raises(InvalidInput):
        await service.withdraw(operations, offer_id, "")
    await service.withdraw(operations, offer_id, "The post is no longer funded")
    await drain()
    [mail] = [m for m in await outbox_mail(application.email) if m.template == "offer_withdrawn"]
    assert "The post is no longer funded" in mail.body_text
    with pytest.raises(AlreadyAnswered):
        await service.accept(await candidate_actor(application), offer_id, _name(application))


async def test_offers_lapse_by_themselves_once(frozen_now, drain, outbox_mail):
    offer_id, application = await make_offer()
    accepted, _ = await make_accepted()
    frozen_now(clock.now() + timedelta(days=10, seconds=1))
    assert await _status(offer_id) is OfferStatus.LAPSED
    for _ in range(2):
        await outbox.enqueue("offers.lapse_offers")
        await drain()
    row = await Offer.objects().get(Offer.id == offer_id)
    assert row.status == OfferStatus.LAPSED
    assert await _status(accepted) is OfferStatus.ACCEPTED
    assert len([m for m in await outbox_mail(application.email) if m.template == "offer_lapsed"]) == 1
    assert (await candidates.get_application(SYSTEM, application.id)).next_actor == "operations"


async def test_a_reminder_two_days_before_for_whoever_has_not_answered(frozen_now, drain, outbox_mail):
    _, waiting = await make_offer()
    _, answered = await make_accepted()
    await drain()
    frozen_now(clock.now() + timedelta(days=8))
    await drain()
    assert [m.template for m in await outbox_mail(waiting.email)][-1] == "offer_reminder"
    assert "offer_reminder" not in [m.template for m in await outbox_mail(answered.email)]


async def test_a_withdrawn_application_takes_its_offer_along(drain):
    offer_id, application = await make_offer()
    await candidates_service.withdraw(await candidate_actor(application), application.id, reason="another_job")
    await drain()
    assert await _status(offer_id) is OfferStatus.WITHDRAWN
    assert (await candidates.get_application(SYSTEM, application.id)).next_actor == "nobody"


async def test_lists_are_scoped_and_filtered(frozen_now):
    live, application = await make_offer()
    accepted, _ = await make_accepted()
    operations = await make_user(Role.OPERATIONS)
    everything = {offer.id for offer in (await queries.list_offers(operations)).items}
    assert {live, accepted} <= everything
    assert [offer.id for offer in (await queries.list_offers(operations, application_id=application.id)).items] == [live]
    assert [offer.id for offer in await queries.list_own(await candidate_actor(application))] == [live]
    frozen_now(clock.now() + timedelta(days=20))
    assert live in {offer.id for offer in (await queries.list_offers(operations, status="lapsed")).items}
    assert live not in {offer.id for offer in (await queries.list_offers(operations, status="made")).items}
