"""`prime seed`: the demonstration, made by the rules of the product and loaded in one transaction; where it is, nothing happens."""

import time
from collections.abc import Callable

from prime.accounts import passwords
from prime.accounts.tables import User
from prime.audit.tables import AuditEntry
from prime.billing.rules import month_before
from prime.billing.tables import Invoice
from prime.candidates.service import refresh_search
from prime.candidates.tables import Application, Candidate
from prime.clients import queries as clients
from prime.clients.tables import Client
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.db import execute, transaction
from prime.demo.bookings import add_bookings
from prime.demo.conversions import convert
from prime.demo.councils import add_rates, make_clients
from prime.demo.errors import NotMigrated, OtherData
from prime.demo.facts import read_facts
from prime.demo.journeys import Applicants
from prime.demo.ledger import Ledger, months_before, year_start
from prime.demo.letters import add_letters, order_what_comes
from prime.demo.load import continue_series, load
from prime.demo.panels import Pool
from prime.demo.papers import issue_papers
from prime.demo.people import LOGINS, PASSWORD, Cast, login, make_cast
from prime.demo.placing import Map, plan
from prime.demo.pool import add_pool
from prime.demo.recruitment import Recruited, recruit
from prime.demo.references import add_references
from prime.demo.requests import Desk
from prime.demo.surveys import add_answers
from prime.demo.traces import add_trail
from prime.demo.turns import add_turns
from prime.demo.vacancies import make_room, make_vacancies
from prime.demo.weeks import Placed, fill_weeks
from prime.demo.workforce import add_snapshots
from prime.demo.world import World
from prime.duplicates import queries as duplicates
from prime.duplicates.service import find_for_unread
from prime.interviews.tables import Interview
from prime.offers.tables import Offer
from prime.placements.tables import Placement, PlacementRequest
from prime.reference.tables import Authority
from prime.staff.tables import StaffMember
from prime.timesheets.tables import Timesheet

Say = Callable[[str], None]
MARKER = "demo.loaded"
MONTHS_BILLED = 11  # the last month is left for finance to bill


async def is_loaded() -> bool:
    """Whether the demonstration is in the database."""
    return await AuditEntry.exists().where(AuditEntry.action == MARKER)


async def seed_database(say: Say) -> None:
    """Load the demonstration as of today.

    Raises:
        NotMigrated: the published reference data have not been loaded.
        OtherData: the database holds other people's data.
    """
    if await is_loaded():
        say("The demonstration is loaded already")
        return
    if not await Authority.exists():
        raise NotMigrated("Run `prime migrate` first: it loads the published reference data.")
    if await User.exists():
        raise OtherData("The database holds other data. The demonstration is loaded into an empty one only.")
    began = time.monotonic()
    async with transaction():
        world = await _make(say)
        await continue_series(world)
        await refresh_search(SYSTEM)
        while await duplicates.list_unread(most=1):
            await find_for_unread(SYSTEM)
        await _mark()
        say(f"Loaded {sum(world.written.values()):,} rows")
    await execute("ANALYZE")
    say(f"The demonstration is ready after {time.monotonic() - began:.0f} seconds")


async def _make(say: Say) -> World:
    today = clock.today()
    world = World(today, await read_facts(today), await passwords.hash_password(PASSWORD))
    add_rates(world)
    cast = make_cast(world)
    councils = make_clients(world, cast)
    recruited = _recruit(world, cast)
    say(f"{len(world.of(Application))} applications, {len(world.of(StaffMember))} staff")
    await convert(world, cast, councils, recruited)
    months = months_before(month_before(today), MONTHS_BILLED)
    placed = _place(world, cast, councils, recruited)
    fill_weeks(world, cast, placed)
    add_snapshots(world, councils)
    say(f"{len(placed)} placements, {len(world.of(Timesheet))} timesheets")
    details = {council.id: await clients.get_client(SYSTEM, council.id) for council in councils}
    ledger = Ledger(world, cast, details, placed)
    ledger.bill(months)
    say(f"{len(world.of(Invoice))} invoices and credit notes")
    await load(world)
    await issue_papers(world, details, placed, ledger.issued)
    add_answers(world)
    await add_pool(world)
    add_trail(world)
    add_letters(world, placed, dict(zip(details, cast.councils, strict=True)))
    add_bookings(world)
    await load(world)
    await order_what_comes(world)
    return world


def _recruit(world: World, cast: Cast) -> Recruited:
    applicants = Applicants(world, cast, Pool(world, cast))
    vacancies = make_vacancies(world, cast)
    recruited = recruit(world, cast, applicants, vacancies)
    make_room(world, vacancies)
    add_references(world)
    add_turns(world, cast)
    world.number("CAN", world.of(Candidate), lambda row: row.created_at)
    world.number("APP", world.of(Application), lambda row: row.applied_at)
    world.number("INT", world.of(Interview), lambda row: row.invited_at)
    world.number("OFF", world.of(Offer), lambda row: row.drafted_at)
    world.number("STF", world.of(StaffMember), lambda row: row.created_at)
    return recruited


def _place(world: World, cast: Cast, councils: list[Client], recruited: Recruited) -> list[Placed]:
    atlas = Map(world, cast, councils)
    first = year_start(month_before(world.today), MONTHS_BILLED)
    spells = plan(world, cast, atlas, list(recruited.staff.values()), first)
    desk = Desk(world, cast, councils, spells)
    for spell in spells:
        desk.confirm(spell)
    placed = [Placed(spell, placement) for spell, placement in zip(spells, world.of(Placement), strict=True)]
    desk.leave_waiting(atlas)
    desk.add_conflicts()
    world.number("REQ", world.of(PlacementRequest), lambda row: row.requested_at)
    world.number("PLA", world.of(Placement), lambda row: row.confirmed_at)
    return placed


async def _mark() -> None:
    summary = "Loaded the demonstration: every person, council and figure in it is invented"
    await AuditEntry(at=clock.now(), actor_name=SYSTEM.name, action=MARKER, summary=summary).save()


async def logins() -> list[str]:
    """One line for each role: whom to sign in as. Empty where the demonstration is not loaded."""
    return [f"{role.label:<17} {login(role):<45} {PASSWORD}" for role in LOGINS] if await is_loaded() else []
