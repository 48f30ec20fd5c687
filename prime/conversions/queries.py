"""Reading conversions: all councils' for the office, its own for a council."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

import asyncpg
import msgspec

from prime.accounts.permissions import Permission
from prime.accounts.queries import afc
from prime.clients.queries import get_client, scope
from prime.conversions import rules
from prime.conversions.schemas import CaseDetail, CaseSummary, Employer, ImportOut, Refusal, WorkerOut, Workings
from prime.conversions.tables import AgencyWorker, CaseStage, ConversionCase
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor, decode_id
from prime.reference.tables import AgencyJobType, Division

# A picture of one council or of all; imports of many years stay few.
MOST_IMPORTS = 50

_WORKER_COLUMNS = """
w.id, w.client AS client_id, c.name AS client, w.first_name, w.last_name, w.email, w.swe_number, w.agency, w.job_type, w.team,
w.hourly_amount, w.weekly_hours, w.started_on, w.left_on, k.id AS case_id, k.reference AS case_reference, k.stage AS case_stage, k.saving_amount,
c.region_code, c.division
"""
_WORKERS = """
FROM agency_worker w JOIN client c ON c.id = w.client
LEFT JOIN LATERAL (SELECT * FROM conversion_case x WHERE x.worker = w.id ORDER BY x.id DESC LIMIT 1) k ON true
WHERE ($1::uuid[] IS NULL OR c.organisation = ANY($1)) AND ($2::uuid[] IS NULL OR w.client = ANY($2))
"""
_FOUND_WORKERS = f"""
{_WORKERS} AND ($3 = '' OR w.first_name || ' ' || w.last_name ILIKE '%' || $3 || '%' OR w.agency ILIKE '%' || $3 || '%' OR w.swe_number = upper($4))
  AND ($5::text[] IS NULL OR w.job_type = ANY($5)) AND (NOT $6 OR k.id IS NULL) AND (w.left_on IS NULL OR w.left_on >= $7)
"""
_LIST_WORKERS = f"""
SELECT {_WORKER_COLUMNS}, lower(w.last_name) AS sort_name {_FOUND_WORKERS}
AND ($8::text IS NULL OR (lower(w.last_name), w.id) > ($8, $9::uuid)) ORDER BY lower(w.last_name), w.id LIMIT $10
"""
_ONE_WORKER = f"SELECT {_WORKER_COLUMNS} {_WORKERS} AND w.id = $3"
_CASE_COLUMNS = """
k.id, k.reference, w.first_name || ' ' || w.last_name AS worker, k.client AS client_id, c.name AS client, o.name AS employer,
k.lowers_agency_share, g.title AS grade, k.stage, k.stage_entered_at, k.saving_amount
"""
_CASES = """
FROM conversion_case k JOIN agency_worker w ON w.id = k.worker JOIN client c ON c.id = k.client
JOIN organisation o ON o.id = k.employer JOIN grade g ON g.id = k.grade
"""
_SCOPED = "WHERE ($1::uuid[] IS NULL OR c.organisation = ANY($1))"
_LIST_CASES = f"""
SELECT {_CASE_COLUMNS} {_CASES} {_SCOPED} AND ($2::uuid[] IS NULL OR k.client = ANY($2)) AND ($3::text[] IS NULL OR k.stage = ANY($3))
AND ($4::uuid IS NULL OR k.id < $4) ORDER BY k.id DESC LIMIT $5
"""
_ONE_CASE = f"""
SELECT {_CASE_COLUMNS}, k.worker AS worker_id, w.email AS worker_email, k.employer AS employer_id, k.grade AS grade_id, k.annual_amount,
       k.agency_cost_amount, k.permanent_cost_amount, k.fee_amount, k.workings, k.application AS application_id,
       a.reference AS application_reference, a.stage AS application_stage, k.closed_reason,
       trim(u.first_name || ' ' || u.last_name) AS opened_by, k.opened_at, k.ended_at
{_CASES} LEFT JOIN application a ON a.id = k.application JOIN app_user u ON u.id = k.opened_by {_SCOPED} AND k.id = $2
"""
_STAGES = f"SELECT k.stage, count(*) AS cases {_CASES} {_SCOPED} AND ($2::uuid[] IS NULL OR k.client = ANY($2)) GROUP BY k.stage"
_TOTALS = f"""
SELECT COALESCE(sum(k.saving_amount) FILTER (WHERE k.stage = 'converted'), 0) AS converted,
       COALESCE(sum(k.saving_amount) FILTER (WHERE k.stage NOT IN ('converted', 'closed')), 0) AS live
{_CASES} {_SCOPED} AND ($2::uuid[] IS NULL OR k.client = ANY($2))
"""
_IMPORTS = f"""
SELECT i.id, i.client AS client_id, c.name AS client, i.filename, i.rows_total, i.rows_new, i.rows_changed, i.rows_same, i.rows_refused,
       i.refusals, trim(u.first_name || ' ' || u.last_name) AS imported_by, i.imported_at
FROM worker_import i JOIN client c ON c.id = i.client JOIN app_user u ON u.id = i.imported_by
{_SCOPED} AND ($2::uuid IS NULL OR i.id = $2) ORDER BY i.id DESC LIMIT {MOST_IMPORTS}
"""
# What LIKE would read as a pattern, taken literally.
_LITERAL = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def _scope(actor: Actor) -> list[UUID] | None:
    actor.require(Permission.CONVERSIONS_READ)
    return scope(actor)


def _worker(row: asyncpg.Record) -> WorkerOut:
    stage = row["case_stage"]
    values = {name: row[name] for name in WorkerOut.__struct_fields__ if name not in {"is_estimate", "sort_name"}}
    words = {"job_type": AgencyJobType(row["job_type"]), "case_stage": CaseStage(stage) if stage else None, "division": Division(row["division"])}
    return WorkerOut(**values | words)


class Workers(msgspec.Struct, frozen=True):
    """Which workers a list shows; those who have left are never listed."""

    client_ids: Sequence[UUID] = ()
    search: str = ""
    job_types: Sequence[str] = ()
    without_case: bool = False


def _found(actor: Actor, wanted: Workers) -> tuple[object, ...]:
    text = " ".join(wanted.search.split())
    job_types = list(wanted.job_types) or None
    return _scope(actor), list(wanted.client_ids) or None, text.translate(_LITERAL), text, job_types, wanted.without_case, clock.today()


async def list_workers(actor: Actor, wanted: Workers | None = None, *, cursor: str = "", size: int = PAGE_SIZE) -> Page[WorkerOut]:
    """Agency workers by last name, with their newest case.

    Raises:
        Forbidden: the actor has no business with conversions.
        InvalidInput: the cursor is not one of this list.
    """
    after = decode_cursor(cursor, 2) if cursor else [None, None]
    rows = await fetch(_LIST_WORKERS, *_found(actor, wanted or Workers()), *after, size + 1)
    return cut([msgspec.structs.replace(_worker(row), sort_name=row["sort_name"]) for row in rows], size, "sort_name", "id")


async def count_workers(actor: Actor, wanted: Workers | None = None) -> int:
    """How many workers `list_workers` holds on all its pages; raises as it does."""
    return int(await fetch_value(f"SELECT count(*) {_FOUND_WORKERS}", *_found(actor, wanted or Workers())))


async def get_worker(actor: Actor, worker_id: UUID) -> WorkerOut:
    """An agency worker with the newest case.

    Raises:
        NotFound: there is none, or another council pays for them.
    """
    rows = await fetch(_ONE_WORKER, _scope(actor), None, worker_id)
    if not rows:
        raise NotFound
    return _worker(rows[0])


async def lock_worker(worker_id: UUID) -> AgencyWorker:
    """An agency worker, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await AgencyWorker.objects().where(AgencyWorker.id == worker_id).lock_rows("NO KEY UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_workers(client_id: UUID, swe_numbers: Sequence[str]) -> dict[str, AgencyWorker]:
    """Those of some workers whom a council has already, by SWE number, locked to the end of the transaction."""
    if not swe_numbers:
        return {}
    query = AgencyWorker.objects().where((AgencyWorker.client == client_id) & AgencyWorker.swe_number.is_in(list(swe_numbers)))
    return {row.swe_number: row for row in await query.order_by(AgencyWorker.id).lock_rows("NO KEY UPDATE")}


async def list_cases(
    actor: Actor, *, client_ids: Sequence[UUID] = (), stages: Sequence[str] = (), cursor: str = "", size: int = PAGE_SIZE
) -> Page[CaseSummary]:
    """Cases, newest first; raises as `list_workers`."""
    after = decode_id(cursor) if cursor else None
    rows = await fetch(_LIST_CASES, _scope(actor), list(client_ids) or None, list(stages) or None, after, size + 1)
    return cut([CaseSummary(**{**row, "stage": CaseStage(row["stage"])}) for row in rows], size, "id")


async def get_case(actor: Actor, case_id: UUID) -> CaseDetail:
    """A case with its workings.

    Raises:
        NotFound: there is none, or it is another council's.
    """
    rows = await fetch(_ONE_CASE, _scope(actor), case_id)
    if not rows:
        raise NotFound
    workings = msgspec.convert(json.loads(rows[0]["workings"]), Workings, strict=False)
    return CaseDetail(**{**rows[0], "stage": CaseStage(rows[0]["stage"]), "workings": workings})


async def lock_case(case_id: UUID) -> ConversionCase:
    """A case, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await ConversionCase.objects().where(ConversionCase.id == case_id).lock_rows("NO KEY UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def funnel(actor: Actor, *, client_ids: Sequence[UUID] = ()) -> tuple[list[tuple[str, int]], int]:
    """How many workers came how far, and how many cases were closed; raises as `list_workers`."""
    counts = {CaseStage(row["stage"]): row["cases"] for row in await fetch(_STAGES, _scope(actor), list(client_ids) or None)}
    workers = await count_workers(actor, Workers(client_ids=client_ids))
    return rules.funnel(counts, workers), counts.get(CaseStage.CLOSED, 0)


async def savings(actor: Actor, *, client_ids: Sequence[UUID] = ()) -> tuple[Decimal, Decimal]:
    """First-year savings of those who are permanent, and of the live cases; raises as `list_workers`."""
    row = (await fetch(_TOTALS, _scope(actor), list(client_ids) or None))[0]
    return row["converted"], row["live"]


def _import(row: asyncpg.Record) -> ImportOut:
    return ImportOut(**{**row, "refusals": msgspec.convert(json.loads(row["refusals"]), list[Refusal])})


async def list_imports(actor: Actor) -> list[ImportOut]:
    """The newest imports; raises as `list_workers`."""
    return [_import(row) for row in await fetch(_IMPORTS, _scope(actor), None)]


async def get_import(actor: Actor, import_id: UUID) -> ImportOut:
    """One import with what was refused.

    Raises:
        NotFound: there is none, or it is another council's.
    """
    rows = await fetch(_IMPORTS, _scope(actor), import_id)
    if not rows:
        raise NotFound
    return _import(rows[0])


async def employers(actor: Actor, client_id: UUID) -> list[Employer]:
    """Who may employ a council's worker: the council itself or AfC; raises as `get_client`."""
    client = await get_client(actor, client_id)
    own = await afc()
    sides = [(client.organisation_id, client.name, True), (own.id, own.name, False)]
    return [
        Employer(
            id=organisation_id,
            name=name,
            lowers_agency_share=rules.lowers_agency_share(employer_is_council=is_council, reports_as_agency=client.reports_as_agency),
        )
        for organisation_id, name, is_council in sides
    ]


async def conversion_vacancies(employer_id: UUID, day: date) -> list[tuple[str, str]]:
    """Open roles kept for conversions by an employer as (id, words), for a form."""
    rows = await fetch(
        """SELECT id, title || ', ' || place || ' (' || reference || ')' AS words FROM vacancy
        WHERE employer = $1 AND kind = 'conversion' AND status = 'open' AND opens_on <= $2 AND (closes_on IS NULL OR closes_on >= $2)
        ORDER BY title, place, id""",
        employer_id,
        day,
    )
    return [(str(row["id"]), row["words"]) for row in rows]
