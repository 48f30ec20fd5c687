"""JSON of jobs."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.jobs import queries, service
from prime.web.api import Listing, listing

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.JOBS_READ)]


class Job(msgspec.Struct, rename="camel"):
    """A row of the outbox."""

    id: UUID
    job: str
    state: str
    attempts: int
    created_at: datetime
    available_at: datetime
    last_error: str


@get("/jobs", guards=READ, operation_id="ListJobs")
async def list_jobs(request: ApiRequest, status: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Listing[Job]:
    """The outbox, newest first."""
    found = await queries.list_jobs(request.auth, state=status, cursor=cursor)
    return listing(found, lambda row: Job(row.id, row.job, row.state, row.attempts, row.created_at, row.available_at, row.last_error))


@post("/jobs/{message_id:uuid}/retry", guards=READ, operation_id="RetryJob", status_code=204)
async def retry(request: ApiRequest, message_id: FromPath[UUID]) -> None:
    """Hand a dead letter out afresh."""
    await service.retry(request.auth, message_id)


router = Router(path="/api/v1", route_handlers=[list_jobs, retry], tags=["Jobs"])
