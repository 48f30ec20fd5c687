"""Agency workers: the list with savings, one worker, imports of a council's CSV, exports."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.clients import queries as clients
from prime.conversions import queries, rules, savings, service, worker_list
from prime.conversions.errors import FileRefused
from prime.conversions.forms import IMPORT, ImportForm
from prime.conversions.queries import Workers
from prime.conversions.schemas import WorkerOut
from prime.core import clock
from prime.core.actor import Actor
from prime.core.paging import Page
from prime.core.spreadsheets import csv_bytes
from prime.reference.tables import AgencyJobType
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.CONVERSIONS_READ)]
MANAGE = [Requires(Permission.CONVERSIONS_MANAGE)]

JOB_TYPES = {kind.value: kind.value.replace("_", " ").capitalize() for kind in AgencyJobType} | {AgencyJobType.IRO_CP_CHAIR: "IRO or CP chair"}
EXPORT_SIZE = 5000
MOST_SHOWN = 200  # of the faults of one list; its CSV holds them all
_EXPORTED = ("first_name", "last_name", "email", "swe_number", "agency", "job_type", "team", "hourly_amount", "weekly_hours", "started_on", "left_on")


@get("/workers", guards=READ)
async def list_workers(
    request: PrimeRequest,
    *,
    q: FromQuery[str] = "",
    client: FromQuery[list[UUID] | None] = None,
    job_type: FromQuery[list[str] | None] = None,
    without_case: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Template:
    """Agency workers and what making each permanent would save."""
    wanted = Workers(client_ids=client or [], search=q, job_types=job_type or [], without_case=bool(without_case))
    found: Page[WorkerOut] = await queries.list_workers(request.auth, wanted, cursor=cursor)
    problem = ""
    try:
        rows = await savings.with_estimates(found.items)
    except savings.UNKNOWN as missing:
        rows, problem = found.items, missing.detail
    return page(
        "pages/conversions/list_workers.html",
        rows=rows,
        next_cursor=found.next_cursor,
        count=await queries.count_workers(request.auth, wanted),
        problem=problem,
        export_href="/conversions/workers/export.csv?" + urlencode([("client", item) for item in client or []]),
        councils=dict(await clients.choices(request.auth)),
        job_types=JOB_TYPES,
        chosen=[kind for kind in job_type or [] if kind in JOB_TYPES],
        chosen_councils=[str(item) for item in client or []],
        without_case=wanted.without_case,
        q=q.strip(),
        cursor=cursor,
        stages=rules.STAGE_LABELS,
    )


@get("/workers/export.csv", guards=READ)
async def export_workers(request: PrimeRequest, client: FromQuery[list[UUID] | None] = None) -> Response[bytes]:
    """Agency workers as a CSV that can be imported again."""
    found = await queries.list_workers(request.auth, Workers(client_ids=client or []), size=EXPORT_SIZE)
    rows = [[getattr(worker, name) for name in _EXPORTED] for worker in found.items]
    headings = [worker_list.COLUMNS[name][0] for name in _EXPORTED]
    return attachment(csv_bytes([headings, *rows]), f"agency-workers-{clock.today()}.csv", media_type="text/csv")


@get("/workers/{worker_id:uuid}", guards=READ)
async def view_worker(request: PrimeRequest, worker_id: FromPath[UUID]) -> Template:
    """One agency worker."""
    worker = await queries.get_worker(request.auth, worker_id)
    return page("pages/conversions/view_worker.html", worker=worker, job_types=JOB_TYPES, stages=rules.STAGE_LABELS)


@get("/imports", guards=READ)
async def list_imports(request: PrimeRequest) -> Template:
    """The newest imports."""
    return page("pages/conversions/list_imports.html", imports=await queries.list_imports(request.auth))


async def _import_page(request: PrimeRequest, form: Bound[ImportForm], *, status: int = 200) -> Template:
    return page("pages/conversions/import_workers.html", status=status, b=form, councils=await clients.choices(request.auth))


@get("/imports/new", guards=MANAGE)
async def new_import(request: PrimeRequest, client: FromQuery[UUID | None] = None) -> Template:
    """Choose a council and its file."""
    return await _import_page(request, blank(ImportForm, IMPORT, client_id=client))


@post("/imports/new", guards=MANAGE, status_code=200)
async def import_workers(request: PrimeRequest) -> Template | Redirect:
    """Take the file: good rows in, bad ones reported."""
    form = bind(ImportForm, IMPORT, await request.form())
    if form.value is None:
        return await _import_page(request, form, status=422)
    upload = form.value.file
    content = await upload.read(worker_list.MAX_BYTES + 1)
    try:
        done = await service.import_workers(request.auth, form.value.client_id, filename=upload.filename, content=content)
    except FileRefused as refusal:
        return await _import_page(request, form.refuse(refusal), status=422)
    return redirect(f"/conversions/imports/{done.id}", "The list is imported.")


@get("/imports/template.csv", guards=MANAGE)
async def template() -> Response[bytes]:
    """An example with the headings."""
    return attachment(csv_bytes(line.split(",") for line in worker_list.TEMPLATE), "agency-workers-template.csv", media_type="text/csv")


@get("/imports/{import_id:uuid}", guards=READ)
async def view_import(request: PrimeRequest, import_id: FromPath[UUID]) -> Template:
    """What came in, and what did not and why."""
    return page("pages/conversions/view_import.html", done=await queries.get_import(request.auth, import_id), most=MOST_SHOWN)


@get("/imports/{import_id:uuid}/refused.csv", guards=READ)
async def export_refusals(request: PrimeRequest, import_id: FromPath[UUID]) -> Response[bytes]:
    """What was wrong, to mend the list by."""
    done = await queries.get_import(request.auth, import_id)
    rows = [(item.row, item.column, item.detail) for item in done.refusals]
    return attachment(csv_bytes([("Row", "Column", "What is wrong"), *rows]), "refused-rows.csv", media_type="text/csv")


route_handlers = [
    list_workers,
    export_workers,
    view_worker,
    list_imports,
    new_import,
    import_workers,
    template,
    view_import,
    export_refusals,
]
