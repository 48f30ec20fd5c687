"""Reading the audit trail."""

import functools
import operator
from collections.abc import Collection
from uuid import UUID

from prime.audit.tables import AuditEntry
from prime.core.actor import Actor
from prime.core.paging import Page, keyset


async def list_entries(
    actor: Actor, *, action: str = "", areas: Collection[str] = (), record_id: UUID | None = None, cursor: str = ""
) -> Page[AuditEntry]:
    """The trail, newest first, optionally of one action prefix, some areas (`billing`) or one record.

    Raises:
        Forbidden: the actor may not read the trail.
    """
    actor.require("audit.read")
    query = AuditEntry.objects()
    if action:
        query = query.where(AuditEntry.action.like(f"{action}%"))
    if areas:
        query = query.where(functools.reduce(operator.or_, (AuditEntry.action.like(f"{area}.%") for area in areas)))
    if record_id:
        query = query.where(AuditEntry.record_id == record_id)
    return await keyset(query, AuditEntry.id, cursor)


async def history_of(record_ids: Collection[UUID], *, limit: int = 50) -> list[AuditEntry]:
    """What happened to some records, newest first.

    The caller has already shown that its actor may see these records.
    """
    if not record_ids:
        return []
    return await AuditEntry.objects().where(AuditEntry.record_id.is_in(list(record_ids))).order_by(AuditEntry.id, ascending=False).limit(limit)
