"""What a sound offer says, and who may answer it until when. Pure."""

import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from decimal import Decimal

from prime.core.errors import InvalidInput
from prime.core.formats import local, money
from prime.core.money import PENNY, is_sound, pounds
from prime.offers.errors import AlreadyAnswered, Lapsed
from prime.offers.tables import OfferStatus

REMIND_BEFORE = timedelta(days=2)
LONGEST_TO_ANSWER = timedelta(days=60)
LATEST_START = timedelta(days=366)
MOST_HOURS = Decimal(48)  # a week's work at most on average (Working Time Regulations 1998, reg 4)
PROBATION_MONTHS = 6

_WORDS = {
    OfferStatus.ACCEPTED: "It has been accepted.",
    OfferStatus.DECLINED: "It has been declined.",
    OfferStatus.WITHDRAWN: "It has been withdrawn.",
}
# What a keyboard may put in place of the plain character.
_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})


def status_at(status: OfferStatus, expires_at: datetime, *, now: datetime) -> OfferStatus:
    """What an offer is at a moment: one that nobody answered in time has lapsed, whatever its row says."""
    return OfferStatus.LAPSED if status is OfferStatus.MADE and now > expires_at else status


def check_open(status: OfferStatus, expires_at: datetime, *, now: datetime) -> None:
    """Only an offer that is neither closed nor past its time can be answered or withdrawn.

    Raises:
        Lapsed: its time is over.
        AlreadyAnswered: it is closed.
    """
    present = status_at(status, expires_at, now=now)
    if present is OfferStatus.LAPSED:
        raise Lapsed("The time to answer is over. Contact us if you still want the role.")
    if present is not OfferStatus.MADE:
        raise AlreadyAnswered(_WORDS[present])


def folded(name: str) -> str:
    """A name as it is compared: case, spaces and the shape of apostrophes and hyphens do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).translate(_ALIKE).casefold().split())


def check_name(typed: str, name: str) -> None:
    """Acceptance is by one's own name.

    Raises:
        InvalidInput: another name was typed.
    """
    if not typed.strip():
        raise InvalidInput.field("name", "Enter your full name")
    if folded(typed) != folded(name):
        raise InvalidInput.field("name", f"Enter your name as it stands in the offer: {name}")


def check_terms(
    *,
    annual_amount: Decimal,
    weekly_hours: Decimal,
    starts_on: date,
    expires_at: datetime,
    band: tuple[Decimal, Decimal],
    full_time_hours: Decimal,
    now: datetime,
) -> None:
    """Salary within the vacancy's band for the hours, start and expiry in a sensible order.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    faults: dict[str, str] = {}
    if not is_sound(weekly_hours, PENNY, MOST_HOURS):
        faults["weekly_hours"] = f"Hours per week must be more than 0 and at most {MOST_HOURS}"
    else:
        lowest, highest = (pounds(edge * min(weekly_hours / full_time_hours, Decimal(1))) for edge in band)
        if not is_sound(annual_amount, lowest, highest):
            part = "" if weekly_hours >= full_time_hours else " for these hours"
            faults["annual_amount"] = f"Salary must be within the band of the role{part}: {money(lowest)} to {money(highest)} a year"
    today = local(now).date()
    if not today < starts_on <= today + LATEST_START:
        faults["starts_on"] = "Start date must be in the future, at most a year ahead"
    if not now < expires_at <= now + LONGEST_TO_ANSWER:
        faults["expires_at"] = f"The offer must be open for some time, at most {LONGEST_TO_ANSWER.days} days"
    elif local(expires_at).date() >= starts_on:
        faults["expires_at"] = "The offer must end before the start date"
    if faults:
        raise InvalidInput([{"pointer": f"/{name}", "detail": sentence} for name, sentence in faults.items()])


def probation_ends_on(starts_on: date, months: int = PROBATION_MONTHS) -> date:
    """The last day of so many months from a start; a month without that day ends on its last one."""
    years, month = divmod(starts_on.month - 1 + months, 12)
    year, month = starts_on.year + years, month + 1
    return date(year, month, min(starts_on.day, monthrange(year, month)[1])) - timedelta(days=1)
