"""What the register said, kept as it was seen."""

from uuid import UUID

from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.checks import queries, rules
from prime.checks.register import Entry, name_score
from prime.checks.tables import CheckKind, RegisterLookup, RegisterStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.errors import NotFound
from prime.core.settings import settings


@transactional
async def keep_lookup(actor: Actor, check_id: UUID, number: str, entry: Entry | None) -> UUID:
    """Keep what the register said of the candidate's number; the caller has asked it before this transaction.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check, or it is not that of a registration.
        OwnApplication: the check is on the actor.
    """
    check = await queries.lock_for_work(actor, check_id)
    candidate = await candidates.get_candidate(actor, check.candidate)
    if check.kind != CheckKind.SWE_REGISTRATION or candidate.swe_number != number:
        raise NotFound
    lookup = RegisterLookup(
        id=uuid7(),
        check_record=check_id,
        number=number,
        source=settings().swe_register,
        was_found=entry is not None,
        name=entry.name if entry else "",
        name_score=name_score(f"{candidate.first_name} {candidate.last_name}", entry.name) if entry else 0,
        register_status=entry.status if entry else RegisterStatus.NOT_FOUND,
        registered_until=entry.registered_until if entry else None,
        conditions=entry.conditions if entry else "",
        looked_up_by=actor.required_user_id,
        looked_up_at=clock.now(),
    )
    await lookup.save()
    said = rules.REGISTER_LABELS[RegisterStatus(lookup.register_status)].lower()
    await audit.record(actor, "checks.register_looked_up", check.candidate, f"Looked {number} up in the register ({lookup.source}): {said}")
    return lookup.id
