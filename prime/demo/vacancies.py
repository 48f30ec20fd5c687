"""The posts that people apply for: home posts in the owner councils, conversions, and AfC Prime posts."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from prime.candidates.tables import Application
from prime.demo.people import Cast
from prime.demo.world import DAY, FRIDAY, WEEK, World
from prime.offers.tables import Offer, OfferStatus
from prime.vacancies.tables import Vacancy, VacancyKind, VacancyStatus

PRIME_BEGAN = 82  # weeks ago: since then AfC hires people to place them with other councils
_HOME, _PRIME, _CONVERSION = VacancyKind.HOME, VacancyKind.PRIME, VacancyKind.CONVERSION


class _Post(NamedTuple):
    title: str
    kind: VacancyKind
    grade: str
    place: str
    opened: int  # weeks ago; negative is ahead
    closed: int | None = None  # weeks ago; negative is ahead
    status: VacancyStatus = VacancyStatus.OPEN
    headcount: int = 4
    owner: int = 0  # which of the owner councils
    is_public: bool = True


_CLOSED, _PAUSED, _DRAFT = VacancyStatus.CLOSED, VacancyStatus.PAUSED, VacancyStatus.DRAFT
_POSTS = (
    _Post("Social worker, child protection", _HOME, "social_worker", "Brackenshire", 136, 40, _CLOSED, 20),
    _Post("Senior social worker, children looked after", _HOME, "senior_social_worker", "Brackenshire", 134, 30, _CLOSED, 10),
    _Post("Social worker, referral and assessment", _HOME, "social_worker", "Eastmere", 130, 26, _CLOSED, 12, owner=1),
    _Post("Team manager, family help", _HOME, "team_manager", "Harrowfen", 124, 60, _CLOSED, 3, owner=2),
    _Post("Newly qualified social worker (ASYE), autumn intake", _HOME, "asye", "Brackenshire and Eastmere", 64, 50, _CLOSED, 8),
    _Post("Agency to permanent: social workers", _CONVERSION, "social_worker", "Brackenshire", 133, None, headcount=30, is_public=False),
    _Post("Agency to permanent: seniors", _CONVERSION, "senior_social_worker", "Brackenshire", 133, None, headcount=16, is_public=False),
    _Post("Agency to permanent: social workers", _CONVERSION, "social_worker", "Eastmere", 120, None, headcount=14, owner=1, is_public=False),
    _Post("Agency to permanent: social workers", _CONVERSION, "social_worker", "Harrowfen", 110, None, headcount=12, owner=2, is_public=False),
    _Post("Social worker, AfC Prime", _PRIME, "social_worker", "South London and Surrey", PRIME_BEGAN, None, headcount=40),
    _Post("Senior social worker, AfC Prime", _PRIME, "senior_social_worker", "South London and Surrey", PRIME_BEGAN, None, headcount=25),
    _Post("Advanced practitioner, AfC Prime", _PRIME, "advanced_practitioner", "London and the south east", 60, None, headcount=12),
    _Post("Team manager, AfC Prime", _PRIME, "team_manager", "London and the south east", 60, None, headcount=6),
    _Post("Independent reviewing officer, AfC Prime", _PRIME, "iro_cp_chair", "London and the south east", 52, None, headcount=6),
    _Post("Social worker, AfC Prime (east)", _PRIME, "social_worker", "East of England", 52, None, headcount=20),
    _Post("Social worker, AfC Prime (west)", _PRIME, "social_worker", "Thames Valley and the west", 44, None, headcount=20),
    _Post("Social worker, court team", _HOME, "social_worker", "Brackenshire", 10, -3, headcount=2),
    _Post("Senior social worker, fostering", _HOME, "senior_social_worker", "Eastmere", 8, -2, headcount=1, owner=1),
    _Post("Assistant team manager, children with disabilities", _HOME, "assistant_team_manager", "Harrowfen", 6, -4, headcount=1, owner=2),
    _Post("Newly qualified social worker (ASYE), spring intake", _HOME, "asye", "Brackenshire and Eastmere", 5, -6, headcount=8),
    _Post("Social worker, leaving care", _HOME, "social_worker", "Harrowfen", 9, -1, headcount=2, owner=2),
    _Post("Senior social worker, exploitation", _HOME, "senior_social_worker", "Brackenshire", 14, None, _PAUSED, 1),
    _Post("Service manager, quality assurance", _HOME, "service_manager", "Eastmere", 16, None, _PAUSED, 1, owner=1),
    _Post("Social worker, kinship care", _HOME, "social_worker", "Eastmere", -1, -9, _DRAFT, 2, owner=1),
    _Post("Team manager, front door", _HOME, "team_manager", "Brackenshire", -2, -10, _DRAFT, 1),
)
_SUMMARIES = {
    _HOME: "You join a team of {place} for good. AfC runs its children's services, so your colleagues, your caseload and your manager stay the same.",
    _CONVERSION: "For social workers who are with {place} through an agency and want to stay: the same team and families, with a permanent contract.",
    _PRIME: (
        "You are employed by AfC for good, and placed with councils within a reasonable journey. You have your full pay between placements, "
        "a supervisor of ours besides the council's, and a say in where you go next."
    ),
}
_DUTIES = {
    "asye": "You hold a protected caseload with reflective supervision every week.",
    "team_manager": "You lead six or seven social workers, and you chair strategy meetings.",
    "service_manager": "You lead audits and learning across the service.",
    "iro_cp_chair": "You chair reviews and conferences, and you make the child's view heard in both.",
    "assistant_team_manager": "You supervise three social workers and hold a few complex cases yourself.",
}
_OTHERWISE = "You hold a caseload of children in need and children with a protection plan, with work before the court."


def make_vacancies(world: World, cast: Cast) -> list[Vacancy]:
    """The vacancies, oldest first."""
    return [_vacancy(world, cast, post) for post in sorted(_POSTS, key=lambda post: -post.opened)]


def make_room(world: World, vacancies: list[Vacancy]) -> None:
    """As many posts in each vacancy as were filled or are offered: the database refuses one offer more."""
    of_application = {application.id: application.vacancy for application in world.of(Application)}
    taken = Counter(of_application[offer.application] for offer in world.of(Offer) if offer.status in {OfferStatus.MADE, OfferStatus.ACCEPTED})
    for vacancy in vacancies:
        vacancy.headcount = max(vacancy.headcount, taken[vacancy.id])


def _vacancy(world: World, cast: Cast, post: _Post) -> Vacancy:
    opens_on = world.working_day(world.monday - WEEK * post.opened)
    made_at = world.moment(world.working_day(min(opens_on, world.today) - timedelta(days=9)))
    grade = world.facts.grades[post.grade]
    lowest, highest = grade.pay
    dearer = Decimal("1.08") if "London" in post.place or post.owner < 2 else Decimal("1.02")  # noqa: PLR2004 - the third owner lies outside
    vacancy = Vacancy(
        id=world.key(made_at),
        title=post.title,
        kind=post.kind,
        status=post.status,
        grade=grade.id,
        employer=cast.councils[post.owner].organisation.id if post.kind is _CONVERSION else world.facts.afc,
        place=post.place,
        summary=f"{_SUMMARIES[post.kind].format(place=post.place)} {_DUTIES.get(post.grade, _OTHERWISE)}",
        salary_from_amount=(lowest * dearer).quantize(Decimal(1)),
        salary_to_amount=(highest * dearer).quantize(Decimal(1)),
        headcount=post.headcount,
        opens_on=opens_on,
        closes_on=None if post.closed is None else world.working_day(world.monday - WEEK * post.closed + DAY * FRIDAY),
        is_public=post.is_public,
        created_at=made_at,
    )
    world.number("VAC", [vacancy], lambda row: row.created_at)
    return world.add(vacancy)
