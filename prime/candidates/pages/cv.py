"""The CV of an application: sending it, and taking it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries, rules, service
from prime.candidates.errors import IllegalMove
from prime.candidates.forms import CV, CvForm
from prime.candidates.schemas import ApplicationDetail
from prime.core import storage
from prime.core.actor import Actor
from prime.core.errors import NotFound
from prime.uploads import queries as uploads
from prime.uploads import rules as upload_rules
from prime.uploads.errors import NotScanned
from prime.uploads.tables import Purpose
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
OWN = [Requires(Permission.APPLICATIONS_OWN)]
READ = [Requires(Permission.APPLICATIONS_READ)]


async def _own(request: PrimeRequest, application_id: UUID) -> ApplicationDetail:
    if application_id not in await queries.own_application_ids(request.auth):
        raise NotFound
    return await queries.get_application(request.auth, application_id)


async def _own_page(request: PrimeRequest, application: ApplicationDetail, form: Bound[CvForm], *, status: int = 200) -> Template:
    return page(
        "pages/candidates/send_cv.html",
        status=status,
        no_store=True,
        b=form,
        application=application,
        cv=await uploads.find_upload(request.auth, Purpose.CV, application.id),
        is_live=application.stage not in rules.FINAL,
        accept=upload_rules.CV.accept,
        unscanned_allowed=uploads.unscanned_allowed(),
    )


@get("/applications/mine/{application_id:uuid}/cv", guards=OWN)
async def cv_form(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """The CV that was sent, and the way to send another."""
    return await _own_page(request, await _own(request, application_id), blank(CvForm, CV))


@post("/applications/mine/{application_id:uuid}/cv", guards=[*OWN, rate_limited("upload", limit=30, seconds=3600)])
async def send_cv(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the CV, whatever its name says, if its bytes are of a kind that we take."""
    application = await _own(request, application_id)
    form = bind(CvForm, CV, await request.form())
    if form.value is None:
        return await _own_page(request, application, form, status=422)
    content = await form.value.file.read(upload_rules.MAX_BYTES + 1)
    file_type = upload_rules.file_type(content)
    if (fault := upload_rules.fault(content)) or file_type is None:
        return await _own_page(request, application, form.add("file", fault), status=422)
    stored = await storage.put(content)
    try:
        await service.attach_cv(request.auth, application_id, stored=stored, file_type=file_type, sent_as=form.value.file.filename)
    except IllegalMove as refusal:
        return redirect(f"/applications/mine/{application_id}/cv", refusal.detail, kind="info")
    return redirect(f"/applications/mine/{application_id}/cv", "We have your CV.")


async def _file(request: PrimeRequest, application_id: UUID, upload_id: UUID) -> Response[bytes]:
    file = await service.take_cv(request.auth, application_id, upload_id)
    return attachment(await storage.read(file.sha256), file.filename, media_type="application/octet-stream")


@get("/applications/mine/{application_id:uuid}/cv/{upload_id:uuid}", guards=OWN)
async def own_cv(request: PrimeRequest, application_id: FromPath[UUID], upload_id: FromPath[UUID]) -> Response[bytes] | Redirect:
    """One's own CV, as it was sent."""
    await _own(request, application_id)
    try:
        return await _file(request, application_id, upload_id)
    except NotScanned as refusal:
        return redirect(f"/applications/mine/{application_id}/cv", refusal.detail, kind="info")


@get("/candidates/{application_id:uuid}/cv", guards=READ)
async def view_cv(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """Whether there is a CV, and whether it can be opened; nothing of it while the application is screened without a name."""
    application = await queries.get_application(request.auth, application_id)
    cv = None if application.is_anonymous else await uploads.find_upload(request.auth, Purpose.CV, application_id)
    return page(
        "pages/candidates/view_cv.html", no_store=True, application=application, cv=cv, unscanned_allowed=uploads.unscanned_allowed()
    )


@get("/candidates/{application_id:uuid}/cv/{upload_id:uuid}", guards=READ)
async def take_cv(request: PrimeRequest, application_id: FromPath[UUID], upload_id: FromPath[UUID]) -> Response[bytes] | Redirect:
    """The CV, to be saved; it is noted who took it."""
    try:
        return await _file(request, application_id, upload_id)
    except NotScanned as refusal:
        return redirect(f"/candidates/{application_id}/cv", refusal.detail, kind="info")


route_handlers = [cv_form, send_cv, own_cv, view_cv, take_cv]
