"""Reading messages and wordings."""

from datetime import timedelta
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.accounts.tables import User
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.core.paging import Page, keyset
from prime.notifications.schemas import Undelivered
from prime.notifications.tables import Message, MessageStatus, MessageTemplate

UNDELIVERED = "undelivered"
_UNDELIVERED = [MessageStatus.REFUSED, MessageStatus.BOUNCED]
ALERT_FOR = timedelta(days=7)
MOST_BOUNCING = 20

_COUNT_UNDELIVERED = """
SELECT count(*) FILTER (WHERE status = 'refused') AS refused, count(*) FILTER (WHERE status = 'bounced') AS bounced
FROM message WHERE status IN ('refused', 'bounced') AND created_at >= $1
"""


async def get_queued(message_id: UUID) -> Message | None:
    """A message that has not been delivered yet, for the job that does."""
    return await Message.objects().where((Message.id == message_id) & (Message.status == MessageStatus.QUEUED)).first()


async def lock_message(message_id: UUID) -> Message | None:
    """A message, held to the end of the transaction; None when there is none."""
    return await Message.objects().where(Message.id == message_id).lock_rows("UPDATE").first()


async def list_messages(
    actor: Actor,
    *,
    search: str = "",
    person: UUID | None = None,
    template: str = "",
    status: str = "",
    about_id: UUID | None = None,
    cursor: str = "",
) -> Page[Message]:
    """All messages, newest first, by words of name or address, person, template, status (or `undelivered`) or record.

    Raises:
        Forbidden: the actor may not read other people's messages.
    """
    actor.require(Permission.MESSAGES_READ)
    query = Message.objects()
    for word in search.split():
        pattern = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        query = query.where(
            Message.to_address.ilike(f"{pattern}%")
            | Message.recipient.first_name.ilike(f"{pattern}%")
            | Message.recipient.last_name.ilike(f"{pattern}%")
        )
    if person:
        query = query.where(Message.recipient == person)
    if template:
        query = query.where(Message.template == template)
    if status:
        query = query.where(Message.status.is_in(_UNDELIVERED) if status == UNDELIVERED else Message.status == status)
    if about_id:
        query = query.where(Message.about_id == about_id)
    return await keyset(query, Message.id, cursor)


async def count_undelivered(actor: Actor) -> Undelivered:
    """How many messages of the last seven days were refused or came back.

    Raises:
        Forbidden: the actor may not read other people's messages.
    """
    actor.require(Permission.MESSAGES_READ)
    row = (await fetch(_COUNT_UNDELIVERED, clock.now() - ALERT_FOR))[0]
    return Undelivered(refused=row["refused"], bounced=row["bounced"])


async def list_bouncing(actor: Actor) -> list[User]:
    """People whose address does not work, the latest first, at most twenty.

    Raises:
        Forbidden: the actor may not read other people's messages.
    """
    actor.require(Permission.MESSAGES_READ)
    U = User  # noqa: N806 - keeps the condition readable
    waiting = U.email_bounced_at.is_not_null() & U.offboarded_at.is_null()
    return await U.objects().where(waiting).order_by(U.email_bounced_at, ascending=False).limit(MOST_BOUNCING)


async def find_person(actor: Actor, user_id: UUID) -> User:
    """The person whose messages are asked for.

    Raises:
        Forbidden: the actor may not read other people's messages.
        NotFound: there is no such person.
    """
    actor.require(Permission.MESSAGES_READ)
    user = await User.objects().where(User.id == user_id).first()
    if user is None:
        raise NotFound
    return user


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


async def count_unread(actor: Actor) -> int:
    """How many messages the actor has not marked as read."""
    return int(await Message.count().where((Message.recipient == actor.required_user_id) & Message.read_at.is_null()))


async def list_mailbox(*, to: str = "", cursor: str = "") -> Page[Message]:
    """Every message, or those to one address, links included: only the demo's mailbox page, which exists in no other mode, asks for it."""
    everything = Message.objects()
    return await keyset(everything.where(Message.to_address == to.strip().lower()) if to else everything, Message.id, cursor)


async def get_mailbox_message(message_id: UUID) -> Message:
    """One message of the demo's mailbox; raises NotFound."""
    message = await Message.objects().where(Message.id == message_id).first()
    if message is None:
        raise NotFound
    return message


async def current_wording(name: str) -> MessageTemplate | None:
    """The admin's wording of an e-mail, or None where the shipped text is in force."""
    return await MessageTemplate.objects().where((MessageTemplate.name == name) & MessageTemplate.is_current.eq(True)).first()


async def list_current_wordings(actor: Actor) -> dict[str, MessageTemplate]:
    """All wordings in force by the name of their e-mail, `updated_by` being the person.

    Raises:
        Forbidden: the actor does not look after e-mails.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    T = MessageTemplate  # noqa: N806 - keeps the condition readable
    return {row.name: row for row in await T.objects(T.updated_by).where(T.is_current.eq(True))}


async def list_versions(actor: Actor, name: str) -> list[MessageTemplate]:
    """Every wording that an e-mail has had, the latest first, `updated_by` being the person.

    Raises:
        Forbidden: the actor does not look after e-mails.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    T = MessageTemplate  # noqa: N806 - keeps the condition readable
    return await T.objects(T.updated_by).where(T.name == name).order_by(T.version, ascending=False)
