"""The e-mails of the last weeks, each rendered by its own template, as sent; and what is ordered for the days ahead."""

import itertools
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from prime.accounts.tables import User
from prime.billing.tables import Invoice, InvoiceKind
from prime.candidates import rules as candidates
from prime.candidates.tables import Application, Candidate, RejectReason, Stage, StageMove
from prime.core.actor import SYSTEM
from prime.core.formats import datetime_london, govdate, hours, money, number
from prime.core.outbox import enqueue
from prime.core.settings import settings
from prime.demo.people import Council
from prime.demo.weeks import Placed
from prime.demo.world import World
from prime.interviews import letters, queries
from prime.interviews.kit import KIND_LABELS
from prime.interviews.rules import REMIND_BEFORE, in_words
from prime.interviews.tables import Champion, Decision, Interview, InterviewKind, InterviewStatus, Outcome, PanelSeat
from prime.notifications.tables import Message, MessageStatus
from prime.offers.tables import Offer, OfferStatus
from prime.staff.tables import StaffMember
from prime.timesheets.tables import Timesheet, TimesheetEvent, TimesheetStatus
from prime.vacancies.tables import Vacancy
from prime.web.templating import environment

KEPT = timedelta(days=28)
_PARTS = ("subject.txt", "body.txt", "body.html")


class Letter(NamedTuple):
    """A message to somebody."""

    at: datetime
    template: str
    to: User
    about: UUID
    context: dict[str, Any]


def add_letters(world: World, placed: list[Placed], councils: dict[UUID, Council]) -> None:
    """What people were sent in the last weeks."""
    sources = (_to_candidates(world), _about_interviews(world), _about_offers(world), _about_weeks(world, placed), _about_invoices(world, councils))
    for letter in sorted(itertools.chain(*sources), key=lambda letter: letter.at):
        if world.now - KEPT < letter.at < world.now:
            _send(world, letter)


def _send(world: World, letter: Letter) -> None:
    context = {"first_name": letter.to.first_name, **letter.context}
    shown = {**context, "link": "", "base_url": settings().base_url}
    subject, text, html = (environment().get_template(f"email/{letter.template}/{part}").render(shown).strip() for part in _PARTS)
    message = Message(
        id=world.key(letter.at),
        template=letter.template,
        context=json.dumps(context, default=str),
        recipient=letter.to.id,
        to_address=letter.to.email,
        subject=" ".join(subject.split()),
        body_text=text,
        body_html=html,
        about_id=letter.about,
        status=MessageStatus.SENT,
        created_at=letter.at,
        sent_at=letter.at + timedelta(seconds=3),
    )
    message.message_id = f"<{message.id}@afcprime.invalid>"
    world.add(message)


def _to_candidates(world: World) -> Iterator[Letter]:
    """What the stages of an application bring."""
    roles = {vacancy.id: vacancy.title for vacancy in world.of(Vacancy)}
    applications, people = world.by_key(Application), world.by_key(Candidate)
    for move in world.of(StageMove):
        application = applications[move.application]
        person = world.user(people[application.candidate].user)
        context: dict[str, Any] = {"role": roles[application.vacancy], "reference": application.reference}
        template = ""
        match Stage(move.to_stage):
            case Stage.APPLIED:
                template = "application_received"
                context["answer_by"] = candidates.next_step(Stage.APPLIED, move.moved_at.date()).due_on
            case Stage.CONVERSATION:
                template = "conversation_next"
            case Stage.READY:
                template = "checks_clear"
            case Stage.WITHDRAWN:
                template = "application_withdrawn"
            case Stage.REJECTED if application.ended_reason != RejectReason.INTERVIEW:
                template = "application_rejected"
                context |= {"sentence": candidates.REJECT_SENTENCES[RejectReason(application.ended_reason)], "detail": application.ended_detail}
                context["support_email"] = settings().support_email
        if template:
            yield Letter(move.moved_at, template, person, application.id, context)


def _about_interviews(world: World) -> Iterator[Letter]:
    roles = {vacancy.id: vacancy.title for vacancy in world.of(Vacancy)}
    applications, people, interviews = world.by_key(Application), world.by_key(Candidate), world.by_key(Interview)
    champions = {champion.id: world.user(champion.user) for champion in world.of(Champion)}
    panels: dict[UUID, list[User]] = {}
    for seat in world.of(PanelSeat):
        panels.setdefault(seat.interview, []).append(champions[seat.champion])
    for interview in interviews.values():
        if interview.booked_at is None:
            continue
        application, candidate = applications[interview.application], people[interview.candidate]
        panel = panels[interview.id]
        context = {
            "interview_id": interview.id,
            "reference": interview.reference,
            "kind": KIND_LABELS[InterviewKind(interview.kind)].lower(),
            "role": roles[application.vacancy],
            "minutes": interview.minutes,
            "place": interview.place,
            "panel": ", ".join(member.name for member in panel),
            "when": in_words(interview.starts_at, interview.minutes),
            "has_moved": False,
            "candidate": f"{candidate.first_name} {candidate.last_name}",
            "needs": application.needs,
        }
        for member in panel:
            yield Letter(interview.booked_at, "interview_booked_panel", member, application.id, context)
    for decision in world.of(Decision):
        application = applications[interviews[decision.interview].application]
        person = world.user(people[application.candidate].user)
        context = {"role": roles[application.vacancy], "is_hired": decision.outcome == Outcome.HIRE, "feedback": decision.feedback}
        yield Letter(decision.decided_at, "interview_decided", person, application.id, context)


def _about_offers(world: World) -> Iterator[Letter]:
    people = world.by_key(Candidate)
    for offer in world.of(Offer):
        if offer.made_at is None:
            continue
        person = world.user(people[offer.candidate].user)
        context = {
            "offer_id": offer.id,
            "reference": offer.reference,
            "role": offer.role_title,
            "employer": world.employer(offer.employer),
            "salary": money(offer.annual_amount),
            "starts_on": govdate(offer.starts_on),
            "answer_by": datetime_london(offer.expires_at),
            "is_afc": offer.employer == world.facts.afc,
            "is_revised": offer.replaces is not None,
        }
        yield Letter(offer.made_at, "offer_made", person, offer.application, context)
        if offer.status == OfferStatus.ACCEPTED:
            yield Letter(offer.answered_at, "offer_accepted", person, offer.application, context)
    for member in world.of(StaffMember):
        context = {"role_title": member.role_title, "employer": world.employer(member.employer), "starts_on": govdate(member.started_on)}
        yield Letter(member.created_at, "staff_welcome", world.user(member.user), member.id, context)


def _about_weeks(world: World, placed: list[Placed]) -> Iterator[Letter]:
    """What worker and approver write to each other, and that a placement is confirmed."""
    sheets = world.by_key(Timesheet)
    known = {one.placement.id: one for one in placed}
    for event in world.of(TimesheetEvent):
        sheet = sheets[event.timesheet]
        spell, placement = known[sheet.placement]
        approver, worker = spell.place.council.approver, world.user(spell.member.user)
        template, to, by = {
            TimesheetStatus.SUBMITTED: ("timesheet_submitted", approver, worker),
            TimesheetStatus.QUERIED: ("timesheet_queried", worker, approver),
            TimesheetStatus.APPROVED: ("timesheet_approved", worker, approver),
        }.get(TimesheetStatus(event.status), ("", worker, approver))
        if not template or event.made_by != by.id:
            continue
        context = {
            "by": by.name,
            "person": worker.name,
            "week": govdate(sheet.week_starts_on),
            "hours": hours(sheet.total_hours),
            "client": spell.place.client.name,
            "team": spell.place.team.name,
            "placement": placement.reference,
            "text": event.text,
            "path": f"/timesheets/{sheet.id}",
        }
        yield Letter(event.made_at, template, to, sheet.id, context)
    for spell, placement in placed:
        context = {
            "reference": placement.reference,
            "client": spell.place.client.name,
            "team": spell.place.team.name,
            "role": world.grade(placement.grade).title,
            "person": world.user(spell.member.user).name,
            "starts_on": govdate(placement.starts_on),
            "ends_on": govdate(placement.ends_on),
            "hours": number(placement.weekly_hours),
            "rate": money(placement.hourly_amount),
            "reason": "",
            "path": f"/placements/{placement.id}",
        }
        for to in (spell.place.council.requester, world.user(spell.member.user)):
            yield Letter(placement.confirmed_at, "placement_confirmed", to, placement.id, context)


def _about_invoices(world: World, councils: dict[UUID, Council]) -> Iterator[Letter]:
    for invoice in world.of(Invoice):
        if invoice.kind == InvoiceKind.INVOICE:
            context = {
                "number": invoice.number,
                "client": invoice.buyer_name,
                "po_number": invoice.po_number,
                "gross": money(invoice.gross_amount),
                "due_on": govdate(invoice.due_on),
                "credited": "",
                "reason": "",
                "path": f"/invoices/{invoice.id}",
            }
            yield Letter(invoice.issued_at, "invoice_issued", councils[invoice.client].finance, invoice.id, context)


# --- what is still to come


async def order_what_comes(world: World) -> None:
    """Reminders of booked interviews, and the invitation of everybody who has not chosen a time, whose link works."""
    for interview in world.of(Interview):
        if interview.status == InterviewStatus.INVITED:
            await letters.invite(SYSTEM, await queries.get_interview(SYSTEM, interview.id))
        elif interview.status == InterviewStatus.BOOKED and interview.starts_at - REMIND_BEFORE > world.now:
            at = interview.starts_at - REMIND_BEFORE
            await enqueue("interviews.send_reminder", at=at, interview_id=interview.id, sequence=interview.sequence)
