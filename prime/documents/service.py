"""Commands on documents: order one, ask for its PDF, keep what the worker made, note who took it."""

import json
from typing import Any
from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.core import clock, outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.errors import Forbidden, InvalidInput
from prime.core.references import next_reference
from prime.core.storage import Stored
from prime.documents import queries, rules
from prime.documents.errors import DocumentNotReady
from prime.documents.schemas import Context, DocumentOut, ReadyFile, from_json, kind_of, to_json
from prime.documents.tables import Document, DocumentKind, DocumentStatus, StoredFile

JOB = "documents.render_document"
PDF = "application/pdf"
# What the background takes in a minute: a few seconds of one core, and never all the places of a worker.
BACKLOG_AT_ONCE = 10


@transactional
async def order(
    actor: Actor,
    *,
    context: Context,
    subject_type: str,
    subject_id: UUID,
    audience: Permission,
    person: UUID | None = None,
    organisation: UUID | None = None,
) -> UUID:
    """Issue a document: freeze its facts, give it a reference, have its PDF made after commit.

    A step of the command that decides it, which has checked the actor's right. `person` may read it, and so may
    the office's holders of `audience`, and members of `organisation` who hold it.

    Raises:
        InvalidInput: a fact is overlong, of the wrong type, or the sums disagree.
    """
    reference = await next_reference("DOC")
    kind = kind_of(context)
    if not context.reference:
        context = msgspec.structs.replace(context, reference=reference)
    snapshot = to_json(context)
    try:
        from_json(kind, snapshot)
    except msgspec.ValidationError as problem:
        raise InvalidInput.field("context", str(problem)) from problem
    document = Document(
        id=uuid7(),
        reference=reference,
        kind=kind,
        title=rules.title(context),
        context=json.dumps(snapshot),
        subject_type=subject_type,
        subject_id=subject_id,
        person=person,
        organisation=organisation,
        audience=audience,
        created_at=clock.now(),
        created_by=actor.user_id,
        queued_at=clock.now(),
    )
    await document.save()
    await audit.record(actor, "documents.ordered", document.id, f"{document.title} ({reference})")
    await outbox.enqueue(JOB, priority=1, document_id=document.id)  # somebody waits for it; the backlog does not
    return document.id


@transactional
async def request_pdf(actor: Actor, document_id: UUID) -> DocumentOut:
    """Have the PDF of a waiting or failed document made; nothing happens when it is ready or already queued.

    Raises:
        NotFound: there is no such document for this actor.
    """
    await queries.get_document(actor, document_id)
    document = await queries.lock_document(document_id)
    if document.status != DocumentStatus.READY and not await queries.is_queued(document_id):
        await _queue(document_id, priority=1)
        await audit.record(actor, "documents.pdf_requested", document_id, document.title)
    return await queries.get_document(actor, document_id)


@transactional
async def queue_backlog(actor: Actor) -> int:
    """Queue some documents that wait unqueued, as after bulk loading or a repair; returns how many."""
    _require_system(actor)
    document_ids = await queries.lock_unqueued(BACKLOG_AT_ONCE)
    for document_id in document_ids:
        await _queue(document_id, priority=-1)
    return len(document_ids)


@transactional
async def attach_pdf(actor: Actor, document_id: UUID, stored: Stored, *, template_version: str) -> None:
    """Make a document ready with the file that a worker rendered; one that is ready stays as it is."""
    _require_system(actor)
    document = await queries.lock_document(document_id)
    if document.status == DocumentStatus.READY:
        return
    file = StoredFile(
        id=uuid7(),
        sha256=stored.sha256,
        media_type=PDF,
        size=stored.size,
        filename=rules.filename(DocumentKind(document.kind), json.loads(document.context)["reference"]),
        created_at=clock.now(),
    )
    await file.save()
    await document.update_self(
        {
            Document.status: DocumentStatus.READY,
            Document.status_detail: "",
            Document.file: file.id,
            Document.template_version: template_version,
            Document.rendered_at: clock.now(),
        }
    )
    await audit.record(actor, "documents.rendered", document_id, document.title, sha256=stored.sha256)


@transactional
async def mark_failed(actor: Actor, document_id: UUID, detail: str) -> None:
    """Note that a document cannot be made, and why; somebody may ask again."""
    _require_system(actor)
    document = await queries.lock_document(document_id)
    if document.status != DocumentStatus.READY:
        await document.update_self({Document.status: DocumentStatus.FAILED, Document.status_detail: detail})
        await audit.record(actor, "documents.failed", document_id, document.title, reason=detail)


@transactional
async def keep_waiting(actor: Actor, document_id: UUID, detail: str) -> None:
    """Note why the PDF of a document cannot be made yet; it is queued again once that is mended."""
    _require_system(actor)
    document = await queries.lock_document(document_id)
    if document.status == DocumentStatus.WAITING:
        await document.update_self({Document.status_detail: detail})


@transactional
async def keep_file(actor: Actor, stored: Stored, *, media_type: str, filename: str) -> UUID:
    """Note a file that was put into the store: a step of the command that it belongs to, which has checked the actor's right."""
    file = StoredFile(
        id=uuid7(),
        sha256=stored.sha256,
        media_type=media_type,
        size=stored.size,
        filename=filename,
        created_at=clock.now(),
        uploaded_by=actor.user_id,
    )
    await file.save()
    return file.id


@transactional
async def discard_file(actor: Actor, file_id: UUID) -> str:
    """Forget a file that nothing points at any more; returns the hash of its bytes, which are still in the store.

    A step of the command that it belongs to.
    """
    file = await queries.lock_file(file_id)
    await file.remove()
    return file.sha256


@transactional
async def take_file(actor: Actor, document_id: UUID) -> ReadyFile:
    """Note that the actor takes the PDF; the caller then reads its bytes from the store.

    Raises:
        NotFound: there is no such document for this actor.
        DocumentNotReady: it has no PDF yet.
    """
    document = await queries.get_document(actor, document_id)
    if document.sha256 is None or document.filename is None:
        raise DocumentNotReady("The PDF of this document has not been made yet.")
    await audit.record(actor, "documents.downloaded", document_id, document.title)
    return ReadyFile(sha256=document.sha256, filename=document.filename)


async def _queue(document_id: UUID, *, priority: int) -> None:
    asked: dict[Any, Any] = {Document.status: DocumentStatus.WAITING, Document.status_detail: "", Document.queued_at: clock.now()}
    await Document.update(asked).where(Document.id == document_id)
    await outbox.enqueue(JOB, priority=priority, document_id=document_id)


def _require_system(actor: Actor) -> None:
    if actor is not SYSTEM:
        raise Forbidden
