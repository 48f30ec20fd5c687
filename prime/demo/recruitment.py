"""Three years of applications: who arrives when, for which post, and how each ends."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from prime.candidates.tables import Candidate, Note, Source, Stage
from prime.core.formats import local
from prime.demo import names, words
from prime.demo.hiring import walk_from_decision
from prime.demo.journeys import Applicants, Fate, Journey, walk_to_decision
from prime.demo.people import DEMO_COUNCIL, Cast, enrol
from prime.demo.vacancies import PRIME_BEGAN
from prime.demo.world import DAY, WEEK, World
from prime.staff.tables import StaffMember
from prime.vacancies.tables import Vacancy, VacancyKind, VacancyStatus

_HOME, _PRIME, _CONVERSION = VacancyKind.HOME, VacancyKind.PRIME, VacancyKind.CONVERSION


class _Era(NamedTuple):
    """So many arrivals a week between two weeks ago, by kind of post, and how they end."""

    first: int
    last: int
    weekly: float
    kinds: dict[VacancyKind, float]
    fates: dict[Fate, float]


_FATES: dict[Fate, float] = {
    Fate.HIRED: 64,
    Fate.SCREENED_OUT: 10,
    Fate.SILENT: 3,
    Fate.NOT_AFTER_TALK: 3,
    Fate.CHANGED_MIND: 3,
    Fate.NOT_AFTER_INTERVIEW: 8,
    Fate.WITHDREW: 5,
    Fate.DECLINED: 3,
    Fate.LAPSED: 3,
    Fate.NOT_CLEAR: 1,
}
_CONVERSION_FATES: dict[Fate, float] = {Fate.HIRED: 84, Fate.WITHDREW: 8, Fate.NOT_AFTER_INTERVIEW: 8}
_ERAS = (
    _Era(132, PRIME_BEGAN + 1, 0.6, {_HOME: 45, _CONVERSION: 55}, _FATES),
    _Era(PRIME_BEGAN, 13, 2.5, {_PRIME: 86, _HOME: 5, _CONVERSION: 9}, _FATES),
    _Era(12, 7, 6, {_PRIME: 62, _HOME: 28, _CONVERSION: 10}, _FATES | {Fate.LAPSED: 6}),
    _Era(6, 0, 20, {_PRIME: 62, _HOME: 30, _CONVERSION: 8}, _FATES | {Fate.UNBOOKED: 5}),
)
_TWICE = 6
_AGAIN = 0.15  # of those who were turned down apply for another post later
_DEMO_STAFF_APPLIED, _DEMO_CANDIDATE_APPLIED = 66 * WEEK, 40 * DAY
_REGIONS = {"East of England": (names.EAST,), "Thames Valley and the west": (names.SOUTH_WEST, names.SOUTH_EAST, names.WEST_MIDLANDS)}
_NEAR_LONDON = (names.LONDON, names.SOUTH_EAST)


class Recruited(NamedTuple):
    """Every application, and those who became staff by it."""

    journeys: list[Journey]
    staff: dict[Journey, StaffMember]


def recruit(world: World, cast: Cast, applicants: Applicants, vacancies: list[Vacancy]) -> Recruited:
    """Everybody in the order of arrival, then the two people who sign in."""
    done = Recruited([], {})
    rolling = next(vacancy for vacancy in vacancies if vacancy.kind == _PRIME)
    for at, era in _arrivals(world):
        vacancy = _vacancy(world, vacancies, at, era.kinds)
        is_agency = vacancy.kind == _CONVERSION
        journey = applicants.new_person(vacancy, at, source=Source.AGENCY if is_agency else None)
        _settle(world, journey.candidate, vacancy)
        _walk(done, journey, world.pick(_CONVERSION_FATES if is_agency else era.fates))
        if journey.stage is Stage.REJECTED and journey.fate is not Fate.NOT_CLEAR and world.chance(_AGAIN):
            again = world.after(journey.application.stage_entered_at, 15, 60)
            if world.has_come(again):
                _walk(done, applicants.again(journey.candidate, _vacancy(world, vacancies, again, era.kinds), again), Fate.HIRED)
    joined = applicants.new_person(rolling, world.moment(world.working_day(world.monday - _DEMO_STAFF_APPLIED)), user=cast.staff)
    _settle(world, joined.candidate, rolling, near=DEMO_COUNCIL)
    _walk(done, joined, Fate.HIRED)
    waiting = applicants.new_person(rolling, world.moment(world.working_day(world.today - _DEMO_CANDIDATE_APPLIED)), user=cast.candidate)
    _settle(world, waiting.candidate, rolling)
    # A champion with room in the diary holds the conversation, so that it is over by today; the one who signs in leads the panel.
    waiting.lead = min(applicants.pool.members, key=lambda member: len(member.diary.busy))
    waiting.panel_lead = applicants.pool.members[0]
    waiting.invited_at = world.moment(world.working_day(world.today - 4 * DAY))
    _walk(done, waiting, Fate.UNBOOKED)
    _come_twice(world, applicants, vacancies, done)
    _add_notes(world, done.journeys)
    return done


def _come_twice(world: World, applicants: Applicants, vacancies: list[Vacancy], done: Recruited) -> None:
    """Some who were turned down apply again under another address, a year later or two: records for somebody to compare."""
    turned_down = [journey.candidate for journey in done.journeys if journey.fate is Fate.SCREENED_OUT and journey.stage is Stage.REJECTED]
    for number, before in enumerate(turned_down[:_TWICE]):
        at = world.moment(world.working_day(world.today - (number + 2) * DAY))
        if not world.has_come(at):
            continue
        last = before.last_name if number % 2 else f"{before.last_name}-{turned_down[-1].last_name}"
        mailbox = f"{names.mailbox(before.first_name, last)}@second.example"
        user = enrol(world, first=before.first_name, last=last, email=mailbox, at=at, phone=before.phone.replace("0", "+44 ", 1))
        journey = applicants.new_person(_vacancy(world, vacancies, at, _ERAS[-1].kinds), at, user=user, like=before)
        journey.candidate.latitude, journey.candidate.longitude = before.latitude, before.longitude
        _walk(done, journey, Fate.SILENT)


def _walk(done: Recruited, journey: Journey, fate: Fate) -> None:
    journey.fate = fate
    done.journeys.append(journey)
    decided_at = walk_to_decision(journey)
    member = walk_from_decision(journey, decided_at) if decided_at else None
    if member:
        done.staff[journey] = member


def _arrivals(world: World) -> Iterator[tuple[datetime, _Era]]:
    """Moments at which somebody applies, in order; people apply in the evening and on Sundays too."""
    for era in _ERAS:
        owed = 0.0
        for week in range(era.first, era.last - 1, -1):
            owed += era.weekly
            count = int(owed)
            owed -= count
            monday = world.monday - week * WEEK
            for at in sorted(world.moment(monday + DAY * world.dice.randrange(7), 7, 21) for _ in range(count)):
                if world.has_come(at):
                    yield at, era


def _vacancy(world: World, vacancies: list[Vacancy], at: datetime, kinds: dict[VacancyKind, float]) -> Vacancy:
    """A vacancy that was open on that day, of one of the kinds; the bigger ones draw more."""
    day = local(at).date()
    open_then = [
        vacancy
        for vacancy in vacancies
        if vacancy.opens_on <= day and (vacancy.closes_on is None or day <= vacancy.closes_on) and vacancy.status != VacancyStatus.DRAFT
    ]
    kind = world.pick({kind: weight for kind, weight in kinds.items() if any(vacancy.kind == kind for vacancy in open_then)})
    possible = [vacancy for vacancy in open_then if vacancy.kind == kind]
    return world.dice.choices(possible, [vacancy.headcount for vacancy in possible])[0]


def _settle(world: World, candidate: Candidate, vacancy: Vacancy, *, near: str = "") -> None:
    """Somebody lives near one of the councils that the post is for."""
    regions = _REGIONS.get(vacancy.place, _NEAR_LONDON)
    possible = [facts for facts in names.COUNCILS if facts.region in regions and (not near or facts.name == near)]
    town = world.dice.choice(possible)
    candidate.latitude = round(town.latitude + world.dice.uniform(-0.15, 0.15), 4)
    candidate.longitude = round(town.longitude + world.dice.uniform(-0.2, 0.2), 4)


def _add_notes(world: World, journeys: list[Journey]) -> None:
    for journey in journeys:
        application = journey.application
        if application.champion is None or not world.chance(0.25):
            continue
        at = min(world.after(application.applied_at, 2, 12), world.now - DAY)
        if at > application.applied_at:
            is_shared = world.chance(0.25)
            text = world.dice.choice(words.SHARED_NOTES if is_shared else words.NOTES)
            world.add(
                Note(id=world.key(at), application=application.id, author=application.champion, text=text, is_shared=is_shared, written_at=at)
            )
