"""The candidate's own interviews: choose a time, move, cancel; signed in, or by an e-mailed link without an account.

Both ways show the same pages; `here` is the address of the interview on the way that was taken.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template
from litestar.types import Guard

from prime.accounts import queries as accounts
from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.errors import LinkExpired
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput
from prime.core.formats import local
from prime.interviews import letters, queries, rules, service
from prime.interviews.errors import SlotTaken
from prime.interviews.forms import KNOWN, REASON, TIME, KnownForm, ReasonForm, TimeForm
from prime.interviews.kit import KIND_LABELS, OWN_RELATIONSHIPS
from prime.interviews.pages.times import calendar_file, grouped
from prime.interviews.schemas import OwnInterview
from prime.interviews.tables import InterviewStatus
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
BOOK = [Requires(Permission.INTERVIEWS_BOOK)]
BY_LINK: list[Guard] = [PUBLIC, rate_limited("booking-link", limit=60, seconds=60)]


class Way(NamedTuple):
    """Who comes, to which interview, and at which address it stands for them."""

    actor: Actor
    interview: OwnInterview
    here: str


async def _signed_in(request: PrimeRequest, interview_id: UUID) -> Way:
    return Way(request.auth, await queries.get_own(request.auth, interview_id), f"/my-interviews/{interview_id}")


async def _by_link(request: PrimeRequest, token: str) -> Way:
    """Where a link leads: to its interview, or to the next one of its application."""
    holder = await accounts.actor_for_link(token, ip=request.auth.ip, request_id=request.auth.request_id)
    own = await queries.list_own(holder) if holder is not None and holder.can(Permission.INTERVIEWS_BOOK) else []
    if holder is None or not own:
        raise LinkExpired("It has expired. Sign in to see your interviews, or ask us for a new link.")
    return Way(holder, own[0], f"/book/{token}")


# --- the pages, whichever way


def _why_fixed(interview: OwnInterview) -> str:
    """Why the candidate cannot change a booking any more; empty where they can."""
    try:
        rules.check_movable(queries.standing(interview), now=clock.now(), is_office=False)
    except Conflict as refusal:
        return refusal.detail
    return ""


async def _show(way: Way) -> Template:
    interview = way.interview
    if interview.status is InterviewStatus.INVITED:
        return await _times(way, blank(TimeForm, TIME))
    return page(
        "pages/interviews/view_own.html",
        no_store=True,
        interview=interview,
        here=way.here,
        kind=KIND_LABELS[interview.kind],
        when=rules.in_words(interview.starts_at, interview.minutes) if interview.starts_at else "",
        why_fixed=_why_fixed(interview) if interview.status is InterviewStatus.BOOKED else "",
        can_cancel=_can_cancel(interview),
        is_ahead=interview.starts_at is not None and interview.starts_at > clock.now(),
    )


def _can_cancel(interview: OwnInterview) -> bool:
    try:
        rules.check_cancellable(queries.standing(interview), now=clock.now(), is_office=False)
    except Conflict:
        return False
    return True


async def _times(way: Way, form: Bound[TimeForm], *, first: date | None = None, nearest: Sequence[datetime] = (), status: int = 200) -> Template:
    interview, here = way.interview, way.here
    first = max(first or clock.today(), clock.today())
    return page(
        "pages/interviews/choose_time.html",
        status=status,
        no_store=True,
        b=form,
        interview=interview,
        kind=KIND_LABELS[interview.kind],
        days=grouped(await queries.slots(way.actor, interview.id, first=first), form.raw.get("starts_at")),
        nearest=[queries.as_slot(start, interview.minutes) for start in nearest],
        first=first,
        last=first + timedelta(days=rules.DAYS_SHOWN - 1),
        earlier=first - timedelta(days=rules.DAYS_SHOWN) if first > clock.today() else None,
        later=first + timedelta(days=rules.DAYS_SHOWN),
        is_move=interview.starts_at is not None,
        here=here,
    )


async def _times_from(way: Way, first: date | None) -> Template | Redirect:
    """The times from a date on, where one can still be chosen."""
    why_fixed = "" if way.interview.status is InterviewStatus.INVITED else _why_fixed(way.interview)
    if why_fixed:
        return redirect(way.here, why_fixed, kind="info")
    return await _times(way, blank(TimeForm, TIME), first=first)


async def _choose(request: PrimeRequest, way: Way, first: date | None) -> Template | Redirect:
    form = bind(TimeForm, TIME, await request.form())
    if form.value is None:
        return await _times(way, form, first=first, status=422)
    try:
        await service.hold(way.actor, way.interview.id, form.value.moment)
    except SlotTaken as refusal:
        form.add("starts_at", refusal.detail)
        return await _times(way, form, first=first, nearest=refusal.nearest, status=refusal.status)
    except Conflict as refusal:
        return redirect(way.here, refusal.detail, kind="info")
    return redirect(f"{way.here}/confirm")


async def _held(way: Way) -> Template | Redirect:
    """What is about to be booked, while it is held."""
    held = await queries.find_hold(way.actor, way.interview.id)
    if held is None:
        return redirect(way.here, "No time is held for you now. Choose one again." if way.interview.status is InterviewStatus.INVITED else "")
    return page(
        "pages/interviews/confirm_time.html",
        no_store=True,
        interview=way.interview,
        held=held,
        here=way.here,
        kind=KIND_LABELS[way.interview.kind],
        before=rules.in_words(way.interview.starts_at, way.interview.minutes) if way.interview.starts_at else "",
    )


async def _confirm(request: PrimeRequest, way: Way) -> Template | Redirect:
    """Book what was held, or what is still free although it was held for too long."""
    form = bind(TimeForm, TIME, await request.form())
    if form.value is None:
        return await _times(way, form, status=422)
    wanted = form.value.moment
    command = service.book if way.interview.starts_at is None else service.move_booking
    try:
        await command(way.actor, way.interview.id, wanted)
    except SlotTaken as refusal:
        form.add("starts_at", refusal.detail)
        return await _times(way, form, first=local(wanted).date(), nearest=refusal.nearest, status=refusal.status)
    except Conflict as refusal:
        return redirect(way.here, refusal.detail, kind="info")
    when = rules.in_words(wanted, way.interview.minutes)
    return redirect(way.here, f"Your {KIND_LABELS[way.interview.kind].lower()} is booked for {when}. The details are in your email.")


def _cancel_page(way: Way, form: Bound[ReasonForm], *, status: int = 200) -> Template:
    return page("pages/interviews/cancel_own.html", status=status, b=form, here=way.here, kind=KIND_LABELS[way.interview.kind].lower())


async def _cancel(request: PrimeRequest, way: Way) -> Template | Redirect:
    form = bind(ReasonForm, REASON, await request.form())
    if form.value is None:
        return _cancel_page(way, form, status=422)
    try:
        await service.cancel(way.actor, way.interview.id, reason=form.value.reason)
    except Conflict as refusal:
        return redirect(way.here, refusal.detail, kind="info")
    return redirect(way.here, f"Your {KIND_LABELS[way.interview.kind].lower()} is cancelled. A champion will be in touch.")


async def _calendar(way: Way) -> Response[bytes]:
    interview = await queries.get_interview(way.actor, way.interview.id)
    return calendar_file(interview, letters.as_file(interview, None))


def _known_page(way: Way, form: Bound[KnownForm], *, status: int = 200) -> Template:
    return page(
        "pages/interviews/know_panel.html",
        status=status,
        no_store=True,
        b=form,
        here=way.here,
        people=[(str(member.champion_id), member.name) for member in way.interview.members],
        relationships=OWN_RELATIONSHIPS,
    )


async def _say_known(request: PrimeRequest, way: Way) -> Template | Redirect:
    form = bind(KnownForm, KNOWN, await request.form())
    if form.value is None:
        return _known_page(way, form, status=422)
    try:
        await service.declare_own_conflict(way.actor, way.interview.id, form.value.champion, form.value.relationship)
    except InvalidInput as refusal:
        return _known_page(way, form.refuse(refusal), status=422)
    except Conflict as refusal:
        return redirect(way.here, refusal.detail, kind="info")
    return redirect(way.here, "Thank you for telling us. Somebody else takes their place, and it makes no difference to your application.")


# --- signed in


@get("/my-interviews", guards=BOOK)
async def list_own(request: PrimeRequest) -> Template:
    """All one's interviews, those to come first."""
    return page(
        "pages/interviews/list_own.html",
        no_store=True,
        interviews=await queries.list_own(request.auth),
        kinds=KIND_LABELS,
        in_words=rules.in_words,
    )


@get("/my-interviews/{interview_id:uuid}", guards=BOOK)
async def view_own(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template:
    """One interview, or the times to choose from."""
    return await _show(await _signed_in(request, interview_id))


@get("/my-interviews/{interview_id:uuid}/times", guards=BOOK)
async def own_times(request: PrimeRequest, interview_id: FromPath[UUID], first: FromQuery[date | None] = None) -> Template | Redirect:
    """The times to choose from, from a date on."""
    return await _times_from(await _signed_in(request, interview_id), first)


@post("/my-interviews/{interview_id:uuid}/times", guards=BOOK)
async def choose_own(request: PrimeRequest, interview_id: FromPath[UUID], first: FromQuery[date | None] = None) -> Template | Redirect:
    """Hold a time until it is confirmed."""
    return await _choose(request, await _signed_in(request, interview_id), first)


@get("/my-interviews/{interview_id:uuid}/confirm", guards=BOOK)
async def held_own(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """The time that is held, to be confirmed."""
    return await _held(await _signed_in(request, interview_id))


@post("/my-interviews/{interview_id:uuid}/confirm", guards=BOOK)
async def confirm_own(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Book, or move the booking."""
    return await _confirm(request, await _signed_in(request, interview_id))


@get("/my-interviews/{interview_id:uuid}/cancel", guards=BOOK)
async def cancel_own_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template:
    """Ask before something that cannot be undone."""
    return _cancel_page(await _signed_in(request, interview_id), blank(ReasonForm, REASON))


@post("/my-interviews/{interview_id:uuid}/cancel", guards=BOOK)
async def cancel_own(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Cancel."""
    return await _cancel(request, await _signed_in(request, interview_id))


@get("/my-interviews/{interview_id:uuid}/calendar.ics", guards=BOOK)
async def own_calendar(request: PrimeRequest, interview_id: FromPath[UUID]) -> Response[bytes]:
    """The calendar file."""
    return await _calendar(await _signed_in(request, interview_id))


@get("/my-interviews/{interview_id:uuid}/panel", guards=BOOK)
async def known_own_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template:
    """Say that one knows somebody on the panel."""
    return _known_page(await _signed_in(request, interview_id), blank(KnownForm, KNOWN))


@post("/my-interviews/{interview_id:uuid}/panel", guards=BOOK)
async def say_known_own(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Have somebody else take their place."""
    return await _say_known(request, await _signed_in(request, interview_id))


# --- by link: opening one changes nothing, as mail scanners open links


@get("/book/{token:str}", guards=BY_LINK)
async def view_by_link(request: PrimeRequest, token: FromPath[str]) -> Template:
    """One interview, or the times to choose from."""
    return await _show(await _by_link(request, token))


@get("/book/{token:str}/times", guards=BY_LINK)
async def times_by_link(request: PrimeRequest, token: FromPath[str], first: FromQuery[date | None] = None) -> Template | Redirect:
    """The times to choose from, from a date on."""
    return await _times_from(await _by_link(request, token), first)


@post("/book/{token:str}/times", guards=BY_LINK)
async def choose_by_link(request: PrimeRequest, token: FromPath[str], first: FromQuery[date | None] = None) -> Template | Redirect:
    """Hold a time until it is confirmed."""
    return await _choose(request, await _by_link(request, token), first)


@get("/book/{token:str}/confirm", guards=BY_LINK)
async def held_by_link(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """The time that is held, to be confirmed."""
    return await _held(await _by_link(request, token))


@post("/book/{token:str}/confirm", guards=BY_LINK)
async def confirm_by_link(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Book, or move the booking."""
    return await _confirm(request, await _by_link(request, token))


@get("/book/{token:str}/cancel", guards=BY_LINK)
async def cancel_by_link_form(request: PrimeRequest, token: FromPath[str]) -> Template:
    """Ask before something that cannot be undone."""
    return _cancel_page(await _by_link(request, token), blank(ReasonForm, REASON))


@post("/book/{token:str}/cancel", guards=BY_LINK)
async def cancel_by_link(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Cancel."""
    return await _cancel(request, await _by_link(request, token))


@get("/book/{token:str}/calendar.ics", guards=BY_LINK)
async def calendar_by_link(request: PrimeRequest, token: FromPath[str]) -> Response[bytes]:
    """The calendar file."""
    return await _calendar(await _by_link(request, token))


@get("/book/{token:str}/panel", guards=BY_LINK)
async def known_by_link_form(request: PrimeRequest, token: FromPath[str]) -> Template:
    """Say that one knows somebody on the panel."""
    return _known_page(await _by_link(request, token), blank(KnownForm, KNOWN))


@post("/book/{token:str}/panel", guards=BY_LINK)
async def say_known_by_link(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Have somebody else take their place."""
    return await _say_known(request, await _by_link(request, token))


route_handlers = [
    known_own_form,
    say_known_own,
    known_by_link_form,
    say_known_by_link,
    list_own,
    view_own,
    own_times,
    choose_own,
    held_own,
    confirm_own,
    cancel_own_form,
    cancel_own,
    own_calendar,
    view_by_link,
    times_by_link,
    choose_by_link,
    held_by_link,
    confirm_by_link,
    cancel_by_link_form,
    cancel_by_link,
    calendar_by_link,
]
