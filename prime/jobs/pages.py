"""Pages: the backlog, and trying a dead letter again."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.jobs import queries, service
from prime.jobs.errors import NotDead
from prime.web.flash import redirect
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.JOBS_READ)]
STATES = {"waiting": "Waiting", "retrying": "Trying again", "dead": "Failed", "done": "Done"}


@get("/jobs", guards=READ)
async def list_jobs(request: PrimeRequest, status: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Template:
    """What waits, what failed."""
    jobs = await queries.list_jobs(request.auth, state=status, cursor=cursor)
    backlog = await queries.backlog(request.auth)
    return page("pages/jobs/list_jobs.html", jobs=jobs, backlog=backlog, chosen=status, states=STATES, cursor=cursor)


@post("/jobs/{message_id:uuid}/retry", guards=READ)
async def retry(request: PrimeRequest, message_id: FromPath[UUID]) -> Redirect:
    """Hand a dead letter out afresh."""
    try:
        await service.retry(request.auth, message_id)
    except NotDead as refusal:
        return redirect("/jobs", refusal.detail, kind="info")
    return redirect("/jobs", "The job is being tried again.")


router = Router(path="/", route_handlers=[list_jobs, retry], include_in_schema=False)
