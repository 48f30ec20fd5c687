"""JSON of self-disclosure: ask, answer, read, review."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.types import Guard

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.disclosures import queries, service
from prime.disclosures.schemas import AskedCandidate, DisclosureIn, DisclosureOut, Discussion, ReviewIn
from prime.web.api import Listing, answer_once, listing
from prime.web.rate_limit import rate_limited

ApiRequest = Request[None, Actor, Any]
RECORD = [Requires(Permission.CHECKS_RECORD)]
READ = [Requires(Permission.CHECKS_RECORD, Permission.APPLICATIONS_OWN)]
OWN = [Requires(Permission.APPLICATIONS_OWN)]
BY_LINK: list[Guard] = [PUBLIC, rate_limited("disclosure-link", limit=60, seconds=60)]


@get("/self-disclosures", guards=RECORD, operation_id="ListOpenSelfDisclosures")
async def list_open(request: ApiRequest, cursor: FromQuery[str] = "") -> Listing[DisclosureOut]:
    """Disclosures that nobody has read, without the answers."""
    return listing(await queries.list_open(request.auth, cursor=cursor), lambda row: row)


@post("/applications/{application_id:uuid}/self-disclosure", guards=RECORD, operation_id="AskForSelfDisclosure")
async def ask(request: ApiRequest, application_id: FromPath[UUID]) -> Response[bytes]:
    """Ask a shortlisted candidate."""

    async def run() -> msgspec.Struct:
        await service.ask(request.auth, application_id)
        return await queries.get_disclosure(request.auth, application_id)

    return await answer_once(request, run)


@get("/applications/{application_id:uuid}/self-disclosure", guards=READ, operation_id="GetSelfDisclosure")
async def get_disclosure(request: ApiRequest, application_id: FromPath[UUID]) -> DisclosureOut:
    """A disclosure; the holder of a link sees only how far it is."""
    return await queries.get_disclosure(request.auth, application_id)


@put("/applications/{application_id:uuid}/self-disclosure/answers", guards=OWN, operation_id="SendSelfDisclosure")
async def disclose(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[DisclosureIn]) -> DisclosureOut:
    """Send one's own answers, once."""
    await service.disclose(request.auth, application_id, data)
    return await queries.get_disclosure(request.auth, application_id)


@put("/applications/{application_id:uuid}/self-disclosure/review", guards=RECORD, operation_id="ReviewSelfDisclosure")
async def review(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[ReviewIn]) -> DisclosureOut:
    """Note what the answers mean, once."""
    await service.review(request.auth, application_id, data)
    return await queries.get_disclosure(request.auth, application_id)


@get(
    "/applications/{application_id:uuid}/self-disclosure/discussion",
    guards=[Requires(Permission.INTERVIEWS_SCORE)],
    operation_id="GetDiscussion",
)
async def get_discussion(request: ApiRequest, application_id: FromPath[UUID]) -> Discussion:
    """What the lead of a panel is to talk about, and nothing of the answers."""
    return await queries.get_discussion(request.auth, application_id)


async def _holder(request: ApiRequest, token: str) -> Actor:
    return await queries.holder_of(token, ip=request.auth.ip, request_id=request.auth.request_id)


@get("/self-disclosure-forms/{token:str}", guards=BY_LINK, operation_id="GetSelfDisclosureForm")
async def get_form(request: ApiRequest, token: FromPath[str]) -> AskedCandidate:
    """Whether the questions are open."""
    return await queries.asked_candidate(await _holder(request, token))


@put("/self-disclosure-forms/{token:str}/answers", guards=BY_LINK, operation_id="SendSelfDisclosureByLink")
async def disclose_by_link(request: ApiRequest, token: FromPath[str], data: JSONBody[DisclosureIn]) -> AskedCandidate:
    """Send one's answers by the link of the e-mail, once."""
    holder = await _holder(request, token)
    await service.disclose_by_link(holder, data)
    return await queries.asked_candidate(holder)


router = Router(
    path="/api/v1",
    route_handlers=[list_open, ask, get_disclosure, disclose, review, get_discussion, get_form, disclose_by_link],
    tags=["Self-disclosures"],
)
