"""Agency workers, CSV imports and conversion cases."""

from decimal import Decimal
from enum import StrEnum

from piccolo.columns import JSONB, Boolean, Date, Integer, Numeric, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import Organisation, User
from prime.candidates.tables import Application
from prime.clients.tables import Client
from prime.core.columns import choice, foreign_key, moment, moment_now, money, one_of, primary_key
from prime.reference.tables import AgencyJobType, Grade


class CaseStage(StrEnum):
    """How far a conversion has come."""

    IDENTIFIED = "identified"
    APPROACHED = "approached"
    INTERESTED = "interested"
    APPLICATION = "application"
    CONVERTED = "converted"
    CLOSED = "closed"


class WorkerImport(Table, help_text="One CSV of a council's agency workers: what came in, what did not and why."):
    """The same file again changes nothing: rows are found by council and SWE number."""

    id = primary_key()
    client = foreign_key(Client)
    filename = Varchar(length=200, default="")
    sha256 = Varchar(length=64, default="")
    rows_total = Integer(default=0)
    rows_new = Integer(default=0)
    rows_changed = Integer(default=0)
    rows_same = Integer(default=0)
    rows_refused = Integer(default=0)
    refusals = JSONB(default="[]", help_text="For each refused row: row number, column, what is wrong.")
    imported_by = foreign_key(User)
    imported_at = moment_now()

    worker_import_adds_up = Check("rows_total = rows_new + rows_changed + rows_same + rows_refused")


class AgencyWorker(Table, help_text="A social worker whom a council pays an agency for."):
    """Found again by council and SWE number."""

    id = primary_key()
    client = foreign_key(Client)
    first_name = Varchar(length=100, default="")
    last_name = Varchar(length=100, default="")
    email = Varchar(length=254, default="")
    swe_number = Varchar(length=8, default="")
    agency = Varchar(length=120, default="")
    job_type = choice(AgencyJobType)
    team = Varchar(length=120, default="")
    hourly_amount = money()
    weekly_hours = Numeric(digits=(4, 2), default=Decimal("37.00"))
    started_on = Date(default=None)
    left_on = Date(null=True, default=None)
    last_import = foreign_key(WorkerImport, null=True)

    agency_worker_once = Unique([client, swe_number])
    agency_worker_job_type_known = one_of("job_type", AgencyJobType)
    agency_worker_swe_number_valid = Check("swe_number ~ '^SW[1-9][0-9]{0,5}$'")
    agency_worker_sensible = Check("hourly_amount > 0 AND weekly_hours > 0 AND weekly_hours <= 60 AND left_on >= started_on")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s %s", columns=[cls.first_name, cls.last_name])


class ConversionCase(Table, help_text="The attempt to make one agency worker permanent, with employer and saving."):
    """One live case for a worker; the saving is kept as it was reckoned, with its inputs."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    worker = foreign_key(AgencyWorker)
    client = foreign_key(Client)
    employer = foreign_key(Organisation)
    lowers_agency_share = Boolean(default=False, help_text="The hire counts as permanent in the council's own return.")
    grade = foreign_key(Grade)
    stage = choice(CaseStage, default=CaseStage.IDENTIFIED)
    stage_entered_at = moment_now()
    annual_amount = money()
    agency_cost_amount = money()
    permanent_cost_amount = money()
    fee_amount = money()
    saving_amount = money()
    workings = JSONB(default="{}", help_text="Every input and step of the saving.")
    application = foreign_key(Application, null=True)
    closed_reason = Text(default="")
    opened_by = foreign_key(User)
    opened_at = moment_now()
    ended_at = moment(null=True)

    conversion_case_stage_known = one_of("stage", CaseStage)
    conversion_case_saving_adds_up = Check("saving_amount = agency_cost_amount - permanent_cost_amount - fee_amount")
    conversion_case_amounts_sensible = Check("annual_amount > 0 AND fee_amount >= 0")
    conversion_case_closed_has_reason = Check("stage <> 'closed' OR closed_reason <> ''")
    conversion_case_end_stamped = Check("(stage IN ('converted', 'closed')) = (ended_at IS NOT NULL)")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])
