"""One row of the outbox: done once, tried again, buried; events spread to their listeners."""

from datetime import timedelta
from uuid import UUID

import pytest

from prime.accounts import service as accounts
from prime.accounts.permissions import Role
from prime.core import outbox
from prime.core.actor import ANONYMOUS
from prime.core.db import execute, fetch, fetch_value
from prime.core.errors import Conflict, TransientError
from tests.factories.accounts import make_user
from workers import registry, runner
from workers.runner import backoff, run_row
from workers.schedule import SCHEDULE, tick

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def jobs(monkeypatch):
    """Jobs of the test, by name."""
    made: dict[str, object] = {}
    monkeypatch.setattr(registry, "JOBS", made)
    return made


async def _row(message_id: UUID) -> dict[str, object]:
    return dict((await fetch("SELECT * FROM outbox_message WHERE id = $1", message_id))[0])


async def test_a_job_has_its_effect_once_however_often_it_runs(jobs):
    effects = []

    async def work(outbox_id: UUID, *, text: str) -> None:
        async with outbox.effect(outbox_id) as first:
            if first:
                effects.append(text)

    jobs["test.work"] = work
    message_id = await outbox.enqueue("test.work", text="once")
    for _ in range(3):
        await run_row(message_id)
    await work(message_id, text="twice")
    assert effects == ["once"]
    assert (await _row(message_id))["done_at"] is not None


async def test_what_may_pass_is_tried_again_later(jobs):
    async def work(outbox_id: UUID) -> None:
        raise TransientError("The mail server is away.")

    jobs["test.work"] = work
    message_id = await outbox.enqueue("test.work")
    await run_row(message_id)
    row = await _row(message_id)
    assert row["dead_at"] is None
    assert row["last_error"] == "TransientError: The mail server is away."
    assert await fetch_value("SELECT available_at > now() FROM outbox_message WHERE id = $1", message_id)


async def test_a_refusal_is_a_dead_letter_at_once(jobs):
    async def work(outbox_id: UUID) -> None:
        raise Conflict("The invoice was credited.")

    jobs["test.work"] = work
    message_id = await outbox.enqueue("test.work")
    await run_row(message_id)
    assert (await _row(message_id))["last_error"] == "Conflict: The invoice was credited."
    assert (await _row(message_id))["dead_at"] is not None


async def test_after_the_last_try_it_is_buried_without_the_values_of_the_error(jobs):
    async def work(outbox_id: UUID) -> None:
        raise ValueError("jo@people.example")

    jobs["test.work"] = work
    message_id = await outbox.enqueue("test.work")
    await execute("UPDATE outbox_message SET attempts = $2 WHERE id = $1", message_id, runner.MAX_ATTEMPTS)
    await run_row(message_id)
    row = await _row(message_id)
    assert (row["last_error"], row["dead_at"] is not None) == ("ValueError", True)


async def test_an_unknown_job_is_kept_for_a_person():
    message_id = await outbox.enqueue("test.nobody_wrote_this")
    await execute("UPDATE outbox_message SET attempts = $2 WHERE id = $1", message_id, runner.MAX_ATTEMPTS)
    await run_row(message_id)
    assert (await _row(message_id))["dead_at"] is not None


async def test_an_event_orders_one_row_for_each_listener(monkeypatch):
    monkeypatch.setattr(registry, "LISTENERS", {"test.happened": ["test.one", "test.two"]})
    message_id = await outbox.emit("test.happened", priority=outbox.URGENT, thing="x")
    await run_row(message_id)
    await run_row(message_id)
    rows = await fetch("SELECT job, priority FROM outbox_message WHERE job LIKE 'test.%' ORDER BY job")
    assert [tuple(row) for row in rows] == [("test.one", outbox.URGENT), ("test.two", outbox.URGENT)]


async def test_a_link_to_sign_in_overtakes_what_nobody_waits_for(drain):
    person = await make_user(Role.CHAMPION)
    await accounts.request_sign_in_link(ANONYMOUS, email=str(await fetch_value("SELECT email FROM app_user WHERE id = $1", person.user_id)))
    await drain()
    rows = await fetch("SELECT DISTINCT priority FROM outbox_message WHERE job LIKE '%sign_in_link%' OR job = 'notifications.deliver_message'")
    assert [row["priority"] for row in rows] == [outbox.URGENT]


async def test_a_rolled_back_command_orders_nothing():
    from prime.core.db import transaction

    with pytest.raises(RuntimeError):
        async with transaction():
            await outbox.enqueue("test.work")
            raise RuntimeError
    assert await fetch_value("SELECT count(*) FROM outbox_message WHERE job = 'test.work'") == 0


def test_waiting_doubles_up_to_an_hour():
    assert timedelta(seconds=2) <= backoff(1) <= timedelta(seconds=2.5)
    assert timedelta(seconds=16) <= backoff(4) <= timedelta(seconds=20)
    assert backoff(40) <= timedelta(seconds=4500)


async def test_a_tick_orders_each_periodic_job_once_a_period(frozen_now):
    from prime.core import clock

    assert set(await tick()) == {entry.job for entry in SCHEDULE}
    assert await tick() == []
    frozen_now(clock.now() + max(entry.every for entry in SCHEDULE))
    assert set(await tick()) == {entry.job for entry in SCHEDULE}
