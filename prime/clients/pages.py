"""Pages of clients: the councils with their terms, teams, rates and workforce; a council's own page."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.clients import queries, service
from prime.clients.errors import ClientExists, RateCardOverlaps, SnapshotExists, TeamExists
from prime.clients.forms import CLIENT, RATE_CARD, SNAPSHOT, TEAM, ClientForm, RateCardForm, SnapshotForm, TeamForm
from prime.clients.schemas import ClientDetail, ClientTerms, Snapshot
from prime.clients.tables import DeliveryChannel, Team
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.formats import govdate, percent
from prime.reference import queries as reference
from prime.reference.tables import AgencyJobType, Division
from prime.web.charts import LineChart, line_chart
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.CLIENTS_READ)]
MANAGE = [Requires(Permission.CLIENTS_MANAGE)]
OWN = [Requires(Permission.CLIENTS_OWN)]

JOB_TYPES = {kind.value: kind.value.replace("_", " ").capitalize() for kind in AgencyJobType} | {AgencyJobType.IRO_CP_CHAIR: "IRO or CP chair"}
CHANNELS = [
    (DeliveryChannel.PDF_EMAIL.value, "PDF by email"),
    (DeliveryChannel.PORTAL.value, "The council's portal"),
    (DeliveryChannel.PEPPOL.value, "Peppol e-invoice"),
]
DIVISIONS = [
    (Division.ENGLAND_AND_WALES.value, "England and Wales"),
    (Division.SCOTLAND.value, "Scotland"),
    (Division.NORTHERN_IRELAND.value, "Northern Ireland"),
]


@get("/clients", guards=READ)
async def list_clients(
    request: PrimeRequest, q: FromQuery[str] = "", region: FromQuery[list[str] | None] = None, cursor: FromQuery[str] = ""
) -> Template:
    """The councils, searched and filtered."""
    regions = {row.code: row.name for row in await reference.list_regions()}
    return page(
        "pages/clients/list_clients.html",
        clients=await queries.list_clients(request.auth, search=q, region_codes=region, cursor=cursor),
        count=await queries.count_clients(request.auth, search=q, region_codes=region),
        regions=regions,
        chosen=[code for code in region or [] if code in regions],
        q=q.strip(),
        cursor=cursor,
    )


async def _edit_page(form: Bound[ClientForm], *, client: ClientDetail | None, status: int = 200) -> Template:
    authorities = await reference.list_authorities(size=200)
    return page(
        "pages/clients/edit_client.html",
        status=status,
        b=form,
        client=client,
        authorities=[(str(row.id), row.name) for row in authorities.items],
        regions=[(row.code, row.name) for row in await reference.list_regions()],
        channels=CHANNELS,
        divisions=DIVISIONS,
    )


@get("/clients/new", guards=MANAGE)
async def new_client() -> Template:
    """Add a council."""
    known = {"payment_days": 30, "notice_days": 28, "is_po_required": True, "reports_as_agency": True}
    division, channel = Division.ENGLAND_AND_WALES, DeliveryChannel.PDF_EMAIL
    return await _edit_page(blank(ClientForm, CLIENT, **known, division=division, delivery_channel=channel), client=None)


@post("/clients/new", guards=MANAGE, status_code=200)
async def create_client(request: PrimeRequest) -> Template | Redirect:
    """Make the council a client."""
    form = bind(ClientForm, CLIENT, await request.form())
    if form.value is None:
        return await _edit_page(form, client=None, status=422)
    try:
        client_id = await service.create_client(request.auth, ClientTerms(**form.value.model_dump()))
    except InvalidInput as refusal:
        return await _edit_page(form.refuse(refusal), client=None, status=422)
    except ClientExists as refusal:
        return await _edit_page(form.add("name", refusal.detail), client=None, status=409)
    return redirect(f"/clients/{client_id}", f"{form.value.name} is a client.")


@get("/clients/{client_id:uuid}/edit", guards=MANAGE)
async def edit_client(request: PrimeRequest, client_id: FromPath[UUID]) -> Template:
    """Change the terms of a council."""
    client = await queries.get_client(request.auth, client_id)
    known = {name: value for name, value in msgspec.structs.asdict(client).items() if name in ClientForm.model_fields}
    return await _edit_page(blank(ClientForm, CLIENT, **known), client=client)


@post("/clients/{client_id:uuid}/edit", guards=MANAGE, status_code=200)
async def update_client(request: PrimeRequest, client_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the changed terms."""
    client = await queries.get_client(request.auth, client_id)
    form = bind(ClientForm, CLIENT, await request.form())
    if form.value is None:
        return await _edit_page(form, client=client, status=422)
    try:
        await service.update_client(request.auth, client_id, ClientTerms(**form.value.model_dump()))
    except InvalidInput as refusal:
        return await _edit_page(form.refuse(refusal), client=client, status=422)
    except ClientExists as refusal:
        return await _edit_page(form.add("name", refusal.detail), client=client, status=409)
    return redirect(f"/clients/{client_id}", "The terms are changed.")


def _share_chart(snapshots: list[Snapshot]) -> tuple[LineChart | None, str]:
    """The agency share over time and what it shows; nothing to draw before there are two days."""
    known = [(row.taken_on, row.agency_share) for row in snapshots if row.agency_share is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return None, ""
    (first, before), (last, after) = known[0], known[-1]
    word = "fell" if after < before else "rose" if after > before else "stayed the same"
    change = f"from {percent(before)} to {percent(after)}" if after != before else f"at {percent(after)}"
    chart = line_chart([f"{day:%b %Y}" for day, _ in known], [share for _, share in known], unit="%")
    return chart, f"Agency share {word} {change} between {govdate(first)} and {govdate(last)}"


async def _client_page(actor: Actor, client: ClientDetail, *, is_own: bool) -> Template:
    snapshots = await queries.snapshots(actor, client.id)
    chart, finding = _share_chart(snapshots)
    today = clock.today()
    cards = await queries.list_rate_cards(actor, client.id)
    return page(
        "pages/clients/view_client.html",
        client=client,
        is_own=is_own,
        may_manage=actor.can(Permission.CLIENTS_MANAGE),
        teams=await queries.list_teams(actor, client.id),
        rate_cards=cards,
        rates_now=[card for card in cards if card.effective_from <= today and (card.effective_to is None or card.effective_to >= today)],
        snapshots=list(reversed(snapshots)),
        chart=chart,
        finding=finding,
        contacts=await queries.list_contacts(actor, client.id),
        job_types=JOB_TYPES,
        channels=dict(CHANNELS),
    )


@get("/clients/{client_id:uuid}", guards=READ)
async def view_client(request: PrimeRequest, client_id: FromPath[UUID]) -> Template:
    """One council: terms, teams, rates, workforce, people."""
    return await _client_page(request.auth, await queries.get_client(request.auth, client_id), is_own=False)


@get("/council", guards=OWN)
async def own_council(request: PrimeRequest) -> Template:
    """The council of the person who looks, as AfC has it."""
    return await _client_page(request.auth, await queries.own_client(request.auth), is_own=True)


async def _part_page(request: PrimeRequest, client_id: UUID, part: str, form: Bound[Any], *, status: int = 200) -> Template:
    client = await queries.get_client(request.auth, client_id)
    return page(f"pages/clients/{part}.html", status=status, b=form, client=client, job_types=JOB_TYPES)


async def _team_page(request: PrimeRequest, client_id: UUID, b: Bound[TeamForm], *, team: Team | None = None, status: int = 200) -> Template:
    client = await queries.get_client(request.auth, client_id)
    return page("pages/clients/edit_team.html", status=status, b=b, client=client, team=team)


@get("/clients/{client_id:uuid}/teams/new", guards=MANAGE)
async def new_team(request: PrimeRequest, client_id: FromPath[UUID]) -> Template:
    """Add a team."""
    return await _team_page(request, client_id, blank(TeamForm, TEAM))


@post("/clients/{client_id:uuid}/teams/new", guards=MANAGE, status_code=200)
async def add_team(request: PrimeRequest, client_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the team."""
    b = bind(TeamForm, TEAM, await request.form())
    if b.value is None:
        return await _team_page(request, client_id, b, status=422)
    try:
        await service.add_team(request.auth, client_id, **b.value.model_dump())
    except TeamExists as refusal:
        return await _team_page(request, client_id, b.add("name", refusal.detail), status=409)
    return redirect(f"/clients/{client_id}#teams", f"The team {b.value.name} is added.")


@get("/clients/{client_id:uuid}/teams/{team_id:uuid}", guards=MANAGE)
async def edit_team(request: PrimeRequest, client_id: FromPath[UUID], team_id: FromPath[UUID]) -> Template:
    """Change a team."""
    team = await queries.get_team(client_id, team_id)
    known = blank(TeamForm, TEAM, name=team.name, latitude=team.latitude, longitude=team.longitude)
    return await _team_page(request, client_id, known, team=team)


@post("/clients/{client_id:uuid}/teams/{team_id:uuid}", guards=MANAGE, status_code=200)
async def update_team(request: PrimeRequest, client_id: FromPath[UUID], team_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the changed team."""
    team = await queries.get_team(client_id, team_id)
    b = bind(TeamForm, TEAM, await request.form())
    if b.value is None:
        return await _team_page(request, client_id, b, team=team, status=422)
    try:
        await service.update_team(request.auth, client_id, team_id, **b.value.model_dump())
    except TeamExists as refusal:
        return await _team_page(request, client_id, b.add("name", refusal.detail), team=team, status=409)
    return redirect(f"/clients/{client_id}#teams", f"The team {b.value.name} is changed.")


@get("/clients/{client_id:uuid}/rate-cards/new", guards=MANAGE)
async def new_rate_card(request: PrimeRequest, client_id: FromPath[UUID], job_type: FromQuery[str] = "") -> Template:
    """Say what an hour costs from a day on."""
    return await _part_page(request, client_id, "set_rate_card", blank(RateCardForm, RATE_CARD, job_type=job_type))


@post("/clients/{client_id:uuid}/rate-cards/new", guards=MANAGE, status_code=200)
async def set_rate_card(request: PrimeRequest, client_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the rate; the one before it ends."""
    form = bind(RateCardForm, RATE_CARD, await request.form())
    if form.value is None:
        return await _part_page(request, client_id, "set_rate_card", form, status=422)
    v = form.value
    try:
        await service.set_rate_card(request.auth, client_id, v.job_type, v.hourly_amount, v.effective_from, source=v.source)
    except RateCardOverlaps as refusal:
        return await _part_page(request, client_id, "set_rate_card", form.add("effective_from", refusal.detail), status=409)
    return redirect(f"/clients/{client_id}#rates", f"The rate counts from {govdate(v.effective_from)}.")


@get("/clients/{client_id:uuid}/workforce-snapshots/new", guards=MANAGE)
async def new_snapshot(request: PrimeRequest, client_id: FromPath[UUID]) -> Template:
    """Enter the workforce of a day."""
    return await _part_page(request, client_id, "record_snapshot", blank(SnapshotForm, SNAPSHOT))


@post("/clients/{client_id:uuid}/workforce-snapshots/new", guards=MANAGE, status_code=200)
async def record_snapshot(request: PrimeRequest, client_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the figures."""
    form = bind(SnapshotForm, SNAPSHOT, await request.form())
    if form.value is None:
        return await _part_page(request, client_id, "record_snapshot", form, status=422)
    try:
        await service.record_snapshot(request.auth, client_id, **form.value.model_dump())
    except SnapshotExists as refusal:
        return await _part_page(request, client_id, "record_snapshot", form.add("taken_on", refusal.detail), status=409)
    return redirect(f"/clients/{client_id}#workforce", "The figures are recorded.")


router = Router(
    path="/",
    route_handlers=[
        list_clients,
        new_client,
        create_client,
        edit_client,
        update_client,
        view_client,
        own_council,
        new_team,
        add_team,
        edit_team,
        update_team,
        new_rate_card,
        set_rate_card,
        new_snapshot,
        record_snapshot,
    ],
    include_in_schema=False,
)
