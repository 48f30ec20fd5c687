"""Referees and references for tests, made by the real commands."""

import itertools
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from prime.accounts.permissions import Role
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import Stage
from prime.checks import service as checks
from prime.core import storage
from prime.core.actor import SYSTEM, Actor
from prime.core.db import fetch_value
from prime.referees import queries, service
from prime.referees.rules import AREAS
from prime.referees.schemas import RefereeIn, ReferenceIn
from prime.referees.tables import Reemploy, Relationship
from prime.uploads import queries as uploads
from prime.uploads.rules import PDF
from prime.uploads.tables import Purpose
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application

_numbers = itertools.count(1)


def referee_facts(**changes: Any) -> RefereeIn:
    """What a candidate says of a referee, somebody new each time."""
    number = next(_numbers)
    facts = RefereeIn(
        name=f"Jo Fairley-{number}",
        job_title="Team manager",
        organisation="Westmarch Council",
        email=f"jo.fairley-{number}@westmarch.example",
        relationship=Relationship.LINE_MANAGER,
        worked_from=date(2020, 9, 1),
        is_latest=True,
    )
    return msgspec.structs.replace(facts, **changes)


def sound_reference(**changes: Any) -> ReferenceIn:
    """A reference with nothing against the person."""
    facts = ReferenceIn(
        relationship=Relationship.LINE_MANAGER,
        worked_from=date(2020, 9, 1),
        job_title="Social worker",
        ratings=dict.fromkeys(AREAS, "strong"),
        has_concern=False,
        has_discipline=False,
        would_reemploy=Reemploy.YES,
        comments="Families asked for her by name.",
        signed_name="Jo Fairley",
        is_true=True,
    )
    return msgspec.structs.replace(facts, **changes)


def form_of(reference: ReferenceIn) -> dict[str, str]:
    """The same as the boxes of the form."""
    fields = {
        "relationship": reference.relationship.value,
        "worked_from-day": str(reference.worked_from.day),
        "worked_from-month": str(reference.worked_from.month),
        "worked_from-year": str(reference.worked_from.year),
        "job_title": reference.job_title,
        "has_concern": "yes" if reference.has_concern else "no",
        "has_discipline": "yes" if reference.has_discipline else "no",
        "concern_detail": reference.concern_detail,
        "discipline_detail": reference.discipline_detail,
        "would_reemploy": reference.would_reemploy.value,
        "reemploy_detail": reference.reemploy_detail,
        "comments": reference.comments,
        "signed_name": reference.signed_name,
        "is_true": "yes",
    }
    return fields | {f"rate_{area}": rating for area, rating in reference.ratings.items()}


async def make_referee(application: ApplicationDetail | None = None, *, has_checks: bool = True, **facts: Any) -> tuple[UUID, ApplicationDetail]:
    """Somebody named for an application at checks."""
    application = application or await make_application(stage=Stage.CHECKS)
    if has_checks:
        await checks.open_set(SYSTEM, application.candidate_id)
    await service.open_call(SYSTEM, application.id)
    return await service.name_referee(SYSTEM, application.id, referee_facts(**facts)), application


async def link_to(referee_id: UUID) -> str:
    """The token of the newest link that a referee was sent."""
    sql = "SELECT secret_link FROM message WHERE about_id = $1 AND secret_link <> '' ORDER BY id DESC LIMIT 1"
    return str(await fetch_value(sql, referee_id)).rpartition("/")[2]


async def make_asked(application: ApplicationDetail | None = None, *, by: Actor | None = None, **facts: Any) -> tuple[UUID, str, Actor]:
    """A referee who was asked: the id, the token of the link, and who of operations asked."""
    referee_id, _ = await make_referee(application, **facts)
    operations = by or await make_user(Role.OPERATIONS)
    await service.approve(operations, referee_id)
    return referee_id, await link_to(referee_id), operations


async def make_given(
    application: ApplicationDetail | None = None, *, by: Actor | None = None, says: ReferenceIn | None = None, **facts: Any
) -> tuple[UUID, Actor]:
    """A reference that was given, and who of operations asked for it."""
    referee_id, token, operations = await make_asked(application, by=by, **facts)
    await service.give(await queries.holder_of(token), says or sound_reference())
    return referee_id, operations


async def make_evidence(application: ApplicationDetail, *, by: Actor) -> tuple[UUID, UUID]:
    """A reference that came off the service: the referee, and the file that proves it."""
    referee_id, _ = await make_referee(application, organisation="By letter")
    stored = await storage.put(b"%PDF-1.7 a letter")
    await service.record_off_service(
        by, referee_id, sound_reference(), received_how="By letter", stored=stored, file_type=PDF, sent_as="letter.pdf"
    )
    upload = await uploads.find_upload(by, Purpose.REFERENCE, referee_id)
    assert upload is not None
    return referee_id, upload.id
