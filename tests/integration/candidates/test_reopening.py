"""The end of an application is taken back by operations only, with a reason that is kept."""

import pytest

from prime.accounts import queries as accounts
from prime.accounts import service as accounts_service
from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.errors import AlreadyApplied, IllegalMove, OwnApplication
from prime.candidates.tables import Stage
from prime.core.actor import SYSTEM
from prime.core.errors import Forbidden, InvalidInput
from tests.factories.accounts import make_user
from tests.factories.candidates import CONSENTS, answers, candidate_actor, make_application

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
LIVE = [stage for stage in Stage if stage not in {Stage.STARTED, Stage.WITHDRAWN, Stage.REJECTED}]


@pytest.mark.parametrize("stage", LIVE)
async def test_it_goes_on_where_it_stood(stage, drain, outbox_mail):
    application = await make_application(stage=stage)
    operations = await make_user(Role.OPERATIONS)
    if stage is Stage.CONVERSATION:
        await service.withdraw(await candidate_actor(application), application.id, reason="pay")
    else:
        await service.reject(operations, application.id, reason="filled", detail="Sorry.")
    await service.reopen(operations, application.id, reason=" The place is free again. ")
    after = await queries.get_application(SYSTEM, application.id)
    assert (after.stage, after.next_action, after.next_actor) == (stage, application.next_action, application.next_actor)
    assert (after.ended_reason, after.ended_detail) == ("", "")
    last = (await queries.history(operations, application.id))[0]
    assert (last.to_stage, last.moved_by, last.reason) == (stage, operations.name, "The place is free again.")
    await drain()
    mail = (await outbox_mail(application.email))[-1]
    assert mail.template == "application_reopened"
    assert "free again" not in mail.body_text


async def test_only_operations_with_a_reason_and_not_their_own():
    application = await make_application()
    champion, operations = await make_user(Role.CHAMPION), await make_user(Role.OPERATIONS)
    with pytest.raises(IllegalMove):
        await service.reopen(operations, application.id, reason="It never ended")
    await service.reject(champion, application.id, reason="filled")
    with pytest.raises(Forbidden):
        await service.reopen(champion, application.id, reason="x")
    with pytest.raises(Forbidden):
        await service.reopen(await candidate_actor(application), application.id, reason="x")
    with pytest.raises(InvalidInput):
        await service.reopen(operations, application.id, reason=" \x00 ")
    assert (await queries.get_application(SYSTEM, application.id)).stage is Stage.REJECTED
    started = await make_application(stage=Stage.STARTED)
    with pytest.raises(IllegalMove):
        await service.reopen(operations, started.id, reason="x")


async def test_nobody_reopens_their_own():
    own = await make_application()
    await service.reject(SYSTEM, own.id, reason="filled")
    await accounts_service.grant_role(SYSTEM, own.user_id, role=Role.OPERATIONS, organisation_id=(await accounts.afc()).id)
    with pytest.raises(OwnApplication):
        await service.reopen(await candidate_actor(own), own.id, reason="I like it")


async def test_not_beside_a_new_application_for_the_same_role():
    application = await make_application()
    operations = await make_user(Role.OPERATIONS)
    candidate = await candidate_actor(application)
    await service.withdraw(candidate, application.id, reason="pay")
    await service.apply(candidate, vacancy_id=application.vacancy_id, consents=CONSENTS, **answers())
    with pytest.raises(AlreadyApplied):
        await service.reopen(operations, application.id, reason="They asked")
    assert (await queries.get_application(SYSTEM, application.id)).stage is Stage.WITHDRAWN
    assert (await queries.history(operations, application.id))[0].to_stage is Stage.WITHDRAWN


async def test_in_a_browser_and_by_the_api(browser_for, api_for):
    application = await make_application(stage=Stage.INTERVIEW)
    operations = await make_user(Role.OPERATIONS)
    browser, path = await browser_for(operations.user_id), f"/candidates/{application.id}"
    await service.reject(operations, application.id, reason="filled")
    assert f"{path}/reopen" in (await browser.get(path)).text
    assert f"{path}/reopen" not in (await (await browser_for((await make_user(Role.CHAMPION)).user_id)).get(path)).text
    assert "Reopen and tell the candidate" in (await browser.get(f"{path}/reopen")).text
    empty = await browser.submit(f"{path}/reopen", {"reason": " "})
    assert empty.status_code == 422
    assert "Enter why the application is reopened" in empty.text
    assert (await browser.submit(f"{path}/reopen", {"reason": "Free again"})).headers["location"] == path
    assert "The application is reopened" in (await browser.get(path)).text
    again = await browser.submit(f"{path}/reopen", {"reason": "Twice"})
    assert again.status_code == 303
    assert "only a withdrawn or rejected one can be reopened" in (await browser.get(path)).text
    await service.withdraw(operations, application.id, reason="pay")
    answer = await (await api_for(operations.user_id)).post(f"/api/v1/applications/{application.id}/reopen", json={"reason": "By telephone"})
    assert (answer.status_code, answer.json()["stage"]) == (200, "interview")
