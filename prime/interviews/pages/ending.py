"""The end of an interview, for the office: cancel it, record that it took place, or who did not come."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.interviews import queries, rules, service
from prime.interviews.errors import TooEarly, WrongState
from prime.interviews.forms import ABSENCE, REASON, AbsenceForm, ReasonForm, absence_field
from prime.interviews.kit import CAUSES
from prime.interviews.schemas import InterviewDetail
from prime.interviews.service import Missing
from prime.interviews.tables import InterviewKind
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.submitting import submitted
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
INVITES = [Requires(Permission.INTERVIEWS_INVITE)]


async def _cancel_page(request: PrimeRequest, interview_id: UUID, form: Bound[ReasonForm], status: int = 200) -> Template:
    interview = await queries.get_interview(request.auth, interview_id)
    when = rules.in_words(interview.starts_at, interview.minutes) if interview.starts_at else ""
    return page("pages/interviews/cancel_interview.html", status=status, b=form, interview=interview, when=when)


@get("/interviews/{interview_id:uuid}/cancel", guards=INVITES)
async def cancel_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template:
    """Ask why, before something that cannot be undone."""
    return await _cancel_page(request, interview_id, blank(ReasonForm, REASON))


@post("/interviews/{interview_id:uuid}/cancel", guards=INVITES)
async def cancel(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Cancel, free the time and tell everybody."""
    return await submitted(
        bind(ReasonForm, REASON, await request.form()),
        lambda form, status: _cancel_page(request, interview_id, form, status),
        lambda value: service.cancel(request.auth, interview_id, reason=value.reason),
        back=f"/interviews/{interview_id}",
        done="The interview is cancelled. Everybody has an email.",
    )


@post("/interviews/{interview_id:uuid}/held", guards=INVITES)
async def mark_held(request: PrimeRequest, interview_id: FromPath[UUID]) -> Redirect:
    """Note that it took place."""
    try:
        await service.mark_held(request.auth, interview_id)
    except (WrongState, TooEarly) as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    interview = await queries.get_interview(request.auth, interview_id)
    if interview.kind is InterviewKind.CONVERSATION:
        return redirect(f"/candidates/{interview.application_id}/conversation", "Record what you talked about.")
    return redirect(f"/interviews/{interview_id}", "It is recorded that the interview took place.")


def _absence_page(interview: InterviewDetail, form: Bound[Any], *, status: int = 200) -> Template:
    people = [f"{interview.candidate_name}, the candidate", *(member.name for member in interview.panel)]
    return page(
        "pages/interviews/mark_no_show.html",
        status=status,
        b=form,
        interview=interview,
        people=[(absence_field(number), name) for number, name in enumerate(people)],
        causes=CAUSES,
    )


@get("/interviews/{interview_id:uuid}/no-show", guards=INVITES)
async def absence_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template:
    """Ask who did not come."""
    return _absence_page(await queries.get_interview(request.auth, interview_id), blank(AbsenceForm, ABSENCE))


@post("/interviews/{interview_id:uuid}/no-show", guards=INVITES)
async def mark_no_show(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Note who did not come; the candidate may choose another time."""
    interview = await queries.get_interview(request.auth, interview_id)
    form = bind(AbsenceForm, ABSENCE, await request.form())
    if form.value is None:
        return _absence_page(interview, form, status=422)
    said = form.value.model_dump()
    people = [None, *interview.champion_ids]
    absent = [Missing(person, said[absence_field(number)]) for number, person in enumerate(people) if said[absence_field(number)]]
    try:
        await service.mark_no_show(request.auth, interview_id, absent, reason=said["reason"])
    except InvalidInput as refusal:
        return _absence_page(interview, form.add(absence_field(0), refusal.detail), status=422)
    except (WrongState, TooEarly) as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    return redirect(f"/interviews/{interview_id}", "It is recorded, and the candidate is told how it goes on.")


route_handlers = [cancel_form, cancel, mark_held, absence_form, mark_no_show]
