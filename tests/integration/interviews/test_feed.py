"""A champion's interviews at a private address: what stands there, for how long, and for whom."""

from datetime import timedelta

import icalendar
import pytest

from prime.core.actor import SYSTEM
from prime.core.db import fetch_value
from prime.core.errors import NotFound
from prime.interviews import queries, service
from tests.factories.interviews import MONDAY_NINE, make_booking, make_champion

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


def _path(address: str) -> str:
    return address.removeprefix("http://localhost:8000")


async def _events(browser, address: str) -> dict[str, tuple[int, str]]:
    answer = await browser.get(_path(address))
    assert answer.headers["content-type"].startswith("text/calendar")
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["UID"]): (int(event["SEQUENCE"]), str(event["STATUS"])) for event in found}


async def test_it_follows_bookings_with_the_uid_and_sequence_of_the_invitations(browser_for):
    champion = await make_champion()
    made = await make_booking(panel=[champion])
    await make_booking()
    address = await service.renew_feed(champion.actor, champion.id)
    stranger = await browser_for()
    uid = f"{(await queries.get_interview(SYSTEM, made.id)).uid}@afcprime.invalid"
    assert await _events(stranger, address) == {uid: (0, "CONFIRMED")}
    await service.move_booking(champion.actor, made.id, MONDAY_NINE + timedelta(hours=2))
    assert await _events(stranger, address) == {uid: (1, "CONFIRMED")}
    await service.cancel(champion.actor, made.id, reason="The post is filled")
    assert await _events(stranger, address) == {uid: (2, "CANCELLED")}


async def test_it_names_nobodys_address_and_carries_the_zone(browser_for):
    made = await make_booking()
    address = await service.renew_feed(made.lead, made.panel[0].id)
    text = (await (await browser_for()).get(_path(address))).text
    assert made.application.email not in text.replace("\r\n ", "")
    assert "BEGIN:VTIMEZONE" in text
    assert "METHOD:PUBLISH" in text


async def test_a_program_that_has_it_gets_304(browser_for):
    made = await make_booking()
    path = _path(await service.renew_feed(made.lead, made.panel[0].id))
    stranger = await browser_for()
    first = await stranger.get(path)
    assert first.headers["cache-control"] == "private, max-age=300, must-revalidate"
    again = await stranger.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await service.move_booking(made.lead, made.id, MONDAY_NINE + timedelta(hours=2))
    assert (await stranger.get(path, headers={"If-None-Match": first.headers["etag"]})).status_code == 200
    assert (await stranger.head(path)).status_code == 200


async def test_an_address_ends_when_it_is_renewed_revoked_or_its_owner_leaves(browser_for):
    champion, stranger = await make_champion(), await browser_for()
    first = await service.renew_feed(champion.actor, champion.id)
    second = await service.renew_feed(champion.actor, champion.id)
    assert [(await stranger.get(_path(address))).status_code for address in (first, second)] == [404, 200]
    await service.revoke_feed(champion.actor, champion.id)
    assert (await stranger.get(_path(second))).status_code == 404
    third = await service.renew_feed(champion.actor, champion.id)
    await service.deactivate_champion(SYSTEM, champion.actor.required_user_id)
    assert (await stranger.get(_path(third))).status_code == 404
    for wrong in ("x", "x.ics", ".ics", "%00.ics"):
        assert (await stranger.get(f"/calendar-feeds/{wrong}")).status_code == 404


async def test_only_a_hash_of_it_is_kept():
    champion = await make_champion()
    address = await service.renew_feed(champion.actor, champion.id)
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 43
    assert token not in await fetch_value("SELECT token_hash FROM calendar_feed")


async def test_a_champion_renews_their_own_only():
    champion, other = await make_champion(), await make_champion()
    with pytest.raises(NotFound):
        await service.renew_feed(other.actor, champion.id)
    with pytest.raises(NotFound):
        await service.revoke_feed(other.actor, champion.id)
    assert await queries.feed_made_at(other.actor, champion.id) is None


async def test_the_page_shows_the_address_once(browser_for):
    champion = await make_champion()
    browser = await browser_for(champion.actor.user_id)
    here = "/availability/feed"
    assert "Make a private address" in (await browser.get(here)).text
    shown = (await browser.submit(here)).text
    assert "/calendar-feeds/" in shown
    later = (await browser.get(here)).text
    assert "/calendar-feeds/" not in later
    assert "End the address" in later
    assert (await browser.submit(f"{here}/remove")).headers["location"] == here


async def test_the_api_makes_and_ends_it(api_for, browser_for):
    key = await api_for((await make_champion()).actor.user_id)
    made = await key.post("/api/v1/my-calendar-feed")
    assert made.status_code == 201
    stranger = await browser_for()
    assert (await stranger.get(_path(made.json()["address"]))).status_code == 200
    assert (await key.delete("/api/v1/my-calendar-feed")).status_code == 204
    assert (await stranger.get(_path(made.json()["address"]))).status_code == 404
