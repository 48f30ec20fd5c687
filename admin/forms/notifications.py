"""Send an e-mail again."""

from uuid import UUID

from piccolo_admin.endpoints import FormConfig
from pydantic import BaseModel, Field

from admin.forms.run import action
from prime.core.actor import Actor
from prime.notifications import service


class ResendMessage(BaseModel):
    """Which message."""

    message: UUID = Field(description="Id of the row in message")


async def _resend(actor: Actor, data: ResendMessage) -> str:
    await service.resend(actor, data.message)
    return "The message is on its way again."


RESEND_MESSAGE = FormConfig(
    name="Send an email again",
    pydantic_model=ResendMessage,
    endpoint=action(_resend),
    description="Sends a message again, to the address that the person has now.",
    form_group="Operations",
)
