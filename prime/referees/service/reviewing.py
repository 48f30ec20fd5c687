"""What operations make of a reference: accept it, ask back, or raise a concern, hear the candidate and decide."""

from datetime import timedelta
from uuid import UUID

import asyncpg

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission
from prime.accounts.tables import TokenPurpose
from prime.audit import service as audit
from prime.candidates import queries as candidates
from prime.candidates.rules import plain
from prime.checks import queries as checks
from prime.checks import service as checks_service
from prime.checks.schemas import CheckIn
from prime.checks.tables import CheckKind, CheckStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.core.formats import govdate
from prime.core.settings import settings
from prime.notifications import service as notifications
from prime.referees import queries, rules
from prime.referees.errors import ChecksNotOpen, WrongStep
from prime.referees.service._steps import lock_for_office, tell_operations
from prime.referees.tables import Outcome, Referee, RefereeStatus, ReferenceHearing, ReferenceQuestion
from prime.reference import queries as reference

_KINDS = (CheckKind.REFERENCE_ONE, CheckKind.REFERENCE_TWO)
_REFERENCE_MAX = 60


@transactional
async def accept(actor: Actor, referee_id: UUID) -> None:
    """Accept a reference: it clears the first of the two checks that is still free, in the actor's name.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such referee.
        WrongStep: it does not wait for a review, both checks are clear, or neither would be of the latest employer.
        ChecksNotOpen: the candidate has not accepted an offer yet.
    """
    referee = await lock_for_office(actor, referee_id)
    rules.check_step("accept", RefereeStatus(referee.status))
    await _clear(actor, referee)


async def _clear(actor: Actor, referee: Referee) -> None:
    await lock(f"referees:{referee.candidate}")
    accepted = await queries.accepted_of(referee.candidate)
    if len(accepted) + 1 >= rules.NEEDED and not any(row.is_latest for row in (*accepted, referee)):
        raise WrongStep("One of the two references must come from the current or most recent employer.")
    await _record(actor, referee, CheckStatus.CLEAR, "")
    await audit.record(actor, "referees.accepted", referee.application, f"Accepted the reference of {referee.name}", referee=referee.id)


async def _record(actor: Actor, referee: Referee, status: CheckStatus, detail: str) -> None:
    """Say what came of a reference: on the referee, and as a check."""
    taken = {row.check_kind for row in await queries.accepted_of(referee.candidate)}
    free = [kind for kind in _KINDS if kind not in taken]
    if not free:
        raise WrongStep("Both references are clear already. Say that this one is not used.")
    try:
        check_id = await checks.find_check(referee.candidate, free[0])
    except NotFound:
        raise ChecksNotOpen("They open when the candidate accepts an offer. The reference waits here until then.") from None
    outcome = RefereeStatus.ACCEPTED if status is CheckStatus.CLEAR else RefereeStatus.UNSATISFACTORY
    await referee.update_self({Referee.status: outcome, Referee.check_kind: free[0]})
    said_by = f"{referee.name}, {referee.organisation}"[:_REFERENCE_MAX]
    finding = CheckIn(status=status, checked_on=clock.today(), reference=said_by, detail=detail)
    await checks_service.record_check(actor, check_id, finding, by_referee=True)


@transactional
async def query(actor: Actor, referee_id: UUID, *, question: str) -> None:
    """Ask a referee about what they have said; they answer by a link, and the reference itself stays as it is.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such referee.
        WrongStep: it does not wait for a review.
        InvalidInput: the question is empty, or there is no address to write to.
    """
    referee = await lock_for_office(actor, referee_id)
    rules.check_step("query", RefereeStatus(referee.status))
    question = plain(question)
    if not question:
        raise InvalidInput.field("text", "Enter your question")
    row = ReferenceQuestion(id=uuid7(), referee=referee_id, question=question, asked_by=actor.required_user_id, asked_at=clock.now())
    await row.save()
    await referee.update_self({Referee.status: RefereeStatus.QUERIED, Referee.asked_by: actor.required_user_id})
    life = timedelta(days=(await queries.periods(clock.today())).link_days)
    token = await accounts.mint_token(
        actor,
        purpose=TokenPurpose.RECORD,
        life=life,
        permissions=(Permission.REFERENCES_GIVE,),
        record_id=referee_id,
        is_single_use=False,
    )
    await audit.record(actor, "referees.queried", referee.application, f"Asked {referee.name} about the reference", referee=referee_id)
    candidate, role = await queries.about_whom(referee_id)
    await notifications.send(
        actor,
        "reference_question",
        address=referee.email,
        about=referee_id,
        secret_link=f"{settings().base_url}/give-reference/{token}",
        referee=referee.name,
        candidate=candidate,
        role=role,
        question=question,
    )


@transactional
async def raise_concern(actor: Actor, referee_id: UUID, *, concern: str) -> None:
    """Tell the candidate what in a reference stands against them, and give them time to answer before anything is decided.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such referee.
        WrongStep: it does not wait for a review, or the candidate was heard already.
        InvalidInput: it does not say what the concern is.
    """
    referee = await lock_for_office(actor, referee_id)
    rules.check_step("concern", RefereeStatus(referee.status))
    concern = plain(concern)
    if not concern:
        raise InvalidInput.field("text", "Enter what the candidate needs to know to answer")
    days = (await queries.periods(clock.today())).hearing_days
    answer_by = (await reference.calendar()).add_working_days(clock.today(), days)
    hearing = ReferenceHearing(
        id=uuid7(), referee=referee_id, concern=concern, raised_by=actor.required_user_id, raised_at=clock.now(), answer_by=answer_by
    )
    try:
        async with transaction():
            await hearing.save()
    except asyncpg.UniqueViolationError:
        raise WrongStep("The candidate was heard about this reference already. Decide on what you have.") from None
    await referee.update_self({Referee.status: RefereeStatus.CONCERN})
    await audit.record(actor, "referees.concern_raised", referee.application, f"Raised a concern about the reference of {referee.name}")
    user_id, role = await candidates.addressee(referee.application)
    await notifications.send(
        actor,
        "reference_concern",
        to=user_id,
        about=referee.application,
        role=role,
        referee=referee.name,
        concern=concern,
        answer_by=govdate(answer_by),
        referee_id=referee_id,
    )


@transactional
async def comment(actor: Actor, referee_id: UUID, *, text: str) -> None:
    """Answer a concern about one's own reference, once, before it is decided.

    Raises:
        NotFound: it is not the actor's reference.
        WrongStep: there is no concern to answer, or it was answered.
        InvalidInput: the answer is empty.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    found = await queries.get_referee(actor, referee_id)
    await candidates.lock_own(actor, found.application_id)
    referee = await queries.lock_referee(referee_id)
    rules.check_step("decide", RefereeStatus(referee.status))
    hearing = await queries.lock_hearing(referee_id)
    if hearing.commented_at is not None:
        raise WrongStep("You have answered already. Contact us if there is more to say.")
    text = plain(text)
    if not text:
        raise InvalidInput.field("text", "Enter your answer")
    await hearing.update_self({ReferenceHearing.comment: text, ReferenceHearing.commented_at: clock.now()})
    await audit.record(actor, "referees.commented", found.application_id, f"Answered the concern about the reference of {found.name}")
    await tell_operations(actor, referee, news="The candidate has answered the concern.")


@transactional
async def decide(actor: Actor, referee_id: UUID, *, outcome: Outcome, reasons: str) -> None:
    """Decide on a concern after the candidate was heard; they read the reasons.

    An unsatisfactory reference makes its check not clear. The application goes on until somebody ends it with a reason.

    Raises:
        Forbidden: the actor does not record checks.
        NotFound: there is no such referee.
        WrongStep: there is no concern, or both checks are clear already.
        NotHeard: the candidate has neither answered nor had the time to.
        ChecksNotOpen: the candidate has not accepted an offer yet.
        InvalidInput: there are no reasons.
    """
    referee = await lock_for_office(actor, referee_id)
    rules.check_step("decide", RefereeStatus(referee.status))
    hearing = await queries.lock_hearing(referee_id)
    rules.check_heard(is_answered=hearing.commented_at is not None, answer_by=hearing.answer_by, outcome=outcome, today=clock.today())
    reasons = plain(reasons)
    if not reasons:
        raise InvalidInput.field("reasons", "Enter the reasons. The candidate reads them")
    await hearing.update_self(
        {
            ReferenceHearing.outcome: outcome,
            ReferenceHearing.reasons: reasons,
            ReferenceHearing.decided_by: actor.required_user_id,
            ReferenceHearing.decided_at: clock.now(),
        }
    )
    if outcome is Outcome.ACCEPTED:
        await _clear(actor, referee)
    else:
        await _record(actor, referee, CheckStatus.NOT_CLEAR, f"The reference was not satisfactory: {reasons}"[:2000])
        await audit.record(actor, "referees.unsatisfactory", referee.application, f"Found the reference of {referee.name} not satisfactory")
    user_id, role = await candidates.addressee(referee.application)
    await notifications.send(
        actor,
        "reference_decided",
        to=user_id,
        about=referee.application,
        role=role,
        referee=referee.name,
        is_accepted=outcome is Outcome.ACCEPTED,
        reasons=reasons,
        support_email=settings().support_email,
    )
