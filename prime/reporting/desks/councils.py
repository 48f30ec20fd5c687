"""The desks of a council's people and of whoever is placed with one."""

from prime.billing import queries as billing
from prime.billing.schemas import InvoiceStatus, InvoiceSummary
from prime.core import clock
from prime.core.actor import Actor
from prime.core.formats import govdate, hours, money, number, plural
from prime.placements import queries as placements
from prime.placements.schemas import Phase, PlacementDetail, RequestDetail
from prime.placements.tables import RequestStatus
from prime.reporting.desks.recruiting import LISTED, some
from prime.reporting.schemas import Desk, Item, Section
from prime.timesheets import queries as timesheets
from prime.timesheets.schemas import TimesheetDetail, Week, WeekState

OWED = (InvoiceStatus.OVERDUE, InvoiceStatus.PART_PAID, InvoiceStatus.UNPAID)

# --- whoever asks for people


async def requester(actor: Actor) -> Desk:
    """The requests of the council and the people placed with it."""
    tally = await placements.tally(actor)
    return Desk(
        role="client_requester",
        lead=f"{some(tally.requests, 'request')} open, {some(tally.active, 'person', 'people').lower()} placed or about to start",
        sections=[await _requests(actor, tally.requests, is_choosing=True), await _people(actor, tally.active, tally.ending)],
    )


async def _requests(actor: Actor, count: int, *, is_choosing: bool) -> Section:
    live = (await placements.list_requests(actor, size=LISTED)).items
    return Section(
        title="Placement requests",
        items=[request_item(request, is_choosing=is_choosing) for request in live],
        count=count,
        empty="No request is open.",
        more=("/placement-requests/new", "Ask for a social worker") if actor.can("placements.request") else ("/placements", "All requests"),
    )


def request_item(request: RequestDetail, *, is_choosing: bool) -> Item:
    """A request, and the next step of whoever looks at it: councils choose, operations confirm."""
    here = f"/placement-requests/{request.id}"
    note = f"{request.client_name if not is_choosing else request.reference}, {request.team_name}, from {govdate(request.starts_on)}"
    is_open = request.status is RequestStatus.OPEN
    if is_choosing:
        tag, tone = ("Choose somebody", "blue") if is_open else ("Waiting for AfC", "yellow")
        return Item(text=request.grade_title, href=f"{here}/matches" if is_open else here, note=note, tag=tag, tone=tone)
    tag, tone = ("With the council", "grey") if is_open else ("To confirm", "orange")
    return Item(text=f"{request.reference}: {request.grade_title}", href=here if is_open else f"{here}/confirm", note=note, tag=tag, tone=tone)


async def _people(actor: Actor, count: int, ending: int) -> Section:
    rows = (await placements.list_placements(actor, view="ending" if ending else "active", size=LISTED)).items
    return Section(
        title="Ending in the next 30 days" if ending else "People with you",
        items=[placement_item(row) for row in rows],
        count=ending or count,
        empty="Nobody is placed with you yet.",
        more=("/placements?view=active", "All placements"),
    )


def placement_item(row: PlacementDetail) -> Item:
    """Somebody placed with a team, until when."""
    starts_later = row.phase is Phase.UPCOMING
    tag, tone = ("Starts soon", "blue") if starts_later else ("Ending", "yellow") if row.phase is Phase.ENDING else ("Placed", "green")
    when = f"from {govdate(row.starts_on)}" if starts_later else f"until {govdate(row.ends_on)}"
    return Item(text=row.staff_name, href=f"/placements/{row.id}", note=f"{row.grade_title}, {row.team_name}, {when}", tag=tag, tone=tone)


# --- whoever approves


async def approver(actor: Actor) -> Desk:
    """The weeks that wait for approval, and the requests that wait for a choice."""
    counts = await timesheets.tally(actor)
    waiting = (await timesheets.list_timesheets(actor, view="waiting", size=LISTED)).items
    tally = await placements.tally(actor)
    return Desk(
        role="client_approver",
        lead=f"{some(counts['submitted'], 'timesheet')} to approve, {some(counts['queried'], 'question').lower()} with the workers",
        sections=[
            Section(
                title="Timesheets to approve",
                items=[_sheet(row) for row in waiting],
                count=counts["submitted"],
                empty="Nothing waits for you.",
                more=("/timesheets", "All timesheets"),
                is_urgent=bool(waiting),
            ),
            await _requests(actor, tally.requests, is_choosing=True),
        ],
    )


def _sheet(row: TimesheetDetail) -> Item:
    is_late = row.submitted_at is not None and (clock.now() - row.submitted_at).days >= 7  # noqa: PLR2004 - a week
    return Item(
        text=f"{row.staff_name}: {hours(row.total_hours)}",
        href=f"/timesheets/{row.id}",
        note=f"{row.team_name}, week from {govdate(row.week_starts_on)}",
        tag="Over a week" if is_late else "To approve",
        tone="orange" if is_late else "blue",
    )


# --- whoever pays


async def council_finance(actor: Actor) -> Desk:
    """What the council owes."""
    owed = await billing.sum_invoices(actor, statuses=OWED)
    rows = (await billing.list_invoices(actor, statuses=OWED, size=LISTED)).items
    return Desk(
        role="client_finance",
        lead=f"{money(owed.owed_amount)} to pay on {plural(owed.count, 'invoice')}",
        sections=[
            Section(
                title="Invoices to pay",
                items=[invoice_item(row) for row in rows],
                count=owed.count,
                empty="Everything is paid.",
                more=("/invoices", "All invoices"),
                is_urgent=any(row.status is InvoiceStatus.OVERDUE for row in rows),
            )
        ],
    )


def invoice_item(row: InvoiceSummary) -> Item:
    """An invoice with what is owed on it."""
    tone = {InvoiceStatus.OVERDUE: "red", InvoiceStatus.PART_PAID: "yellow", InvoiceStatus.PAID: "green"}.get(row.status, "blue")
    return Item(
        text=f"{row.number}: {money(row.owed_amount)}",
        href=f"/invoices/{row.id}",
        note=f"{row.client_name}, due {govdate(row.due_on)}",
        tag=row.status.label,
        tone=tone,
    )


# --- whoever is placed


async def placed(actor: Actor) -> Desk:
    """The weeks to fill, and where one is and goes next."""
    weeks = [week for week in await timesheets.own_weeks(actor) if week.state in _OPEN_WEEKS]
    rows = (await placements.list_placements(actor, view="active", size=LISTED)).items
    now = [row for row in rows if row.phase is not Phase.UPCOMING]
    return Desk(
        role="staff",
        lead=f"You are placed with {' and '.join(row.client_name for row in now)}" if now else "You are not placed at the moment",
        sections=[
            Section(
                title="Timesheets to fill",
                items=[_week(week) for week in sorted(weeks, key=lambda week: week.week_starts_on)][:LISTED],
                count=len(weeks),
                empty="Every week is with your council.",
                more=("/timesheets", "All weeks"),
                is_urgent=any(week.state is not WeekState.CURRENT for week in weeks),
            ),
            Section(
                title="Your placements",
                items=[_placement(row) for row in reversed(rows)],
                empty="We tell you as soon as a council has picked you.",
                more=("/my-work", "Your contract and skills"),
            ),
        ],
    )


_OPEN_WEEKS = {WeekState.QUERIED: ("Question to answer", "orange"), WeekState.MISSING: ("Not sent", "red"), WeekState.CURRENT: ("This week", "blue")}


def _week(week: Week) -> Item:
    tag, tone = _OPEN_WEEKS[week.state]
    return Item(
        text=f"Week from {govdate(week.week_starts_on)}",
        href=f"/timesheets/{week.placement_id}/{week.week_starts_on}",
        note=f"{week.client_name}, {week.team_name}: {hours(week.total_hours)} so far",
        tag=tag,
        tone=tone,
    )


def _placement(row: PlacementDetail) -> Item:
    is_next = row.phase is Phase.UPCOMING
    when = f"From {govdate(row.starts_on)} to {govdate(row.ends_on)}" if is_next else f"Until {govdate(row.ends_on)}"
    return Item(
        text=f"{row.client_name}, {row.team_name}",
        href=f"/placements/{row.id}",
        note=f"{when}, {number(row.weekly_hours)} hours a week. Supervisor: {row.supervisor}",
        tag="Next" if is_next else "Now",
        tone="blue" if is_next else "green",
    )
