"""What the pages of checks share."""

from typing import Any
from uuid import UUID

from litestar import Request

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.schemas import ApplicationDetail
from prime.checks import queries
from prime.checks.schemas import CheckOut
from prime.core.actor import Actor
from prime.core.errors import NotFound

PrimeRequest = Request[None, Actor, Any]
RECORD = [Requires(Permission.CHECKS_RECORD)]


async def one(request: PrimeRequest, application_id: UUID, kind: str) -> tuple[ApplicationDetail, CheckOut]:
    """An application and one check of its person.

    Raises:
        NotFound: there is no such application, or its person has no such check.
    """
    application = await candidates.get_application(request.auth, application_id)
    checks = await queries.list_checks(request.auth, application.candidate_id, starts_on=await queries.first_day(application_id))
    found = next((check for check in checks if check.kind == kind), None)
    if found is None:
        raise NotFound
    return application, found
