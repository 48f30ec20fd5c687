"""The desks of AfC's office: operations, finance, admins."""

from datetime import date
from decimal import Decimal

from prime.billing import queries as billing
from prime.billing.rules import last_day, month_before
from prime.billing.schemas import InvoiceStatus
from prime.candidates import queries as candidates
from prime.candidates.schemas import Filters
from prime.candidates.tables import NextActor, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.formats import govdate, money, plural
from prime.disclosures import queries as disclosures
from prime.duplicates import queries as duplicates
from prime.jobs import queries as jobs
from prime.placements import queries as placements
from prime.placements.tables import RequestStatus
from prime.referees import queries as referees
from prime.referees.rules import STATUSES
from prime.reporting.desks.checking import due_checks
from prime.reporting.desks.councils import invoice_item, request_item
from prime.reporting.desks.offering import waiting_offers
from prime.reporting.desks.recruiting import LISTED, application_item, some
from prime.reporting.schemas import Desk, Item, Section
from prime.staff import queries as staff
from prime.surveys import queries as surveys

_UNBILLED = """
SELECT count(*) AS weeks, COALESCE(sum(round(t.total_hours * p.hourly_amount, 2)), 0.00) AS amount
FROM timesheet t JOIN placement p ON p.id = t.placement
WHERE t.status = 'approved' AND t.total_hours > 0 AND t.week_starts_on + 6 <= $1
"""
_PEOPLE = """
SELECT count(*) FILTER (WHERE active) AS active, count(*) FILTER (WHERE active AND last_login IS NULL AND password <> '!') AS unused,
       count(*) FILTER (WHERE suspended_at IS NOT NULL AND offboarded_at IS NULL) AS suspended,
       count(*) FILTER (WHERE locked_until > $1) AS locked
FROM app_user
"""
_BROKEN = "SELECT count(*) AS broken, min(broken_since) AS since FROM invariant_result WHERE broken > 0"


async def operations(actor: Actor) -> Desk:
    """Who waits for whom: overdue applications, our own turn, the first days, the requests, and what failed."""
    late, ours = Filters(is_overdue=True), Filters(next_actors=(NextActor.OPERATIONS.value,))
    overdue = (await candidates.list_applications(actor, late, sort="due", size=LISTED)).items
    turn = (await candidates.list_applications(actor, ours, sort="due", size=LISTED)).items
    overdue_count, turn_count = await candidates.count_applications(actor, late), await candidates.count_applications(actor, ours)
    ready = [person for person in await staff.list_ready(actor) if person.stage == Stage.READY]
    picked = (await placements.list_requests(actor, statuses=(RequestStatus.PICKED,), size=LISTED)).items
    open_requests = (await placements.list_requests(actor, statuses=(RequestStatus.OPEN,), size=LISTED)).items
    tally = await placements.tally(actor)
    references = (await referees.list_open(actor, size=LISTED)).items
    unread = (await disclosures.list_open(actor, size=LISTED)).items
    return Desk(
        role="operations",
        lead=f"{some(overdue_count, 'application')} overdue, {some(len(ready), 'person', 'people').lower()} ready to start, "
        f"{some(tally.requests, 'request').lower()} open",
        sections=[
            Section(
                title="Overdue applications",
                items=[application_item(row, text=f"{row.name}: {row.next_actor}, {row.next_action.lower()}") for row in overdue],
                count=overdue_count,
                empty="Nothing is overdue.",
                more=("/candidates?view=list&needs=overdue&sort=due", "All overdue"),
                is_urgent=bool(overdue),
            ),
            Section(
                title="Our turn",
                items=[application_item(row, text=f"{row.name}: {row.next_action[:1].lower()}{row.next_action[1:]}") for row in turn],
                count=turn_count,
                empty="Nobody waits for us.",
                more=("/candidates?view=list&turn=operations&sort=due", "All of them"),
            ),
            Section(
                title="Ready to become staff",
                items=[
                    Item(
                        text=person.name,
                        href=f"/staff/onboard/{person.application_id}",
                        note=f"{person.role_title}, {person.employer}, starts {govdate(person.starts_on)}",
                        tag="Make staff" if not person.waiting else "Checks lapsed",
                        tone="blue" if not person.waiting else "red",
                    )
                    for person in ready[:LISTED]
                ],
                count=len(ready),
                empty="Nobody is ready yet.",
                more=("/staff/onboard", "Everybody who is ready"),
            ),
            await waiting_offers(actor),
            await due_checks(actor),
            Section(
                title="References",
                items=[
                    Item(
                        text=f"{row.candidate_name}: {row.referee.name}",
                        href=f"/referees/{row.id}",
                        note=row.referee.organisation,
                        tag=STATUSES[row.referee.status][0],
                        tone=STATUSES[row.referee.status][1],
                    )
                    for row in references
                ],
                empty="No reference waits for us.",
                more=("/referees", "All of them"),
            ),
            Section(
                title="Self-disclosures",
                items=[
                    Item(
                        text=row.candidate_name,
                        href=f"/candidates/{row.application_id}/self-disclosure",
                        note=row.role,
                        tag="To be read",
                        tone="yellow",
                    )
                    for row in unread
                ],
                empty="Every self-disclosure has been read.",
                more=("/self-disclosures", "All of them"),
            ),
            Section(
                title="Placement requests",
                items=[request_item(request, is_choosing=False) for request in [*picked, *open_requests][:LISTED]],
                count=tally.requests,
                empty="No council is waiting.",
                more=("/placements?view=requests", "All requests"),
            ),
            await _duplicates(actor),
            await _opinions(actor),
            await _machine_room(actor),
        ],
    )


async def _duplicates(actor: Actor) -> Section:
    """Records that may be of one person."""
    count = await duplicates.count_pairs(actor)
    text, note = f"{plural(count, 'pair')} of records look alike", "Compare them: they may be of one person"
    return Section(
        title="Possible duplicates",
        items=[Item(text=text, href="/duplicates", note=note, tag="To compare", tone="yellow")] if count else [],
        empty="No two records look alike.",
        more=("/duplicates/merges", "Merged records"),
    )


async def _opinions(actor: Actor) -> Section:
    """What those say who applied to us."""
    count = await surveys.count_answers(actor)
    answered = f"{plural(count, 'candidate')} answered in the last twelve months that are over" if count else ""
    return Section(
        title="What candidates say",
        items=[Item(text="How it was to apply to us", href="/surveys/report", note=answered)] if count else [],
        empty="Too few candidates have answered yet to show what they say.",
        more=("/surveys/report", "The report"),
    )


async def _machine_room(actor: Actor) -> Section:
    """Jobs and invariants: what a person has to look at."""
    backlog = await jobs.backlog(actor)
    [found] = await fetch(_BROKEN)
    items = []
    if backlog.dead:
        failed = f"{plural(backlog.dead, 'job')} failed"
        items.append(Item(text=failed, href="/jobs?status=dead", note="Try again, or ask for help", tag="Failed", tone="red"))
    if backlog.overdue:
        late = f"{plural(backlog.overdue, 'job')} late"
        items.append(Item(text=late, href="/jobs?status=waiting", note="Is the worker running?", tag="Late", tone="orange"))
    if found["broken"]:
        since = govdate(found["since"].astimezone(clock.LONDON).date())
        note = f"{plural(found['broken'], 'statement')} broken since {since}"
        items.append(Item(text="The data do not agree", href="/invariants", note=note, tag="Broken", tone="red"))
    return Section(
        title="Behind the pages", items=items, empty="Every job is done and the data agree.", more=("/jobs", "Jobs"), is_urgent=bool(items)
    )


async def finance(actor: Actor) -> Desk:
    """What can be billed, what is owed, and the last runs."""
    today = clock.today()
    month = month_before(today)
    [unbilled] = await fetch(_UNBILLED, last_day(month))
    overdue = await billing.sum_invoices(actor, statuses=(InvoiceStatus.OVERDUE,))
    rows = (await billing.list_invoices(actor, statuses=(InvoiceStatus.OVERDUE,), size=LISTED)).items
    runs = (await billing.list_runs(actor, size=3)).items
    to_bill = _to_bill(month, unbilled["weeks"], unbilled["amount"], run=await billing.find_run(month))
    return Desk(
        role="finance",
        lead=f"{some(unbilled['weeks'], 'week')} to bill, {money(overdue.owed_amount)} overdue",
        sections=[
            Section(
                title="To bill",
                items=to_bill,
                empty="Every approved week is billed.",
                more=("/billing-runs", "Billing"),
                is_urgent=bool(to_bill),
            ),
            Section(
                title="Overdue invoices",
                items=[invoice_item(row) for row in rows],
                count=overdue.count,
                empty="No invoice is overdue.",
                more=("/invoices/unpaid", "Everything owed"),
                is_urgent=bool(rows),
            ),
            Section(
                title="Last runs",
                items=[
                    Item(
                        text=f"{run.month:%B %Y}: {money(run.gross_amount)}",
                        href=f"/billing-runs/{run.id}",
                        note=f"{plural(run.invoice_count, 'invoice')}, started by {run.started_by_name}",
                        tag=run.status.value.capitalize(),
                        tone="green" if run.finished_at else "blue",
                    )
                    for run in runs
                ],
                empty="Nothing has been billed yet.",
                more=("/billing-runs", "All runs"),
            ),
        ],
    )


def _to_bill(month: date, weeks: int, amount: Decimal, *, run: object) -> list[Item]:
    if not weeks:
        return []
    text = f"{plural(weeks, 'approved week')}, {money(amount)} without VAT"
    if run:
        return [Item(text=text, href="/billing-runs/new", note="Part of the next run", tag="Later", tone="grey")]
    return [Item(text=f"Bill {month:%B %Y}", href=f"/billing-runs/new?month={month:%Y-%m}", note=text, tag="To do", tone="blue")]


async def admin(actor: Actor) -> Desk:
    """Accounts, the machine room, and the ways into it."""
    [people] = await fetch(_PEOPLE, clock.now())
    room = await _machine_room(actor)
    accounts = [
        Item(text=plural(people["active"], "active account"), href="/people", note="Invite somebody, change roles, off-board"),
        Item(text=f"{people['suspended']} suspended", href="/people", note=f"{people['locked']} locked after wrong passwords"),
    ]
    ways = [
        Item(text="Admin panel", href="/admin/", note="Every table, and the reference tables to edit"),
        Item(text="Audit trail", href="/audit", note="Who did what, when and from where"),
        Item(text="Messages", href="/messages", note="Every email and what became of it"),
        Item(text="Wording of emails", href="/email-templates", note="When each is sent, to whom, and in whose words"),
        Item(text="Invariants", href="/invariants", note="What must always be true of the data"),
    ]
    return Desk(
        role="admin",
        lead=f"{plural(people['active'], 'active account')}, {some(len(room.items), 'thing').lower()} to look at",
        sections=[
            room,
            await waiting_offers(actor),
            Section(title="People", items=accounts, more=("/people/invite", "Invite somebody")),
            Section(title="Tools", items=ways),
        ],
    )
