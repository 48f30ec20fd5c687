"""The page /components: every macro in every state, for axe, for pictures and for whoever builds a page. Not in production."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from litestar import Request, Router, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template
from pydantic import Field, ValidationInfo, field_validator

from prime.core import clock
from prime.core.fields import Form, Messages, Month, Upload
from prime.web.charts import bar_chart, line_chart
from prime.web.flash import redirect
from prime.web.forms import bind, blank
from prime.web.templating import page
from prime.web.weeks import Event, EventKind, monday_of, week_grid


class Pattern(StrEnum):
    """Full time or not."""

    FULL = "full"
    PART = "part"


class SampleForm(Form):
    """One field of every kind."""

    title: Annotated[str, Field(max_length=80)]
    email: Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]
    role: Literal["social_worker", "senior_social_worker", "team_manager"]
    people: Annotated[int, Field(ge=1, le=20)]
    start: date
    since: Month
    interview: datetime
    opens: time
    pattern: Pattern
    weekly: Annotated[Decimal | None, Field(gt=0, lt=37, decimal_places=2)] = None
    skills: tuple[Literal["assessment", "court", "fostering"], ...] = ()
    rate: Annotated[Decimal, Field(gt=0, le=120, decimal_places=2)]
    evidence: Upload | None = None
    notes: Annotated[str, Field(max_length=200)] = ""
    declared: Literal["yes"]

    @field_validator("start")
    @classmethod
    def _not_past(cls, value: date, info: ValidationInfo[Any]) -> date:
        if value < info.context["today"]:
            raise ValueError("past")
        return value

    @field_validator("weekly")
    @classmethod
    def _hours_of_part_time(cls, value: Decimal | None, info: ValidationInfo[Any]) -> Decimal | None:
        if info.data.get("pattern") is not Pattern.PART:
            return None
        if value is None:
            raise ValueError("needed")
        return value


SAMPLE: Messages = {
    "title": {"missing": "Enter a title", "*": "Title must be 80 characters or less"},
    "email": {"missing": "Enter an email address", "*": "Enter an email address in the correct format, like name@example.com"},
    "role": {"*": "Select the role you need"},
    "people": {"missing": "Enter how many people you need", "*": "Number of people must be a whole number between 1 and 20"},
    "start": {
        "missing": "Enter the start date",
        "incomplete": "Start date must include a day, month and year",
        "past": "Start date must be today or in the future",
        "*": "Start date must be a real date, like 27 3 2027",
    },
    "since": {
        "missing": "Enter the month",
        "incomplete": "Month must include a month and a year",
        "*": "Month must be a real month, like 3 2027",
    },
    "interview": {
        "missing": "Enter when the interview is",
        "incomplete": "Interview must include a date and a time",
        "gap": "That time does not exist: the clocks go forward that night",
        "*": "Interview must be a real date and time",
    },
    "opens": {"missing": "Enter the first time you can be called", "*": "Enter a time, like 9am or 1:30pm"},
    "pattern": {"*": "Select full time or part time"},
    "weekly": {"needed": "Enter the hours per week", "*": "Hours per week must be more than 0 and less than 37"},
    "skills": {"*": "Select skills from the list"},
    "rate": {"missing": "Enter the highest hourly rate", "*": "Hourly rate must be an amount up to £120, like 38.50"},
    "evidence": {"*": "Select a file"},
    "notes": {"*": "Notes must be 200 characters or less"},
    "declared": {"*": "Confirm that the information is correct"},
}


@dataclass(frozen=True)
class Sample:
    """A row of the sample lists."""

    id: int
    name: str
    role: str
    team: str
    ends: date
    rate: Decimal
    state: str
    tone: str


_MONDAY = date(2026, 11, 16)
_ROWS = [
    Sample(1, "Martin Oduya", "Social worker", "MASH", date(2026, 11, 26), Decimal("36.50"), "Ending", "yellow"),
    Sample(2, "Sophie Lindqvist", "Senior social worker", "Children in need", date(2026, 12, 3), Decimal("41.00"), "Extension asked", "blue"),
    Sample(3, "Kwame Asante", "Social worker", "Looked after children", date(2026, 12, 7), Decimal("37.25"), "Ending", "yellow"),
    Sample(4, "Rosa Delgado", "Team manager", "Fostering and kinship", date(2026, 12, 14), Decimal("52.75"), "Converting", "green"),
]
_SHARE = [57, 56, 57, 55, 54, 52, 49, 44, 41, 36, 31, 28, 24, 21, 17, 14, 11, 9, 7]
_QUARTERS = [f"Q{n % 4 + 1} {22 + n // 4}" for n in range(len(_SHARE))]


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(_MONDAY + timedelta(days=day), time(hour, minute), clock.LONDON)


def _events() -> list[Event]:
    confirmed, tentative, due, slot, busy = EventKind.CONFIRMED, EventKind.TENTATIVE, EventKind.DUE, EventKind.OPEN, EventKind.BUSY
    return [
        Event(_at(0, 9, 30), _at(0, 10, 30), due, "Amara Nwosu", "Senior social worker", "Scorecard due", "/components#a"),
        Event(_at(0, 14), _at(0, 15, 15), confirmed, "Leila Haddad", "Team manager, MASH", "Confirmed", "/components#b"),
        Event(_at(1, 9), _at(1, 9, 45), confirmed, "Grace Okafor", "Senior social worker", "Confirmed", "/components#c"),
        Event(_at(1, 10, 30), _at(1, 11, 30), tentative, "Daniel Price", "Independent reviewing officer", "Not confirmed", "/components#d"),
        Event(_at(1, 15), _at(1, 15, 45), slot, "Open slot", href="/components#e"),
        Event(_at(2, 12), _at(2, 13), busy, "Panel training"),
        Event(_at(2, 14), _at(2, 15), confirmed, "Ffion Rees", "Social worker", "Confirmed", "/components#f"),
        Event(_at(2, 14, 15), _at(2, 15, 15), tentative, "Oliver Grant", "Social worker", "Not confirmed", "/components#g"),
        Event(_at(3, 9), _at(3, 9, 45), slot, "Open slot", href="/components#h"),
        Event(_at(3, 11), _at(3, 12), confirmed, "Nadia Rahman", "Practice educator", "Confirmed", "/components#i"),
    ]


def _context(week: date) -> dict[str, Any]:
    hours = [(_at(day, start), _at(day, end)) for day, start, end in ((0, 9, 12), (0, 13, 16), (1, 9, 17), (2, 9, 12), (2, 14, 16), (3, 9, 17))]
    return {
        "rows": _ROWS,
        "week": week_grid(monday_of(week), _events(), hours),
        "previous": week - timedelta(days=7),
        "next": week + timedelta(days=7),
        "share_chart": line_chart(_QUARTERS, _SHARE, unit="%", target=10, events=[(5, "AfC Prime starts")]),
        "saving_chart": bar_chart([("Agency", Decimal(69368)), ("Permanent", Decimal(62667)), ("Saved", Decimal(6701))], unit="£"),
        "timeline": [
            {"title": "Ruth Castellan accepted", "text": "Senior social worker, permanent. Starts 1 December.", "at": _at(1, 8, 40)},
            {"title": "14 timesheets ready to approve", "href": "/components#t", "link": "Approve timesheets", "at": _at(0, 17, 5)},
            {"title": "Invoice INV-2026-003391 issued", "text": "£25,930.40 for October.", "at": _at(0, 9)},
        ],
        "tasks": [
            {"title": "About you", "href": "/components#you", "status": "Completed"},
            {"title": "Your registration", "href": "/components#swe", "status": "Incomplete", "hint": "You need your Social Work England number"},
            {"title": "Declaration", "status": "Cannot start yet", "tone": "grey"},
        ],
        "pattern": {Pattern.FULL: "Full time, 37 hours", Pattern.PART: "Part time"},
        "roles": {"social_worker": "Social worker", "senior_social_worker": "Senior social worker", "team_manager": "Team manager"},
        "skills": [("assessment", "Assessment"), ("court", "Court work", "Care proceedings and pre-proceedings"), ("fostering", "Fostering")],
    }


@get("/")
async def show_components(
    q: FromQuery[str] = "", team: FromQuery[list[str] | None] = None, sort: FromQuery[str] = "name", week: FromQuery[date] = _MONDAY
) -> Template:
    """Lists, cards, charts, the week and the board."""
    rows = [row for row in _ROWS if q.lower() in row.name.lower() and (not team or row.team in team)]
    key = sort.removeprefix("-")
    rows.sort(key=lambda row: (str(getattr(row, key, row.name)), row.name), reverse=sort.startswith("-"))
    return page("pages/components/show_components.html", found=rows, q=q, team=team or [], sort=sort, **_context(week))


@get("/form")
async def show_form() -> Template:
    """The form as first shown, with some answers known."""
    return page("pages/components/edit_sample.html", b=blank(SampleForm, SAMPLE, people=2, skills=["court"]), **_context(_MONDAY))


@post("/form", status_code=200)
async def submit_form(request: Request[Any, Any, Any]) -> Template | Redirect:
    """The form with its errors, or back to the components with a message."""
    b = bind(SampleForm, SAMPLE, await request.form())
    if b.value is None:
        return page("pages/components/edit_sample.html", status=422, b=b, **_context(_MONDAY))
    return redirect("/components", f"Request for “{b.value.title}” sent")


@get("/confirm")
async def show_confirm() -> Template:
    """The question before something that cannot be undone."""
    return page("pages/components/confirm_sample.html", tasks=_context(_MONDAY)["tasks"])


class WeekForm(Form):
    """A time to choose, and hours a day."""

    slot: str
    monday: Decimal
    tuesday: Decimal
    wednesday: Decimal
    thursday: Decimal
    friday: Decimal


@get("/public")
async def show_public() -> Template:
    """The look of a page that needs no account, with a time to choose and fields side by side."""
    messages = {name: {"*": "Enter the hours"} for name in WeekForm.model_fields}
    days = [
        ("Monday 30 November", [("1", "9am to 9:45am"), ("2", "10am to 10:45am")]),
        ("Tuesday 1 December", [("3", "midday to 12:45pm")]),
    ]
    b = blank(WeekForm, messages, slot="2", monday=Decimal("7.5")).add("slot", "Select another time: the one you chose has just gone")
    return page("pages/components/public_sample.html", b=b, days=days)


components = Router(path="/components", route_handlers=[show_components, show_form, submit_form, show_confirm, show_public], include_in_schema=False)
