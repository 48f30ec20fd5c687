"""Who can be a referee, what a sound reference says, and which step follows which. Pure.

Two detailed, practice-based references (domain.md 1), one of them from the current or most recent employer, are the
benchmark of safer recruitment (domain.md 5); health and sickness are never asked (Equality Act 2010, section 60).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
from email_validator import EmailNotValidError, validate_email

from prime.candidates.rules import plain
from prime.core.errors import InvalidInput
from prime.referees.errors import NotHeard, WrongStep
from prime.referees.schemas import RefereeIn, ReferenceIn
from prime.referees.tables import Outcome, Rating, Reemploy, RefereeStatus, Relationship

S = RefereeStatus
NEEDED = 2
MOST_NAMED = 10

RELATIONSHIPS = {
    Relationship.LINE_MANAGER: "Line manager",
    Relationship.SUPERVISOR: "Practice supervisor",
    Relationship.PRACTICE_EDUCATOR: "Practice educator of a placement",
    Relationship.SENIOR_MANAGER: "Senior manager who knows the practice",
}
# What the Post-qualifying Standards for child and family practitioners ask for, in plain words.
AREAS = {
    "relationships": "Building relationships with children and families",
    "assessment": "Assessing needs and risks, with the child in view",
    "decisions": "Making sound decisions and using authority well",
    "recording": "Recording and reporting clearly and on time",
    "reliability": "Being reliable and managing the work",
    "supervision": "Using supervision and learning from it",
}
RATINGS = {Rating.STRONG: "Strong", Rating.GOOD: "Good", Rating.NEEDED_SUPPORT: "Needed support", Rating.CANNOT_SAY: "I cannot say"}
REEMPLOY = {Reemploy.YES: "Yes", Reemploy.NO: "No", Reemploy.UNSURE: "Not sure"}
STATUSES = {
    S.NAMED: ("Named", "yellow"),
    S.ASKED: ("Waiting for the referee", "blue"),
    S.DECLINED: ("Declined", "grey"),
    S.BOUNCED: ("Email came back", "orange"),
    S.EXPIRED: ("Did not answer", "grey"),
    S.DROPPED: ("Not used", "grey"),
    S.RECEIVED: ("Received", "yellow"),
    S.QUERIED: ("Question asked", "blue"),
    S.CONCERN: ("Concern", "orange"),
    S.ACCEPTED: ("Accepted", "green"),
    S.UNSATISFACTORY: ("Not satisfactory", "red"),
}
# What the candidate reads: how far we are, never what was said.
CANDIDATE_STATUSES = {
    S.NAMED: ("We will write to them", "yellow"),
    S.ASKED: ("We have asked them", "blue"),
    S.DECLINED: ("Cannot give one", "orange"),
    S.BOUNCED: ("Our email came back", "orange"),
    S.EXPIRED: ("Did not answer", "orange"),
    S.DROPPED: ("Not used", "grey"),
    S.RECEIVED: ("We have it", "blue"),
    S.QUERIED: ("We have it", "blue"),
    S.CONCERN: ("We need to hear from you", "orange"),
    S.ACCEPTED: ("Accepted", "green"),
    S.UNSATISFACTORY: ("Not satisfactory", "grey"),
}
# Which of them count towards the two that are needed.
COUNTING = frozenset({S.NAMED, S.ASKED, S.RECEIVED, S.QUERIED, S.CONCERN, S.ACCEPTED})
# From where each step can be taken.
_STEPS: dict[str, frozenset[RefereeStatus]] = {
    "ask": frozenset({S.NAMED}),
    "ask again": frozenset({S.ASKED, S.BOUNCED, S.EXPIRED, S.DECLINED}),
    "drop": frozenset({S.NAMED, S.ASKED, S.BOUNCED, S.EXPIRED, S.DECLINED, S.RECEIVED, S.QUERIED}),
    "give": frozenset({S.ASKED}),
    "record": frozenset({S.NAMED, S.ASKED, S.BOUNCED, S.EXPIRED, S.DECLINED}),
    "query": frozenset({S.RECEIVED}),
    "answer": frozenset({S.QUERIED}),
    "accept": frozenset({S.RECEIVED, S.QUERIED}),
    "concern": frozenset({S.RECEIVED, S.QUERIED}),
    "decide": frozenset({S.CONCERN}),
}
# Where anybody can open a mailbox under anybody's name; the address itself proves nothing.
_PERSONAL = """
aol.com btinternet.com gmail.com gmx.co.uk gmx.com googlemail.com hotmail.co.uk hotmail.com icloud.com live.co.uk live.com mail.com
me.com msn.com ntlworld.com outlook.com proton.me protonmail.com sky.com talktalk.net virginmedia.com yahoo.co.uk yahoo.com ymail.com
"""
PERSONAL_DOMAINS = frozenset(_PERSONAL.split())
_EARLIEST = date(1950, 1, 1)
_TEXT_MAX, _LINE_MAX = 4000, 120


def can(step: str, status: RefereeStatus) -> bool:
    """Whether a step can be taken from where a reference stands."""
    return status in _STEPS[step]


def check_step(step: str, status: RefereeStatus) -> None:
    """Insist on it.

    Raises:
        WrongStep: it does not follow from the status.
    """
    if not can(step, status):
        raise WrongStep(f"It stands at: {STATUSES[status][0].lower()}.")


def is_personal(email: str) -> bool:
    """Whether an address is one that anybody can open, and so needs another proof of who is behind it."""
    return email.rpartition("@")[2].casefold() in PERSONAL_DOMAINS


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(plain(name).casefold().split())


def checked_email(email: str) -> str:
    """An address in one form.

    Raises:
        InvalidInput: it is none.
    """
    try:
        return str(validate_email(plain(email), check_deliverability=False, allow_smtputf8=False).ascii_email).lower()
    except EmailNotValidError:
        raise InvalidInput.field("email", "Enter their work email address, like name@example.com") from None


def checked_referee(named: RefereeIn, *, own_name: str, own_email: str, today: date) -> RefereeIn:
    """A referee in one form: somebody else, with an address and dates that can be.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    faults: dict[str, str] = {}
    texts = {field: " ".join(plain(getattr(named, field)).split()) for field in ("name", "job_title", "organisation")}
    for field, sentence in (("name", "Enter their full name"), ("job_title", "Enter their job title"), ("organisation", "Enter their organisation")):
        if not texts[field] or len(texts[field]) > _LINE_MAX:
            faults[field] = sentence if not texts[field] else f"This must be {_LINE_MAX} characters or less"
    email = ""
    try:
        email = checked_email(named.email)
    except InvalidInput as wrong:
        faults["email"] = wrong.detail
    if folded(texts["name"]) == folded(own_name) or (email and email == own_email.casefold()):
        faults["name"] = "You cannot be your own referee. Name somebody who supervised your work"
    faults |= _date_faults(named.worked_from, named.worked_to, today)
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": sentence} for field, sentence in faults.items()])
    return msgspec.structs.replace(named, **texts, email=email)


def _date_faults(start: date, end: date | None, today: date) -> dict[str, str]:
    faults = {}
    if not _EARLIEST <= start <= today:
        faults["worked_from"] = "The start must be a date in the past"
    if end is not None and end > today:
        faults["worked_to"] = "The end must be today or in the past. Leave it empty if you still work together"
    elif end is not None and end < start:
        faults["worked_to"] = "The end must be after the start"
    return faults


def checked_reference(given: ReferenceIn, *, today: date) -> ReferenceIn:
    """A reference in one form: every area rated, every yes explained, declared to be true.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    faults = _date_faults(given.worked_from, given.worked_to, today)
    names = ("job_title", "concern_detail", "discipline_detail", "reemploy_detail", "comments", "signed_name")
    texts = {field: plain(getattr(given, field)) for field in names}
    for field in names:
        most = _LINE_MAX if field in {"job_title", "signed_name"} else _TEXT_MAX
        if len(texts[field]) > most:
            faults[field] = f"This must be {most:,} characters or less"
    unrated = [area for area in AREAS if given.ratings.get(area) not in RATINGS]
    faults |= {f"ratings/{area}": f"Select a word for “{AREAS[area]}”" for area in unrated}
    if not unrated and given.ratings.keys() != AREAS.keys():
        faults["ratings"] = "Rate the areas of practice and nothing else"
    required = {
        "job_title": (True, "Enter what they did"),
        "concern_detail": (given.has_concern, "Enter what the concern was and what came of it"),
        "discipline_detail": (given.has_discipline, "Enter what it is about and where it stands"),
        "reemploy_detail": (given.would_reemploy is not Reemploy.YES, "Enter why"),
        "signed_name": (True, "Enter your full name"),
    }
    for field, (is_needed, sentence) in required.items():
        if is_needed and not texts[field]:
            faults[field] = sentence
    if not given.is_true:
        faults["is_true"] = "Confirm that what you say is true and complete"
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": sentence} for field, sentence in faults.items()])
    # What was typed under a "no" was taken back.
    if not given.has_concern:
        texts["concern_detail"] = ""
    if not given.has_discipline:
        texts["discipline_detail"] = ""
    return msgspec.structs.replace(given, **texts)


def _months(later: date, earlier: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def discrepancies(said: tuple[date, date | None], confirmed: tuple[date, date | None]) -> list[str]:
    """Where the referee's dates differ from the candidate's by more than a month, as sentences; memory rounds to months."""
    found = []
    start = _months(confirmed[0], said[0])
    if abs(start) > 1:
        found.append(f"The candidate says they started {abs(start)} months {'earlier' if start > 0 else 'later'} than the referee does.")
    if (said[1] is None) != (confirmed[1] is None):
        works, left = ("the candidate", "the referee") if said[1] is None else ("the referee", "the candidate")
        found.append(f"For {works} they still work there; for {left} they have left.")
    elif said[1] is not None and confirmed[1] is not None:
        end = _months(confirmed[1], said[1])
        if abs(end) > 1:
            found.append(f"The candidate says they left {abs(end)} months {'earlier' if end > 0 else 'later'} than the referee does.")
    return found


def against_history(organisation: str, jobs: Sequence[tuple[str, date, date | None]], confirmed: tuple[date, date | None]) -> list[str]:
    """Where a referee's dates lie outside the job that the work history shows there; a referee may know a part of it only.

    Each job is its employer and its first and last month; somebody without a work history has nothing to differ from.
    """
    there = [(began, ended) for employer, began, ended in jobs if folded(employer) == folded(organisation)]
    if not jobs or not there:
        return [f"The work history does not name {organisation}."] if jobs else []
    began, ends = min(began for began, _ in there), [ended for _, ended in there if ended]
    ended = max(ends) if len(ends) == len(there) else None
    found = []
    if _months(began, confirmed[0]) > 1:
        found.append(f"By the work history the job there began in {_month(began)}, later than the referee says.")
    if ended is not None and (confirmed[1] is None or _months(confirmed[1], ended) > 1):
        found.append(f"By the work history the job there ended in {_month(ended)}, earlier than the referee says.")
    return found


def _month(day: date) -> str:
    return f"{day:%B} {day.year}"


def uncovered(spans: Iterable[tuple[date, date | None]], *, today: date, months: int) -> list[tuple[date, date]]:
    """The stretches of the last months, by their first days, that no referee speaks of; the running month does not count."""
    here = today.year * 12 + today.month - 1
    covered: set[int] = set()
    for start, end in spans:
        last = end or today
        covered.update(range(start.year * 12 + start.month - 1, last.year * 12 + last.month))
    found: list[tuple[date, date]] = []
    for month in range(here - months, here):
        if month in covered:
            continue
        first = date(month // 12, month % 12 + 1, 1)
        if found and _months(first, found[-1][1]) == 1:
            found[-1] = (found[-1][0], first)
        else:
            found.append((first, first))
    return found


def stretch_in_words(stretch: tuple[date, date]) -> str:
    """March 2024 to May 2024, or March 2024."""
    first, last = (_month(day) for day in stretch)
    return first if first == last else f"{first} to {last}"


def reminders_due(asked_on: date, today: date, days: Sequence[int]) -> int:
    """How many reminders a referee should have had by a day."""
    return sum(today >= asked_on + timedelta(days=after) for after in days)


def check_heard(*, is_answered: bool, answer_by: date, outcome: Outcome, today: date) -> None:
    """Nobody decides against a candidate who has neither answered nor had the time to.

    Raises:
        NotHeard: that is so.
    """
    if outcome is Outcome.UNSATISFACTORY and not is_answered and today <= answer_by:
        raise NotHeard("Wait for the answer, or until the time to answer is over.")
