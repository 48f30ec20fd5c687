"""Pre-employment checks: opened once, recorded with care, and what follows."""

import json
from datetime import UTC, date, datetime, timedelta

import asyncpg
import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.errors import OwnApplication
from prime.candidates.tables import Stage
from prime.checks import queries, service
from prime.checks.schemas import CheckIn
from prime.checks.tables import Check, CheckKind, CheckMethod, CheckStatus
from prime.core import clock, outbox
from prime.core.actor import SYSTEM
from prime.core.db import fetch_value, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.core.paging import encode_cursor
from prime.uploads import queries as uploads
from prime.uploads.schemas import Verdict
from prime.uploads.service import note_scan
from prime.uploads.tables import Purpose
from tests.factories.accounts import make_user
from tests.factories.candidates import CONSENTS, answers, candidate_actor, make_application
from tests.factories.checks import accepted, clear_checks, copy, sound
from tests.factories.staff import make_staff
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


_DBS = {
    Check.status: "clear",
    Check.reference: "001234567890",
    Check.method: "new_certificate",
    Check.level: "enhanced_barred",
    Check.issued_on: date(2026, 11, 1),
}
_RIGHT = {Check.status: "clear", Check.reference: "passport", Check.method: "list_a"}
_SWE = {Check.status: "clear", Check.reference: "SW1", Check.register_status: "registered", Check.expires_on: date(2027, 11, 30)}


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
    await service.record_check(checker, dbs.id, CheckIn(**sound(CheckKind.DBS, swe_number=application.swe_number, today=clock.today())))
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.READY
    recorded = (await _kinds(checker, application.candidate_id))[CheckKind.DBS]
    assert (recorded.checker, recorded.reference, recorded.is_clear) == (checker.name, "001234567890", True)
    await drain()
    assert [mail.subject for mail in await outbox_mail(application.email)][-1] == f"You are ready to start: {application.vacancy_title}"


async def test_a_check_found_not_clear_after_all_takes_the_person_back():
    application = await make_application(stage=Stage.CHECKS)
    checker = await clear_checks(application.candidate_id)
    identity = (await _kinds(checker, application.candidate_id))[CheckKind.IDENTITY]
    finding = CheckIn(status=CheckStatus.NOT_CLEAR, checked_on=clock.today(), detail="The photograph does not match.")
    await service.record_check(checker, identity.id, finding)
    after = await candidates.get_application(SYSTEM, application.id)
    assert after.stage is Stage.CHECKS
    assert (await candidates.history(checker, application.id))[0].reason == "Open: Identity"
    await service.record_check(checker, identity.id, CheckIn(status=CheckStatus.OPEN))
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
        await service.record_check(operations, check.id, CheckIn(status=CheckStatus.OPEN))


async def test_the_registration_number_must_be_the_candidates_own():
    application = await make_application(stage=Stage.CHECKS)
    checker = await make_user(Role.OPERATIONS)
    await service.open_set(checker, application.candidate_id)
    check = (await _kinds(checker, application.candidate_id))[CheckKind.SWE_REGISTRATION]
    with pytest.raises(InvalidInput) as refused:
        facts = sound(CheckKind.SWE_REGISTRATION, swe_number="SW999999", today=clock.today())
        await service.record_check(checker, check.id, CheckIn(**facts))
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
            await service.record_check(actor, own[0].id, CheckIn(status=CheckStatus.OPEN))
    other = await candidate_actor(await make_application())
    for actor in (other, await make_user(Role.CHAMPION)):
        with pytest.raises(NotFound):
            await queries.list_checks(actor, application.candidate_id)
    with pytest.raises(NotFound):
        await service.record_check(await make_user(Role.OPERATIONS), application.id, CheckIn(status=CheckStatus.OPEN))


@pytest.mark.parametrize(
    ("kind", "values", "constraint"),
    [
        (CheckKind.IDENTITY, {Check.status: "not_clear"}, "check_recorded_by_somebody"),
        (CheckKind.REFERENCE_ONE, {Check.status: "clear"}, "check_clear_has_reference"),
        (CheckKind.IDENTITY, {Check.status: "clear", Check.reference: "1", Check.method: "passport"}, "check_clear_identity"),
        (CheckKind.DBS, {**_DBS, Check.reference: "12345"}, "check_clear_dbs"),
        (CheckKind.DBS, {**_DBS, Check.level: "enhanced"}, "check_clear_dbs"),
        (CheckKind.DBS, {**_DBS, Check.issued_on: None}, "check_clear_dbs"),
        (CheckKind.DBS, {**_DBS, Check.method: "update_service"}, "check_update_service_asked"),
        (CheckKind.RIGHT_TO_WORK, {**_RIGHT, Check.method: "list_b_1"}, "check_clear_right_to_work"),
        (CheckKind.RIGHT_TO_WORK, {**_RIGHT, Check.method: "online"}, "check_clear_right_to_work"),
        (CheckKind.RIGHT_TO_WORK, {**_RIGHT, Check.method: None}, "check_clear_right_to_work"),
        (CheckKind.RIGHT_TO_WORK, {**_RIGHT, Check.method: "list_b_1", Check.expires_on: date(2027, 1, 1)}, "check_limited_right_is_followed_up"),
        (CheckKind.SWE_REGISTRATION, {**_SWE, Check.register_status: "removed"}, "check_clear_registration"),
        (CheckKind.SWE_REGISTRATION, {**_SWE, Check.expires_on: None}, "check_clear_registration"),
        (CheckKind.SWE_REGISTRATION, {**_SWE, Check.conditions: "Supervision"}, "check_clear_registration"),
        (CheckKind.QUALIFICATION, {Check.status: "clear", Check.reference: "BA"}, "check_clear_qualification"),
        (CheckKind.OVERSEAS, {Check.status: "clear", Check.reference: "1"}, "check_clear_overseas"),
        (CheckKind.HEALTH, {Check.status: "clear", Check.reference: "1"}, "check_health_after_offer"),
        (CheckKind.QUALIFICATION, {Check.status: "not_needed", Check.detail: "No"}, "check_not_needed_says_why"),
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
    finding = CheckIn(status=CheckStatus.CLEAR, method=CheckMethod.ONLINE, checked_on=clock.today(), reference="w12 345-678")
    await service.record_check(checker, check.id, finding, sent=await copy())
    assert (await _kinds(checker, application.candidate_id))[CheckKind.RIGHT_TO_WORK].reference == "W12345678"


async def _clear_but_the_registration(starts_on, ends):
    """Somebody at checks whose last check, the registration, ends on a day."""
    application = await make_application(stage=Stage.CHECKS)
    await accepted(application.candidate_id, starts_on=starts_on)
    checker = await clear_checks(application.candidate_id, without=(CheckKind.SWE_REGISTRATION,))
    registration = (await _kinds(checker, application.candidate_id))[CheckKind.SWE_REGISTRATION]
    facts = sound(CheckKind.SWE_REGISTRATION, swe_number=application.swe_number, today=clock.today())
    await service.record_check(checker, registration.id, CheckIn(**{**facts, "expires_on": ends}))
    return application, checker, registration.id, facts


async def test_ready_is_judged_at_the_first_day():
    application, checker, check_id, facts = await _clear_but_the_registration(date(2026, 12, 7), date(2026, 11, 30))
    waits = await candidates.get_application(SYSTEM, application.id)
    assert waits.stage is Stage.CHECKS
    assert (waits.next_action, waits.next_due_on) == ("Renew before the first day: Social Work England registration", date(2026, 11, 30))
    checks = await queries.list_checks(checker, application.candidate_id, starts_on=date(2026, 12, 7))
    (check,) = [check for check in checks if not check.holds_at_start]
    assert (check.kind, check.is_clear) == (CheckKind.SWE_REGISTRATION, True)
    await service.record_check(checker, check_id, CheckIn(**{**facts, "expires_on": date(2027, 11, 30)}))
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.READY


async def test_the_hourly_job_moves_who_is_no_longer_ready_back_and_forth(drain, frozen_now):
    application, *_ = await _clear_but_the_registration(date(2026, 11, 27), date(2026, 11, 30))
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.READY
    assert await service.follow_all(SYSTEM) == 0
    frozen_now(datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert await service.follow_all(SYSTEM) == 1
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS
    await Check.update({Check.expires_on: date(2027, 11, 30)}).where(Check.candidate == application.candidate_id, Check.kind == "swe_registration")
    await outbox.enqueue("checks.follow_up")
    await drain()
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.READY
    with pytest.raises(Forbidden):
        await service.follow_all(await make_user(Role.CHAMPION))


async def test_what_lapses_soon_is_told_once_for_each_day(drain, outbox_mail):
    application, checker, check_id, facts = await _clear_but_the_registration(date(2026, 12, 7), date(2026, 11, 30))
    (due,) = (await queries.list_due(checker)).items
    assert (due.kind, due.due_on, due.lapses_before_start, due.is_staff) == (CheckKind.SWE_REGISTRATION, date(2026, 11, 30), True, False)
    assert [await service.remind_due(SYSTEM) for _ in range(2)] == [1, 0]
    await drain()
    office = await accounts.get_user(SYSTEM, checker.user_id)
    (told,) = [mail for mail in await outbox_mail(office.email) if mail.template == "checks_due"]
    assert f"{application.name}: Social Work England registration lapses on 30 November 2026" in told.body_text
    (own,) = [mail for mail in await outbox_mail(application.email) if mail.template == "check_renewal"]
    assert "cannot start with us unless it lasts on your first day" in own.body_text
    await service.record_check(checker, check_id, CheckIn(**{**facts, "expires_on": date(2027, 11, 30)}))
    assert (await queries.list_due(checker)).items == []


async def test_staff_are_followed_up_and_the_list_is_paged():
    checker = await make_user(Role.OPERATIONS)
    for number in range(3):
        await make_staff(last_name=f"Due{number}", checks_expire_on=date(2026, 12, 4 + number))
    first = await queries.list_due(checker, size=2)
    rest = await queries.list_due(checker, size=100, cursor=first.next_cursor)
    rows = [*first.items, *rest.items]
    assert rest.next_cursor == ""
    assert len({row.id for row in rows}) == len(rows) == 3 * 9
    assert [row.due_on for row in rows] == sorted(row.due_on for row in rows)
    assert all(row.is_staff for row in rows)
    with pytest.raises(InvalidInput):
        await queries.list_due(checker, cursor=encode_cursor("yesterday", "nobody"))
    with pytest.raises(Forbidden):
        await queries.list_due(await make_user(Role.FINANCE))


async def test_a_copy_that_was_not_safe_opens_the_check_again():
    application = await make_application(stage=Stage.CHECKS)
    checker = await clear_checks(application.candidate_id)
    right = (await _kinds(checker, application.candidate_id))[CheckKind.RIGHT_TO_WORK]
    upload = await uploads.find_upload(checker, Purpose.CHECK_EVIDENCE, right.id)
    assert upload.filename == f"right-to-work-{application.candidate_reference}.pdf"
    await note_scan(SYSTEM, upload.id, Verdict("Eicar"))
    payload = await fetch_value("SELECT payload FROM outbox_message WHERE job = 'event:uploads.file_purged'")
    assert json.loads(payload) == {"purpose": "check_evidence", "subject_id": str(right.id)}
    await service.reopen_without_copy(SYSTEM, right.id)
    assert (await _kinds(checker, application.candidate_id))[CheckKind.RIGHT_TO_WORK].status is CheckStatus.OPEN
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS


async def test_no_copy_of_a_dbs_certificate_is_kept():
    application = await make_application(stage=Stage.CHECKS)
    checker = await make_user(Role.OPERATIONS)
    await service.open_set(checker, application.candidate_id)
    dbs = (await _kinds(checker, application.candidate_id))[CheckKind.DBS]
    with pytest.raises(InvalidInput):
        await service.attach_evidence(checker, dbs.id, await copy())
    with pytest.raises(Forbidden):
        await service.attach_evidence(await make_user(Role.CHAMPION), dbs.id, await copy())
