"""Trying failed work again."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core import outbox
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.jobs.errors import NotDead


@transactional
async def retry(actor: Actor, message_id: UUID) -> None:
    """Hand out a dead letter afresh.

    Raises:
        NotDead: there is no such dead letter.
    """
    actor.require(Permission.JOBS_READ)
    job = await outbox.revive(message_id)
    if job is None:
        raise NotDead("It is done, or still being tried.")
    await audit.record(actor, "jobs.retried", message_id, f"Tried {job} again")
