"""Deleting what referees said once it has been kept long enough: that they were asked, and what came of it, stays."""

from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.db import transactional
from prime.core.errors import Forbidden
from prime.referees import queries
from prime.referees.tables import Referee, Reference, ReferenceHearing, ReferenceQuestion
from prime.uploads import service as uploads
from prime.uploads.tables import Purpose


@transactional
async def forget_references(actor: Actor) -> int:
    """Delete references, with their questions, hearings, files and addresses, whose day has come; returns how many.

    Raises:
        Forbidden: only the clock's job forgets.
    """
    if actor is not SYSTEM:
        raise Forbidden
    outdated = await queries.outdated(clock.today())
    for referee_id in outdated:
        await _forget(actor, await queries.lock_referee(referee_id))
    return len(outdated)


async def _forget(actor: Actor, referee: Referee) -> None:
    await referee.update_self(
        {Referee.forgotten_at: clock.now(), Referee.email: "", Referee.identity_check: "", Referee.status_detail: "", Referee.draft: ""}
    )
    await Reference.delete().where(Reference.referee == referee.id)
    await ReferenceQuestion.delete().where(ReferenceQuestion.referee == referee.id)
    await ReferenceHearing.delete().where(ReferenceHearing.referee == referee.id)
    await uploads.discard(actor, purpose=Purpose.REFERENCE, subject_id=referee.id)
    await audit.record(actor, "referees.forgotten", referee.application, f"Deleted what {referee.name} said", referee=referee.id)
