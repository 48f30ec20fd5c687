"""Everybody who signs in: AfC's office, champions, the people of the councils, and one demonstration login for each role."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from prime.accounts.permissions import Role
from prime.accounts.tables import Membership, Organisation, OrganisationKind, User
from prime.demo import names
from prime.demo.names import COUNCILS, CouncilFacts
from prime.demo.world import World

CHAMPIONS = 40
DEMO_DOMAIN = "demo.afcprime.example"
PASSWORD = "demonstration"  # noqa: S105 - shown on the sign-in page of the demonstration
# Who signs in for each role; the client roles act for the council that `DEMO_COUNCIL` names.
LOGINS = {
    Role.CANDIDATE: ("Cara", "Wrenfold"),
    Role.CHAMPION: ("Robin", "Larkmere"),
    Role.STAFF: ("Sam", "Fernhollow"),
    Role.CLIENT_REQUESTER: ("Jo", "Fairmarch"),
    Role.CLIENT_APPROVER: ("Priya", "Stonebeck"),
    Role.CLIENT_FINANCE: ("Martin", "Pennyfold"),
    Role.OPERATIONS: ("Olu", "Brightmoor"),
    Role.FINANCE: ("Fay", "Ledgerley"),
    Role.ADMIN: ("Ada", "Keysworth"),
}
DEMO_COUNCIL = "Westmarch Council"


class Council(NamedTuple):
    """A council with its organisation and the people who act for it."""

    facts: CouncilFacts
    organisation: Organisation
    requester: User
    approver: User
    finance: User


class Cast(NamedTuple):
    """The people of the story; `strangers` are names for whoever appears later."""

    champions: list[User]
    operations: list[User]
    finance: list[User]
    admin: User
    councils: list[Council]
    candidate: User
    staff: User
    strangers: Iterator[tuple[str, str]]


def enrol(world: World, *, first: str, last: str, email: str, at: datetime, phone: str = "") -> User:
    """An account."""
    return world.add(
        User(
            id=world.key(at),
            username=email,
            email=email,
            first_name=first,
            last_name=last,
            phone=phone,
            password=world.password,
            active=True,
            email_confirmed_at=at,
            last_login=world.moment(world.today - timedelta(days=world.dice.randint(1, 20)), 8, 18),
            created_at=at,
        )
    )


def grant(world: World, user: User, role: Role, organisation: UUID, at: datetime) -> None:
    """A role in an organisation."""
    world.add(Membership(id=world.key(at), user=user.id, organisation=organisation, role=role, created_at=at))
    user.admin = user.admin or role is Role.ADMIN


def phone(world: World) -> str:
    """A telephone number of the block that Ofcom keeps for drama."""
    return f"07700 900{world.dice.randrange(1000):03d}"


def postcode(world: World) -> str:
    """A postcode of the pseudo-area ZZ99, which no street has."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"ZZ99 {world.dice.randint(1, 9)}{world.dice.choice(letters)}{world.dice.choice(letters)}"


def make_cast(world: World) -> Cast:
    """Everybody who was there when the service began, three years ago."""
    began = world.moment(world.monday - timedelta(weeks=160))
    strangers = names.people(world.dice)
    logins = {role: _login(world, role, began + timedelta(minutes=number)) for number, role in enumerate(LOGINS)}

    def colleague(role: Role) -> User:
        first, last = next(strangers)
        user = enrol(world, first=first, last=last, email=f"{names.mailbox(first, last)}@afcprime.example", at=began, phone=phone(world))
        grant(world, user, role, world.facts.afc, began)
        return user

    for role in (Role.CHAMPION, Role.OPERATIONS, Role.FINANCE, Role.ADMIN):
        grant(world, logins[role], role, world.facts.afc, began)
    return Cast(
        champions=[logins[Role.CHAMPION], *(colleague(Role.CHAMPION) for _ in range(CHAMPIONS - 1))],
        operations=[logins[Role.OPERATIONS], colleague(Role.OPERATIONS), colleague(Role.OPERATIONS)],
        finance=[logins[Role.FINANCE], colleague(Role.FINANCE)],
        admin=logins[Role.ADMIN],
        councils=[_council(world, facts, strangers, logins, began) for facts in COUNCILS],
        candidate=logins[Role.CANDIDATE],
        staff=logins[Role.STAFF],
        strangers=strangers,
    )


def login(role: Role) -> str:
    """The e-mail address with which one signs in as a role."""
    return f"{role.value.replace('_', '-')}@{DEMO_DOMAIN}"


def _login(world: World, role: Role, at: datetime) -> User:
    first, last = LOGINS[role]
    return enrol(world, first=first, last=last, email=login(role), at=at, phone=phone(world))


def _council(world: World, facts: CouncilFacts, strangers: Iterator[tuple[str, str]], logins: dict[Role, User], at: datetime) -> Council:
    organisation = world.add(Organisation(id=world.key(at), name=facts.name, kind=OrganisationKind.COUNCIL, created_at=at))
    people = []
    for role in (Role.CLIENT_REQUESTER, Role.CLIENT_APPROVER, Role.CLIENT_FINANCE):
        if facts.name == DEMO_COUNCIL:
            user = logins[role]
        else:
            first, last = next(strangers)
            user = enrol(world, first=first, last=last, email=f"{names.mailbox(first, last)}@{facts.domain}", at=at, phone=phone(world))
        grant(world, user, role, organisation.id, at)
        people.append(user)
    return Council(facts, organisation, *people)
