"""JSON of one candidate."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get
from litestar.params import FromPath, FromQuery

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.dossiers import queries
from prime.dossiers.schemas import Dossier, Fact
from prime.web.api import Listing

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.APPLICATIONS_READ)]


@get("/applications/{application_id:uuid}/person", guards=READ, operation_id="GetPersonOfApplication")
async def get_person(request: PrimeRequest, application_id: FromPath[UUID]) -> Dossier:
    """The person behind an application: their applications, interviews, offers and checks. Not before the screening decision."""
    return await queries.get_dossier(request.auth, application_id)


@get("/applications/{application_id:uuid}/timeline", guards=READ, operation_id="GetPersonTimeline")
async def get_timeline(
    request: PrimeRequest, application_id: FromPath[UUID], kind: FromQuery[str] = "", cursor: FromQuery[str] = ""
) -> Listing[Fact]:
    """Everything that happened to the person behind an application, newest first, optionally of one kind."""
    found = await queries.timeline(request.auth, application_id, kind=kind, cursor=cursor)
    return Listing(found.items, found.next_cursor)


router = Router(path="/api/v1", route_handlers=[get_person, get_timeline], tags=["Applications"])
