"""Applying: the person, the application, what they agreed to, and the token to go on with."""

import json
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts import queries as accounts_queries
from prime.accounts import service as accounts
from prime.accounts.permissions import Permission, Role
from prime.accounts.tables import TokenPurpose
from prime.audit import service as audit
from prime.candidates import queries, rules
from prime.candidates.answers import checked_answers, checked_applicant
from prime.candidates.errors import AlreadyApplied, NothingToAnswer, RoleNotOpen
from prime.candidates.schemas import Answers, Applicant
from prime.candidates.service.pipeline import set_next_step
from prime.candidates.service.searching import refresh_search
from prime.candidates.tables import (
    Application,
    ApplicationMotivator,
    Candidate,
    Consent,
    DeclaredChecks,
    ExplainedGap,
    PastJob,
    RegistrationStatus,
    Source,
    Stage,
    StageMove,
)
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import lock, transaction, transactional
from prime.core.formats import govdate
from prime.core.notices import Notice
from prime.core.references import next_reference
from prime.notifications import service as notifications
from prime.uploads import queries as uploads_queries
from prime.uploads import service as uploads
from prime.uploads.tables import Purpose
from prime.vacancies import queries as vacancies
from prime.vacancies.rules import is_for_newly_qualified, takes_applications

# A link made by the API's anonymous application, long enough for the whole way to the first day.
TOKEN_LIFE = timedelta(days=120)
# Who is named by an agency or a list gives the rest of their details later.
BY_OTHERS = (Source.AGENCY, Source.IMPORT)


@transactional
async def apply(
    actor: Actor,
    *,
    vacancy_id: UUID,
    first_name: str,
    last_name: str,
    email: str,
    phone: str = "",
    swe_number: str = "",
    postcode: str = "",
    experience_years: int = 0,
    motivation: str = "",
    needs: str = "",
    source: Source = Source.DIRECT,
    answers: Answers | None = None,
    cv_of: UUID | None = None,
    consents: Collection[tuple[str, str, str]] = (),
) -> UUID:
    """Take an application; whoever applies for the first time gets an account. Nobody needs to be signed in.

    Whoever is signed in applies as themselves, unless they recruit and apply for somebody. Only then may the
    answers and the consents be missing: the person gives their consents on their first visit. `cv_of` is the draft
    whose CV becomes that of the application.

    Raises:
        RoleNotOpen: nobody can apply for this vacancy now.
        InvalidInput: the answers are not sound, a gap is not explained, or a text in force was not agreed to.
        AlreadyApplied: the person has a live application for it.
    """
    for_somebody = actor.can(Permission.APPLICATIONS_MANAGE)
    vacancy = await vacancies.lock_vacancy(vacancy_id, share=True)
    is_open = takes_applications(vacancy.status, opens_on=vacancy.opens_on, closes_on=vacancy.closes_on, today=clock.today())
    if not is_open or not (vacancy.is_public or for_somebody):
        raise RoleNotOpen("It may have been filled or closed. Look at the other open roles.")
    if actor.user_id is not None and not for_somebody:
        email = (await accounts_queries.get_user(actor, actor.user_id)).email
    registration_needed = not is_for_newly_qualified(await vacancies.grade_level(vacancy_id))
    says_registered = answers is not None and answers.registration is RegistrationStatus.REGISTERED
    applicant = checked_applicant(
        Applicant(
            first_name=first_name,
            last_name=last_name,
            email=email,
            phone=phone,
            swe_number=swe_number,
            postcode=postcode,
            experience_years=experience_years,
            motivation=motivation,
            needs=needs,
        ),
        contact_needed=source not in BY_OTHERS,
        registration_needed=registration_needed or says_registered,
    )
    if consents or not for_somebody:
        rules.check_consents(consents)
        answers = answers or Answers()
    if answers is not None:
        answers = checked_answers(answers, clock.today(), registration_needed=registration_needed)
    candidate = await enrol(actor, applicant)
    application = await _insert(candidate, vacancy_id, applicant, source)
    if answers is not None:
        await _keep_answers(application.id, answers)
    if cv_of is not None:
        name = rules.cv_name(application.reference)
        await uploads.adopt(actor, purpose=Purpose.CV, subject_id=cv_of, by=application.id, owner=candidate.user, name=name)
    await _keep_consents(actor, candidate.id, consents, application.id)
    await refresh_search(actor, [application.id])
    await StageMove(application=application.id, to_stage=Stage.APPLIED, moved_at=application.applied_at, moved_by=actor.user_id).save()
    await outbox.emit("candidates.details_changed", candidate_id=candidate.id)
    await audit.record(actor, "candidates.applied", application.id, f"Applied for {vacancy.title} ({application.reference})", source=source)
    await notifications.send(
        actor,
        "application_imported" if source is Source.IMPORT else "application_received",
        to=candidate.user,
        about=application.id,
        role=vacancy.title,
        reference=application.reference,
        answer_by=govdate(application.next_due_on),
    )
    return application.id


@transactional
async def enrol(actor: Actor, applicant: Applicant) -> Candidate:
    """The candidate behind an e-mail address, a new one with an account where there was none; a step of other commands.

    What we know of somebody is never overwritten by a stranger.
    """
    await lock(f"candidate:{applicant.email}")
    user = await accounts_queries.find_user_by_email(applicant.email)
    known = await queries.find_candidate(user.id) if user else None
    if known is not None:
        if actor.user_id == known.user:
            fresh: dict[Any, Any] = {
                Candidate.phone: applicant.phone,
                Candidate.postcode: applicant.postcode,
                Candidate.swe_number: known.swe_number or applicant.swe_number,
            }
            await Candidate.update(fresh).where(Candidate.id == known.id)
        return known
    user_id = await accounts.create_user(
        actor,
        email=applicant.email,
        first_name=applicant.first_name,
        last_name=applicant.last_name,
        phone=applicant.phone,
        role=Role.CANDIDATE,
        organisation_id=(await accounts_queries.afc()).id,
    )
    candidate = Candidate(
        id=uuid7(),
        reference=await next_reference("CAN"),
        user=user_id,
        first_name=applicant.first_name,
        last_name=applicant.last_name,
        email=applicant.email,
        phone=applicant.phone,
        swe_number=applicant.swe_number,
        postcode=applicant.postcode,
        created_at=clock.now(),
    )
    await candidate.save()
    return candidate


async def _insert(candidate: Candidate, vacancy_id: UUID, applicant: Applicant, source: Source) -> Application:
    now, step = clock.now(), rules.first_step(source, clock.today())
    application = Application(
        id=uuid7(),
        reference=await next_reference("APP"),
        candidate=candidate.id,
        vacancy=vacancy_id,
        stage=Stage.APPLIED,
        stage_entered_at=now,
        source=source,
        **_in_own_words(applicant),
        next_actor=step.actor,
        next_action=step.action,
        next_due_on=step.due_on,
        applied_at=now,
    )
    try:
        async with transaction():
            await application.save()
    except asyncpg.UniqueViolationError as clash:
        if clash.constraint_name != "application_live_once":
            raise
        raise AlreadyApplied("If you have applied for this role before, sign in to see how it goes.") from None
    return application


def _in_own_words(applicant: Applicant) -> dict[Any, Any]:
    declared = {name: getattr(applicant, name) for name in ("first_name", "last_name", "email", "phone", "swe_number", "postcode")}
    return {
        "motivation": applicant.motivation,
        "experience_years": applicant.experience_years,
        "needs": applicant.needs,
        "declared": json.dumps(declared),
    }


async def _keep_answers(application_id: UUID, answers: Answers) -> None:
    await DeclaredChecks(
        application=application_id,
        registration=answers.registration,
        conditions=answers.conditions,
        dbs=answers.dbs,
        right_to_work=answers.right_to_work,
    ).save()
    await ApplicationMotivator.insert(*(ApplicationMotivator(application=application_id, motivator=motivator) for motivator in answers.motivators))
    if answers.jobs:
        await PastJob.insert(*(PastJob(application=application_id, **msgspec.structs.asdict(job)) for job in answers.jobs))
    if answers.gaps:
        await ExplainedGap.insert(*(ExplainedGap(application=application_id, **msgspec.structs.asdict(gap)) for gap in answers.gaps))


async def _keep_consents(actor: Actor, candidate_id: UUID, consents: Collection[tuple[str, str, str]], application_id: UUID | None = None) -> None:
    for kind, version, text_sha256 in consents:
        await Consent(
            candidate=candidate_id,
            application=application_id,
            kind=kind,
            version=version,
            text_sha256=text_sha256,
            given_at=clock.now(),
            ip=actor.ip,
        ).save()


@transactional
async def record_consent(actor: Actor, candidate_id: UUID, notice: Notice) -> None:
    """Record that a person agreed to something besides an application: a step of other commands."""
    await _keep_consents(actor, candidate_id, [notice])


@transactional
async def give_consents(actor: Actor, application_id: UUID, consents: Collection[tuple[str, str, str]]) -> None:
    """Agree to the texts in force on an application that somebody else made for one.

    Raises:
        NotFound: it is not the actor's application.
        InvalidInput: a text is missing or not in force.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    application = await queries.lock_own(actor, application_id)
    await _agree(actor, application, consents)


async def _agree(actor: Actor, application: Application, consents: Collection[tuple[str, str, str]]) -> None:
    rules.check_consents(consents)
    await _keep_consents(actor, application.candidate, consents, application.id)
    if application.next_action == rules.CONFIRM:
        step = rules.next_step(Stage.APPLIED, clock.today())
        await set_next_step(actor, application.id, next_actor=step.actor, action=step.action, due_on=step.due_on)
    await audit.record(actor, "candidates.consented", application.id, "Agreed to the privacy notice and the declaration")


@transactional
async def add_answers(
    actor: Actor,
    application_id: UUID,
    applicant: Applicant,
    answers: Answers,
    *,
    consents: Collection[tuple[str, str, str]],
    cv_of: UUID | None = None,
) -> None:
    """Tell in one's own words, once, what an application lacks that somebody else made; `cv_of` as for applying.

    Raises:
        NotFound: it is not the actor's application.
        NothingToAnswer: the answers are there, or the application has ended.
        InvalidInput: the answers are not sound, a gap is not explained, or a text in force was not agreed to.
    """
    actor.require(Permission.APPLICATIONS_OWN)
    application = await queries.lock_own(actor, application_id)
    if application.stage in rules.FINAL or await DeclaredChecks.exists().where(DeclaredChecks.application == application_id):
        raise NothingToAnswer("Sign in to see how your application goes.")
    email = (await accounts_queries.get_user(actor, actor.required_user_id)).email
    registration_needed = not is_for_newly_qualified(await vacancies.grade_level(application.vacancy))
    applicant = checked_applicant(
        msgspec.structs.replace(applicant, email=email),
        contact_needed=True,
        registration_needed=registration_needed or answers.registration is RegistrationStatus.REGISTERED,
    )
    answers = checked_answers(answers, clock.today(), registration_needed=registration_needed)
    candidate = await enrol(actor, applicant)
    await application.update_self(_in_own_words(applicant))
    await _keep_answers(application_id, answers)
    if cv_of is not None and await uploads_queries.find_upload(actor, Purpose.CV, cv_of):
        await uploads.discard(actor, purpose=Purpose.CV, subject_id=application_id)
        name = rules.cv_name(application.reference)
        await uploads.adopt(actor, purpose=Purpose.CV, subject_id=cv_of, by=application_id, owner=candidate.user, name=name)
    await _agree(actor, application, consents)
    await refresh_search(actor, [application_id])
    await outbox.emit("candidates.details_changed", candidate_id=candidate.id)
    await audit.record(actor, "candidates.answered", application_id, "Told us of their work and why they want to join")


@transactional
async def mint_application_token(actor: Actor, application_id: UUID) -> str:
    """Make the token with which somebody who applied without an account goes on with this one application.

    It names no user: whoever types a stranger's e-mail address must not act as that stranger elsewhere.
    """
    return await accounts.mint_token(
        actor,
        purpose=TokenPurpose.RECORD,
        life=TOKEN_LIFE,
        permissions=(Permission.APPLICATIONS_OWN, Permission.INTERVIEWS_BOOK, Permission.OFFERS_ANSWER),
        record_id=application_id,
        is_single_use=False,
    )


@transactional
async def tell_already_applied(actor: Actor, *, vacancy_id: UUID, email: str) -> None:
    """Tell the owner of an address, and nobody else, that an application for this role is live already."""
    user = await accounts_queries.find_user_by_email(email)
    if user is not None:
        await notifications.send(actor, "already_applied", to=user.id, about=vacancy_id, role=await vacancies.get_title(vacancy_id))
