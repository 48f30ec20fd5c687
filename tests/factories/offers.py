"""Offers for tests, made by the real commands."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Role
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.offers import service
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application


async def draft_offer(application: ApplicationDetail | None = None, *, by: Actor | None = None, **terms: Any) -> tuple[UUID, ApplicationDetail]:
    """An offer at the lower end of the band, open for ten days, not approved yet; to somebody new unless an application is given."""
    application = application or await make_application(stage=Stage.OFFER)
    facts = {
        "role_title": application.vacancy_title,
        "grade_id": application.grade_id,
        "annual_amount": application.salary_from_amount,
        "weekly_hours": Decimal(37),
        "place": application.place,
        "starts_on": clock.today() + timedelta(days=60),
        "expires_at": clock.now() + timedelta(days=10),
        **terms,
    }
    return await service.draft_offer(by or await make_user(Role.OPERATIONS), application.id, **facts), application


async def make_offer(application: ApplicationDetail | None = None, *, by: Actor | None = None, **terms: Any) -> tuple[UUID, ApplicationDetail]:
    """The same, approved by a second person: the candidate can answer it."""
    offer_id, application = await draft_offer(application, by=by, **terms)
    await service.approve(await make_user(Role.OPERATIONS), offer_id)
    return offer_id, application


async def make_accepted(application: ApplicationDetail | None = None, **terms: Any) -> tuple[UUID, ApplicationDetail]:
    """An offer that the candidate has accepted: the application is at checks."""
    offer_id, application = await make_offer(application, **terms)
    candidate = await candidate_actor(application)
    await service.accept(candidate, offer_id, f"{application.first_name} {application.last_name}")
    return offer_id, application
