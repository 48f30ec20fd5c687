"""JSON of references: naming referees, asking them, what they give, what operations make of it."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.types import Guard

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core import storage
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.referees import queries, service
from prime.referees.schemas import (
    ApproveIn,
    AskAgainIn,
    AskedReferee,
    DecisionIn,
    DraftIn,
    HearingOut,
    OpenReferee,
    RecordedIn,
    RefereeDetail,
    RefereeIn,
    RefereeOut,
    RefereesOut,
    ReferenceIn,
    Sent,
    TextIn,
    WhyIn,
)
from prime.uploads import rules as upload_rules
from prime.web.api import Listing, answer_once, listing
from prime.web.downloads import attachment
from prime.web.rate_limit import rate_limited

ApiRequest = Request[None, Actor, Any]
RECORD = [Requires(Permission.CHECKS_RECORD)]
READ = [Requires(Permission.CHECKS_RECORD, Permission.APPLICATIONS_OWN)]
OWN = [Requires(Permission.APPLICATIONS_OWN)]
BY_LINK: list[Guard] = [PUBLIC, rate_limited("reference-link", limit=60, seconds=60)]


@get("/referees", guards=RECORD, operation_id="ListOpenReferees")
async def list_open(request: ApiRequest, cursor: FromQuery[str] = "") -> Listing[OpenReferee]:
    """Referees with whom operations are next."""
    return listing(await queries.list_open(request.auth, cursor=cursor), lambda row: row)


@get("/applications/{application_id:uuid}/referees", guards=READ, operation_id="ListReferees")
async def list_referees(request: ApiRequest, application_id: FromPath[UUID]) -> RefereesOut:
    """The referees of the person behind an application, how far each is, and what is still needed."""
    return await queries.list_referees(request.auth, application_id)


@post("/applications/{application_id:uuid}/referees/call", guards=RECORD, operation_id="CallForReferees", status_code=200)
async def call(request: ApiRequest, application_id: FromPath[UUID]) -> RefereesOut:
    """Ask the candidate to name referees before an offer is accepted; a second time changes nothing."""
    await service.call(request.auth, application_id)
    return await queries.list_referees(request.auth, application_id)


@post("/applications/{application_id:uuid}/referees", guards=READ, operation_id="NameReferee")
async def name_referee(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[RefereeIn]) -> Response[bytes]:
    """Name a referee."""

    async def run() -> msgspec.Struct:
        return await queries.get_referee(request.auth, await service.name_referee(request.auth, application_id, data))

    return await answer_once(request, run, location="/api/v1/referees/{id}")


@get("/referees/{referee_id:uuid}", guards=READ, operation_id="GetReferee")
async def get_referee(request: ApiRequest, referee_id: FromPath[UUID]) -> RefereeOut:
    """A referee, and how far we are with them."""
    return await queries.get_referee(request.auth, referee_id)


@get("/referees/{referee_id:uuid}/reference", guards=RECORD, operation_id="ReadReference")
async def read_reference(request: ApiRequest, referee_id: FromPath[UUID]) -> RefereeDetail:
    """What a referee has said, where it differs from the candidate, and what was asked and decided."""
    return await queries.get_detail(request.auth, referee_id)


@post("/referees/{referee_id:uuid}/drop", guards=READ, operation_id="DropReferee", status_code=200)
async def drop(request: ApiRequest, referee_id: FromPath[UUID], data: JSONBody[WhyIn]) -> RefereeOut:
    """Do without a referee."""
    await service.drop(request.auth, referee_id, reason=data.reason)
    return await queries.get_referee(request.auth, referee_id)


@post("/referees/{referee_id:uuid}/approve", guards=RECORD, operation_id="ApproveReferee", status_code=200)
async def approve(request: ApiRequest, referee_id: FromPath[UUID], data: JSONBody[ApproveIn]) -> RefereeOut:
    """Send a referee the link of their form."""
    await service.approve(request.auth, referee_id, identity_check=data.identity_check)
    return await queries.get_referee(request.auth, referee_id)


@post("/referees/{referee_id:uuid}/ask-again", guards=RECORD, operation_id="AskRefereeAgain", status_code=200)
async def ask_again(request: ApiRequest, referee_id: FromPath[UUID], data: JSONBody[AskAgainIn]) -> RefereeOut:
    """Send a new link, to a corrected address where there is one."""
    await service.ask_again(request.auth, referee_id, email=data.email)
    return await queries.get_referee(request.auth, referee_id)


@post("/referees/{referee_id:uuid}/record", guards=[*RECORD, rate_limited("upload", limit=30, seconds=3600)], operation_id="RecordReference")
async def record(request: ApiRequest, referee_id: FromPath[UUID], data: JSONBody[RecordedIn]) -> Response[bytes]:
    """Record a reference that came off the service; `evidence` is its file in base64."""
    await queries.get_referee(request.auth, referee_id)
    file_type = upload_rules.file_type(data.evidence)
    if (fault := upload_rules.fault(data.evidence, upload_rules.LETTER)) or file_type is None:
        raise InvalidInput.field("evidence", fault)
    stored = await storage.put(data.evidence)

    async def run() -> msgspec.Struct:
        await service.record_off_service(
            request.auth, referee_id, data, received_how=data.received_how, stored=stored, file_type=file_type, sent_as=data.evidence_name
        )
        return await _sent(request, referee_id)

    return await answer_once(request, run)


@get("/referees/{referee_id:uuid}/evidence/{upload_id:uuid}", guards=RECORD, operation_id="TakeReferenceFile")
async def take_evidence(request: ApiRequest, referee_id: FromPath[UUID], upload_id: FromPath[UUID]) -> Response[bytes]:
    """The file of a reference that came off the service; it is noted who took it."""
    file = await service.take_evidence(request.auth, referee_id, upload_id)
    return attachment(await storage.read(file.sha256), file.filename, media_type="application/octet-stream")


async def _sent(request: ApiRequest, referee_id: UUID) -> Sent:
    return Sent(referee_id, (await queries.get_referee(request.auth, referee_id)).status)


@post("/referees/{referee_id:uuid}/questions", guards=RECORD, operation_id="QueryReferee")
async def query(request: ApiRequest, referee_id: FromPath[UUID], data: JSONBody[TextIn]) -> Response[bytes]:
    """Ask a referee about what they have said."""

    async def run() -> msgspec.Struct:
        await service.query(request.auth, referee_id, question=data.text)
        return await _sent(request, referee_id)

    return await answer_once(request, run)


@post("/referees/{referee_id:uuid}/accept", guards=RECORD, operation_id="AcceptReference", status_code=200)
async def accept(request: ApiRequest, referee_id: FromPath[UUID]) -> RefereeOut:
    """Accept a reference: it clears one of the two checks."""
    await service.accept(request.auth, referee_id)
    return await queries.get_referee(request.auth, referee_id)


@post("/referees/{referee_id:uuid}/concern", guards=RECORD, operation_id="RaiseConcern")
async def raise_concern(request: ApiRequest, referee_id: FromPath[UUID], data: JSONBody[TextIn]) -> Response[bytes]:
    """Tell the candidate what stands against them, and give them time to answer."""

    async def run() -> msgspec.Struct:
        await service.raise_concern(request.auth, referee_id, concern=data.text)
        return await _sent(request, referee_id)

    return await answer_once(request, run)


@get("/referees/{referee_id:uuid}/concern", guards=READ, operation_id="GetConcern")
async def get_concern(request: ApiRequest, referee_id: FromPath[UUID]) -> HearingOut:
    """A concern, the candidate's answer and the decision; 404 where there is none."""
    return await queries.own_hearing(request.auth, referee_id)


@put("/referees/{referee_id:uuid}/concern/comment", guards=OWN, operation_id="AnswerConcern")
async def comment(request: ApiRequest, referee_id: FromPath[UUID], data: JSONBody[TextIn]) -> HearingOut:
    """Answer a concern about one's own reference, once."""
    await service.comment(request.auth, referee_id, text=data.text)
    return await queries.own_hearing(request.auth, referee_id)


@put("/referees/{referee_id:uuid}/concern/decision", guards=RECORD, operation_id="DecideConcern")
async def decide(request: ApiRequest, referee_id: FromPath[UUID], data: JSONBody[DecisionIn]) -> HearingOut:
    """Decide on a concern after the candidate was heard."""
    await service.decide(request.auth, referee_id, outcome=data.outcome, reasons=data.reasons)
    return await queries.own_hearing(request.auth, referee_id)


# --- by the link of a referee


async def _holder(request: ApiRequest, token: str) -> Actor:
    return await queries.holder_of(token, ip=request.auth.ip, request_id=request.auth.request_id)


@get("/reference-forms/{token:str}", guards=BY_LINK, operation_id="GetReferenceForm")
async def get_form(request: ApiRequest, token: FromPath[str]) -> AskedReferee:
    """Whom the reference is about, what was typed so far, and a question where there is one."""
    return await queries.asked_referee(await _holder(request, token))


@put("/reference-forms/{token:str}/draft", guards=BY_LINK, operation_id="SaveReferenceDraft")
async def save_draft(request: ApiRequest, token: FromPath[str], data: JSONBody[DraftIn]) -> AskedReferee:
    """Keep the answers so far; the page shows them again by the names of its fields."""
    holder = await _holder(request, token)
    await service.save_draft(holder, dict(data.answers))
    return await queries.asked_referee(holder)


@post("/reference-forms/{token:str}/reference", guards=BY_LINK, operation_id="GiveReference")
async def give(request: ApiRequest, token: FromPath[str], data: JSONBody[ReferenceIn]) -> Response[bytes]:
    """Send the reference, once."""
    holder = await _holder(request, token)

    async def run() -> msgspec.Struct:
        await service.give(holder, data)
        return await queries.asked_referee(holder)

    return await answer_once(request, run)


@post("/reference-forms/{token:str}/decline", guards=BY_LINK, operation_id="DeclineReference", status_code=200)
async def decline(request: ApiRequest, token: FromPath[str], data: JSONBody[WhyIn]) -> AskedReferee:
    """Give no reference."""
    holder = await _holder(request, token)
    await service.decline(holder, reason=data.reason)
    return await queries.asked_referee(holder)


@post("/reference-forms/{token:str}/answer", guards=BY_LINK, operation_id="AnswerReferenceQuestion", status_code=200)
async def answer(request: ApiRequest, token: FromPath[str], data: JSONBody[TextIn]) -> AskedReferee:
    """Answer the question of operations."""
    holder = await _holder(request, token)
    await service.answer(holder, text=data.text)
    return await queries.asked_referee(holder)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_open,
        list_referees,
        call,
        name_referee,
        get_referee,
        read_reference,
        drop,
        approve,
        ask_again,
        record,
        take_evidence,
        query,
        accept,
        raise_concern,
        get_concern,
        comment,
        decide,
        get_form,
        save_draft,
        give,
        decline,
        answer,
    ],
    tags=["References"],
)
