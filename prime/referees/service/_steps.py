"""What several commands on referees share: locking in one order, and writing to either side."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.core.actor import Actor
from prime.notifications import service as notifications
from prime.referees import queries
from prime.referees.errors import WrongStep
from prime.referees.tables import Referee


async def lock_for_office(actor: Actor, referee_id: UUID) -> Referee:
    """A referee of somebody else's application, locked after it; raises Forbidden, NotFound, OwnApplication, or WrongStep once forgotten."""
    actor.require(Permission.CHECKS_RECORD)
    referee = await queries.get_referee(actor, referee_id)
    await candidates.lock_for_work(actor, referee.application_id)
    locked = await queries.lock_referee(referee_id)
    if locked.forgotten_at is not None:
        raise WrongStep("What they said was deleted in time. Ask the candidate for a referee again.")
    return locked


async def lock_of_holder(holder: Actor) -> Referee:
    """The referee of a link, locked after their application; raises Forbidden or NotFound."""
    asked = await queries.asked_referee(holder)
    return await queries.lock_referee(asked.id)


async def tell_candidate_another_is_needed(actor: Actor, referee: Referee, *, why: str) -> None:
    """Ask the candidate to name somebody else (O4)."""
    user_id, role = await candidates.addressee(referee.application)
    await notifications.send(actor, "referee_needed", to=user_id, about=referee.application, role=role, referee=referee.name, why=why)


async def tell_operations(actor: Actor, referee: Referee, *, news: str) -> None:
    """Tell whoever sent the request what has come of it; nobody where nobody did."""
    if referee.asked_by is None:
        return
    candidate, role = await queries.about_whom(referee.id)
    await notifications.send(
        actor,
        "reference_news",
        to=referee.asked_by,
        about=referee.application,
        candidate=candidate,
        role=role,
        referee=referee.name,
        news=news,
        referee_id=referee.id,
    )
