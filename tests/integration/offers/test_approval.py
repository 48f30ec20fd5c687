"""Two people make an offer; no vacancy has more offers than posts, and nobody two."""

from datetime import timedelta

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.errors import IllegalMove
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.documents import queries as documents
from prime.offers import queries, service
from prime.offers.errors import AlreadyAnswered, Lapsed, LiveOffer, NotOfferable, OwnDraft, VacancyFull
from prime.offers.tables import Offer, OfferStatus
from prime.reporting.desks import desks
from prime.vacancies import queries as vacancies
from prime.vacancies import service as vacancy_commands
from prime.vacancies.tables import Vacancy
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.offers import draft_offer, make_accepted, make_offer
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _status(offer_id) -> OfferStatus:
    return (await queries.get_offer(SYSTEM, offer_id)).status


async def test_a_second_person_approves_and_only_then_the_candidate_sees_it(drain, outbox_mail):
    writer = await make_user(Role.OPERATIONS)
    offer_id, application = await draft_offer(by=writer)
    candidate = await candidate_actor(application)
    await drain()
    assert await queries.list_own(candidate) == []
    assert [m for m in await outbox_mail(application.email) if m.template == "offer_made"] == []
    assert (await candidates.get_application(SYSTEM, application.id)).next_action == "Approve the offer"
    for command in (service.accept(candidate, offer_id, application.name), service.decline(candidate, offer_id, "pay")):
        with pytest.raises(NotFound):
            await command
    with pytest.raises(OwnDraft):
        await service.approve(writer, offer_id)
    admin = await make_user(Role.ADMIN)
    await service.approve(admin, offer_id)
    await drain()
    offer = await queries.get_offer(candidate, offer_id)
    assert (offer.status, offer.drafted_by, offer.approved_by, offer.made_at) == (OfferStatus.MADE, writer.name, admin.name, clock.now())
    assert [m for m in await outbox_mail(application.email) if m.template == "offer_made"]
    [letter] = await documents.list_documents(candidate, subject_ids=[application.id])
    assert (letter.kind, letter.is_ready) == ("offer_letter", True)
    with pytest.raises(AlreadyAnswered):
        await service.approve(await make_user(Role.OPERATIONS), offer_id)


async def test_the_database_refuses_approval_by_the_writer_and_an_offer_without_approval():
    writer = await make_user(Role.OPERATIONS)
    offer_id, _ = await draft_offer(by=writer)
    own = {Offer.status: OfferStatus.MADE, Offer.approved_by: writer.user_id, Offer.made_at: clock.now()}
    for change, constraint in ((own, "offer_approved_by_another"), ({Offer.status: OfferStatus.MADE}, "offer_made_means_approved")):
        with pytest.raises(asyncpg.CheckViolationError, match=constraint):
            async with transaction():
                await Offer.update(change).where(Offer.id == offer_id)


@pytest.mark.parametrize("role", [Role.CHAMPION, Role.FINANCE, Role.CANDIDATE])
async def test_others_do_not_approve(role):
    offer_id, _ = await draft_offer()
    stranger = await make_user(role)
    for command in (service.approve(stranger, offer_id), service.send_back(stranger, offer_id, "No")):
        with pytest.raises(Forbidden):
            await command


async def test_an_offer_that_is_sent_back_says_why_and_is_written_anew(drain, outbox_mail):
    offer_id, application = await draft_offer()
    with pytest.raises(LiveOffer):
        await draft_offer(application)
    second = await make_user(Role.OPERATIONS)
    with pytest.raises(InvalidInput):
        await service.send_back(second, offer_id, " ")
    await service.send_back(second, offer_id, "The start is a bank holiday")
    await drain()
    assert await _status(offer_id) is OfferStatus.RETURNED
    assert [m for m in await outbox_mail() if m.template == "offer_returned" and "bank holiday" in m.body_text]
    assert await queries.list_own(await candidate_actor(application)) == []
    await make_offer(application)


async def test_a_draft_that_waited_too_long_or_whose_application_ended_is_not_approved(frozen_now, drain):
    late, _ = await draft_offer()
    ended, application = await draft_offer()
    second = await make_user(Role.OPERATIONS)
    await applications.reject(second, application.id, reason="filled")
    with pytest.raises(NotOfferable):
        await service.approve(second, ended)
    await drain()
    assert await _status(ended) is OfferStatus.WITHDRAWN
    frozen_now(clock.now() + timedelta(days=11))
    with pytest.raises(Lapsed):
        await service.approve(second, late)


async def test_the_band_is_that_of_the_day_of_approval(browser_for):
    offer_id, application = await draft_offer()
    amount = application.salary_from_amount
    await Vacancy.update({Vacancy.salary_from_amount: amount + 1000}).where(Vacancy.id == application.vacancy_id)
    admin = await browser_for((await make_user(Role.ADMIN)).user_id)
    await admin.submit(f"/offers/{offer_id}/approve")
    assert "outside the band of the role" in (await admin.get(f"/offers/{offer_id}")).text
    assert await _status(offer_id) is OfferStatus.DRAFTED
    await Vacancy.update({Vacancy.salary_from_amount: amount}).where(Vacancy.id == application.vacancy_id)
    await admin.submit(f"/offers/{offer_id}/approve")
    assert await _status(offer_id) is OfferStatus.MADE


async def test_never_more_offers_than_posts(frozen_now):
    vacancy = await make_vacancy(headcount=1)
    first, second = [await make_application(vacancy_id=vacancy, stage=Stage.OFFER) for _ in range(2)]
    offer_id, _ = await make_offer(first)
    waiting, _ = await draft_offer(second)
    approver = await make_user(Role.OPERATIONS)
    with pytest.raises(VacancyFull):
        await service.approve(approver, waiting)
    made = {Offer.status: OfferStatus.MADE, Offer.approved_by: approver.user_id, Offer.made_at: clock.now()}
    with pytest.raises(asyncpg.CheckViolationError, match="2 offers for 1 posts"):
        async with transaction():
            await Offer.update(made).where(Offer.id == waiting)
    await service.decline(await candidate_actor(first), offer_id, "pay")
    await service.approve(approver, waiting)
    assert await _status(waiting) is OfferStatus.MADE


async def test_a_lapsed_offer_gives_its_post_free_at_once(frozen_now):
    vacancy = await make_vacancy(headcount=1)
    first, second = [await make_application(vacancy_id=vacancy, stage=Stage.OFFER) for _ in range(2)]
    old, _ = await make_offer(first, expires_at=clock.now() + timedelta(days=2))
    frozen_now(clock.now() + timedelta(days=3))
    await make_offer(second)
    assert await _status(old) is OfferStatus.LAPSED


async def test_a_post_that_is_taken_stays_taken_and_one_that_is_given_up_is_free():
    vacancy = await make_vacancy(headcount=1)
    _, hired = await make_accepted(await make_application(vacancy_id=vacancy, stage=Stage.OFFER))
    second = await make_application(vacancy_id=vacancy, stage=Stage.OFFER)
    with pytest.raises(VacancyFull):
        await make_offer(second)
    operations = await make_user(Role.OPERATIONS)
    await applications.withdraw(operations, hired.id, reason="another_job")
    waiting = (await queries.list_offers(SYSTEM, application_id=second.id)).items[0].id
    await service.approve(operations, waiting)
    # ... and the first cannot come back
    with pytest.raises(IllegalMove):
        await applications.reopen(operations, hired.id, reason="Came back")


async def test_a_vacancy_does_not_shrink_below_its_offers():
    vacancy = await make_vacancy(headcount=2)
    for _ in range(2):
        await make_offer(await make_application(vacancy_id=vacancy, stage=Stage.OFFER))
    facts = await _facts(vacancy)
    version = (await vacancies.get_vacancy(SYSTEM, vacancy)).version
    with pytest.raises(InvalidInput, match="More people than that"):
        await vacancy_commands.edit_vacancy(SYSTEM, vacancy, version=version, **{**facts, "headcount": 1})
    await vacancy_commands.edit_vacancy(SYSTEM, vacancy, version=version, **{**facts, "headcount": 3})


async def test_whoever_has_accepted_gets_no_other_offer():
    _, application = await make_accepted()
    other = await make_application(vacancy_id=await make_vacancy(), stage=Stage.OFFER, email=application.email)
    with pytest.raises(LiveOffer):
        await make_offer(other)


async def test_what_waits_for_a_decision_is_listed_for_those_who_decide():
    writer, other, admin = await make_user(Role.OPERATIONS), await make_user(Role.OPERATIONS), await make_user(Role.ADMIN)
    draft, _ = await draft_offer(by=writer)
    asked, application = await make_offer()
    await service.request_terms(await candidate_actor(application), asked, text="More")
    accepted, starter = await make_accepted()
    later = clock.today() + timedelta(days=100)
    await service.propose_start(await candidate_actor(starter), accepted, starts_on=later, reason="Notice")
    await make_offer()

    async def waiting(actor):
        return [offer.id for offer in await queries.list_waiting(actor)]

    assert await waiting(other) == [draft, asked, accepted]
    assert await waiting(writer) == [asked, accepted]
    assert await waiting(admin) == [draft]
    with pytest.raises(Forbidden):
        await waiting(await make_user(Role.FINANCE))
    for actor, words in ((other, ["Approve", "Asks for a change", "Another start"]), (admin, ["Approve"])):
        [desk] = await desks(actor)
        [section] = [section for section in desk.sections if section.title == "Offers"]
        assert [item.tag for item in section.items] == words


async def _facts(vacancy_id):
    v = await vacancies.get_vacancy(SYSTEM, vacancy_id)
    return {
        "title": v.title,
        "kind": v.kind,
        "grade_id": v.grade_id,
        "employer_id": v.employer_id,
        "place": v.place,
        "summary": v.summary,
        "salary_from": v.salary_from_amount,
        "salary_to": v.salary_to_amount,
        "headcount": v.headcount,
        "opens_on": v.opens_on,
        "closes_on": v.closes_on,
    }
