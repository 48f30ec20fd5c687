"""Telling people: `send` is a step of a command; the job renders and delivers after commit; reports come back later."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission
from prime.accounts.tables import User
from prime.audit import service as audit
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import fetch_value, lock, transactional
from prime.core.errors import NotFound, StaleVersion
from prime.notifications import catalogue, queries, rules
from prime.notifications.errors import NotResendable
from prime.notifications.schemas import Report
from prime.notifications.tables import Message, MessageStatus, MessageTemplate

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
    priority: int = 0,
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
    await outbox.enqueue("notifications.deliver_message", priority=priority, message_id=message.id)
    return message.id


@transactional
async def note_rendered(actor: Actor, message_id: UUID, *, subject: str, body_text: str, body_html: str) -> None:
    """Keep what a message says, once: a second rendering changes nothing."""
    await Message.update({Message.subject: subject, Message.body_text: body_text, Message.body_html: body_html}).where(
        (Message.id == message_id) & (Message.body_text == "")
    )


@transactional
async def note_outcome(actor: Actor, message_id: UUID, status: MessageStatus, detail: str = "", *, keep_link: bool = False) -> None:
    """Keep whether a message was taken; its secret link is wiped unless the demo mailbox shows it.

    A report that was faster than this note stands.
    """
    message = await queries.lock_message(message_id)
    if message is None:
        return
    values: dict[Any, Any] = {}
    if message.status == MessageStatus.QUEUED:
        values |= {Message.status: status, Message.status_detail: detail}
    if status is MessageStatus.SENT:
        values[Message.sent_at] = clock.now()
        if not keep_link:
            values[Message.secret_link] = ""
    if values:
        await message.update_self(values)


@transactional
async def note_report(actor: Actor, report: Report) -> bool:
    """Keep what a carrier says of a message, and mark an address that does not work on its person.

    The same report twice changes nothing. False when there is no such message.
    """
    message = await queries.lock_message(report.message_id)
    if message is None:
        return False
    status = rules.next_status(message.status, report)
    if status is None:
        return True
    await message.update_self({Message.status: status, Message.status_detail: report.detail, Message.reported_at: clock.now()})
    if message.recipient is not None and (report.is_lasting or status is MessageStatus.DELIVERED):
        await accounts.note_email_reaches(actor, message.recipient, email=message.to_address, reaches=status is MessageStatus.DELIVERED)
    return True


@transactional
async def mark_read(actor: Actor, message_id: UUID) -> None:
    """Note that the person a message went to has read it; only they can say so.

    Raises:
        NotFound: it did not go to them.
    """
    message = await queries.lock_message(message_id)
    if message is None or message.recipient != actor.required_user_id:
        raise NotFound
    if message.read_at is None:
        await message.update_self({Message.read_at: clock.now()})


@transactional
async def mark_all_read(actor: Actor) -> None:
    """Note that the actor has read everything sent to them."""
    await Message.update({Message.read_at: clock.now()}).where((Message.recipient == actor.required_user_id) & Message.read_at.is_null())


@transactional
async def resend(actor: Actor, message_id: UUID) -> None:
    """Send a message again as it was, to the address the person has now.

    Raises:
        NotFound: there is no such message.
        NotResendable: it is still on its way, or held a one-use link.
    """
    actor.require(Permission.MESSAGES_READ)
    message = await queries.lock_message(message_id)
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
    await message.update_self(
        {Message.status: MessageStatus.QUEUED, Message.to_address: address, Message.status_detail: "", Message.reported_at: None}
    )
    await outbox.enqueue("notifications.deliver_message", message_id=message_id)
    await audit.record(actor, "notifications.resent", message_id, f"Sent again: {message.subject}")


@transactional
async def forget_old_secrets(actor: Actor) -> None:
    """Wipe one-use links that have not been used and can no longer be, two weeks after they were sent."""
    await Message.update({Message.secret_link: ""}).where(
        (Message.secret_link != "") & (Message.created_at < clock.now() - SECRET_LIFE) & (Message.status != MessageStatus.QUEUED)
    )


# --- wordings


@transactional
async def save_wording(actor: Actor, name: str, *, subject: str, body_text: str, version: int) -> int:
    """Put an admin's wording of an e-mail into force; returns its version. Earlier ones are kept.

    `version` is the latest that the admin has seen, 0 when there was none.

    Raises:
        NotFound: there is no such e-mail.
        InvalidInput: it mentions what the e-mail does not have, leaves out what it must say, or cannot be read.
        StaleVersion: somebody else has saved one meanwhile.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    entry = catalogue.find(name)
    latest = await _lock_wordings(name)
    if latest != version:
        raise StaleVersion("Somebody else has changed this email. Look at their version before you save yours.")
    entry.check(subject, body_text)
    await _end_current(name)
    row = MessageTemplate(
        id=uuid7(), name=name, version=latest + 1, subject=subject, body_text=body_text, updated_by=actor.required_user_id, updated_at=clock.now()
    )
    await row.save()
    await audit.record(actor, "notifications.wording_changed", row.id, f"Changed the email “{entry.title}”", version=row.version)
    return int(row.version)


@transactional
async def reset_wording(actor: Actor, name: str) -> None:
    """Go back to the shipped text of an e-mail; the admins' wordings are kept.

    Raises:
        NotFound: there is no such e-mail.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    entry = catalogue.find(name)
    await _lock_wordings(name)
    if ended := await _end_current(name):
        await audit.record(actor, "notifications.wording_reset", ended, f"Went back to the shipped text of the email “{entry.title}”")


async def _lock_wordings(name: str) -> int:
    await lock(f"email-template:{name}")
    return int(await fetch_value("SELECT COALESCE(max(version), 0) FROM message_template WHERE name = $1", name))


async def _end_current(name: str) -> UUID | None:
    ended = (
        await MessageTemplate.update({MessageTemplate.is_current: False})
        .where((MessageTemplate.name == name) & MessageTemplate.is_current.eq(True))
        .returning(MessageTemplate.id)
    )
    return ended[0]["id"] if ended else None
