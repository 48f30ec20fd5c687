"""Pages: a worker's weeks and the grid of one, an approver's queue, everybody's list."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.clients import queries as clients
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.errors import InvalidInput, NotFound, StaleVersion
from prime.placements import queries as placements
from prime.placements.schemas import PlacementDetail
from prime.timesheets import queries, rules, service
from prime.timesheets.errors import TimesheetClosed
from prime.timesheets.forms import APPROVE, BULK, DAYS, QUERY, WEEK, ApproveForm, BulkForm, QueryForm, WeekForm
from prime.timesheets.schemas import TimesheetDetail, WeekState
from prime.timesheets.tables import TimesheetStatus
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.TIMESHEETS_READ, Permission.TIMESHEETS_FILL, Permission.TIMESHEETS_APPROVE)]
FILL = [Requires(Permission.TIMESHEETS_FILL)]
APPROVE_RIGHT = [Requires(Permission.TIMESHEETS_APPROVE)]
# What a worker has to do, most pressing first.
TO_DO = (WeekState.MISSING, WeekState.QUERIED, WeekState.CURRENT)


@get("/timesheets", guards=READ)
async def list_timesheets(request: PrimeRequest, view: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Template:
    """A worker's weeks, missing ones first; for everybody else the timesheets of a view, those that wait first."""
    actor = request.auth
    if actor.can(Permission.TIMESHEETS_FILL) and not view:
        weeks = await queries.own_weeks(actor)
        todo = [week for state in TO_DO for week in reversed(weeks) if week.state is state]
        done = [week for week in weeks if week.state not in TO_DO]
        return page("pages/timesheets/list_weeks.html", todo=todo, done=done)
    view = view or "waiting"
    found = await queries.list_timesheets(actor, view=view, cursor=cursor)
    return page(
        "pages/timesheets/list_timesheets.html",
        found=found,
        tally=await queries.tally(actor),
        view=view,
        cursor=cursor,
        remarks=await _remarks(found.items),
    )


async def _remarks(details: list[TimesheetDetail]) -> dict[UUID, list[str]]:
    """What to look at in each of some timesheets; bank holidays are read once for each part of the country."""
    holidays = {
        division: await queries.bank_holidays(
            division, min(detail.week_starts_on for detail in details), max(detail.week_starts_on for detail in details)
        )
        for division in {detail.division for detail in details}
    }
    return {detail.id: rules.remarks(_by_day(detail), weekly_hours=detail.weekly_hours, holidays=holidays[detail.division]) for detail in details}


def _by_day(detail: TimesheetDetail) -> dict[date, Decimal]:
    return dict(zip(rules.days_of(detail.week_starts_on), detail.hours, strict=True))


# --- the worker's grid


async def _week_page(
    request: PrimeRequest, placement: PlacementDetail, monday: date, form: Bound[WeekForm] | None = None, *, status: int = 200
) -> Template:
    """The grid of a week, with what is saved unless something has just been typed."""
    saved = await queries.find_week(placement.id, monday)
    detail = await queries.get_timesheet(request.auth, saved.id) if saved else None
    if form is None:
        typed = dict(zip(DAYS, detail.hours, strict=True)) if detail else {}
        form = blank(WeekForm, WEEK, notes=detail.notes if detail else "", **{day: f"{hours:.2f}" for day, hours in typed.items() if hours})
    holidays = await queries.bank_holidays((await clients.get_client(SYSTEM, placement.client_id)).division, monday, monday)
    days = [
        {
            "name": name,
            "day": day,
            "holiday": holidays.get(day, ""),
            "is_placed": placement.starts_on <= day <= placement.ends_on,
            "is_future": day > clock.today(),
        }
        for name, day in zip(DAYS, rules.days_of(monday), strict=True)
    ]
    return page(
        "pages/timesheets/edit_week.html",
        status=status,
        b=form,
        placement=placement,
        monday=monday,
        sunday=monday + timedelta(days=6),
        days=days,
        detail=detail,
        events=await queries.list_events(request.auth, saved.id) if saved else [],
    )


async def _own_week(request: PrimeRequest, placement_id: UUID, monday: date) -> PlacementDetail:
    placement = await placements.get_placement(request.auth, placement_id)
    if placement.staff_user_id != request.auth.user_id or not rules.has_week(monday, placement.starts_on, placement.ends_on):
        raise NotFound
    return placement


@get("/timesheets/{placement_id:uuid}/{monday:date}", guards=FILL)
async def edit_week(request: PrimeRequest, placement_id: FromPath[UUID], monday: FromPath[date]) -> Template | Redirect:
    """Seven days to fill in; a week that waits or is settled is shown instead."""
    placement = await _own_week(request, placement_id, monday)
    saved = await queries.find_week(placement_id, monday)
    if saved is not None and not rules.may_save(TimesheetStatus(saved.status)):
        return Redirect(f"/timesheets/{saved.id}", status_code=303)
    return await _week_page(request, placement, monday)


@post("/timesheets/{placement_id:uuid}/{monday:date}", guards=FILL)
async def save_week(request: PrimeRequest, placement_id: FromPath[UUID], monday: FromPath[date]) -> Template | Redirect:
    """Save the week, and submit it where that was the button."""
    placement = await _own_week(request, placement_id, monday)
    sent = await request.form()
    form = bind(WeekForm, WEEK, sent)
    if form.value is None:
        return await _week_page(request, placement, monday, form, status=422)
    hours = dict(zip(rules.days_of(monday), form.value.hours, strict=True))
    try:
        timesheet_id = await service.save_week(request.auth, placement_id, monday, hours, form.value.notes)
        if sent.get("then") == "submit":
            await service.submit(request.auth, timesheet_id)
            return redirect("/timesheets", "The timesheet is submitted. You are told when it is approved.")
    except InvalidInput as refusal:
        return await _week_page(request, placement, monday, _refused(form, refusal), status=422)
    except TimesheetClosed as refusal:
        return await _week_page(request, placement, monday, form.add("", f"{refusal.title}. {refusal.detail}"), status=409)
    return redirect(f"/timesheets/{placement_id}/{monday}", "Saved as a draft. Submit it when the week is complete.")


def _refused(form: Bound[WeekForm], refusal: InvalidInput) -> Bound[WeekForm]:
    """Show what was refused of a day at the day's box, of the week at the top."""
    for error in refusal.errors:
        _, _, day = error["pointer"].rpartition("/")
        form.add(DAYS[date.fromisoformat(day).weekday()] if day[:1].isdigit() else "", error["detail"])
    return form


@post("/timesheets/{timesheet_id:uuid}/take-back", guards=FILL)
async def take_back(request: PrimeRequest, timesheet_id: FromPath[UUID]) -> Redirect:
    """Take a submitted week back to correct it."""
    detail = await queries.get_timesheet(request.auth, timesheet_id)
    try:
        await service.take_back(request.auth, timesheet_id)
    except TimesheetClosed as refusal:
        return redirect(f"/timesheets/{timesheet_id}", refusal.detail, kind="info")
    return redirect(f"/timesheets/{detail.placement_id}/{detail.week_starts_on}", "You can change the timesheet again.")


# --- one timesheet, and its approval


async def _view(request: PrimeRequest, timesheet_id: UUID, form: Bound[QueryForm] | None = None, *, status: int = 200) -> Template:
    detail = await queries.get_timesheet(request.auth, timesheet_id)
    holidays = await queries.bank_holidays(detail.division, detail.week_starts_on, detail.week_starts_on)
    hours = _by_day(detail)
    return page(
        "pages/timesheets/view_timesheet.html",
        status=status,
        b=form or blank(QueryForm, QUERY),
        detail=detail,
        hours=hours,
        holidays=holidays,
        remarks=rules.remarks(hours, weekly_hours=detail.weekly_hours, holidays=holidays),
        events=await queries.list_events(request.auth, timesheet_id),
    )


@get("/timesheets/{timesheet_id:uuid}", guards=READ)
async def view_timesheet(request: PrimeRequest, timesheet_id: FromPath[UUID]) -> Template:
    """One week: hours, what to look at, what happened."""
    return await _view(request, timesheet_id)


@post("/timesheets/{timesheet_id:uuid}/approve", guards=APPROVE_RIGHT)
async def approve(request: PrimeRequest, timesheet_id: FromPath[UUID]) -> Redirect:
    """Approve the week as it was read."""
    form = bind(ApproveForm, APPROVE, await request.form())
    here = f"/timesheets/{timesheet_id}"
    if form.value is None:
        return redirect(here, "Read the timesheet again before you approve it.", kind="info")
    try:
        await service.approve(request.auth, timesheet_id, version=form.value.version)
    except (TimesheetClosed, StaleVersion) as refusal:
        return redirect(here, refusal.detail, kind="info")
    return redirect("/timesheets", "The timesheet is approved.")


@post("/timesheets/{timesheet_id:uuid}/query", guards=APPROVE_RIGHT)
async def query(request: PrimeRequest, timesheet_id: FromPath[UUID]) -> Template | Redirect:
    """Send the week back with a question."""
    form = bind(QueryForm, QUERY, await request.form())
    if form.value is None:
        return await _view(request, timesheet_id, form, status=422)
    try:
        await service.query(request.auth, timesheet_id, form.value.text)
    except TimesheetClosed as refusal:
        return await _view(request, timesheet_id, form.add("", f"{refusal.title}. {refusal.detail}"), status=409)
    return redirect("/timesheets", "Your question is sent. The timesheet comes back when it is answered.")


@post("/timesheets/approve", guards=APPROVE_RIGHT, status_code=200)
async def approve_many(request: PrimeRequest) -> Template | Redirect:
    """Ask about the ticked timesheets once more, then approve them."""
    form = bind(BulkForm, BULK, await request.form())
    if form.value is None:
        return redirect("/timesheets", next(iter(form.errors.values())), kind="info")
    if not form.value.confirmed:
        chosen = await queries.get_many(request.auth, form.value.versions)
        return page("pages/timesheets/approve_many.html", chosen=chosen, versions=form.value.chosen)
    done = await service.approve_many(request.auth, form.value.versions)
    said = f"{len(done.approved)} approved."
    if done.left:
        return redirect("/timesheets", f"{said} {len(done.left)} changed meanwhile: read them again.", kind="info")
    return redirect("/timesheets", said)


router = Router(
    path="/",
    route_handlers=[list_timesheets, edit_week, save_week, take_back, view_timesheet, approve, query, approve_many],
    include_in_schema=False,
)
