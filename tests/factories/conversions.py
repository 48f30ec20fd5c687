"""Agency workers and cases for tests, made by the real commands."""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Role
from prime.conversions import queries, service
from prime.conversions.queries import Workers
from prime.conversions.schemas import WorkerOut
from prime.core.actor import SYSTEM, Actor
from prime.core.db import fetch_value
from prime.vacancies import service as vacancies
from prime.vacancies.tables import VacancyKind
from tests.factories.accounts import make_user
from tests.factories.staff import grade_id

_numbers = itertools.count(1)

HEADINGS = "First name,Last name,Email,SWE number,Agency,Job type,Team,Hourly rate,Weekly hours,Start date,End date"


def worker_line(**cells: str) -> str:
    """A good row of a CSV; each keyword replaces one cell."""
    number = next(_numbers)
    values = {
        "first_name": "Robin",
        "last_name": "Sample",
        "email": f"robin-{number}@people.example",
        "swe_number": f"SW{5000 + number}",
        "agency": "Sample Staffing",
        "job_type": "Social worker",
        "team": "Referral and assessment",
        "hourly_amount": "45.00",
        "weekly_hours": "37",
        "started_on": "01/09/2025",
        "left_on": "",
        **cells,
    }
    return ",".join(values.values())


def worker_list(*lines: str) -> bytes:
    """A CSV of rows with the headings of the template."""
    return "\n".join([HEADINGS, *lines]).encode()


async def make_worker(client_id: UUID, actor: Actor | None = None, **cells: str) -> WorkerOut:
    """An agency worker of a council, imported."""
    line = worker_line(**cells)
    actor = actor or await make_user(Role.OPERATIONS)
    await service.import_workers(actor, client_id, filename="workers.csv", content=worker_list(line))
    page = await queries.list_workers(SYSTEM, Workers(client_ids=[client_id], search=line.split(",")[3]))
    return page.items[0]


async def make_case(worker: WorkerOut, *, employer_id: UUID | None = None, actor: Actor | None = None, **terms: Any) -> UUID:
    """A case for a worker; the council itself employs unless another employer is given."""
    employers = await queries.employers(SYSTEM, worker.client_id)
    return await service.open_case(
        actor or await make_user(Role.OPERATIONS),
        worker.id,
        employer_id=employer_id or employers[0].id,
        grade_id=await grade_id(),
        **{"annual_amount": Decimal(43000), "fee_amount": Decimal(0), **terms},
    )


async def make_conversion_vacancy(employer_id: UUID) -> UUID:
    """An open role kept for conversions."""
    vacancy_id = await vacancies.create_vacancy(
        SYSTEM,
        title="Social worker, permanent",
        kind=VacancyKind.CONVERSION,
        grade_id=await grade_id(),
        employer_id=employer_id,
        place="Elsewhere",
        summary="A permanent post for somebody who works with us through an agency.",
        salary_from=Decimal(39000),
        salary_to=Decimal(47000),
        headcount=1,
        opens_on=date(2026, 9, 1),
        closes_on=None,
        is_public=False,
    )
    await vacancies.open_vacancy(SYSTEM, vacancy_id)
    return vacancy_id


async def count_rows(table: str) -> int:
    """How many rows a table has."""
    return int(await fetch_value(f"SELECT count(*) FROM {table}"))
