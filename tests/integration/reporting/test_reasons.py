"""Why applications end: counted, narrowed, and down to the cases."""

from datetime import timedelta

import pytest

from prime.accounts.permissions import Role
from prime.candidates import service as candidates
from prime.candidates.tables import RejectReason, Stage, WithdrawReason
from prime.core import clock
from prime.core.errors import Forbidden, InvalidInput
from prime.reporting import reasons
from prime.reporting.reasons import Ending
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _ended(operations):
    """Two rejected for their experience at different stages, one because the role was filled, one who withdrew."""
    ended = []
    for stage, reason in ((Stage.SCREENING, RejectReason.EXPERIENCE), (Stage.INTERVIEW, RejectReason.EXPERIENCE), (Stage.OFFER, RejectReason.FILLED)):
        application = await make_application(stage=stage)
        await candidates.reject(operations, application.id, reason=reason, detail="Thank you for your time.")
        ended.append(application)
    application = await make_application(stage=Stage.CONVERSATION)
    await candidates.withdraw(operations, application.id, reason=WithdrawReason.PAY, detail="")
    return [*ended, application]


async def test_counted_by_reason_and_stage():
    operations = await make_user(Role.OPERATIONS)
    first, *_ = await _ended(operations)
    found = await reasons.tally(operations)
    assert [(each.ending, each.reason, each.count, each.share) for each in found] == [
        (Ending.REJECTED, "experience", 2, 67),
        (Ending.REJECTED, "filled", 1, 33),
        (Ending.WITHDRAWN, "pay", 1, 100),
    ]
    assert found[0].stages == {Stage.SCREENING: 1, Stage.INTERVIEW: 1}
    assert reasons.finding(found) == "The most frequent reason is “Not the experience that the role needs”, 67%"
    only = await reasons.tally(operations, vacancies=[first.vacancy_reference])
    assert [(each.reason, each.count) for each in only] == [("experience", 1)]
    assert {choice.reference for choice in await reasons.list_vacancies(operations)} >= {first.vacancy_reference}


async def test_a_period_leaves_out_what_ended_before(frozen_now):
    operations = await make_user(Role.OPERATIONS)
    await _ended(operations)
    frozen_now(clock.now() + timedelta(days=100))
    assert await reasons.tally(operations, period="quarter") == []
    assert len(await reasons.tally(operations, period="all")) == 3
    with pytest.raises(InvalidInput):
        await reasons.tally(operations, period="century")


async def test_down_to_the_cases():
    operations, finance = await make_user(Role.OPERATIONS), await make_user(Role.FINANCE)
    first, second, *_ = await _ended(operations)
    found = await reasons.list_cases(operations, ending=Ending.REJECTED, reason="experience")
    assert [case.id for case in found.items] == [second.id, first.id]
    assert (found.items[0].reached, found.items[0].detail) == (Stage.INTERVIEW, "Thank you for your time.")
    one = await reasons.list_cases(operations, ending=Ending.REJECTED, reason="experience", stage="screening")
    assert [case.id for case in one.items] == [first.id]
    assert await reasons.tally(finance)
    with pytest.raises(Forbidden):
        await reasons.list_cases(finance, ending=Ending.REJECTED, reason="experience")
    for wrong in ({"reason": "pay"}, {"reason": "experience", "stage": "x"}, {"reason": "experience", "cursor": "x"}):
        with pytest.raises(InvalidInput):
            await reasons.list_cases(operations, ending=Ending.REJECTED, **wrong)


async def test_the_page_the_drill_down_and_who_may_not(browser_for):
    operations = await make_user(Role.OPERATIONS)
    first, *_ = await _ended(operations)
    browser = await browser_for(operations.user_id)
    shown = (await browser.get("/reports/reasons")).text
    assert "Not the experience that the role needs" in shown
    cases = "/reports/reasons/cases?ending=rejected&reason=experience&stage=screening&period=year"
    assert cases.replace("&", "&amp;") in shown
    assert first.reference in (await browser.get(cases)).text
    assert "No application ended so" in (await browser.get("/reports/reasons?vacancy=VAC-0")).text
    assert "None ended for this reason" in (await browser.get("/reports/reasons/cases?ending=withdrawn&reason=location")).text
    for wrong in ("?period=x", "/cases", "/cases?ending=x&reason=pay", "/cases?ending=rejected&reason=pay"):
        assert (await browser.get(f"/reports/reasons{wrong}")).status_code == 303
    async with counted() as asked:
        await browser.get("/reports/reasons")
    assert len(asked) <= 6
    finance = await browser_for((await make_user(Role.FINANCE)).user_id)
    assert "/reports/reasons/cases" not in (await finance.get("/reports/reasons")).text
    assert (await finance.get(cases)).status_code == 403


async def test_the_same_in_json(api_for):
    operations = await make_user(Role.OPERATIONS)
    first, *_ = await _ended(operations)
    api = await api_for(operations.user_id)
    listed = (await api.get("/api/v1/ending-reasons", params={"vacancy": first.vacancy_reference})).json()["items"]
    assert [(item["ending"], item["reason"], item["stages"]) for item in listed] == [("rejected", "experience", {"screening": 1})]
    path = "/api/v1/ending-reasons/rejected/experience/applications"
    assert len((await api.get(path)).json()["items"]) == 2
    assert (await api.get(path, params={"stage": "x"})).status_code == 422
    assert (await api.get("/api/v1/ending-reasons/rejected/nothing/applications")).status_code == 422
