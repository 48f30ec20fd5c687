"""Cases: from an imported worker to permanent staff."""

from datetime import date
from decimal import Decimal

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import afc
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import Source, Stage, WithdrawReason
from prime.conversions import queries, savings, service
from prime.conversions.errors import CaseExists, WrongStage
from prime.conversions.schemas import CaseTerms
from prime.conversions.tables import CaseStage, ConversionCase
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.reference.errors import RateMissing
from prime.reference.tables import Rate, RateKind
from tests.factories.accounts import make_user
from tests.factories.clients import make_client
from tests.factories.conversions import make_case, make_conversion_vacancy, make_worker
from tests.factories.staff import grade_id

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _interested(client, actor):
    worker = await make_worker(client.id, actor)
    case_id = await make_case(worker, actor=actor)
    await service.approach(actor, case_id)
    await service.mark_interested(actor, case_id)
    return worker, case_id


async def test_a_case_keeps_its_saving_with_every_input_and_source():
    worker = await make_worker((await make_client()).id)
    case = await queries.get_case(SYSTEM, await make_case(worker, fee_amount=Decimal(3000)))
    saving = case.workings.saving
    assert case.saving_amount == case.agency_cost_amount - case.permanent_cost_amount - case.fee_amount == saving.first_year_amount
    assert case.fee_amount == Decimal("3000.00")
    names = [source.name for source in case.workings.sources]
    for name in ("Agency charge", "Full-time salary", "Employer National Insurance rate", "Standard weekly hours, London", "Sickness absence"):
        assert name in names
    assert all(source.source for source in case.workings.sources)
    pension = next(source for source in case.workings.sources if "Pension" in source.name)
    assert not pension.is_confirmed
    assert "has not been entered" in pension.note
    assert case.workings.year == "2026 to 2027"


async def test_the_employers_own_pension_rate_counts_once_it_is_entered():
    worker = await make_worker((await make_client()).id)
    before = await queries.get_case(SYSTEM, await make_case(worker))
    await Rate(kind=RateKind.LGPS_EMPLOYER_RATE, value=Decimal("19.5"), effective_from=date(2026, 4, 1), source="A made-up certificate").save()
    await service.reckon_again(await make_user(Role.OPERATIONS), before.id, before.workings.terms)
    after = await queries.get_case(SYSTEM, before.id)
    assert after.permanent_cost_amount - before.permanent_cost_amount == Decimal(43000) * Decimal("3.5") / 100


async def test_without_a_rate_no_saving_is_guessed():
    worker = await make_worker((await make_client()).id)
    await Rate.delete().where(Rate.kind == RateKind.SICKNESS)
    with pytest.raises(RateMissing, match="sickness"):
        await make_case(worker)
    with pytest.raises(RateMissing):
        await savings.with_estimates([worker])


async def test_only_a_hire_by_the_council_lowers_its_share():
    council, owner = await make_client(), await make_client(is_owner=True, reports_as_agency=False)
    own = await afc()
    cases = [
        (await make_worker(council.id), council.organisation_id, True),
        (await make_worker(council.id), own.id, False),
        (await make_worker(owner.id), own.id, True),
    ]
    for worker, employer_id, lowers in cases:
        case = await queries.get_case(SYSTEM, await make_case(worker, employer_id=employer_id))
        assert case.lowers_agency_share is lowers


async def test_another_council_cannot_employ():
    worker, other = await make_worker((await make_client()).id), await make_client()
    with pytest.raises(InvalidInput, match="council or AfC"):
        await make_case(worker, employer_id=other.organisation_id)


async def test_one_live_case_for_a_worker():
    worker, actor = await make_worker((await make_client()).id), await make_user(Role.OPERATIONS)
    first = await make_case(worker)
    with pytest.raises(CaseExists):
        await make_case(worker)
    await service.close(actor, first, "They have moved abroad.")
    second = await queries.get_case(SYSTEM, await make_case(worker))
    assert (await queries.get_worker(SYSTEM, worker.id)).case_id == second.id


async def test_stages_go_one_way_and_each_refusal_says_where_the_case_is():
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    worker = await make_worker(client.id, actor)
    case_id = await make_case(worker, actor=actor)
    with pytest.raises(WrongStage, match="case opened"):
        await service.mark_interested(actor, case_id)
    with pytest.raises(WrongStage, match="case opened"):
        await service.start_application(actor, case_id, await make_conversion_vacancy(client.organisation_id))
    await service.approach(actor, case_id)
    with pytest.raises(WrongStage):
        await service.approach(actor, case_id)
    with pytest.raises(InvalidInput, match="reason"):
        await service.close(actor, case_id, "  ")
    await service.close(actor, case_id, "Wants to stay with the agency.")
    for command in (service.approach(actor, case_id), service.close(actor, case_id, "Again"), service.mark_interested(actor, case_id)):
        with pytest.raises(WrongStage):
            await command
    with pytest.raises(WrongStage):
        await service.reckon_again(actor, case_id, CaseTerms(annual_amount=Decimal(40000)))
    case = await queries.get_case(actor, case_id)
    assert (case.stage, case.closed_reason, case.ended_at is not None) == (CaseStage.CLOSED, "Wants to stay with the agency.", True)


async def test_an_application_for_a_conversion_role_of_the_employer(drain, outbox_mail):
    client, other, actor = await make_client(), await make_client(), await make_user(Role.OPERATIONS)
    worker, case_id = await _interested(client, actor)
    with pytest.raises(InvalidInput, match="employer that the case names"):
        await service.start_application(actor, case_id, await make_conversion_vacancy(other.organisation_id))
    application_id = await service.start_application(actor, case_id, await make_conversion_vacancy(client.organisation_id))
    application = await candidates.get_application(SYSTEM, application_id)
    assert (application.source, application.swe_number, application.name) == (Source.AGENCY, worker.swe_number, worker.name)
    assert (await queries.get_case(actor, case_id)).application_stage == Stage.APPLIED
    with pytest.raises(WrongStage, match="applied already"):
        await service.mark_interested(actor, case_id)
    await drain()
    assert [mail.template for mail in await outbox_mail(worker.email)] == ["application_received"]


async def test_an_application_needs_an_email_address():
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    worker = await make_worker(client.id, actor, email="")
    case_id = await make_case(worker, actor=actor)
    await service.approach(actor, case_id)
    await service.mark_interested(actor, case_id)
    vacancy_id = await make_conversion_vacancy(client.organisation_id)
    with pytest.raises(InvalidInput, match="email"):
        await service.start_application(actor, case_id, vacancy_id)
    await service.start_application(actor, case_id, vacancy_id, email="robin.new@people.example")
    assert (await queries.get_worker(actor, worker.id)).email == "robin.new@people.example"


async def test_after_an_application_that_came_to_nothing_the_case_goes_on(drain):
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    _, case_id = await _interested(client, actor)
    application_id = await service.start_application(actor, case_id, await make_conversion_vacancy(client.organisation_id))
    await candidates_service.withdraw(actor, application_id, reason=WithdrawReason.CIRCUMSTANCES)
    await drain()
    case = await queries.get_case(actor, case_id)
    assert (case.stage, case.application_id) == (CaseStage.INTERESTED, None)


async def test_becoming_permanent_ends_the_case_once():
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    _, case_id = await _interested(client, actor)
    application_id = await service.start_application(actor, case_id, await make_conversion_vacancy(client.organisation_id))
    await service.mark_converted(actor, application_id)
    await service.mark_converted(actor, application_id)
    await service.mark_converted(actor, case_id)  # no case has led to such an application
    case = await queries.get_case(actor, case_id)
    assert (case.stage, case.ended_at is not None) == (CaseStage.CONVERTED, True)
    steps, closed = await queries.funnel(actor)
    assert (dict(steps)["Permanent"], dict(steps)["Approached"], closed) == (1, 1, 0)
    assert (await queries.savings(actor))[0] == case.saving_amount


async def test_the_database_keeps_the_promises():
    worker = await make_worker((await make_client()).id)
    case_id = await make_case(worker)
    broken = [
        {ConversionCase.saving_amount: Decimal(1)},
        {ConversionCase.stage: CaseStage.CONVERTED},
        {ConversionCase.stage: "somewhere"},
    ]
    for values in broken:
        with pytest.raises(asyncpg.CheckViolationError):
            async with transaction():
                await ConversionCase.update(values).where(ConversionCase.id == case_id)


async def test_only_operations_lead_a_case_and_a_council_reads_its_own():
    client, other = await make_client(), await make_client()
    worker = await make_worker(client.id)
    case_id = await make_case(worker)
    requester = await make_user(Role.CLIENT_REQUESTER, organisation_id=client.organisation_id)
    stranger = await make_user(Role.CLIENT_APPROVER, organisation_id=other.organisation_id)
    assert (await queries.get_case(requester, case_id)).worker == worker.name
    with pytest.raises(NotFound):
        await queries.get_case(stranger, case_id)
    assert (await queries.list_cases(stranger)).items == []
    assert (await queries.funnel(stranger))[0][0] == ("Agency workers", 0)
    own = (await afc()).id
    for actor in (requester, await make_user(Role.CHAMPION), await make_user(Role.FINANCE)):
        commands = [
            service.approach(actor, case_id),
            service.mark_interested(actor, case_id),
            service.close(actor, case_id, "No"),
            service.start_application(actor, case_id, case_id),
            service.reckon_again(actor, case_id, CaseTerms(annual_amount=Decimal(1))),
            service.open_case(actor, worker.id, employer_id=own, grade_id=await grade_id(), annual_amount=Decimal(1), fee_amount=Decimal(0)),
        ]
        for command in commands:
            with pytest.raises(Forbidden):
                await command


async def test_estimates_stand_where_there_is_no_case():
    client = await make_client()
    plain, cased = await make_worker(client.id), await make_worker(client.id)
    unknown = await make_worker(client.id, job_type="IRO")
    await make_case(cased)
    rows = {row.id: row for row in await savings.with_estimates((await queries.list_workers(SYSTEM)).items)}
    assert rows[plain.id].is_estimate
    assert not rows[cased.id].is_estimate
    assert rows[unknown.id].saving_amount is None  # the pay band of the grade is not known
