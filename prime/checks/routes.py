"""JSON of pre-employment checks."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, put
from litestar.params import FromPath, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.checks import queries, service
from prime.checks.schemas import CheckIn, CheckOut
from prime.checks.tables import CheckKind
from prime.core.actor import Actor

ApiRequest = Request[None, Actor, Any]


@get(
    "/applications/{application_id:uuid}/checks",
    guards=[Requires(Permission.CHECKS_RECORD, Permission.APPLICATIONS_OWN)],
    operation_id="ListChecks",
)
async def list_checks(request: ApiRequest, application_id: FromPath[UUID]) -> list[CheckOut]:
    """The checks of the person behind an application; the person sees progress only. Empty until an offer is accepted."""
    application = await candidates.get_application(request.auth, application_id)
    return await queries.list_checks(request.auth, application.candidate_id)


@put("/applications/{application_id:uuid}/checks/{kind:str}", guards=[Requires(Permission.CHECKS_RECORD)], operation_id="RecordCheck")
async def record_check(request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind], data: JSONBody[CheckIn]) -> CheckOut:
    """Record what came of one check."""
    application = await candidates.get_application(request.auth, application_id)
    check_id = await queries.find_check(application.candidate_id, kind)
    await service.record_check(
        request.auth,
        check_id,
        status=data.status,
        method=data.method,
        checked_on=data.checked_on,
        reference=data.reference,
        expires_on=data.expires_on,
        detail=data.detail,
    )
    return next(check for check in await queries.list_checks(request.auth, application.candidate_id) if check.kind is kind)


router = Router(path="/api/v1", route_handlers=[list_checks, record_check], tags=["Checks"])
