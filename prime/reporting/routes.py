"""JSON: the desk, the overview, the audit trail, the invariants."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery

from prime.accounts.auth import SIGNED_IN, Requires
from prime.accounts.permissions import Permission
from prime.audit import queries as audit
from prime.audit.tables import AuditEntry
from prime.core.actor import Actor
from prime.reporting import queries, reasons, service
from prime.reporting.desks import desks
from prime.reporting.schemas import Desk, Finding, Overview
from prime.web.api import Listing, listing

CASES = [Requires(Permission.APPLICATIONS_READ)]
ApiRequest = Request[None, Actor, Any]
REPORTS = [Requires(Permission.REPORTS_READ)]
TRAIL = [Requires(Permission.AUDIT_READ)]


class Entry(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One line of the audit trail."""

    id: UUID
    at: datetime
    actor_id: UUID | None
    actor_name: str
    action: str
    record_id: UUID | None
    summary: str
    ip: str


@get("/desks", guards=[SIGNED_IN], operation_id="ListDesks")
async def list_desks(request: ApiRequest) -> Listing[Desk]:
    """What waits for the caller in each of their roles."""
    return Listing(await desks(request.auth))


@get("/overview", guards=REPORTS, operation_id="GetOverview")
async def overview(request: ApiRequest, council: FromQuery[UUID | None] = None) -> Overview:
    """The workforce overview; `council` is the owner council whose story is told."""
    return await queries.overview(request.auth, client_id=council)


@get("/audit-entries", guards=TRAIL, operation_id="ListAuditEntries")
async def list_trail(
    request: ApiRequest, action: FromQuery[str] = "", record: FromQuery[UUID | None] = None, cursor: FromQuery[str] = ""
) -> Listing[Entry]:
    """The audit trail, newest first, of one action (or its first part) or one record."""
    entries = await audit.list_entries(request.auth, action=action, record_id=record, cursor=cursor)
    return listing(entries, _entry)


def _entry(row: AuditEntry) -> Entry:
    return Entry(**{name: getattr(row, name) for name in Entry.__struct_fields__})


@get("/invariants", guards=TRAIL, operation_id="ListInvariants")
async def list_invariants(request: ApiRequest) -> Listing[Finding]:
    """What must always be true of the data, and whether it was when we last looked."""
    return Listing(await queries.findings(request.auth))


@post("/invariants/check", guards=TRAIL, operation_id="CheckInvariants", status_code=202)
async def check(request: ApiRequest) -> None:
    """Have the data looked at now."""
    await service.order_check(request.auth)


@get("/ending-reasons", guards=REPORTS, operation_id="ListEndingReasons")
async def list_reasons(request: ApiRequest, period: FromQuery[str] = "year", vacancy: FromQuery[list[str] | None] = None) -> Listing[reasons.Tally]:
    """Why applications were rejected or withdrawn; `period` is `quarter`, `year` or `all`, `vacancy` a reference."""
    return Listing(await reasons.tally(request.auth, period=period, vacancies=vacancy or []))


@get("/ending-reasons/{ending:str}/{reason:str}/applications", guards=CASES, operation_id="ListApplicationsEndedFor")
async def list_cases(
    request: ApiRequest,
    ending: FromPath[reasons.Ending],
    reason: FromPath[str],
    *,
    stage: FromQuery[str] = "",
    period: FromQuery[str] = "year",
    vacancy: FromQuery[list[str] | None] = None,
    cursor: FromQuery[str] = "",
) -> Listing[reasons.Case]:
    """The applications behind one figure, newest first; `stage` is the one they had reached."""
    found = await reasons.list_cases(
        request.auth, ending=ending, reason=reason, stage=stage, period=period, vacancies=vacancy or [], cursor=cursor
    )
    return Listing(found.items, found.next_cursor)


router = Router(path="/api/v1", route_handlers=[list_desks, overview, list_reasons, list_cases, list_trail, list_invariants, check], tags=["Reports"])
