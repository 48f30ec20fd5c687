"""Lists of people that operations import, and the talent pool."""

from enum import StrEnum

from piccolo.columns import Date, Integer, Text, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.candidates.tables import Application, Candidate
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key
from prime.reference.tables import Grade, Skill
from prime.vacancies.tables import Vacancy


class ListStatus(StrEnum):
    """How far a list is."""

    READ = "read"
    ORDERED = "ordered"
    DONE = "done"


class RowStatus(StrEnum):
    """What came of a row."""

    WAITING = "waiting"
    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


class PersonList(Table, help_text="A CSV of people that operations import for a vacancy, or for the talent pool."):
    """Its rows hold what was typed until they are taken in, and no longer."""

    id = primary_key()
    filename = Varchar(length=200, default="", help_text="Shown, never used as a path.")
    origin = Varchar(length=200, default="", help_text="Where the names come from; the people are told.")
    vacancy = foreign_key(Vacancy, null=True)
    headings = Text(default="[]")
    columns = Text(default="{}", help_text="Which heading holds which fact.")
    status = choice(ListStatus, default=ListStatus.READ)
    made_by = foreign_key(User)
    made_at = moment_now()
    done_at = moment(null=True)

    person_list_status_known = one_of("status", ListStatus)
    person_list_says_where_from = Check("origin <> ''")
    person_list_done_when_done = Check("(status = 'done') = (done_at IS NOT NULL)")


class PersonRow(Table, help_text="One row of a list of people, and what came of it."):
    """Numbered as a spreadsheet shows it."""

    id = primary_key()
    person_list = foreign_key(PersonList)
    row = Integer(default=None)
    cells = Text(default="[]", help_text="Emptied once the row is done with.")
    status = choice(RowStatus, default=RowStatus.WAITING)
    faults = Text(default="[]", help_text="Column and what is wrong, of a row that was refused.")
    candidate = foreign_key(Candidate, null=True)
    application = foreign_key(Application, null=True)

    person_row_once = Unique([person_list, row])
    person_row_status_known = one_of("status", RowStatus)
    person_row_forgets = Check("status = 'waiting' OR cells = '[]'")
    person_row_has_a_person = Check("(candidate IS NOT NULL) = (status IN ('new', 'known'))")


class PoolStatus(StrEnum):
    """Whether somebody may be asked about roles."""

    ASKED = "asked"
    MEMBER = "member"
    LEFT = "left"
    EXPIRED = "expired"


class PoolMember(Table, help_text="A person who agreed to be asked about other roles until a day, or was asked whether they agree."):
    """One for each person; the consent is kept with the others."""

    id = primary_key()
    candidate = foreign_key(Candidate, unique=True)
    status = choice(PoolStatus, default=PoolStatus.ASKED)
    grade = foreign_key(Grade, null=True)
    place = Varchar(length=80, default="", help_text="Where they would work, in their words.")
    origin = Varchar(length=200, default="", help_text="Where the name came from, if not from an application.")
    consent_version = Varchar(length=20, default="", help_text="Of the text they agreed to; empty until they have.")
    joined_at = moment(null=True)
    ends_on = Date(default=None, help_text="The last day; renewed when they say so.")
    warned_on = Date(null=True, default=None, help_text="When they were told that it ends.")
    ended_at = moment(null=True)

    pool_member_status_known = one_of("status", PoolStatus)
    pool_member_agreed = Check("status <> 'member' OR (consent_version <> '' AND joined_at IS NOT NULL AND grade IS NOT NULL AND place <> '')")
    pool_member_ended = Check("(status IN ('left', 'expired')) = (ended_at IS NOT NULL)")


class PoolSkill(Table, help_text="A practice area of a member of the talent pool."):
    """From the closed list."""

    id = primary_key()
    member = foreign_key(PoolMember)
    skill = foreign_key(Skill)

    pool_skill_once = Unique([member, skill])


class PoolCall(Table, help_text="A member of the talent pool was asked to apply for a role."):
    """Once for each role."""

    id = primary_key()
    member = foreign_key(PoolMember)
    vacancy = foreign_key(Vacancy)
    text = Text(default="", help_text="What we wrote.")
    called_by = foreign_key(User)
    called_at = moment_now()

    pool_call_once = Unique([member, vacancy])
