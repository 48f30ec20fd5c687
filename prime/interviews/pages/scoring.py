"""One's own scorecard: filled in as the interview's kit asks, kept as a draft while one types, handed in for good."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput, NotFound
from prime.interviews import queries, rules, service
from prime.interviews.errors import NotScorable
from prime.interviews.forms import EVIDENCE_MAX, scorecard_form
from prime.interviews.schemas import InterviewDetail, ScorecardDetail
from prime.interviews.service.scoring import Answer, Card, Points
from prime.kits.schemas import VersionDetail
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
SCORE = [Requires(Permission.INTERVIEWS_SCORE)]
YES_NO = {True: "yes", False: "no", None: None}


async def _own_interview(request: PrimeRequest, interview_id: UUID) -> InterviewDetail:
    interview = await queries.get_interview(request.auth, interview_id)
    if interview.seat_of(request.auth.user_id) is None:
        raise NotFound("You are not on the panel of this interview.")
    return interview


def _known(kit: VersionDetail, card: ScorecardDetail | None) -> dict[str, Any]:
    if card is None:
        return {}
    known: dict[str, Any] = {"recommends": YES_NO[card.recommends], "summary": card.summary}
    for competency in kit.competencies:
        if rating := card.rating(competency.id):
            known |= {f"score_{competency.position}": rating.score, f"score_{competency.position}_evidence": rating.evidence}
    for question in kit.questions:
        if concern := card.concern(question.id):
            known |= {f"concern_{question.position}": YES_NO[concern.is_concern], f"concern_{question.position}_evidence": concern.evidence}
    return known


def _card(kit: VersionDetail, said: dict[str, Any]) -> Card:
    def answer(name: str) -> bool | None:
        return None if said[name] is None else said[name] == "yes"

    return Card(
        ratings={
            row.id: Points(int(said[f"score_{row.position}"]) if said[f"score_{row.position}"] else None, said[f"score_{row.position}_evidence"])
            for row in kit.competencies
        },
        concerns={row.id: Answer(answer(f"concern_{row.position}"), said[f"concern_{row.position}_evidence"]) for row in kit.questions},
        recommends=answer("recommends"),
        summary=said["summary"],
    )


def _card_page(interview: InterviewDetail, kit: VersionDetail, form: Bound[Any], *, status: int = 200) -> Template:
    return page(
        "pages/interviews/edit_scorecard.html",
        status=status,
        no_store=True,
        b=form,
        interview=interview,
        kit=kit,
        evidence_max=EVIDENCE_MAX,
        when=rules.in_words(interview.starts_at, interview.minutes) if interview.starts_at else "",
    )


@get("/interviews/{interview_id:uuid}/scorecard", guards=SCORE)
async def scorecard_form_page(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """One's own scorecard, as far as it is filled in."""
    interview = await _own_interview(request, interview_id)
    try:
        rules.check_scorable(queries.standing(interview), now=clock.now())
    except Conflict as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    cards = await queries.scorecards(request.auth, interview_id)
    if not cards.is_blind:
        return redirect(f"/interviews/{interview_id}/decision", "Your scorecard is in. It cannot be changed.", kind="info")
    kit = await queries.kit_of(interview)
    return _card_page(interview, kit, blank(*scorecard_form(kit), **_known(kit, cards.own)))


@post("/interviews/{interview_id:uuid}/scorecard", guards=SCORE)
async def save_scorecard(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Keep a draft, or hand it in for good."""
    interview = await _own_interview(request, interview_id)
    sent = await request.form()
    is_final = sent.get("action") == "submit"
    try:
        kit = await queries.kit_of(interview)
        form = bind(*scorecard_form(kit), sent)
        if form.value is None:
            return _card_page(interview, kit, form, status=422)
        command = service.submit_scorecard if is_final else service.save_scorecard
        await command(request.auth, interview_id, _card(kit, form.value.model_dump()))
    except InvalidInput as refusal:
        return _card_page(interview, kit, form.refuse(refusal), status=422)
    except NotScorable as refusal:
        return redirect(f"/interviews/{interview_id}/decision", refusal.detail, kind="info")
    except Conflict as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    if not is_final:
        return redirect(f"/interviews/{interview_id}/scorecard", "Your draft is saved. Nobody else can see it.")
    return redirect(f"/interviews/{interview_id}/decision", "Your scorecard is in.")


@post("/interviews/{interview_id:uuid}/scorecard/draft", guards=SCORE, status_code=204)
async def keep_draft(request: PrimeRequest, interview_id: FromPath[UUID]) -> Response[None]:
    """Keep what has been typed so far, for the page's script; what cannot be read is not kept."""
    interview = await _own_interview(request, interview_id)
    kit = await queries.kit_of(interview)
    form = bind(*scorecard_form(kit), await request.form())
    if form.value is None:
        return Response(None, status_code=422)
    await service.save_scorecard(request.auth, interview_id, _card(kit, form.value.model_dump()))
    return Response(None, status_code=204)


route_handlers = [scorecard_form_page, save_scorecard, keep_draft]
