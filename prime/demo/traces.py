"""The audit trail of the last weeks, in the words of the commands that would have written it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from prime.audit.tables import AuditEntry
from prime.billing.tables import BillingRun, Invoice, InvoiceKind, InvoiceLine, Payment
from prime.candidates import rules as candidates
from prime.candidates.tables import Application, Candidate, Conversation, Note, Stage, StageMove
from prime.checks.rules import GUIDES, STATUS_LABELS
from prime.checks.tables import Check, CheckKind, CheckOverride, CheckStatus, OverrideStatus
from prime.clients.tables import Client
from prime.conversions.tables import AgencyWorker, CaseStage, ConversionCase, WorkerImport
from prime.core.actor import SYSTEM
from prime.core.formats import govdate, hours, money, plural
from prime.demo.world import World
from prime.interviews.rules import in_words
from prime.interviews.tables import Champion, Decision, Interview, Outcome, PanelSeat, Scorecard
from prime.offers.rules import DECLINE_LABELS
from prime.offers.tables import DeclineReason, Offer, OfferStatus
from prime.placements.tables import Placement, PlacementRequest, Proposal, ProposalStatus
from prime.staff.tables import StaffMember
from prime.timesheets.tables import Timesheet, TimesheetEvent, TimesheetStatus
from prime.vacancies.tables import Vacancy

KEPT = timedelta(days=60)


class Trace(NamedTuple):
    """One line of the trail; nobody is the system."""

    at: datetime
    by: UUID | None
    action: str
    record: UUID
    summary: str


def add_trail(world: World) -> None:
    """What happened in the last weeks."""
    sources = (_recruiting, _interviewing, _hiring, _overrides, _converting, _placing, _working, _billing)
    traces = [trace for source in sources for trace in source(world) if world.now - KEPT < trace.at < world.now]
    for trace in sorted(traces, key=lambda trace: trace.at):
        world.add(
            AuditEntry(
                id=world.key(trace.at),
                at=trace.at,
                actor_id=trace.by,
                actor_name=world.user(trace.by).name if trace.by else SYSTEM.name,
                action=trace.action,
                record_id=trace.record,
                summary=trace.summary,
            )
        )


def _recruiting(world: World) -> Iterator[Trace]:
    titles = {vacancy.id: vacancy.title for vacancy in world.of(Vacancy)}
    applications = world.by_key(Application)
    for move in world.of(StageMove):
        application = applications[move.application]
        if move.to_stage == Stage.APPLIED:
            applied = f"Applied for {titles[application.vacancy]} ({application.reference})"
            yield Trace(move.moved_at, move.moved_by, "candidates.applied", application.id, applied)
        else:
            before, after = (candidates.STAGE_LABELS[Stage(stage)].lower() for stage in (move.from_stage, move.to_stage))
            yield Trace(move.moved_at, move.moved_by, "candidates.moved", application.id, f"Moved from {before} to {after}")
    for talk in world.of(Conversation):
        yield Trace(talk.recorded_at, talk.held_by, "candidates.conversation_recorded", talk.application, "Recorded the initial conversation")
    for note in world.of(Note):
        wrote = "Wrote a note for the candidate" if note.is_shared else "Wrote a note"
        yield Trace(note.written_at, note.author, "candidates.note_added", note.application, wrote)


def _interviewing(world: World) -> Iterator[Trace]:
    champions = {champion.id: world.user(champion.user) for champion in world.of(Champion)}
    people, seats, interviews = world.by_key(Candidate), world.by_key(PanelSeat), world.by_key(Interview)
    panels: dict[UUID, list[str]] = {}
    for seat in seats.values():
        panels.setdefault(seat.interview, []).append(champions[seat.champion].name)
    for interview in interviews.values():
        invited = f"Invited to choose a time with {', '.join(panels[interview.id])}"
        yield Trace(interview.invited_at, interview.invited_by, "interviews.invited", interview.application, invited)
        if interview.booked_at:
            booked = f"Booked for {in_words(interview.starts_at, interview.minutes)}"
            yield Trace(interview.booked_at, people[interview.candidate].user, "interviews.booked", interview.application, booked)
    for card in world.of(Scorecard):
        if card.submitted_at:
            seat = seats[card.seat]
            about = interviews[seat.interview].application
            yield Trace(card.submitted_at, champions[seat.champion].id, "interviews.scored", about, "Handed in a scorecard")
    for decision in world.of(Decision):
        said = {Outcome.HIRE: "Decided to make an offer", Outcome.REJECT: "Decided not to go on"}[Outcome(decision.outcome)]
        yield Trace(decision.decided_at, decision.decided_by, "interviews.decided", interviews[decision.interview].application, said)


def _overrides(world: World) -> Iterator[Trace]:
    checks = world.by_key(Check)
    for override in world.of(CheckOverride):
        check, last = checks[override.check_record], govdate(override.expires_on)
        asked = f"{GUIDES[CheckKind(check.kind)].label}: asked for an override until {last}"
        yield Trace(override.requested_at, override.requested_by, "checks.override_requested", check.candidate, asked)
        if override.status == OverrideStatus.GRANTED:
            granted = f"Granted an override until {last}, on the condition: {override.condition}"
            yield Trace(override.decided_at, override.decided_by, "checks.override_granted", check.candidate, granted)
        elif override.status == OverrideStatus.REFUSED:
            refused = f"Refused the override: {override.ended_reason}"
            yield Trace(override.decided_at, override.decided_by, "checks.override_refused", check.candidate, refused)


def _hiring(world: World) -> Iterator[Trace]:
    people = world.by_key(Candidate)
    approvers = {offer.application: offer.approved_by for offer in world.of(Offer) if offer.approved_by}
    for offer in world.of(Offer):
        terms = f"{offer.role_title} at {money(offer.annual_amount)} a year from {govdate(offer.starts_on)}"
        yield Trace(offer.drafted_at, offer.drafted_by, "offers.drafted", offer.application, f"Wrote the offer {offer.reference}: {terms}")
        if offer.status == OfferStatus.RETURNED:
            back = f"Sent the offer {offer.reference} back: {offer.ended_reason}"
            yield Trace(offer.answered_at, approvers[offer.application], "offers.returned", offer.application, back)
        if offer.made_at is None:
            continue
        yield Trace(offer.made_at, offer.approved_by, "offers.made", offer.application, f"Offered {terms}")
        person = people[offer.candidate].user
        match OfferStatus(offer.status):
            case OfferStatus.ACCEPTED:
                accepted = f"Accepted the offer {offer.reference} as {offer.accepted_name}"
                yield Trace(offer.answered_at, person, "offers.accepted", offer.application, accepted)
            case OfferStatus.DECLINED:
                declined = f"Declined the offer {offer.reference}: {DECLINE_LABELS[DeclineReason(offer.decline_reason)]}"
                yield Trace(offer.answered_at, person, "offers.declined", offer.application, declined)
            case OfferStatus.LAPSED:
                yield Trace(offer.expires_at, None, "offers.lapsed", offer.application, f"The offer {offer.reference} has lapsed")
    for check in world.of(Check):
        if check.recorded_at:
            found = f"{GUIDES[CheckKind(check.kind)].label}: {STATUS_LABELS[CheckStatus(check.status)].lower()}"
            yield Trace(check.recorded_at, check.checker, "checks.recorded", check.candidate, found)
    moves = {move.application: move.moved_by for move in world.of(StageMove) if move.to_stage == Stage.STARTED}
    for member in world.of(StaffMember):
        joined = f"{member.first_name} {member.last_name} became staff of {world.employer(member.employer)}"
        yield Trace(member.created_at, moves[member.application], "staff.onboarded", member.id, joined)


def _converting(world: World) -> Iterator[Trace]:
    workers = world.by_key(AgencyWorker)
    clients = {client.id: client.name for client in world.of(Client)}
    for record in world.of(WorkerImport):
        came = f"{clients[record.client]}: {record.rows_new} new, 0 changed, 0 as before, {record.rows_refused} refused"
        yield Trace(record.imported_at, record.imported_by, "conversions.workers_imported", record.id, came)
    for case in world.of(ConversionCase):
        worker = workers[case.worker]
        name = f"{worker.first_name} {worker.last_name}"
        opened = f"Case {case.reference} for {name}, saving {money(case.saving_amount)} in the first year"
        yield Trace(case.opened_at, case.opened_by, "conversions.case_opened", case.id, opened)
        if case.stage == CaseStage.CONVERTED:
            yield Trace(case.ended_at, case.opened_by, "conversions.converted", case.id, "The worker is permanent")


def _placing(world: World) -> Iterator[Trace]:
    clients = {client.id: client.name for client in world.of(Client)}
    staff = world.by_key(StaffMember)
    for request in world.of(PlacementRequest):
        asked = f"Asked for a placement, {request.reference}"
        yield Trace(request.requested_at, request.requested_by, "placements.request_submitted", request.id, asked)
    for proposal in world.of(Proposal):
        member = staff[proposal.staff_member]
        if proposal.status == ProposalStatus.DECLINED:
            turned_down = f"Turned down {member.reference}: {proposal.reason}"
            yield Trace(proposal.decided_at, proposal.decided_by, "placements.match_declined", proposal.placement_request, turned_down)
        else:
            yield Trace(proposal.decided_at, proposal.decided_by, "placements.match_picked", proposal.placement_request, f"Picked {member.reference}")
    for placement in world.of(Placement):
        member = staff[placement.staff_member]
        placed = f"Placed {member.first_name} {member.last_name} with {clients[placement.client]}"
        yield Trace(placement.confirmed_at, placement.confirmed_by, "placements.confirmed", placement.id, placed)


def _working(world: World) -> Iterator[Trace]:
    sheets = world.by_key(Timesheet)
    for event in world.of(TimesheetEvent):
        sheet = sheets[event.timesheet]
        match TimesheetStatus(event.status):
            case TimesheetStatus.SUBMITTED:
                yield Trace(event.made_at, event.made_by, "timesheets.submitted", sheet.id, f"Submitted {hours(sheet.total_hours)}")
            case TimesheetStatus.QUERIED:
                yield Trace(event.made_at, event.made_by, "timesheets.queried", sheet.id, f"Asked about {sheet.reference}: {event.text}")
            case TimesheetStatus.APPROVED if event.made_by == sheet.approved_by:
                approved = f"Approved {hours(sheet.total_hours)}, {sheet.reference}"
                yield Trace(event.made_at, event.made_by, "timesheets.approved", sheet.id, approved)


def _billing(world: World) -> Iterator[Trace]:
    invoices = world.by_key(Invoice)
    runs = {invoice.id: invoice.run for invoice in invoices.values()}
    for run in world.of(BillingRun):
        weeks = plural(sum(runs[line.invoice] == run.id for line in world.of(InvoiceLine)), "week")
        yield Trace(run.started_at, run.started_by, "billing.run_started", run.id, f"{run.reference} bills {weeks} of {run.month:%B %Y}")
    for invoice in invoices.values():
        if invoice.kind == InvoiceKind.INVOICE:
            issued = f"{invoice.number} to {invoice.buyer_name}: {money(invoice.gross_amount)}"
            yield Trace(invoice.issued_at, None, "billing.invoice_issued", invoice.id, issued)
        else:
            wrong = invoices[invoice.credits]
            credited = f"{invoice.number} takes back {wrong.number}: {invoice.reason}"
            yield Trace(invoice.issued_at, invoice.issued_by, "billing.invoice_credited", wrong.id, credited)
    for payment in world.of(Payment):
        paid = f"{invoices[payment.invoice].number}: {money(payment.paid_amount)}, {govdate(payment.received_on)}"
        yield Trace(payment.recorded_at, payment.recorded_by, "billing.payment_recorded", payment.invoice, paid)
