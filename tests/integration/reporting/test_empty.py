"""Before anything has happened, every page says what to do next."""

import pytest

from prime.accounts.permissions import Role
from prime.reporting import queries
from tests.factories.accounts import make_council, make_user

pytestmark = pytest.mark.usefixtures("db")


async def test_the_overview(browser_for):
    operations = await make_user(Role.OPERATIONS)
    overview = await queries.overview(operations)
    assert (overview.story, overview.councils, overview.ending, overview.share) == (None, [], [], None)
    assert (overview.tiles.active_placements, overview.tiles.days_to_accept) == (0, None)
    text = (await (await browser_for(operations.user_id)).get("/overview")).text
    assert "There are no figures of an owner council yet" in text
    assert "No council has figures yet" in text


@pytest.mark.parametrize("role", Role)
async def test_the_desk_of_each_role(role, browser_for, api_for):
    organisation = (await make_council()).id if role.is_client else None
    actor = await make_user(role, organisation_id=organisation)
    page = await (await browser_for(actor.user_id)).get("/home")
    assert page.status_code == 200
    assert f"Hello {actor.name.split()[0]}" in page.text
    [desk] = (await (await api_for(actor.user_id)).get("/api/v1/desks")).json()["items"]
    assert desk["role"] == role.value
    assert all(section["items"] or section["empty"] for section in desk["sections"])


async def test_somebody_without_a_role(browser_for):
    from prime.accounts.tables import Membership

    actor = await make_user(Role.CHAMPION)
    await Membership.delete().where(Membership.user == actor.user_id)
    assert "There is nothing for you to do here yet" in (await (await browser_for(actor.user_id)).get("/home")).text


async def test_strangers_sign_in_first(browser_for, api_for):
    assert (await (await browser_for()).get("/home")).headers["location"].startswith("/sign-in")
    assert (await (await api_for()).get("/api/v1/desks")).status_code == 401
