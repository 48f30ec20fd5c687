"""Lists of people: read, mapped, looked at, then taken in row by row; a row that is refused holds up no other."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from prime.accounts import queries as accounts
from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.candidates import service as candidates
from prime.candidates.errors import AlreadyApplied
from prime.candidates.queries import find_candidate, get_application
from prime.candidates.schemas import Applicant
from prime.candidates.tables import Source
from prime.core import clock, outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import Conflict, InvalidInput
from prime.core.formats import plural
from prime.talent import person_list, queries
from prime.talent.errors import ListClosed
from prime.talent.schemas import Person
from prime.talent.service.pool import ask_to_join
from prime.talent.tables import ListStatus, PersonList, PersonRow, RowStatus
from prime.vacancies import queries as vacancies

ORIGIN_MAX = 200
AT_ONCE = 25
# What was read and left holds people's details for nothing.
KEPT_UNREAD = timedelta(days=7)


@transactional
async def read_list(
    actor: Actor, *, filename: str, origin: str, content: bytes, vacancy_id: UUID | None, columns: Mapping[str, str] | None = None
) -> UUID:
    """Read a CSV of people for a vacancy, or for the talent pool; nobody is taken in yet.

    Its columns are guessed unless their headings are named.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such vacancy.
        InvalidInput: it does not say where the names come from, or a named heading is not there.
        ListRefused: the file cannot be read as a list of people.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    if vacancy_id is not None:
        await vacancies.get_vacancy(actor, vacancy_id)
    if not 0 < len(origin.strip()) <= ORIGIN_MAX:
        raise InvalidInput.field("origin", f"Enter where the names come from, in {ORIGIN_MAX} characters or less")
    headings, rows = person_list.read(content)
    chosen = person_list.guessed(headings) if columns is None else person_list.named(columns, headings)
    if columns is not None:
        _check(chosen, headings)
    new = PersonList(
        id=uuid7(),
        filename=filename[:200],
        origin=origin.strip(),
        vacancy=vacancy_id,
        headings=json.dumps(headings),
        columns=json.dumps(chosen),
        status=ListStatus.READ,
        made_by=actor.required_user_id,
        made_at=clock.now(),
    )
    await new.save()
    await PersonRow.insert(*(PersonRow(person_list=new.id, row=number, cells=json.dumps(cells)) for number, cells in rows))
    await audit.record(actor, "talent.list_read", new.id, f"Read a list of {plural(len(rows), 'person', 'people')}")
    return new.id


def _check(columns: Mapping[str, int], headings: list[str]) -> None:
    faults = person_list.misplaced(columns, headings)
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": detail} for field, detail in faults.items()])


async def _lock_read(list_id: UUID) -> PersonList:
    found = await queries.lock_list(list_id)
    if found.status != ListStatus.READ:
        raise ListClosed("It was taken in already. Import a new list.")
    return found


@transactional
async def choose_columns(actor: Actor, list_id: UUID, columns: Mapping[str, int]) -> None:
    """Say which column of a list holds which fact.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such list.
        ListClosed: it was taken in already.
        InvalidInput: a fact has no column of its own.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    found = await _lock_read(list_id)
    _check(columns, json.loads(found.headings))
    await found.update_self({PersonList.columns: json.dumps(dict(columns))})
    await audit.record(actor, "talent.columns_chosen", list_id, "Chose the columns of a list of people")


@transactional
async def order_list(actor: Actor, list_id: UUID) -> None:
    """Order a list that was looked at to be taken in.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such list.
        ListClosed: it was taken in already.
        InvalidInput: a fact has no column yet.
    """
    await choose_columns(actor, list_id, json.loads((await _lock_read(list_id)).columns))
    await PersonList.update({PersonList.status: ListStatus.ORDERED}).where(PersonList.id == list_id)
    await outbox.enqueue("talent.take_in", list_id=list_id)
    await audit.record(actor, "talent.list_ordered", list_id, "Ordered a list of people to be taken in")


@transactional
async def take_in(actor: Actor, list_id: UUID) -> None:
    """Take in the next rows of a list, and order the rest."""
    found = await queries.lock_list(list_id)
    if found.status != ListStatus.ORDERED:
        return
    by = await accounts.actor_for_user(found.made_by)
    orderer = by if by is not None and by.can(Permission.APPLICATIONS_MANAGE) else actor
    rows = await queries.lock_waiting(list_id, most=AT_ONCE)
    people, faults = person_list.judge(
        [(row.row, json.loads(row.cells)) for row in rows], json.loads(found.headings), json.loads(found.columns)
    )
    good = {person.row: person for person in people}
    wrong: dict[int, list[tuple[str, str]]] = {}
    for fault in faults:
        wrong.setdefault(fault.row, []).append((fault.column, fault.detail))
    for row in rows:
        outcome = await _take(orderer, found, good[row.row]) if row.row in good else _refused(wrong[row.row])
        await row.update_self({PersonRow.cells: "[]", **outcome})
    if len(rows) == AT_ONCE:
        await outbox.enqueue("talent.take_in", list_id=list_id)
        return
    await found.update_self({PersonList.status: ListStatus.DONE, PersonList.done_at: clock.now()})
    await audit.record(orderer, "talent.list_taken_in", list_id, "A list of people was taken in")


def _refused(faults: list[tuple[str, str]]) -> dict[Any, Any]:
    return {PersonRow.status: RowStatus.REFUSED, PersonRow.faults: json.dumps(faults)}


async def _take(actor: Actor, found: PersonList, person: Person) -> dict[Any, Any]:
    """What came of one good row; what else is wrong with it undoes nothing but itself."""
    try:
        async with transaction():
            return await (_to_pool(actor, found, person) if found.vacancy is None else _to_vacancy(actor, found.vacancy, person))
    except InvalidInput as refusal:
        return _refused([(_column(fault["pointer"]), fault["detail"]) for fault in refusal.errors])
    except Conflict as refusal:
        return _refused([("", f"{refusal.title}. {refusal.detail}")])


def _column(pointer: str) -> str:
    return person_list.COLUMNS.get(pointer.removeprefix("/"), ("",))[0]


async def _to_vacancy(actor: Actor, vacancy_id: UUID, person: Person) -> dict[Any, Any]:
    user = await accounts.find_user_by_email(person.email)
    known = await find_candidate(user.id) if user else None
    # An application that ended is an answer too: a list never begins it again.
    if known is not None and await queries.has_applied(known.id, vacancy_id):
        return {PersonRow.status: RowStatus.KNOWN, PersonRow.candidate: known.id}
    try:
        application_id = await candidates.apply(
            actor,
            vacancy_id=vacancy_id,
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.email,
            phone=person.phone,
            swe_number=person.swe_number,
            postcode=person.postcode,
            source=Source.IMPORT,
        )
    except AlreadyApplied as refusal:
        return _refused([("", refusal.detail)])
    application = await get_application(SYSTEM, application_id)
    return {PersonRow.status: RowStatus.NEW, PersonRow.candidate: application.candidate_id, PersonRow.application: application_id}


async def _to_pool(actor: Actor, found: PersonList, person: Person) -> dict[Any, Any]:
    candidate = await candidates.enrol(
        actor,
        Applicant(
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.email,
            phone=person.phone,
            swe_number=person.swe_number,
            postcode=person.postcode,
        ),
    )
    is_asked = await ask_to_join(actor, candidate.id, origin=found.origin)
    return {PersonRow.status: RowStatus.NEW if is_asked else RowStatus.KNOWN, PersonRow.candidate: candidate.id}


@transactional
async def discard_list(actor: Actor, list_id: UUID) -> None:
    """Throw away a list that was read, with what it says of people.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is no such list.
        ListClosed: it was taken in already.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    found = await _lock_read(list_id)
    await PersonRow.delete().where(PersonRow.person_list == list_id)
    await found.remove()
    await audit.record(actor, "talent.list_discarded", list_id, "Threw a list of people away")


@transactional
async def forget_old_lists(actor: Actor) -> None:
    """Throw away lists that were read and left.

    Raises:
        Forbidden: the actor does not manage applications.
    """
    for list_id in await queries.list_stale(clock.now() - KEPT_UNREAD):
        await discard_list(actor, list_id)
