"""Retry a dead job."""

from uuid import UUID

from piccolo_admin.endpoints import FormConfig
from pydantic import BaseModel, Field

from admin.forms.run import action
from prime.core.actor import Actor
from prime.jobs import service


class RetryJob(BaseModel):
    """Which row of the outbox."""

    outbox_message: UUID = Field(description="Id of the row in outbox_message")


async def _retry(actor: Actor, data: RetryJob) -> str:
    await service.retry(actor, data.outbox_message)
    return "The job is being tried again."


RETRY_JOB = FormConfig(
    name="Retry a dead job",
    pydantic_model=RetryJob,
    endpoint=action(_retry),
    description="Hands out a failed job afresh.",
    form_group="Operations",
)
