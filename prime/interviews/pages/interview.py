"""One interview, for the office: invite, see, book or move for the candidate, cancel, record whether it took place."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput
from prime.core.formats import local, plural
from prime.interviews import letters, queries, rules, service
from prime.interviews.errors import DeclaredAlready, NoPanel, NotFree, PanelTooSmall, SlotTaken, WrongState
from prime.interviews.forms import (
    CONFLICT,
    HAND_OVER,
    INVITE,
    SEATS,
    TIME,
    ConflictForm,
    HandOverForm,
    InviteForm,
    TimeForm,
)
from prime.interviews.kit import CHANGES, KIND_LABELS, RELATIONSHIPS
from prime.interviews.pages.desk import READ, owes_scorecard
from prime.interviews.pages.meeting import MEETINGS, at_fields, room_options
from prime.interviews.pages.times import calendar_file, grouped
from prime.interviews.schemas import ChampionSummary, ChangeRow, InterviewDetail
from prime.interviews.tables import InterviewKind, InterviewStatus, Meeting
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
INVITES = [Requires(Permission.INTERVIEWS_INVITE)]
OPEN = {InterviewStatus.INVITED, InterviewStatus.BOOKED, InterviewStatus.HELD}
# The page has room for so many members, or for as many as the vacancy asks for.
LEAST_SHOWN = 3
# Who takes over is chosen from this many.
MOST_PROPOSED = 5
USUAL = {InterviewKind.CONVERSATION: "30", InterviewKind.INTERVIEW: "45"}


# --- invite


async def _invite_page(actor: Actor, application: ApplicationDetail, form: Bound[InviteForm], *, status: int = 200) -> Template:
    people = [(str(champion.user_id), _described(champion)) for champion in await queries.list_champions(actor)]
    least = await queries.panel_rule(application.id, _kind(application))
    return page(
        "pages/interviews/invite.html",
        status=status,
        b=form,
        application=application,
        people=people,
        seats=SEATS[: max(LEAST_SHOWN, least.size)],
        least=least,
        sizes=range(least.size, min(least.size + 1, rules.LARGEST_PANEL) + 1),
        kinds=KIND_LABELS,
        meetings=MEETINGS,
        rooms=await room_options(actor),
        conflicts=await queries.list_conflicts(actor, application.id),
    )


def _kind(application: ApplicationDetail) -> InterviewKind:
    return InterviewKind.INTERVIEW if application.stage is Stage.INTERVIEW else InterviewKind.CONVERSATION


def _described(champion: ChampionSummary) -> str:
    team = f", {champion.home_team}" if champion.home_team else ""
    accredited = ", accredited" if rules.is_accredited(champion.accredited_until, clock.today()) else ""
    return f"{champion.name}{team}{accredited} – {champion.recent} in four weeks{'' if champion.has_hours else ', no hours set'}"


@get("/interviews/invite", guards=INVITES)
async def invite_form(
    request: PrimeRequest, application: FromQuery[UUID | None] = None, suggest: FromQuery[Literal["1", "2", "3", "4", "5"] | None] = None
) -> Template | Redirect:
    """Choose whom to invite, or the panel and the place for somebody; who is invited already is shown.

    An interview begins with the panel that the rules propose, led by whoever invites where they may; `suggest` fills in
    another of so many members.
    """
    if application is None:
        return page("pages/interviews/choose_application.html", waiting=await queries.list_waiting(request.auth), kinds=KIND_LABELS)
    found = await candidates.get_application(request.auth, application)
    kind = _kind(found)
    known = (await queries.list_interviews(request.auth, application_id=application)).items
    standing = next((interview for interview in known if interview.kind is kind and interview.status in OPEN), None)
    if standing is not None:
        return redirect(f"/interviews/{standing.id}", f"{found.name} is invited already.", kind="info")
    champion = await queries.own_champion(request.auth)
    lead = request.auth.user_id if champion is not None else found.champion_id
    members: dict[str, UUID | None] = {"lead": lead}
    if suggest or kind is InterviewKind.INTERVIEW:
        leads = None if suggest or champion is None else champion.id
        try:
            panel = await queries.suggest_panel(request.auth, application, size=int(suggest) if suggest else None, lead_id=leads)
            members = dict(zip(SEATS, (member.user_id for member in panel.members), strict=False))
        except (InvalidInput, NoPanel) as refusal:
            if suggest:
                return redirect(f"/interviews/invite?application={application}", f"No panel can be suggested. {refusal.detail}", kind="info")
    return await _invite_page(request.auth, found, blank(InviteForm, INVITE, kind=kind, minutes=USUAL[kind], meeting=Meeting.VIDEO, **members))


@post("/interviews/invite", guards=INVITES)
async def invite(request: PrimeRequest, application: FromQuery[UUID]) -> Template | Redirect:
    """Ask the candidate to choose a time."""
    found = await candidates.get_application(request.auth, application)
    form = bind(InviteForm, INVITE, await request.form())
    if form.value is None:
        return await _invite_page(request.auth, found, form, status=422)
    said = form.value
    try:
        interview_id = await service.invite(
            request.auth,
            application,
            kind=said.kind,
            champion_user_ids=said.panel,
            minutes=int(said.minutes),
            meeting=said.meeting,
            place=said.place,
            room_id=said.room,
        )
    except InvalidInput as refusal:
        return await _invite_page(request.auth, found, form.refuse(at_fields(refusal)), status=422)
    except PanelTooSmall as refusal:
        return await _invite_page(request.auth, found, form.add(SEATS[len(said.panel)], refusal.detail), status=refusal.status)
    except Conflict as refusal:
        return await _invite_page(request.auth, found, form.add("", f"{refusal.title}. {refusal.detail}"), status=refusal.status)
    return redirect(f"/interviews/{interview_id}", f"{found.name} is invited by email to choose a time.")


async def _conflict_page(actor: Actor, application: ApplicationDetail, form: Bound[ConflictForm], *, status: int = 200) -> Template:
    champions = await queries.list_champions(actor)
    may_choose = actor.can(Permission.APPLICATIONS_MANAGE)
    people = [(str(champion.user_id), champion.name) for champion in champions if may_choose or champion.user_id == actor.user_id]
    return page("pages/interviews/declare_conflict.html", status=status, b=form, application=application, people=people, relationships=RELATIONSHIPS)


@get("/interviews/conflict", guards=INVITES)
async def conflict_form(request: PrimeRequest, application: FromQuery[UUID]) -> Template:
    """Say who must not meet a candidate."""
    found = await candidates.get_application(request.auth, application)
    return await _conflict_page(request.auth, found, blank(ConflictForm, CONFLICT, champion=request.auth.user_id))


@post("/interviews/conflict", guards=INVITES)
async def declare_conflict(request: PrimeRequest, application: FromQuery[UUID]) -> Template | Redirect:
    """Keep a champion from a candidate."""
    found = await candidates.get_application(request.auth, application)
    form = bind(ConflictForm, CONFLICT, await request.form())
    if form.value is None:
        return await _conflict_page(request.auth, found, form, status=422)
    said = form.value
    try:
        await service.declare_conflict(request.auth, application, said.champion, said.relationship, note=said.note)
    except DeclaredAlready as refusal:
        return await _conflict_page(request.auth, found, form.add("champion", refusal.detail), status=refusal.status)
    return redirect(f"/interviews/invite?application={application}", "It is noted. Nobody can put them on a panel together.")


# --- one interview


@get("/interviews/{interview_id:uuid}", guards=READ)
async def view_interview(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template:
    """An interview, its panel, and what can be done with it now."""
    actor, now = request.auth, clock.now()
    interview = await queries.get_interview(actor, interview_id)
    seat = interview.seat_of(actor.user_id)
    sees_scores = actor.can(Permission.APPLICATIONS_MANAGE) or (seat is not None and seat.has_scored)
    is_open = interview.status is InterviewStatus.INVITED
    return page(
        "pages/interviews/view_interview.html",
        interview=interview,
        kind=KIND_LABELS[interview.kind],
        when=rules.in_words(interview.starts_at, interview.minutes) if interview.starts_at else "",
        has_begun=interview.starts_at is not None and interview.starts_at <= now,
        owes=owes_scorecard(interview, actor.user_id, now=now),
        sees_scores=sees_scores and interview.kind is InterviewKind.INTERVIEW and interview.status is InterviewStatus.HELD,
        offered=len(await queries.slots(actor, interview_id)) if is_open else None,
        days_shown=rules.DAYS_SHOWN,
        changes=[_line(change, interview.minutes) for change in await queries.list_changes(actor, interview_id)],
        is_accredited=interview.kind is not InterviewKind.INTERVIEW
        or rules.is_accredited(interview.accredited_to, local(interview.starts_at).date() if interview.starts_at else clock.today()),
    )


def _line(change: ChangeRow, minutes: int) -> dict[str, Any]:
    """A line of the history as the timeline shows it."""
    said = [rules.in_words(change.to_at, minutes)] if change.to_at else []
    said += [f"before: {rules.in_words(change.from_at, minutes)}"] if change.from_at else []
    said += [change.detail] if change.detail else []
    return {"title": f"{CHANGES[change.kind]} by {change.changed_by}", "text": ". ".join(said), "at": change.changed_at}


@get("/interviews/{interview_id:uuid}/calendar.ics", guards=READ)
async def download_calendar(request: PrimeRequest, interview_id: FromPath[UUID]) -> Response[bytes]:
    """The calendar file of a member of the panel."""
    interview = await queries.get_interview(request.auth, interview_id)
    return calendar_file(interview, letters.as_file(interview, request.auth.user_id))


# --- a seat passes to somebody else


async def _hand_over_page(actor: Actor, interview: InterviewDetail, form: Bound[HandOverForm] | None = None, *, status: int = 200) -> Template:
    may_choose = actor.can(Permission.APPLICATIONS_MANAGE)
    leaving = [member for member in interview.panel if may_choose or member.user_id == actor.user_id]
    leaving_id = leaving[0].champion_id if leaving else None
    joining = (await queries.list_replacements(actor, interview.id, leaving_id=leaving_id))[:MOST_PROPOSED]
    proposed = {"leaving": leaving_id or "", "joining": joining[0].champion_id if joining else ""}
    return page(
        "pages/interviews/hand_over.html",
        status=status,
        b=form or blank(HandOverForm, HAND_OVER, **proposed),
        interview=interview,
        leaving=[(str(member.champion_id), member.name) for member in leaving],
        joining=[(str(member.champion_id), f"{member.name} – {plural(member.interviews, 'interview')} in four weeks") for member in joining],
        when=rules.in_words(interview.starts_at, interview.minutes) if interview.starts_at else "",
    )


@get("/interviews/{interview_id:uuid}/hand-over", guards=INVITES)
async def hand_over_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template:
    """Propose who takes over."""
    return await _hand_over_page(request.auth, await queries.get_interview(request.auth, interview_id))


@post("/interviews/{interview_id:uuid}/hand-over", guards=INVITES)
async def hand_over(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Give a seat to somebody else and tell everybody."""
    interview = await queries.get_interview(request.auth, interview_id)
    form = bind(HandOverForm, HAND_OVER, await request.form())
    if form.value is None:
        return await _hand_over_page(request.auth, interview, form, status=422)
    try:
        await service.hand_over(request.auth, interview_id, form.value.leaving, form.value.joining)
    except InvalidInput as refusal:
        return await _hand_over_page(request.auth, interview, form.refuse(refusal), status=422)
    except NotFree as refusal:
        return await _hand_over_page(request.auth, interview, form.add("joining", refusal.title), status=refusal.status)
    except Conflict as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    return redirect(f"/interviews/{interview_id}", "The place is handed over. Everybody with the time in their calendar has an email.")


# --- a time, for the candidate


async def _times_page(
    actor: Actor,
    interview: InterviewDetail,
    form: Bound[TimeForm],
    *,
    first: date | None = None,
    nearest: Sequence[datetime] = (),
    status: int = 200,
) -> Template:
    first = max(first or clock.today(), clock.today())
    return page(
        "pages/interviews/book_for_candidate.html",
        status=status,
        b=form,
        interview=interview,
        days=grouped(await queries.slots(actor, interview.id, first=first), form.raw.get("starts_at")),
        nearest=[queries.as_slot(start, interview.minutes) for start in nearest],
        first=first,
        last=first + timedelta(days=rules.DAYS_SHOWN - 1),
        earlier=first - timedelta(days=rules.DAYS_SHOWN) if first > clock.today() else None,
        later=first + timedelta(days=rules.DAYS_SHOWN),
        is_move=interview.starts_at is not None,
        here=f"/interviews/{interview.id}",
    )


@get("/interviews/{interview_id:uuid}/times", guards=INVITES)
async def times_form(request: PrimeRequest, interview_id: FromPath[UUID], first: FromQuery[date | None] = None) -> Template | Redirect:
    """The times at which the panel and the candidate are free, where one can still be chosen."""
    interview = await queries.get_interview(request.auth, interview_id)
    try:
        if interview.status is not InterviewStatus.INVITED:
            rules.check_movable(queries.standing(interview), now=clock.now(), is_office=True)
    except WrongState as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    return await _times_page(request.auth, interview, blank(TimeForm, TIME), first=first)


@post("/interviews/{interview_id:uuid}/times", guards=INVITES)
async def choose_time(request: PrimeRequest, interview_id: FromPath[UUID], first: FromQuery[date | None] = None) -> Template | Redirect:
    """Book or move for the candidate."""
    interview = await queries.get_interview(request.auth, interview_id)
    form = bind(TimeForm, TIME, await request.form())
    if form.value is None:
        return await _times_page(request.auth, interview, form, first=first, status=422)
    command = service.book if interview.starts_at is None else service.move_booking
    try:
        await command(request.auth, interview_id, form.value.moment)
    except SlotTaken as refusal:
        form.add("starts_at", refusal.detail)
        return await _times_page(request.auth, interview, form, first=first, nearest=refusal.nearest, status=refusal.status)
    except Conflict as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    return redirect(f"/interviews/{interview_id}", f"Booked for {rules.in_words(form.value.moment, interview.minutes)}. Everybody has an email.")


route_handlers = [
    invite_form,
    invite,
    conflict_form,
    declare_conflict,
    view_interview,
    download_calendar,
    hand_over_form,
    hand_over,
    times_form,
    choose_time,
]
