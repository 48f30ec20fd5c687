"""Reading lists of people: what taking one in would do, and what it did."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id
from prime.talent import person_list
from prime.talent.schemas import Alike, Fault, ListOut, Outcome, Person, Reading
from prime.talent.tables import ListStatus, PersonList, PersonRow, RowStatus

_LISTS = """
SELECT l.id, l.filename, l.origin, l.vacancy AS vacancy_id, COALESCE(v.reference, '') AS vacancy_reference,
  COALESCE(v.title, '') AS vacancy_title, l.status, l.headings, l.columns, trim(u.first_name || ' ' || u.last_name) AS made_by, l.made_at,
  l.done_at, (SELECT jsonb_object_agg(r.status, r.count) FROM (
    SELECT status, count(*) FROM person_row WHERE person_list = l.id GROUP BY status) r) AS counts
FROM person_list l JOIN app_user u ON u.id = l.made_by LEFT JOIN vacancy v ON v.id = l.vacancy
"""
# Who is known already by the address of a row: nothing new is made of them.
_KNOWN = """
SELECT c.email FROM candidate c WHERE c.email = ANY($1::text[]) AND CASE WHEN $2::uuid IS NULL
  THEN EXISTS (SELECT FROM pool_member m WHERE m.candidate IN (c.id, c.merged_into))
  ELSE EXISTS (SELECT FROM application a WHERE a.candidate IN (c.id, c.merged_into) AND a.vacancy = $2) END
"""
# Who may be known by another address; people decide, so nothing is held up.
_ALIKE = """
SELECT c.reference, c.email, c.swe_number, lower(c.first_name || ' ' || c.last_name) AS name FROM candidate c
WHERE c.merged_into IS NULL
  AND ((c.swe_number <> '' AND c.swe_number = ANY($1::text[])) OR lower(c.first_name || ' ' || c.last_name) = ANY($2::text[]))
ORDER BY c.reference LIMIT 500
"""
_OUTCOMES = """
SELECT r.row, r.status, r.application AS application_id, COALESCE(c.reference, '') AS candidate_reference
FROM person_row r LEFT JOIN candidate c ON c.id = r.candidate WHERE r.person_list = $1 AND r.status <> 'waiting' ORDER BY r.row
"""


def _list(row: Any) -> ListOut:
    counts = {status.value: 0 for status in RowStatus} | json.loads(row["counts"] or "{}")
    named = {name: row[name] for name in row.keys() if name not in {"counts", "headings", "columns", "status"}}  # noqa: SIM118 - a Record
    return ListOut(
        **named,
        status=ListStatus(row["status"]),
        headings=json.loads(row["headings"]),
        columns=json.loads(row["columns"]),
        rows=sum(counts.values()),
        waiting=counts["waiting"],
        fresh=counts["new"],
        known=counts["known"],
        refused=counts["refused"],
    )


async def list_lists(actor: Actor, cursor: str = "", *, size: int = PAGE_SIZE) -> Page[ListOut]:
    """The lists that were imported, newest first.

    Raises:
        Forbidden: the actor does not manage applications.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    rows = await fetch(f"{_LISTS} WHERE $1::uuid IS NULL OR l.id < $1 ORDER BY l.id DESC LIMIT $2", decode_id(cursor) if cursor else None, size + 1)
    return cut([_list(row) for row in rows], size, "id")


async def get_list(actor: Actor, list_id: UUID) -> ListOut:
    """One list.

    Raises:
        Forbidden: the actor does not manage applications.
        NotFound: there is none.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    rows = await fetch(f"{_LISTS} WHERE l.id = $1", list_id)
    if not rows:
        raise NotFound
    return _list(rows[0])


async def lock_list(list_id: UUID) -> PersonList:
    """A list, locked to the end of the transaction; raises NotFound where there is none."""
    row = await PersonList.objects().where(PersonList.id == list_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_waiting(list_id: UUID, *, most: int) -> list[PersonRow]:
    """The next rows of a list that wait to be taken in."""
    return await (
        PersonRow.objects()
        .where((PersonRow.person_list == list_id) & (PersonRow.status == RowStatus.WAITING))
        .order_by(PersonRow.row)
        .limit(most)
        .lock_rows("UPDATE")
    )


async def has_applied(candidate_id: UUID, vacancy_id: UUID) -> bool:
    """Whether a person has applied for a vacancy, however that ended."""
    return bool(await fetch_value("SELECT EXISTS (SELECT FROM application WHERE candidate = $1 AND vacancy = $2)", candidate_id, vacancy_id))


async def list_stale(before: datetime, *, most: int = 50) -> list[UUID]:
    """Lists that were read and then left."""
    rows = await fetch("SELECT id FROM person_list WHERE status = 'read' AND made_at < $1 ORDER BY id LIMIT $2", before, most)
    return [row["id"] for row in rows]


async def reading(actor: Actor, list_id: UUID) -> Reading:
    """What taking in what waits of a list would do; nothing is done. Raises as `get_list`."""
    summary = await get_list(actor, list_id)
    waiting = await fetch("SELECT row, cells FROM person_row WHERE person_list = $1 AND status = 'waiting' ORDER BY row", list_id)
    people, faults = person_list.judge([(row["row"], json.loads(row["cells"])) for row in waiting], summary.headings, summary.columns)
    known = {row["email"] for row in await fetch(_KNOWN, [person.email for person in people], summary.vacancy_id)}
    return Reading(
        fresh=[person for person in people if person.email not in known],
        known=[person for person in people if person.email in known],
        faults=faults,
        refused=len({fault.row for fault in faults}),
        alike=await _alike(people),
    )


async def _alike(people: Collection[Person]) -> list[Alike]:
    rows = await fetch(_ALIKE, [person.swe_number for person in people if person.swe_number], [person.name.lower() for person in people])
    found = []
    for person in people:
        for row in rows:
            if row["email"] == person.email:
                continue
            if person.swe_number and row["swe_number"] == person.swe_number:
                found.append(Alike(person.row, person.name, row["reference"], "The same SWE number, another email address"))
            elif row["name"] == person.name.lower():
                found.append(Alike(person.row, person.name, row["reference"], "The same name, another email address"))
    return found


async def list_outcomes(actor: Actor, list_id: UUID) -> list[Outcome]:
    """What came of each row of a list so far. Raises as `get_list`."""
    actor.require(Permission.APPLICATIONS_MANAGE)
    return [Outcome(**{**row, "status": RowStatus(row["status"])}) for row in await fetch(_OUTCOMES, list_id)]


async def list_faults(actor: Actor, list_id: UUID) -> list[Fault]:
    """What is wrong with the rows of a list: of those that wait as they would be judged now, of others as they were. Raises as `get_list`."""
    summary = await get_list(actor, list_id)
    refused = await fetch("SELECT row, faults FROM person_row WHERE person_list = $1 AND status = 'refused' ORDER BY row", list_id)
    faults = [Fault(row["row"], column, detail) for row in refused for column, detail in json.loads(row["faults"])]
    return sorted(faults + ((await reading(actor, list_id)).faults if summary.waiting else []), key=lambda fault: fault.row)
