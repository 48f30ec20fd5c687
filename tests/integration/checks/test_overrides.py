"""Starting without a check: asked for by one, granted by another, never where the law insists on it."""

from datetime import timedelta

import asyncpg
import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates.tables import Stage
from prime.checks import queries, service
from prime.checks.errors import NoOverride, NotOverridable, OverrideExists, SamePerson
from prime.checks.rules import GUIDES
from prime.checks.schemas import CheckIn
from prime.checks.tables import CheckKind, CheckOverride, CheckStatus, OverrideStatus
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput
from prime.staff import queries as staff
from prime.staff import service as staffing
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.checks import clear_checks, sound

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
KIND = CheckKind.REFERENCE_TWO
NEVER = {CheckKind.IDENTITY, CheckKind.RIGHT_TO_WORK, CheckKind.DBS, CheckKind.SWE_REGISTRATION}


async def _waiting_for_a_reference():
    application = await make_application(stage=Stage.CHECKS)
    checker = await clear_checks(application.candidate_id, without=(KIND,))
    return application, checker, await queries.find_check(application.candidate_id, KIND)


def _terms(application, **changes):
    terms = {"reason": "The referee is on leave.", "condition": "Works beside a named supervisor.", "expires_on": clock.today() + timedelta(days=30)}
    return {"application_id": application.id, **terms, **changes}


async def test_a_second_person_grants_it_and_the_person_starts(drain, outbox_mail):
    application, asks, check_id = await _waiting_for_a_reference()
    second = await make_user(Role.OPERATIONS)
    await service.request_override(asks, check_id, **_terms(application))
    with pytest.raises(SamePerson):
        await service.grant_override(asks, check_id)
    with pytest.raises(OverrideExists):
        await service.request_override(second, check_id, **_terms(application))
    assert [row.kind for row in await queries.list_asked(second)] == [KIND]
    assert await queries.waiting_for(application.candidate_id, clock.today()) == [KIND]
    await service.grant_override(second, check_id)
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.READY
    (known,) = await queries.list_overrides(second, check_id)
    assert (known.status, known.requested_by, known.decided_by) == (OverrideStatus.GRANTED, asks.name, second.name)
    staff_id = await staffing.onboard(second, application.id)
    shown = {check.kind: check for check in await staff.check_expiry(second, staff_id)}
    assert (shown[KIND].status, shown[KIND].expires_on) == ("overridden", clock.today() + timedelta(days=30))
    (due,) = (await queries.list_due(second)).items
    assert (due.kind, due.is_override, due.is_own_renewal) == (KIND, True, False)
    await drain()
    told = [mail for mail in await outbox_mail((await accounts.get_user(SYSTEM, second.user_id)).email) if mail.template == "override_requested"]
    assert f"/candidates/{application.id}/checks/{KIND}/override" in told[0].body_text


@pytest.mark.parametrize("kind", sorted(NEVER))
async def test_the_law_leaves_no_choice(kind):
    application = await make_application(stage=Stage.CHECKS)
    actor = await make_user(Role.OPERATIONS)
    await service.open_set(actor, application.candidate_id)
    check_id = await queries.find_check(application.candidate_id, kind)
    with pytest.raises(NotOverridable, match=r"Nobody|Every other"):
        await service.request_override(actor, check_id, **_terms(application))
    with pytest.raises(asyncpg.CheckViolationError, match="never overridden"):
        async with transaction():
            await _row(check_id, actor).save()
    assert {kind for kind, guide in GUIDES.items() if guide.never_without} == NEVER


def _row(check_id, actor, **changes):
    terms = {"reason": "x", "condition": "y", "expires_on": clock.today() + timedelta(days=1), "requested_by": actor.user_id}
    return CheckOverride(**{"check_record": check_id, "requested_at": clock.now(), **terms, **changes})


async def test_the_database_wants_two_people_and_keeps_the_terms():
    application, asks, check_id = await _waiting_for_a_reference()
    second = await make_user(Role.OPERATIONS)
    granted = {"status": "granted", "decided_at": clock.now()}
    with pytest.raises(asyncpg.CheckViolationError, match="override_granted_by_another"):
        async with transaction():
            await _row(check_id, asks, **granted, decided_by=asks.user_id).save()
    await service.record_check(asks, check_id, CheckIn(status=CheckStatus.NOT_CLEAR, checked_on=clock.today(), detail="No answer in six weeks."))
    with pytest.raises(asyncpg.CheckViolationError, match="does not grant"):
        async with transaction():
            await _row(check_id, second, **granted, decided_by=asks.user_id).save()
    row = _row(check_id, second, **granted, decided_by=(await make_user(Role.OPERATIONS)).user_id)
    await row.save()
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await CheckOverride.update(expires_on=clock.today() + timedelta(days=99)).where(CheckOverride.id == row.id)
    with pytest.raises(asyncpg.UniqueViolationError):
        async with transaction():
            await _row(check_id, asks).save()
    assert application.id


async def test_whoever_recorded_the_check_does_not_grant():
    application, checker, check_id = await _waiting_for_a_reference()
    await service.record_check(checker, check_id, CheckIn(status=CheckStatus.NOT_CLEAR, checked_on=clock.today(), detail="Too short to be of use."))
    await service.request_override(await make_user(Role.OPERATIONS), check_id, **_terms(application))
    with pytest.raises(SamePerson):
        await service.grant_override(checker, check_id)


async def test_an_override_ends_with_its_day_a_new_finding_or_a_reason(frozen_now):
    application, asks, check_id = await _waiting_for_a_reference()
    second = await make_user(Role.OPERATIONS)
    await service.request_override(asks, check_id, **_terms(application))
    await service.refuse_override(second, check_id, reason="Wait another week.")
    with pytest.raises(NoOverride):
        await service.grant_override(second, check_id)
    await service.request_override(asks, check_id, **_terms(application))
    await service.grant_override(second, check_id)
    with pytest.raises(InvalidInput):
        await service.end_override(second, check_id, reason=" ")
    await service.end_override(second, check_id, reason="The supervisor has left.")
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS
    await service.request_override(asks, check_id, **_terms(application))
    await service.grant_override(second, check_id)
    await service.record_check(asks, check_id, CheckIn(status=CheckStatus.NOT_CLEAR, checked_on=clock.today(), detail="The referee says no."))
    assert next(iter(await queries.list_overrides(asks, check_id))).status is OverrideStatus.ENDED
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS
    await service.request_override(second, check_id, **_terms(application))
    await service.grant_override(await make_user(Role.OPERATIONS), check_id)
    frozen_now(clock.now() + timedelta(days=31))
    assert await service.follow_all(SYSTEM) == 1
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS


async def test_terms_and_rights():
    application, asks, check_id = await _waiting_for_a_reference()
    for changes in ({"reason": " "}, {"condition": ""}, {"expires_on": clock.today()}, {"expires_on": clock.today() + timedelta(weeks=13)}):
        with pytest.raises(InvalidInput) as refused:
            await service.request_override(asks, check_id, **_terms(application, **changes))
        assert [error["pointer"] for error in refused.value.errors] == [f"/{name}" for name in changes]
    for role in (Role.CHAMPION, Role.ADMIN, Role.CANDIDATE):
        with pytest.raises(Forbidden):
            await service.request_override(await make_user(role), check_id, **_terms(application))
    facts = sound(KIND, swe_number="SW1", today=clock.today())
    await service.record_check(asks, check_id, CheckIn(**facts))
    with pytest.raises(NotOverridable):
        await service.request_override(asks, check_id, **_terms(application))


async def test_on_the_page(browser_for):
    application, asks, _ = await _waiting_for_a_reference()
    browser, second = await browser_for(asks.user_id), await browser_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/candidates/{application.id}/checks/{KIND}/override"
    last = clock.today() + timedelta(days=30)
    day = {"expires_on-day": str(last.day), "expires_on-month": str(last.month), "expires_on-year": str(last.year)}
    assert (await browser.submit(path, {})).status_code == 422
    assert (await browser.submit(path, {"reason": "On leave", "condition": "Supervised", **day})).status_code == 303
    assert "A colleague decides" in (await browser.get(path)).text
    assert (await browser.submit(path, {"reason": "On leave", "condition": "Supervised", **day})).status_code == 409
    assert "Waiting for a second person" in (await second.get("/checks")).text
    assert (await browser.submit(f"{path}/grant", {})).headers["location"] == path
    assert "Grant the override" in (await second.get(path)).text
    assert (await second.submit(f"{path}/grant", {})).status_code == 303
    assert "Overridden until 25 December 2026" in (await browser.get(f"/candidates/{application.id}/checks")).text
    own = await browser_for(application.user_id)
    assert "You may start without it until 25 December 2026" in (await own.get("/my-checks")).text
    assert (await browser.submit(f"{path}/end", {})).status_code == 422
    assert (await browser.submit(f"{path}/end", {"reason": "It came"})).status_code == 303
    assert "Ended" in (await browser.get(path)).text
    assert "never overridden" in (await browser.get(f"/candidates/{application.id}/checks/dbs/override")).text


async def test_as_json(api_for):
    application, asks, _ = await _waiting_for_a_reference()
    program, second = await api_for(asks.user_id), await api_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/api/v1/applications/{application.id}/checks/{KIND}/overrides"
    body = {"reason": "On leave", "condition": "Supervised", "expiresOn": "2026-12-20"}
    made = await program.post(path, json=body)
    assert made.status_code == 201
    assert (await program.post(f"{path}/grant")).status_code == 409
    assert (await second.post(f"{path}/grant")).json()[0]["status"] == "granted"
    assert (await second.get(f"/api/v1/applications/{application.id}/checks")).json()[5]["overriddenUntil"] == "2026-12-20"
    assert (await second.post(f"{path}/refuse", json={"reason": "No"})).status_code == 409
    assert (await second.post(f"{path}/end", json={"reason": "It came"})).json()[0]["endedReason"] == "It came"
    assert (await program.get(path)).json()[0]["id"] == made.json()["id"]
    own = await api_for(application.user_id)
    assert (await own.get(path)).status_code == 403
