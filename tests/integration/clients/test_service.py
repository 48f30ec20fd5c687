"""Commands on clients."""

from datetime import date
from decimal import Decimal

import asyncpg
import msgspec
import pytest

from prime.accounts.permissions import Role
from prime.accounts.tables import Organisation
from prime.clients import queries, service
from prime.clients.errors import ClientExists, RateCardOverlaps, SnapshotExists, TeamExists
from prime.clients.schemas import ClientTerms
from prime.clients.tables import Client, RateCard, Team
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.reference.tables import AgencyJobType, Authority
from tests.factories.accounts import make_council, make_user
from tests.factories.clients import make_client, make_rate_card, make_team

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

SW = AgencyJobType.SOCIAL_WORKER


async def test_a_client_is_an_organisation_with_terms():
    actor = await make_user(Role.OPERATIONS)
    authority = await Authority.objects().get(Authority.name == "Kingston upon Thames")
    terms = ClientTerms(
        name="  Nowhere   Council ",
        code="nowh",
        authority_id=authority.id,
        vat_number="gb 123 4567 82",
        invoice_email="Invoices@Nowhere.Example",
        region_code="E12000001",
    )
    client = await queries.get_client(actor, await service.create_client(actor, terms))
    assert (client.name, client.code, client.vat_number, client.region) == ("Nowhere Council", "NOWH", "GB123456782", "London")
    assert client.invoice_email == "Invoices@nowhere.example"
    assert (await Organisation.objects().get(Organisation.id == client.organisation_id)).name == "Nowhere Council"


async def test_an_organisation_that_was_invited_before_becomes_the_client():
    council = await make_council("Before Council")
    client = await make_client("Before Council")
    assert client.organisation_id == council.id


async def test_every_wrong_field_is_named_at_once():
    terms = ClientTerms(name="X", code="1", vat_number="GB1", invoice_email="nobody", latitude=51.0, region_code="E1")
    with pytest.raises(InvalidInput) as refusal:
        await service.create_client(SYSTEM, terms)
    assert {error["pointer"] for error in refusal.value.errors} == {"/code", "/vat_number", "/invoice_email", "/longitude", "/region_code"}


async def test_name_and_code_are_unique_and_the_refusal_leaves_nothing():
    client = await make_client("Only Council", code="ONLY")
    for other in ({"name": "Only Council", "code": "ELSE"}, {"name": "Other Council", "code": "only"}):
        with pytest.raises(ClientExists):
            await service.create_client(SYSTEM, ClientTerms(**other))
    assert not await Organisation.exists().where(Organisation.name == "Other Council")
    second = await make_client()
    with pytest.raises(ClientExists):
        await service.update_client(SYSTEM, second.id, ClientTerms(name=client.name, code=second.code))


async def test_terms_change_and_the_organisation_follows_the_name():
    client, actor = await make_client(), await make_user(Role.ADMIN)
    await service.update_client(actor, client.id, ClientTerms(name="Renamed Council", code=client.code, payment_days=14))
    changed = await queries.get_client(actor, client.id)
    assert (changed.name, changed.payment_days) == ("Renamed Council", 14)
    assert (await Organisation.objects().get(Organisation.id == client.organisation_id)).name == "Renamed Council"


async def test_teams_are_named_once_in_a_council():
    client, other = await make_client(), await make_client()
    team_id = await make_team(client.id, "Court team")
    await make_team(other.id, "Court team")
    with pytest.raises(TeamExists):
        await make_team(client.id, " Court  team")
    await service.update_team(SYSTEM, client.id, team_id, name="Court and care")
    assert [team.name for team in await queries.list_teams(SYSTEM, client.id)] == ["Court and care"]
    with pytest.raises(NotFound):
        await service.update_team(SYSTEM, other.id, team_id, name="Mine now")


async def test_half_a_place_is_none():
    client = await make_client()
    with pytest.raises(InvalidInput, match="both latitude and longitude"):
        await make_team(client.id, latitude=51.4)
    team_id = await make_team(client.id)
    for table, row_id in ((Client, client.id), (Team, team_id)):
        with pytest.raises(asyncpg.CheckViolationError):
            async with transaction():
                await table.update(latitude=None, longitude=1.0).where(table.id == row_id)


async def test_a_new_rate_ends_the_one_before_and_past_days_keep_theirs():
    client = await make_client()
    await make_rate_card(client.id, SW, Decimal(40), date(2026, 4, 1))
    await make_rate_card(client.id, SW, Decimal("41.50"), date(2027, 4, 1))
    await make_rate_card(client.id, AgencyJobType.TEAM_MANAGER, Decimal(55), date(2026, 4, 1))
    for day, amount in [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), Decimal("40.00")),
        (date(2027, 3, 31), Decimal("40.00")),
        (date(2027, 4, 1), Decimal("41.50")),
    ]:
        assert await queries.rate_for(client.id, SW, day) == amount
    for day in (date(2027, 4, 1), date(2026, 6, 1)):
        with pytest.raises(RateCardOverlaps, match="1 April 2027"):
            await make_rate_card(client.id, SW, Decimal(1), day)


async def test_the_database_refuses_overlapping_rates():
    client = await make_client()
    await make_rate_card(client.id)
    with pytest.raises(asyncpg.ExclusionViolationError):
        async with transaction():
            await RateCard(client=client.id, job_type=SW, hourly_amount=Decimal(9), effective_from=date(2026, 5, 1)).save()
    with pytest.raises(asyncpg.CheckViolationError):
        async with transaction():
            await Client.update(payment_days=31).where(Client.id == client.id)


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity", "500.01", "1.005"])
async def test_a_rate_is_a_sound_amount(amount):
    client = await make_client()
    with pytest.raises(InvalidInput):
        await service.set_rate_card(SYSTEM, client.id, SW, Decimal(amount), date(2026, 4, 1))


async def test_snapshots_give_the_share_as_the_dfe_counts_it():
    client = await make_client()
    for day, permanent, agency in [(date(2026, 9, 30), "93", "7"), (date(2023, 9, 30), "43", "57")]:
        await service.record_snapshot(
            SYSTEM, client.id, day, permanent_fte=Decimal(permanent), agency_fte=Decimal(agency), vacancy_fte=Decimal(5), source="Return"
        )
    rows = await queries.snapshots(SYSTEM, client.id)
    assert [row.agency_share for row in rows] == [Decimal("57.0"), Decimal("7.0")]
    [summary] = (await queries.list_clients(SYSTEM, search=client.code)).items
    assert (summary.agency_share, summary.share_taken_on) == (Decimal("7.0"), date(2026, 9, 30))
    with pytest.raises(SnapshotExists):
        await service.record_snapshot(SYSTEM, client.id, date(2026, 9, 30), permanent_fte=Decimal(1), agency_fte=Decimal(1), vacancy_fte=Decimal(0))
    with pytest.raises(InvalidInput) as refusal:
        await service.record_snapshot(
            SYSTEM, client.id, date(2026, 10, 1), permanent_fte=Decimal("1.25"), agency_fte=Decimal(-1), vacancy_fte=Decimal("NaN")
        )
    assert len(refusal.value.errors) == 3


async def test_only_operations_and_admin_manage():
    client = await make_client()
    requester = await make_user(Role.CLIENT_REQUESTER, organisation_id=client.organisation_id)
    for actor in (requester, await make_user(Role.FINANCE), await make_user(Role.CHAMPION)):
        commands = [
            service.create_client(actor, ClientTerms(name="X Council", code="XX")),
            service.update_client(actor, client.id, ClientTerms(name="X Council", code="XX")),
            service.add_team(actor, client.id, name="T"),
            service.update_team(actor, client.id, client.id, name="T"),
            service.set_rate_card(actor, client.id, SW, Decimal(1), date(2026, 1, 1)),
            service.record_snapshot(actor, client.id, date(2026, 1, 1), permanent_fte=Decimal(1), agency_fte=Decimal(1), vacancy_fte=Decimal(1)),
        ]
        for command in commands:
            with pytest.raises(Forbidden):
                await command


async def test_a_council_sees_itself_and_nobody_else():
    client, other = await make_client(), await make_client()
    requester = await make_user(Role.CLIENT_REQUESTER, organisation_id=client.organisation_id, first_name="Req")
    assert (await queries.own_client(requester)).id == client.id
    assert [person.name for person in await queries.list_contacts(requester, client.id)] == ["Req Testcase"]
    assert await queries.choices(requester) == [(str(client.id), client.name)]
    for read in (queries.get_client, queries.list_teams, queries.list_rate_cards, queries.snapshots, queries.list_contacts):
        with pytest.raises(NotFound):
            await read(requester, other.id)
    with pytest.raises(Forbidden):
        await queries.list_clients(requester)
    with pytest.raises(NotFound):
        await queries.own_client(await make_user(Role.FINANCE))


async def test_lists_are_searched_filtered_and_paged():
    for number in range(5):
        await make_client(f"Paged Council {number}", region_code="E12000002")
    await make_client("100% Council", region_code="E12000003")
    found = await queries.list_clients(SYSTEM, search="paged", region_codes=["E12000002"], size=3)
    rest = await queries.list_clients(SYSTEM, search="paged", cursor=found.next_cursor, size=3)
    assert [row.name[-1] for row in found.items + rest.items] == ["0", "1", "2", "3", "4"]
    assert rest.next_cursor == ""
    assert [row.name for row in (await queries.list_clients(SYSTEM, search="%")).items] == ["100% Council"]
    assert await queries.count_clients(SYSTEM, region_codes=["E12000002"]) == 5
    with pytest.raises(InvalidInput):
        await queries.list_clients(SYSTEM, cursor="nonsense")


def test_terms_for_the_api_refuse_unknown_fields():
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"name": "X", "code": "XX", "isAdmin": true}', type=ClientTerms)
