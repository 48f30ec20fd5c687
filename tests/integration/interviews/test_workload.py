"""A champion's share of the work and their drift: for themselves and operations, only with enough behind it."""

from datetime import timedelta

import pytest

from prime.accounts.permissions import Role
from prime.core.errors import NotFound
from prime.interviews import queries, service
from tests.factories.accounts import make_user
from tests.factories.interviews import MONDAY_NINE, make_booking, make_champion, whole_card

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
DAY = timedelta(days=1)


async def _interviews(frozen_now, now, panel, count: int) -> None:
    """Interviews that the first member scores a point below the second; a third one has not scored."""
    made = [await make_booking(panel=panel, starts_at=MONDAY_NINE + DAY * day) for day in range(count)]
    frozen_now(now)
    for interview in made:
        await service.submit_scorecard(panel[0].actor, interview.id, await whole_card(interview.id, 3))
        await service.submit_scorecard(panel[1].actor, interview.id, await whole_card(interview.id, 4))


async def test_drift_needs_five_interviews_that_others_scored_too(frozen_now, browser_for, api_for):
    panel = [await make_champion(last_name="Abara"), await make_champion(last_name="Brandt"), await make_champion(last_name="Costa")]
    await _interviews(frozen_now, MONDAY_NINE + DAY * 6, panel, 5)
    low, high, none = [await queries.workload(member.actor, member.id) for member in panel]
    assert (low.drift, low.compared, high.drift) == (-0.5, 5, 0.5)
    assert (none.drift, none.compared) == (None, 0)
    assert (low.interviews, low.team_size, low.team_median) == (5, 3, 5.0)
    page = (await (await browser_for(panel[0].actor.user_id)).get("/interviews")).text
    assert "Lower than your panels by 0.50 points over 5 interviews" in page
    operations = await make_user(Role.OPERATIONS)
    assert "Higher than their panels by 0.50" in (await (await browser_for(operations.user_id)).get(f"/champions/{panel[1].id}")).text
    api = await api_for(panel[0].actor.user_id)
    assert (await api.get(f"/api/v1/champions/{panel[0].id}/workload")).json()["drift"] == -0.5
    assert (await api.get(f"/api/v1/champions/{panel[1].id}/workload")).status_code == 404


async def test_another_champion_sees_nothing_of_it():
    own, other = await make_champion(), await make_champion()
    with pytest.raises(NotFound):
        await queries.workload(own.actor, other.id)
