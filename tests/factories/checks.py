"""Pre-employment checks for tests, recorded by the real commands."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.checks import queries, service
from prime.checks.tables import CheckKind, CheckMethod, CheckStatus
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from tests.factories.accounts import make_user


def sound(kind: CheckKind, *, swe_number: str, today: date) -> dict[str, Any]:
    """What a checker records for a check that is clear."""
    facts: dict[CheckKind, dict[str, Any]] = {
        CheckKind.IDENTITY: {"reference": "Passport"},
        CheckKind.RIGHT_TO_WORK: {"reference": "Passport 123456789", "method": CheckMethod.LIST_A},
        CheckKind.DBS: {"reference": "001234567890", "method": CheckMethod.NEW_CERTIFICATE},
        CheckKind.SWE_REGISTRATION: {"reference": swe_number, "expires_on": today + timedelta(days=370)},
        CheckKind.REFERENCE_ONE: {"reference": "Jo Fairley, Westmarch Council"},
        CheckKind.REFERENCE_TWO: {"reference": "Sam Okoro, Harbourne Fen Council"},
        CheckKind.QUALIFICATION: {"reference": "BA Social Work, University of Nowhere, 2018"},
        CheckKind.OVERSEAS: {"status": CheckStatus.NOT_NEEDED, "detail": "Has lived in the United Kingdom only."},
        CheckKind.HEALTH: {"reference": "Occupational health"},
    }
    return {"status": CheckStatus.CLEAR, "checked_on": today, **facts[kind]}


async def clear_checks(candidate_id: UUID, *, actor: Actor | None = None, without: tuple[CheckKind, ...] = ()) -> Actor:
    """Open the set of a candidate and record every check as clear, but for some; returns who recorded them."""
    checker = actor or await make_user(Role.OPERATIONS)
    await service.open_set(checker, candidate_id)
    candidate = await candidates.get_candidate(SYSTEM, candidate_id)
    for check in await queries.list_checks(SYSTEM, candidate_id):
        if check.kind not in without:
            await service.record_check(checker, check.id, **sound(check.kind, swe_number=candidate.swe_number, today=clock.today()))
    return checker
