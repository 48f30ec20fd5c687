"""Clients, teams, rate cards, workforce snapshots."""

from decimal import Decimal
from enum import StrEnum

from piccolo.columns import Boolean, Date, DoublePrecision, Numeric, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import Organisation
from prime.core.columns import choice, foreign_key, moment_now, money, one_of, primary_key
from prime.reference.tables import AgencyJobType, Authority, Division


class DeliveryChannel(StrEnum):
    """How a council takes its invoices."""

    PDF_EMAIL = "pdf_email"
    PORTAL = "portal"
    PEPPOL = "peppol"


class Client(Table, help_text="A council that uses the service, with its terms."):
    """One to one with an organisation of kind council."""

    id = primary_key()
    organisation = foreign_key(Organisation, unique=True)
    code = Varchar(length=12, unique=True, default="", help_text="Short name in references and file names.")
    name = Varchar(length=200, default="")
    authority = foreign_key(Authority, null=True)
    region_code = Varchar(length=9, default="", index=True, help_text="ONS region, E12..., which decides price caps and cool-off.")
    division = choice(Division, default=Division.ENGLAND_AND_WALES)
    is_owner = Boolean(default=False, help_text="One of the councils that own AfC.")
    reports_as_agency = Boolean(default=True, help_text="Whether the council reports AfC Prime staff as agency workers to the DfE.")
    address = Text(default="", help_text="One line of the address per line.")
    vat_number = Varchar(length=16, default="")
    invoice_email = Varchar(length=254, default="")
    delivery_channel = choice(DeliveryChannel, default=DeliveryChannel.PDF_EMAIL)
    peppol_id = Varchar(length=60, default="")
    is_po_required = Boolean(default=True)
    payment_days = SmallInt(default=30)
    notice_days = SmallInt(default=28, help_text="Notice of the council's own staff in a like role; at most 28 counts.")
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    created_at = moment_now()

    client_delivery_channel_known = one_of("delivery_channel", DeliveryChannel)
    client_division_known = one_of("division", Division)
    client_place_whole = Check("(latitude IS NULL) = (longitude IS NULL)")
    client_payment_days_lawful = Check("payment_days BETWEEN 1 AND 30")
    client_notice_days_sensible = Check("notice_days BETWEEN 1 AND 28")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.name])


class Team(Table, help_text="A team of a council, where a placed person works."):
    """Its place decides the distance in matching; where it has none, the council's does."""

    id = primary_key()
    client = foreign_key(Client)
    name = Varchar(length=120, default="")
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)

    team_once = Unique([client, name])
    team_place_whole = Check("(latitude IS NULL) = (longitude IS NULL)")


class RateCard(Table, help_text="What an hour of a job type costs a council from a day on."):
    """Rows of one client and job type never overlap; past weeks keep the row of their day."""

    id = primary_key()
    client = foreign_key(Client)
    job_type = choice(AgencyJobType)
    hourly_amount = money()
    effective_from = Date(default=None)
    effective_to = Date(null=True, default=None)
    source = Text(default="")

    rate_card_job_type_known = one_of("job_type", AgencyJobType)
    rate_card_positive = Check("hourly_amount > 0")
    rate_card_in_order = Check("effective_to >= effective_from")


class WorkforceSnapshot(Table, help_text="A council's social workers on a day, by full-time equivalent."):
    """Agency share = agency / (permanent + agency), as the DfE counts (domain.md 13)."""

    id = primary_key()
    client = foreign_key(Client)
    taken_on = Date(default=None)
    permanent_fte = Numeric(digits=(7, 1), default=Decimal(0))
    agency_fte = Numeric(digits=(7, 1), default=Decimal(0))
    vacancy_fte = Numeric(digits=(7, 1), default=Decimal(0))
    source = Text(default="")

    workforce_snapshot_once = Unique([client, taken_on])
    workforce_snapshot_not_negative = Check("permanent_fte >= 0 AND agency_fte >= 0 AND vacancy_fte >= 0")
