"""A champion's own calendar: subscribed, read by the job, taken out of the slots, said on the pages, removed."""

from datetime import UTC, datetime, timedelta

import pytest

from prime.accounts.permissions import Role
from prime.calendars import fetching, queries, service
from prime.calendars.tables import BusyTime, CalendarSubscription
from prime.core import clock, outbox
from prime.core.actor import SYSTEM
from prime.core.db import fetch_value
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.interviews import queries as interviews
from tests.factories.accounts import make_user
from tests.factories.interviews import MONDAY_NINE, make_champion, make_invitation
from tests.support.feeds import CALENDAR, feed, policy, says, sends_to

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
MEETING = b"BEGIN:VEVENT\r\nUID:1@x\r\nDTSTART:20261130T090000Z\r\nDTEND:20261130T120000Z\r\nSUMMARY:Secret\r\nEND:VEVENT\r\n"
BUSY_MONDAY = CALENDAR.replace(b"END:VCALENDAR", MEETING + b"END:VCALENDAR")
NINE = MONDAY_NINE.astimezone(UTC)


@pytest.fixture(autouse=True)
def _double(monkeypatch):
    monkeypatch.setattr(fetching, "policy", policy)


async def test_slots_leave_out_what_stands_in_the_calendar(drain):
    made = await make_invitation()
    assert NINE in [slot.starts_at for slot in await interviews.slots(SYSTEM, made.id)]
    async with feed(says(BUSY_MONDAY)) as (address, _):
        await service.subscribe(made.lead, address)
        await drain()
    found = await queries.get_own(made.lead)
    assert (found.host, found.busy_count, found.problem, found.read_at) == ("feeds.example", 1, "", clock.now())
    monday = [slot.starts_at for slot in await interviews.slots(SYSTEM, made.id) if slot.starts_at.date() == NINE.date()]
    assert min(monday) == NINE + timedelta(hours=3)
    [diary] = await interviews.diaries([made.panel[0].id], NINE.date(), NINE.date())
    assert diary.booked == {}
    await service.unsubscribe(made.lead)
    assert NINE in [slot.starts_at for slot in await interviews.slots(SYSTEM, made.id)]
    assert await BusyTime.count() == 0


async def test_what_cannot_be_read_leaves_what_was_read(drain, frozen_now, outbox_mail):
    champion = await make_champion()
    async with feed(says(BUSY_MONDAY)) as (address, _):
        subscription_id = await service.subscribe(champion.actor, address)
        await drain()
    email = await fetch_value("SELECT email FROM app_user WHERE id = $1", champion.actor.user_id)

    async def fail() -> None:
        await outbox.enqueue(service.READ, subscription_id=subscription_id)
        await drain()

    async def kept() -> int:
        return await BusyTime.count().where(BusyTime.subscription == subscription_id)

    await fail()
    found = await queries.get_own(champion.actor)
    assert (found.busy_count, "did not answer" in found.problem, await kept()) == (1, True, 1)
    assert not [mail for mail in await outbox_mail(email) if "cannot be read" in mail.subject]
    frozen_now(clock.now() + timedelta(hours=25))
    await fail()
    await fail()
    assert len([mail for mail in await outbox_mail(email) if "cannot be read" in mail.subject]) == 1
    async with feed(says()) as (address, _):
        await CalendarSubscription.update({CalendarSubscription.address: address}).where(CalendarSubscription.id == subscription_id)
        await fail()
    found = await queries.get_own(champion.actor)
    assert (found.busy_count, found.problem, await kept()) == (0, "", 0)


async def test_a_feed_that_leads_inside_is_said_plainly(drain):
    champion = await make_champion()
    async with feed(sends_to("http://169.254.169.254/latest/")) as (address, _):
        await service.subscribe(champion.actor, address)
        await drain()
    assert "public internet" in (await queries.get_own(champion.actor)).problem


async def test_what_was_fetched_from_an_address_of_before_is_forgotten():
    champion = await make_champion()
    subscription_id = await service.subscribe(champion.actor, "https://feeds.example/new.ics")
    at = datetime(2026, 12, 1, tzinfo=UTC)
    await service.note_busy(SYSTEM, subscription_id, "https://feeds.example/old.ics", [(at, at + timedelta(hours=1))])
    await service.note_problem(SYSTEM, subscription_id, "https://feeds.example/old.ics", "Gone")
    found = await queries.get_own(champion.actor)
    assert (found.read_at, found.busy_count, found.problem) == (None, 0, "")


async def test_every_calendar_is_due_once_an_hour(frozen_now):
    champion = await make_champion()
    subscription_id = await service.subscribe(champion.actor, "https://feeds.example/me.ics")
    assert await queries.list_due() == [subscription_id]
    await service.note_busy(SYSTEM, subscription_id, "https://feeds.example/me.ics", [])
    assert await queries.list_due() == []
    frozen_now(clock.now() + timedelta(hours=1))
    assert await queries.list_due() == [subscription_id]
    await service.order_readings(SYSTEM)


async def test_who_may():
    champion = await make_champion()
    with pytest.raises(InvalidInput):
        await service.subscribe(champion.actor, "ftp://feeds.example")
    with pytest.raises(Forbidden):
        await service.subscribe(await make_user(Role.OPERATIONS), "https://feeds.example/me.ics")
    with pytest.raises(NotFound):
        await service.read_again(champion.actor)
    subscription_id = await service.subscribe(champion.actor, "https://feeds.example/me.ics")
    for command in (service.note_busy(champion.actor, subscription_id, "", []), service.note_problem(champion.actor, subscription_id, "", "x")):
        with pytest.raises(Forbidden):
            await command
    with pytest.raises(Forbidden):
        await service.order_readings(champion.actor)


async def test_the_page_subscribes_and_removes(browser_for, drain):
    champion = await make_champion()
    browser = await browser_for(champion.actor.user_id)
    here = "/availability/calendar"
    assert "Address of your calendar feed" in (await browser.get(here)).text
    for wrong in ("", "ftp://x", "<script>"):
        assert (await browser.submit(here, {"address": wrong})).status_code == 422
    async with feed(says(BUSY_MONDAY)) as (address, _):
        assert (await browser.submit(here, {"address": address})).headers["location"] == here
        assert "We have not read it yet" in (await browser.get(here)).text
        await drain()
        page = await browser.get(here)
        assert "1 busy time" in page.text
        assert address not in page.text
        assert (await browser.submit(f"{here}/read")).headers["location"] == here
        await drain()
    week = await browser.get("/availability?week=2026-11-30")
    assert "In your own calendar" in week.text
    assert "Secret" not in week.text
    assert (await browser.submit(f"{here}/remove")).headers["location"] == here
    assert "Address of your calendar feed" in (await browser.get(here)).text


async def test_the_api_subscribes_and_removes(api_for, drain):
    key = await api_for((await make_champion()).actor.user_id)
    assert (await key.get("/api/v1/my-calendar")).json() is None
    async with feed(says(BUSY_MONDAY)) as (address, _):
        made = await key.post("/api/v1/my-calendar", json={"address": address})
        assert (made.status_code, made.json()["host"]) == (201, "feeds.example")
        assert address not in made.text
        await drain()
    [busy] = (await key.get("/api/v1/my-calendar/busy-times")).json()
    assert busy["startsAt"] == "2026-11-30T09:00:00Z"
    assert (await key.delete("/api/v1/my-calendar")).status_code == 204
    assert (await key.get("/api/v1/my-calendar")).json() is None
