"""Looking at the invariants: what breaks one is kept, noted in the trail, and told to the admins once."""

import json
from uuid import UUID

from prime.accounts.permissions import Permission, Role
from prime.accounts.queries import afc, members_with
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transactional
from prime.core.formats import plural
from prime.core.outbox import enqueue
from prime.notifications import service as notifications
from prime.reporting import queries
from prime.reporting.invariants import INVARIANTS, Broken
from prime.reporting.schemas import Finding
from prime.reporting.tables import InvariantResult

JOB = "reporting.check_invariants"


@transactional
async def order_check(actor: Actor) -> UUID:
    """Have the invariants looked at in the background.

    Raises:
        Forbidden: the actor does not read the audit trail.
    """
    actor.require(Permission.AUDIT_READ)
    await audit.record(actor, "reporting.check_ordered", None, "Asked for a look at the invariants")
    return await enqueue(JOB, priority=1)


@transactional
async def keep_findings(actor: Actor, broken: Broken) -> list[Finding]:
    """Keep what a look at the invariants found; whatever is newly broken is noted and told to the admins."""
    actor.require(Permission.AUDIT_READ)
    await lock("invariants")
    now = clock.now()
    before = {row.name: row for row in await InvariantResult.objects()}
    fresh = []
    for invariant in INVARIANTS:
        count, examples = broken.get(invariant.name, (0, []))
        known = before.get(invariant.name)
        since = (known.broken_since if known else None) or now
        if count and (known is None or not known.broken):
            fresh.append(invariant)
            summary = f"{invariant.sentence} {plural(count, 'record breaks', 'records break')} it."
            await audit.record(actor, "reporting.invariant_broken", None, summary)
        row = known or InvariantResult(id=uuid7(), name=invariant.name, checked_at=now)
        row.broken, row.examples, row.checked_at, row.broken_since = count, json.dumps(examples), now, since if count else None
        await row.save()
    if fresh:
        sentences = [invariant.sentence for invariant in fresh]
        for admin in await members_with(Role.ADMIN, (await afc()).id):
            await notifications.send(actor, "invariant_broken", to=admin.id, sentences=sentences, path="/invariants")
    return await queries.findings(actor)
