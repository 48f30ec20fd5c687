"""What everybody who reads applications shares: whose they may read, and what is withheld of the person."""

from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.candidates import rules
from prime.candidates.schemas import ApplicationRow
from prime.candidates.tables import NextActor, Source, Stage
from prime.core.actor import Actor

P = Permission

# Before the screening decision a screener knows an application by its reference alone: what they read, search and sort by
# follows this one condition. Nobody is a stranger to themselves. `$me` and `$blind` stand for the parameters of a query.
_WITHHELD = f"""($blind AND c."user" IS DISTINCT FROM $me AND a.stage IN ({", ".join(f"'{stage}'" for stage in sorted(rules.BLIND_STAGES))}))"""


def withheld(*, me: int, blind: int) -> str:
    """The condition that who it is is withheld, with the numbers of a query's two parameters."""
    return _WITHHELD.replace("$me", f"${me}").replace("$blind", f"${blind}::boolean")


# Those who recruit see all; a candidate their own; the holder of a link the one application it was made for.
VISIBLE = """($1 OR c."user" = $2 OR a.id = $3)"""
ROW = """
a.id, a.reference, a.candidate AS candidate_id, c.first_name, c.last_name, c.swe_number, v.reference AS vacancy_reference,
v.title AS vacancy_title, v.place, a.stage, a.stage_entered_at, a.source, a.next_actor, a.next_action, a.next_due_on,
a.champion AS champion_id, COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS champion_name, a.applied_at, a.version
"""
FROM = """
FROM application a JOIN candidate c ON c.id = a.candidate JOIN vacancy v ON v.id = a.vacancy LEFT JOIN app_user u ON u.id = a.champion
"""


def screens_blind(actor: Actor) -> bool:
    """Whether names are kept from the actor until the screening decision: from all who recruit but operations."""
    return actor.can(P.APPLICATIONS_READ) and not actor.can(P.APPLICATIONS_MANAGE)


def scope(actor: Actor) -> tuple[bool, UUID | None, UUID | None, bool]:
    """Whose applications an actor may read, as the first parameters of a query.

    Raises:
        Forbidden: the actor neither recruits nor applies.
    """
    actor.require_any(P.APPLICATIONS_READ, P.APPLICATIONS_OWN)
    if actor.record_id is not None:
        return False, None, actor.record_id, False
    return actor.can(P.APPLICATIONS_READ), actor.user_id, None, screens_blind(actor)


def as_row(row: asyncpg.Record, kind: type[ApplicationRow] = ApplicationRow, **more: Any) -> Any:
    """A row as a Struct, without its person where that is withheld."""
    values = {name: row[name] for name in kind.__struct_fields__} | more
    whole = kind(
        **values | {"stage": Stage(row["stage"]), "source": Source(row["source"]), "next_actor": NextActor(row["next_actor"])},
    )
    return rules.anonymised(whole) if whole.is_anonymous else whole
