"""JSON of clients."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.clients import queries, service
from prime.clients.schemas import (
    ClientDetail,
    ClientSummary,
    ClientTerms,
    Contact,
    Created,
    NewRateCard,
    NewSnapshot,
    NewTeam,
    RateCardOut,
    Snapshot,
    TeamOut,
)
from prime.core.actor import Actor
from prime.web.api import Listing, answer_once

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.CLIENTS_READ)]
READ_OR_OWN = [Requires(Permission.CLIENTS_READ, Permission.CLIENTS_OWN)]
OWN = [Requires(Permission.CLIENTS_OWN)]
MANAGE = [Requires(Permission.CLIENTS_MANAGE)]


@get("/clients", guards=READ, operation_id="ListClients")
async def list_clients(
    request: ApiRequest, search: FromQuery[str] = "", region: FromQuery[list[str] | None] = None, cursor: FromQuery[str] = ""
) -> Listing[ClientSummary]:
    """Councils by name."""
    found = await queries.list_clients(request.auth, search=search, region_codes=region, cursor=cursor)
    return Listing(found.items, found.next_cursor)


@post("/clients", guards=MANAGE, operation_id="CreateClient")
async def create_client(request: ApiRequest, data: JSONBody[ClientTerms]) -> Response[bytes]:
    """Make a council a client."""

    async def run() -> Created:
        return Created(await service.create_client(request.auth, data))

    return await answer_once(request, run, location="/api/v1/clients/{id}")


@get("/council", guards=OWN, operation_id="GetOwnCouncil")
async def own_council(request: ApiRequest) -> ClientDetail:
    """The council for which the key's owner acts."""
    return await queries.own_client(request.auth)


@get("/clients/{client_id:uuid}", guards=READ_OR_OWN, operation_id="GetClient")
async def get_client(request: ApiRequest, client_id: FromPath[UUID]) -> ClientDetail:
    """A council with its terms."""
    return await queries.get_client(request.auth, client_id)


@put("/clients/{client_id:uuid}", guards=MANAGE, operation_id="UpdateClient")
async def update_client(request: ApiRequest, client_id: FromPath[UUID], data: JSONBody[ClientTerms]) -> ClientDetail:
    """Replace the terms of a council."""
    await service.update_client(request.auth, client_id, data)
    return await queries.get_client(request.auth, client_id)


@get("/clients/{client_id:uuid}/teams", guards=READ_OR_OWN, operation_id="ListTeams")
async def list_teams(request: ApiRequest, client_id: FromPath[UUID]) -> Listing[TeamOut]:
    """The teams of a council."""
    return Listing(await queries.list_teams(request.auth, client_id))


@post("/clients/{client_id:uuid}/teams", guards=MANAGE, operation_id="AddTeam")
async def add_team(request: ApiRequest, client_id: FromPath[UUID], data: JSONBody[NewTeam]) -> Response[bytes]:
    """Add a team of a council."""

    async def run() -> Created:
        team_id = await service.add_team(request.auth, client_id, name=data.name, latitude=data.latitude, longitude=data.longitude)
        return Created(team_id)

    return await answer_once(request, run)


@put("/clients/{client_id:uuid}/teams/{team_id:uuid}", guards=MANAGE, operation_id="UpdateTeam")
async def update_team(request: ApiRequest, client_id: FromPath[UUID], team_id: FromPath[UUID], data: JSONBody[NewTeam]) -> Listing[TeamOut]:
    """Replace the name and the place of a team; answers with all teams of the council."""
    await service.update_team(request.auth, client_id, team_id, name=data.name, latitude=data.latitude, longitude=data.longitude)
    return Listing(await queries.list_teams(request.auth, client_id))


@get("/clients/{client_id:uuid}/rate-cards", guards=READ_OR_OWN, operation_id="ListRateCards")
async def list_rate_cards(request: ApiRequest, client_id: FromPath[UUID]) -> Listing[RateCardOut]:
    """What an hour costs a council, by job type and time."""
    return Listing(await queries.list_rate_cards(request.auth, client_id))


@post("/clients/{client_id:uuid}/rate-cards", guards=MANAGE, operation_id="SetRateCard")
async def set_rate_card(request: ApiRequest, client_id: FromPath[UUID], data: JSONBody[NewRateCard]) -> Response[bytes]:
    """Say what an hour of a job type costs from a day on."""

    async def run() -> Created:
        return Created(
            await service.set_rate_card(request.auth, client_id, data.job_type, data.hourly_amount, data.effective_from, source=data.source)
        )

    return await answer_once(request, run)


@get("/clients/{client_id:uuid}/workforce-snapshots", guards=READ_OR_OWN, operation_id="ListWorkforceSnapshots")
async def list_snapshots(request: ApiRequest, client_id: FromPath[UUID]) -> Listing[Snapshot]:
    """A council's social workers over time, with the agency share."""
    return Listing(await queries.snapshots(request.auth, client_id))


@post("/clients/{client_id:uuid}/workforce-snapshots", guards=MANAGE, operation_id="RecordWorkforceSnapshot")
async def record_snapshot(request: ApiRequest, client_id: FromPath[UUID], data: JSONBody[NewSnapshot]) -> Response[bytes]:
    """Keep a council's social workers on a day."""

    async def run() -> Created:
        return Created(
            await service.record_snapshot(
                request.auth,
                client_id,
                data.taken_on,
                permanent_fte=data.permanent_fte,
                agency_fte=data.agency_fte,
                vacancy_fte=data.vacancy_fte,
                source=data.source,
            )
        )

    return await answer_once(request, run)


@get("/clients/{client_id:uuid}/contacts", guards=READ_OR_OWN, operation_id="ListContacts")
async def list_contacts(request: ApiRequest, client_id: FromPath[UUID]) -> Listing[Contact]:
    """The people who act for a council."""
    return Listing(await queries.list_contacts(request.auth, client_id))


router = Router(
    path="/api/v1",
    route_handlers=[
        list_clients,
        create_client,
        own_council,
        get_client,
        update_client,
        list_teams,
        add_team,
        update_team,
        list_rate_cards,
        set_rate_card,
        list_snapshots,
        record_snapshot,
        list_contacts,
    ],
    tags=["Clients"],
)
