"""JSON of interviews: availability of champions, invitations, slots and bookings, scorecards and decisions.

What has a time is chosen, moved and cancelled at one address by candidates, holders of a link and the office alike;
the candidates' own list shows less than the office's.
"""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import NotFound
from prime.interviews import queries, service
from prime.interviews.rules import Hours
from prime.interviews.schemas import (
    AbsenceRow,
    Absences,
    Accreditation,
    Availability,
    Booking,
    ChampionSummary,
    ChangeRow,
    ConflictRow,
    DecisionDetail,
    FeedAddress,
    HandOver,
    Hold,
    InterviewDetail,
    NewConflict,
    NewDecision,
    NewInterview,
    NewModeration,
    NewOverride,
    NewScorecard,
    OwnConflict,
    OwnInterview,
    PanelSuggestion,
    Reason,
    ScorecardSet,
    Settings,
    Slot,
    SuggestedMember,
    WeeklyPlan,
    Workload,
)
from prime.interviews.service.scoring import Answer, Card, Points
from prime.web.api import Listing, answer_once, listing

ApiRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ)]
EDIT = [Requires(Permission.AVAILABILITY_EDIT, Permission.APPLICATIONS_MANAGE)]
INVITE = [Requires(Permission.INTERVIEWS_INVITE)]
BOOK = [Requires(Permission.INTERVIEWS_BOOK)]
BOOK_OR_INVITE = [Requires(Permission.INTERVIEWS_BOOK, Permission.INTERVIEWS_INVITE)]
SCORE = [Requires(Permission.INTERVIEWS_SCORE)]
DECIDE = [Requires(Permission.INTERVIEWS_DECIDE)]


# --- champions and their availability


@get("/champions", guards=READ, operation_id="ListChampions")
async def list_champions(request: ApiRequest) -> list[ChampionSummary]:
    """Active champions by name, with their interviews of the last four weeks and to come."""
    return await queries.list_champions(request.auth)


@post("/champions", guards=[Requires(Permission.AVAILABILITY_EDIT)], operation_id="BeginChampion")
async def begin_champion(request: ApiRequest) -> Response[bytes]:
    """Begin one's own profile; a second time gives the first one."""

    async def run() -> msgspec.Struct:
        return await queries.get_availability(request.auth, await service.create_champion(request.auth))

    return await answer_once(request, run, location="/api/v1/champions/{championId}/availability")


@get("/champions/{champion_id:uuid}/availability", guards=READ, operation_id="GetAvailability")
async def get_availability(request: ApiRequest, champion_id: FromPath[UUID]) -> Availability:
    """Settings, weekly hours and date overrides."""
    return await queries.get_availability(request.auth, champion_id)


@get("/champions/{champion_id:uuid}/workload", guards=READ, operation_id="GetWorkload")
async def get_workload(request: ApiRequest, champion_id: FromPath[UUID]) -> Workload:
    """The load of four weeks beside the team's, and how the champion's points lie beside their panels'; for themselves and operations."""
    return await queries.workload(request.auth, champion_id)


@put("/champions/{champion_id:uuid}/hours", guards=EDIT, operation_id="SaveWeeklyHours")
async def save_hours(request: ApiRequest, champion_id: FromPath[UUID], data: JSONBody[WeeklyPlan]) -> Availability:
    """Replace the hours of every week."""
    hours = [Hours(row.weekday, row.starts_at, row.ends_at) for row in data.hours]
    await service.save_weekly_hours(request.auth, champion_id, hours)
    return await queries.get_availability(request.auth, champion_id)


@put("/champions/{champion_id:uuid}/settings", guards=EDIT, operation_id="SaveChampionSettings")
async def save_settings(request: ApiRequest, champion_id: FromPath[UUID], data: JSONBody[Settings]) -> Availability:
    """Say how many interviews, how close together, how soon and how far ahead."""
    await service.save_profile(request.auth, champion_id, **msgspec.structs.asdict(data))
    return await queries.get_availability(request.auth, champion_id)


@put("/champions/{champion_id:uuid}/accreditation", guards=[Requires(Permission.APPLICATIONS_MANAGE)], operation_id="SaveAccreditation")
async def save_accreditation(request: ApiRequest, champion_id: FromPath[UUID], data: JSONBody[Accreditation]) -> Availability:
    """Record until when a champion is accredited, and for which grade levels they may interview."""
    await service.save_accreditation(request.auth, champion_id, **msgspec.structs.asdict(data))
    return await queries.get_availability(request.auth, champion_id)


@post("/champions/{champion_id:uuid}/overrides", guards=EDIT, operation_id="SaveDateOverride")
async def save_override(request: ApiRequest, champion_id: FromPath[UUID], data: JSONBody[NewOverride]) -> Response[bytes]:
    """Put other hours, or none, in place of the weekly ones."""

    async def run() -> msgspec.Struct:
        stretches = [(part.starts_at, part.ends_at) for part in data.stretches]
        await service.save_override(request.auth, champion_id, data.first_on, stretches, last_on=data.last_on, reason=data.reason)
        return await queries.get_availability(request.auth, champion_id)

    return await answer_once(request, run)


@delete("/champions/{champion_id:uuid}/overrides/{held_on:date}", guards=EDIT, operation_id="RemoveDateOverride")
async def remove_override(request: ApiRequest, champion_id: FromPath[UUID], held_on: FromPath[date]) -> None:
    """Go back to the weekly hours on a date."""
    await service.remove_override(request.auth, champion_id, held_on)


@post("/my-calendar-feed", guards=[Requires(Permission.AVAILABILITY_EDIT)], operation_id="RenewMyCalendarFeed")
async def renew_feed(request: ApiRequest) -> Response[bytes]:
    """Make the private address at which a calendar program reads one's interviews; it is said this once, and the one before ends."""

    async def run() -> msgspec.Struct:
        return FeedAddress(address=await service.renew_feed(request.auth, await _own_champion_id(request.auth)))

    return await answer_once(request, run)


@delete("/my-calendar-feed", guards=[Requires(Permission.AVAILABILITY_EDIT)], operation_id="RevokeMyCalendarFeed")
async def revoke_feed(request: ApiRequest) -> None:
    """End the private address."""
    await service.revoke_feed(request.auth, await _own_champion_id(request.auth))


async def _own_champion_id(actor: Actor) -> UUID:
    champion = await queries.own_champion(actor)
    if champion is None:
        raise NotFound
    champion_id: UUID = champion.id
    return champion_id


# --- panels


@get("/panel-suggestions", guards=INVITE, operation_id="SuggestPanel")
async def suggest_panel(request: ApiRequest, application: FromQuery[UUID], size: FromQuery[int] = 3) -> PanelSuggestion:
    """The panel that the rules propose: one accredited, nobody in conflict of interest, the lowest load of four weeks."""
    return await queries.suggest_panel(request.auth, application, size=size)


@get("/conflicts-of-interest", guards=READ, operation_id="ListConflictsOfInterest")
async def list_conflicts(request: ApiRequest, application: FromQuery[UUID]) -> list[ConflictRow]:
    """Champions who must not meet the candidate of an application."""
    return await queries.list_conflicts(request.auth, application)


@post("/conflicts-of-interest", guards=INVITE, operation_id="DeclareConflictOfInterest")
async def declare_conflict(request: ApiRequest, data: JSONBody[NewConflict]) -> Response[bytes]:
    """Note that a champion must not meet a candidate; champions for themselves, operations for anybody."""

    async def run() -> msgspec.Struct:
        conflict_id = await service.declare_conflict(request.auth, data.application_id, data.champion_user_id, data.relationship, note=data.note)
        noted = await queries.list_conflicts(request.auth, data.application_id)
        return next(conflict for conflict in noted if conflict.id == conflict_id)

    return await answer_once(request, run)


# --- interviews


@post("/interviews", guards=INVITE, operation_id="InviteToInterview")
async def invite(request: ApiRequest, data: JSONBody[NewInterview]) -> Response[bytes]:
    """Ask a candidate to choose a time with a panel."""

    async def run() -> msgspec.Struct:
        interview_id = await service.invite(
            request.auth,
            data.application_id,
            kind=data.kind,
            champion_user_ids=data.champion_user_ids,
            minutes=data.minutes,
            meeting=data.meeting,
            place=data.place,
            room_id=data.room_id,
        )
        return await queries.get_interview(request.auth, interview_id)

    return await answer_once(request, run, location="/api/v1/interviews/{id}")


@get("/interviews", guards=READ, operation_id="ListInterviews")
async def list_interviews(
    request: ApiRequest,
    *,
    status: FromQuery[str] = "",
    application: FromQuery[UUID | None] = None,
    mine: FromQuery[bool] = False,
    cursor: FromQuery[str] = "",
) -> Listing[InterviewDetail]:
    """Interviews, newest invitation first."""
    champion = request.auth.user_id if mine else None
    found = await queries.list_interviews(request.auth, champion_user_id=champion, status=status, application_id=application, cursor=cursor)
    return listing(found, lambda interview: interview)


@get("/interviews/{interview_id:uuid}", guards=READ, operation_id="GetInterview")
async def get_interview(request: ApiRequest, interview_id: FromPath[UUID]) -> InterviewDetail:
    """One interview with its panel."""
    return await queries.get_interview(request.auth, interview_id)


@get("/interviews/{interview_id:uuid}/replacements", guards=INVITE, operation_id="ListReplacements")
async def list_replacements(
    request: ApiRequest, interview_id: FromPath[UUID], leaving: FromQuery[UUID | None] = None
) -> list[SuggestedMember]:
    """Who could take over a seat, the lowest load first; where the interview has a time, who is free then.

    Where the champion `leaving` is the only one accredited, whoever takes over is accredited too.
    """
    return await queries.list_replacements(request.auth, interview_id, leaving_id=leaving)


@post("/interviews/{interview_id:uuid}/hand-over", guards=INVITE, operation_id="HandOverSeat", status_code=200)
async def hand_over(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[HandOver]) -> InterviewDetail:
    """Give one champion's seat to another; the time stays."""
    await service.hand_over(request.auth, interview_id, data.leaving_champion_id, data.joining_champion_id)
    return await queries.get_interview(request.auth, interview_id)


@get("/my-interviews", guards=BOOK, operation_id="ListMyInterviews")
async def list_own(request: ApiRequest) -> list[OwnInterview]:
    """One's own interviews, those to come first."""
    return await queries.list_own(request.auth)


@get("/interviews/{interview_id:uuid}/slots", guards=BOOK_OR_INVITE, operation_id="ListSlots")
async def list_slots(
    request: ApiRequest, interview_id: FromPath[UUID], first: FromQuery[date | None] = None, last: FromQuery[date | None] = None
) -> list[Slot]:
    """Times at which the whole panel and the candidate are free, at most two weeks at once."""
    return await queries.slots(request.auth, interview_id, first=first, last=last)


@post("/interviews/{interview_id:uuid}/hold", guards=BOOK_OR_INVITE, operation_id="HoldSlot", status_code=200)
async def hold(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Booking]) -> Hold | None:
    """Keep a time for ten minutes, to book or move to it meanwhile; 409 as for booking."""
    await service.hold(request.auth, interview_id, data.starts_at)
    return await queries.find_hold(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/book", guards=BOOK_OR_INVITE, operation_id="BookInterview", status_code=200)
async def book(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Booking]) -> OwnInterview:
    """Choose a time; 409 names the nearest three when it has just gone."""
    await service.book(request.auth, interview_id, data.starts_at)
    return await queries.get_own(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/move", guards=BOOK_OR_INVITE, operation_id="MoveInterview", status_code=200)
async def move(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Booking]) -> OwnInterview:
    """Change the time of a booking."""
    await service.move_booking(request.auth, interview_id, data.starts_at)
    return await queries.get_own(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/cancel", guards=BOOK_OR_INVITE, operation_id="CancelInterview", status_code=200)
async def cancel(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Reason]) -> OwnInterview:
    """Take it back and free its time; the office says why."""
    await service.cancel(request.auth, interview_id, reason=data.reason)
    return await queries.get_own(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/known-members", guards=BOOK, operation_id="DeclareKnownMember")
async def declare_known(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[OwnConflict]) -> Response[bytes]:
    """Say that one knows a member of the panel of one's own interview; somebody else takes their place."""

    async def run() -> msgspec.Struct:
        await service.declare_own_conflict(request.auth, interview_id, data.champion_id, data.relationship)
        return await queries.get_own(request.auth, interview_id)

    return await answer_once(request, run)


@post("/interviews/{interview_id:uuid}/held", guards=INVITE, operation_id="MarkInterviewHeld", status_code=200)
async def mark_held(request: ApiRequest, interview_id: FromPath[UUID]) -> InterviewDetail:
    """Note that it took place."""
    await service.mark_held(request.auth, interview_id)
    return await queries.get_interview(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/no-show", guards=INVITE, operation_id="MarkInterviewNotHeld", status_code=200)
async def mark_no_show(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[Absences]) -> InterviewDetail:
    """Note that it did not take place, and who did not come and why; the candidate may choose another time."""
    absent = [service.Missing(person.champion_id, person.cause) for person in data.absent]
    await service.mark_no_show(request.auth, interview_id, absent, reason=data.reason)
    return await queries.get_interview(request.auth, interview_id)


@get("/interviews/{interview_id:uuid}/history", guards=READ, operation_id="ListInterviewChanges")
async def list_changes(request: ApiRequest, interview_id: FromPath[UUID]) -> list[ChangeRow]:
    """Everything that happened to an interview, newest first: who did what, when, from which time to which, and why."""
    return await queries.list_changes(request.auth, interview_id)


@get("/interviews/{interview_id:uuid}/absences", guards=READ, operation_id="ListAbsences")
async def list_absent(request: ApiRequest, interview_id: FromPath[UUID]) -> list[AbsenceRow]:
    """Who did not come, and why."""
    return await queries.list_absent(request.auth, interview_id)


# --- scorecards and decision


@get("/interviews/{interview_id:uuid}/scorecards", guards=DECIDE, operation_id="ListScorecards")
async def list_scorecards(request: ApiRequest, interview_id: FromPath[UUID]) -> ScorecardSet:
    """One's own, and everybody's once one's own is in; operations see those that are in."""
    return await queries.scorecards(request.auth, interview_id)


@put("/interviews/{interview_id:uuid}/scorecard", guards=SCORE, operation_id="SaveScorecard")
async def save_scorecard(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[NewScorecard]) -> ScorecardSet:
    """Keep one's own scorecard as a draft or, where `isFinal` says so, hand it in for good."""
    card = Card(
        ratings={rating.competency_id: Points(rating.score, rating.evidence) for rating in data.ratings},
        concerns={concern.question_id: Answer(concern.is_concern, concern.evidence) for concern in data.concerns},
        recommends=data.recommends,
        summary=data.summary,
    )
    command = service.submit_scorecard if data.is_final else service.save_scorecard
    await command(request.auth, interview_id, card)
    return await queries.scorecards(request.auth, interview_id)


@post("/interviews/{interview_id:uuid}/moderation-notes", guards=DECIDE, operation_id="ModerateInterview")
async def moderate(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[NewModeration]) -> Response[bytes]:
    """Write what the panel said about a difference or a veto, which may be lifted with it; `matters` of the scorecards says about what."""

    async def run() -> msgspec.Struct:
        await service.moderate(request.auth, interview_id, data.subject_id, data.note, is_lifted=data.is_lifted)
        return await queries.scorecards(request.auth, interview_id)

    return await answer_once(request, run)


@post("/interviews/{interview_id:uuid}/decision", guards=DECIDE, operation_id="DecideInterview")
async def decide(request: ApiRequest, interview_id: FromPath[UUID], data: JSONBody[NewDecision]) -> Response[bytes]:
    """End the interview stage and tell the candidate."""

    async def run() -> msgspec.Struct:
        await service.decide(request.auth, interview_id, data.outcome, data.reason, data.feedback)
        return await queries.get_decision(request.auth, interview_id)

    return await answer_once(request, run, location=f"/api/v1/interviews/{interview_id}/decision")


@get("/interviews/{interview_id:uuid}/decision", guards=DECIDE, operation_id="GetDecision")
async def get_decision(request: ApiRequest, interview_id: FromPath[UUID]) -> DecisionDetail:
    """What was decided, why, and what the candidate read."""
    return await queries.get_decision(request.auth, interview_id)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_champions,
        begin_champion,
        get_availability,
        get_workload,
        save_hours,
        save_settings,
        save_accreditation,
        save_override,
        remove_override,
        renew_feed,
        revoke_feed,
        suggest_panel,
        list_conflicts,
        declare_conflict,
        invite,
        list_interviews,
        get_interview,
        list_replacements,
        hand_over,
        list_own,
        list_slots,
        hold,
        book,
        move,
        cancel,
        declare_known,
        mark_held,
        mark_no_show,
        list_changes,
        list_absent,
        list_scorecards,
        save_scorecard,
        moderate,
        decide,
        get_decision,
    ],
    tags=["Interviews"],
)
