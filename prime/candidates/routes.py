"""JSON of applications: apply without an account, follow one's own, run the pipeline."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries, rules, service
from prime.candidates.schemas import (
    Answers,
    AnswersOut,
    Applicant,
    ApplicationDetail,
    ApplicationIn,
    ApplicationReceived,
    ApplicationRow,
    BulkIn,
    BulkResult,
    ChampionIn,
    ConversationIn,
    Created,
    CvOut,
    Filters,
    MotivatorCount,
    Move,
    MoveIn,
    NoteIn,
    NoteOut,
    NoticeOut,
    RejectIn,
    ReopenIn,
    SavedViewIn,
    SavedViewName,
    SavedViewOut,
    WithdrawIn,
)
from prime.core import storage
from prime.core.actor import SYSTEM, Actor
from prime.core.errors import InvalidInput, NotFound
from prime.core.settings import settings
from prime.equality import service as equality
from prime.uploads import queries as uploads
from prime.uploads import rules as upload_rules
from prime.uploads.tables import Purpose
from prime.vacancies import queries as vacancies
from prime.web.api import Listing, answer_once, listing
from prime.web.downloads import attachment
from prime.web.rate_limit import rate_limited

ApiRequest = Request[None, Actor, Any]
READ_OR_OWN = [Requires(Permission.APPLICATIONS_READ, Permission.APPLICATIONS_OWN)]
READ = [Requires(Permission.APPLICATIONS_READ)]
SCREEN = [Requires(Permission.APPLICATIONS_SCREEN)]
END = [Requires(Permission.APPLICATIONS_OWN, Permission.APPLICATIONS_MANAGE)]


@get("/notices", guards=[PUBLIC], operation_id="ListNotices")
async def list_notices() -> list[NoticeOut]:
    """The texts that an applicant must be shown and agree to, in the versions in force."""
    return [
        NoticeOut(kind=kind, version=version, text_sha256=sha256, url=f"{settings().base_url}/{path}/{version}")
        for (kind, version, sha256), path in zip(rules.NOTICES, ("privacy", "declaration"), strict=True)
    ]


def _agreed(data: ApplicationIn) -> list[tuple[str, str, str]]:
    """The texts that were agreed to, each with its hash; one that is not in force has none."""
    texts = {(notice.kind, notice.version): notice.text_sha256 for notice in rules.NOTICES}
    return [(text.kind, text.version, texts.get((text.kind, text.version), "")) for text in data.agreed]


@post(
    "/vacancies/{reference:str}/applications",
    guards=[PUBLIC, rate_limited("send-application", limit=20, seconds=3600)],
    operation_id="Apply",
    request_max_body_size=100_000,
)
async def apply(request: ApiRequest, reference: FromPath[str], data: JSONBody[ApplicationIn]) -> Response[bytes]:
    """Apply. Without a key the answer holds a token for going on with this one application: send it as `Authorization: Bearer`."""
    role = await vacancies.get_open(reference)

    async def run() -> ApplicationReceived:
        application_id = await service.apply(
            request.auth,
            vacancy_id=role.id,
            first_name=data.first_name,
            last_name=data.last_name,
            email=data.email,
            phone=data.phone,
            swe_number=data.swe_number,
            postcode=data.postcode,
            experience_years=data.experience_years,
            motivation=data.motivation,
            needs=data.needs,
            answers=data.answers,
            consents=_agreed(data),
        )
        token = await service.mint_application_token(request.auth, application_id) if request.auth.user_id is None else ""
        equality_token = "" if request.auth.can(Permission.APPLICATIONS_MANAGE) else await equality.hand_out_ticket(request.auth)
        application = await queries.get_application(SYSTEM, application_id)
        return ApplicationReceived(
            id=application.id, reference=application.reference, stage=application.stage, token=token, equality_token=equality_token
        )

    return await answer_once(request, run, location="/api/v1/applications/{id}")


def _row(application: ApplicationRow) -> ApplicationRow:
    """Only what a list shows, also of an application that was read in full."""
    return ApplicationRow(**{name: getattr(application, name) for name in ApplicationRow.__struct_fields__})


@get("/applications", guards=READ_OR_OWN, operation_id="ListApplications")
async def list_applications(
    request: ApiRequest,
    *,
    search: FromQuery[str] = "",
    vacancy: FromQuery[list[str] | None] = None,
    source: FromQuery[list[str] | None] = None,
    turn: FromQuery[list[str] | None] = None,
    stage: FromQuery[list[str] | None] = None,
    overdue: FromQuery[bool] = False,
    mine: FromQuery[bool] = False,
    sort: FromQuery[str] = queries.DEFAULT_SORT,
    cursor: FromQuery[str] = "",
) -> Listing[ApplicationRow]:
    """Everybody's applications for those who recruit; a candidate gets their own, whatever the filters."""
    if not request.auth.can(Permission.APPLICATIONS_READ):
        return Listing([_row(application) for application in await queries.mine(request.auth)])
    filters = Filters(
        search=search,
        vacancies=tuple(vacancy or ()),
        sources=tuple(source or ()),
        next_actors=tuple(turn or ()),
        stages=tuple(stage or ()),
        is_overdue=overdue,
        is_mine=mine,
    )
    return listing(await queries.list_applications(request.auth, filters, cursor, sort=sort), _row)


@get("/application-views", guards=READ, operation_id="ListApplicationViews")
async def list_views(request: ApiRequest) -> list[SavedViewOut]:
    """One's own saved views of the pipeline."""
    return await queries.list_views(request.auth)


@post("/application-views", guards=READ, operation_id="SaveApplicationView")
async def save_view(request: ApiRequest, data: JSONBody[SavedViewIn]) -> Response[bytes]:
    """Keep filters under a name."""

    async def run() -> msgspec.Struct:
        return Created(await service.save_view(request.auth, name=data.name, query=data.query))

    return await answer_once(request, run)


@put("/application-views/{view_id:uuid}", guards=READ, operation_id="RenameApplicationView")
async def rename_view(request: ApiRequest, view_id: FromPath[UUID], data: JSONBody[SavedViewName]) -> list[SavedViewOut]:
    """Give a saved view another name."""
    await service.rename_view(request.auth, view_id, name=data.name)
    return await queries.list_views(request.auth)


@delete("/application-views/{view_id:uuid}", guards=READ, operation_id="RemoveApplicationView")
async def remove_view(request: ApiRequest, view_id: FromPath[UUID]) -> None:
    """Forget a saved view."""
    await service.remove_view(request.auth, view_id)


@get("/applications/{application_id:uuid}", guards=READ_OR_OWN, operation_id="GetApplication")
async def get_application(request: ApiRequest, application_id: FromPath[UUID]) -> ApplicationDetail:
    """One application."""
    return await queries.get_application(request.auth, application_id)


@get("/applications/{application_id:uuid}/answers", guards=READ_OR_OWN, operation_id="GetApplicationAnswers")
async def get_answers(request: ApiRequest, application_id: FromPath[UUID]) -> AnswersOut:
    """Registration, checks and right to work as declared, motivators, work history; without names during anonymised screening."""
    return AnswersOut(await queries.answers(request.auth, application_id))


@post(
    "/applications/{application_id:uuid}/answers",
    guards=[Requires(Permission.APPLICATIONS_OWN)],
    operation_id="AnswerApplication",
    request_max_body_size=100_000,
)
async def add_answers(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[ApplicationIn]) -> Response[bytes]:
    """Tell what an application lacks that somebody else made in one's name: as for applying, with the address of one's account."""
    applicant = Applicant(**{name: getattr(data, name) for name in Applicant.__struct_fields__})

    async def run() -> AnswersOut:
        await service.add_answers(request.auth, application_id, applicant, data.answers or Answers(), consents=_agreed(data))
        return AnswersOut(await queries.answers(request.auth, application_id))

    return await answer_once(request, run)


@get("/motivators", guards=[Requires(Permission.VACANCIES_MANAGE)], operation_id="CountMotivators")
async def count_motivators(request: ApiRequest, vacancy: FromQuery[list[str] | None] = None) -> list[MotivatorCount]:
    """What draws people, counted for each role, or for some by their references."""
    return await queries.count_motivators(request.auth, vacancy or ())


@get("/applications/{application_id:uuid}/history", guards=READ_OR_OWN, operation_id="GetApplicationHistory")
async def get_history(request: ApiRequest, application_id: FromPath[UUID]) -> list[Move]:
    """The moves of an application, newest first."""
    return await queries.history(request.auth, application_id)


@post("/applications/{application_id:uuid}/screening", guards=SCREEN, operation_id="StartScreening", status_code=200)
async def start_screening(request: ApiRequest, application_id: FromPath[UUID]) -> ApplicationDetail:
    """Begin to read an application."""
    await service.start_screening(request.auth, application_id)
    return await queries.get_application(request.auth, application_id)


@post("/applications/{application_id:uuid}/move", guards=SCREEN, operation_id="MoveApplication", status_code=200)
async def move(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[MoveIn]) -> ApplicationDetail:
    """Move an application by choosing its stage."""
    await service.move_by_hand(request.auth, application_id, data.to, version=data.version, reason=data.reason)
    return await queries.get_application(request.auth, application_id)


@post("/applications/{application_id:uuid}/conversation", guards=SCREEN, operation_id="RecordConversation", status_code=200)
async def record_conversation(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[ConversationIn]) -> ApplicationDetail:
    """Note the initial conversation; the application goes on to interview or is withdrawn."""
    await service.record_conversation(request.auth, application_id, held_on=data.held_on, notes=data.notes, wants_to_go_on=data.wants_to_go_on)
    return await queries.get_application(request.auth, application_id)


@post("/applications/{application_id:uuid}/champion", guards=SCREEN, operation_id="AssignChampion", status_code=200)
async def assign_champion(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[ChampionIn]) -> ApplicationDetail:
    """Give an application to a champion."""
    await service.assign_champion(request.auth, application_id, data.champion_user_id)
    return await queries.get_application(request.auth, application_id)


@post("/applications/{application_id:uuid}/withdraw", guards=END, operation_id="WithdrawApplication", status_code=200)
async def withdraw(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[WithdrawIn]) -> ApplicationDetail:
    """End an application at the candidate's wish."""
    await service.withdraw(request.auth, application_id, reason=data.reason, detail=data.detail)
    return await queries.get_application(request.auth, application_id)


@post("/applications/{application_id:uuid}/reject", guards=SCREEN, operation_id="RejectApplication", status_code=200)
async def reject(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[RejectIn]) -> ApplicationDetail:
    """End an application at our wish and tell the candidate."""
    await service.reject(request.auth, application_id, reason=data.reason, detail=data.detail)
    return await queries.get_application(request.auth, application_id)


@post(
    "/applications/{application_id:uuid}/reopen",
    guards=[Requires(Permission.APPLICATIONS_MANAGE)],
    operation_id="ReopenApplication",
    status_code=200,
)
async def reopen(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[ReopenIn]) -> ApplicationDetail:
    """Take back the end of an application: it goes on at the stage before."""
    await service.reopen(request.auth, application_id, reason=data.reason)
    return await queries.get_application(request.auth, application_id)


@post("/applications/bulk", guards=SCREEN, operation_id="ActOnApplications", status_code=200)
async def act_on_many(request: ApiRequest, data: JSONBody[BulkIn]) -> list[BulkResult]:
    """One decision on several applications; one that is refused holds up no other."""
    return await service.act_on_many(
        request.auth,
        data.chosen,
        action=data.action,
        reason=data.reason or "",
        detail=data.detail,
        champion_user_id=data.champion_user_id,
    )


@get("/applications/{application_id:uuid}/notes", guards=READ_OR_OWN, operation_id="ListApplicationNotes")
async def list_notes(request: ApiRequest, application_id: FromPath[UUID]) -> list[NoteOut]:
    """The notes on an application, newest first; a candidate reads the shared ones."""
    return await queries.list_notes(request.auth, application_id)


@post("/applications/{application_id:uuid}/notes", guards=SCREEN, operation_id="AddApplicationNote")
async def add_note(request: ApiRequest, application_id: FromPath[UUID], data: JSONBody[NoteIn]) -> Response[bytes]:
    """Write a note."""

    async def run() -> msgspec.Struct:
        return Created(await service.add_note(request.auth, application_id, text=data.text, is_shared=data.is_shared))

    return await answer_once(request, run)


@get("/applications/{application_id:uuid}/cv", guards=READ_OR_OWN, operation_id="GetCv")
async def get_cv(request: ApiRequest, application_id: FromPath[UUID]) -> CvOut:
    """Whether there is a CV and whether it can be opened; withheld during anonymised screening."""
    return await _cv(request.auth, application_id)


async def _cv(actor: Actor, application_id: UUID) -> CvOut:
    application = await queries.get_application(actor, application_id)
    return CvOut(cv=None if application.is_anonymous else await uploads.find_upload(actor, Purpose.CV, application_id))


@put(
    "/applications/{application_id:uuid}/cv",
    guards=[Requires(Permission.APPLICATIONS_OWN), rate_limited("upload", limit=30, seconds=3600)],
    operation_id="SendCv",
)
async def send_cv(request: ApiRequest, application_id: FromPath[UUID]) -> CvOut:
    """Send one's own CV as `file` of a multipart body: PDF, DOCX or ODT of at most 10 MB; it takes the place of the one before."""
    if application_id not in await queries.own_application_ids(request.auth):
        raise NotFound
    sent = (await request.form()).get("file")
    if not isinstance(sent, UploadFile):
        raise InvalidInput.field("file", "Send the CV as `file` of a multipart body.")
    content = await sent.read(upload_rules.MAX_BYTES + 1)
    file_type = upload_rules.file_type(content)
    if (fault := upload_rules.fault(content)) or file_type is None:
        raise InvalidInput.field("file", fault)
    stored = await storage.put(content)
    await service.attach_cv(request.auth, application_id, stored=stored, file_type=file_type, sent_as=sent.filename)
    return await _cv(request.auth, application_id)


@get("/applications/{application_id:uuid}/cv/{upload_id:uuid}/file", guards=READ_OR_OWN, operation_id="DownloadCv")
async def download_cv(request: ApiRequest, application_id: FromPath[UUID], upload_id: FromPath[UUID]) -> Response[bytes]:
    """The CV once it was found clean; it is noted who took it."""
    file = await service.take_cv(request.auth, application_id, upload_id)
    return attachment(await storage.read(file.sha256), file.filename, media_type="application/octet-stream")


router = Router(
    path="/api/v1",
    route_handlers=[
        list_notices,
        apply,
        list_applications,
        list_views,
        save_view,
        rename_view,
        remove_view,
        get_application,
        get_answers,
        add_answers,
        count_motivators,
        get_history,
        start_screening,
        move,
        record_conversation,
        assign_champion,
        withdraw,
        reject,
        reopen,
        act_on_many,
        list_notes,
        add_note,
        get_cv,
        send_cv,
        download_cv,
    ],
    tags=["Applications"],
)
