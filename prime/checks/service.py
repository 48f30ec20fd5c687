"""Commands on pre-employment checks: open the set, record one."""

from datetime import date
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.errors import OwnApplication
from prime.candidates.tables import Stage
from prime.checks import queries, rules
from prime.checks.rules import Finding
from prime.checks.tables import Check, CheckKind, CheckMethod, CheckStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transactional
from prime.core.errors import InvalidInput

_OTHER = {CheckKind.REFERENCE_ONE: CheckKind.REFERENCE_TWO, CheckKind.REFERENCE_TWO: CheckKind.REFERENCE_ONE}


@transactional
async def open_set(actor: Actor, candidate_id: UUID) -> None:
    """Make the nine checks of a candidate where they do not exist: a step of accepting an offer."""
    await lock(f"checks:{candidate_id}")
    known = {check.kind for check in await queries.lock_set(candidate_id)}
    missing = [kind for kind in CheckKind if kind not in known]
    for kind in missing:
        await Check(id=uuid7(), candidate=candidate_id, kind=kind, created_at=clock.now()).save()
    if missing:
        await audit.record(actor, "checks.opened", candidate_id, "Opened the pre-employment checks")


@transactional
async def record_check(
    actor: Actor,
    check_id: UUID,
    *,
    status: CheckStatus,
    method: CheckMethod | None = None,
    checked_on: date | None = None,
    reference: str = "",
    expires_on: date | None = None,
    detail: str = "",
) -> None:
    """Record what came of a check, in the actor's name; the last clear one makes the person ready to start.

    A check that is found not clear after all takes a ready application back to checks.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        InvalidInput: with every field that is wrong for this kind of check.
    """
    actor.require(Permission.CHECKS_RECORD)
    candidate_id = await queries.candidate_of(check_id)
    await lock(f"checks:{candidate_id}")
    checks = {CheckKind(check.kind): check for check in await queries.lock_set(candidate_id)}
    check = next(check for check in checks.values() if check.id == check_id)
    kind = CheckKind(check.kind)
    candidate = await candidates.get_candidate(actor, candidate_id)
    if candidate.user == actor.user_id:
        raise OwnApplication
    finding, faults = rules.checked(
        kind,
        Finding(status=status, method=method, checked_on=checked_on, reference=reference, expires_on=expires_on, detail=detail),
        swe_number=candidate.swe_number,
        other_referee=checks[_OTHER[kind]].reference if kind in _OTHER else "",
        today=clock.today(),
    )
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": sentence} for field, sentence in faults.items()])
    is_recorded = finding.status is not CheckStatus.OPEN
    await check.update_self(
        {
            Check.status: finding.status,
            Check.method: finding.method,
            Check.checked_on: finding.checked_on,
            Check.reference: finding.reference,
            Check.expires_on: finding.expires_on,
            Check.detail: finding.detail,
            Check.checker: actor.required_user_id if is_recorded else None,
            Check.recorded_at: clock.now() if is_recorded else None,
        }
    )
    sentence = f"{rules.GUIDES[kind].label}: {rules.STATUS_LABELS[finding.status].lower()}"
    await audit.record(actor, "checks.recorded", candidate_id, sentence, kind=kind, status=finding.status)
    await _follow(actor, candidate_id)


async def _follow(actor: Actor, candidate_id: UUID) -> None:
    """Move the person's applications as the set now stands."""
    waiting = await queries.waiting_for(candidate_id, clock.today())
    before, after = (Stage.READY, Stage.CHECKS) if waiting else (Stage.CHECKS, Stage.READY)
    reason = f"Open: {', '.join(rules.GUIDES[kind].label for kind in waiting)}" if waiting else ""
    for application in await candidates.lock_live_of(candidate_id, before):
        await applications.move(actor, application.id, after, reason=reason)
