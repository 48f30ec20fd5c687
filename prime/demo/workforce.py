"""Workforce figures of the councils, quarter by quarter: the first owner council goes from 57% agency to 7%."""

from datetime import date
from decimal import Decimal

from prime.clients.tables import Client, WorkforceSnapshot
from prime.demo.names import COUNCILS, CouncilFacts
from prime.demo.world import DAY, World
from prime.placements.tables import Placement, PlacementStatus

QUARTERS = 12  # before the figures of today
# How far the first owner council had come at the end of each quarter, of the way from its first figure to its last.
_STORY = (0, 0.02, 0.06, 0.12, 0.21, 0.32, 0.43, 0.54, 0.65, 0.75, 0.84, 0.93, 1)
_TENTH = Decimal("0.1")


def add_snapshots(world: World, clients: list[Client]) -> None:
    """Figures at the last quarter ends and on this Monday."""
    days = [*_quarter_ends(world.monday, QUARTERS), world.monday]
    for facts, client in zip(COUNCILS, clients, strict=True):
        for number, day in enumerate(days):
            _snapshot(world, facts, client, day, number / QUARTERS if number or not facts.is_owner else 0)


def _snapshot(world: World, facts: CouncilFacts, client: Client, day: date, way: float) -> None:
    if facts is COUNCILS[0]:
        done, posts = _STORY[round(way * QUARTERS)], Decimal(facts.posts) + round(10 * way)
        wobble = 0.0
    else:
        done, posts = way, Decimal(facts.posts) + world.dice.randint(-4, 4)
        wobble = world.dice.uniform(-1.2, 1.2) if 0 < way < 1 else 0.0
    share = facts.share_then + (facts.share_now - facts.share_then) * done + wobble
    agency = (posts * Decimal(str(round(share, 2))) / 100).quantize(_TENTH)
    agency = max(agency, _counted_as_agency(world, client, day))
    world.add(
        WorkforceSnapshot(
            id=world.key(world.moment(day)),
            client=client.id,
            taken_on=day,
            permanent_fte=posts - agency,
            agency_fte=agency,
            vacancy_fte=(agency * Decimal("0.9") + world.dice.randint(2, 9)).quantize(_TENTH),
            source=f"Quarterly return of {client.name} (invented)",
        )
    )


def _counted_as_agency(world: World, client: Client, day: date) -> Decimal:
    """The AfC Prime staff whom the council reports as agency on a day (domain.md 0): it reports no fewer."""
    return sum(
        (
            placement.fte
            for placement in world.of(Placement)
            if placement.client == client.id
            and placement.client_reports_as_agency
            and placement.status != PlacementStatus.CANCELLED
            and placement.starts_on <= day <= placement.ends_on
        ),
        Decimal(0),
    ).quantize(_TENTH)


def _quarter_ends(day: date, count: int) -> list[date]:
    """The last quarter ends before a day, oldest first."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    found = []
    for _ in range(count):
        found.append(first - DAY)
        month = (first.month - 4) % 12 + 1
        first = date(first.year - (first.month < 4), month, 1)  # noqa: PLR2004 - the first quarter follows last year's last
    return found[::-1]
