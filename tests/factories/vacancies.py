"""Vacancies for tests, made by the real commands."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from prime.accounts import queries as accounts
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.reference import queries as reference
from prime.vacancies import service
from prime.vacancies.tables import VacancyKind


async def make_vacancy(*, is_open: bool = True, grade: str = "social_worker", **changes: Any) -> UUID:
    """A vacancy of AfC for a social worker, open for a month."""
    facts = {
        "title": "Social worker, child protection",
        "kind": VacancyKind.PRIME,
        "grade_id": (await reference.grade(grade)).id,
        "employer_id": (await accounts.afc()).id,
        "place": "Westmarch and nearby councils",
        "summary": "Hold a caseload of children in need and children subject to a protection plan.",
        "salary_from": Decimal("39862.00"),
        "salary_to": Decimal("45091.00"),
        "headcount": 5,
        "opens_on": clock.today() - timedelta(days=7),
        "closes_on": clock.today() + timedelta(days=30),
        "is_public": True,
        "panel_size": 1,
    }
    vacancy_id = await service.create_vacancy(SYSTEM, **{**facts, **changes})
    if is_open:
        await service.open_vacancy(SYSTEM, vacancy_id)
    return vacancy_id
