"""Reading the views that somebody saved."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.candidates.schemas import SavedViewOut
from prime.candidates.tables import SavedView
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound


async def list_views(actor: Actor) -> list[SavedViewOut]:
    """The actor's own saved views by name.

    Raises:
        Forbidden: the actor does not recruit.
    """
    actor.require(Permission.APPLICATIONS_READ)
    rows = await fetch('SELECT id, name, query FROM saved_view WHERE "user" = $1 ORDER BY lower(name), id', actor.user_id)
    return [SavedViewOut(**row) for row in rows]


async def lock_view(actor: Actor, view_id: UUID) -> SavedView:
    """One of the actor's own saved views, locked; raises NotFound for anybody else's."""
    own = (SavedView.id == view_id) & (SavedView.user == actor.user_id)
    row = await SavedView.objects().where(own).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row
