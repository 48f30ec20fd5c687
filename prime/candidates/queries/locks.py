"""Applications locked for a command."""

from uuid import UUID

from prime.candidates.errors import OwnApplication
from prime.candidates.queries.applications import own_application_ids
from prime.candidates.tables import Application, Candidate, Stage
from prime.core.actor import Actor
from prime.core.errors import NotFound


async def lock_application(application_id: UUID) -> Application:
    """An application, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await Application.objects().where(Application.id == application_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_for_work(actor: Actor, application_id: UUID) -> Application:
    """Somebody else's application, locked.

    Raises:
        NotFound: there is none.
        OwnApplication: it is the actor's own.
    """
    row = await lock_application(application_id)
    if actor.user_id is not None and await Candidate.exists().where((Candidate.id == row.candidate) & (Candidate.user == actor.user_id)):
        raise OwnApplication
    return row


async def lock_own(actor: Actor, application_id: UUID) -> Application:
    """One's own application, locked; raises NotFound for anybody else's."""
    if application_id not in await own_application_ids(actor):
        raise NotFound
    return await lock_application(application_id)


async def lock_live_of(candidate_id: UUID, *stages: Stage) -> list[Application]:
    """The applications of a candidate at some stages, locked in the order of their ids."""
    return await (
        Application.objects()
        .where((Application.candidate == candidate_id) & Application.stage.is_in([stage.value for stage in stages]))
        .order_by(Application.id)
        .lock_rows("UPDATE")
    )
