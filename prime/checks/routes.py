"""JSON of pre-employment checks."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post, put
from litestar.datastructures import UploadFile
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.schemas import Created
from prime.checks import queries, register, service
from prime.checks.schemas import (
    AssessmentIn,
    AssessmentOut,
    CheckIn,
    CheckOut,
    DecisionIn,
    Due,
    EvidenceOut,
    ExplanationIn,
    LookupOut,
    OverrideIn,
    OverrideOut,
    OwnAssessment,
    ReasonIn,
)
from prime.checks.tables import CheckKind
from prime.core import storage
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, NotFound
from prime.uploads import queries as uploads
from prime.uploads import rules as upload_rules
from prime.uploads.schemas import Sent
from prime.uploads.tables import Purpose
from prime.web.api import Listing, answer_once, listing
from prime.web.downloads import attachment
from prime.web.rate_limit import rate_limited

ApiRequest = Request[None, Actor, Any]
RECORD = [Requires(Permission.CHECKS_RECORD)]
OWN = [Requires(Permission.APPLICATIONS_OWN)]


@get("/checks/due", guards=RECORD, operation_id="ListChecksDue")
async def list_due(request: ApiRequest, cursor: FromQuery[str] = "") -> Listing[Due]:
    """Checks that lapse or must be looked at again soon, or before the first day; the first to lapse first."""
    return listing(await queries.list_due(request.auth, cursor=cursor), lambda due: due)


@get(
    "/applications/{application_id:uuid}/checks",
    guards=[Requires(Permission.CHECKS_RECORD, Permission.APPLICATIONS_OWN)],
    operation_id="ListChecks",
)
async def list_checks(request: ApiRequest, application_id: FromPath[UUID]) -> list[CheckOut]:
    """The checks of the person behind an application; the person sees progress only. Empty until an offer is accepted."""
    application = await candidates.get_application(request.auth, application_id)
    return await queries.list_checks(request.auth, application.candidate_id, starts_on=await queries.first_day(application_id))


async def _check_id(request: ApiRequest, application_id: UUID, kind: CheckKind) -> UUID:
    application = await candidates.get_application(request.auth, application_id)
    return await queries.find_check(application.candidate_id, kind)


@put("/applications/{application_id:uuid}/checks/{kind:str}", guards=RECORD, operation_id="RecordCheck")
async def record_check(request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind], data: JSONBody[CheckIn]) -> CheckOut:
    """Record what came of one check; each kind asks for the fields of its own."""
    application = await candidates.get_application(request.auth, application_id)
    check_id = await queries.find_check(application.candidate_id, kind)
    await service.record_check(request.auth, check_id, data)
    starts_on = await queries.first_day(application_id)
    return next(check for check in await queries.list_checks(request.auth, application.candidate_id, starts_on=starts_on) if check.kind is kind)


@get("/applications/{application_id:uuid}/checks/{kind:str}/evidence", guards=RECORD, operation_id="GetCheckEvidence")
async def get_evidence(request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind]) -> EvidenceOut:
    """Whether a copy of what was seen is kept, and whether it can be opened."""
    check_id = await _check_id(request, application_id, kind)
    return EvidenceOut(await uploads.find_upload(request.auth, Purpose.CHECK_EVIDENCE, check_id))


@put(
    "/applications/{application_id:uuid}/checks/{kind:str}/evidence",
    guards=[*RECORD, rate_limited("evidence", limit=200, seconds=3600)],
    operation_id="KeepCheckEvidence",
)
async def keep_evidence(request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind]) -> EvidenceOut:
    """Keep a copy of what was seen, as `file` of a multipart body: PDF, JPEG or PNG of at most 10 MB; it takes the place of the one before."""
    check_id = await _check_id(request, application_id, kind)
    sent = (await request.form()).get("file")
    if not isinstance(sent, UploadFile):
        raise InvalidInput.field("file", "Send the copy as `file` of a multipart body.")
    content = await sent.read(upload_rules.MAX_BYTES + 1)
    file_type = upload_rules.file_type(content)
    if (fault := upload_rules.fault(content, upload_rules.EVIDENCE)) or file_type is None:
        raise InvalidInput.field("file", fault)
    await service.attach_evidence(request.auth, check_id, Sent(await storage.put(content), file_type, sent.filename))
    return EvidenceOut(await uploads.find_upload(request.auth, Purpose.CHECK_EVIDENCE, check_id))


@get(
    "/applications/{application_id:uuid}/checks/{kind:str}/evidence/{upload_id:uuid}/file", guards=RECORD, operation_id="DownloadCheckEvidence"
)
async def download_evidence(
    request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind], upload_id: FromPath[UUID]
) -> Response[bytes]:
    """The copy once it was found clean; it is noted who took it."""
    file = await service.take_evidence(request.auth, await _check_id(request, application_id, kind), upload_id)
    return attachment(await storage.read(file.sha256), file.filename, media_type="application/octet-stream")


@get("/applications/{application_id:uuid}/checks/{kind:str}/overrides", guards=RECORD, operation_id="ListCheckOverrides")
async def list_overrides(request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind]) -> list[OverrideOut]:
    """The overrides of a check, newest first."""
    return await queries.list_overrides(request.auth, await _check_id(request, application_id, kind))


@post("/applications/{application_id:uuid}/checks/{kind:str}/overrides", guards=RECORD, operation_id="RequestCheckOverride")
async def request_override(
    request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind], data: JSONBody[OverrideIn]
) -> Response[bytes]:
    """Ask a second person to let somebody start without a check; refused for those that the law insists on."""
    check_id = await _check_id(request, application_id, kind)

    async def run() -> msgspec.Struct:
        return Created(
            await service.request_override(
                request.auth, check_id, application_id=application_id, reason=data.reason, condition=data.condition, expires_on=data.expires_on
            )
        )

    return await answer_once(request, run)


@post(
    "/applications/{application_id:uuid}/checks/{kind:str}/overrides/grant", guards=RECORD, operation_id="GrantCheckOverride", status_code=200
)
async def grant_override(request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind]) -> list[OverrideOut]:
    """Grant what a colleague has asked for."""
    check_id = await _check_id(request, application_id, kind)
    await service.grant_override(request.auth, check_id)
    return await queries.list_overrides(request.auth, check_id)


@post(
    "/applications/{application_id:uuid}/checks/{kind:str}/overrides/refuse", guards=RECORD, operation_id="RefuseCheckOverride", status_code=200
)
async def refuse_override(
    request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind], data: JSONBody[ReasonIn]
) -> list[OverrideOut]:
    """Say no to what is asked for."""
    check_id = await _check_id(request, application_id, kind)
    await service.refuse_override(request.auth, check_id, reason=data.reason)
    return await queries.list_overrides(request.auth, check_id)


@post("/applications/{application_id:uuid}/checks/{kind:str}/overrides/end", guards=RECORD, operation_id="EndCheckOverride", status_code=200)
async def end_override(
    request: ApiRequest, application_id: FromPath[UUID], kind: FromPath[CheckKind], data: JSONBody[ReasonIn]
) -> list[OverrideOut]:
    """End what was granted before its last day."""
    check_id = await _check_id(request, application_id, kind)
    await service.end_override(request.auth, check_id, reason=data.reason)
    return await queries.list_overrides(request.auth, check_id)


@get("/applications/{application_id:uuid}/dbs-assessment", guards=RECORD, operation_id="GetDbsAssessment")
async def get_assessment(request: ApiRequest, application_id: FromPath[UUID]) -> AssessmentOut:
    """What the DBS certificate discloses, how it weighs and what was decided."""
    return await _assessment(request, application_id)


async def _assessment(request: ApiRequest, application_id: UUID) -> AssessmentOut:
    found = await queries.get_assessment(request.auth, await _check_id(request, application_id, CheckKind.DBS))
    if found is None:
        raise NotFound
    return found


@put("/applications/{application_id:uuid}/dbs-assessment", guards=RECORD, operation_id="AssessDisclosure")
async def assess(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[AssessmentIn]) -> AssessmentOut:
    """Write down how it weighs."""
    await service.assess_disclosure(request.auth, await _check_id(request, application_id, CheckKind.DBS), data)
    return await _assessment(request, application_id)


@put("/applications/{application_id:uuid}/dbs-assessment/decision", guards=RECORD, operation_id="DecideDisclosure")
async def decide(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[DecisionIn]) -> AssessmentOut:
    """Decide, as another person than the assessor: the check is clear, or the person's applications end."""
    check_id = await _check_id(request, application_id, CheckKind.DBS)
    await service.decide_disclosure(request.auth, check_id, **msgspec.structs.asdict(data))
    return await _assessment(request, application_id)


@get("/checks/own/disclosure", guards=OWN, operation_id="GetOwnDisclosure")
async def own_disclosure(request: ApiRequest) -> OwnAssessment:
    """What we ask the candidate about their certificate, and what was decided."""
    return await _own_assessment(request.auth)


async def _own_assessment(actor: Actor) -> OwnAssessment:
    found = await queries.own_assessment(actor)
    if found is None:
        raise NotFound
    return found


@put("/checks/own/disclosure", guards=OWN, operation_id="ExplainDisclosure")
async def explain(request: ApiRequest, data: JSONBody[ExplanationIn]) -> OwnAssessment:
    """Say what there is to say about it, until it is decided on."""
    await service.explain_disclosure(request.auth, data.explanation)
    return await _own_assessment(request.auth)


@get("/applications/{application_id:uuid}/register-lookups", guards=RECORD, operation_id="ListRegisterLookups")
async def list_lookups(request: ApiRequest, application_id: FromPath[UUID]) -> list[LookupOut]:
    """What the register of Social Work England said, newest first."""
    return await queries.list_lookups(request.auth, await _check_id(request, application_id, CheckKind.SWE_REGISTRATION))


@post(
    "/applications/{application_id:uuid}/register-lookups",
    guards=[*RECORD, rate_limited("register", limit=60, seconds=3600)],
    operation_id="LookUpRegister",
)
async def look_up(request: ApiRequest, application_id: FromPath[UUID]) -> Response[bytes]:
    """Ask the register for the candidate's number and keep what it says; 503 where it does not answer, 409 where none is connected."""
    application = await candidates.get_application(request.auth, application_id)
    check_id = await queries.find_check(application.candidate_id, CheckKind.SWE_REGISTRATION)
    entry = await register.look_up(register.connect(application.name), application.swe_number)

    async def run() -> msgspec.Struct:
        return Created(await service.keep_lookup(request.auth, check_id, application.swe_number, entry))

    return await answer_once(request, run)


_LOOKUPS = [list_lookups, look_up]
_ASSESSMENT = [get_assessment, assess, decide, own_disclosure, explain]
_OVERRIDES = [list_overrides, request_override, grant_override, refuse_override, end_override]
router = Router(
    path="/api/v1",
    route_handlers=[list_due, list_checks, record_check, get_evidence, keep_evidence, download_evidence, *_OVERRIDES, *_ASSESSMENT, *_LOOKUPS],
    tags=["Checks"],
)
