"""Eleven months of billing: runs, invoices, credit notes and payments, made with the functions that bill in earnest."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from prime.billing import papers, rules
from prime.billing.schemas import Group, SellerOut, Week
from prime.billing.tables import BilledWeek, BillingRun, Invoice, InvoiceLine, Payment, RunShare, RunStatus, Seller, ShareStatus
from prime.clients.schemas import ClientDetail
from prime.clients.tables import Team
from prime.core.formats import local
from prime.core.money import pounds
from prime.demo import words
from prime.demo.people import Cast
from prime.demo.weeks import Placed
from prime.demo.world import DAY, World
from prime.timesheets.tables import Timesheet, TimesheetEvent, TimesheetStatus

_RUN_DAY = 5  # working days after the end of the month
_CREDITED = (2, 6, 11)  # in the n-th month an invoice is taken back
# How invoices are paid: days before or after the due day. Most are in time, a few take a quarter of a year.
_HABITS = {(-15, -1): 0.74, (-3, 12): 0.12, (10, 45): 0.08, (50, 120): 0.06}
_PART_PAID = 0.08


class Issued(NamedTuple):
    """An invoice or a credit note with its lines, and the invoice that it takes back."""

    invoice: Invoice
    lines: list[InvoiceLine]
    client: ClientDetail
    taken_back: Invoice | None = None


class Ledger:
    """The books of the world."""

    def __init__(self, world: World, cast: Cast, clients: dict[UUID, ClientDetail], placed: list[Placed]) -> None:
        self.world = world
        self.biller = cast.finance[0]
        self.clients = clients
        self.teams = {team.id: team.name for team in world.of(Team)}
        self.placed = {one.placement.id: one for one in placed}
        [seller] = world.of(Seller)
        self.seller = SellerOut(**{name: getattr(seller, name) for name in SellerOut.__struct_fields__})
        self.waiting = [sheet for sheet in world.of(Timesheet) if sheet.status == TimesheetStatus.APPROVED and sheet.total_hours > 0]
        self.issued: list[Issued] = []
        self.held: dict[UUID, list[Timesheet]] = {}

    def bill(self, months: list[date]) -> None:
        """A run for each month, in order; after some of them an invoice is taken back. Then the councils pay."""
        for number, month in enumerate(months, 1):
            self._run(month)
            if number in _CREDITED:
                self._credit(month)
        for invoice_id, sheets in self.held.items():
            for sheet in sheets:
                sheet.status = TimesheetStatus.BILLED
                at = next(one.invoice.issued_at for one in self.issued if one.invoice.id == invoice_id)
                self.world.add(BilledWeek(id=self.world.key(at), timesheet=sheet.id, invoice=invoice_id, billed_at=at))
        credited = {one.taken_back.id for one in self.issued if one.taken_back}
        for one in self.issued:
            if one.taken_back is None and one.invoice.id not in credited:
                self._pay(one.invoice)

    # --- a month

    def _run(self, month: date) -> None:
        world = self.world
        until = rules.last_day(month)
        started_at = world.moment(world.working_day(until + DAY, _RUN_DAY), 10, 11)
        run = world.add(
            BillingRun(
                id=world.key(started_at),
                month=month,
                status=RunStatus.DONE,
                started_by=self.biller.id,
                started_at=started_at,
                finished_at=started_at + timedelta(minutes=2),
            )
        )
        world.number("RUN", [run], lambda row: row.started_at)
        due = [sheet for sheet in self.waiting if rules.week_ends_on(sheet.week_starts_on) <= until and sheet.approved_at <= started_at]
        taken = {sheet.id: sheet for sheet in due}
        self.waiting = [sheet for sheet in self.waiting if sheet.id not in taken]
        for number, group in enumerate(rules.group([self._week(sheet) for sheet in due], world.facts.vat_rate)):
            at = started_at + timedelta(seconds=number)
            world.add(
                RunShare(
                    id=world.key(at), run=run.id, client=group.client_id, po_number=group.po_number, status=ShareStatus.ISSUED, settled_at=at
                )
            )
            sheets = [taken[week.timesheet_id] for week in group.weeks]
            self.held[self._issue(group, run, at)] = sheets
            self._note(sheets, TimesheetStatus.BILLED, "Billed", at)

    def _issue(self, group: Group, run: BillingRun, at: datetime) -> UUID:
        world, client, issued_on = self.world, self.clients[group.client_id], local(at).date()
        invoice = papers.invoice_of(
            group,
            seller=self.seller,
            client=client,
            run_id=run.id,
            issued_on=issued_on,
            issued_at=at,
            issued_by=self.biller.id,
            due_on=rules.due_on(issued_on, group.weeks, term_days=min(client.payment_days, world.facts.payment_term)),
        )
        invoice.id = world.key(at)
        world.number("INV", [world.add(invoice)], lambda row: row.issued_at, column="number")
        self._keep(invoice, papers.lines_of(invoice, group), client)
        return invoice.id

    def _keep(self, invoice: Invoice, lines: list[InvoiceLine], client: ClientDetail, taken_back: Invoice | None = None) -> None:
        for line in lines:
            line.id = self.world.key(invoice.issued_at)
            self.world.add(line)
        self.issued.append(Issued(invoice, lines, client, taken_back))

    def _week(self, sheet: Timesheet) -> Week:
        """An approved week as the queries of billing read it."""
        (spell, placement), client = self.placed[sheet.placement], self.clients[self.placed[sheet.placement].placement.client]
        approver = self.world.user(sheet.approved_by)
        return Week(
            timesheet_id=sheet.id,
            timesheet_reference=sheet.reference,
            placement_id=placement.id,
            placement_reference=placement.reference,
            client_id=client.id,
            client_name=client.name,
            is_po_required=client.is_po_required,
            po_number=placement.po_number,
            team_name=self.teams[placement.team],
            worker_name=f"{spell.member.first_name} {spell.member.last_name}",
            role_title=self.world.grade(placement.grade).title,
            week_starts_on=sheet.week_starts_on,
            hours=sheet.total_hours,
            hourly_amount=placement.hourly_amount,
            approved_by_name=approver.name,
            approved_at=sheet.approved_at,
        )

    # --- afterwards

    def _credit(self, month: date) -> None:
        """The shortest invoice of a month is taken back in full; its weeks wait for the next run."""
        world = self.world
        latest = [one for one in self.issued if one.taken_back is None and one.invoice.issued_on > rules.last_day(month)]
        wrong = min(latest, key=lambda one: (len(one.lines), one.invoice.number))
        at = world.after(wrong.invoice.issued_at, 3, 6)
        if not world.has_come(at):
            return
        note = papers.credit_note_of(
            wrong.invoice, reason=world.dice.choice(words.CREDITED), issued_on=local(at).date(), issued_at=at, issued_by=self.biller.id
        )
        note.id = world.key(at)
        world.number("CRN", [world.add(note)], lambda row: row.issued_at, column="number")
        self._keep(note, papers.credited_lines(note, wrong.lines), wrong.client, wrong.invoice)
        freed = self.held.pop(wrong.invoice.id)
        self._note(freed, TimesheetStatus.APPROVED, "Taken back by a credit note", at)
        self.waiting = [*freed, *self.waiting]

    def _note(self, sheets: list[Timesheet], status: TimesheetStatus, text: str, at: datetime) -> None:
        """What happened to weeks, as their own history tells it."""
        for sheet in sheets:
            self.world.add(TimesheetEvent(id=self.world.key(at), timesheet=sheet.id, status=status, text=text, made_at=at))

    def _pay(self, invoice: Invoice) -> None:
        """What has come in for an invoice by today."""
        world = self.world
        paid_on = world.working_day(invoice.due_on + DAY * world.dice.randint(*world.pick(_HABITS)))
        paid_on = max(paid_on, world.working_day(invoice.issued_on, 4))
        parts = [invoice.gross_amount]
        if world.chance(_PART_PAID):
            parts = [pounds(invoice.gross_amount / 2), invoice.gross_amount - pounds(invoice.gross_amount / 2)]
        for amount in parts:
            recorded_at = world.moment(paid_on)
            if not world.has_come(recorded_at):
                return
            world.add(
                Payment(
                    id=world.key(recorded_at),
                    invoice=invoice.id,
                    received_on=paid_on,
                    paid_amount=amount,
                    reference=f"BACS {invoice.number}",
                    recorded_by=self.biller.id,
                    recorded_at=recorded_at,
                )
            )
            paid_on = world.working_day(paid_on, world.dice.randint(15, 40))


def months_before(month: date, count: int) -> list[date]:
    """So many months before a month, oldest first."""
    found = []
    for _ in range(count):
        month = rules.month_before(month)
        found.append(month)
    return found[::-1]


def year_start(last_month: date, count: int) -> date:
    """The Monday of the first week that ends in the first of the billed months or later."""
    return rules.first_monday(months_before(last_month, count)[0])
