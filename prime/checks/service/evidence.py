"""The file that was seen for a check: kept by whoever records it, taken by operations only, never shown in place."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.checks import queries, rules
from prime.checks.tables import Check, CheckKind
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.errors import InvalidInput
from prime.uploads import service as uploads
from prime.uploads.schemas import OpenFile, Sent
from prime.uploads.tables import Purpose


@transactional
async def attach_evidence(actor: Actor, check_id: UUID, sent: Sent) -> UUID:
    """Keep what was seen for a check, in the place of the file before; its bytes are in the store already.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        InvalidInput: of a DBS certificate no copy is kept here.
    """
    return await keep(actor, await queries.lock_for_work(actor, check_id), sent)


@transactional
async def keep(actor: Actor, check: Check, sent: Sent) -> UUID:
    """Keep a file for a check that is locked: a step of the commands that record one."""
    kind = CheckKind(check.kind)
    if kind is CheckKind.DBS:
        raise InvalidInput.field("file", "No copy of a DBS certificate is kept here")
    upload_id = await uploads.keep(
        actor,
        purpose=Purpose.CHECK_EVIDENCE,
        subject_id=check.id,
        stored=sent.stored,
        file_type=sent.file_type,
        name=f"{kind.replace('_', '-')}-{await queries.reference_of(check.candidate)}",
        sent_as=sent.sent_as,
    )
    await audit.record(actor, "checks.evidence_kept", check.candidate, f"{rules.GUIDES[kind].label}: kept a copy", kind=kind)
    return upload_id


@transactional
async def take_evidence(actor: Actor, check_id: UUID, upload_id: UUID) -> OpenFile:
    """Note that the actor takes the file of a check.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: the check has no such file.
        NotScanned: the scanner has not found it clean.
    """
    actor.require(Permission.CHECKS_RECORD)
    return await uploads.take(actor, purpose=Purpose.CHECK_EVIDENCE, subject_id=check_id, upload_id=upload_id)
