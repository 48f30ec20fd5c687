"""Reads a CSV of agency workers: good rows as values, bad ones with row, column and what is wrong. Pure.

Councils export such lists from many systems, so encoding, separator and headings are recognised, never asked for.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from prime.conversions.errors import FileRefused
from prime.conversions.schemas import Refusal, WorkerRow
from prime.core.spreadsheets import UnreadableFile, csv_rows, csv_text, heading_key
from prime.reference import identifiers
from prime.reference.tables import AgencyJobType

MAX_MEGABYTES = 2
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
MAX_ROWS = 5000
TEMPLATE = (
    "First name,Last name,Email,SWE number,Agency,Job type,Team,Hourly rate,Weekly hours,Start date,End date",
    "Robin,Sample,robin.sample@people.example,SW1234,Sample Staffing,Social worker,Referral and assessment,45.00,37,01/09/2025,",
)
_FULL_WEEK = Decimal(37)
_PENCE = 2

# Headings without case, spaces and punctuation; the first is the one that messages name.
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "first_name": ("First name", ("firstname", "forename", "givenname")),
    "last_name": ("Last name", ("lastname", "surname", "familyname")),
    "email": ("Email", ("email", "emailaddress", "workeremail")),
    "swe_number": ("SWE number", ("swenumber", "sweno", "swe", "swereference", "sweregistration", "registrationnumber", "socialworkenglandnumber")),
    "agency": ("Agency", ("agency", "agencyname", "supplier")),
    "job_type": ("Job type", ("jobtype", "jobtitle", "role", "dfejobtype")),
    "team": ("Team", ("team", "teamname", "service")),
    "hourly_amount": ("Hourly rate", ("hourlyrate", "chargerate", "hourlychargerate", "hourlycharge", "rate")),
    "weekly_hours": ("Weekly hours", ("weeklyhours", "hoursperweek", "hours")),
    "started_on": ("Start date", ("startdate", "started", "assignmentstart", "assignmentstartdate")),
    "left_on": ("End date", ("enddate", "left", "assignmentend", "assignmentenddate")),
}
_OPTIONAL = frozenset({"email", "team", "weekly_hours", "left_on"})
_FIELD_OF = {alias: field for field, (_, aliases) in COLUMNS.items() for alias in aliases}

_JOB_TYPES: dict[str, AgencyJobType] = {
    "socialworker": AgencyJobType.SOCIAL_WORKER,
    "sw": AgencyJobType.SOCIAL_WORKER,
    "seniorsocialworker": AgencyJobType.SENIOR_SOCIAL_WORKER,
    "ssw": AgencyJobType.SENIOR_SOCIAL_WORKER,
    "seniorsw": AgencyJobType.SENIOR_SOCIAL_WORKER,
    "advancedpractitioner": AgencyJobType.ADVANCED_PRACTITIONER,
    "ap": AgencyJobType.ADVANCED_PRACTITIONER,
    "assistantteammanager": AgencyJobType.ADVANCED_PRACTITIONER,
    "teammanager": AgencyJobType.TEAM_MANAGER,
    "tm": AgencyJobType.TEAM_MANAGER,
    "irocpchair": AgencyJobType.IRO_CP_CHAIR,
    "iro": AgencyJobType.IRO_CP_CHAIR,
    "independentreviewingofficer": AgencyJobType.IRO_CP_CHAIR,
    "cpchair": AgencyJobType.IRO_CP_CHAIR,
    "iroorcpchair": AgencyJobType.IRO_CP_CHAIR,
}
_DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def read(content: bytes) -> tuple[list[WorkerRow], list[Refusal], int]:
    """The good rows, what is wrong with the others, and how many rows there are.

    Raises:
        FileRefused: the file is too big, no text, has no headings we know, or its quotes do not match.
    """
    try:
        return _read(list(csv_rows(csv_text(content, most_megabytes=MAX_MEGABYTES))))
    except UnreadableFile as problem:
        raise FileRefused(str(problem)) from None


def _read(lines: list[tuple[int, list[str]]]) -> tuple[list[WorkerRow], list[Refusal], int]:
    rows = iter(lines)
    headings = next((cells for _, cells in rows if any(cells)), [])
    positions = _positions(headings)
    good: list[WorkerRow] = []
    refusals: list[Refusal] = []
    seen: dict[str, int] = {}
    total = 0
    for number, cells in rows:
        if not any(cells):
            continue
        total += 1
        if total > MAX_ROWS:
            raise FileRefused(f"The file has more than {MAX_ROWS:,} rows. Split it into several.")
        found: WorkerRow | list[Refusal]
        if any(cells[len(headings) :]):
            found = [Refusal(number, "", "The row has more cells than there are headings: put quotes round text that holds a separator")]
        else:
            found = _worker(number, {field: cells[at] if at < len(cells) else "" for field, at in positions.items()})
        if isinstance(found, WorkerRow):
            if found.swe_number in seen:
                found = [Refusal(number, "SWE number", f"{found.swe_number} is in row {seen[found.swe_number]} already")]
            else:
                seen[found.swe_number] = number
                good.append(found)
                continue
        refusals += found
    if total == 0:
        raise FileRefused("The file has headings but no rows below them.")
    return good, refusals, total


def _positions(headings: list[str]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for at, heading in enumerate(headings):
        field = _FIELD_OF.get(heading_key(heading))
        if field is None:
            continue
        if field in positions:
            raise FileRefused(f"Two columns look like “{COLUMNS[field][0]}”. Keep one of them.")
        positions[field] = at
    missing = [label for field, (label, _) in COLUMNS.items() if field not in positions and field not in _OPTIONAL]
    if missing:
        raise FileRefused(f"The first row must hold the headings. These are missing: {', '.join(missing)}.")
    return positions


def _worker(number: int, cells: dict[str, str]) -> WorkerRow | list[Refusal]:
    values: dict[str, object] = {}
    refusals: list[Refusal] = []
    for field, (label, _) in COLUMNS.items():
        try:
            values[field] = _READERS[field](cells.get(field, ""))
        except ValueError as problem:
            refusals.append(Refusal(number, label, str(problem)))
    started_on, left_on = values.get("started_on"), values.get("left_on")
    if isinstance(started_on, date) and isinstance(left_on, date) and left_on < started_on:
        refusals.append(Refusal(number, COLUMNS["left_on"][0], "End date must be on or after the start date"))
    return refusals or WorkerRow(row=number, **values)  # type: ignore[arg-type]  # each as its reader gives it


def _words(label: str, most: int, *, is_optional: bool = False) -> Callable[[str], str]:
    def read_words(cell: str) -> str:
        if not cell and not is_optional:
            raise ValueError(f"Enter the {label}")
        if len(cell) > most:
            raise ValueError(f"{label.capitalize()} must be {most} characters or less")
        if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in cell):
            raise ValueError(f"{label.capitalize()} holds a control character")
        return cell

    return read_words


def _name(label: str) -> Callable[[str], str]:
    read_words = _words(label, 100)

    def read_name(cell: str) -> str:
        name = read_words(cell)
        # A name with a digit or a sign in front is a shifted column or a formula.
        if not any(letter.isalpha() for letter in name) or name[0] in "=+-@" or any(letter.isdigit() for letter in name):
            raise ValueError(f"{label.capitalize()} must be a name")
        return name

    return read_name


def _email(cell: str) -> str:
    if cell and (len(cell) > 254 or not _EMAIL.fullmatch(cell)):  # noqa: PLR2004 - RFC 5321
        raise ValueError("Enter an email address in the correct format, like name@example.com")
    return cell.lower()


def _job_type(cell: str) -> AgencyJobType:
    found = _JOB_TYPES.get(heading_key(cell))
    if found is None:
        raise ValueError("Enter one of: social worker, senior social worker, advanced practitioner, team manager, IRO or CP chair")
    return found


def _number(cell: str, sentence: str, *, above: Decimal, most: Decimal) -> Decimal:
    text = cell.removeprefix("£").replace(",", "").strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError(sentence)
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(sentence) from None
    exponent = value.as_tuple().exponent
    if not above < value <= most or not isinstance(exponent, int) or -exponent > _PENCE:
        raise ValueError(sentence)
    return value


def _hourly(cell: str) -> Decimal:
    return _number(cell, "Hourly rate must be an amount up to £500, like 45.00", above=Decimal(0), most=Decimal(500))


def _hours(cell: str) -> Decimal:
    if not cell:
        return _FULL_WEEK
    return _number(cell, "Weekly hours must be a number up to 60, like 37 or 22.5", above=Decimal(0), most=Decimal(60))


def _day(cell: str, label: str) -> date:
    for form in _DATE_FORMATS:
        try:
            day = datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if 1980 <= day.year <= 2100:  # noqa: PLR2004 - anything else is a slip of the hand
            return day
    raise ValueError(f"{label} must be a date, like 01/09/2025")


def _started_on(cell: str) -> date:
    return _day(cell, "Start date")


def _left_on(cell: str) -> date | None:
    return _day(cell, "End date") if cell else None


_READERS: dict[str, Callable[[str], object]] = {
    "first_name": _name("first name"),
    "last_name": _name("last name"),
    "email": _email,
    "swe_number": identifiers.swe_number,
    "agency": _words("agency", 120),
    "job_type": _job_type,
    "team": _words("team", 120, is_optional=True),
    "hourly_amount": _hourly,
    "weekly_hours": _hours,
    "started_on": _started_on,
    "left_on": _left_on,
}
