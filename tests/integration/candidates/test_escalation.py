"""Operations are told of steps that nobody has taken, once for each due date."""

from datetime import timedelta

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.accounts.queries import get_user
from prime.candidates import queries, service
from prime.candidates.tables import Escalation, NextActor
from prime.core import clock, outbox
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def test_once_for_each_due_date_in_one_message(frozen_now, drain, outbox_mail):
    first, second = await make_application(last_name="Quillfeather"), await make_application()
    ended = await make_application()
    await service.withdraw(SYSTEM, ended.id, reason="pay")
    operations = await make_user(Role.OPERATIONS)
    address = (await get_user(SYSTEM, operations.user_id)).email
    assert await service.escalate_overdue(SYSTEM) == 0
    frozen_now(clock.now() + timedelta(days=10))
    async with transaction():
        await outbox.enqueue("candidates.escalate_overdue")
    await drain()
    [mail] = await outbox_mail(address)
    assert mail.template == "applications_overdue"
    for application in (first, second):
        assert f"{application.reference}, {application.vacancy_title}. Champion: screen the application, due" in mail.body_text
    assert ended.reference not in mail.body_text
    assert "Quillfeather" not in mail.body_text
    assert await service.escalate_overdue(operations) == 0
    frozen_now(clock.now() + timedelta(days=5))
    assert await service.escalate_overdue(SYSTEM) == 0
    await service.set_next_step(
        SYSTEM, first.id, next_actor=NextActor.CANDIDATE, action="Choose an interview time", due_on=clock.today() - timedelta(days=1)
    )
    assert [late.reference for late in await queries.list_unescalated(clock.today())] == [first.reference]
    assert await service.escalate_overdue(SYSTEM) == 1
    await drain()
    assert "Candidate: choose an interview time" in (await outbox_mail(address))[-1].body_text


async def test_a_step_due_today_is_not_late(frozen_now):
    application = await make_application()
    due = clock.today() + timedelta(days=1)
    await service.set_next_step(SYSTEM, application.id, next_actor=NextActor.CHAMPION, action="Read it", due_on=due)
    frozen_now(clock.now() + timedelta(days=1))
    assert await service.escalate_overdue(SYSTEM) == 0
    frozen_now(clock.now() + timedelta(days=1))
    assert await service.escalate_overdue(SYSTEM) == 1


async def test_only_operations_and_the_database_keeps_it_to_once():
    application = await make_application()
    with pytest.raises(Forbidden):
        await service.escalate_overdue(await make_user(Role.CHAMPION))
    values = {"application": application.id, "due_on": clock.today(), "escalated_at": clock.now()}
    await Escalation(**values).save()
    with pytest.raises(asyncpg.UniqueViolationError):
        async with transaction():
            await Escalation(**values).save()
