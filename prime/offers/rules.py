"""What a sound offer says, and who may answer it until when. Pure."""

import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from prime.core.errors import InvalidInput
from prime.core.formats import local, money
from prime.core.money import PENNY, is_sound, pounds
from prime.offers.errors import AlreadyAnswered, Lapsed, OutOfBand, OwnDraft, StartFixed
from prime.offers.schemas import CONDITION_MAX, CONDITIONS_MAX
from prime.offers.tables import ConditionStatus, DeclineReason, OfferStatus

REMIND_BEFORE = timedelta(days=2)
LONGEST_TO_ANSWER = timedelta(days=60)
LATEST_START = timedelta(days=366)
MOST_SALARY = Decimal(999_999)
MOST_HOURS = Decimal(48)  # a week's work at most on average (Working Time Regulations 1998, reg 4)
PROBATION_MONTHS = 6

DECLINE_LABELS = {
    DeclineReason.PAY: "The pay is not right for me",
    DeclineReason.HOURS: "The hours are not right for me",
    DeclineReason.START: "I cannot start then",
    DeclineReason.LOCATION: "The place or the travel is not right for me",
    DeclineReason.ROLE: "The role is not what I expected",
    DeclineReason.ANOTHER_JOB: "I have taken another job",
    DeclineReason.STAYING: "I am staying where I am",
    DeclineReason.TOO_LONG: "It has taken too long",
    DeclineReason.CIRCUMSTANCES: "My circumstances have changed",
    DeclineReason.OTHER: "Another reason",
}

_WORDS = {
    OfferStatus.DRAFTED: "It is not approved yet.",
    OfferStatus.RETURNED: "It was sent back.",
    OfferStatus.REPLACED: "A revised offer has taken its place.",
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


def check_draft(status: OfferStatus) -> None:
    """Only a draft is approved or sent back; raises AlreadyAnswered."""
    if status is not OfferStatus.DRAFTED:
        raise AlreadyAnswered(_WORDS.get(status, "It is made already."))


def check_approvable(status: OfferStatus, *, drafted_by: UUID, actor_id: UUID | None, expires_at: datetime, starts_on: date, now: datetime) -> None:
    """Only a draft is approved, by another person than wrote it, while it can still be answered.

    Raises:
        AlreadyAnswered: it is no draft any more.
        OwnDraft: the actor wrote it.
        Lapsed: it waited too long.
    """
    check_draft(status)
    if drafted_by == actor_id:
        raise OwnDraft("You wrote it, so another person must look at it.")
    if expires_at <= now or starts_on <= local(now).date():
        raise Lapsed("It waited too long for approval: its dates are over. Send it back, so that it is written anew.")


def checked_conditions(lines: Sequence[str]) -> list[str]:
    """Conditions without blank lines and doublets.

    Raises:
        InvalidInput: there are too many, or one is too long.
    """
    conditions = list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
    if len(conditions) > CONDITIONS_MAX or any(len(one) > CONDITION_MAX for one in conditions):
        raise InvalidInput.field("conditions", f"Enter up to {CONDITIONS_MAX} conditions of up to {CONDITION_MAX} characters each")
    return conditions


def checked_decline(reason: str, detail: str) -> DeclineReason:
    """A reason of the list why a candidate declines.

    Raises:
        InvalidInput: it is none, or "other" says nothing.
    """
    if reason not in set(DeclineReason):
        raise InvalidInput.field("reason", "Select why you decline the offer")
    if reason == DeclineReason.OTHER and not detail.strip():
        raise InvalidInput.field("detail", "Enter why you decline the offer")
    return DeclineReason(reason)


def check_found(status: ConditionStatus, detail: str) -> None:
    """A condition that is not met says why: the candidate may read it.

    Raises:
        InvalidInput: there is no reason.
    """
    if status is ConditionStatus.NOT_MET and not detail.strip():
        raise InvalidInput.field("detail", "Enter why the condition is not met. The candidate may read it")


def check_wish(*, text: str, annual_amount: Decimal | None, weekly_hours: Decimal | None, starts_on: date | None, today: date) -> None:
    """What a candidate asks for is said in words, and its figures are possible ones.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    faults: dict[str, str] = {}
    if not text.strip():
        faults["text"] = "Enter what should be different, and why"
    if annual_amount is not None and not is_sound(annual_amount, PENNY, MOST_SALARY):
        faults["annual_amount"] = "Salary must be an amount in pounds a year, like 42,500"
    if weekly_hours is not None and not is_sound(weekly_hours, PENNY, MOST_HOURS):
        faults["weekly_hours"] = f"Hours per week must be more than 0 and at most {MOST_HOURS}"
    if starts_on is not None and not today < starts_on <= today + LATEST_START:
        faults["starts_on"] = "Start date must be in the future, at most a year ahead"
    if faults:
        raise InvalidInput([{"pointer": f"/{name}", "detail": sentence} for name, sentence in faults.items()])


def check_start(to_on: date, *, from_on: date, reason: str, today: date) -> None:
    """Another first day lies ahead, at most a year, and is proposed with a reason (O9).

    Raises:
        InvalidInput: with every field that is wrong.
    """
    faults: dict[str, str] = {}
    if not today < to_on <= today + LATEST_START:
        faults["starts_on"] = "Start date must be in the future, at most a year ahead"
    elif to_on == from_on:
        faults["starts_on"] = "That is the start date already"
    if not reason.strip():
        faults["reason"] = "Enter why the start date should change"
    if faults:
        raise InvalidInput([{"pointer": f"/{name}", "detail": sentence} for name, sentence in faults.items()])


def check_start_open(status: OfferStatus, stage: str) -> None:
    """The first day can change from acceptance until the person has started (O9).

    Raises:
        StartFixed: it is too early or too late.
    """
    if status is not OfferStatus.ACCEPTED:
        raise StartFixed("The offer is not accepted: ask for other terms instead.")
    if stage not in {"checks", "ready"}:
        raise StartFixed("The person has started, or the application has ended.")


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


def band_for(hours: Decimal, band: tuple[Decimal, Decimal], full_time_hours: Decimal) -> tuple[Decimal, Decimal]:
    """The edges of a salary band for the hours of a week; more than full time pays no more."""
    lowest, highest = (pounds(edge * min(hours / full_time_hours, Decimal(1))) for edge in band)
    return lowest, highest


def check_band(annual_amount: Decimal, weekly_hours: Decimal, *, band: tuple[Decimal, Decimal], full_time_hours: Decimal) -> None:
    """The vacancy may have changed since an offer was written: whoever approves it does so within the band of today.

    Raises:
        OutOfBand: the salary lies outside.
    """
    lowest, highest = band_for(weekly_hours, band, full_time_hours)
    if not lowest <= annual_amount <= highest:
        raise OutOfBand(
            f"{money(annual_amount)} a year is not within {money(lowest)} to {money(highest)}, the band for these hours now. "
            "Send the offer back, or correct the vacancy."
        )


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
        lowest, highest = band_for(weekly_hours, band, full_time_hours)
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
