"""Pages: everybody's desk, the overview, the audit trail, the invariants."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import SIGNED_IN, Requires
from prime.accounts.permissions import Permission
from prime.audit import queries as audit
from prime.candidates.rules import STAGE_LABELS
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.formats import number
from prime.reporting import queries, reasons, rules, service
from prime.reporting.desks import desks
from prime.reporting.invariants import AREAS
from prime.reporting.schemas import SharePoint, Story
from prime.web.charts import LineChart, bar_chart, line_chart
from prime.web.flash import redirect
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
REPORTS = [Requires(Permission.REPORTS_READ)]
CASES = [Requires(Permission.APPLICATIONS_READ)]
TRAIL = [Requires(Permission.AUDIT_READ)]
# What the trail can be narrowed to, by the first part of an action.
AREAS_OF_TRAIL = {
    "accounts": "Accounts",
    "admin": "Admin panel",
    "billing": "Billing",
    "candidates": "Candidates",
    "checks": "Checks",
    "clients": "Councils",
    "conversions": "Conversions",
    "documents": "Documents",
    "duplicates": "Duplicates",
    "interviews": "Interviews",
    "jobs": "Jobs",
    "kits": "Interview kits",
    "notifications": "Messages",
    "offers": "Offers",
    "placements": "Placements",
    "reporting": "Reports",
    "staff": "Staff",
    "timesheets": "Timesheets",
    "vacancies": "Vacancies",
}


@get("/home", guards=[SIGNED_IN])
async def home(request: PrimeRequest) -> Template:
    """What waits for the person who signed in."""
    return page("pages/reporting/home.html", desks=await desks(request.auth))


def quarter(point: SharePoint) -> str:
    """Q3 26."""
    return f"Q{(point.taken_on.month + 2) // 3} {point.taken_on:%y}"


def share_chart(story: Story) -> LineChart:
    """The line of a council's agency share, with its target and what happened on the way."""
    return line_chart(
        [quarter(point) for point in story.points],
        [point.share for point in story.points],
        unit="%",
        target=story.target,
        events=[(event.index, event.text) for event in story.events],
    )


def finding(story: Story) -> str:
    """What the line says, in words."""
    first, last = number(story.first.share, 1), number(story.last.share, 1)
    if story.last.share < story.first.share:
        return f"Agency share has fallen from {first}% to {last}%"
    return f"Agency share is {last}%, after {first}% three years ago"


@get("/overview", guards=REPORTS)
async def overview(request: PrimeRequest, council: FromQuery[UUID | None] = None) -> Template:
    """The workforce overview."""
    found = await queries.overview(request.auth, client_id=council)
    story = found.story
    return page(
        "pages/reporting/overview.html",
        overview=found,
        chart=share_chart(story) if story else None,
        finding=finding(story) if story else "",
        target=rules.TARGET_SHARE,
        most=max([rules.TARGET_SHARE, *(row.share for row in found.councils if row.share is not None)]),
        ending_days=rules.ENDING_DAYS,
        recent_days=rules.RECENT_DAYS,
    )


@get("/reports/reasons", guards=REPORTS)
async def list_reasons(request: PrimeRequest, period: FromQuery[str] = "year", vacancy: FromQuery[list[str] | None] = None) -> Template | Redirect:
    """Why applications end, as a picture and a table."""
    try:
        found = await reasons.tally(request.auth, period=period, vacancies=vacancy or [])
    except InvalidInput:
        return Redirect("/reports/reasons", status_code=303)
    endings = {ending: [each for each in found if each.ending is ending] for ending in reasons.Ending}
    return page(
        "pages/reporting/list_reasons.html",
        endings=endings,
        total=sum(each.count for each in found),
        charts_of={ending: bar_chart([(each.label, each.count) for each in tallies]) for ending, tallies in endings.items()},
        findings={ending: reasons.finding(tallies) for ending, tallies in endings.items()},
        periods={key: words for key, (words, _) in reasons.PERIODS.items()},
        period=period,
        vacancy=vacancy or [],
        vacancies=[(choice.reference, f"{choice.title}, {choice.reference}") for choice in await reasons.list_vacancies(request.auth, period=period)],
        stage_labels=STAGE_LABELS,
    )


@get("/reports/reasons/cases", guards=CASES)
async def list_cases(
    request: PrimeRequest,
    *,
    ending: FromQuery[str] = "",
    reason: FromQuery[str] = "",
    stage: FromQuery[str] = "",
    period: FromQuery[str] = "year",
    vacancy: FromQuery[list[str] | None] = None,
    cursor: FromQuery[str] = "",
) -> Template | Redirect:
    """The applications behind one figure."""
    try:
        kind = reasons.Ending(ending)
        found = await reasons.list_cases(
            request.auth, ending=kind, reason=reason, stage=stage, period=period, vacancies=vacancy or [], cursor=cursor
        )
    except (ValueError, InvalidInput):
        return Redirect("/reports/reasons", status_code=303)
    return page(
        "pages/reporting/list_cases.html",
        no_store=True,
        cases=found,
        ending=kind,
        label=reasons.labels(kind)[reason],
        stage=stage,
        cursor=cursor,
        period=reasons.PERIODS[period][0],
        stage_labels=STAGE_LABELS,
    )


@get("/audit", guards=TRAIL)
async def list_trail(
    request: PrimeRequest, area: FromQuery[list[str] | None] = None, record: FromQuery[UUID | None] = None, cursor: FromQuery[str] = ""
) -> Template:
    """Who did what to which record, newest first."""
    chosen = [name for name in area or [] if name in AREAS_OF_TRAIL]
    entries = await audit.list_entries(request.auth, areas=chosen, record_id=record, cursor=cursor)
    return page("pages/reporting/list_trail.html", entries=entries, areas=AREAS_OF_TRAIL, chosen=chosen, record=record, cursor=cursor)


@get("/invariants", guards=TRAIL)
async def list_invariants(request: PrimeRequest) -> Template:
    """What must always be true of the data, and whether it was when we last looked."""
    found = await queries.findings(request.auth)
    times = [finding.checked_at for finding in found if finding.checked_at]
    return page(
        "pages/reporting/list_invariants.html",
        areas=[(area, [finding for finding in found if finding.area == area]) for area, _ in AREAS],
        count=len(found),
        broken=sum(bool(finding.broken) for finding in found),
        checked_at=min(times) if len(times) == len(found) else None,
    )


@post("/invariants/check", guards=TRAIL)
async def check(request: PrimeRequest) -> Redirect:
    """Have the data looked at now."""
    await service.order_check(request.auth)
    return redirect("/invariants", "The data are being looked at. Open this page again in a few seconds.", kind="info")


router = Router(path="/", route_handlers=[home, overview, list_reasons, list_cases, list_trail, list_invariants, check], include_in_schema=False)
