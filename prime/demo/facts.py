"""The reference rows that the demonstration leans on, read once."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from prime.accounts import queries as accounts
from prime.kits import queries as kits
from prime.kits.schemas import VersionDetail
from prime.reference import queries as reference
from prime.reference.tables import AgencyJobType, Division, RateKind

# Full-time pay of the steps whose band nobody has published (see reference/data/grades.toml): invented, as is the employer.
_UNPUBLISHED_PAY = {"assistant_team_manager": (50_000, 54_000), "iro_cp_chair": (53_000, 58_000), "service_manager": (62_000, 69_000)}


class Step(msgspec.Struct, frozen=True):
    """A step of the role ladder with the pay of its lowest and highest point."""

    id: UUID
    code: str
    title: str
    level: int
    job_type: AgencyJobType | None
    pay: tuple[Decimal, Decimal]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Keys and values of what the migration and the published data have put into the database."""

    afc: UUID
    afc_name: str
    grades: dict[str, Step]
    kits: dict[int, VersionDetail]  # by level of the role ladder
    skills: dict[str, UUID]
    skill_titles: dict[UUID, str]
    holidays: frozenset[date]
    vat_rate: Decimal
    payment_term: int


async def read_facts(today: date) -> Facts:
    """The facts as they are on a day.

    Raises:
        RateMissing, NotFound: the published reference data have not been loaded.
    """
    afc = await accounts.afc()
    pay = {point.point: point.annual_amount for point in await reference.list_pay_points(day=today)}
    grades = {
        grade.code: Step(
            id=grade.id,
            code=grade.code,
            title=grade.title,
            level=grade.level,
            job_type=grade.agency_job_type,
            pay=(pay[grade.scp_from], pay[grade.scp_to])
            if grade.scp_from and grade.scp_to
            else (Decimal(_UNPUBLISHED_PAY[grade.code][0]), Decimal(_UNPUBLISHED_PAY[grade.code][1])),
        )
        for grade in await reference.list_grades()
    }
    skills = await reference.list_skills()
    calendar = await reference.calendar(Division.ENGLAND_AND_WALES)
    return Facts(
        afc=afc.id,
        afc_name=afc.name,
        grades=grades,
        kits={step.level: await kits.read_version(await kits.version_for(key="", level=step.level)) for step in grades.values()},
        skills={skill.code: skill.id for skill in skills},
        skill_titles={skill.id: skill.title for skill in skills},
        holidays=calendar.holidays,
        vat_rate=(await reference.rate_on(RateKind.VAT_STANDARD, today)).value,
        payment_term=int((await reference.rate_on(RateKind.PAYMENT_TERM, today)).value),
    )

