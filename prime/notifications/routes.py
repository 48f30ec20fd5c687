"""JSON of messages and wordings, and the callback of GOV.UK Notify."""

import secrets
from typing import Any
from uuid import UUID

from litestar import Request, Router, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import PUBLIC, SIGNED_IN, Requires
from prime.accounts.permissions import Permission
from prime.core.actor import SYSTEM, Actor
from prime.core.errors import NotFound, Unauthenticated
from prime.core.settings import settings
from prime.notifications import catalogue, queries, rendering, rules, service
from prime.notifications.schemas import MessageDetail, MessageOut, NotifyReceipt, Preview, TemplateOut, WordingIn
from prime.notifications.tables import Message, MessageTemplate
from prime.web.api import Listing, listing
from prime.web.rate_limit import rate_limited

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.MESSAGES_READ)]
EDIT = [Requires(Permission.ACCOUNTS_MANAGE)]


def _facts(message: Message) -> dict[str, Any]:
    return {name: getattr(message, name) for name in MessageOut.__struct_fields__}


def _brief(message: Message) -> MessageOut:
    return MessageOut(**_facts(message))


@get("/messages", guards=READ, operation_id="ListMessages")
async def list_messages(
    request: ApiRequest,
    *,
    search: FromQuery[str] = "",
    person: FromQuery[UUID | None] = None,
    template: FromQuery[str] = "",
    status: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Listing[MessageOut]:
    """Every message, newest first; the status `undelivered` is refused or bounced."""
    found = await queries.list_messages(request.auth, search=search, person=person, template=template, status=status, cursor=cursor)
    return listing(found, _brief)


@get("/messages/mine", guards=[SIGNED_IN], operation_id="ListOwnMessages")
async def list_own(request: ApiRequest, cursor: FromQuery[str] = "") -> Listing[MessageOut]:
    """What was sent to the caller, newest first."""
    return listing(await queries.list_own(request.auth, cursor=cursor), _brief)


@get("/messages/{message_id:uuid}", guards=[SIGNED_IN], operation_id="GetMessage")
async def get_message(request: ApiRequest, message_id: FromPath[UUID]) -> MessageDetail:
    """One message as it was sent; its one-use link is never shown."""
    message = await queries.get_message(request.auth, message_id)
    return MessageDetail(**_facts(message), body_text=message.body_text)


@post("/messages/{message_id:uuid}/resend", guards=READ, status_code=204, operation_id="ResendMessage")
async def resend(request: ApiRequest, message_id: FromPath[UUID]) -> None:
    """Send it again, to the address the person has now."""
    await service.resend(request.auth, message_id)


@post("/messages/{message_id:uuid}/read", guards=[SIGNED_IN], status_code=204, operation_id="MarkMessageRead")
async def mark_read(request: ApiRequest, message_id: FromPath[UUID]) -> None:
    """Mark a message to the caller as read."""
    await service.mark_read(request.auth, message_id)


@post("/messages/mine/read", guards=[SIGNED_IN], status_code=204, operation_id="MarkAllMessagesRead")
async def mark_all_read(request: ApiRequest) -> None:
    """Mark everything sent to the caller as read."""
    await service.mark_all_read(request.auth)


def _template(entry: catalogue.Entry, current: MessageTemplate | None, version: int) -> TemplateOut:
    subject, body_text = (current.subject, current.body_text) if current else rendering.shipped(entry)
    return TemplateOut(
        name=entry.name,
        when=entry.when,
        to=entry.to,
        placeholders=sorted(entry.placeholders),
        required=list(entry.required),
        is_editable=rendering.is_editable(entry),
        is_edited=current is not None,
        version=version,
        subject=subject,
        body_text=body_text,
    )


@get("/email-templates", guards=EDIT, operation_id="ListEmailTemplates")
async def list_templates(request: ApiRequest) -> list[TemplateOut]:
    """Every e-mail as it is in force; `version` is that of the wording, 0 for the shipped text."""
    edited = await queries.list_current_wordings(request.auth)
    return [_template(entry, row := edited.get(entry.name), row.version if row else 0) for entry in catalogue.entries().values()]


@get("/email-templates/{name:str}", guards=EDIT, operation_id="GetEmailTemplate")
async def get_template(request: ApiRequest, name: FromPath[str]) -> TemplateOut:
    """One e-mail as it is in force; `version` is the latest ever saved, which a change must name."""
    entry = catalogue.find(name)
    versions = await queries.list_versions(request.auth, name)
    return _template(entry, next((row for row in versions if row.is_current), None), versions[0].version if versions else 0)


@put("/email-templates/{name:str}", guards=EDIT, status_code=204, operation_id="SaveEmailTemplate")
async def save_template(request: ApiRequest, name: FromPath[str], data: JSONBody[WordingIn]) -> None:
    """Put a wording into force."""
    await service.save_wording(request.auth, name, subject=data.subject, body_text=data.body_text, version=data.version)


@post("/email-templates/{name:str}/preview", guards=EDIT, status_code=200, operation_id="PreviewEmailTemplate")
async def preview_template(name: FromPath[str], data: JSONBody[WordingIn]) -> Preview:
    """How a wording reads with sample values; nothing is saved."""
    entry = catalogue.find(name)
    entry.check(data.subject, data.body_text)
    seen = rendering.preview(entry, data.subject, data.body_text)
    return Preview(seen.subject, seen.body_text, seen.body_html)


@delete("/email-templates/{name:str}", guards=EDIT, operation_id="ResetEmailTemplate")
async def reset_template(request: ApiRequest, name: FromPath[str]) -> None:
    """Go back to the shipped text; the wordings are kept."""
    await service.reset_wording(request.auth, name)


@post(
    "/notify/callbacks",
    guards=[PUBLIC, rate_limited("notify", limit=1200, seconds=60)],
    opt={"no_auth": True},
    status_code=204,
    operation_id="NotifyCallback",
)
async def notify_callback(request: Request[Any, Any, Any], data: JSONBody[NotifyReceipt]) -> None:
    """What GOV.UK Notify says became of a message; repeats, and messages that are not ours, change nothing.

    It sends `Authorization: Bearer NOTIFY_CALLBACK_TOKEN`, and tries again when the answer is not a 2xx.
    """
    token = settings().notify_callback_token
    if not token:
        raise NotFound
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.compare_digest(given.strip().encode(), token.encode()):
        raise Unauthenticated("The bearer token is not valid.")
    report = rules.read_receipt(data)
    if report is not None:
        await service.note_report(SYSTEM, report)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_messages,
        list_own,
        get_message,
        resend,
        mark_read,
        mark_all_read,
        list_templates,
        get_template,
        save_template,
        preview_template,
        reset_template,
        notify_callback,
    ],
    tags=["Messages"],
)
