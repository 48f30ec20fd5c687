"""JSON of conversions."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.conversions import queries, service
from prime.conversions.queries import Workers
from prime.conversions.schemas import (
    CaseDetail,
    CaseSummary,
    CaseTerms,
    Closing,
    Created,
    Funnel,
    FunnelStep,
    ImportOut,
    NewCase,
    NewImport,
    StartApplication,
    WorkerOut,
)
from prime.core.actor import Actor
from prime.web.api import Listing, answer_once

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.CONVERSIONS_READ)]
MANAGE = [Requires(Permission.CONVERSIONS_MANAGE)]


@get("/agency-workers", guards=READ, operation_id="ListAgencyWorkers")
async def list_workers(
    request: ApiRequest,
    search: FromQuery[str] = "",
    client: FromQuery[list[UUID] | None] = None,
    without_case: FromQuery[bool] = False,  # noqa: FBT002 - a query value
    cursor: FromQuery[str] = "",
) -> Listing[WorkerOut]:
    """Agency workers by last name, with their newest case."""
    wanted = Workers(client_ids=client or [], search=search, without_case=without_case)
    found = await queries.list_workers(request.auth, wanted, cursor=cursor)
    return Listing(found.items, found.next_cursor)


@get("/agency-workers/{worker_id:uuid}", guards=READ, operation_id="GetAgencyWorker")
async def get_worker(request: ApiRequest, worker_id: FromPath[UUID]) -> WorkerOut:
    """An agency worker."""
    return await queries.get_worker(request.auth, worker_id)


@get("/worker-imports", guards=READ, operation_id="ListWorkerImports")
async def list_imports(request: ApiRequest) -> Listing[ImportOut]:
    """The newest imports."""
    return Listing(await queries.list_imports(request.auth))


@get("/worker-imports/{import_id:uuid}", guards=READ, operation_id="GetWorkerImport")
async def get_import(request: ApiRequest, import_id: FromPath[UUID]) -> ImportOut:
    """What came in, and what did not and why."""
    return await queries.get_import(request.auth, import_id)


@post("/worker-imports", guards=MANAGE, operation_id="ImportWorkers")
async def import_workers(request: ApiRequest, data: JSONBody[NewImport]) -> Response[bytes]:
    """Take a council's list of agency workers."""

    async def run() -> ImportOut:
        content = data.content_base64 or data.content.encode()
        done = await service.import_workers(request.auth, data.client_id, filename=data.filename, content=content)
        return await queries.get_import(request.auth, done.id)

    return await answer_once(request, run, location="/api/v1/worker-imports/{id}")


@get("/conversion-cases", guards=READ, operation_id="ListConversionCases")
async def list_cases(
    request: ApiRequest, client: FromQuery[list[UUID] | None] = None, stage: FromQuery[list[str] | None] = None, cursor: FromQuery[str] = ""
) -> Listing[CaseSummary]:
    """Cases, newest first."""
    found = await queries.list_cases(request.auth, client_ids=client or [], stages=stage or [], cursor=cursor)
    return Listing(found.items, found.next_cursor)


@get("/conversion-funnel", guards=READ, operation_id="GetConversionFunnel")
async def get_funnel(request: ApiRequest, client: FromQuery[list[UUID] | None] = None) -> Funnel:
    """How many workers came how far, and what it saves."""
    steps, closed = await queries.funnel(request.auth, client_ids=client or [])
    saved, expected = await queries.savings(request.auth, client_ids=client or [])
    return Funnel(steps=[FunnelStep(name=name, count=count) for name, count in steps], closed=closed, saved_amount=saved, expected_amount=expected)


@post("/conversion-cases", guards=MANAGE, operation_id="OpenConversionCase")
async def open_case(request: ApiRequest, data: JSONBody[NewCase]) -> Response[bytes]:
    """Begin to make an agency worker permanent; the answer holds the saving and why it is what it is."""

    async def run() -> CaseDetail:
        case_id = await service.open_case(
            request.auth,
            data.worker_id,
            employer_id=data.employer_id,
            grade_id=data.grade_id,
            annual_amount=data.annual_amount,
            fee_amount=data.fee_amount,
            has_extended_hire_option=data.has_extended_hire_option,
            engaged_on=data.engaged_on,
        )
        return await queries.get_case(request.auth, case_id)

    return await answer_once(request, run, location="/api/v1/conversion-cases/{id}")


@get("/conversion-cases/{case_id:uuid}", guards=READ, operation_id="GetConversionCase")
async def get_case(request: ApiRequest, case_id: FromPath[UUID]) -> CaseDetail:
    """A case with its workings."""
    return await queries.get_case(request.auth, case_id)


@put("/conversion-cases/{case_id:uuid}/terms", guards=MANAGE, operation_id="ReckonConversionCase")
async def reckon_again(request: ApiRequest, case_id: FromPath[UUID], data: JSONBody[CaseTerms]) -> CaseDetail:
    """Reckon the saving again."""
    await service.reckon_again(request.auth, case_id, data)
    return await queries.get_case(request.auth, case_id)


@post("/conversion-cases/{case_id:uuid}/approach", guards=MANAGE, operation_id="ApproachWorker", status_code=200)
async def approach(request: ApiRequest, case_id: FromPath[UUID]) -> CaseDetail:
    """Note that the worker was told of the post."""
    await service.approach(request.auth, case_id)
    return await queries.get_case(request.auth, case_id)


@post("/conversion-cases/{case_id:uuid}/interested", guards=MANAGE, operation_id="NoteInterest", status_code=200)
async def mark_interested(request: ApiRequest, case_id: FromPath[UUID]) -> CaseDetail:
    """Note that the worker would like to be permanent."""
    await service.mark_interested(request.auth, case_id)
    return await queries.get_case(request.auth, case_id)


@post("/conversion-cases/{case_id:uuid}/application", guards=MANAGE, operation_id="StartConversionApplication")
async def start_application(request: ApiRequest, case_id: FromPath[UUID], data: JSONBody[StartApplication]) -> Response[bytes]:
    """Apply for a conversion role in the worker's name."""

    async def run() -> Created:
        application_id = await service.start_application(
            request.auth, case_id, data.vacancy_id, email=data.email, phone=data.phone, postcode=data.postcode
        )
        return Created(application_id)

    return await answer_once(request, run, location="/api/v1/applications/{id}")


@post("/conversion-cases/{case_id:uuid}/close", guards=MANAGE, operation_id="CloseConversionCase", status_code=200)
async def close(request: ApiRequest, case_id: FromPath[UUID], data: JSONBody[Closing]) -> CaseDetail:
    """Close a case that came to nothing."""
    await service.close(request.auth, case_id, data.reason)
    return await queries.get_case(request.auth, case_id)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_workers,
        get_worker,
        list_imports,
        get_import,
        import_workers,
        list_cases,
        get_funnel,
        open_case,
        get_case,
        reckon_again,
        approach,
        mark_interested,
        start_application,
        close,
    ],
    tags=["Conversions"],
)
