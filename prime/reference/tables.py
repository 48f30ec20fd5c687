"""Reference tables: each row names its source, and dated rows of one kind never overlap."""

from enum import StrEnum

from piccolo.columns import Boolean, Date, Integer, Numeric, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.core.columns import choice, foreign_key, money, one_of, primary_key
from prime.core.money import ZERO

SOURCE_HELP = "Where the value was published; an address, an act or a circular."
FROM_HELP = "The first day on which the row applies."
TO_HELP = "The last day on which the row applies; empty means until further notice."
NOTE_HELP = "What a reader must know, for example that a value is unconfirmed."
DEMONSTRATION_HELP = "Invented for the demo; production refuses to use it."


class OfstedGrade(StrEnum):
    """Overall judgement of an inspection of local authority children's services (ILACS)."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"


class Measure(StrEnum):
    """What the DfE publishes for each authority, by full-time equivalent (FTE)."""

    AGENCY_RATE = "agency_rate"
    VACANCY_RATE = "vacancy_rate"
    TURNOVER_RATE = "turnover_rate"
    CASELOAD = "caseload"


class Symbol(StrEnum):
    """What the DfE prints where there is no number; never to be read as 0."""

    UNAVAILABLE = "x"
    NOT_APPLICABLE = "z"
    SUPPRESSED = "c"
    LOW = "low"


class AreaLevel(StrEnum):
    """How wide a benchmark is; London overlaps Inner and Outer London, so rows are never summed."""

    NATIONAL = "national"
    REGIONAL = "regional"


class Division(StrEnum):
    """The three bank-holiday calendars of the United Kingdom, named as GOV.UK names them."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class RateKind(StrEnum):
    """Every kind of dated value; `rules.UNITS` says in what each is counted."""

    VAT_STANDARD = "vat_standard"
    VAT_REDUCED = "vat_reduced"
    VAT_ZERO = "vat_zero"
    EMPLOYER_NI_RATE = "employer_ni_rate"
    EMPLOYER_NI_THRESHOLD = "employer_ni_threshold"
    APPRENTICESHIP_LEVY_RATE = "apprenticeship_levy_rate"
    APPRENTICESHIP_LEVY_ALLOWANCE = "apprenticeship_levy_allowance"
    LGPS_EMPLOYER_RATE = "lgps_employer_rate"
    LGPS_SAMPLE_MEAN = "lgps_sample_mean"
    LATE_PAYMENT_MARGIN = "late_payment_margin"
    LATE_PAYMENT_REFERENCE = "late_payment_reference"
    LATE_PAYMENT_FIXED_SUM = "late_payment_fixed_sum"
    PAYMENT_TERM = "payment_term"
    ANNUAL_LEAVE = "annual_leave"
    EXTRA_STATUTORY_LEAVE = "extra_statutory_leave"
    SICKNESS = "sickness"
    WEEKLY_HOURS = "weekly_hours"
    WEEKLY_HOURS_LONDON = "weekly_hours_london"
    REFERENCE_COVER = "reference_cover"
    REFERENCE_LINK = "reference_link"
    REFERENCE_REMINDER = "reference_reminder"
    REFERENCE_HEARING = "reference_hearing"
    DISCLOSURE_REMINDER = "disclosure_reminder"
    REFERENCE_KEPT = "reference_kept"
    REFERENCE_KEPT_OF_STAFF = "reference_kept_of_staff"
    DISCLOSURE_LINK = "disclosure_link"
    DISCLOSURE_KEPT = "disclosure_kept"
    CHECK_DUE_SOON = "check_due_soon"
    CHECK_OVERRIDE = "check_override"
    RIGHT_TO_WORK_NOTICE = "right_to_work_notice"
    DBS_STATUS = "dbs_status"
    DBS_HEARING = "dbs_hearing"
    DBS_DETAIL_KEPT = "dbs_detail_kept"
    POOL_KEPT = "pool_kept"
    POOL_ANSWER = "pool_answer"
    POOL_WARNING = "pool_warning"


class Unit(StrEnum):
    """In what a rate is counted."""

    PER_CENT = "per cent"
    POUNDS = "pounds"
    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"


class DfeRole(StrEnum):
    """Role groups of the DfE children's social work workforce census."""

    SENIOR_MANAGER = "senior_manager"
    MIDDLE_MANAGER = "middle_manager"
    FIRST_LINE_MANAGER = "first_line_manager"
    SENIOR_PRACTITIONER = "senior_practitioner"
    CASE_HOLDER = "case_holder"
    QUALIFIED_WITHOUT_CASES = "qualified_without_cases"


class AgencyJobType(StrEnum):
    """The five job types of the DfE agency rules, by which price caps are set."""

    SOCIAL_WORKER = "social_worker"
    SENIOR_SOCIAL_WORKER = "senior_social_worker"
    ADVANCED_PRACTITIONER = "advanced_practitioner"
    TEAM_MANAGER = "team_manager"
    IRO_CP_CHAIR = "iro_cp_chair"


class Authority(Table, help_text="An English authority with children's services; 153 of them, as published."):
    """Reference only: councils that are clients are organisations of their own."""

    id = primary_key()
    gss_code = Varchar(length=9, unique=True, default="", help_text="ONS code, for example E09000021.")
    dfe_code = Varchar(length=3, unique=True, default="", help_text="Three-digit DfE local authority code.")
    name = Varchar(length=120, unique=True, default="")
    authority_type = Varchar(length=40, default="")
    region_code = Varchar(length=9, default="", index=True, help_text="ONS region code, E12...")
    region = Varchar(length=60, default="")
    london_subregion = Varchar(length=20, default="", help_text="Inner London or Outer London; empty elsewhere.")
    joint_return = Varchar(length=120, default="", help_text="The pair that files one return: its figures stand on both rows.")
    delivery_body = Varchar(length=120, default="", help_text="The body that runs the services for the authority, if not itself.")
    ofsted_grade = Varchar(length=40, null=True, default=None, choices=OfstedGrade, help_text="Overall judgement (ILACS).")
    ofsted_inspected_on = Date(null=True, default=None)
    ofsted_as_at = Date(null=True, default=None, help_text="The day of the list from which the judgement was taken.")
    source = Text(default="", help_text=SOURCE_HELP)

    authority_ofsted_grade = one_of("ofsted_grade", OfstedGrade)
    authority_ofsted_whole = Check("num_nulls(ofsted_grade, ofsted_inspected_on, ofsted_as_at) IN (0, 3)")
    authority_has_source = Check("source <> ''")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.name])


class AuthorityFigure(Table, help_text="One published figure about one authority in one year, or the symbol printed instead."):
    """Either a value or a symbol, never both and never neither."""

    id = primary_key()
    authority = foreign_key(Authority)
    measure = choice(Measure)
    year = SmallInt(default=None, help_text="Year of the snapshot at 30 September.")
    value = Numeric(digits=(10, 2), null=True, default=None)
    symbol = Varchar(length=10, null=True, default=None, choices=Symbol, help_text="x unavailable, z not applicable, c suppressed, low.")
    source = Text(default="", help_text=SOURCE_HELP)

    authority_figure_once = Unique([authority, measure, year])
    authority_figure_measure = one_of("measure", Measure)
    authority_figure_symbol = one_of("symbol", Symbol)
    authority_figure_value_or_symbol = Check("(value IS NULL) <> (symbol IS NULL)")
    authority_figure_not_negative = Check("value >= 0")
    authority_figure_has_source = Check("source <> ''")


class Benchmark(Table, help_text="National or regional workforce figures of one year, as published."):
    """Areas overlap (London holds Inner and Outer London), so rows of one year are never added up."""

    id = primary_key()
    area_code = Varchar(length=9, default="", help_text="ONS code: E92000001 England, E12... regions, E13... Inner and Outer London.")
    area = Varchar(length=60, default="")
    level = choice(AreaLevel)
    year = SmallInt(default=None, help_text="Snapshot at 30 September; flows in the year to that day.")
    inpost_fte = Numeric(digits=(10, 1), default=None, help_text="Social workers in post.")
    leavers_fte = Numeric(digits=(10, 1), default=None)
    turnover_rate = Numeric(digits=(5, 1), default=None, help_text="Per cent.")
    agency_fte = Numeric(digits=(10, 1), default=None)
    agency_rate = Numeric(digits=(5, 1), default=None, help_text="Per cent.")
    agency_cover_rate = Numeric(digits=(5, 1), default=None, help_text="Per cent of agency workers who cover vacancies.")
    vacancy_fte = Numeric(digits=(10, 1), default=None)
    vacancy_rate = Numeric(digits=(5, 1), default=None, help_text="Per cent.")
    case_holders_fte = Numeric(digits=(10, 1), default=None)
    cases = Integer(default=None)
    caseload = Numeric(digits=(5, 1), default=None, help_text="Cases for each FTE case holder.")
    absence_rate = Numeric(digits=(5, 1), default=None, help_text="Per cent.")
    source = Text(default="", help_text=SOURCE_HELP)

    benchmark_once = Unique([area_code, year])
    benchmark_level = one_of("level", AreaLevel)
    benchmark_has_source = Check("source <> ''")


class BankHoliday(Table, help_text="A day off in one part of the United Kingdom, as GOV.UK publishes it."):
    """Days come as published, substitute days included; they are never computed."""

    id = primary_key()
    division = choice(Division)
    held_on = Date(default=None)
    title = Varchar(length=120, default="")
    notes = Varchar(length=120, default="", help_text="For example: Substitute day.")
    source = Text(default="", help_text=SOURCE_HELP)

    bank_holiday_once = Unique([division, held_on])
    bank_holiday_division = one_of("division", Division)
    bank_holiday_has_source = Check("source <> ''")


class Rate(Table, help_text="A dated value of one kind: VAT, employer costs, late payment, leave, hours."):
    """A banded kind has several rows at a time: the one with the highest `band_from` not above the amount counts."""

    id = primary_key()
    kind = choice(RateKind)
    band_from = Numeric(digits=(12, 2), default=ZERO, help_text="Lower edge of a band (pounds owed, years of service), else 0.")
    value = Numeric(digits=(12, 4), default=None, help_text="Per cent, pounds, days or hours, as the kind says.")
    effective_from = Date(default=None, help_text=FROM_HELP)
    effective_to = Date(null=True, default=None, help_text=TO_HELP)
    source = Text(default="", help_text=SOURCE_HELP)
    note = Text(default="", help_text=NOTE_HELP)
    is_confirmed = Boolean(default=True, help_text="Whether the value was checked at its primary source.")
    is_demonstration = Boolean(default=False, help_text=DEMONSTRATION_HELP)

    rate_kind = one_of("kind", RateKind)
    rate_not_negative = Check("value >= 0 AND band_from >= 0")
    rate_in_order = Check("effective_to >= effective_from")
    rate_has_source = Check("source <> ''")


class PayPoint(Table, help_text="The yearly salary of one point of a pay scale, as dated by its award."):
    """`NJC` is the national scale; AfC and many London boroughs have scales of their own."""

    id = primary_key()
    scale = Varchar(length=40, default="", help_text="NJC, or the name of a local scale.")
    point = SmallInt(default=None, help_text="Spinal column point (SCP).")
    annual_amount = money()
    effective_from = Date(default=None, help_text=FROM_HELP)
    effective_to = Date(null=True, default=None, help_text=TO_HELP)
    source = Text(default="", help_text=SOURCE_HELP)
    note = Text(default="", help_text=NOTE_HELP)
    is_confirmed = Boolean(default=True, help_text="Whether the value was checked at its primary source.")

    pay_point_positive = Check("annual_amount > 0 AND point > 0")
    pay_point_in_order = Check("effective_to >= effective_from")
    pay_point_has_source = Check("source <> '' AND scale <> ''")


class Grade(Table, help_text="A step of the role ladder, from ASYE to service manager."):
    """Pay bands are typical, not agreed: the employer's own grade table replaces them."""

    id = primary_key()
    code = Varchar(length=40, unique=True, default="")
    title = Varchar(length=80, default="")
    level = SmallInt(default=None, help_text="1 for ASYE upwards; matching counts the distance.")
    dfe_role = choice(DfeRole)
    agency_job_type = Varchar(length=40, null=True, default=None, choices=AgencyJobType, help_text="Empty where the rules name none.")
    scale = Varchar(length=40, default="", help_text="The pay scale of the points.")
    scp_from = SmallInt(null=True, default=None, help_text="Lowest point; empty where the band is not known.")
    scp_to = SmallInt(null=True, default=None, help_text="Highest point.")
    source = Text(default="", help_text=SOURCE_HELP)
    note = Text(default="", help_text=NOTE_HELP)
    is_confirmed = Boolean(default=True, help_text="Whether the band was checked with the employer.")

    grade_dfe_role = one_of("dfe_role", DfeRole)
    grade_agency_job_type = one_of("agency_job_type", AgencyJobType)
    grade_band = Check("(scp_from IS NULL) = (scp_to IS NULL) AND scp_from <= scp_to")
    grade_level = Check("level > 0")
    grade_has_source = Check("source <> ''")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.title])


class Skill(Table, help_text="A practice area of children's social work, in which people have experience and placements need it."):
    """A closed list, so that two people mean the same by one word."""

    id = primary_key()
    code = Varchar(length=40, unique=True, default="")
    title = Varchar(length=80, default="")
    position = SmallInt(default=0, help_text="Order in lists.")
    source = Text(default="", help_text=SOURCE_HELP)

    skill_has_source = Check("source <> ''")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.title])


class TeamType(Table, help_text="A kind of team in children's services, as councils name them."):
    """What a placement request or a job title may say about where the work is."""

    id = primary_key()
    code = Varchar(length=40, unique=True, default="")
    title = Varchar(length=80, default="")
    position = SmallInt(default=0, help_text="Order in lists.")
    source = Text(default="", help_text=SOURCE_HELP)

    team_type_has_source = Check("source <> ''")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.title])


class PriceCap(Table, help_text="The most that the councils of a region pay for an hour of an agency social worker."):
    """Amounts are not public: they are entered as data, and the table starts empty."""

    id = primary_key()
    region_code = Varchar(length=9, default="", help_text="ONS region code, E12...")
    job_type = choice(AgencyJobType)
    hourly_amount = money()
    effective_from = Date(default=None, help_text=FROM_HELP)
    effective_to = Date(null=True, default=None, help_text=TO_HELP)
    source = Text(default="", help_text=SOURCE_HELP)
    is_demonstration = Boolean(default=False, help_text=DEMONSTRATION_HELP)

    price_cap_job_type = one_of("job_type", AgencyJobType)
    price_cap_positive = Check("hourly_amount > 0 AND region_code <> ''")
    price_cap_in_order = Check("effective_to >= effective_from")
    price_cap_has_source = Check("source <> ''")
