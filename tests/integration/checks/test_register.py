"""Looking a registration up: what was seen fills the form, is kept, and is labelled where it is invented."""

import asyncpg
import msgspec
import pytest

from prime.accounts.permissions import Role
from prime.candidates.tables import Stage
from prime.checks import queries, register, service
from prime.checks.tables import CheckKind, RegisterLookup, RegisterStatus
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import NotFound
from prime.core.settings import SweRegister, settings
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.support.register import Answering, Down

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
FIT = {"name": "Amara Formerly", "status": "registered", "registeredUntil": "2027-11-30", "conditions": "Supervised."}


@pytest.fixture
def answering(monkeypatch):
    """Put a double behind the port."""

    def put(double, mode=SweRegister.SIMULATOR):
        changed = msgspec.structs.replace(settings(), swe_register=mode)
        monkeypatch.setattr(register, "settings", lambda: changed)
        monkeypatch.setattr("prime.checks.service.lookups.settings", lambda: changed)
        if double is not None:
            monkeypatch.setattr(register, "connect", lambda _: double)

    return put


async def _opened():
    application = await make_application(stage=Stage.CHECKS)
    await service.open_set(SYSTEM, application.candidate_id)
    return application, f"/candidates/{application.id}/checks/swe_registration"


async def test_the_answer_fills_the_form_and_is_labelled(browser_for, answering):
    application, path = await _opened()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    answering(Answering(FIT))
    assert "Look up the register" in (await browser.get(path)).text
    done = await browser.submit(f"/candidates/{application.id}/register-look-up", {})
    assert done.headers["location"] == path
    page = (await browser.get(path)).text
    for words in ("Simulated register: invented answers", "Amara Formerly", 'value="2027"', "Supervised.", "of 100"):
        assert words in page
    (seen,) = await queries.list_lookups(SYSTEM, await queries.find_check(application.candidate_id, CheckKind.SWE_REGISTRATION))
    assert (seen.number, seen.source, seen.was_found, seen.register_status) == (application.swe_number, "simulator", True, RegisterStatus.REGISTERED)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await RegisterLookup.update(name="Somebody").where(RegisterLookup.id == seen.id)
    answering(Answering(None))
    await browser.submit(f"/candidates/{application.id}/register-look-up", {})
    assert "is not in the register" in (await browser.get(path)).text


async def test_a_register_that_is_away_is_said_plainly(browser_for, api_for, answering):
    application, _ = await _opened()
    office = await make_user(Role.OPERATIONS)
    browser, program = await browser_for(office.user_id), await api_for(office.user_id)
    answering(Down())
    done = await browser.submit(f"/candidates/{application.id}/register-look-up", {})
    assert "Try again later, or look the person up yourself" in (await browser.get(done.headers["location"])).text
    away = await program.post(f"/api/v1/applications/{application.id}/register-lookups")
    assert (away.status_code, away.json()["type"]) == (503, "/problems/register-away")
    assert await RegisterLookup.count() == 0


async def test_by_hand(browser_for, answering):
    _, path = await _opened()
    answering(None, SweRegister.MANUAL)
    page = (await (await browser_for((await make_user(Role.OPERATIONS)).user_id)).get(path)).text
    assert "No register is connected" in page
    assert "Look up the register" not in page


async def test_as_json_and_only_for_a_registration(api_for, answering):
    application, _ = await _opened()
    office = await make_user(Role.OPERATIONS)
    program = await api_for(office.user_id)
    answering(Answering(FIT))
    path = f"/api/v1/applications/{application.id}/register-lookups"
    made = await program.post(path, headers={"Idempotency-Key": "once"})
    assert made.status_code == 201
    assert (await program.post(path, headers={"Idempotency-Key": "once"})).json() == made.json()
    (seen,) = (await program.get(path)).json()
    assert (seen["id"], seen["registeredUntil"], seen["nameScore"] < 100) == (made.json()["id"], "2027-11-30", True)
    assert (await (await api_for(application.user_id)).post(path)).status_code == 403
    for kind, number in ((CheckKind.DBS, application.swe_number), (CheckKind.SWE_REGISTRATION, "SW999999")):
        with pytest.raises(NotFound):
            await service.keep_lookup(office, await queries.find_check(application.candidate_id, kind), number, None)
