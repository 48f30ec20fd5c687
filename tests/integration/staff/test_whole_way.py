"""From a row of a council's list to a permanent member of staff, each step by its own command."""

from datetime import timedelta
from decimal import Decimal

import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.tables import Stage
from prime.checks.tables import CheckKind
from prime.conversions import queries as conversions
from prime.conversions import service as cases
from prime.conversions.tables import CaseStage
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.staff import queries, service
from prime.staff.errors import ChecksOpen
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.checks import clear_checks
from tests.factories.clients import make_client
from tests.factories.conversions import make_case, make_conversion_vacancy, make_worker
from tests.factories.offers import make_accepted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _to_offer(application_id):
    for stage in (Stage.SCREENING, Stage.CONVERSATION, Stage.INTERVIEW, Stage.OFFER):
        await applications.move(SYSTEM, application_id, stage)
    return await candidates.get_application(SYSTEM, application_id)


async def test_an_agency_worker_becomes_permanent_with_the_council(drain, outbox_mail):
    client, operations = await make_client(), await make_user(Role.OPERATIONS)
    worker = await make_worker(client.id, operations, first_name="Robin", last_name="Converted")
    case_id = await make_case(worker, actor=operations)
    await cases.approach(operations, case_id)
    await cases.mark_interested(operations, case_id)
    application_id = await cases.start_application(operations, case_id, await make_conversion_vacancy(client.organisation_id))
    application = await _to_offer(application_id)
    await make_accepted(application)
    await clear_checks(application.candidate_id, actor=operations)
    staff_id = await service.onboard(operations, application_id)
    person = await queries.get_staff(operations, staff_id)
    assert (person.name, person.employer, person.is_placeable, person.swe_number) == ("Robin Converted", client.name, False, worker.swe_number)
    case = await conversions.get_case(operations, case_id)
    assert (case.stage, case.application_stage, case.lowers_agency_share) == (CaseStage.CONVERTED, Stage.STARTED, True)
    await drain()
    assert "staff_welcome" in [mail.template for mail in await outbox_mail(worker.email)]


async def test_a_direct_candidate_becomes_prime_staff_once_the_last_check_is_clear(browser_for):
    operations = await make_user(Role.OPERATIONS)
    _, application = await make_accepted(
        await make_application(stage=Stage.OFFER), starts_on=clock.today() + timedelta(days=40), weekly_hours=Decimal(37)
    )
    await clear_checks(application.candidate_id, actor=operations, without=(CheckKind.DBS,))
    with pytest.raises(ChecksOpen) as refusal:
        await service.onboard(operations, application.id)
    assert refusal.value.waiting == [CheckKind.DBS.value]
    assert (await candidates.get_application(SYSTEM, application.id)).stage == Stage.CHECKS
    await clear_checks(application.candidate_id, actor=operations)
    person = await queries.get_staff(operations, await service.onboard(operations, application.id))
    assert person.is_placeable
    assert "Employment contract" in (await (await browser_for(person.user_id)).get("/my-work")).text
