"""JSON of champions: their availability, their calendar feed, who may sit on a panel."""


from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import NotFound
from prime.interviews import queries, service
from prime.interviews.rules import Hours
from prime.interviews.schemas import (
    Accreditation,
    Availability,
    ChampionSummary,
    ConflictRow,
    FeedAddress,
    NewConflict,
    NewOverride,
    PanelSuggestion,
    Settings,
    UnaccreditedRow,
    WeeklyPlan,
    Workload,
)
from prime.web.api import answer_once

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ)]
EDIT = [Requires(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)]
INVITE = [Requires(Permission.INTERVIEWS_INVITE)]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]
BOOK = [Requires(Permission.INTERVIEWS_BOOK)]
BOOK_OR_INVITE = [Requires(Permission.INTERVIEWS_BOOK, Permission.INTERVIEWS_INVITE)]
SCORE = [Requires(Permission.INTERVIEWS_SCORE)]
DECIDE = [Requires(Permission.INTERVIEWS_DECIDE)]


@get("/champions", guards=READ, operation_id="ListChampions")
async def list_champions(request: ApiRequest) -> list[ChampionSummary]:
    """Active champions by name, with their interviews of the last four weeks and to come."""
    return await queries.list_champions(request.auth)


@post("/champions", guards=[Requires(Permission.AVAILABILITY_EDIT)], operation_id="BeginChampion")
async def begin_champion(request: ApiRequest) -> Response[bytes]:
    """Begin one's own profile; a second time gives the first one."""

    async def run() -> msgspec.Struct:
        return await queries.get_availability(request.auth, await service.create_champion(request.auth))

    return await answer_once(request, run, location="/api/v1/champions/{championId}/availability")


@get("/champions/{champion_id:uuid}/availability", guards=READ, operation_id="GetAvailability")
async def get_availability(request: ApiRequest, champion_id: FromPath[UUID]) -> Availability:
    """Settings, weekly hours and date overrides."""
    return await queries.get_availability(request.auth, champion_id)


@get("/champions/{champion_id:uuid}/workload", guards=READ, operation_id="GetWorkload")
async def get_workload(request: ApiRequest, champion_id: FromPath[UUID]) -> Workload:
    """The load of four weeks beside the team's, and how the champion's points lie beside their panels'; for themselves and operations."""
    return await queries.workload(request.auth, champion_id)


@put("/champions/{champion_id:uuid}/hours", guards=EDIT, operation_id="SaveWeeklyHours")
async def save_hours(request: ApiRequest, champion_id: FromPath[UUID], data: JSONBody[WeeklyPlan]) -> Availability:
    """Replace the hours of every week."""
    hours = [Hours(row.weekday, row.starts_at, row.ends_at) for row in data.hours]
    await service.save_weekly_hours(request.auth, champion_id, hours)
    return await queries.get_availability(request.auth, champion_id)


@put("/champions/{champion_id:uuid}/settings", guards=EDIT, operation_id="SaveChampionSettings")
async def save_settings(request: ApiRequest, champion_id: FromPath[UUID], data: JSONBody[Settings]) -> Availability:
    """Say how many interviews, how close together, how soon and how far ahead."""
    await service.save_profile(request.auth, champion_id, **msgspec.structs.asdict(data))
    return await queries.get_availability(request.auth, champion_id)


@put("/champions/{champion_id:uuid}/accreditation", guards=[Requires(Permission.APPLICATIONS_MANAGE)], operation_id="SaveAccreditation")
async def save_accreditation(request: ApiRequest, champion_id: FromPath[UUID], data: JSONBody[Accreditation]) -> Availability:
    """Record until when a champion is accredited, and for which grade levels they may interview."""
    await service.save_accreditation(request.auth, champion_id, **msgspec.structs.asdict(data))
    return await queries.get_availability(request.auth, champion_id)


@post("/champions/{champion_id:uuid}/overrides", guards=EDIT, operation_id="SaveDateOverride")
async def save_override(request: ApiRequest, champion_id: FromPath[UUID], data: JSONBody[NewOverride]) -> Response[bytes]:
    """Put other hours, or none, in place of the weekly ones."""

    async def run() -> msgspec.Struct:
        stretches = [(part.starts_at, part.ends_at) for part in data.stretches]
        await service.save_override(request.auth, champion_id, data.first_on, stretches, last_on=data.last_on, reason=data.reason)
        return await queries.get_availability(request.auth, champion_id)

    return await answer_once(request, run)


@delete("/champions/{champion_id:uuid}/overrides/{held_on:date}", guards=EDIT, operation_id="RemoveDateOverride")
async def remove_override(request: ApiRequest, champion_id: FromPath[UUID], held_on: FromPath[date]) -> None:
    """Go back to the weekly hours on a date."""
    await service.remove_override(request.auth, champion_id, held_on)


@post("/my-calendar-feed", guards=[Requires(Permission.AVAILABILITY_EDIT)], operation_id="RenewMyCalendarFeed")
async def renew_feed(request: ApiRequest) -> Response[bytes]:
    """Make the private address at which a calendar program reads one's interviews; it is said this once, and the one before ends."""

    async def run() -> msgspec.Struct:
        return FeedAddress(address=await service.renew_feed(request.auth, await _own_champion_id(request.auth)))

    return await answer_once(request, run)


@delete("/my-calendar-feed", guards=[Requires(Permission.AVAILABILITY_EDIT)], operation_id="RevokeMyCalendarFeed")
async def revoke_feed(request: ApiRequest) -> None:
    """End the private address."""
    await service.revoke_feed(request.auth, await _own_champion_id(request.auth))


async def _own_champion_id(actor: Actor) -> UUID:
    champion = await queries.own_champion(actor)
    if champion is None:
        raise NotFound
    champion_id: UUID = champion.id
    return champion_id


# --- panels


@get("/champions/{champion_id:uuid}/unaccredited-interviews", guards=MANAGE, operation_id="ListUnaccreditedInterviews")
async def list_unaccredited(request: ApiRequest, champion_id: FromPath[UUID]) -> list[UnaccreditedRow]:
    """Interviews to come of a champion with nobody on the panel who is accredited on the day."""
    return await queries.list_unaccredited(request.auth, champion_id)


@get("/panel-suggestions", guards=INVITE, operation_id="SuggestPanel")
async def suggest_panel(request: ApiRequest, application: FromQuery[UUID], size: FromQuery[int | None] = None) -> PanelSuggestion:
    """The panel that the rules propose: as many accredited as the vacancy asks for, nobody in conflict of interest, the lowest load of four weeks.

    It is as large as the vacancy asks for, or larger where `size` says so.
    """
    return await queries.suggest_panel(request.auth, application, size=size)


@get("/conflicts-of-interest", guards=READ, operation_id="ListConflictsOfInterest")
async def list_conflicts(request: ApiRequest, application: FromQuery[UUID]) -> list[ConflictRow]:
    """Champions who must not meet the candidate of an application."""
    return await queries.list_conflicts(request.auth, application)


@post("/conflicts-of-interest", guards=INVITE, operation_id="DeclareConflictOfInterest")
async def declare_conflict(request: ApiRequest, data: JSONBody[NewConflict]) -> Response[bytes]:
    """Note that a champion must not meet a candidate; champions for themselves, operations for anybody."""

    async def run() -> msgspec.Struct:
        conflict_id = await service.declare_conflict(request.auth, data.application_id, data.champion_user_id, data.relationship, note=data.note)
        noted = await queries.list_conflicts(request.auth, data.application_id)
        return next(conflict for conflict in noted if conflict.id == conflict_id)

    return await answer_once(request, run)


route_handlers = [
    list_champions,
    begin_champion,
    get_availability,
    get_workload,
    save_hours,
    save_settings,
    save_accreditation,
    save_override,
    remove_override,
    renew_feed,
    revoke_feed,
    list_unaccredited,
    suggest_panel,
    list_conflicts,
    declare_conflict,
]
