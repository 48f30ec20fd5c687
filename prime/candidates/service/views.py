"""Saved views of the pipeline: a name for filters that somebody comes back to."""

from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries, rules, saved_views
from prime.candidates.tables import SavedView
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput


def _checked_name(name: str) -> str:
    plain = " ".join(rules.plain(name).split())
    if not plain:
        raise InvalidInput.field("name", "Enter a name for the view")
    if len(plain) > saved_views.NAME_MAX:
        raise InvalidInput.field("name", f"The name must be {saved_views.NAME_MAX} characters or less")
    return plain


def _name_is_taken() -> InvalidInput:
    return InvalidInput.field("name", "You have a view of that name. Enter another name")


@transactional
async def save_view(actor: Actor, *, name: str, query: str) -> UUID:
    """Keep the filters of an address under a name of one's own.

    Raises:
        Forbidden: the actor does not recruit.
        InvalidInput: the name is missing, too long or taken, or there are too many filters or views.
    """
    actor.require(Permission.APPLICATIONS_READ)
    view = SavedView(id=uuid7(), user=actor.required_user_id, name=_checked_name(name), query=saved_views.kept(query), created_at=clock.now())
    await lock(f"views:{view.user}")
    if await SavedView.count().where(SavedView.user == view.user) >= saved_views.MOST:
        raise InvalidInput.field("name", f"You have {saved_views.MOST} views. Remove one first")
    try:
        async with transaction():
            await view.save()
    except asyncpg.UniqueViolationError:
        raise _name_is_taken() from None
    await audit.record(actor, "candidates.view_saved", view.id, "Saved a view of the candidates")
    return view.id


@transactional
async def rename_view(actor: Actor, view_id: UUID, *, name: str) -> None:
    """Give a saved view another name.

    Raises:
        Forbidden: the actor does not recruit.
        NotFound: it is not one of theirs.
        InvalidInput: the name is missing, too long or taken.
    """
    actor.require(Permission.APPLICATIONS_READ)
    view = await queries.lock_view(actor, view_id)
    try:
        async with transaction():
            await SavedView.update({SavedView.name: _checked_name(name)}).where(SavedView.id == view.id)
    except asyncpg.UniqueViolationError:
        raise _name_is_taken() from None
    await audit.record(actor, "candidates.view_renamed", view_id, "Renamed a view of the candidates")


@transactional
async def remove_view(actor: Actor, view_id: UUID) -> None:
    """Forget a saved view; the applications it showed stay.

    Raises:
        Forbidden: the actor does not recruit.
        NotFound: it is not one of theirs.
    """
    actor.require(Permission.APPLICATIONS_READ)
    view = await queries.lock_view(actor, view_id)
    await SavedView.delete().where(SavedView.id == view.id)
    await audit.record(actor, "candidates.view_removed", view_id, "Removed a view of the candidates")
