"""Seller, runs, exclusions, invoices, lines, credit notes, payments."""

from enum import StrEnum

from piccolo.columns import Boolean, Date, Numeric, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.clients.tables import Client
from prime.core.columns import choice, foreign_key, moment, money, one_of, primary_key
from prime.documents.tables import Document
from prime.placements.tables import Placement
from prime.timesheets.tables import Timesheet


class RunStatus(StrEnum):
    """Where a billing run is."""

    RUNNING = "running"
    DONE = "done"


class ShareStatus(StrEnum):
    """What became of one client's part of a run."""

    WAITING = "waiting"
    ISSUED = "issued"
    NOTHING = "nothing"
    FAILED = "failed"


class InvoiceKind(StrEnum):
    """EN 16931 types 380 and 381."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Seller(Table, help_text="What must be true of us on an invoice; dated, and demonstration rows never bill in production."):
    """Name, address, VAT number, bank account, from a day on."""

    id = primary_key()
    name = Varchar(length=200, default="")
    address = Text(default="", help_text="One line of the address per line.")
    vat_number = Varchar(length=16, default="")
    company_number = Varchar(length=16, default="")
    email = Varchar(length=254, default="")
    bank_name = Varchar(length=120, default="")
    sort_code = Varchar(length=8, default="")
    account_number = Varchar(length=8, default="")
    effective_from = Date(default=None)
    is_demonstration = Boolean(default=False)

    seller_once = Unique([effective_from])
    seller_can_be_paid = Check("name <> '' AND address <> '' AND sort_code ~ '^[0-9]{2}-[0-9]{2}-[0-9]{2}$' AND account_number ~ '^[0-9]{8}$'")
    seller_vat_number_has_prefix = Check("vat_number ~ '^GB([0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})$'")


class BillingRun(Table, help_text="The billing of one month; a month has one run."):
    """Progress is counted from its shares, never from the queue."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    month = Date(unique=True, default=None, help_text="First day of the month billed.")
    status = choice(RunStatus, default=RunStatus.RUNNING)
    started_by = foreign_key(User)
    started_at = moment()
    finished_at = moment(null=True)

    billing_run_status_known = one_of("status", RunStatus)
    billing_run_month_is_first = Check("extract(day FROM month) = 1")
    billing_run_end_stamped = Check("(status = 'done') = (finished_at IS NOT NULL)")


class RunShare(Table, help_text="One invoice to be made by a billing run: a client and a PO number, waiting, issued, or why not."):
    """One for each run, client and PO number, so a second try finds the first."""

    id = primary_key()
    run = foreign_key(BillingRun)
    client = foreign_key(Client)
    po_number = Varchar(length=40, default="")
    status = choice(ShareStatus, default=ShareStatus.WAITING)
    detail = Text(default="")
    settled_at = moment(null=True)

    run_share_status_known = one_of("status", ShareStatus)
    run_share_once = Unique([run, client, po_number])
    run_share_end_stamped = Check("(status = 'waiting') = (settled_at IS NULL)")


class Exclusion(Table, help_text="A week left out of a month's billing, by whom and why."):
    """Stays out until somebody takes the exclusion back."""

    id = primary_key()
    timesheet = foreign_key(Timesheet)
    reason = Text(default="")
    made_by = foreign_key(User)
    made_at = moment()
    lifted_by = foreign_key(User, null=True)
    lifted_at = moment(null=True)

    exclusion_has_reason = Check("reason <> ''")
    exclusion_lifted_by_somebody = Check("(lifted_at IS NULL) = (lifted_by IS NULL)")


class Invoice(Table, help_text="An issued invoice or credit note: everything on it is copied here and never changes."):
    """Number, parties, PO, totals. A credit note is a row with `kind` credit_note and the invoice it takes back."""

    id = primary_key()
    number = Varchar(length=20, unique=True, default="", help_text="Like INV-2026-000042; gapless within its series.")
    kind = choice(InvoiceKind, default=InvoiceKind.INVOICE)
    credits = foreign_key("self", null=True, unique=True)
    client = foreign_key(Client)
    run = foreign_key(BillingRun, null=True)
    seller_name = Varchar(length=200, default="")
    seller_address = Text(default="")
    seller_vat_number = Varchar(length=16, default="")
    seller_company_number = Varchar(length=16, default="")
    seller_email = Varchar(length=254, default="")
    bank_name = Varchar(length=120, default="")
    sort_code = Varchar(length=8, default="")
    account_number = Varchar(length=8, default="")
    buyer_name = Varchar(length=200, default="")
    buyer_address = Text(default="")
    po_number = Varchar(length=40, default="", help_text="One invoice has one PO number, as councils match it.")
    period_from = Date(default=None)
    period_to = Date(default=None)
    issued_on = Date(default=None, help_text="Date of issue, which is the tax point.")
    due_on = Date(null=True, default=None)
    net_amount = money()
    vat_rate = Numeric(digits=(5, 2), default=None)
    vat_amount = money()
    gross_amount = money()
    reason = Text(default="", help_text="Of a credit note.")
    issued_by = foreign_key(User, null=True)
    issued_at = moment()

    invoice_kind_known = one_of("kind", InvoiceKind)
    invoice_credit_names_invoice = Check("(kind = 'credit_note') = (credits IS NOT NULL) AND (kind = 'credit_note') = (reason <> '')")
    invoice_has_due_date = Check("CASE kind WHEN 'invoice' THEN due_on IS NOT NULL AND due_on >= issued_on ELSE due_on IS NULL END")
    invoice_sign = Check("CASE kind WHEN 'invoice' THEN net_amount > 0 ELSE net_amount < 0 END")
    invoice_period_in_order = Check("period_from <= period_to")
    invoice_adds_up = Check("gross_amount = net_amount + vat_amount AND vat_amount = round(net_amount * vat_rate / 100, 2)")
    invoice_once_a_run = Unique([run, client, po_number, kind])

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.number])


class InvoiceLine(Table, help_text="One week of one placement on an invoice."):
    """Copied at issue, so that it explains itself for ever; on a credit note the hours are negative."""

    id = primary_key()
    invoice = foreign_key(Invoice)
    position = SmallInt(default=None)
    timesheet = foreign_key(Timesheet)
    placement = foreign_key(Placement)
    week_starts_on = Date(default=None)
    worker_name = Varchar(length=201, default="")
    role_title = Varchar(length=120, default="")
    team_name = Varchar(length=120, default="")
    timesheet_reference = Varchar(length=20, default="")
    placement_reference = Varchar(length=20, default="")
    approved_by_name = Varchar(length=201, default="")
    approved_at = moment()
    hours = Numeric(digits=(6, 2), default=None)
    hourly_amount = money()
    net_amount = money()

    invoice_line_once = Unique([invoice, position])
    invoice_line_adds_up = Check("net_amount = round(hours * hourly_amount, 2)")
    invoice_line_is_not_nothing = Check("hours <> 0 AND hourly_amount > 0")


class BilledWeek(Table, help_text="Which invoice a week stands on: one at most, freed by a credit note."):
    """The constraint behind "never two invoices for one week"."""

    id = primary_key()
    timesheet = foreign_key(Timesheet, unique=True)
    invoice = foreign_key(Invoice)
    billed_at = moment()


class InvoiceDocument(Table, help_text="The PDF of an invoice."):
    """Apart from the invoice, as that never changes."""

    id = primary_key()
    invoice = foreign_key(Invoice, unique=True)
    document = foreign_key(Document, unique=True)


class Payment(Table, help_text="Money received for an invoice."):
    """Never more than is owed; corrected by a negative row that names it, never edited."""

    id = primary_key()
    invoice = foreign_key(Invoice)
    received_on = Date(default=None)
    paid_amount = money()
    reference = Varchar(length=60, default="", help_text="As on the bank statement.")
    reverses = foreign_key("self", null=True, unique=True)
    reason = Text(default="", help_text="Of a reversal.")
    recorded_by = foreign_key(User)
    recorded_at = moment()

    payment_is_not_nothing = Check("CASE WHEN reverses IS NULL THEN paid_amount > 0 ELSE paid_amount < 0 END")
    payment_reversal_has_reason = Check("(reverses IS NULL) = (reason = '')")
