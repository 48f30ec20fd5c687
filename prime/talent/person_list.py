"""Reads a CSV of people: which column holds what, good rows as values, bad ones with row, column and what is wrong. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from email_validator import EmailNotValidError, validate_email

from prime.core.spreadsheets import UnreadableFile, csv_rows, csv_text, heading_key
from prime.reference import identifiers
from prime.talent.errors import ListRefused
from prime.talent.schemas import Fault, Person

MAX_MEGABYTES, MAX_ROWS, MAX_COLUMNS = 1, 1000, 60
CELL_MAX, HEADING_MAX, NAME_MAX = 300, 80, 100
# What each fact is called, and the headings by which it is found, without case, spaces and punctuation.
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "first_name": ("First name", ("firstname", "forename", "givenname", "first", "forenames")),
    "last_name": ("Last name", ("lastname", "surname", "familyname", "last")),
    "email": ("Email", ("email", "emailaddress", "mail", "contactemail", "personalemail")),
    "phone": ("Telephone", ("phone", "telephone", "mobile", "phonenumber", "telephonenumber", "mobilenumber", "tel")),
    "swe_number": ("SWE number", ("swenumber", "sweno", "swe", "swereference", "sweregistration", "registrationnumber", "socialworkenglandnumber")),
    "postcode": ("Postcode", ("postcode", "postalcode", "homepostcode", "zip")),
}
NEEDED = ("first_name", "last_name", "email")
EXAMPLE = ("First name,Last name,Email,Telephone,SWE number,Postcode", "Robin,Sample,robin.sample@people.example,01632 960 001,SW1234,KT1 1EU")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,24}[0-9]", re.ASCII)


def read(content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The headings, and the rows with their numbers.

    Raises:
        ListRefused: the file is too big, no text, has no rows or too many, or its quotes do not match.
    """
    try:
        lines = [(number, cells) for number, cells in csv_rows(csv_text(content, most_megabytes=MAX_MEGABYTES)) if any(cells)]
    except UnreadableFile as problem:
        raise ListRefused(str(problem)) from None
    if not lines:
        raise ListRefused("The file is empty.")
    (_, headings), rows = lines[0], lines[1:]
    if len(headings) > MAX_COLUMNS:
        raise ListRefused(f"The file has more than {MAX_COLUMNS} columns. Keep those with the people’s details.")
    if not rows:
        raise ListRefused("The file has headings but no rows below them.")
    if len(rows) > MAX_ROWS:
        raise ListRefused(f"The file has more than {MAX_ROWS:,} rows. Split it into several.")
    return [heading[:HEADING_MAX] for heading in headings], [(number, [cell[: CELL_MAX + 1] for cell in cells]) for number, cells in rows]


def guessed(headings: Sequence[str]) -> dict[str, int]:
    """Which column probably holds which fact: the first whose heading says so."""
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        for field, (_, aliases) in COLUMNS.items():
            if heading_key(heading) in aliases:
                found.setdefault(field, at)
    return found


def named(columns: Mapping[str, str], headings: Sequence[str]) -> dict[str, int]:
    """The columns that somebody names by their headings; one that is not there has the place of none."""
    keys = [heading_key(heading) for heading in headings]
    return {field: keys.index(heading_key(heading)) if heading_key(heading) in keys else -1 for field, heading in columns.items()}


def misplaced(columns: Mapping[str, int], headings: Sequence[str]) -> dict[str, str]:
    """What is wrong with a choice of columns, by fact."""
    faults = {field: f"Select the column with the {COLUMNS[field][0].lower()}" for field in NEEDED if field not in columns}
    taken: dict[int, str] = {}
    for field, at in columns.items():
        if field not in COLUMNS or not 0 <= at < len(headings):
            faults[field] = "Select one of the columns of the file"
        elif at in taken:
            faults[field] = f"{COLUMNS[taken[at]][0]} is in this column already"
        taken.setdefault(at, field)
    return faults


def judge(rows: Iterable[tuple[int, Sequence[str]]], headings: Sequence[str], columns: Mapping[str, int]) -> tuple[list[Person], list[Fault]]:
    """The good rows as people, and everything that is wrong with the others."""
    people: list[Person] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        found = _person(number, cells, headings, columns)
        if isinstance(found, Person):
            marks = [mark for mark in (found.email, found.swe_number) if mark]
            found = [Fault(number, _label(mark), f"{mark} is in row {seen[mark]} already") for mark in marks if mark in seen] or found
        if isinstance(found, Person):
            seen.update(dict.fromkeys(marks, number))
            people.append(found)
        else:
            faults += found
    return people, faults


def _label(mark: str) -> str:
    return COLUMNS["email" if "@" in mark else "swe_number"][0]


def _person(number: int, cells: Sequence[str], headings: Sequence[str], columns: Mapping[str, int]) -> Person | list[Fault]:
    if any(cells[len(headings) :]):
        return [Fault(number, "", "The row has more cells than there are headings: put quotes round text that holds a separator")]
    values: dict[str, str] = {}
    faults = []
    for field, (label, _) in COLUMNS.items():
        at = columns.get(field, len(cells))
        try:
            values[field] = _READERS[field](cells[at] if at < len(cells) else "")
        except ValueError as problem:
            faults.append(Fault(number, label, str(problem)))
    return faults or Person(row=number, **values)


def _name(label: str) -> Callable[[str], str]:
    def read_name(cell: str) -> str:
        if not cell:
            raise ValueError(f"Enter the {label}")
        if len(cell) > NAME_MAX:
            raise ValueError(f"{label.capitalize()} must be {NAME_MAX} characters or less")
        # A name with a digit or a sign in front is a shifted column or a formula.
        if not cell.isprintable() or not any(letter.isalpha() for letter in cell) or cell[0] in "=+-@" or any(letter.isdigit() for letter in cell):
            raise ValueError(f"{label.capitalize()} must be a name")
        return cell

    return read_name


def _email(cell: str) -> str:
    try:
        return str(validate_email(cell, check_deliverability=False, allow_smtputf8=False).ascii_email).lower()
    except EmailNotValidError:
        raise ValueError("Enter an email address in the correct format, like name@example.com") from None


def _phone(cell: str) -> str:
    if cell and not _PHONE.fullmatch(cell):
        raise ValueError("Enter a telephone number, like 01632 960 001")
    return cell


def _or_nothing(reader: Callable[[str], str]) -> Callable[[str], str]:
    return lambda cell: reader(cell) if cell else ""


_READERS: dict[str, Callable[[str], str]] = {
    "first_name": _name("first name"),
    "last_name": _name("last name"),
    "email": _email,
    "phone": _phone,
    "swe_number": _or_nothing(identifiers.swe_number),
    "postcode": _or_nothing(identifiers.postcode),
}
