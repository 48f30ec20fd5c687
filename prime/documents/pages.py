"""Pages: one document with the state of its PDF, its download, and the button that asks for it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import SIGNED_IN
from prime.core import storage
from prime.core.actor import Actor
from prime.documents import queries, service
from prime.documents.tables import DocumentStatus
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
# Without JavaScript the page asks again this often; rendering takes under a second once it is its turn.
REFRESH_SECONDS = 5


@get("/{document_id:uuid}")
async def show_document(request: PrimeRequest, document_id: FromPath[UUID]) -> Template:
    """A document, and whether its PDF is there."""
    document = await queries.get_document(request.auth, document_id)
    is_queued = document.status is DocumentStatus.WAITING and await queries.is_queued(document_id)
    return page(
        "pages/documents/show_document.html",
        document=document,
        is_queued=is_queued,
        refresh=REFRESH_SECONDS if is_queued else None,
    )


@get("/{document_id:uuid}/download")
async def download_document(request: PrimeRequest, document_id: FromPath[UUID]) -> Response[bytes]:
    """The PDF, as a file to keep."""
    file = await service.take_file(request.auth, document_id)
    return attachment(await storage.read(file.sha256), file.filename)


@post("/{document_id:uuid}/request")
async def request_pdf(request: PrimeRequest, document_id: FromPath[UUID]) -> Redirect:
    """Have the PDF of a waiting or failed document made."""
    document = await service.request_pdf(request.auth, document_id)
    said = "" if document.is_ready else "We are making the PDF. It appears on this page."
    return redirect(f"/documents/{document_id}", said)


router = Router(
    path="/documents", route_handlers=[show_document, download_document, request_pdf], guards=[SIGNED_IN], include_in_schema=False
)
