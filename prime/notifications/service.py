"""Telling people: `send` is a step of a command; the job renders and delivers after commit."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.accounts.tables import User
from prime.audit import service as audit
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.errors import NotFound
from prime.notifications.errors import NotResendable
from prime.notifications.tables import Message, MessageStatus

SECRET_LIFE = timedelta(days=14)


@transactional
async def send(
    actor: Actor,
    template: str,
    *,
    to: UUID | None = None,
    address: str = "",
    about: UUID | None = None,
    secret_link: str = "",
    calendar: str = "",
    calendar_method: str = "",
    **context: Any,
) -> UUID:
    """Write a message and order its delivery; it leaves only if the command commits.

    `to` is a user, or `address` somebody without an account. `context` holds plain values for
    `templates/email/<template>`; a `secret_link` is never stored in the rendered text.

    Raises:
        NotFound: there is no such user.
    """
    if to is not None:
        user = await User.objects().where(User.id == to).first()
        if user is None:
            raise NotFound
        address = user.email
        context.setdefault("first_name", user.first_name)
    message = Message(
        id=uuid7(),
        template=template,
        context=json.dumps(context, default=str),
        recipient=to,
        to_address=address,
        secret_link=secret_link,
        calendar=calendar,
        calendar_method=calendar_method,
        about_id=about,
    )
    message.message_id = f"<{message.id}@afcprime.invalid>"
    await message.save()
    await outbox.enqueue("notifications.deliver_message", message_id=message.id)
    return message.id


@transactional
async def note_rendered(actor: Actor, message_id: UUID, *, subject: str, body_text: str, body_html: str) -> None:
    """Keep what a message says, once: a second rendering changes nothing."""
    await Message.update({Message.subject: subject, Message.body_text: body_text, Message.body_html: body_html}).where(
        (Message.id == message_id) & (Message.body_text == "")
    )


@transactional
async def note_outcome(actor: Actor, message_id: UUID, status: MessageStatus, detail: str = "", *, keep_link: bool = False) -> None:
    """Keep what became of a message; its secret link is wiped unless the demo mailbox shows it."""
    values: dict[Any, Any] = {Message.status: status, Message.status_detail: detail}
    if status is MessageStatus.SENT:
        values[Message.sent_at] = clock.now()
        if not keep_link:
            values[Message.secret_link] = ""
    await Message.update(values).where(Message.id == message_id)


@transactional
async def resend(actor: Actor, message_id: UUID) -> None:
    """Send a message again as it was, to the address the person has now.

    Raises:
        NotFound: there is no such message.
        NotResendable: it is still on its way, or held a one-use link.
    """
    actor.require(Permission.MESSAGES_READ)
    message = await Message.objects().where(Message.id == message_id).first()
    if message is None:
        raise NotFound
    if message.status == MessageStatus.QUEUED:
        raise NotResendable("It has not left yet.")
    if "[[link]]" in message.body_text:
        raise NotResendable("It held a one-use link. Ask for a new link instead.")
    address = message.to_address
    if message.recipient is not None:
        user = await User.objects().where(User.id == message.recipient).first()
        address = user.email if user else address
    await Message.update({Message.status: MessageStatus.QUEUED, Message.to_address: address}).where(Message.id == message_id)
    await outbox.enqueue("notifications.deliver_message", message_id=message_id)
    await audit.record(actor, "notifications.resent", message_id, f"Sent again: {message.subject}")


@transactional
async def forget_old_secrets(actor: Actor) -> None:
    """Wipe one-use links that have not been used and can no longer be, two weeks after they were sent."""
    await Message.update({Message.secret_link: ""}).where(
        (Message.secret_link != "") & (Message.created_at < clock.now() - SECRET_LIFE) & (Message.status != MessageStatus.QUEUED)
    )
