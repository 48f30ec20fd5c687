"""Conditions met or not, other terms asked for, another first day: what happens between an offer and the start."""

from datetime import date, timedelta
from decimal import Decimal

import asyncpg
import msgspec
import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates.tables import Application, Stage
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.documents import queries as documents
from prime.documents.tables import Document
from prime.offers import queries, service
from prime.offers.errors import AlreadyAnswered, NothingAsked, ProposalOpen, RequestOpen, StartFixed
from prime.offers.tables import ConditionStatus, Offer, OfferCondition, OfferStatus, StartProposal
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor
from tests.factories.checks import clear_checks
from tests.factories.offers import draft_offer, make_accepted, make_offer

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
MET, NOT_MET, PENDING = ConditionStatus.MET, ConditionStatus.NOT_MET, ConditionStatus.PENDING


async def _stage(application) -> Stage:
    return (await candidates.get_application(SYSTEM, application.id)).stage


# --- conditions


async def test_ready_only_when_every_check_is_clear_and_every_condition_met():
    offer_id, application = await make_accepted(conditions=["Notice  given", "", "Driving licence shown", "Notice given"])
    first, second = (await queries.get_offer(SYSTEM, offer_id)).conditions
    assert (first.text, second.text) == ("Notice given", "Driving licence shown")
    operations = await make_user(Role.OPERATIONS)
    await service.decide_condition(operations, offer_id, first.id, MET)
    await clear_checks(application.candidate_id)
    assert await _stage(application) is Stage.CHECKS
    with pytest.raises(asyncpg.CheckViolationError, match="condition of the offer"):
        async with transaction():
            await Application.update({Application.stage: Stage.READY}).where(Application.id == application.id)
    await service.decide_condition(operations, offer_id, second.id, MET, "Seen on 24 November")
    assert await _stage(application) is Stage.READY
    decided = (await queries.get_offer(SYSTEM, offer_id)).conditions[1]
    assert (decided.status, decided.decided_by, decided.decided_at) == (MET, operations.name, clock.now())
    await service.decide_condition(operations, offer_id, second.id, PENDING)
    assert await _stage(application) is Stage.CHECKS


async def test_a_condition_not_met_says_why_and_lets_an_accepted_offer_be_withdrawn(drain, outbox_mail):
    offer_id, application = await make_accepted(conditions=["Driving licence shown"])
    operations = await make_user(Role.OPERATIONS)
    [condition] = (await queries.get_offer(SYSTEM, offer_id)).conditions
    with pytest.raises(AlreadyAnswered):
        await service.withdraw(operations, offer_id, "No licence")
    with pytest.raises(InvalidInput):
        await service.decide_condition(operations, offer_id, condition.id, NOT_MET, " ")
    await service.decide_condition(operations, offer_id, condition.id, NOT_MET, "The licence has been revoked")
    assert "condition is not met" in (await candidates.get_application(SYSTEM, application.id)).next_action
    await service.withdraw(operations, offer_id, "The role needs a driving licence")
    await drain()
    assert (await queries.get_offer(SYSTEM, offer_id)).status is OfferStatus.WITHDRAWN
    assert await _stage(application) is Stage.REJECTED
    [mail] = [m for m in await outbox_mail(application.email) if m.template == "offer_withdrawn"]
    assert "The role needs a driving licence" in mail.body_text
    with pytest.raises(AlreadyAnswered):
        await service.decide_condition(operations, offer_id, condition.id, MET)


async def test_conditions_are_for_operations_and_stay_as_they_were_written():
    offer_id, _ = await make_offer(conditions=["Driving licence shown"])
    other, application = await make_offer(conditions=["Notice given"])
    [condition] = (await queries.get_offer(SYSTEM, offer_id)).conditions
    with pytest.raises(NotFound):
        await service.decide_condition(await make_user(Role.OPERATIONS), other, condition.id, MET)
    for role in (Role.ADMIN, Role.CHAMPION):
        with pytest.raises(Forbidden):
            await service.decide_condition(await make_user(role), offer_id, condition.id, MET)
    with pytest.raises(Forbidden):
        await service.decide_condition(await candidate_actor(application), other, condition.id, MET)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await OfferCondition.update({OfferCondition.text: "Nothing"}).where(OfferCondition.id == condition.id)
    with pytest.raises(InvalidInput):
        await draft_offer(conditions=["x" * 201])


# --- other terms


async def test_a_candidate_asks_and_a_revised_offer_takes_the_place_of_the_first(drain, outbox_mail):
    offer_id, application = await make_offer(conditions=["Notice given"])
    candidate = await candidate_actor(application)
    asked = {"text": "I earn more now", "annual_amount": Decimal("42000.00"), "starts_on": clock.today() + timedelta(days=90)}
    await service.request_terms(candidate, offer_id, **asked)
    with pytest.raises(RequestOpen):
        await service.request_terms(candidate, offer_id, text="And more")
    now = await candidates.get_application(SYSTEM, application.id)
    assert (now.next_actor, now.next_action) == ("operations", "Answer the wish for other terms")
    revised, _ = await draft_offer(application, annual_amount=Decimal("42000.00"), is_revision=True)
    assert (await queries.get_offer(candidate, offer_id)).is_live  # until the revision is approved
    await service.approve(await make_user(Role.OPERATIONS), revised)
    await drain()
    before, after = await queries.get_offer(candidate, offer_id), await queries.get_offer(candidate, revised)
    assert (before.status, before.wishes[0].outcome, before.annual_amount) == (OfferStatus.REPLACED, "revised", application.salary_from_amount)
    assert (after.status, after.replaces_id, after.annual_amount) == (OfferStatus.MADE, offer_id, Decimal("42000.00"))
    subjects = [m.subject for m in await outbox_mail(application.email) if m.template == "offer_made"]
    assert [subject.split(":")[0] for subject in subjects] == ["Your offer", "Your revised offer"]
    assert [m for m in await outbox_mail() if m.template == "offer_terms_requested" and "I earn more now" in m.body_text]
    with pytest.raises(AlreadyAnswered):
        await service.accept(candidate, offer_id, application.name)
    await service.accept(candidate, revised, application.name)


async def test_an_offer_that_is_kept_says_why_and_can_still_be_accepted(drain, outbox_mail):
    offer_id, application = await make_offer()
    candidate, operations = await candidate_actor(application), await make_user(Role.OPERATIONS)
    with pytest.raises(NothingAsked):
        await service.keep_terms(operations, offer_id, "No")
    await service.request_terms(candidate, offer_id, text="Could I work 30 hours?", weekly_hours=Decimal(30))
    with pytest.raises(InvalidInput):
        await service.keep_terms(operations, offer_id, "")
    await service.keep_terms(operations, offer_id, "The team needs a full week")
    await drain()
    [mail] = [m for m in await outbox_mail(application.email) if m.template == "offer_terms_kept"]
    assert "The team needs a full week" in mail.body_text
    assert (await queries.get_offer(candidate, offer_id)).wishes[0].outcome == "kept"
    await service.request_terms(candidate, offer_id, text="Then 35?")
    await service.accept(candidate, offer_id, application.name)
    assert [wish.outcome for wish in (await queries.get_offer(candidate, offer_id)).wishes] == ["kept", "closed"]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"text": " "}, "/text"),
        ({"text": "x", "annual_amount": Decimal("NaN")}, "/annual_amount"),
        ({"text": "x", "annual_amount": Decimal("1e30")}, "/annual_amount"),
        ({"text": "x", "weekly_hours": Decimal(49)}, "/weekly_hours"),
        ({"text": "x", "starts_on": date(2020, 1, 1)}, "/starts_on"),
    ],
)
async def test_a_wish_is_a_possible_one(wish, field):
    offer_id, application = await make_offer()
    with pytest.raises(InvalidInput) as refusal:
        await service.request_terms(await candidate_actor(application), offer_id, **wish)
    assert [fault["pointer"] for fault in refusal.value.errors] == [field]


async def test_only_the_candidate_asks_for_other_terms():
    offer_id, _ = await make_offer()
    stranger = await candidate_actor((await make_offer())[1])
    with pytest.raises(NotFound):
        await service.request_terms(stranger, offer_id, text="More")
    with pytest.raises(Forbidden):
        await service.request_terms(await make_user(Role.OPERATIONS), offer_id, text="More")


# --- another first day


async def test_a_later_start_is_agreed_by_the_other_side_and_the_contract_issued_again(drain, outbox_mail):
    offer_id, application = await make_accepted()
    candidate, operations = await candidate_actor(application), await make_user(Role.OPERATIONS)
    before = (await queries.get_offer(SYSTEM, offer_id)).starts_on
    later = before + timedelta(days=28)
    await service.propose_start(candidate, offer_id, starts_on=later, reason="My notice is three months")
    with pytest.raises(ProposalOpen):
        await service.propose_start(operations, offer_id, starts_on=later, reason="Fine")
    with pytest.raises(NothingAsked):
        await service.answer_start(candidate, offer_id, agrees=True)
    await service.answer_start(operations, offer_id, agrees=True)
    await drain()
    offer = await queries.get_offer(candidate, offer_id)
    assert (offer.starts_on, offer.proposals[0].from_on, offer.proposals[0].outcome) == (later, before, "agreed")
    papers = await documents.list_documents(candidate, subject_ids=[application.id])
    starts = [
        msgspec.json.decode((await Document.objects().get(Document.id == paper.id)).context)["starts_on"]
        for paper in papers
        if paper.kind == "employment_contract"
    ]
    assert sorted(starts) == [before.isoformat(), later.isoformat()]
    assert {m.template for m in await outbox_mail()} >= {"offer_start_proposed", "offer_start_answered"}


async def test_operations_propose_and_the_candidate_refuses_with_a_reason():
    offer_id, application = await make_accepted()
    candidate, operations = await candidate_actor(application), await make_user(Role.OPERATIONS)
    before = (await queries.get_offer(SYSTEM, offer_id)).starts_on
    await service.propose_start(operations, offer_id, starts_on=before - timedelta(days=14), reason="The council needs somebody sooner")
    with pytest.raises(NothingAsked):
        await service.answer_start(await make_user(Role.OPERATIONS), offer_id, agrees=True)
    with pytest.raises(InvalidInput):
        await service.answer_start(candidate, offer_id, agrees=False)
    await service.answer_start(candidate, offer_id, agrees=False, reason="I have given notice")
    offer = await queries.get_offer(SYSTEM, offer_id)
    assert (offer.starts_on, offer.proposals[0].answer) == (before, "I have given notice")


async def test_the_start_changes_only_between_acceptance_and_first_day_and_only_as_agreed():
    offer_id, application = await make_offer()
    candidate = await candidate_actor(application)
    ahead = clock.today() + timedelta(days=100)
    with pytest.raises(StartFixed):
        await service.propose_start(candidate, offer_id, starts_on=ahead, reason="Later")
    await service.accept(candidate, offer_id, application.name)
    for day in (clock.today(), clock.today() + timedelta(days=400), (await queries.get_offer(SYSTEM, offer_id)).starts_on):
        with pytest.raises(InvalidInput):
            await service.propose_start(candidate, offer_id, starts_on=day, reason="Later")
    with pytest.raises(NotFound):
        await service.propose_start(await candidate_actor((await make_accepted())[1]), offer_id, starts_on=ahead, reason="Later")
    await service.propose_start(candidate, offer_id, starts_on=ahead, reason="Later")
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await Offer.update({Offer.starts_on: ahead}).where(Offer.id == offer_id)
    agreed = {StartProposal.outcome: "agreed", StartProposal.answered_at: clock.now(), StartProposal.answered_by: application.user_id}
    with pytest.raises(asyncpg.CheckViolationError, match="start_proposal_answered_by_the_other"):
        async with transaction():
            await StartProposal.update(agreed).where(StartProposal.offer == offer_id)
