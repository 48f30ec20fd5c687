"""Reading pre-employment checks: in full for those who record them, the progress for the person checked."""

from datetime import date
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.checks import rules
from prime.checks.schemas import CheckOut
from prime.checks.tables import Check, CheckKind, CheckMethod, CheckStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound

_LIST = """
SELECT k.id, k.kind, k.status, k.method, k.checked_on, k.expires_on, k.reference, k.detail, k.recorded_at,
       COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS checker
FROM pre_employment_check k LEFT JOIN app_user u ON u.id = k.checker WHERE k.candidate = $1
"""


def _out(row: asyncpg.Record) -> CheckOut:
    kind = CheckKind(row["kind"])
    return CheckOut(
        **{
            **row,
            "kind": kind,
            "label": rules.GUIDES[kind].label,
            "status": CheckStatus(row["status"]),
            "method": CheckMethod(row["method"]) if row["method"] else None,
            "is_clear": rules.is_clear(row["status"], row["expires_on"], clock.today()),
        }
    )


async def list_checks(actor: Actor, candidate_id: UUID) -> list[CheckOut]:
    """The checks of a candidate, in the order of the list; empty until an offer is accepted.

    Raises:
        NotFound: the candidate is not the actor's business.
    """
    works_here = actor.can(Permission.CHECKS_RECORD)
    if not works_here and candidate_id not in await _own_candidate_ids(actor):
        raise NotFound
    order = list(CheckKind)
    found = sorted((_out(row) for row in await fetch(_LIST, candidate_id)), key=lambda check: order.index(check.kind))
    return found if works_here else [msgspec.structs.replace(check, reference="", detail="", checker="") for check in found]


async def _own_candidate_ids(actor: Actor) -> list[UUID]:
    ids = await candidates.own_application_ids(actor)
    return [row["candidate"] for row in await fetch("SELECT DISTINCT candidate FROM application WHERE id = ANY($1::uuid[])", ids)]


async def list_own(actor: Actor) -> list[CheckOut]:
    """The actor's own checks, without references and notes.

    Raises:
        Forbidden: the actor is not a candidate.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    own = await _own_candidate_ids(actor)
    return await list_checks(actor, own[0]) if own else []


async def waiting_for(candidate_id: UUID, on: date) -> list[CheckKind]:
    """The checks that keep a candidate from working on a day."""
    rows = await fetch("SELECT kind, status, expires_on FROM pre_employment_check WHERE candidate = $1", candidate_id)
    return rules.waiting([(row["kind"], row["status"], row["expires_on"]) for row in rows], on)


async def find_check(candidate_id: UUID, kind: CheckKind) -> UUID:
    """The id of one check of a candidate.

    Raises:
        NotFound: no set is open for the candidate.
    """
    row = await Check.select(Check.id).where((Check.candidate == candidate_id) & (Check.kind == kind)).first()
    if row is None:
        raise NotFound
    found: UUID = row["id"]
    return found


async def lock_set(candidate_id: UUID) -> list[Check]:
    """The whole set of a candidate, locked in the order of the ids."""
    return await Check.objects().where(Check.candidate == candidate_id).order_by(Check.id).lock_rows("UPDATE")


async def candidate_of(check_id: UUID) -> UUID:
    """Whose check it is.

    Raises:
        NotFound: there is no such check.
    """
    row = await Check.select(Check.candidate).where(Check.id == check_id).first()
    if row is None:
        raise NotFound
    found: UUID = row["candidate"]
    return found
