"""Pre-employment checks for tests, recorded by the real commands."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates.tables import Application
from prime.checks import queries, service
from prime.checks.schemas import CheckIn
from prime.checks.tables import CheckKind, CheckMethod, CheckStatus, DbsLevel, RegisterStatus
from prime.core import clock, storage
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.offers.tables import Offer, OfferStatus
from prime.uploads import rules as uploads
from prime.uploads.schemas import Sent
from prime.vacancies.tables import Vacancy
from tests.factories.accounts import make_user
from tests.factories.uploads import PDF

_numbers = itertools.count(1)


def sound(kind: CheckKind, *, swe_number: str, today: date) -> dict[str, Any]:
    """What a checker records for a check that is clear."""
    facts: dict[CheckKind, dict[str, Any]] = {
        CheckKind.IDENTITY: {"reference": "123456789", "method": CheckMethod.PASSPORT, "second_document": "Council tax bill"},
        CheckKind.RIGHT_TO_WORK: {"reference": "Passport 123456789", "method": CheckMethod.LIST_A},
        CheckKind.DBS: {
            "reference": "001234567890",
            "method": CheckMethod.NEW_CERTIFICATE,
            "level": DbsLevel.ENHANCED_BARRED,
            "issued_on": today - timedelta(days=9),
        },
        CheckKind.SWE_REGISTRATION: {
            "reference": swe_number,
            "register_status": RegisterStatus.REGISTERED,
            "expires_on": today + timedelta(days=370),
        },
        CheckKind.REFERENCE_ONE: {"reference": "Jo Fairley, Westmarch Council"},
        CheckKind.REFERENCE_TWO: {"reference": "Sam Okoro, Harbourne Fen Council"},
        CheckKind.QUALIFICATION: {"reference": "BA Social Work", "awarded_by": "University of Nowhere", "awarded_in": 2018},
        CheckKind.OVERSEAS: {"status": CheckStatus.NOT_NEEDED, "detail": "Has lived in the United Kingdom only."},
        CheckKind.HEALTH: {"reference": "Occupational health"},
    }
    return {"status": CheckStatus.CLEAR, "checked_on": today, **facts[kind]}


async def copy(content: bytes = PDF) -> Sent:
    """A copy of a document, in the store."""
    file_type = uploads.file_type(content)
    assert file_type is not None
    return Sent(await storage.put(content), file_type, "passport.pdf")


async def accepted(candidate_id: UUID, *, starts_on: date | None = None) -> None:
    """An accepted offer for the latest application of a candidate, where there is none; the first day is today unless given."""
    if await Offer.exists().where((Offer.candidate == candidate_id) & (Offer.status == OfferStatus.ACCEPTED)):
        return
    application = await Application.objects().where(Application.candidate == candidate_id).order_by(Application.id, ascending=False).first()
    assert application is not None
    vacancy = await Vacancy.objects().get(Vacancy.id == application.vacancy)
    await Offer(
        id=uuid7(),
        reference=f"OFF-CHECK-{next(_numbers)}",
        application=application.id,
        candidate=candidate_id,
        employer=vacancy.employer,
        grade=vacancy.grade,
        role_title=vacancy.title,
        annual_amount=Decimal(43000),
        starts_on=starts_on or clock.today(),
        expires_at=clock.now() + timedelta(days=1),
        status=OfferStatus.ACCEPTED,
        drafted_by=(await make_user(Role.OPERATIONS)).user_id,
        approved_by=(await make_user(Role.OPERATIONS)).user_id,
        made_at=clock.now(),
        answered_at=clock.now(),
        accepted_name="Amara Nwosu",
    ).save()


async def clear_checks(candidate_id: UUID, *, actor: Actor | None = None, without: tuple[CheckKind, ...] = ()) -> Actor:
    """Open the set of a candidate and record every check as clear, but for some; returns who recorded them."""
    checker = actor or await make_user(Role.OPERATIONS)
    await accepted(candidate_id)
    await service.open_set(checker, candidate_id)
    candidate = await candidates.get_candidate(SYSTEM, candidate_id)
    for check in await queries.list_checks(SYSTEM, candidate_id):
        if check.kind not in without:
            facts = sound(check.kind, swe_number=candidate.swe_number, today=clock.today())
            sent = await copy() if check.kind is CheckKind.RIGHT_TO_WORK else None
            await service.record_check(checker, check.id, CheckIn(**facts), sent=sent)
    return checker
