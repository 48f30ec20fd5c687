"""JSON of kits: read them, write a draft as a whole, publish it."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.kits import queries, service
from prime.kits.schemas import DraftChange, KitDetail, KitRow, NewKit, Publication, VersionDetail
from prime.web.api import Listing, answer_once

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ, Permission.KITS_MANAGE)]
MANAGE = [Requires(Permission.KITS_MANAGE)]


@get("/interview-kits", guards=READ, operation_id="ListInterviewKits")
async def list_kits(request: ApiRequest) -> Listing[KitRow]:
    """Every kit, the lowest levels first."""
    return Listing(await queries.list_kits(request.auth))


@get("/interview-kits/{kit_id:uuid}", guards=READ, operation_id="GetInterviewKit")
async def get_kit(request: ApiRequest, kit_id: FromPath[UUID]) -> KitDetail:
    """A kit with the version in force, the draft, and its history."""
    return await queries.get_kit(request.auth, kit_id)


@get("/interview-kit-versions/{version_id:uuid}", guards=READ, operation_id="GetInterviewKitVersion")
async def get_version(request: ApiRequest, version_id: FromPath[UUID]) -> VersionDetail:
    """One version with all that it says."""
    return await queries.get_version(request.auth, version_id)


@post("/interview-kits", guards=MANAGE, operation_id="CreateInterviewKit")
async def create_kit(request: ApiRequest, data: JSONBody[NewKit]) -> Response[bytes]:
    """Begin a kit with an empty draft."""

    async def run() -> msgspec.Struct:
        kit_id = await service.create_kit(request.auth, key=data.key, title=data.title, level_from=data.level_from, level_to=data.level_to)
        return (await queries.get_kit(request.auth, kit_id)).kit

    return await answer_once(request, run, location="/api/v1/interview-kits/{id}")


@post("/interview-kits/{kit_id:uuid}/draft", guards=MANAGE, operation_id="StartInterviewKitDraft")
async def start_draft(request: ApiRequest, kit_id: FromPath[UUID]) -> Response[bytes]:
    """A draft that begins as the version in force; where there is a draft, that one."""

    async def run() -> msgspec.Struct:
        return await queries.get_version(request.auth, await service.start_draft(request.auth, kit_id))

    return await answer_once(request, run, location="/api/v1/interview-kit-versions/{id}")


@put("/interview-kits/{kit_id:uuid}/draft", guards=MANAGE, operation_id="SaveInterviewKitDraft")
async def save_draft(request: ApiRequest, kit_id: FromPath[UUID], data: JSONBody[DraftChange]) -> KitDetail:
    """Replace what the draft says."""
    await service.save_content(request.auth, kit_id, data.content, revision=data.revision)
    return await queries.get_kit(request.auth, kit_id)


@post("/interview-kits/{kit_id:uuid}/publish", guards=MANAGE, operation_id="PublishInterviewKit", status_code=200)
async def publish(request: ApiRequest, kit_id: FromPath[UUID], data: JSONBody[Publication]) -> KitDetail:
    """Put the draft in force for interviews that are arranged from now on."""
    await service.publish(request.auth, kit_id, note=data.note, revision=data.revision)
    return await queries.get_kit(request.auth, kit_id)


@delete("/interview-kits/{kit_id:uuid}/draft", guards=MANAGE, operation_id="DiscardInterviewKitDraft")
async def discard(request: ApiRequest, kit_id: FromPath[UUID], revision: FromQuery[int] = 0) -> None:
    """Delete the draft; `revision` is the one that was read, and without it nothing is deleted."""
    await service.discard(request.auth, kit_id, revision=revision)


router = Router(
    path="/api/v1",
    route_handlers=[list_kits, get_kit, get_version, create_kit, start_draft, save_draft, publish, discard],
    tags=["Interview kits"],
)
