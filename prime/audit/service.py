"""Writing the audit trail; `record` is a step of a command, in the command's transaction."""

import json
from typing import Any
from uuid import UUID

from prime.audit.tables import AuditEntry
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import transactional


@transactional
async def record(actor: Actor, action: str, record_id: UUID | None, summary: str = "", **details: Any) -> None:
    """Note that `actor` did `action` to a record; `summary` is a sentence for people, without secrets.

    `details` are plain values; dates, UUIDs and Decimals are kept as strings.
    """
    await AuditEntry(
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=action,
        record_id=record_id,
        summary=summary,
        details=json.dumps(details, default=str),
        ip=actor.ip,
        request_id=actor.request_id,
    ).save()
