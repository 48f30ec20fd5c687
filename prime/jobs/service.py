"""Trying failed work again."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core import outbox
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.errors import NotFound
from prime.core.tables import OutboxMessage
from prime.jobs.errors import NotDead


@transactional
async def retry(actor: Actor, message_id: UUID) -> None:
    """Hand out a dead letter afresh.

    Raises:
        NotFound: there is no such job.
        NotDead: it is done, or still being tried.
    """
    actor.require(Permission.JOBS_READ)
    job = await outbox.revive(message_id)
    if job is None:
        if not await OutboxMessage.exists().where(OutboxMessage.id == message_id):
            raise NotFound
        raise NotDead("It is done, or still being tried.")
    await audit.record(actor, "jobs.retried", message_id, f"Tried {job} again")
