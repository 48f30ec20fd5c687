"""Commands on clients: their terms, teams, rates and workforce figures."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
from email_validator import EmailNotValidError, validate_email

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.clients import queries, rules
from prime.clients.errors import ClientExists, RateCardOverlaps, SnapshotExists, TeamExists
from prime.clients.schemas import ClientTerms
from prime.clients.tables import Client, RateCard, Team, WorkforceSnapshot
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import govdate, money
from prime.core.money import PENNY, is_sound
from prime.reference import identifiers
from prime.reference.tables import AgencyJobType, Authority


def _email(typed: str) -> str:
    try:
        return validate_email(typed, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError("Enter an email address in the correct format, like name@example.com") from None


_HALF_A_PLACE = "Enter both latitude and longitude, or neither"
_IDENTIFIERS: dict[str, Callable[[str], str]] = {"code": rules.client_code, "vat_number": identifiers.vat_number, "invoice_email": _email}


async def _checked(terms: ClientTerms) -> dict[str, Any]:
    """The values of the row, each in one form; all wrong fields are named at once."""
    values = {name: getattr(terms, name) for name in terms.__struct_fields__}
    wrong: dict[str, str] = {}
    for field, read in _IDENTIFIERS.items():
        try:
            values[field] = read(values[field]) if values[field] or field == "code" else ""
        except ValueError as problem:
            wrong[field] = str(problem)
    if (terms.latitude is None) != (terms.longitude is None):
        wrong["longitude"] = _HALF_A_PLACE
    authority_id = values.pop("authority_id")
    authority = await Authority.objects().where(Authority.id == authority_id).first() if authority_id else None
    if authority_id and authority is None:
        wrong["authority_id"] = "Select an authority from the list"
    if terms.region_code and not await Authority.exists().where(Authority.region_code == terms.region_code):
        wrong["region_code"] = "Select a region of England"
    if wrong:
        raise InvalidInput([{"pointer": f"/{field}", "detail": detail} for field, detail in wrong.items()])
    # The authority knows its region; what was typed counts only without one.
    region_code = authority.region_code if authority else terms.region_code
    return {**values, "name": _name(terms.name), "authority": authority_id, "region_code": region_code}


@transactional
async def create_client(actor: Actor, terms: ClientTerms) -> UUID:
    """Make a council a client on terms; its organisation is made with it, unless there is one of that name.

    Raises:
        InvalidInput: a field is wrong.
        ClientExists: another client has this name or code.
    """
    actor.require(Permission.CLIENTS_MANAGE)
    values = await _checked(terms)
    client_id = uuid7()
    try:
        async with transaction():
            organisation_id = await accounts.ensure_council(actor, name=values["name"])
            await Client(id=client_id, organisation=organisation_id, **values).save()
    except asyncpg.UniqueViolationError:
        raise ClientExists("Another client has this name or code.") from None
    await audit.record(actor, "clients.created", client_id, f"Added {values['name']} as a client")
    return client_id


@transactional
async def update_client(actor: Actor, client_id: UUID, terms: ClientTerms) -> None:
    """Change the terms of a client from now on; what was issued before keeps what it says.

    Raises:
        NotFound: there is no such client.
        InvalidInput: a field is wrong.
        ClientExists: another client has this name or code.
    """
    actor.require(Permission.CLIENTS_MANAGE)
    client = await queries.lock_client(client_id)
    values = await _checked(terms)
    changed = sorted(name for name, value in values.items() if getattr(client, name) != value)
    if not changed:
        return
    try:
        async with transaction():
            if "name" in changed:
                await accounts.rename_organisation(actor, client.organisation, name=values["name"])
            await Client.update({getattr(Client, name): values[name] for name in changed}).where(Client.id == client_id)
    except asyncpg.UniqueViolationError:
        raise ClientExists("Another client has this name or code.") from None
    await audit.record(actor, "clients.changed", client_id, f"Changed {', '.join(name.replace('_', ' ') for name in changed)}")


@transactional
async def add_team(actor: Actor, client_id: UUID, *, name: str, latitude: float | None = None, longitude: float | None = None) -> UUID:
    """Add a team of a council; where it has no place of its own, the council's counts.

    Raises:
        NotFound: there is no such client.
        InvalidInput: only half of a place is given.
        TeamExists: the council has a team of this name.
    """
    actor.require(Permission.CLIENTS_MANAGE)
    client = await queries.lock_client(client_id)
    _check_place(latitude, longitude)
    team = Team(id=uuid7(), client=client.id, name=_name(name), latitude=latitude, longitude=longitude)
    try:
        async with transaction():
            await team.save()
    except asyncpg.UniqueViolationError:
        raise TeamExists(f"{client.name} has a team of this name.") from None
    await audit.record(actor, "clients.team_added", client_id, f"Added the team {team.name}", team=team.id)
    return team.id


@transactional
async def update_team(
    actor: Actor, client_id: UUID, team_id: UUID, *, name: str, latitude: float | None = None, longitude: float | None = None
) -> None:
    """Change the name or the place of a team; raises as `add_team`, and NotFound for another council's team."""
    actor.require(Permission.CLIENTS_MANAGE)
    client = await queries.lock_client(client_id)
    team = await queries.get_team(client_id, team_id)
    _check_place(latitude, longitude)
    try:
        async with transaction():
            await Team.update(name=_name(name), latitude=latitude, longitude=longitude).where(Team.id == team_id)
    except asyncpg.UniqueViolationError:
        raise TeamExists(f"{client.name} has a team of this name.") from None
    await audit.record(actor, "clients.team_changed", client_id, f"Changed the team {team.name}", team=team_id, name=_name(name))


def _check_place(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        raise InvalidInput.field("longitude", _HALF_A_PLACE)


def _name(typed: str) -> str:
    return " ".join(typed.split())


@transactional
async def set_rate_card(
    actor: Actor, client_id: UUID, job_type: AgencyJobType, hourly_amount: Decimal, effective_from: date, *, source: str = ""
) -> UUID:
    """Say what an hour of a job type costs a council from a day on; the rate before it ends on the day before.

    Raises:
        NotFound: there is no such client.
        InvalidInput: the rate is not above nothing.
        RateCardOverlaps: a rate that starts on that day or later is entered already.
    """
    actor.require(Permission.CLIENTS_MANAGE)
    client = await queries.lock_client(client_id)
    if not is_sound(hourly_amount, PENNY, rules.MOST_HOURLY):
        raise InvalidInput.field("hourly_amount", f"Hourly rate must be an amount above £0 and up to £{rules.MOST_HOURLY}")
    before = await queries.newest_rate_card(client_id, job_type)
    if before is not None and before.effective_from >= effective_from:
        raise RateCardOverlaps(f"There is a rate from {govdate(before.effective_from)}. Enter a later day.")
    if before is not None:
        await before.update_self({RateCard.effective_to: rules.day_before(effective_from)})
    card = RateCard(id=uuid7(), client=client_id, job_type=job_type, hourly_amount=hourly_amount, effective_from=effective_from, source=source)
    try:
        async with transaction():
            await card.save()
    except asyncpg.ExclusionViolationError:
        raise RateCardOverlaps("A rate of these days was entered at the same moment.") from None
    await audit.record(
        actor,
        "clients.rate_card_set",
        client_id,
        f"{client.name}: {job_type.replace('_', ' ')} at {money(card.hourly_amount)} an hour from {govdate(effective_from)}",
        rate_card=card.id,
    )
    return card.id


@transactional
async def record_snapshot(
    actor: Actor, client_id: UUID, taken_on: date, *, permanent_fte: Decimal, agency_fte: Decimal, vacancy_fte: Decimal, source: str = ""
) -> UUID:
    """Keep a council's social workers on a day, by full-time equivalent.

    Raises:
        NotFound: there is no such client.
        InvalidInput: a figure is below nothing or has more than one decimal place.
        SnapshotExists: that day is entered already.
    """
    actor.require(Permission.CLIENTS_MANAGE)
    await queries.lock_client(client_id)
    figures: dict[str, Any] = {"permanent_fte": permanent_fte, "agency_fte": agency_fte, "vacancy_fte": vacancy_fte}
    wrong = [name for name, value in figures.items() if not is_sound(value, 0, rules.MOST_FTE, places=1)]
    if wrong:
        raise InvalidInput(
            [
                {"pointer": f"/{name}", "detail": f"Enter a number up to {rules.MOST_FTE:,} with at most one decimal place, like 34.5"}
                for name in wrong
            ]
        )
    snapshot = WorkforceSnapshot(id=uuid7(), client=client_id, taken_on=taken_on, source=source, **figures)
    try:
        async with transaction():
            await snapshot.save()
    except asyncpg.UniqueViolationError:
        raise SnapshotExists(f"Figures for {govdate(taken_on)} are entered already.") from None
    await audit.record(actor, "clients.snapshot_recorded", client_id, f"Workforce of {govdate(taken_on)}", snapshot=snapshot.id)
    return snapshot.id
