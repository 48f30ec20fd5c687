"""Becoming staff: only with an accepted offer, at the stage ready, with every check clear."""

from datetime import date
from decimal import Decimal

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import actor_for_user
from prime.accounts.tables import User
from prime.candidates.tables import Application, Candidate, Stage
from prime.checks.tables import Check, CheckKind, CheckStatus
from prime.conversions import queries as conversions
from prime.conversions import service as conversions_service
from prime.conversions.tables import CaseStage, ConversionCase
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.offers.tables import Offer
from prime.staff import queries, service
from prime.staff.errors import AlreadyStaff, ChecksOpen, NotReady
from prime.staff.tables import StaffMember
from prime.vacancies.tables import VacancyKind
from tests.factories.accounts import make_user
from tests.factories.clients import make_client
from tests.factories.conversions import make_case, make_worker
from tests.factories.staff import clear_checks, make_offer_accepted, skill_id

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _ready(**offer):
    actor = await make_user(Role.OPERATIONS)
    application = await make_offer_accepted(**offer)
    await clear_checks(application.candidate, actor.user_id)
    return actor, application


async def test_a_person_becomes_staff_on_the_terms_of_the_offer(drain, outbox_mail):
    actor, application = await _ready(first_name="Ife", last_name="Newstart", starts_on=date(2026, 12, 7), weekly_hours=Decimal("22.2"))
    court = await skill_id("court")
    staff_id = await service.onboard(actor, application.id, skills={court: 4})
    person = await queries.get_staff(actor, staff_id)
    assert (person.name, person.fte, person.is_placeable, person.started_on) == ("Ife Newstart", Decimal("0.60"), True, date(2026, 12, 7))
    assert [(skill.skill_id, skill.years) for skill in person.skills] == [(court, 4)]
    assert (await Application.objects().get(Application.id == application.id)).stage == Stage.STARTED
    own = await actor_for_user(person.user_id)
    assert Role.STAFF in own.roles
    assert (await queries.own(own)).id == staff_id
    await drain()
    welcome = [mail for mail in await outbox_mail(person.email) if mail.template == "staff_welcome"]
    assert len(welcome) == 1
    assert "7 December 2026" in welcome[0].body_text


async def test_open_checks_are_named_and_the_database_refuses_too():
    actor, application = await _ready()
    await Check.update(status=CheckStatus.OPEN).where((Check.candidate == application.candidate) & (Check.kind == CheckKind.DBS))
    with pytest.raises(ChecksOpen, match="DBS") as refusal:
        await service.onboard(actor, application.id)
    assert refusal.value.waiting == ["dbs"]
    candidate = await Candidate.objects().get(Candidate.id == application.candidate)
    offer = await Offer.objects().get(Offer.application == application.id)
    member = StaffMember(
        reference="STF-1",
        user=candidate.user,
        candidate=candidate.id,
        application=application.id,
        offer=offer.id,
        employer=offer.employer,
        grade=offer.grade,
        annual_amount=offer.annual_amount,
        started_on=offer.starts_on,
    )
    with pytest.raises(asyncpg.CheckViolationError, match="dbs"):
        async with transaction():
            await member.save()


async def test_checks_never_recorded_are_all_open():
    actor, application = await make_user(Role.OPERATIONS), await make_offer_accepted()
    with pytest.raises(ChecksOpen) as refusal:
        await service.onboard(actor, application.id)
    assert refusal.value.waiting == [kind.value for kind in CheckKind]


async def test_a_check_that_lapses_before_the_first_day_is_open():
    actor = await make_user(Role.OPERATIONS)
    application = await make_offer_accepted(starts_on=date(2026, 12, 7))
    await clear_checks(application.candidate, actor.user_id, expires_on=date(2026, 12, 6))
    with pytest.raises(ChecksOpen):
        await service.onboard(actor, application.id)
    await Check.update(expires_on=date(2026, 12, 7)).where(Check.candidate == application.candidate)
    assert await service.onboard(actor, application.id)


async def test_without_an_accepted_offer_or_at_another_stage_nobody_is_ready():
    actor, application = await _ready(stage=Stage.CHECKS)
    with pytest.raises(NotReady, match="checks"):
        await service.onboard(actor, application.id)
    await Offer.delete().where(Offer.application == application.id)
    with pytest.raises(NotReady, match="offer"):
        await service.onboard(actor, application.id)


async def test_nobody_becomes_staff_twice():
    actor, application = await _ready()
    await service.onboard(actor, application.id)
    with pytest.raises(AlreadyStaff):
        await service.onboard(actor, application.id)


async def test_a_refusal_leaves_nothing_behind():
    actor, application = await _ready()
    with pytest.raises(InvalidInput, match="practice area"):
        await service.onboard(actor, application.id, skills={application.id: 3})
    assert not await StaffMember.exists().where(StaffMember.application == application.id)
    assert (await Application.objects().get(Application.id == application.id)).stage == Stage.READY


@pytest.mark.parametrize(
    ("kind", "by_council", "placed"), [(VacancyKind.PRIME, False, True), (VacancyKind.HOME, False, False), (VacancyKind.CONVERSION, True, False)]
)
async def test_who_is_placed_follows_the_post_and_the_employer(kind, by_council, placed):
    council = await make_client()
    actor, application = await _ready(kind=kind, employer_id=council.organisation_id if by_council else None)
    person = await queries.get_staff(SYSTEM, await service.onboard(actor, application.id))
    assert person.is_placeable is placed
    assert person.employer_is_afc is not by_council


async def test_afc_cannot_place_whom_a_council_employs():
    actor, application = await _ready(employer_id=(await make_client()).organisation_id)
    with pytest.raises(InvalidInput, match="cannot place"):
        await service.onboard(actor, application.id, is_placeable=True)


async def test_a_london_council_counts_a_week_of_36_hours():
    actor, application = await _ready(employer_id=(await make_client()).organisation_id, weekly_hours=Decimal(36))
    person = await queries.get_staff(SYSTEM, await service.onboard(actor, application.id))
    assert person.fte == Decimal("1.00")


async def test_a_converted_worker_ends_the_case():
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    case_id = await make_case(await make_worker(client.id, actor), actor=actor)
    _, application = await _ready(employer_id=client.organisation_id)
    await conversions_service.approach(actor, case_id)
    await conversions_service.mark_interested(actor, case_id)
    await ConversionCase.update(stage=CaseStage.APPLICATION, application=application.id).where(ConversionCase.id == case_id)
    await service.onboard(actor, application.id)
    assert (await conversions.get_case(actor, case_id)).stage == CaseStage.CONVERTED


async def test_whoever_changed_their_address_keeps_one_account():
    actor, application = await _ready()
    candidate = await Candidate.objects().get(Candidate.id == application.candidate)
    await User.update(email="new@people.example", username="new@people.example").where(User.id == candidate.user)
    person = await queries.get_staff(SYSTEM, await service.onboard(actor, application.id))
    assert (person.user_id, person.email) == (candidate.user, "new@people.example")
    assert Role.STAFF in (await actor_for_user(candidate.user)).roles


async def test_who_is_ready_and_what_they_wait_for():
    actor, application = await _ready(last_name="Ready")
    waiting = await make_offer_accepted(last_name="Waiting", stage=Stage.CHECKS)
    rows = {row.application_id: row for row in await queries.list_ready(actor)}
    assert rows[application.id].waiting == []
    assert len(rows[waiting.id].waiting) == 9
    await service.onboard(actor, application.id)
    assert [row.application_id for row in await queries.list_ready(actor)] == [waiting.id]


async def test_only_operations_make_staff():
    _, application = await _ready()
    for role in (Role.CHAMPION, Role.FINANCE, Role.STAFF, Role.CANDIDATE):
        actor = await make_user(role)
        with pytest.raises(Forbidden):
            await service.onboard(actor, application.id)
        with pytest.raises(Forbidden):
            await queries.list_ready(actor)
    with pytest.raises(NotFound):
        await service.onboard(await make_user(Role.OPERATIONS), application.candidate)
