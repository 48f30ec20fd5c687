"""The log for operations, and everybody's own messages."""

import pytest

from prime.accounts.permissions import Role
from prime.core.actor import SYSTEM
from prime.core.errors import NotFound
from prime.notifications import queries, service
from prime.notifications.tables import Message
from tests.factories.accounts import make_user
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db")


async def _send(person, count: int = 1) -> list:
    return [await service.send(SYSTEM, "sign_in_link", to=person.user_id) for _ in range(count)]


async def test_the_log_is_found_by_name_address_and_person():
    operations = await make_user(Role.OPERATIONS)
    ruth = await make_user(Role.CANDIDATE, first_name="Ruth", last_name="O’Sample_1")
    tom = await make_user(Role.CANDIDATE, first_name="Tom", last_name="Sample%")
    mine, (his,) = await _send(ruth, 2), await _send(tom)

    async def found(**filters) -> set:
        return {row.id for row in (await queries.list_messages(operations, **filters)).items}

    assert await found(search="ruth o’sam") == set(mine)
    assert await found(search="RUTH", person=ruth.user_id) == set(mine)
    assert await found(search="sample%") == {his}
    assert await found(search="%") == set()
    assert await found(search="_") == set()
    assert await found(person=tom.user_id) == {his}
    assert await found(search="tom", person=ruth.user_id) == set()
    assert await found(search="candidate-") >= {*mine, his}


async def test_reading_is_said_by_a_post_of_ones_own_only(browser_for):
    ruth, tom = await make_user(Role.CANDIDATE), await make_user(Role.CANDIDATE)
    (message_id,) = await _send(ruth)
    browser = await browser_for(ruth.user_id)
    shown = await browser.get(f"/messages/{message_id}")
    assert "Mark as read" in shown.text
    assert "New" in (await browser.get("/my-messages")).text
    assert await queries.count_unread(ruth) == 1
    assert (await (await browser_for(tom.user_id)).submit(f"/messages/{message_id}/read")).status_code == 404
    assert (await browser.submit(f"/messages/{message_id}/read")).headers["location"] == "/my-messages"
    first = (await Message.objects().get(Message.id == message_id)).read_at
    assert first is not None
    await service.mark_read(ruth, message_id)
    assert (await Message.objects().get(Message.id == message_id)).read_at == first
    with pytest.raises(NotFound):
        await service.mark_read(await make_user(Role.OPERATIONS), message_id)


async def test_all_of_ones_own_at_once(browser_for):
    ruth, tom = await make_user(Role.CANDIDATE), await make_user(Role.CANDIDATE)
    await _send(ruth, 3)
    await _send(tom)
    await (await browser_for(ruth.user_id)).submit("/my-messages/read")
    assert (await queries.count_unread(ruth), await queries.count_unread(tom)) == (0, 1)


async def test_empty_lists_say_so(browser_for):
    assert "No messages yet" in (await (await browser_for((await make_user(Role.STAFF)).user_id)).get("/my-messages")).text
    operations = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "No messages match" in (await operations.get("/messages?q=nobody-of-that-name")).text


async def test_lists_ask_the_database_as_much_for_many_as_for_one(browser_for):
    operations, ruth = await make_user(Role.OPERATIONS), await make_user(Role.CANDIDATE)
    for url, person in (("/messages", operations), ("/my-messages", ruth)):
        browser = await browser_for(person.user_id)
        await _send(ruth)
        async with counted() as few:
            assert (await browser.get(url)).status_code == 200
        await _send(ruth, 30)
        async with counted() as many:
            assert "Older" in (await browser.get(url)).text
        assert len(few) == len(many) <= 8


async def test_the_same_by_api(api_for):
    operations, ruth = await make_user(Role.OPERATIONS), await make_user(Role.CANDIDATE)
    (message_id,) = await _send(ruth)
    office, own = await api_for(operations.user_id), await api_for(ruth.user_id)
    assert [row["id"] for row in (await office.get(f"/api/v1/messages?person={ruth.user_id}")).json()["items"]] == [str(message_id)]
    assert (await own.get("/api/v1/messages")).status_code == 403
    assert [row["readAt"] for row in (await own.get("/api/v1/messages/mine")).json()["items"]] == [None]
    assert (await own.get(f"/api/v1/messages/{message_id}")).json()["status"] == "queued"
    assert (await office.post(f"/api/v1/messages/{message_id}/read")).status_code == 404
    assert (await own.post(f"/api/v1/messages/{message_id}/read")).status_code == 204
    assert (await own.post("/api/v1/messages/mine/read")).status_code == 204
    assert (await office.post(f"/api/v1/messages/{message_id}/resend")).status_code == 409
