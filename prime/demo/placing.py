"""A year of placements as a plan: who is where, from when to when, for how much of the week."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from prime.clients.tables import Client, Team
from prime.demo.people import DEMO_COUNCIL, Cast, Council
from prime.demo.world import DAY, FRIDAY, WEEK, World
from prime.staff.tables import StaffMember

_HALF = Decimal("0.5")
_NEAREST = 6  # councils among which somebody is placed
_BENCH, _BENCH_WEEKS, _IN_HALVES = 0.4, (4, 12), 0.07
_LENGTH = (24, 52)  # weeks of a placement
_AHEAD = 4 * WEEK  # placements are confirmed so long before they start


class Place(NamedTuple):
    """A council and one of its teams."""

    council: Council
    client: Client
    team: Team


class Spell(NamedTuple):
    """Somebody with a team, from a Monday to a Friday."""

    member: StaffMember
    place: Place
    starts_on: date
    ends_on: date
    fte: Decimal


class Map:
    """The councils and how near they are."""

    def __init__(self, world: World, cast: Cast, clients: list[Client]) -> None:
        self.world = world
        self.pairs = list(zip(cast.councils, clients, strict=True))

    def demo(self) -> Place:
        """The first team of the council whose people sign in."""
        council, client = next(pair for pair in self.pairs if pair[1].name == DEMO_COUNCIL)
        return Place(council, client, self.world.teams(client.id)[0])

    def near(self, member: StaffMember) -> Place:
        """A team of one of the nearest councils; the council whose people sign in comes up more often, owner councils less."""
        by_distance = sorted(self.pairs, key=lambda pair: abs(pair[1].latitude - member.latitude) + abs(pair[1].longitude - member.longitude))
        near = by_distance[:_NEAREST]
        weights = [0.3 if client.is_owner else 3 if client.name == DEMO_COUNCIL else 1 for _, client in near]
        council, client = self.world.dice.choices(near, weights)[0]
        return Place(council, client, self.world.dice.choice(self.world.teams(client.id)))


def plan(world: World, cast: Cast, atlas: Map, staff: list[StaffMember], year_start: date) -> list[Spell]:
    """The placements of everybody who is employed to be placed."""
    spells: list[Spell] = []
    for member in sorted(staff, key=lambda member: member.started_on):
        if not member.is_placeable:
            continue
        if member.user == cast.staff.id:
            spells.extend(_demo(world, atlas, member, year_start))
        elif member.fte == 1 and world.chance(_IN_HALVES):
            spells.extend(_in_halves(world, atlas, member, year_start))
        else:
            spells.extend(_one_by_one(world, atlas, member, year_start))
    return spells


def _one_by_one(world: World, atlas: Map, member: StaffMember, year_start: date) -> Iterator[Spell]:
    day = max(member.started_on + DAY * world.dice.randint(18, 32), year_start)
    while True:
        if world.chance(_BENCH):
            day += WEEK * world.dice.randint(*_BENCH_WEEKS)
        starts_on = next_monday(day)
        if starts_on > world.today + _AHEAD:
            return
        ends_on = _friday(starts_on, world.dice.randint(*_LENGTH))
        yield Spell(member, atlas.near(member), starts_on, ends_on, member.fte)
        day = ends_on + DAY * world.dice.randint(5, 40)


def _in_halves(world: World, atlas: Map, member: StaffMember, year_start: date) -> Iterator[Spell]:
    """Two councils share a person."""
    starts_on = next_monday(max(member.started_on + 18 * DAY, year_start))
    if starts_on > world.today:
        return
    first = second = atlas.near(member)
    while second.client is first.client:
        second = atlas.near(member)
    weeks = (world.monday - starts_on).days // 7 + world.dice.randint(4, 20)
    for place in (first, second):
        yield Spell(member, place, starts_on, _friday(starts_on, weeks), _HALF)


def _demo(world: World, atlas: Map, member: StaffMember, year_start: date) -> Iterator[Spell]:
    """Whoever signs in as staff has had one placement, and is in the middle of another."""
    now = world.monday - 18 * WEEK
    earlier = next_monday(max(member.started_on + 18 * DAY, year_start))
    yield Spell(member, atlas.near(member), earlier, _friday(now, -1), member.fte)
    yield Spell(member, atlas.demo(), now, _friday(now, 34), member.fte)


def next_monday(day: date) -> date:
    """The first Monday on or after a day."""
    return day + DAY * (-day.weekday() % 7)


def _friday(monday: date, weeks: int) -> date:
    """The Friday that ends so many weeks from a Monday."""
    return monday + WEEK * (weeks - 1) + DAY * FRIDAY
