"""Reading clients: any for those who read clients, one's own for the people of a council."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.clients.rules import agency_share
from prime.clients.schemas import ClientDetail, ClientSummary, Contact, RateCardOut, Snapshot, TeamOut
from prime.clients.tables import Client, RateCard, Team, WorkforceSnapshot
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.core.paging import PAGE_SIZE, Page, cut, decode_cursor
from prime.reference.tables import AgencyJobType, Division

_REGION = "COALESCE((SELECT region FROM authority r WHERE r.region_code = c.region_code LIMIT 1), '')"
_WHERE = """
WHERE ($1 = '' OR c.name ILIKE '%' || $1 || '%' OR c.code = upper($2))
  AND ($3::text[] IS NULL OR c.region_code = ANY($3))
"""
_LIST = f"""
SELECT c.id, c.name, c.code, {_REGION} AS region, c.is_owner,
       (SELECT count(*) FROM team t WHERE t.client = c.id) AS team_count,
       s.taken_on AS share_taken_on, s.permanent_fte, s.agency_fte
FROM client c LEFT JOIN LATERAL (
  SELECT taken_on, permanent_fte, agency_fte FROM workforce_snapshot w WHERE w.client = c.id ORDER BY taken_on DESC LIMIT 1
) s ON true
{_WHERE} AND c.name > $4 ORDER BY c.name LIMIT $5
"""
_ONE = f"""
SELECT c.*, {_REGION} AS region, a.name AS authority_name FROM client c LEFT JOIN authority a ON a.id = c.authority
WHERE ($1::uuid IS NULL OR c.id = $1) AND ($2::uuid[] IS NULL OR c.organisation = ANY($2)) ORDER BY c.id LIMIT 1
"""
_RATE = """
SELECT hourly_amount FROM rate_card
WHERE client = $1 AND job_type = $2 AND effective_from <= $3 AND (effective_to IS NULL OR effective_to >= $3)
"""
_CONTACTS = """
SELECT u.id AS user_id, trim(u.first_name || ' ' || u.last_name) AS name, u.email, array_agg(m.role ORDER BY m.role) AS roles
FROM membership m JOIN app_user u ON u.id = m."user" JOIN client c ON c.organisation = m.organisation
WHERE c.id = $1 AND m.revoked_at IS NULL AND u.active GROUP BY u.id ORDER BY name
"""
# What LIKE would read as a pattern, taken literally.
_LITERAL = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def _found(search: str, region_codes: list[str] | None) -> tuple[str, str, list[str] | None]:
    wanted = search.strip()
    return wanted.translate(_LITERAL), wanted, region_codes or None


async def list_clients(
    actor: Actor, *, search: str = "", region_codes: list[str] | None = None, cursor: str = "", size: int = PAGE_SIZE
) -> Page[ClientSummary]:
    """Councils by name, by part of a name or by code, and by region.

    Raises:
        Forbidden: the actor does not read clients.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.CLIENTS_READ)
    after = decode_cursor(cursor, 1)[0] if cursor else ""
    rows = await fetch(_LIST, *_found(search, region_codes), after, size + 1)
    return cut([_summary(row) for row in rows], size, "name")


async def count_clients(actor: Actor, *, search: str = "", region_codes: list[str] | None = None) -> int:
    """How many councils `list_clients` holds on all its pages; raises as it does."""
    actor.require(Permission.CLIENTS_READ)
    return int(await fetch_value(f"SELECT count(*) FROM client c {_WHERE}", *_found(search, region_codes)))


async def choices(actor: Actor) -> list[tuple[str, str]]:
    """Every council the actor may see as (id, name), for a form."""
    rows = await fetch("SELECT id, name FROM client WHERE ($1::uuid[] IS NULL OR organisation = ANY($1)) ORDER BY name", scope(actor))
    return [(str(row["id"]), row["name"]) for row in rows]


def _summary(row: asyncpg.Record) -> ClientSummary:
    values = dict(row)
    permanent, agency = values.pop("permanent_fte"), values.pop("agency_fte")
    return ClientSummary(**values, agency_share=None if permanent is None else agency_share(permanent, agency))


def scope(actor: Actor) -> list[UUID] | None:
    """The organisations whose clients the actor sees; None is all of them."""
    return None if actor.can(Permission.CLIENTS_READ) else list(actor.organisation_ids)


async def _one(client_id: UUID | None, organisations: list[UUID] | None) -> ClientDetail:
    rows = await fetch(_ONE, client_id, organisations)
    if not rows:
        raise NotFound
    values: dict[str, Any] = dict(rows[0])
    return ClientDetail(
        **{name: values[name] for name in ClientDetail.__struct_fields__ if name in values and name not in {"division", "authority"}},
        organisation_id=values["organisation"],
        authority_id=values["authority"],
        authority=values["authority_name"],
        division=Division(values["division"]),
    )


async def get_client(actor: Actor, client_id: UUID) -> ClientDetail:
    """A council with its terms.

    Raises:
        NotFound: there is none, or it is not the actor's own.
    """
    return await _one(client_id, scope(actor))


async def own_client(actor: Actor) -> ClientDetail:
    """The council for which the actor acts.

    Raises:
        NotFound: the actor acts for no council.
    """
    return await _one(None, list(actor.organisation_ids))


async def lock_client(client_id: UUID) -> Client:
    """A client, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await Client.objects().where(Client.id == client_id).lock_rows("NO KEY UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def list_teams(actor: Actor, client_id: UUID) -> list[TeamOut]:
    """The teams of a council by name; raises as `get_client`."""
    await get_client(actor, client_id)
    rows = await Team.objects().where(Team.client == client_id).order_by(Team.name)
    return [TeamOut(id=row.id, name=row.name, latitude=row.latitude, longitude=row.longitude) for row in rows]


async def list_rate_cards(actor: Actor, client_id: UUID) -> list[RateCardOut]:
    """What an hour costs a council by job type, newest first; raises as `get_client`."""
    await get_client(actor, client_id)
    rows = await RateCard.objects().where(RateCard.client == client_id).order_by(RateCard.effective_from, ascending=False)
    order = list(AgencyJobType)
    cards = [
        RateCardOut(
            id=row.id,
            job_type=AgencyJobType(row.job_type),
            hourly_amount=row.hourly_amount,
            effective_from=row.effective_from,
            effective_to=row.effective_to,
            source=row.source,
        )
        for row in rows
    ]
    return sorted(cards, key=lambda card: order.index(card.job_type))


async def rate_for(client_id: UUID, job_type: AgencyJobType, day: date) -> Decimal | None:
    """What an hour of a job type costs a council on a day; None where no rate card covers it."""
    amount: Decimal | None = await fetch_value(_RATE, client_id, job_type, day)
    return amount


async def newest_rate_card(client_id: UUID, job_type: AgencyJobType) -> RateCard | None:
    """The rate of a job type that starts last."""
    cards = RateCard.objects().where((RateCard.client == client_id) & (RateCard.job_type == job_type))
    return await cards.order_by(RateCard.effective_from, ascending=False).first()


async def snapshots(actor: Actor, client_id: UUID) -> list[Snapshot]:
    """The workforce of a council over time, oldest first; raises as `get_client`."""
    await get_client(actor, client_id)
    rows = await WorkforceSnapshot.objects().where(WorkforceSnapshot.client == client_id).order_by(WorkforceSnapshot.taken_on)
    return [
        Snapshot(
            id=row.id,
            taken_on=row.taken_on,
            permanent_fte=row.permanent_fte,
            agency_fte=row.agency_fte,
            vacancy_fte=row.vacancy_fte,
            agency_share=agency_share(row.permanent_fte, row.agency_fte),
            source=row.source,
        )
        for row in rows
    ]


async def list_contacts(actor: Actor, client_id: UUID) -> list[Contact]:
    """The people who act for a council, by name; raises as `get_client`."""
    await get_client(actor, client_id)
    return [Contact(**row) for row in await fetch(_CONTACTS, client_id)]


async def get_team(client_id: UUID, team_id: UUID) -> Team:
    """A team of a council.

    Raises:
        NotFound: the council has no such team.
    """
    row = await Team.objects().where((Team.id == team_id) & (Team.client == client_id)).first()
    if row is None:
        raise NotFound
    return row
