"""JSON of documents."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, QueryParameter

from prime.accounts.auth import SIGNED_IN
from prime.core import storage
from prime.core.actor import Actor
from prime.documents import queries, service
from prime.documents.schemas import DocumentOut
from prime.web.api import Listing
from prime.web.downloads import attachment

PrimeRequest = Request[None, Actor, Any]


@get("/", operation_id="ListDocuments")
async def list_documents(
    request: PrimeRequest, subject: Annotated[list[UUID] | None, QueryParameter(name="subjectId")] = None
) -> Listing[DocumentOut]:
    """The documents that you may read, newest first; with `subjectId`, those of these records."""
    return Listing(await queries.list_documents(request.auth, subject_ids=subject))


@get("/{document_id:uuid}", operation_id="GetDocument")
async def get_document(request: PrimeRequest, document_id: FromPath[UUID]) -> DocumentOut:
    """One document and the state of its PDF."""
    return await queries.get_document(request.auth, document_id)


@get("/{document_id:uuid}/file", operation_id="DownloadDocument", media_type="application/pdf")
async def download_document(request: PrimeRequest, document_id: FromPath[UUID]) -> Response[bytes]:
    """The PDF; 409 until it has been made."""
    file = await service.take_file(request.auth, document_id)
    return attachment(await storage.read(file.sha256), file.filename)


@post("/{document_id:uuid}/request", operation_id="RequestDocument", status_code=202)
async def request_pdf(request: PrimeRequest, document_id: FromPath[UUID]) -> DocumentOut:
    """Have the PDF of a waiting or failed document made; look again with GET."""
    return await service.request_pdf(request.auth, document_id)


router = Router(
    path="/api/v1/documents",
    route_handlers=[list_documents, get_document, download_document, request_pdf],
    guards=[SIGNED_IN],
    tags=["Documents"],
)
