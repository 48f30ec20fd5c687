"""A champion's availability: the week as it is, weekly hours, date overrides, settings."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.calendars import queries as calendars
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, NotFound
from prime.core.formats import govdate, plural
from prime.interviews import queries, rules, service
from prime.interviews.errors import HoursOverlap
from prime.interviews.forms import HOURS, OVERRIDE, SETTINGS, STRETCHES, WEEKDAYS, HoursForm, OverrideForm, SettingsForm, hours_field
from prime.interviews.pages.desk import as_event, open_events
from prime.interviews.rules import Hours
from prime.interviews.schemas import Availability
from prime.reference import queries as reference
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page
from prime.web.weeks import Event, EventKind, monday_of, week_grid

PrimeRequest = Request[None, Actor, Any]
EDIT = [Requires(Permission.AVAILABILITY_EDIT)]


async def own_id(actor: Actor) -> UUID:
    """The actor's own profile; raises NotFound before they have begun it."""
    champion = await queries.own_champion(actor)
    if champion is None:
        raise NotFound("Begin your availability first.")
    champion_id: UUID = champion.id
    return champion_id


@get("/availability", guards=EDIT)
async def view_availability(request: PrimeRequest, week: FromQuery[date | None] = None) -> Template:
    """The week with its hours and interviews, what is saved, and the ways to change it."""
    champion = await queries.own_champion(request.auth)
    if champion is None:
        return page("pages/interviews/begin_availability.html")
    monday = monday_of(week or clock.today())
    sunday = monday + timedelta(days=6)
    [diary] = await queries.diaries([champion.id], monday, sunday)
    booked = await queries.list_between(request.auth, monday, sunday, champion_user_id=request.auth.required_user_id)
    events = [as_event(interview, request.auth.user_id, now=clock.now()) for interview in booked]
    elsewhere = await calendars.list_own_busy(request.auth, rules.midnight(monday), rules.midnight(monday + rules.WEEK))
    events += [Event(busy.starts_at, busy.ends_at, EventKind.BUSY, "Busy", "In your own calendar") for busy in elsewhere]
    availability = await queries.get_availability(request.auth, champion.id)
    return page(
        "pages/interviews/view_availability.html",
        availability=availability,
        week=week_grid(monday, [*events, *open_events(diary, monday, sunday)], rules.available(diary, monday, sunday)),
        previous=monday - rules.WEEK,
        following=monday + rules.WEEK,
        weekdays=WEEKDAYS,
        subscription=await calendars.find_own(request.auth),
        levels=await _roles(availability.levels),
    )


async def _roles(levels: Sequence[int]) -> str:
    """The roles that a champion may interview for, in words."""
    return ", ".join(grade.title for grade in await reference.list_grades() if grade.level in levels) or "Every role"


@post("/availability/begin", guards=EDIT)
async def begin(request: PrimeRequest) -> Redirect:
    """Begin one's profile."""
    await service.create_champion(request.auth)
    return redirect("/availability/hours", "Enter the hours in which you can usually interview.")


# --- weekly hours


def _known_hours(availability: Availability) -> dict[str, time]:
    known: dict[str, time] = {}
    for weekday in range(len(WEEKDAYS)):
        rows = [row for row in availability.hours if row.weekday == weekday]
        for number, row in enumerate(rows[:STRETCHES], start=1):
            known[hours_field(weekday, number, "from")] = row.starts_at
            known[hours_field(weekday, number, "to")] = row.ends_at
    return known


def _hours_page(form: Bound[Any], *, status: int = 200) -> Template:
    days = [
        (name, [(hours_field(weekday, number, "from"), hours_field(weekday, number, "to")) for number in range(1, STRETCHES + 1)])
        for weekday, name in enumerate(WEEKDAYS)
    ]
    return page("pages/interviews/edit_hours.html", status=status, b=form, days=days)


def _hours(values: Mapping[str, time | None]) -> list[Hours]:
    found = []
    for weekday in range(len(WEEKDAYS)):
        for number in range(1, STRETCHES + 1):
            start, end = values[hours_field(weekday, number, "from")], values[hours_field(weekday, number, "to")]
            if start is not None and end is not None:
                found.append(Hours(weekday, start, end))
    return found


@get("/availability/hours", guards=EDIT)
async def hours_form(request: PrimeRequest) -> Template:
    """The hours of every week as they are."""
    availability = await queries.get_availability(request.auth, await own_id(request.auth))
    return _hours_page(blank(HoursForm, HOURS, **_known_hours(availability)))


@post("/availability/hours", guards=EDIT)
async def save_hours(request: PrimeRequest) -> Template | Redirect:
    """Replace the hours of every week."""
    champion_id = await own_id(request.auth)
    form = bind(HoursForm, HOURS, await request.form())
    if form.value is None:
        return _hours_page(form, status=422)
    try:
        await service.save_weekly_hours(request.auth, champion_id, _hours(form.value.model_dump()))
    except HoursOverlap as refusal:
        return _hours_page(form.add("", refusal.detail), status=refusal.status)
    return redirect("/availability", "Your weekly hours are saved. What is booked stays booked.")


# --- date overrides


def _override_page(form: Bound[OverrideForm], *, status: int = 200) -> Template:
    return page("pages/interviews/edit_override.html", status=status, b=form)


@get("/availability/dates", guards=EDIT)
async def override_form(request: PrimeRequest, day: FromQuery[date | None] = None) -> Template:
    """Other hours, or none, on a date."""
    await own_id(request.auth)
    return _override_page(blank(OverrideForm, OVERRIDE, first_on=day))


@post("/availability/dates", guards=EDIT)
async def save_override(request: PrimeRequest) -> Template | Redirect:
    """Put other hours, or none, in place of the weekly ones; says what is already booked on those dates."""
    champion_id = await own_id(request.auth)
    form = bind(OverrideForm, OVERRIDE, await request.form())
    if form.value is None:
        return _override_page(form, status=422)
    said = form.value
    parts = [(said.starts_at, said.ends_at)] if said.starts_at and said.ends_at else []
    try:
        await service.save_override(request.auth, champion_id, said.first_on, parts, last_on=said.last_on, reason=said.reason)
    except InvalidInput as refusal:
        return _override_page(form.refuse(refusal), status=422)
    last_on = said.last_on or said.first_on
    booked = await queries.list_between(request.auth, said.first_on, last_on, champion_user_id=request.auth.required_user_id)
    warning = f" You have {plural(len(booked), 'interview')} on these dates: move or cancel what you cannot hold." if booked else ""
    return redirect(f"/availability?week={said.first_on}", f"Your dates are saved.{warning}")


@post("/availability/dates/{day:date}/remove", guards=EDIT)
async def remove_override(request: PrimeRequest, day: FromPath[date]) -> Redirect:
    """Go back to the weekly hours on a date."""
    await service.remove_override(request.auth, await own_id(request.auth), day)
    return redirect("/availability", f"Your weekly hours apply again on {govdate(day)}.")


# --- settings


@get("/availability/settings", guards=EDIT)
async def settings_form(request: PrimeRequest) -> Template:
    """How many interviews, how close together, how soon and how far ahead."""
    known = await queries.get_availability(request.auth, await own_id(request.auth))
    values = {name: getattr(known, name) for name in SettingsForm.model_fields}
    return page("pages/interviews/edit_settings.html", b=blank(SettingsForm, SETTINGS, **values))


@post("/availability/settings", guards=EDIT)
async def save_settings(request: PrimeRequest) -> Template | Redirect:
    """Keep the settings."""
    champion_id = await own_id(request.auth)
    form = bind(SettingsForm, SETTINGS, await request.form())
    if form.value is None:
        return page("pages/interviews/edit_settings.html", status=422, b=form)
    await service.save_profile(request.auth, champion_id, **form.value.model_dump())
    return redirect("/availability", "Your settings are saved.")


route_handlers = [
    view_availability,
    begin,
    hours_form,
    save_hours,
    override_form,
    save_override,
    remove_override,
    settings_form,
    save_settings,
]
