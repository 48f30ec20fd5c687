"""Pages: the log of messages, one's own messages, the wordings of e-mails, and the demo's mailbox."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import PUBLIC, SIGNED_IN, Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, NotFound, StaleVersion
from prime.core.settings import MailBackend, settings
from prime.notifications import catalogue, queries, rendering, service, wording
from prime.notifications.errors import NotResendable
from prime.notifications.forms import WORDING, WordingForm
from prime.notifications.tables import MessageStatus
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.MESSAGES_READ)]
EDIT = [Requires(Permission.ACCOUNTS_MANAGE)]
STATUSES = {queries.UNDELIVERED: "Refused or bounced", **{member.value: member.value.capitalize() for member in MessageStatus}}


# --- the log


@get("/messages", guards=READ)
async def list_messages(
    request: PrimeRequest, q: FromQuery[str] = "", person: FromQuery[UUID | None] = None, status: FromQuery[str] = "", cursor: FromQuery[str] = ""
) -> Template:
    """Every message and what became of it."""
    actor = request.auth
    return page(
        "pages/notifications/list_messages.html",
        messages=await queries.list_messages(actor, search=q, person=person, status=status, cursor=cursor),
        undelivered=await queries.count_undelivered(actor),
        bouncing=await queries.list_bouncing(actor),
        person=await queries.find_person(actor, person) if person else None,
        q=q,
        chosen=status if status in STATUSES else "",
        statuses=STATUSES,
        cursor=cursor,
    )


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


# --- one's own


@get("/my-messages", guards=[SIGNED_IN])
async def list_own(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """What was sent to the person who asks."""
    return page(
        "pages/notifications/list_own.html",
        messages=await queries.list_own(request.auth, cursor=cursor),
        unread=await queries.count_unread(request.auth),
        cursor=cursor,
    )


@post("/my-messages/read", guards=[SIGNED_IN])
async def mark_all_read(request: PrimeRequest) -> Redirect:
    """Mark every message as read."""
    await service.mark_all_read(request.auth)
    return redirect("/my-messages", "Every message is marked as read.")


@post("/messages/{message_id:uuid}/read", guards=[SIGNED_IN])
async def mark_read(request: PrimeRequest, message_id: FromPath[UUID]) -> Redirect:
    """Mark one message as read; opening it does not, as mail scanners and previews open pages too."""
    await service.mark_read(request.auth, message_id)
    return redirect("/my-messages", "The message is marked as read.")


# --- wordings


@get("/email-templates", guards=EDIT)
async def list_templates(request: PrimeRequest) -> Template:
    """Every e-mail: when it is sent, to whom, who wrote its wording."""
    return page(
        "pages/notifications/list_templates.html",
        entries=list(catalogue.entries().values()),
        edited=await queries.list_current_wordings(request.auth),
    )


@get("/email-templates/{name:str}", guards=EDIT)
async def edit_template(request: PrimeRequest, name: FromPath[str]) -> Template:
    """One e-mail as it is in force, to be changed."""
    entry = catalogue.find(name)
    versions = await queries.list_versions(request.auth, name)
    current = next((row for row in versions if row.is_current), None)
    subject, body_text = (current.subject, current.body_text) if current else rendering.shipped(entry)
    version = versions[0].version if versions else 0
    return await _template_page(request, entry, blank(WordingForm, WORDING, subject=subject, body_text=body_text, version=version))


@post("/email-templates/{name:str}", guards=EDIT)
async def save_template(request: PrimeRequest, name: FromPath[str]) -> Template | Redirect:
    """Look at a wording with sample values, or put it into force."""
    entry = catalogue.find(name)
    form = await request.form()
    b = bind(WordingForm, WORDING, form)
    if b.value is None:
        return await _template_page(request, entry, b, status=422)
    if form.get("do") == "preview":
        try:
            entry.check(b.value.subject, b.value.body_text)
        except InvalidInput as refusal:
            b.refuse(refusal)
        return await _template_page(request, entry, b, status=422 if b.errors else 200)
    try:
        await service.save_wording(request.auth, name, subject=b.value.subject, body_text=b.value.body_text, version=b.value.version)
    except InvalidInput as refusal:
        return await _template_page(request, entry, b.refuse(refusal), status=422)
    except StaleVersion as refusal:
        return await _template_page(request, entry, b.add("body_text", refusal.detail), status=409)
    return redirect("/email-templates", f"“{entry.title}” is sent in your words from now on.")


@post("/email-templates/{name:str}/reset", guards=EDIT)
async def reset_template(request: PrimeRequest, name: FromPath[str]) -> Redirect:
    """Go back to the shipped text."""
    await service.reset_wording(request.auth, name)
    return redirect(f"/email-templates/{name}", "The email is sent as it was shipped. Your versions are kept below.")


async def _template_page(request: PrimeRequest, entry: catalogue.Entry, b: Bound[WordingForm], *, status: int = 200) -> Template:
    preview = None
    if b.value or not b.errors:
        try:
            preview = rendering.preview(entry, str(b.raw["subject"]), str(b.raw["body_text"]))
        except wording.Unrenderable:
            preview = None
    return page(
        "pages/notifications/edit_template.html",
        status=status,
        entry=entry,
        b=b,
        preview=preview,
        is_editable=rendering.is_editable(entry),
        versions=await queries.list_versions(request.auth, entry.name),
    )


# --- the demo's mailbox


def _require_mailbox() -> None:
    """The mailbox shows sign-in links, so it exists only where nothing real is behind them."""
    if settings().is_production or settings().mail_backend is not MailBackend.MAILBOX:
        raise NotFound


@get("/mail", guards=[PUBLIC])
async def mailbox(to: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Template:
    """The demo's mailbox: everybody's e-mail, or one address's, so that every link can be clicked."""
    _require_mailbox()
    return page("pages/notifications/mailbox.html", messages=await queries.list_mailbox(to=to, cursor=cursor), to=to, cursor=cursor, no_store=True)


@get("/mail/{message_id:uuid}", guards=[PUBLIC])
async def mailbox_message(message_id: FromPath[UUID]) -> Template:
    """One e-mail of the demo's mailbox, with its link."""
    _require_mailbox()
    message = await queries.get_mailbox_message(message_id)
    return page("pages/notifications/view_message.html", message=message, link=message.secret_link, no_store=True)


router = Router(
    path="/",
    route_handlers=[
        list_messages,
        view_message,
        resend,
        list_own,
        mark_all_read,
        mark_read,
        list_templates,
        edit_template,
        save_template,
        reset_template,
        mailbox,
        mailbox_message,
    ],
    include_in_schema=False,
)
