"""Vacancies."""

from enum import StrEnum

from piccolo.columns import Boolean, Date, Integer, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check
from piccolo.table import Table

from prime.accounts.tables import Organisation
from prime.core.columns import choice, foreign_key, moment_now, money, one_of, primary_key
from prime.reference.tables import Grade

# Our own panel rule, which a vacancy may tighten: two champions, one of them with current safer recruitment training.
PANEL_SIZE, PANEL_ACCREDITED, LARGEST_PANEL = 2, 1, 5
KIT = r"^([a-z][a-z0-9_-]{0,39})?$"


class VacancyKind(StrEnum):
    """Where the person will work."""

    HOME = "home"
    PRIME = "prime"
    CONVERSION = "conversion"


class VacancyStatus(StrEnum):
    """Whether people can apply."""

    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Vacancy(Table, help_text="One or more posts of a grade that people can apply for."):
    """Shown on the public site while it is open, public and not past its closing date."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    title = Varchar(length=120, default="")
    kind = choice(VacancyKind)
    status = choice(VacancyStatus, default=VacancyStatus.DRAFT)
    grade = foreign_key(Grade)
    employer = foreign_key(Organisation)
    place = Varchar(length=120, default="")
    summary = Text(default="")
    salary_from_amount = money()
    salary_to_amount = money()
    headcount = SmallInt(default=1)
    opens_on = Date(default=None)
    closes_on = Date(null=True, default=None)
    is_public = Boolean(default=True)
    kit = Varchar(length=40, default="", help_text="Key of the interview kit; empty means the kit of the grade.")
    panel_size = SmallInt(default=PANEL_SIZE, help_text="How many champions interview together at least.")
    panel_accredited = SmallInt(default=PANEL_ACCREDITED, help_text="How many of them have current safer recruitment training.")
    created_at = moment_now()
    version = Integer(default=1, help_text="Raised with every change, so that two editors notice each other.")

    vacancy_kind_known = one_of("kind", VacancyKind)
    vacancy_status_known = one_of("status", VacancyStatus)
    vacancy_salary_in_order = Check("0 < salary_from_amount AND salary_from_amount <= salary_to_amount")
    vacancy_headcount_positive = Check("headcount > 0")
    vacancy_panel_sensible = Check(f"panel_size BETWEEN 1 AND {LARGEST_PANEL} AND panel_accredited BETWEEN 1 AND panel_size")
    vacancy_dates_in_order = Check("closes_on >= opens_on")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s %s", columns=[cls.reference, cls.title])
