"""Applications for tests, made by the real commands."""

import itertools
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries, rules, service
from prime.candidates.schemas import Answers, ApplicationDetail, Job
from prime.candidates.tables import DbsHeld, JobKind, Motivator, RegistrationStatus, RightToWork, Stage
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM, Actor
from tests.factories.accounts import make_user
from tests.factories.vacancies import make_vacancy

_numbers = itertools.count(1)
CONSENTS = [tuple(notice) for notice in rules.NOTICES]
_JOURNEY = (Stage.SCREENING, Stage.CONVERSATION, Stage.INTERVIEW, Stage.OFFER, Stage.CHECKS, Stage.READY, Stage.STARTED)


def told(**changes: Any) -> Answers:
    """A sound account of a working life: ten years in one job, and still there."""
    return Answers(
        **{
            "registration": RegistrationStatus.REGISTERED,
            "dbs": DbsHeld.UPDATE_SERVICE,
            "right_to_work": RightToWork.PERMANENT,
            "motivators": (Motivator.PERMANENCE, Motivator.SUPERVISION),
            "jobs": (Job(employer="Westbrook Council", title="Social worker", kind=JobKind.PERMANENT, began_on=date(2012, 9, 1)),),
            **changes,
        }
    )


def told_in_json(**changes: Any) -> dict[str, Any]:
    """The same as a program sends it."""
    sent: dict[str, Any] = msgspec.to_builtins(told(**changes))
    return sent


def answers(**changes: Any) -> dict[str, Any]:
    """What somebody new types, with an address of their own."""
    number = next(_numbers)
    return {
        "first_name": "Amara",
        "last_name": f"Nwosu-{number}",
        "email": f"applicant-{number}@people.example",
        "phone": "01632 960 001",
        "swe_number": f"SW{1000 + number}",
        "postcode": "KT1 1EU",
        "experience_years": 6,
        "motivation": "I want to stay with families for longer than a contract.",
        "needs": "",
        "answers": told(),
        **changes,
    }


async def make_application(*, vacancy_id: UUID | None = None, stage: Stage = Stage.APPLIED, **changes: Any) -> ApplicationDetail:
    """An application of somebody new, moved along the journey to a stage."""
    vacancy = vacancy_id or await make_vacancy()
    application_id = await service.apply(ANONYMOUS, vacancy_id=vacancy, consents=CONSENTS, **answers(**changes))
    if stage is not Stage.APPLIED:
        for to in _JOURNEY[: _JOURNEY.index(stage) + 1]:
            await service.move(SYSTEM, application_id, to)
    return await queries.get_application(SYSTEM, application_id)


async def candidate_actor(application: ApplicationDetail) -> Actor:
    """The candidate of an application, as the Actor they are when signed in."""
    actor = await accounts.actor_for_user(application.user_id)
    assert actor is not None
    return actor


async def talked_with(application: ApplicationDetail) -> Actor:
    """Screen an application and record the initial conversation; it is at interview then. Returns the champion."""
    champion = await make_user(Role.CHAMPION)
    await service.start_screening(champion, application.id)
    await service.record_conversation(champion, application.id, held_on=clock.today(), notes="Warm and clear.", wants_to_go_on=True)
    return champion
