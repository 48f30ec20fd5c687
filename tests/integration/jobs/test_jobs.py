"""The backlog, and dead letters that are tried again."""

import pytest

from prime.accounts.permissions import Role
from prime.core import outbox
from prime.core.db import execute, fetch_value
from prime.core.errors import Forbidden
from prime.jobs import queries, service
from prime.jobs.errors import NotDead
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db")


async def _dead_letter():
    message_id = await outbox.enqueue("notifications.forget_old_secrets")
    await execute("UPDATE outbox_message SET dead_at = now(), attempts = 12, last_error = 'Conflict' WHERE id = $1", message_id)
    return message_id


async def test_a_dead_letter_is_seen_and_tried_again(browser_for, drain):
    operations = await make_user(Role.OPERATIONS)
    message_id = await _dead_letter()
    browser = await browser_for(operations.user_id)
    assert "notifications.forget_old_secrets" in (await browser.get("/jobs?status=dead")).text
    assert (await browser.submit(f"/jobs/{message_id}/retry")).status_code == 303
    await drain()
    assert await fetch_value("SELECT done_at IS NOT NULL FROM outbox_message WHERE id = $1", message_id)


async def test_only_a_dead_letter_is_tried_again():
    operations = await make_user(Role.OPERATIONS)
    message_id = await outbox.enqueue("notifications.forget_old_secrets")
    with pytest.raises(NotDead):
        await service.retry(operations, message_id)


async def test_others_do_not_look_at_jobs(api_for):
    champion = await make_user(Role.CHAMPION)
    with pytest.raises(Forbidden):
        await queries.list_jobs(champion)
    with pytest.raises(Forbidden):
        await service.retry(champion, await _dead_letter())
    assert (await (await api_for(champion.user_id)).get("/api/v1/jobs")).status_code == 403
