"""Reading overrides of checks."""

from datetime import date
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.checks import rules
from prime.checks.queries.periods import periods
from prime.checks.queries.sets import needed_on
from prime.checks.schemas import Asked, OverrideOut
from prime.checks.tables import CheckKind, CheckOverride, OverrideStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch

_OVERRIDES = """
SELECT o.id, o.status, o.reason, o.condition, o.expires_on, o.requested_by AS requested_by_id, o.requested_at, o.decided_at, o.ended_reason,
       trim(u.first_name || ' ' || u.last_name) AS requested_by, COALESCE(trim(d.first_name || ' ' || d.last_name), '') AS decided_by
FROM check_override o JOIN app_user u ON u.id = o.requested_by LEFT JOIN app_user d ON d.id = o.decided_by
WHERE o.check_record = $1 ORDER BY o.requested_at DESC, o.id DESC
"""
_ASKED = """
SELECT DISTINCT ON (o.expires_on, o.id) o.id, a.id AS application_id, c.first_name || ' ' || c.last_name AS name, k.kind, o.expires_on,
       o.requested_by AS requested_by_id, trim(u.first_name || ' ' || u.last_name) AS requested_by
FROM check_override o JOIN pre_employment_check k ON k.id = o.check_record JOIN candidate c ON c.id = k.candidate
JOIN app_user u ON u.id = o.requested_by JOIN application a ON a.candidate = c.id AND a.stage IN ('checks', 'ready', 'started')
WHERE o.status = 'requested' ORDER BY o.expires_on, o.id, a.id LIMIT 100
"""


async def list_overrides(actor: Actor, check_id: UUID) -> list[OverrideOut]:
    """The overrides of a check, newest first.

    Raises:
        Forbidden: the actor does not record checks.
    """
    actor.require(Permission.CHECKS_RECORD)
    return [OverrideOut(**{**row, "status": OverrideStatus(row["status"])}) for row in await fetch(_OVERRIDES, check_id)]


async def list_asked(actor: Actor) -> list[Asked]:
    """Overrides that wait for a second person, the first to end first.

    Raises:
        Forbidden: the actor does not record checks.
    """
    actor.require(Permission.CHECKS_RECORD)
    rows = await fetch(_ASKED)
    return [Asked(**{**row, "kind": CheckKind(row["kind"]), "label": rules.GUIDES[CheckKind(row["kind"])].label}) for row in rows]


async def last_override_day(application_id: UUID) -> date:
    """The latest day until which an override can be asked for."""
    return await needed_on(application_id) + (await periods(clock.today())).override


async def overridden(candidate_id: UUID, on: date) -> dict[CheckKind, date]:
    """The checks of a candidate that are overridden on a day, and until when."""
    sql = """SELECT k.kind, o.expires_on FROM check_override o JOIN pre_employment_check k ON k.id = o.check_record
             WHERE k.candidate = $1 AND o.status = 'granted' AND o.expires_on >= $2"""
    return {CheckKind(row["kind"]): row["expires_on"] for row in await fetch(sql, candidate_id, on)}


async def lock_override(check_id: UUID, *statuses: OverrideStatus) -> CheckOverride | None:
    """The override of a check that stands in one of some states, locked."""
    return await (
        CheckOverride.objects()
        .where((CheckOverride.check_record == check_id) & CheckOverride.status.is_in([status.value for status in statuses]))
        .lock_rows("UPDATE")
        .first()
    )
