"""Opening the set of a candidate, and recording what came of a check."""

from uuid import UUID

from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.checks import queries, rules
from prime.checks.rules import Known
from prime.checks.schemas import CheckIn, Facts
from prime.checks.service import assessments, evidence, following, overrides
from prime.checks.tables import Check, CheckKind, CheckStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transactional
from prime.core.errors import InvalidInput
from prime.uploads.schemas import Sent

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
async def record_check(actor: Actor, check_id: UUID, finding: CheckIn, *, sent: Sent | None = None, by_referee: bool = False) -> None:
    """Record what came of a check, in the actor's name; the last clear one makes the person ready to start.

    A check that is found not clear after all takes a ready application back to checks. `sent` is the copy of what was seen.
    Where the candidate has named referees, what they say decides the two references (`by_referee`), and nobody by hand.
    A DBS certificate that discloses something opens an assessment, and the candidate is asked.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        InvalidInput: with every field that is wrong for this kind of check.
    """
    check = await queries.lock_for_work(actor, check_id)
    finding, faults = rules.checked(CheckKind(check.kind), finding, await _known(actor, check, sent, by_referee=by_referee))
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": sentence} for field, sentence in faults.items()])
    if sent:
        await evidence.keep(actor, check, sent)
    await _write(actor, check, finding)
    await assessments.follow_disclosure(actor, check)
    await following.follow(actor, check.candidate)


async def _known(actor: Actor, check: Check, sent: Sent | None, *, by_referee: bool) -> Known:
    candidate = await candidates.get_candidate(actor, check.candidate)
    other = _OTHER.get(CheckKind(check.kind))
    return Known(
        today=clock.today(),
        periods=await queries.periods(clock.today()),
        swe_number=candidate.swe_number,
        other_referee=await queries.recorded_reference(check.candidate, other) if other else "",
        has_accepted=await queries.has_accepted(check.candidate),
        is_refereed=not by_referee and check.kind in await queries.refereed(check.candidate),
        has_copy=sent is not None or await queries.has_copy(check.id),
        cleared_certificates=await queries.cleared_certificates(check.id),
    )


async def _write(actor: Actor, check: Check, finding: CheckIn) -> None:
    is_recorded = finding.status is not CheckStatus.OPEN
    await check.update_self(
        {
            Check.status: finding.status,
            **{getattr(Check, name): getattr(finding, name) for name in Facts.__struct_fields__},
            Check.checker: actor.required_user_id if is_recorded else None,
            Check.recorded_at: clock.now() if is_recorded else None,
        }
    )
    await overrides.end_with_new_finding(actor, check)
    sentence = f"{rules.GUIDES[CheckKind(check.kind)].label}: {rules.STATUS_LABELS[finding.status].lower()}"
    await audit.record(actor, "checks.recorded", check.candidate, sentence, kind=check.kind, status=finding.status)


@transactional
async def reopen_without_copy(actor: Actor, check_id: UUID) -> None:
    """Open a check again whose copy was found unsafe and deleted, where the law asks for a copy."""
    check = await queries.lock_for_work(actor, check_id)
    kind = CheckKind(check.kind)
    if check.status == CheckStatus.CLEAR and rules.GUIDES[kind].needs_copy and not await queries.has_copy(check_id):
        await _write(actor, check, CheckIn(status=CheckStatus.OPEN, detail="The copy was not safe and was deleted. Ask for another."))
        await following.follow(actor, check.candidate)
