"""Commands on vacancies: create, edit, open, pause, close."""

from typing import Any, Unpack
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.accounts.tables import Organisation
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput, StaleVersion
from prime.core.money import pounds
from prime.core.references import next_reference
from prime.kits.tables import Kit
from prime.reference.tables import Grade
from prime.vacancies import queries, rules
from prime.vacancies.errors import IllegalStatus
from prime.vacancies.schemas import VacancyFacts
from prime.vacancies.tables import PANEL_ACCREDITED, PANEL_SIZE, Vacancy, VacancyStatus


@transactional
async def create_vacancy(actor: Actor, **facts: Unpack[VacancyFacts]) -> UUID:
    """Write a vacancy as a draft, which nobody can apply for yet.

    Raises:
        Forbidden: the actor does not run vacancies.
        InvalidInput: the employer cannot have such a post, or dates or salaries are out of order.
    """
    actor.require(Permission.VACANCIES_MANAGE)
    columns = await _columns(facts)
    vacancy = Vacancy(id=uuid7(), created_at=clock.now(), reference=await next_reference("VAC"), **columns)
    await vacancy.save()
    await audit.record(actor, "vacancies.created", vacancy.id, f"Created {vacancy.title} ({vacancy.reference})")
    return vacancy.id


@transactional
async def edit_vacancy(actor: Actor, vacancy_id: UUID, *, version: int, **facts: Unpack[VacancyFacts]) -> None:
    """Replace what a vacancy says; raises as `create_vacancy`.

    Raises:
        NotFound: there is no such vacancy.
        StaleVersion: somebody else changed it since the actor read it.
    """
    actor.require(Permission.VACANCIES_MANAGE)
    vacancy = await queries.lock_vacancy(vacancy_id)
    if vacancy.version != version:
        raise StaleVersion("Somebody else changed this vacancy while you were editing it. Open it again to see the changes.")
    columns = await _columns(facts)
    changed = sorted(name for name, value in columns.items() if getattr(vacancy, name) != value)
    values: dict[Any, Any] = {**columns, Vacancy.version: Vacancy.version + 1}
    try:
        async with transaction():
            await vacancy.update_self(values)
    except asyncpg.CheckViolationError as refusal:
        if refusal.constraint_name != "offers_within_headcount":
            raise
        raise InvalidInput.field("headcount", "More people than that have an offer or a post already") from None
    await audit.record(actor, "vacancies.edited", vacancy_id, f"Edited {vacancy.title}", changed=changed)


async def _columns(facts: VacancyFacts) -> dict[str, Any]:
    employer = await Organisation.objects().where(Organisation.id == facts["employer_id"]).first()
    faults = []
    panel = facts.get("panel_size", PANEL_SIZE), facts.get("panel_accredited", PANEL_ACCREDITED)
    if employer is None:
        faults.append(("employer_id", "Select the employer"))
    if not await Grade.exists().where(Grade.id == facts["grade_id"]):
        faults.append(("grade_id", "Select the grade"))
    if facts.get("kit") and not await Kit.exists().where(Kit.key == facts["kit"]):
        faults.append(("kit", "Select an interview kit from the list"))
    faults += rules.faults(
        kind=facts["kind"],
        employer_kind=employer.kind if employer else "",
        opens_on=facts["opens_on"],
        closes_on=facts.get("closes_on"),
        salary_from=facts["salary_from"],
        salary_to=facts["salary_to"],
        panel=panel,
    )
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": detail} for field, detail in faults])
    return {
        "title": facts["title"],
        "kind": facts["kind"],
        "grade": facts["grade_id"],
        "employer": facts["employer_id"],
        "place": facts["place"],
        "summary": facts["summary"],
        "salary_from_amount": pounds(facts["salary_from"]),
        "salary_to_amount": pounds(facts["salary_to"]),
        "headcount": facts.get("headcount", 1),
        "opens_on": facts["opens_on"],
        "closes_on": facts.get("closes_on"),
        "is_public": facts.get("is_public", True),
        "kit": facts.get("kit", ""),
        "panel_size": panel[0],
        "panel_accredited": panel[1],
    }


@transactional
async def open_vacancy(actor: Actor, vacancy_id: UUID) -> None:
    """Let people apply, for the first time or again.

    Raises:
        Forbidden: the actor does not run vacancies.
        NotFound: there is no such vacancy.
        IllegalStatus: it is open already, or its closing date has passed.
    """
    await _become(actor, vacancy_id, VacancyStatus.OPEN, "Opened")


@transactional
async def pause_vacancy(actor: Actor, vacancy_id: UUID) -> None:
    """Stop new applications for a while; those under way go on. Raises as `open_vacancy`."""
    await _become(actor, vacancy_id, VacancyStatus.PAUSED, "Paused")


@transactional
async def close_vacancy(actor: Actor, vacancy_id: UUID) -> None:
    """Stop new applications; those under way go on. Raises as `open_vacancy`."""
    await _become(actor, vacancy_id, VacancyStatus.CLOSED, "Closed")


@transactional
async def close_past(actor: Actor, vacancy_id: UUID) -> None:
    """Close a vacancy whose closing date is over; one that was given another date meanwhile stays as it is."""
    vacancy = await queries.lock_vacancy(vacancy_id)
    if rules.is_past(VacancyStatus(vacancy.status), closes_on=vacancy.closes_on, today=clock.today()):
        await vacancy.update_self({Vacancy.status: VacancyStatus.CLOSED, Vacancy.version: Vacancy.version + 1})
        await audit.record(actor, "vacancies.closed", vacancy_id, f"Closed {vacancy.title}: its closing date is over")


async def _become(actor: Actor, vacancy_id: UUID, to: VacancyStatus, verb: str) -> None:
    actor.require(Permission.VACANCIES_MANAGE)
    vacancy = await queries.lock_vacancy(vacancy_id)
    refusal = rules.why_not(VacancyStatus(vacancy.status), to, closes_on=vacancy.closes_on, today=clock.today())
    if refusal:
        raise IllegalStatus(refusal)
    await vacancy.update_self({Vacancy.status: to, Vacancy.version: Vacancy.version + 1})
    await audit.record(actor, f"vacancies.{to}", vacancy_id, f"{verb} {vacancy.title}")
