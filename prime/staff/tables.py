"""Staff members, skills, conflicts of interest."""

from decimal import Decimal
from enum import StrEnum

from piccolo.columns import Boolean, Date, DoublePrecision, Numeric, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import Organisation, User
from prime.candidates.tables import Application, Candidate
from prime.clients.tables import Client
from prime.core.columns import choice, foreign_key, moment_now, money, one_of, primary_key
from prime.offers.tables import Offer
from prime.reference.tables import Grade, Skill


class StaffStatus(StrEnum):
    """Whether the person works for us."""

    ACTIVE = "active"
    LEFT = "left"


class StaffMember(Table, help_text="A person permanently employed, by AfC or by an owner council."):
    """Made from an accepted offer; the database refuses it while a check of the candidate is open."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    user = foreign_key(User, unique=True)
    candidate = foreign_key(Candidate, unique=True)
    application = foreign_key(Application, unique=True)
    offer = foreign_key(Offer, unique=True)
    employer = foreign_key(Organisation)
    first_name = Varchar(length=100, default="")
    last_name = Varchar(length=100, default="", index=True)
    role_title = Varchar(length=120, default="")
    grade = foreign_key(Grade)
    annual_amount = money()
    weekly_hours = Numeric(digits=(4, 2), default=Decimal("37.00"))
    fte = Numeric(digits=(3, 2), default=Decimal("1.00"), help_text="Contracted hours / full-time hours; the most that can be placed.")
    swe_number = Varchar(length=8, default="")
    is_placeable = Boolean(default=True, help_text="Employed as AfC Prime staff, so placed with councils.")
    started_on = Date(default=None)
    left_on = Date(null=True, default=None, help_text="Last day, set when notice is given.")
    status = choice(StaffStatus, default=StaffStatus.ACTIVE)
    postcode = Varchar(length=8, default="")
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    created_at = moment_now()

    staff_member_place_whole = Check("(latitude IS NULL) = (longitude IS NULL)")
    staff_member_status_known = one_of("status", StaffStatus)
    staff_member_fte_sensible = Check("fte > 0 AND fte <= 1 AND weekly_hours > 0 AND annual_amount > 0")
    staff_member_left_is_dated = Check("(status = 'active' OR left_on IS NOT NULL) AND left_on >= started_on")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s %s %s", columns=[cls.reference, cls.first_name, cls.last_name])


class StaffSkill(Table, help_text="A practice area in which somebody has experience."):
    """Matching counts which of the needed ones are held, and for how long."""

    id = primary_key()
    staff_member = foreign_key(StaffMember)
    skill = foreign_key(Skill)
    years = SmallInt(default=1)

    staff_skill_once = Unique([staff_member, skill])
    staff_skill_years_sensible = Check("years BETWEEN 0 AND 60")


class StaffConflict(Table, help_text="Why somebody may not be placed with a council."):
    """A hard exclusion in matching (former employer in cool-off, family, investigation)."""

    id = primary_key()
    staff_member = foreign_key(StaffMember)
    client = foreign_key(Client)
    reason = Text(default="")
    until = Date(null=True, default=None)

    staff_conflict_once = Unique([staff_member, client])
    staff_conflict_has_reason = Check("reason <> ''")
