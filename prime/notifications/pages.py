"""Pages: the log of messages, one's own messages, and the demo's mailbox."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import PUBLIC, SIGNED_IN, Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import NotFound
from prime.core.settings import MailBackend, settings
from prime.notifications import queries, service
from prime.notifications.errors import NotResendable
from prime.notifications.tables import MessageStatus
from prime.web.flash import redirect
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.MESSAGES_READ)]


@get("/messages", guards=READ)
async def list_messages(
    request: PrimeRequest, q: FromQuery[str] = "", status: FromQuery[str] = "", cursor: FromQuery[str] = ""
) -> Template:
    """Every message and what became of it."""
    messages = await queries.list_messages(request.auth, address=q, status=status, cursor=cursor)
    statuses = {member.value: member.value.capitalize() for member in MessageStatus}
    return page("pages/notifications/list_messages.html", messages=messages, q=q, chosen=status, statuses=statuses, cursor=cursor)


@get("/messages/{message_id:uuid}", guards=[SIGNED_IN])
async def view_message(request: PrimeRequest, message_id: FromPath[UUID]) -> Template:
    """One message as it was sent; its one-use link is never shown."""
    return page("pages/notifications/view_message.html", message=await queries.get_message(request.auth, message_id), link="")


@post("/messages/{message_id:uuid}/resend", guards=READ)
async def resend(request: PrimeRequest, message_id: FromPath[UUID]) -> Redirect:
    """Send it again."""
    try:
        await service.resend(request.auth, message_id)
    except NotResendable as refusal:
        return redirect(f"/messages/{message_id}", refusal.detail, kind="info")
    return redirect(f"/messages/{message_id}", "The message is on its way again.")


def _require_mailbox() -> None:
    """The mailbox shows sign-in links, so it exists only where nothing real is behind them."""
    if settings().is_production or settings().mail_backend is not MailBackend.MAILBOX:
        raise NotFound


@get("/mail", guards=[PUBLIC])
async def mailbox(cursor: FromQuery[str] = "") -> Template:
    """The demo's mailbox: everybody's e-mail, so that every link can be clicked."""
    _require_mailbox()
    return page("pages/notifications/mailbox.html", messages=await queries.list_mailbox(cursor=cursor), cursor=cursor, no_store=True)


@get("/mail/{message_id:uuid}", guards=[PUBLIC])
async def mailbox_message(message_id: FromPath[UUID]) -> Template:
    """One e-mail of the demo's mailbox, with its link."""
    _require_mailbox()
    message = await queries.get_mailbox_message(message_id)
    return page("pages/notifications/view_message.html", message=message, link=message.secret_link, no_store=True)


router = Router(path="/", route_handlers=[list_messages, view_message, resend, mailbox, mailbox_message], include_in_schema=False)
