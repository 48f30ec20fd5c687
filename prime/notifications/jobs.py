"""Rendering and delivering messages; minting the secrets of links, so that none lies in the outbox."""

import json
from urllib.parse import quote
from uuid import UUID

from prime.accounts import service as accounts
from prime.accounts.rules import INVITATION_LIFE, SIGN_IN_LINK_LIFE
from prime.accounts.tables import TokenPurpose
from prime.core import outbox
from prime.core.actor import SYSTEM
from prime.core.settings import MailBackend, settings
from prime.notifications import mailer, queries, rendering, service
from prime.notifications.tables import MessageStatus


async def deliver_message(outbox_id: UUID, *, message_id: str) -> None:
    """Render a message once, hand it to the mail server, keep what became of it."""
    message = await queries.get_queued(UUID(message_id))
    if message is None:
        async with outbox.effect(outbox_id):
            return
    if not message.body_text:
        context = {**json.loads(message.context), "link": message.secret_link and mailer.LINK_MARK}
        rendered = await rendering.render(message.template, context)
        message.subject, message.body_text, message.body_html = rendered.subject, rendered.body_text, rendered.body_html
        await service.note_rendered(SYSTEM, message.id, subject=rendered.subject, body_text=rendered.body_text, body_html=rendered.body_html)
    mail = mailer.compose(
        to=message.to_address,
        subject=message.subject,
        body_text=message.body_text,
        body_html=message.body_html,
        message_id=message.message_id,
        link=message.secret_link,
        calendar=message.calendar,
        calendar_method=message.calendar_method,
    )
    status, detail = MessageStatus.SENT, ""
    try:
        await mailer.deliver(mail, reference=str(message.id))
    except mailer.Refused as refusal:
        status, detail = MessageStatus.REFUSED, str(refusal)
    async with outbox.effect(outbox_id) as first:
        if first:
            keep = settings().mail_backend is MailBackend.MAILBOX
            await service.note_outcome(SYSTEM, message.id, status, detail, keep_link=keep)


async def send_sign_in_link(outbox_id: UUID, *, user_id: str, go_on: str = "") -> None:
    """Mint a sign-in link and send it."""
    async with outbox.effect(outbox_id) as first:
        if first:
            token = await accounts.mint_token(SYSTEM, purpose=TokenPurpose.SIGN_IN, life=SIGN_IN_LINK_LIFE, user_id=UUID(user_id))
            link = f"{settings().base_url}/sign-in/link/{token}" + (f"?next={quote(go_on)}" if go_on else "")
            await service.send(SYSTEM, "sign_in_link", to=UUID(user_id), secret_link=link, priority=outbox.URGENT)


async def send_invitation(outbox_id: UUID, *, user_id: str) -> None:
    """Mint the link of a first sign-in and send it."""
    async with outbox.effect(outbox_id) as first:
        if first:
            token = await accounts.mint_token(SYSTEM, purpose=TokenPurpose.INVITATION, life=INVITATION_LIFE, user_id=UUID(user_id))
            await service.send(SYSTEM, "invitation", to=UUID(user_id), secret_link=f"{settings().base_url}/invitation/{token}")


async def send_email_confirmation(outbox_id: UUID, *, user_id: str, email: str) -> None:
    """Mint the link that confirms a new e-mail address and send it there."""
    async with outbox.effect(outbox_id) as first:
        if first:
            token = await accounts.mint_token(SYSTEM, purpose=TokenPurpose.CHANGE_EMAIL, life=SIGN_IN_LINK_LIFE, user_id=UUID(user_id), email=email)
            link = f"{settings().base_url}/account/email/{token}"
            await service.send(SYSTEM, "confirm_email", address=email, secret_link=link, priority=outbox.URGENT)


async def forget_old_secrets(outbox_id: UUID) -> None:
    """Wipe the links of old messages."""
    async with outbox.effect(outbox_id) as first:
        if first:
            await service.forget_old_secrets(SYSTEM)
