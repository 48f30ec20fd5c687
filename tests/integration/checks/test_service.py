"""Pre-employment checks: opened once, recorded with care, and what follows."""

from datetime import date, timedelta

import asyncpg
import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.errors import OwnApplication
from prime.candidates.tables import Stage
from prime.checks import queries, service
from prime.checks.tables import Check, CheckKind, CheckMethod, CheckStatus
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from tests.factories.accounts import make_user
from tests.factories.candidates import CONSENTS, answers, candidate_actor, make_application
from tests.factories.checks import clear_checks, sound
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _kinds(actor, candidate_id):
    return {check.kind: check for check in await queries.list_checks(actor, candidate_id)}


async def test_a_set_is_nine_rows_however_often_it_is_opened():
    application = await make_application(stage=Stage.CHECKS)
    for _ in range(2):
        await service.open_set(SYSTEM, application.candidate_id)
    assert [check.kind for check in await queries.list_checks(SYSTEM, application.candidate_id)] == list(CheckKind)
    assert await queries.waiting_for(application.candidate_id, clock.today()) == list(CheckKind)


async def test_the_last_clear_check_makes_the_person_ready_and_tells_them(drain, outbox_mail):
    application = await make_application(stage=Stage.CHECKS)
    checker = await clear_checks(application.candidate_id, without=(CheckKind.DBS,))
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS
    assert await queries.waiting_for(application.candidate_id, clock.today()) == [CheckKind.DBS]
    dbs = (await _kinds(checker, application.candidate_id))[CheckKind.DBS]
    await service.record_check(checker, dbs.id, **sound(CheckKind.DBS, swe_number=application.swe_number, today=clock.today()))
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.READY
    recorded = (await _kinds(checker, application.candidate_id))[CheckKind.DBS]
    assert (recorded.checker, recorded.reference, recorded.is_clear) == (checker.name, "001234567890", True)
    await drain()
    assert [mail.subject for mail in await outbox_mail(application.email)][-1] == f"You are ready to start: {application.vacancy_title}"


async def test_a_check_found_not_clear_after_all_takes_the_person_back():
    application = await make_application(stage=Stage.CHECKS)
    checker = await clear_checks(application.candidate_id)
    identity = (await _kinds(checker, application.candidate_id))[CheckKind.IDENTITY]
    await service.record_check(checker, identity.id, status=CheckStatus.NOT_CLEAR, checked_on=clock.today(), detail="The photograph does not match.")
    after = await candidates.get_application(SYSTEM, application.id)
    assert after.stage is Stage.CHECKS
    assert (await candidates.history(checker, application.id))[0].reason == "Open: Identity"
    await service.record_check(checker, identity.id, status=CheckStatus.OPEN)
    reopened = (await _kinds(checker, application.candidate_id))[CheckKind.IDENTITY]
    assert (reopened.status, reopened.checked_on, reopened.checker) == (CheckStatus.OPEN, None, "")


async def test_a_lapsed_check_is_open_again():
    application = await make_application(stage=Stage.CHECKS)
    await clear_checks(application.candidate_id)
    lapse = clock.today() + timedelta(days=370)
    assert await queries.waiting_for(application.candidate_id, lapse) == []
    assert await queries.waiting_for(application.candidate_id, lapse + timedelta(days=1)) == [CheckKind.SWE_REGISTRATION]


async def test_nobody_records_their_own_checks():
    operations = await make_user(Role.OPERATIONS)
    user = await accounts.get_user(operations, operations.user_id)
    vacancy_id = await make_vacancy()
    application_id = await applications.apply(operations, vacancy_id=vacancy_id, consents=CONSENTS, **answers(email=user.email))
    candidate_id = (await candidates.get_application(SYSTEM, application_id)).candidate_id
    await service.open_set(operations, candidate_id)
    [check, *_] = await queries.list_checks(operations, candidate_id)
    with pytest.raises(OwnApplication):
        await service.record_check(operations, check.id, status=CheckStatus.OPEN)


async def test_the_registration_number_must_be_the_candidates_own():
    application = await make_application(stage=Stage.CHECKS)
    checker = await make_user(Role.OPERATIONS)
    await service.open_set(checker, application.candidate_id)
    check = (await _kinds(checker, application.candidate_id))[CheckKind.SWE_REGISTRATION]
    with pytest.raises(InvalidInput) as refused:
        await service.record_check(
            checker, check.id, status=CheckStatus.CLEAR, checked_on=clock.today(), reference="SW999999", expires_on=date(2027, 11, 30)
        )
    assert refused.value.errors == [{"pointer": "/reference", "detail": f"The number must be the candidate's own, which is {application.swe_number}"}]


async def test_only_operations_record_and_a_candidate_sees_progress_only():
    application = await make_application(stage=Stage.CHECKS)
    await clear_checks(application.candidate_id)
    candidate = await candidate_actor(application)
    own = await queries.list_own(candidate)
    assert [check.is_clear for check in own] == [True] * 9
    assert {(check.reference, check.detail, check.checker) for check in own} == {("", "", "")}
    for actor in (candidate, await make_user(Role.CHAMPION), await make_user(Role.FINANCE)):
        with pytest.raises(Forbidden):
            await service.record_check(actor, own[0].id, status=CheckStatus.OPEN)
    other = await candidate_actor(await make_application())
    for actor in (other, await make_user(Role.CHAMPION)):
        with pytest.raises(NotFound):
            await queries.list_checks(actor, application.candidate_id)
    with pytest.raises(NotFound):
        await service.record_check(await make_user(Role.OPERATIONS), application.id, status=CheckStatus.OPEN)


@pytest.mark.parametrize(
    ("kind", "values", "constraint"),
    [
        (CheckKind.IDENTITY, {Check.status: "clear"}, "check_recorded_by_somebody"),
        (CheckKind.DBS, {Check.status: "clear", Check.reference: "12345"}, "check_dbs_number"),
        (CheckKind.HEALTH, {Check.status: "not_needed", Check.detail: "No"}, "check_not_needed_says_why"),
        (CheckKind.IDENTITY, {Check.method: "guess"}, "check_method_known"),
    ],
)
async def test_the_database_keeps_the_promises(kind, values, constraint):
    application = await make_application(stage=Stage.CHECKS)
    checker = await make_user(Role.OPERATIONS)
    await service.open_set(SYSTEM, application.candidate_id)
    recorded = (
        {}
        if constraint == "check_recorded_by_somebody"
        else {Check.checked_on: clock.today(), Check.checker: checker.user_id, Check.recorded_at: clock.now()}
    )
    with pytest.raises(asyncpg.CheckViolationError) as refused:
        async with transaction():
            await Check.update({**recorded, **values}).where((Check.candidate == application.candidate_id) & (Check.kind == kind))
    assert constraint in refused.value.constraint_name


async def test_a_set_has_one_row_of_a_kind():
    application = await make_application(stage=Stage.CHECKS)
    await service.open_set(SYSTEM, application.candidate_id)
    with pytest.raises(asyncpg.UniqueViolationError):
        async with transaction():
            await Check(candidate=application.candidate_id, kind=CheckKind.DBS).save()


async def test_a_share_code_is_kept_in_one_form():
    application = await make_application(stage=Stage.CHECKS)
    checker = await make_user(Role.OPERATIONS)
    await service.open_set(checker, application.candidate_id)
    check = (await _kinds(checker, application.candidate_id))[CheckKind.RIGHT_TO_WORK]
    await service.record_check(
        checker, check.id, status=CheckStatus.CLEAR, method=CheckMethod.ONLINE, checked_on=clock.today(), reference="w12 345-678"
    )
    assert (await _kinds(checker, application.candidate_id))[CheckKind.RIGHT_TO_WORK].reference == "W12345678"
