"""Reading what a DBS certificate discloses, and how it was decided on."""

from datetime import datetime
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.checks.queries.sets import find_check, own_candidate_ids
from prime.checks.schemas import AssessmentOut, OwnAssessment
from prime.checks.tables import AssessmentOutcome, CheckKind, DbsAssessment
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound

_ASSESSMENT = """
SELECT a.id, a.certificate, a.opened_at, a.explanation, a.explained_at, a.relevance, a.seriousness, a.time_passed, a.circumstances, a.pattern,
       a.assessed_at, a.outcome, a.reason, a.safeguards, a.decided_as, a.decided_at, a.forgotten_at, a.opened_by AS opened_by_id,
       a.assessed_by AS assessed_by_id, trim(o.first_name || ' ' || o.last_name) AS opened_by,
       COALESCE(trim(s.first_name || ' ' || s.last_name), '') AS assessed_by, COALESCE(trim(d.first_name || ' ' || d.last_name), '') AS decided_by
FROM dbs_assessment a JOIN app_user o ON o.id = a.opened_by LEFT JOIN app_user s ON s.id = a.assessed_by
LEFT JOIN app_user d ON d.id = a.decided_by
WHERE a.check_record = $1 ORDER BY a.opened_at DESC, a.id DESC LIMIT 1
"""
_OWN_ASSESSMENT = """
SELECT a.opened_at, a.explanation, a.outcome, a.reason FROM dbs_assessment a JOIN pre_employment_check k ON k.id = a.check_record
WHERE k.candidate = ANY($1::uuid[]) AND a.forgotten_at IS NULL ORDER BY a.opened_at DESC, a.id DESC LIMIT 1
"""
# From the decision; where nobody decided, from the end of the last application.
_FORGETTABLE = """
SELECT a.id FROM dbs_assessment a JOIN pre_employment_check k ON k.id = a.check_record
WHERE a.forgotten_at IS NULL AND COALESCE(a.decided_at, (
  SELECT max(p.stage_entered_at) FROM application p WHERE p.candidate = k.candidate
  HAVING bool_and(p.stage IN ('withdrawn', 'rejected', 'started')))) < $1
ORDER BY a.id
"""


async def get_assessment(actor: Actor, check_id: UUID) -> AssessmentOut | None:
    """The last assessment of what a DBS certificate disclosed.

    Raises:
        Forbidden: the actor does not record checks.
    """
    actor.require(Permission.CHECKS_RECORD)
    rows = await fetch(_ASSESSMENT, check_id)
    return AssessmentOut(**{**rows[0], "outcome": AssessmentOutcome(rows[0]["outcome"]) if rows[0]["outcome"] else None}) if rows else None


async def own_assessment(actor: Actor) -> OwnAssessment | None:
    """What the actor's own DBS certificate discloses, as far as it concerns them to say or to read.

    Raises:
        Forbidden: the actor is not a candidate.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    rows = await fetch(_OWN_ASSESSMENT, await own_candidate_ids(actor))
    return OwnAssessment(**{**rows[0], "outcome": AssessmentOutcome(rows[0]["outcome"]) if rows[0]["outcome"] else None}) if rows else None


async def own_dbs_check(actor: Actor) -> UUID:
    """The DBS check of the actor.

    Raises:
        NotFound: there is none.
    """
    own = await own_candidate_ids(actor)
    if not own:
        raise NotFound
    return await find_check(own[0], CheckKind.DBS)


async def cleared_certificates(check_id: UUID) -> frozenset[str]:
    """The certificates whose disclosures somebody decided to go on with."""
    sql = "SELECT certificate FROM dbs_assessment WHERE check_record = $1 AND outcome = 'proceed'"
    return frozenset(row["certificate"] for row in await fetch(sql, check_id))


async def lock_undecided(check_id: UUID) -> DbsAssessment | None:
    """The assessment of a check that nobody has decided on, locked."""
    return await (
        DbsAssessment.objects()
        .where((DbsAssessment.check_record == check_id) & DbsAssessment.outcome.is_null() & DbsAssessment.forgotten_at.is_null())
        .lock_rows("UPDATE")
        .first()
    )


async def forgettable(before: datetime) -> list[UUID]:
    """Assessments whose texts have been kept long enough."""
    return [row["id"] for row in await fetch(_FORGETTABLE, before)]
