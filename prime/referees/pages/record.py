"""A reference that came off the service: recorded by operations with the file that proves it, which they can take again."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import storage
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput
from prime.referees import queries, service
from prime.referees.forms import RECORD, RecordForm
from prime.referees.pages.reading import QUESTIONS, at_fields, reference_of
from prime.uploads import rules as upload_rules
from prime.uploads.errors import NotScanned
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
CHECKS = [Requires(Permission.CHECKS_RECORD)]


async def _page(request: PrimeRequest, referee_id: UUID, form: Bound[RecordForm], *, status: int = 200) -> Template:
    detail = await queries.get_detail(request.auth, referee_id)
    return page(
        "pages/referees/record.html",
        status=status,
        no_store=True,
        b=form,
        detail=detail,
        referee=detail.referee,
        accept=upload_rules.LETTER.accept,
        **QUESTIONS,
    )


@get("/referees/{referee_id:uuid}/record", guards=CHECKS)
async def record_form(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template:
    """The form of the referee, and how it reached us."""
    return await _page(request, referee_id, blank(RecordForm, RECORD))


@post("/referees/{referee_id:uuid}/record", guards=[*CHECKS, rate_limited("upload", limit=30, seconds=3600)])
async def record(request: PrimeRequest, referee_id: FromPath[UUID]) -> Template | Redirect:
    """Record it."""
    form = bind(RecordForm, RECORD, await request.form())
    if form.value is None:
        return await _page(request, referee_id, form, status=422)
    await queries.get_referee(request.auth, referee_id)
    content = await form.value.file.read(upload_rules.MAX_BYTES + 1)
    file_type = upload_rules.file_type(content)
    if (fault := upload_rules.fault(content, upload_rules.LETTER)) or file_type is None:
        return await _page(request, referee_id, form.add("file", fault), status=422)
    try:
        await service.record_off_service(
            request.auth,
            referee_id,
            reference_of(form.value),
            received_how=form.value.received_how,
            stored=await storage.put(content),
            file_type=file_type,
            sent_as=form.value.file.filename,
        )
    except InvalidInput as refusal:
        return await _page(request, referee_id, form.refuse(at_fields(refusal)), status=422)
    except Conflict as refusal:
        return redirect(f"/referees/{referee_id}", f"{refusal.title}. {refusal.detail}", kind="info")
    return redirect(f"/referees/{referee_id}", "The reference is recorded.")


@get("/referees/{referee_id:uuid}/evidence/{upload_id:uuid}", guards=CHECKS)
async def evidence(request: PrimeRequest, referee_id: FromPath[UUID], upload_id: FromPath[UUID]) -> Response[bytes] | Redirect:
    """The file, to be saved; it is noted who took it."""
    try:
        file = await service.take_evidence(request.auth, referee_id, upload_id)
    except NotScanned as refusal:
        return redirect(f"/referees/{referee_id}", refusal.detail, kind="info")
    return attachment(await storage.read(file.sha256), file.filename, media_type="application/octet-stream")


route_handlers = [record_form, record, evidence]
