"""Commands on conversions: import a council's agency workers, open a case and lead it to a permanent post."""

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import service as candidates
from prime.candidates.tables import Application, Source, Stage
from prime.clients.queries import get_client, lock_client
from prime.conversions import queries, rules, savings, worker_list
from prime.conversions.errors import CaseExists, WrongStage
from prime.conversions.schemas import CaseTerms, WorkerRow, Workings
from prime.conversions.tables import AgencyWorker, CaseStage, ConversionCase, WorkerImport
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import money
from prime.core.money import is_sound
from prime.core.references import next_reference
from prime.reference.tables import Grade
from prime.vacancies.tables import Vacancy, VacancyKind

AT_ONCE = 500  # rows of one INSERT, well below the 32,767 parameters that PostgreSQL takes
_IMPORTED = ("first_name", "last_name", "email", "agency", "job_type", "team", "hourly_amount", "weekly_hours", "started_on", "left_on")


@transactional
async def import_workers(actor: Actor, client_id: UUID, *, filename: str, content: bytes) -> WorkerImport:
    """Take a council's CSV of agency workers: good rows in once, found again by SWE number, bad ones reported one by one.

    The same file again changes nothing. Workers whom a new list leaves out stay as they are.

    Raises:
        NotFound: there is no such client.
        FileRefused: the file as a whole cannot be read.
    """
    actor.require(Permission.CONVERSIONS_MANAGE)
    client = await lock_client(client_id)
    good, refusals, total = worker_list.read(content)
    before = await queries.lock_workers(client_id, [row.swe_number for row in good])
    changed = {row.swe_number: found for row in good if row.swe_number in before and (found := _changes(before[row.swe_number], row))}
    new = [row for row in good if row.swe_number not in before]
    record = WorkerImport(
        id=uuid7(),
        client=client_id,
        filename=filename[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        rows_total=total,
        rows_new=len(new),
        rows_changed=len(changed),
        rows_same=len(good) - len(new) - len(changed),
        rows_refused=total - len(good),
        refusals=msgspec.json.encode(refusals).decode(),
        imported_by=actor.required_user_id,
        imported_at=clock.now(),
    )
    await record.save()
    await _insert(client_id, record.id, new)
    for swe_number, values in changed.items():
        await AgencyWorker.update(**values, last_import=record.id).where(AgencyWorker.id == before[swe_number].id)
    summary = f"{client.name}: {len(new)} new, {len(changed)} changed, {record.rows_same} as before, {record.rows_refused} refused"
    await audit.record(actor, "conversions.workers_imported", record.id, summary, sha256=record.sha256)
    return record


def _changes(worker: AgencyWorker, row: WorkerRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _IMPORTED if getattr(worker, name) != getattr(row, name)}


async def _insert(client_id: UUID, import_id: UUID, rows: Sequence[WorkerRow]) -> None:
    for start in range(0, len(rows), AT_ONCE):
        workers = [
            AgencyWorker(
                id=uuid7(), client=client_id, last_import=import_id, swe_number=row.swe_number, **{name: getattr(row, name) for name in _IMPORTED}
            )
            for row in rows[start : start + AT_ONCE]
        ]
        await AgencyWorker.insert(*workers)


@transactional
async def open_case(
    actor: Actor,
    worker_id: UUID,
    *,
    employer_id: UUID,
    grade_id: UUID,
    annual_amount: Decimal,
    fee_amount: Decimal,
    has_extended_hire_option: bool | None = None,
    engaged_on: date | None = None,
) -> UUID:
    """Begin to make an agency worker permanent: names the employer and keeps the saving with its workings.

    Raises:
        NotFound: there is no such worker.
        InvalidInput: the employer is neither the council nor AfC, or an amount is not sound.
        CaseExists: the worker has a live case.
        RateMissing: a rate that the saving needs has not been entered.
    """
    actor.require(Permission.CONVERSIONS_MANAGE)
    await queries.lock_worker(worker_id)
    worker = await queries.get_worker(actor, worker_id)
    employers = {employer.id: employer for employer in await queries.employers(actor, worker.client_id)}
    if employer_id not in employers:
        raise InvalidInput.field("employer_id", "Select the council or AfC as the employer")
    if not await Grade.exists().where(Grade.id == grade_id):
        raise InvalidInput.field("grade_id", "Select a grade")
    terms = CaseTerms(annual_amount=annual_amount, fee_amount=fee_amount, has_extended_hire_option=has_extended_hire_option, engaged_on=engaged_on)
    workings = await _reckon(actor, worker_id, terms)
    employer = employers[employer_id]
    case = ConversionCase(
        id=uuid7(),
        reference=await next_reference("CNV"),
        worker=worker_id,
        client=worker.client_id,
        employer=employer_id,
        lowers_agency_share=employer.lowers_agency_share,
        grade=grade_id,
        stage=CaseStage.IDENTIFIED,
        stage_entered_at=clock.now(),
        opened_by=actor.required_user_id,
        opened_at=clock.now(),
        **_reckoned(workings),
    )
    try:
        async with transaction():
            await case.save()
    except asyncpg.UniqueViolationError:
        raise CaseExists(f"{worker.name} has a live case. Close it first.") from None
    summary = f"Case {case.reference} for {worker.name}: {employer.name} to employ, saving {money(case.saving_amount)} in the first year"
    await audit.record(actor, "conversions.case_opened", case.id, summary, worker=worker_id, employer=employer_id)
    return case.id


async def _reckon(actor: Actor, worker_id: UUID, terms: CaseTerms) -> Workings:
    if not is_sound(terms.annual_amount, 1, rules.MOST):
        raise InvalidInput.field("annual_amount", "Salary must be an amount above £0 and up to £1,000,000")
    if not is_sound(terms.fee_amount, 0, rules.MOST):
        raise InvalidInput.field("fee_amount", "Transfer fee must be an amount up to £1,000,000, or 0")
    worker = await queries.get_worker(actor, worker_id)
    if terms.engaged_on is not None and terms.engaged_on <= worker.started_on:
        raise InvalidInput.field("engaged_on", "Start as an employee must be after the start with the agency")
    if terms.engaged_on is not None and terms.engaged_on > clock.today() + rules.ENGAGED_WITHIN:
        raise InvalidInput.field("engaged_on", "Start as an employee must be within the next 2 years")
    return await savings.reckon(worker, await get_client(actor, worker.client_id), terms)


def _reckoned(workings: Workings) -> dict[str, Any]:
    saving = workings.saving
    return {
        "annual_amount": workings.terms.annual_amount,
        "agency_cost_amount": saving.agency_amount,
        "permanent_cost_amount": saving.permanent_amount,
        "fee_amount": saving.fee_amount,
        "saving_amount": saving.first_year_amount,
        "workings": msgspec.json.encode(workings).decode(),
    }


@transactional
async def reckon_again(actor: Actor, case_id: UUID, terms: CaseTerms) -> None:
    """Reckon the saving of a live case again, from the worker's charge and the rates of today.

    Raises:
        NotFound: there is no such case.
        WrongStage: it has ended, so its figures stay.
        InvalidInput: an amount or the day is not sound.
        RateMissing: a rate has not been entered.
    """
    actor.require(Permission.CONVERSIONS_MANAGE)
    case = await queries.lock_case(case_id)
    if CaseStage(case.stage) not in rules.LIVE:
        raise WrongStage("The case has ended, so its figures stay as they are.")
    workings = await _reckon(actor, case.worker, terms)
    await ConversionCase.update(**_reckoned(workings)).where(ConversionCase.id == case_id)
    summary = f"Saving of the first year: {money(workings.saving.first_year_amount)}"
    await audit.record(actor, "conversions.saving_reckoned", case_id, summary, before=case.saving_amount)


async def _move(actor: Actor, case: ConversionCase, to: CaseStage, action: str, summary: str, **values: Any) -> None:
    stage = CaseStage(case.stage)
    if not rules.may_move(stage, to):
        raise WrongStage(f"The case is at the stage “{rules.STAGE_LABELS[stage].lower()}”.")
    ended_at = None if to in rules.LIVE else clock.now()
    written: dict[str, Any] = {"stage": to, "stage_entered_at": clock.now(), "ended_at": ended_at, **values}
    await ConversionCase.update(**written).where(ConversionCase.id == case.id)
    await audit.record(actor, action, case.id, summary)


@transactional
async def approach(actor: Actor, case_id: UUID) -> None:
    """Note that the worker was told of the permanent post.

    Raises:
        NotFound: there is no such case.
        WrongStage: it is further on, or has ended.
    """
    actor.require(Permission.CONVERSIONS_MANAGE)
    await _move(actor, await queries.lock_case(case_id), CaseStage.APPROACHED, "conversions.approached", "Approached the worker")


@transactional
async def mark_interested(actor: Actor, case_id: UUID) -> None:
    """Note that the worker would like to be permanent.

    Raises:
        NotFound: there is no such case.
        WrongStage: the worker was not approached, has applied already, or the case has ended.
    """
    actor.require(Permission.CONVERSIONS_MANAGE)
    case = await queries.lock_case(case_id)
    if case.stage == CaseStage.APPLICATION:
        raise WrongStage("They have applied already.")
    await _move(actor, case, CaseStage.INTERESTED, "conversions.interested", "The worker is interested")


@transactional
async def start_application(actor: Actor, case_id: UUID, vacancy_id: UUID, *, email: str = "", phone: str = "", postcode: str = "") -> UUID:
    """Apply for a conversion role in the worker's name; they agree to the privacy notice on their first visit.

    Raises:
        NotFound: there is no such case or role.
        WrongStage: the worker has not said yes, or has applied.
        InvalidInput: the role is not kept for conversions by the employer of the case, or no e-mail address is known.
        RoleNotOpen: nobody can apply for the role now.
        AlreadyApplied: the person has a live application for it.
    """
    actor.require(Permission.CONVERSIONS_MANAGE)
    case = await queries.lock_case(case_id)
    if case.stage != CaseStage.INTERESTED:
        raise WrongStage(f"The case is at the stage “{rules.STAGE_LABELS[CaseStage(case.stage)].lower()}”.")
    vacancy = await Vacancy.objects().where(Vacancy.id == vacancy_id).first()
    if vacancy is None or vacancy.kind != VacancyKind.CONVERSION or vacancy.employer != case.employer:
        raise InvalidInput.field("vacancy_id", "Select a conversion role of the employer that the case names")
    worker = await queries.lock_worker(case.worker)
    address = email or worker.email
    if not address:
        raise InvalidInput.field("email", "Enter their email address")
    application_id = await candidates.apply(
        actor,
        vacancy_id=vacancy_id,
        first_name=worker.first_name,
        last_name=worker.last_name,
        email=address,
        phone=phone,
        swe_number=worker.swe_number,
        postcode=postcode,
        source=Source.AGENCY,
    )
    if address != worker.email:
        await worker.update_self({AgencyWorker.email: address})
    await _move(actor, case, CaseStage.APPLICATION, "conversions.applied", "Started an application", application=application_id)
    return application_id


@transactional
async def close(actor: Actor, case_id: UUID, reason: str) -> None:
    """End a case that came to nothing; the worker can have a new one. An application under way goes on.

    Raises:
        NotFound: there is no such case.
        InvalidInput: there is no reason.
        WrongStage: it has ended already.
    """
    actor.require(Permission.CONVERSIONS_MANAGE)
    case = await queries.lock_case(case_id)
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter a reason")
    await _move(actor, case, CaseStage.CLOSED, "conversions.case_closed", f"Closed: {reason.strip()}", closed_reason=reason.strip())


@transactional
async def note_application_ended(actor: Actor, application_id: UUID) -> None:
    """Take the case of an application that came to nothing back to interested, so that a new one can be started.

    Nothing happens where no live case led to the application, or where it is under way after all.
    """
    ended = (Application.id == application_id) & Application.stage.is_in([Stage.WITHDRAWN.value, Stage.REJECTED.value])
    case = await ConversionCase.objects().where(ConversionCase.application == application_id).lock_rows("NO KEY UPDATE").first()
    if case is not None and case.stage == CaseStage.APPLICATION and await Application.exists().where(ended):
        await _move(actor, case, CaseStage.INTERESTED, "conversions.application_ended", "The application came to nothing", application=None)


@transactional
async def mark_converted(actor: Actor, application_id: UUID) -> None:
    """Note that the worker of a case has become permanent: a step of becoming staff, which has checked the right.

    Nothing happens where no live case led to the application.
    """
    case = await ConversionCase.objects().where(ConversionCase.application == application_id).lock_rows("NO KEY UPDATE").first()
    if case is not None and case.stage == CaseStage.APPLICATION:
        await _move(actor, case, CaseStage.CONVERTED, "conversions.converted", "The worker is permanent")
