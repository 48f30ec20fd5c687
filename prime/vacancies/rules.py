"""Which status follows which, who may employ, and when people can apply. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from prime.accounts.tables import OrganisationKind
from prime.core.formats import govdate
from prime.core.money import share
from prime.vacancies.tables import VacancyKind, VacancyStatus

KIND_LABELS = {
    VacancyKind.HOME: "Permanent post in one council",
    VacancyKind.PRIME: "AfC Prime: permanent, placed with councils",
    VacancyKind.CONVERSION: "For agency workers who become permanent",
}
STATUS_TONES = {VacancyStatus.DRAFT: "grey", VacancyStatus.OPEN: "green", VacancyStatus.PAUSED: "yellow", VacancyStatus.CLOSED: "grey"}

# The way of an application that leads to a start, in order, and how statistics call its stages.
WAY = {
    "applied": "Applied",
    "screening": "Screened",
    "conversation": "Initial conversation",
    "interview": "Interview",
    "offer": "Offer",
    "checks": "Checks",
    "ready": "Ready to start",
    "started": "Started",
}

SALARY_MAX = 999_999
NEWLY_QUALIFIED = 1  # the level of the grade ASYE

# The only moves there are; a closed vacancy may be opened again.
MOVES: dict[VacancyStatus, frozenset[VacancyStatus]] = {
    VacancyStatus.DRAFT: frozenset({VacancyStatus.OPEN, VacancyStatus.CLOSED}),
    VacancyStatus.OPEN: frozenset({VacancyStatus.PAUSED, VacancyStatus.CLOSED}),
    VacancyStatus.PAUSED: frozenset({VacancyStatus.OPEN, VacancyStatus.CLOSED}),
    VacancyStatus.CLOSED: frozenset({VacancyStatus.OPEN}),
}


def why_not(status: VacancyStatus, to: VacancyStatus, *, closes_on: date | None, today: date) -> str | None:
    """Why a vacancy cannot change its status, or None where it can."""
    if to not in MOVES[status]:
        return f"A vacancy that is {status} cannot become {to}."
    if to is VacancyStatus.OPEN and closes_on is not None and closes_on < today:
        return f"The closing date was {govdate(closes_on)}. Change it first."
    return None


def faults(
    *,
    kind: VacancyKind,
    employer_kind: str,
    opens_on: date,
    closes_on: date | None,
    salary_from: Decimal,
    salary_to: Decimal,
    panel: tuple[int, int],
) -> list[tuple[str, str]]:
    """What is wrong with the facts of a vacancy, as pairs of field and sentence."""
    found = []
    salaries = {"salary_from_amount": salary_from, "salary_to_amount": salary_to}
    if kind is VacancyKind.PRIME and employer_kind == OrganisationKind.COUNCIL:
        found.append(("employer_id", "AfC is the employer of AfC Prime posts, as it places them with councils"))
    strange = [name for name, amount in salaries.items() if not (amount.is_finite() and 1 <= amount <= SALARY_MAX)]
    found += [(name, f"Salary must be between £1 and £{SALARY_MAX:,} a year") for name in strange]
    if not strange and salary_to < salary_from:
        found.append(("salary_to_amount", "The highest salary must be the same as the lowest or more"))
    if closes_on is not None and closes_on < opens_on:
        found.append(("closes_on", "The closing date must be the same as the opening date or later"))
    size, accredited = panel
    if accredited > size:
        found.append(("panel_accredited", "No more members can be accredited than sit on the panel"))
    return found


def takes_applications(status: str, *, opens_on: date, closes_on: date | None, today: date) -> bool:
    """Whether people can apply today; the closing date itself still counts."""
    return status == VacancyStatus.OPEN and opens_on <= today and (closes_on is None or today <= closes_on)


def rates(reached: Sequence[int]) -> list[Decimal | None]:
    """Of those who came to each stage, the share in per cent that came to the next; nothing where nobody came, or at the end."""
    following = [*reached[1:], None]
    return [None if after is None else share(after, count) for count, after in zip(reached, following, strict=True)]


_OFFERS = {
    "drafted": "Waiting for approval",
    "made": "Waiting for an answer",
    "returned": "Not approved",
    "replaced": "Replaced by a revised offer",
}


def in_words(name: str) -> str:
    """A stored word as people read it: "withdrawn: another_job" is "Withdrawn: another job"."""
    return _OFFERS.get(name) or name.replace("_", " ").capitalize()


def is_past(status: VacancyStatus, *, closes_on: date | None, today: date) -> bool:
    """Whether a vacancy closes by itself: its last day for applications is over."""
    return VacancyStatus.CLOSED in MOVES[status] and status is not VacancyStatus.DRAFT and closes_on is not None and closes_on < today


def is_for_newly_qualified(grade_level: int) -> bool:
    """Whether people can apply before they are registered: in the assessed and supported year they may still be waiting."""
    return grade_level <= NEWLY_QUALIFIED
