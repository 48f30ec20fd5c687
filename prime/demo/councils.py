"""Councils as clients: terms, teams, rate cards, price caps; and the demonstration rows that nobody can know for us."""

from datetime import date
from decimal import Decimal

from prime.billing.tables import Seller
from prime.clients.tables import Client, RateCard, Team
from prime.core.money import pounds
from prime.demo import names
from prime.demo.people import Cast, Council
from prime.demo.world import DAY, World
from prime.reference.tables import AgencyJobType, PriceCap, Rate, RateKind

SOURCE = "Invented for the demonstration"
TEAMS_EACH = 6
HOURLY = {
    AgencyJobType.SOCIAL_WORKER: Decimal("39.80"),
    AgencyJobType.SENIOR_SOCIAL_WORKER: Decimal("43.20"),
    AgencyJobType.ADVANCED_PRACTITIONER: Decimal("46.50"),
    AgencyJobType.TEAM_MANAGER: Decimal("52.40"),
    AgencyJobType.IRO_CP_CHAIR: Decimal("49.60"),
}
_CAPS = {
    AgencyJobType.SOCIAL_WORKER: Decimal("42.00"),
    AgencyJobType.SENIOR_SOCIAL_WORKER: Decimal("45.50"),
    AgencyJobType.ADVANCED_PRACTITIONER: Decimal("49.00"),
    AgencyJobType.TEAM_MANAGER: Decimal("55.50"),
    AgencyJobType.IRO_CP_CHAIR: Decimal("52.00"),
}
_DEARER = {names.LONDON: Decimal("1.06"), names.SOUTH_EAST: Decimal("1.02")}
_RISE = Decimal("1.03")  # of the rate cards, each April
CAPS_FROM = date(2025, 10, 1)
YEARS = 3


def add_rates(world: World) -> None:
    """What AfC alone can know of itself, invented and marked as such, so that nothing in the demonstration stands still."""
    for kind, value, first, last, note in (
        (RateKind.LGPS_EMPLOYER_RATE, 20, date(2023, 4, 1), date(2026, 3, 31), "Valuation of 2022"),
        (RateKind.LGPS_EMPLOYER_RATE, 16, date(2026, 4, 1), None, "Valuation of 2025"),
        (RateKind.LATE_PAYMENT_REFERENCE, Decimal("3.75"), date(2026, 7, 1), None, "As if the Bank Rate had not changed"),
    ):
        world.add(
            Rate(
                id=world.key(world.now),
                kind=kind,
                value=Decimal(value),
                effective_from=first,
                effective_to=last,
                source=SOURCE,
                note=note,
                is_confirmed=False,
                is_demonstration=True,
            )
        )
    for region in sorted({facts.region for facts in names.COUNCILS}):
        for job_type, amount in _CAPS.items():
            world.add(
                PriceCap(
                    id=world.key(world.now),
                    region_code=region,
                    job_type=job_type,
                    hourly_amount=pounds(amount * _DEARER.get(region, Decimal(1))),
                    effective_from=CAPS_FROM,
                    source=SOURCE,
                    is_demonstration=True,
                )
            )
    world.add(
        Seller(
            id=world.key(world.now),
            name="AfC Prime Demonstration CIC",
            address="1 Example Street\nBrackenshire\nZZ99 1AA",
            vat_number="GB123456782",
            company_number="00000000",
            email="accounts@afcprime.example",
            bank_name="Bank of Nowhere",
            sort_code="00-00-00",
            account_number="00000000",
            effective_from=date(2020, 1, 1),
            is_demonstration=True,
        )
    )


def make_clients(world: World, cast: Cast) -> list[Client]:
    """The clients in the order of their councils, with teams and rate cards."""
    return [_client(world, council) for council in cast.councils]


def _client(world: World, council: Council) -> Client:
    facts = council.facts
    began = council.organisation.created_at
    town = facts.name.removesuffix(" Council")
    if facts.region == names.LONDON:
        world.london.add(council.organisation.id)
    client = world.add(
        Client(
            id=world.key(began),
            organisation=council.organisation.id,
            code=facts.code,
            name=facts.name,
            region_code=facts.region,
            is_owner=facts.is_owner,
            reports_as_agency=not facts.is_owner,
            address=f"Town Hall\n{world.dice.choice(names.STREETS)}\n{town}\nZZ99 3{facts.code[0]}A",
            invoice_email=f"invoices@{facts.domain}",
            payment_days=30,
            notice_days=world.pick({28: 7, 21: 2, 14: 1}),
            latitude=facts.latitude,
            longitude=facts.longitude,
            created_at=began,
        )
    )
    for name in sorted(world.dice.sample(names.TEAMS, TEAMS_EACH)):
        world.add(
            Team(
                id=world.key(began),
                client=client.id,
                name=name,
                latitude=round(facts.latitude + world.dice.uniform(-0.05, 0.05), 4),
                longitude=round(facts.longitude + world.dice.uniform(-0.07, 0.07), 4),
            )
        )
    _rate_cards(world, client)
    return client


def _rate_cards(world: World, client: Client) -> None:
    """A rate for each job type, raised every April."""
    april = date(world.today.year if world.today.month >= 4 else world.today.year - 1, 4, 1)  # noqa: PLR2004 - the financial year
    local_share = Decimal(world.dice.randint(98, 103)) / 100 * _DEARER.get(client.region_code, Decimal(1))
    for back in reversed(range(YEARS)):
        first = april.replace(year=april.year - back)
        for job_type, amount in HOURLY.items():
            world.add(
                RateCard(
                    id=world.key(world.now),
                    client=client.id,
                    job_type=job_type,
                    hourly_amount=pounds(amount * local_share / _RISE**back),
                    effective_from=first,
                    effective_to=first.replace(year=first.year + 1) - DAY if back else None,
                    source=SOURCE,
                )
            )
