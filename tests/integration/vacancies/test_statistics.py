"""The figures of a vacancy, counted by hand."""

from datetime import timedelta
from decimal import Decimal

import pytest

from prime.accounts.permissions import Role
from prime.candidates import service as applications
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.errors import Forbidden
from prime.offers import queries as known
from prime.offers import service as offers
from prime.vacancies import queries
from prime.vacancies.statistics import get_statistics
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.offers import make_accepted, make_offer
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _filled_vacancy(frozen_now):
    vacancy = await make_vacancy(headcount=3)
    began = clock.now()
    waiting = [await make_application(vacancy_id=vacancy) for _ in range(4)]
    for days, application in zip((1, 3, 8), waiting, strict=False):
        frozen_now(began + timedelta(days=days))
        await applications.start_screening(await make_user(Role.CHAMPION), application.id)
    await applications.reject(SYSTEM, waiting[0].id, reason="experience")
    _, declined = await make_offer(await make_application(vacancy_id=vacancy, stage=Stage.OFFER))
    [offer] = (await known.list_offers(SYSTEM, application_id=declined.id)).items
    await offers.decline(await candidate_actor(declined), offer.id, "pay")
    await make_accepted(await make_application(vacancy_id=vacancy, stage=Stage.OFFER))
    return vacancy


async def offers_of(application):
    from prime.offers import queries as known

    return await known.list_offers(SYSTEM, application_id=application.id)


async def test_the_figures_are_those_that_a_hand_counts(frozen_now):
    vacancy_id = await _filled_vacancy(frozen_now)
    _, figures = await get_statistics(SYSTEM, vacancy_id)
    by_stage = {one.stage: one for one in figures.stages}
    assert {name: one.reached for name, one in by_stage.items()} == {
        "applied": 6, "screening": 5, "conversation": 2, "interview": 2, "offer": 2, "checks": 1, "ready": 0, "started": 0,
    }  # fmt: skip
    assert (by_stage["applied"].now, by_stage["screening"].now, by_stage["offer"].now) == (1, 2, 1)
    assert (by_stage["applied"].went_on_percent, by_stage["offer"].went_on_percent) == (Decimal("83.3"), Decimal("50.0"))
    assert (by_stage["ready"].went_on_percent, by_stage["started"].went_on_percent) == (None, None)
    assert by_stage["applied"].median_days == Decimal("1.0")  # 0, 0, 1, 3 and 8 days
    assert by_stage["started"].median_days is None
    assert (figures.headcount, figures.filled, figures.offered, figures.applications) == (3, 1, 0, 6)
    assert [(one.source, one.applications, one.hired) for one in figures.sources] == [("direct", 6, 1)]
    assert {one.name: one.count for one in figures.offers} == {"accepted": 1, "declined": 1}
    assert [(one.name, one.count) for one in figures.declined] == [("pay", 1)]
    assert [(one.name, one.count) for one in figures.ended] == [("rejected: experience", 1)]


async def test_the_page_the_csv_and_the_json_say_the_same(frozen_now, browser_for, api_for):
    vacancy_id = await _filled_vacancy(frozen_now)
    operations = await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    page = (await browser.get(f"/vacancies/{vacancy_id}/statistics")).text
    for words in ("1 of 3", "83.3%", "Rejected: experience", "Why offers were declined"):
        assert words in page
    csv = await browser.get(f"/vacancies/{vacancy_id}/statistics.csv")
    assert csv.headers["content-type"].startswith("text/csv")
    assert "Stage,Applied,6,83.3,1.0" in csv.text
    assert "Declined because,Pay,1" in csv.text
    reference = (await queries.get_vacancy(SYSTEM, vacancy_id)).reference
    answer = (await (await api_for(operations.user_id)).get(f"/api/v1/vacancies/{reference}/statistics")).json()
    assert answer["stages"][0] == {"stage": "applied", "reached": 6, "now": 1, "wentOnPercent": "83.3", "medianDays": "1.0"}


async def test_an_empty_vacancy_says_so_and_others_are_kept_out(browser_for):
    vacancy_id = await make_vacancy()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "Nobody has applied yet" in (await browser.get(f"/vacancies/{vacancy_id}/statistics")).text
    with pytest.raises(Forbidden):
        await get_statistics(await make_user(Role.CHAMPION), vacancy_id)
