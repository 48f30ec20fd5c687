"""One decision on many applications: each is its own command, and one that is refused holds up no other (D8)."""

from collections.abc import Awaitable, Callable, Collection
from functools import partial
from uuid import UUID

from prime.accounts import queries as accounts
from prime.accounts.permissions import Permission, Role
from prime.candidates import queries, rules
from prime.candidates.schemas import BulkAction, BulkResult, Chosen
from prime.candidates.service.notes import assign_champion
from prime.candidates.service.pipeline import reject, start_screening
from prime.candidates.tables import RejectReason
from prime.core.actor import Actor
from prime.core.db import transaction, transactional
from prime.core.errors import Conflict, InvalidInput, NotFound, StaleVersion


@transactional
async def act_on_many(
    actor: Actor, chosen: Collection[Chosen], *, action: BulkAction, reason: str = "", detail: str = "", champion_user_id: UUID | None = None
) -> list[BulkResult]:
    """Screen, reject or give away several applications; says for each whether it was done, and why not.

    Raises:
        Forbidden: the actor does not recruit.
        InvalidInput: nothing or too much is chosen, or what all of them share (the reason, the champion) is wrong.
    """
    actor.require(Permission.APPLICATIONS_SCREEN)
    if not 0 < len(chosen) <= rules.BULK_MAX:
        raise InvalidInput.field("chosen", f"Select between 1 and {rules.BULK_MAX} applications")
    command = await _command(actor, action, reason, detail, champion_user_id)
    names = {row.id: row.name for row in await queries.list_chosen(actor, [item.id for item in chosen])}
    refusals: dict[UUID, str] = {}
    # In the order of the keys, so that two people who choose the same ones do not wait for each other in a ring.
    for item in sorted(set(chosen), key=lambda item: item.id):
        try:
            async with transaction():
                if (await queries.lock_for_work(actor, item.id)).version != item.version:
                    raise StaleVersion("Somebody else has changed it since you chose it.")
                await command(item.id)
        except (Conflict, NotFound) as refusal:
            refusals[item.id] = refusal.detail
    return [BulkResult(id=item.id, name=names.get(item.id, ""), refusal=refusals.get(item.id, "")) for item in dict.fromkeys(chosen)]


async def _command(actor: Actor, action: BulkAction, reason: str, detail: str, champion_user_id: UUID | None) -> Callable[[UUID], Awaitable[None]]:
    """What is done to each one; what all of them share is judged here, once."""
    if action is BulkAction.SCREEN:
        return partial(start_screening, actor)
    if action is BulkAction.REJECT:
        return partial(reject, actor, reason=rules.checked_reason(RejectReason, reason, detail), detail=detail)
    champions = {user.id for user in await accounts.members_with(Role.CHAMPION, (await accounts.afc()).id)}
    if champion_user_id is None or champion_user_id not in champions:
        raise InvalidInput.field("champion_user_id", "Select a champion")
    return partial(assign_champion, actor, champion_user_id=champion_user_id)
