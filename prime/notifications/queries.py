"""Reading messages."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import NotFound
from prime.core.paging import Page, keyset
from prime.notifications.tables import Message, MessageStatus


async def get_queued(message_id: UUID) -> Message | None:
    """A message that has not been delivered yet, for the job that does."""
    return await Message.objects().where((Message.id == message_id) & (Message.status == MessageStatus.QUEUED)).first()


async def list_messages(
    actor: Actor, *, address: str = "", template: str = "", status: str = "", about_id: UUID | None = None, cursor: str = ""
) -> Page[Message]:
    """All messages, newest first, by start of the address, template, status or record.

    Raises:
        Forbidden: the actor may not read other people's messages.
    """
    actor.require(Permission.MESSAGES_READ)
    query = Message.objects()
    if address:
        query = query.where(Message.to_address.like(f"{address.strip().lower().replace('%', '')}%"))
    if template:
        query = query.where(Message.template == template)
    if status:
        query = query.where(Message.status == status)
    if about_id:
        query = query.where(Message.about_id == about_id)
    return await keyset(query, Message.id, cursor)


async def get_message(actor: Actor, message_id: UUID) -> Message:
    """One message, for those who may read all and for the person it went to.

    Raises:
        NotFound: it does not exist or is not the actor's business.
    """
    message = await Message.objects().where(Message.id == message_id).first()
    if message is None or not (actor.can(Permission.MESSAGES_READ) or (actor.user_id and message.recipient == actor.user_id)):
        raise NotFound
    return message


async def list_own(actor: Actor, *, cursor: str = "") -> Page[Message]:
    """What was sent to the actor, newest first."""
    return await keyset(Message.objects().where(Message.recipient == actor.required_user_id), Message.id, cursor)


async def list_mailbox(*, cursor: str = "") -> Page[Message]:
    """Every message, links included: only the demo's mailbox page, which exists in no other mode, asks for it."""
    return await keyset(Message.objects(), Message.id, cursor)


async def get_mailbox_message(message_id: UUID) -> Message:
    """One message of the demo's mailbox; raises NotFound."""
    message = await Message.objects().where(Message.id == message_id).first()
    if message is None:
        raise NotFound
    return message
