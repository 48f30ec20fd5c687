"""Decisions about requests, matches and placements. Pure.

The score is ours: 60 points for the needed skills, 25 for the level, 15 for the distance. Gaining a needed skill,
more years in one, or living nearer never lowers it.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import asin, cos, radians, sin, sqrt

from prime.core.errors import InvalidInput
from prime.core.formats import govdate, number, plural
from prime.placements.errors import NotAvailable, PlacementClosed, RequestClosed
from prime.placements.schemas import Need, Part, Person, Phase, Reason, Score
from prime.placements.tables import PlacementStatus, RequestStatus

LONGEST = timedelta(days=2 * 365)
ENDING_SOON = timedelta(days=30)
# Notice is four weeks, or the council's own if that is shorter (DfE agency rules; domain.md 1).
NOTICE_DAYS = 28
LONGEST_WEEK = 48
HIGHEST_RATE = 500

# --- requests

_MOVES: Mapping[RequestStatus, frozenset[RequestStatus]] = {
    RequestStatus.OPEN: frozenset({RequestStatus.PICKED, RequestStatus.CANCELLED, RequestStatus.DECLINED}),
    RequestStatus.PICKED: frozenset(
        {RequestStatus.OPEN, RequestStatus.PICKED, RequestStatus.CONFIRMED, RequestStatus.CANCELLED, RequestStatus.DECLINED}
    ),
}
_CLOSED_WORDS: Mapping[RequestStatus, str] = {
    RequestStatus.OPEN: "Nobody has been picked for it yet.",
    RequestStatus.PICKED: "Somebody has been picked for it.",
    RequestStatus.CONFIRMED: "Somebody is confirmed for it. Operations can end the placement.",
    RequestStatus.CANCELLED: "It was cancelled.",
    RequestStatus.DECLINED: "It was declined.",
}


def may_move(status: RequestStatus, to: RequestStatus) -> bool:
    """The one table of legal moves of a request."""
    return to in _MOVES.get(status, frozenset())


def check_move(status: RequestStatus, to: RequestStatus) -> None:
    """Insist that a move is legal.

    Raises:
        RequestClosed: it is not.
    """
    if not may_move(status, to):
        raise RequestClosed(_CLOSED_WORDS[status], status=status)


def check_changeable(status: RequestStatus) -> None:
    """Insist that nobody is confirmed and nobody has closed the request; raises as `check_move`."""
    check_move(status, RequestStatus.CANCELLED)


def check_request(
    *, starts_on: date, ends_on: date, fte: Decimal, po_number: str, is_po_required: bool, today: date, agreed_start: date | None = None
) -> None:
    """What every request must be; a request that is changed may keep the start it was made with.

    Raises:
        InvalidInput: dates in the past, out of order or too far apart, no such share of a week, no PO number.
    """
    faults = []
    if starts_on < today and starts_on != agreed_start:
        faults.append(("starts_on", "Start date must be today or in the future"))
    if ends_on < starts_on:
        faults.append(("ends_on", "End date must be on or after the start date"))
    elif ends_on - starts_on > LONGEST:
        faults.append(("ends_on", "End date must be within 2 years of the start date"))
    if not _within(fte, 1):
        faults.append(("fte", "Full-time equivalent must be a number from 0.01 to 1, like 0.6"))
    if is_po_required and not po_number.strip():
        faults.append(("po_number", "Enter the PO number"))
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": detail} for field, detail in faults])


def _within(value: Decimal, most: int) -> bool:
    """More than nothing, at most `most`, with two decimal places; a JSON body may hold NaN or infinity too."""
    return value.is_finite() and 0 < value <= most and value == round(value, 2)


# --- who can be placed at all

REASONS: Mapping[Reason, str] = {
    Reason.NOT_EMPLOYED: "Not open to placements on all of the dates",
    Reason.CONFLICT: "Conflict of interest with the council",
    Reason.CHECKS: "A check is open, has lapsed or lapses before the last day",
    Reason.NOT_FREE: "Not free for the dates and the full-time equivalent",
    Reason.TURNED_DOWN: "Turned down for this request",
}


def exclusion(need: Need, person: Person) -> tuple[Reason, str] | None:
    """Why a person cannot be placed, with the particulars, or None; the score never makes up for it."""
    if not person.is_placeable:
        return Reason.NOT_EMPLOYED, "Not employed for placements"
    if person.started_on > need.starts_on:
        return Reason.NOT_EMPLOYED, f"Starts work on {govdate(person.started_on)}"
    if person.left_on is not None and person.left_on < need.ends_on:
        return Reason.NOT_EMPLOYED, f"Last day of work is {govdate(person.left_on)}"
    if person.conflict:
        return Reason.CONFLICT, person.conflict
    if person.open_checks or person.lapsing_checks:
        return Reason.CHECKS, ", ".join(
            [*(f"{_words(kind)} open" for kind in person.open_checks), *(f"{_words(kind)} lapses" for kind in person.lapsing_checks)]
        )
    if person.load + need.fte > person.fte:
        free = max(person.fte - person.load, Decimal(0))
        return Reason.NOT_FREE, f"{number(free)} of the {number(need.fte)} needed is free"
    if person.turned_down:
        return Reason.TURNED_DOWN, person.turned_down
    return None


def check_placeable(need: Need, person: Person) -> None:
    """Insist that a person can be placed.

    Raises:
        NotAvailable: naming the first reason why not.
    """
    found = exclusion(need, person)
    if found:
        reason, detail = found
        raise NotAvailable(f"{REASONS[reason]}: {detail}.", reason=reason)


def _words(kind: str) -> str:
    return {"dbs": "DBS", "swe_registration": "SWE registration"}.get(kind, kind.replace("_", " "))


# --- how well they fit

SKILLS_MOST, LEVEL_MOST, DISTANCE_MOST = 60, 25, 15
_HELD = Decimal("0.6")  # of a skill's points for holding it; the rest grows with the years
_YEARS_THAT_COUNT = 5
_LEVEL_POINTS = {0: 25, 1: 18, 2: 10, -1: 12, -2: 5}
_EARTH_MILES = 3958.8
# Bands, because a council must not work out where somebody lives: up to so many miles, points, words.
_BANDS = (
    (5, 15, "Under 5 miles"),
    (15, 12, "5 to 15 miles"),
    (30, 8, "15 to 30 miles"),
    (60, 4, "30 to 60 miles"),
)
_FAR = (0, "Over 60 miles")
_UNKNOWN = (0, "Distance not known")


def score(need: Need, person: Person) -> Score:
    """How well a person fits, 0 to 100, with its parts."""
    parts = [_skill_part(need, person), _level_part(need, person), _distance_part(need, person)]
    return Score(sum(part.points for part in parts), parts)


def _skill_part(need: Need, person: Person) -> Part:
    if not need.skill_ids:
        return Part("Skills", SKILLS_MOST, SKILLS_MOST, "No particular skills asked for")
    held = [min(person.skills[skill], _YEARS_THAT_COUNT) for skill in need.skill_ids if skill in person.skills]
    worth = sum((_HELD + (1 - _HELD) * years / _YEARS_THAT_COUNT for years in held), Decimal(0))
    points = int((SKILLS_MOST * worth / len(need.skill_ids)).quantize(Decimal(1), ROUND_HALF_UP))
    return Part("Skills", points, SKILLS_MOST, f"{len(held)} of {plural(len(need.skill_ids), 'skill')} held{_years(need, person)}")


def _years(need: Need, person: Person) -> str:
    years = sorted((person.skills[skill] for skill in need.skill_ids if skill in person.skills), reverse=True)
    return f", {plural(years[0], 'year')} in the longest" if years else ""


def _level_part(need: Need, person: Person) -> Part:
    apart = person.level - need.level
    words = "At the level asked for" if apart == 0 else f"{plural(abs(apart), 'level')} {'above' if apart > 0 else 'below'} it"
    return Part("Level", _LEVEL_POINTS.get(apart, 0), LEVEL_MOST, words)


def _distance_part(need: Need, person: Person) -> Part:
    points, words = _band(miles_between(need, person))
    return Part("Distance", points, DISTANCE_MOST, words)


def _band(miles: float | None) -> tuple[int, str]:
    if miles is None:
        return _UNKNOWN
    return next(((points, words) for limit, points, words in _BANDS if miles < limit), _FAR)


def miles_between(need: Need, person: Person) -> float | None:
    """Great-circle miles from the person to the team or council (haversine); None where either place is not known."""
    if need.latitude is None or need.longitude is None or person.latitude is None or person.longitude is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (need.latitude, need.longitude, person.latitude, person.longitude))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_MILES * asin(min(1.0, sqrt(h)))


RankKey = tuple[int, float, str]


def rank(need: Need, people: list[Person]) -> list[tuple[RankKey, Person, Score]]:
    """People who can be placed with their place in the order, best first; nearer goes first among equals, then the older reference."""

    def placed(person: Person) -> tuple[RankKey, Person, Score]:
        points, miles = score(need, person), miles_between(need, person)
        return (-points.total, miles if miles is not None else float("inf"), person.reference), person, points

    return sorted(map(placed, people), key=lambda item: item[0])


# --- placements


def phase(starts_on: date, ends_on: date, status: PlacementStatus, today: date) -> Phase:
    """Where a placement is on a day."""
    if status is PlacementStatus.CANCELLED:
        return Phase.CANCELLED
    if today < starts_on:
        return Phase.UPCOMING
    if today > ends_on:
        return Phase.PAST
    return Phase.ENDING if ends_on - today <= ENDING_SOON else Phase.ACTIVE


def notice_days(client_notice_days: int) -> int:
    """Days of notice: four weeks, or the council's own in a like role where that is shorter (domain.md 1)."""
    return min(NOTICE_DAYS, client_notice_days)


def needs_approval(hourly_amount: Decimal, cap_amount: Decimal | None, *, reports_as_agency: bool) -> bool:
    """Whether director of children's services and chief executive must agree to a rate first (domain.md 1, over-cap).

    The whole rate is compared, although the part for our own costs may lie outside the cap: the stricter reading.
    """
    return reports_as_agency and cap_amount is not None and hourly_amount > cap_amount


def check_terms(
    *, hourly_amount: Decimal, weekly_hours: Decimal, cap_amount: Decimal | None, reports_as_agency: bool, over_cap_approved_by: str
) -> None:
    """What the terms of a placement must be.

    Raises:
        InvalidInput: no rate, no such hours in a week, or a rate above the cap that nobody approved.
    """
    faults = []
    if not _within(hourly_amount, HIGHEST_RATE):
        faults.append(("hourly_amount", f"Hourly rate must be an amount up to £{HIGHEST_RATE}, like 41.50"))
    if not _within(weekly_hours, LONGEST_WEEK):
        faults.append(("weekly_hours", f"Weekly hours must be a number up to {LONGEST_WEEK}, like 37"))
    if not faults and needs_approval(hourly_amount, cap_amount, reports_as_agency=reports_as_agency) and not over_cap_approved_by.strip():
        faults.append(("over_cap_approved_by", "Enter the director of children's services and the chief executive who approved this rate"))
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": detail} for field, detail in faults])


def check_end(starts_on: date, ends_on: date, status: PlacementStatus, new_ends_on: date) -> None:
    """Insist that a placement can end on an earlier day.

    Raises:
        PlacementClosed: it was called off.
        InvalidInput: the day is not earlier, or lies before the first day.
    """
    if status is PlacementStatus.CANCELLED:
        raise PlacementClosed("It was called off.")
    if new_ends_on >= ends_on:
        raise InvalidInput.field("ends_on", f"Last day must be before {govdate(ends_on)}, when it ends anyway")
    if new_ends_on < starts_on:
        raise InvalidInput.field("ends_on", f"Last day must be {govdate(starts_on)} or later. To undo the whole placement, call it off")


def check_extend(starts_on: date, ends_on: date, status: PlacementStatus, new_ends_on: date) -> None:
    """Insist that a placement can go on to a later day.

    Raises:
        PlacementClosed: it was called off.
        InvalidInput: the day is not later, or too far away.
    """
    if status is PlacementStatus.CANCELLED:
        raise PlacementClosed("It was called off.")
    if new_ends_on <= ends_on:
        raise InvalidInput.field("ends_on", f"Last day must be after {govdate(ends_on)}")
    if new_ends_on - starts_on > LONGEST:
        raise InvalidInput.field("ends_on", "Last day must be within 2 years of the first day")


def check_cancel(starts_on: date, status: PlacementStatus, today: date) -> None:
    """Insist that a placement can be called off: before its first day.

    Raises:
        PlacementClosed: it has begun, or was called off already.
    """
    if status is PlacementStatus.CANCELLED:
        raise PlacementClosed("It was called off.")
    if today >= starts_on:
        raise PlacementClosed("It has begun. End it early instead.")
