"""The overview: totals agree with their parts, roles see what they may, few queries."""

from datetime import timedelta
from decimal import Decimal

import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.clients.queries import snapshots
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import fetch_value
from prime.core.errors import Forbidden, NotFound
from prime.core.money import share
from prime.demo.people import login
from prime.placements.queries import tally
from prime.reporting import queries
from tests.factories.accounts import make_user
from tests.support.demonstration import demo as db
from tests.support.queries import counted

__all__ = ["db"]
pytestmark = pytest.mark.usefixtures("db")


async def _actor(role: Role):
    user = await accounts.find_user_by_email(login(role))
    return await accounts.actor_for_user(user.id)


async def test_every_total_is_the_sum_of_its_parts():
    overview = await queries.overview(await _actor(Role.OPERATIONS))
    assert len(overview.councils) == 20
    assert overview.agency_fte == sum(row.agency_fte for row in overview.councils)
    assert overview.permanent_fte == sum(row.permanent_fte for row in overview.councils)
    assert overview.share == share(overview.agency_fte, overview.agency_fte + overview.permanent_fte)
    assert overview.afc_fte == sum(row.afc_fte for row in overview.councils)
    assert all(row.share == share(row.agency_fte, row.agency_fte + row.permanent_fte) for row in overview.councils)
    assert all(row.afc_fte <= row.agency_fte for row in overview.councils)


async def test_the_tiles_agree_with_the_pages_behind_them():
    actor = await _actor(Role.OPERATIONS)
    overview = await queries.overview(actor)
    tiles, counts = overview.tiles, await tally(actor)
    assert tiles.ending_placements == len(overview.ending) == counts.ending
    upcoming = await fetch_value("SELECT count(*) FROM placement WHERE status <> 'cancelled' AND starts_on > $1", clock.today())
    assert tiles.active_placements == counts.active - upcoming == tiles.active_by_week[-1]
    assert tiles.staff_in_post == tiles.staff_by_month[-1]
    assert tiles.unbilled_weeks == await fetch_value("SELECT count(*) FROM timesheet WHERE status = 'approved' AND total_hours > 0")
    assert 20 < tiles.days_to_accept < 90
    assert tiles.accepted_offers == await fetch_value(
        "SELECT count(*) FROM offer WHERE status = 'accepted' AND answered_at >= $1", clock.now() - timedelta(days=90)
    )


async def test_the_story_is_that_of_the_council_that_came_furthest():
    actor = await _actor(Role.FINANCE)
    story = (await queries.overview(actor)).story
    points = await snapshots(SYSTEM, story.client_id)
    assert story.client == "Brackenshire Council"
    assert [(point.taken_on, point.share) for point in story.points] == [(point.taken_on, point.agency_share) for point in points]
    assert (story.first.share, story.last.share, story.target) == (Decimal("57.0"), Decimal("7.0"), Decimal(10))
    assert [event.text for event in story.events] == ["AfC Prime starts", "First placements"]
    assert 0 < story.events[0].index < story.events[1].index < len(points)


async def test_another_owner_council_can_be_told_of_and_no_other():
    actor = await _actor(Role.CHAMPION)
    overview = await queries.overview(actor)
    other = next(client_id for client_id, _ in overview.owners if client_id != overview.story.client_id)
    assert (await queries.overview(actor, client_id=other)).story.client_id == other
    westmarch = next(row.client_id for row in overview.councils if row.client == "Westmarch Council")
    with pytest.raises(NotFound):
        await queries.overview(actor, client_id=westmarch)


async def test_each_role_is_told_what_it_may_know():
    champion = await queries.overview(await _actor(Role.CHAMPION))
    assert champion.ending == []
    assert champion.tiles.unbilled_weeks is None
    assert {activity.link for activity in champion.activity} == {"See the application"}
    finance = await queries.overview(await _actor(Role.FINANCE))
    assert finance.ending
    assert "See the application" not in {activity.link for activity in finance.activity}
    assert {"See the request", "See the placement"} & {activity.link for activity in finance.activity}


async def test_activity_is_newest_first_and_links_to_pages_that_exist(browser_for):
    actor = await _actor(Role.OPERATIONS)
    activity = await queries.activity(actor)
    times = [row.at for row in activity]
    assert len(activity) == queries.ACTIVITIES
    assert times == sorted(times, reverse=True)
    browser = await browser_for(actor.user_id)
    for row in activity:
        assert (await browser.get(row.href)).status_code == 200, row.href


async def test_it_takes_few_queries_however_much_there_is():
    actor = await _actor(Role.OPERATIONS)
    async with counted() as seen:
        await queries.overview(actor)
    assert len(seen) <= 9


async def test_the_page_states_its_finding_and_holds_the_figures(browser_for):
    text = (await (await browser_for((await _actor(Role.OPERATIONS)).user_id)).get("/overview")).text
    assert "Agency share has fallen from 57% to 7%" in text
    assert "Show these figures as a table" in text
    assert "only a hire onto its own return does" in text
    assert 'style="' not in text


async def test_the_same_as_json(api_for):
    actor = await _actor(Role.OPERATIONS)
    overview = await queries.overview(actor)
    answer = (await (await api_for(actor.user_id)).get("/api/v1/overview")).json()
    assert answer["story"]["client"] == overview.story.client
    assert Decimal(answer["agencyFte"]) == overview.agency_fte
    assert len(answer["councils"]) == len(overview.councils)
    assert answer["tiles"]["activePlacements"] == overview.tiles.active_placements


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.STAFF, Role.CLIENT_REQUESTER, Role.CLIENT_APPROVER, Role.CLIENT_FINANCE])
async def test_it_is_closed_to_others(role, browser_for, api_for):
    actor = await _actor(role)
    assert (await (await browser_for(actor.user_id)).get("/overview")).status_code == 403
    assert (await (await api_for(actor.user_id)).get("/api/v1/overview")).status_code == 403
    with pytest.raises(Forbidden):
        await queries.overview(actor)


async def test_a_newcomer_of_the_office_reads_it_too(browser_for):
    finance = await make_user(Role.FINANCE)
    assert (await (await browser_for(finance.user_id)).get("/overview")).status_code == 200
