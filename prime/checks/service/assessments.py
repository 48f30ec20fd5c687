"""What a DBS certificate discloses: the candidate is heard, one person assesses, another decides, and it is forgotten in time."""

from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates import service as applications
from prime.candidates.tables import RejectReason, Stage
from prime.checks import queries, rules
from prime.checks.errors import NoAssessment, SamePerson, TooEarly
from prime.checks.schemas import AssessmentIn
from prime.checks.service import following
from prime.checks.tables import AssessmentOutcome, Check, CheckStatus, DbsAssessment
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.core.formats import govdate, local
from prime.notifications import service as notifications


@transactional
async def follow_disclosure(actor: Actor, check: Check) -> None:
    """Open an assessment for a certificate that discloses something, or drop one opened by mistake: a step of recording a check."""
    undecided = await queries.lock_undecided(check.id)
    needs_one = check.discloses and check.status == CheckStatus.NOT_CLEAR
    if undecided is not None and not (needs_one and undecided.certificate == check.reference):
        await undecided.remove()
        await audit.record(actor, "checks.assessment_dropped", check.candidate, "Dropped an assessment: the check was recorded again")
        undecided = None
    if needs_one and undecided is None:
        await DbsAssessment(
            id=uuid7(), check_record=check.id, certificate=check.reference, opened_by=actor.required_user_id, opened_at=clock.now()
        ).save()
        await audit.record(actor, "checks.assessment_opened", check.candidate, "Opened an assessment of what a DBS certificate discloses")
        candidate = await candidates.get_candidate(actor, check.candidate)
        by = govdate(clock.today() + (await queries.periods(clock.today())).dbs_hearing)
        await notifications.send(actor, "disclosure_asked", to=candidate.user, about=check.candidate, by=by)


@transactional
async def explain_disclosure(actor: Actor, explanation: str) -> None:
    """Say what there is to say about one's own certificate, until it is decided on; whoever opened the assessment is told.

    Raises:
        Forbidden: the actor is not a candidate.
        NotFound: the actor has no checks.
        NoAssessment: there is nothing to comment on.
        InvalidInput: nothing was said.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    undecided = await queries.lock_undecided(await queries.own_dbs_check(actor))
    if undecided is None:
        raise NoAssessment("There is nothing that we ask you about, or it has been decided on.")
    if not explanation.strip():
        raise InvalidInput.field("explanation", "Enter what you would like us to know")
    is_first = undecided.explained_at is None
    await undecided.update_self({DbsAssessment.explanation: explanation.strip(), DbsAssessment.explained_at: clock.now()})
    candidate_id = await queries.candidate_of(undecided.check_record)
    await audit.record(actor, "checks.disclosure_explained", candidate_id, "The candidate told us about a disclosure")
    if is_first:
        application_id = (await candidates.own_application_ids(actor))[0]
        path = f"/candidates/{application_id}/dbs-assessment"
        await notifications.send(actor, "disclosure_explained", to=undecided.opened_by, about=candidate_id, path=path)


@transactional
async def assess_disclosure(actor: Actor, check_id: UUID, answers: AssessmentIn) -> None:
    """Write down how a disclosure weighs, question by question; the decision is somebody else's.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        NoAssessment: nothing is to be assessed.
        InvalidInput: a question is not answered.
    """
    check = await queries.lock_for_work(actor, check_id)
    undecided = await queries.lock_undecided(check_id)
    if undecided is None:
        raise NoAssessment("Nothing is disclosed, or it has been decided on.")
    said = {name: str(getattr(answers, name)).strip() for name in rules.QUESTIONS}
    if missing := [name for name, text in said.items() if not text]:
        raise InvalidInput([{"pointer": f"/{name}", "detail": "Enter an answer"} for name in missing])
    await undecided.update_self(
        {
            **{getattr(DbsAssessment, name): text for name, text in said.items()},
            DbsAssessment.assessed_by: actor.required_user_id,
            DbsAssessment.assessed_at: clock.now(),
        }
    )
    await audit.record(actor, "checks.disclosure_assessed", check.candidate, "Assessed what a DBS certificate discloses")


@transactional
async def decide_disclosure(
    actor: Actor, check_id: UUID, *, outcome: AssessmentOutcome, reason: str, decided_as: str, safeguards: str = ""
) -> None:
    """Decide on a disclosure as the second person: the check is clear, or the person's applications end; they read why.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such check.
        OwnApplication: the check is on the actor.
        NoAssessment: nothing is to be decided.
        TooEarly: it is not assessed, or the candidate has not been heard.
        SamePerson: the actor opened or wrote the assessment.
        InvalidInput: the reason or the position is missing.
    """
    check = await queries.lock_for_work(actor, check_id)
    undecided = await queries.lock_undecided(check_id)
    if undecided is None:
        raise NoAssessment("Nothing is disclosed, or it has been decided on.")
    if undecided.assessed_at is None:
        raise TooEarly("Nobody has written the assessment yet.")
    if actor.required_user_id in {undecided.opened_by, undecided.assessed_by}:
        raise SamePerson("Whoever recorded the certificate or wrote the assessment does not decide. Ask a colleague.")
    is_heard = undecided.explained_at is not None
    answer_before = local(undecided.opened_at).date() + (await queries.periods(clock.today())).dbs_hearing
    if fault := rules.decision_fault(outcome, is_heard=is_heard, answer_before=answer_before, today=clock.today()):
        raise TooEarly(fault)
    needed = {"reason": (reason, "Enter the reason, as the candidate reads it"), "decided_as": (decided_as, "Enter your position")}
    if faults := [{"pointer": f"/{name}", "detail": sentence} for name, (said, sentence) in needed.items() if not said.strip()]:
        raise InvalidInput(faults)
    await undecided.update_self(
        {
            DbsAssessment.outcome: outcome,
            DbsAssessment.reason: reason.strip(),
            DbsAssessment.safeguards: safeguards.strip(),
            DbsAssessment.decided_by: actor.required_user_id,
            DbsAssessment.decided_as: decided_as.strip(),
            DbsAssessment.decided_at: clock.now(),
        }
    )
    sentence = f"Decided on a disclosure as {decided_as.strip()}: {rules.OUTCOME_LABELS[outcome].lower()}"
    await audit.record(actor, "checks.disclosure_decided", check.candidate, sentence, outcome=outcome)
    if outcome is AssessmentOutcome.PROCEED:
        await _go_on(actor, check, reason.strip())
    else:
        await _stop(actor, check, reason.strip())


async def _go_on(actor: Actor, check: Check, reason: str) -> None:
    await check.update_self({Check.status: CheckStatus.CLEAR})
    candidate = await candidates.get_candidate(actor, check.candidate)
    await notifications.send(actor, "disclosure_accepted", to=candidate.user, about=check.candidate, reason=reason)
    await following.follow(actor, check.candidate)


async def _stop(actor: Actor, check: Check, reason: str) -> None:
    for application in await candidates.lock_live_of(check.candidate, Stage.CHECKS, Stage.READY):
        await applications.reject(actor, application.id, reason=RejectReason.CHECKS, detail=reason)


@transactional
async def forget_disclosures(actor: Actor) -> int:
    """Forget what was disclosed and said about it, some months after the decision; that and how it was decided stays. Returns how many.

    Raises:
        Forbidden: only the clock's job forgets.
    """
    if actor is not SYSTEM:
        raise Forbidden
    gone = await queries.forgettable(clock.now() - (await queries.periods(clock.today())).dbs_kept)
    for assessment_id in gone:
        row = await DbsAssessment.objects().where(DbsAssessment.id == assessment_id).lock_rows("UPDATE").first()
        if row is None:
            raise NotFound
        texts = (*rules.QUESTIONS, "explanation", "reason", "safeguards")
        await row.update_self({**{getattr(DbsAssessment, name): "" for name in texts}, DbsAssessment.forgotten_at: clock.now()})
        candidate_id = await queries.candidate_of(row.check_record)
        await audit.record(actor, "checks.disclosure_forgotten", candidate_id, "Forgot what a DBS certificate disclosed")
    return len(gone)
