"""Reading documents: one's own, those of one's organisation, those that one's office work covers."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.core.actor import SYSTEM, Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.documents import rules
from prime.documents.schemas import DocumentOut
from prime.documents.tables import Document, DocumentKind, DocumentStatus, StoredFile

# A list is the papers of one record or one person: a handful.
MOST = 200

_COLUMNS = """
d.id, d.reference, d.kind, d.title, d.status, d.status_detail, d.subject_type, d.subject_id,
d.created_at, d.queued_at, d.rendered_at, f.filename, f.size, f.sha256
"""
_FROM = "FROM document d LEFT JOIN stored_file f ON f.id = d.file"
# The person it is about; the office where the audience says so; members of its organisation with that permission.
# A link's actor sees the one record it was made for, or that record's documents.
_VISIBLE = """
($1 OR d.person = $2 OR d.audience = ANY($3::text[]) OR (d.organisation = ANY($4::uuid[]) AND d.audience = ANY($5::text[])))
AND ($6::uuid IS NULL OR $6 IN (d.id, d.subject_id))
"""
_ONE = f"SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE} AND d.id = $7"
_LIST = f"""
SELECT {_COLUMNS} {_FROM} WHERE {_VISIBLE}
AND ($7::uuid[] IS NULL OR d.subject_id = ANY($7)) AND ($8::uuid IS NULL OR d.person = $8)
ORDER BY d.created_at DESC, d.id DESC LIMIT {MOST}
"""
_STALLED = "SELECT EXISTS (SELECT 1 FROM document WHERE status = 'waiting' AND status_detail <> '')"
_QUEUED = """
SELECT (payload ->> 'document_id')::uuid FROM outbox_message
WHERE job = 'documents.render_document' AND done_at IS NULL AND dead_at IS NULL
"""
_IS_QUEUED = f"SELECT $1 IN ({_QUEUED})"
_UNQUEUED = f"""
SELECT id FROM document WHERE status = 'waiting' AND id NOT IN ({_QUEUED})
ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED
"""


class RenderWork(msgspec.Struct, frozen=True):
    """What a worker needs to make a PDF."""

    kind: DocumentKind
    context: dict[str, Any]
    created_at: datetime


def _scope(actor: Actor) -> tuple[Any, ...]:
    if actor is SYSTEM:
        return True, None, [], [], [], None
    permissions = list(actor.permissions)
    return (
        False,
        actor.user_id,
        list(rules.office_permissions(actor.roles, permissions)),
        list(actor.organisation_ids),
        permissions,
        actor.record_id,
    )


def _out(row: asyncpg.Record) -> DocumentOut:
    return DocumentOut(**{**row, "kind": DocumentKind(row["kind"]), "status": DocumentStatus(row["status"])})


async def get_document(actor: Actor, document_id: UUID) -> DocumentOut:
    """One document.

    Raises:
        NotFound: there is none, or this actor may not read it.
    """
    rows = await fetch(_ONE, *_scope(actor), document_id)
    if not rows:
        raise NotFound
    return _out(rows[0])


async def list_documents(actor: Actor, *, subject_ids: Collection[UUID] | None = None, person: UUID | None = None) -> list[DocumentOut]:
    """The documents of some records, of a person, or all that the actor may read; newest first."""
    subjects = None if subject_ids is None else list(subject_ids)
    return [_out(row) for row in await fetch(_LIST, *_scope(actor), subjects, person)]


async def lock_document(document_id: UUID) -> Document:
    """A document, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await Document.objects().where(Document.id == document_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def render_work(document_id: UUID) -> RenderWork | None:
    """The facts of a document whose PDF is still to be made; None when it is ready."""
    row = await Document.objects().where(Document.id == document_id).first()
    if row is None:
        raise NotFound
    if row.status == DocumentStatus.READY:
        return None
    return RenderWork(kind=DocumentKind(row.kind), context=json.loads(row.context), created_at=row.created_at)


async def has_stalled() -> bool:
    """Whether a document waits because the renderer could not be used."""
    return bool(await fetch_value(_STALLED))


async def is_queued(document_id: UUID) -> bool:
    """Whether a worker has been asked for its PDF and has not answered."""
    return bool(await fetch_value(_IS_QUEUED, document_id))


async def lock_unqueued(limit: int) -> list[UUID]:
    """Waiting documents that no worker has been asked for; oldest first, skipping those that another process holds."""
    return [row["id"] for row in await fetch(_UNQUEUED, limit)]


async def lock_file(file_id: UUID) -> StoredFile:
    """One stored file, locked.

    Raises:
        NotFound: there is no such file.
    """
    row = await StoredFile.objects().where(StoredFile.id == file_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def is_stored(sha256: str) -> bool:
    """Whether a file is made of the bytes of a hash."""
    return await StoredFile.exists().where(StoredFile.sha256 == sha256)
