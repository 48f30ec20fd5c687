"""Reading pre-employment checks: in full for those who record them, the progress for the person checked.

Whether a check counts on a day, one SQL function says for everybody: `check_holds` (prime/migrations/m0002_constraints.py).
Offers and staff lie in modules above, so their tables are read here by name.
"""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.errors import OwnApplication
from prime.checks import rules
from prime.checks.queries.periods import periods
from prime.checks.schemas import CheckOut, Due, LookupOut
from prime.checks.tables import (
    Check,
    CheckKind,
    CheckMethod,
    CheckStatus,
    DbsLevel,
    RegisterStatus,
    UpdateResult,
)
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value, lock
from prime.core.errors import InvalidInput, NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor

_PROGRESS = """k.id, k.kind, k.status, k.checked_on, k.expires_on, check_holds(k, $2) AS is_clear,
       check_holds(k, GREATEST($2, COALESCE($3, $2))) AS holds_at_start,
       (SELECT o.expires_on FROM check_override o WHERE o.check_record = k.id AND o.status = 'granted' AND o.expires_on >= $2) AS overridden_until"""
_OWN = f"SELECT {_PROGRESS} FROM pre_employment_check k WHERE k.candidate = $1"
_LIST = f"""
SELECT {_PROGRESS}, k.method, k.reference, k.second_document, k.issued_on, k.level, k.discloses, k.consents_to_updates,
       k.status_checked_on, k.status_result, k.register_status, k.conditions,
       k.awarded_by, k.awarded_in, k.countries, k.recheck_on, k.detail, k.recorded_at,
       COALESCE(trim(u.first_name || ' ' || u.last_name), '') AS checker
FROM pre_employment_check k LEFT JOIN app_user u ON u.id = k.checker WHERE k.candidate = $1
"""
_WAITING = """
SELECT wanted.kind FROM unnest($2::text[]) WITH ORDINALITY AS wanted(kind, position)
LEFT JOIN pre_employment_check k ON k.candidate = $1 AND k.kind = wanted.kind
WHERE NOT COALESCE(check_holds(k, $3), false) ORDER BY wanted.position
"""
# Conditions of the accepted offer belong to a module above this one, so they are read by name.
_OPEN_CONDITIONS = """
SELECT EXISTS (SELECT FROM offer_condition d JOIN offer f ON f.id = d.offer
               WHERE f.application = $1 AND f.status = 'accepted' AND d.status <> 'met')
"""
_FIRST_DAY = "SELECT max(starts_on) FROM offer WHERE application = $1 AND status = 'accepted'"
_ASTRAY = """
SELECT DISTINCT a.candidate FROM application a LEFT JOIN offer f ON f.application = a.id AND f.status = 'accepted'
WHERE a.stage IN ('checks', 'ready') AND (a.stage = 'ready') <>
  (9 = (SELECT count(*) FROM pre_employment_check k WHERE k.candidate = a.candidate AND check_holds(k, GREATEST($1, COALESCE(f.starts_on, $1)))))
ORDER BY a.candidate
"""
_DUE = """
SELECT * FROM (
  SELECT DISTINCT ON (k.id) k.id, k.candidate AS candidate_id, c."user" AS user_id, p.application_id, c.first_name || ' ' || c.last_name AS name,
         k.kind, COALESCE(o.expires_on, LEAST(k.expires_on, k.recheck_on)) AS due_on, COALESCE(o.expires_on, k.expires_on) AS expires_on, p.starts_on,
         p.is_staff, o.id IS NOT NULL AS is_override
  FROM (
    SELECT s.candidate, s.application AS application_id, NULL::date AS starts_on, true AS is_staff FROM staff_member s WHERE s.status = 'active'
    UNION ALL
    SELECT a.candidate, a.id, f.starts_on, false FROM application a LEFT JOIN offer f ON f.application = a.id AND f.status = 'accepted'
    WHERE a.stage IN ('checks', 'ready')
  ) p
  JOIN pre_employment_check k ON k.candidate = p.candidate JOIN candidate c ON c.id = k.candidate
  LEFT JOIN check_override o ON o.check_record = k.id AND o.status = 'granted'
  WHERE (k.status = 'clear' OR o.id IS NOT NULL)
    AND COALESCE(o.expires_on, LEAST(k.expires_on, k.recheck_on)) <= GREATEST($1, COALESCE(p.starts_on, $1))
  ORDER BY k.id, p.is_staff DESC
) due
"""
_DUE_PAGE = f"{_DUE} WHERE ($2::date IS NULL OR (due_on, id) > ($2, $3::uuid)) ORDER BY due_on, id LIMIT $4"
_UNREMINDED = f"""{_DUE} WHERE NOT EXISTS (
  SELECT FROM check_reminder r WHERE r.check_record = due.id AND r.due_on = due.due_on) ORDER BY due_on, id LIMIT 200"""
_LOOKUPS = """
SELECT l.id, l.number, l.source, l.was_found, l.name, l.name_score, l.register_status, l.registered_until, l.conditions, l.looked_up_at,
       trim(u.first_name || ' ' || u.last_name) AS looked_up_by
FROM register_lookup l JOIN app_user u ON u.id = l.looked_up_by WHERE l.check_record = $1 ORDER BY l.looked_up_at DESC, l.id DESC LIMIT 20
"""
_WORDS: dict[str, type] = {
    "kind": CheckKind,
    "status": CheckStatus,
    "method": CheckMethod,
    "level": DbsLevel,
    "status_result": UpdateResult,
    "register_status": RegisterStatus,
}


def _out(row: asyncpg.Record) -> CheckOut:
    values: dict[str, Any] = {name: _WORDS[name](value) if value and name in _WORDS else value for name, value in row.items()}
    return CheckOut(label=rules.GUIDES[values["kind"]].label, **values)


async def list_checks(actor: Actor, candidate_id: UUID, *, starts_on: date | None = None) -> list[CheckOut]:
    """The checks of a candidate, in the order of the list; empty until an offer is accepted.

    Raises:
        NotFound: the candidate is not the actor's business.
    """
    works_here = actor.can(Permission.CHECKS_RECORD)
    if not works_here and candidate_id not in await own_candidate_ids(actor):
        raise NotFound
    order = list(CheckKind)
    rows = await fetch(_LIST if works_here else _OWN, candidate_id, clock.today(), starts_on)
    return sorted((_out(row) for row in rows), key=lambda check: order.index(check.kind))


async def own_candidate_ids(actor: Actor) -> list[UUID]:
    """The candidates that the actor is, or whose link they hold."""
    ids = await candidates.own_application_ids(actor)
    return [row["candidate"] for row in await fetch("SELECT DISTINCT candidate FROM application WHERE id = ANY($1::uuid[])", ids)]


async def list_own(actor: Actor) -> list[CheckOut]:
    """The actor's own checks, without what was found.

    Raises:
        Forbidden: the actor is not a candidate.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    own = await own_candidate_ids(actor)
    return await list_checks(actor, own[0]) if own else []


async def list_due(actor: Actor, *, cursor: str = "", size: int = PAGE_SIZE) -> Page[Due]:
    """Checks that lapse or must be looked at again soon, or before the first day; the first to lapse first.

    Raises:
        Forbidden: the actor does not record checks.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.CHECKS_RECORD)
    rows = await fetch(_DUE_PAGE, clock.today() + (await periods(clock.today())).due_soon, *_after(cursor), size + 1)
    return cut([_due(row) for row in rows], size, "due_on", "id")


def _after(cursor: str) -> tuple[date | None, UUID | None]:
    if not cursor:
        return None, None
    day, key = decode_cursor(cursor, 2)
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None


async def list_unreminded(today: date) -> list[Due]:
    """What is due soon and nobody was told of yet; the first to lapse first."""
    return [_due(row) for row in await fetch(_UNREMINDED, today + (await periods(today)).due_soon)]


def _due(row: asyncpg.Record) -> Due:
    kind = CheckKind(row["kind"])
    return Due(**{**row, "kind": kind, "label": rules.GUIDES[kind].label})


async def has_open_conditions(application_id: UUID) -> bool:
    """Whether the accepted offer of an application depends on something that is not met yet (O1)."""
    return bool(await fetch_value(_OPEN_CONDITIONS, application_id))


async def waiting_for(candidate_id: UUID, on: date) -> list[CheckKind]:
    """The checks that keep a candidate from working on a day, in the order of the list; a kind without a row is one of them."""
    return [CheckKind(row["kind"]) for row in await fetch(_WAITING, candidate_id, [kind.value for kind in CheckKind], on)]


async def first_day(application_id: UUID) -> date | None:
    """The first day that the accepted offer of an application names."""
    found: date | None = await fetch_value(_FIRST_DAY, application_id)
    return found


async def needed_on(application_id: UUID) -> date:
    """The day on which every check must hold for somebody to be ready: the first day, or today where it is past or unknown."""
    return max(await first_day(application_id) or clock.today(), clock.today())


async def first_end(candidate_id: UUID, kinds: list[CheckKind]) -> date | None:
    """The first day on which one of some checks lapses."""
    sql = "SELECT min(expires_on) FROM pre_employment_check WHERE candidate = $1 AND kind = ANY($2::text[])"
    found: date | None = await fetch_value(sql, candidate_id, [kind.value for kind in kinds])
    return found


async def astray(today: date) -> list[UUID]:
    """Candidates whose application is ready though a check does not hold on the first day, or waits though all do."""
    return [row["candidate"] for row in await fetch(_ASTRAY, today)]


async def has_accepted(candidate_id: UUID) -> bool:
    """Whether the person has accepted an offer."""
    return bool(await fetch_value("SELECT EXISTS (SELECT FROM offer WHERE candidate = $1 AND status = 'accepted')", candidate_id))


async def refereed(candidate_id: UUID) -> frozenset[CheckKind]:
    """The checks that the candidate's referees decide: both references, once somebody is named; referees lie in a module above."""
    is_named = "SELECT EXISTS (SELECT FROM referee WHERE candidate = $1 AND status <> 'dropped' AND forgotten_at IS NULL)"
    return rules.REFERENCES if await fetch_value(is_named, candidate_id) else frozenset()


async def has_copy(check_id: UUID) -> bool:
    """Whether a file is kept for a check, and was not found unsafe."""
    sql = "SELECT EXISTS (SELECT FROM upload WHERE purpose = 'check_evidence' AND subject_id = $1 AND status <> 'infected')"
    return bool(await fetch_value(sql, check_id))


async def reference_of(candidate_id: UUID) -> str:
    """The reference of a candidate, for the name of a file."""
    return str(await fetch_value("SELECT reference FROM candidate WHERE id = $1", candidate_id))


async def recorded_reference(candidate_id: UUID, kind: CheckKind) -> str:
    """What was noted as the reference of another check of the candidate."""
    return str(await fetch_value("SELECT reference FROM pre_employment_check WHERE candidate = $1 AND kind = $2", candidate_id, kind.value) or "")


async def list_lookups(actor: Actor, check_id: UUID) -> list[LookupOut]:
    """The last twenty look-ups of a registration, newest first.

    Raises:
        Forbidden: the actor does not record checks.
    """
    actor.require(Permission.CHECKS_RECORD)
    return [LookupOut(**{**row, "register_status": RegisterStatus(row["register_status"])}) for row in await fetch(_LOOKUPS, check_id)]


async def candidate_of(check_id: UUID) -> UUID:
    """Whose check it is."""
    found: UUID = await fetch_value("SELECT candidate FROM pre_employment_check WHERE id = $1", check_id)
    return found


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


async def lock_for_work(actor: Actor, check_id: UUID) -> Check:
    """One check with the set that it belongs to, locked for somebody who records checks.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
    """
    actor.require(Permission.CHECKS_RECORD)
    candidate_id = await fetch_value("SELECT candidate FROM pre_employment_check WHERE id = $1", check_id)
    if candidate_id is None:
        raise NotFound
    await lock(f"checks:{candidate_id}")
    found = next(check for check in await lock_set(candidate_id) if check.id == check_id)
    if actor.user_id is not None and (await candidates.get_candidate(actor, candidate_id)).user == actor.user_id:
        raise OwnApplication
    return found
