"""Scorecards and the decision: one's own first, then side by side."""

from typing import Any, NamedTuple
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput, NotFound
from prime.interviews import queries, rules, service
from prime.interviews.errors import NotScorable
from prime.interviews.forms import DECISION, EVIDENCE_MAX, SCORECARD, DecisionForm, ScorecardForm, evidence_field
from prime.interviews.kit import KIT
from prime.interviews.schemas import InterviewDetail, ScorecardDetail
from prime.interviews.service.scoring import Points
from prime.interviews.tables import Criterion, Outcome
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
SCORE = [Requires(Permission.INTERVIEWS_SCORE)]
DECIDE = [Requires(Permission.INTERVIEWS_DECIDE)]
# From this difference on the panel should talk before it decides.
WIDE_GAP = 2


# --- one's own scorecard


async def _own_interview(request: PrimeRequest, interview_id: UUID) -> InterviewDetail:
    interview = await queries.get_interview(request.auth, interview_id)
    if interview.seat_of(request.auth.user_id) is None:
        raise NotFound("You are not on the panel of this interview.")
    return interview


def _known(card: ScorecardDetail | None) -> dict[str, Any]:
    if card is None:
        return {}
    known: dict[str, Any] = {"recommends": card.recommends, "summary": card.summary}
    for criterion in KIT:
        known[criterion.value] = card.score(criterion)
        known[evidence_field(criterion)] = card.evidence(criterion)
    return known


def _card_page(interview: InterviewDetail, form: Bound[Any], *, status: int = 200) -> Template:
    criteria = [
        (
            criterion.value,
            anchored,
            [(str(points), str(points), words) for points, words in anchored.anchors.items()],
            evidence_field(criterion),
        )
        for criterion, anchored in KIT.items()
    ]
    return page(
        "pages/interviews/edit_scorecard.html",
        status=status,
        no_store=True,
        b=form,
        interview=interview,
        criteria=criteria,
        evidence_max=EVIDENCE_MAX,
        when=rules.in_words(interview.starts_at, interview.minutes) if interview.starts_at else "",
    )


@get("/interviews/{interview_id:uuid}/scorecard", guards=SCORE)
async def scorecard_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """One's own scorecard, as far as it is filled in."""
    interview = await _own_interview(request, interview_id)
    try:
        rules.check_scorable(queries.standing(interview), now=clock.now())
    except Conflict as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    cards = await queries.scorecards(request.auth, interview_id)
    if not cards.is_blind:
        return redirect(f"/interviews/{interview_id}/decision", "Your scorecard is in. It cannot be changed.", kind="info")
    return _card_page(interview, blank(ScorecardForm, SCORECARD, **_known(cards.own)))


@post("/interviews/{interview_id:uuid}/scorecard", guards=SCORE)
async def save_scorecard(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Keep a draft, or hand it in for good."""
    interview = await _own_interview(request, interview_id)
    sent = await request.form()
    form = bind(ScorecardForm, SCORECARD, sent)
    if form.value is None:
        return _card_page(interview, form, status=422)
    said = form.value.model_dump()
    ratings = {criterion: Points(int(said[criterion.value]) if said[criterion.value] else None, said[evidence_field(criterion)]) for criterion in KIT}
    recommends = None if said["recommends"] is None else said["recommends"] == "yes"
    is_final = sent.get("action") == "submit"
    command = service.submit_scorecard if is_final else service.save_scorecard
    try:
        await command(request.auth, interview_id, ratings, recommends=recommends, summary=said["summary"])
    except InvalidInput as refusal:
        return _card_page(interview, form.refuse(refusal), status=422)
    except NotScorable as refusal:
        return redirect(f"/interviews/{interview_id}/decision", refusal.detail, kind="info")
    except Conflict as refusal:
        return redirect(f"/interviews/{interview_id}", refusal.detail, kind="info")
    if not is_final:
        return redirect(f"/interviews/{interview_id}/scorecard", "Your draft is saved. Nobody else can see it.")
    return redirect(f"/interviews/{interview_id}/decision", "Your scorecard is in.")


# --- side by side


class Dot(NamedTuple):
    """One member's points in the picture: how far along, and how far down where several have the same."""

    percent: int
    row: int
    points: int
    name: str


class Spread(NamedTuple):
    """One criterion over the panel."""

    title: str
    dots: list[Dot]
    mean: str
    gap: int
    rows: list[tuple[str, int, str]]

    @property
    def is_wide(self) -> bool:
        """Whether the panel should talk about it."""
        return self.gap >= WIDE_GAP

    @property
    def height(self) -> int:
        """How many dots stand under each other at most."""
        return max((dot.row for dot in self.dots), default=0) + 1


def spreads(cards: list[ScorecardDetail]) -> list[Spread]:
    """The scores of a panel, criterion by criterion, as a picture and as words."""
    return [_spread(criterion, cards) for criterion in KIT] if cards else []


def _spread(criterion: Criterion, cards: list[ScorecardDetail]) -> Spread:
    scored = [(card, score) for card in cards if (score := card.score(criterion)) is not None]
    at: dict[int, int] = {}
    dots = []
    for card, score in scored:
        dots.append(Dot(10 + 20 * (score - 1), at.get(score, 0), score, card.name))
        at[score] = at.get(score, 0) + 1
    points = [score for _, score in scored]
    mean = f"{sum(points) / len(points):.1f}" if points else "–"
    rows = [(card.name, score, card.evidence(criterion)) for card, score in scored]
    return Spread(KIT[criterion].title, dots, mean, rules.widest_gap(points), rows)


async def _decision_page(request: PrimeRequest, interview: InterviewDetail, form: Bound[DecisionForm], *, status: int = 200) -> Template:
    cards = await queries.scorecards(request.auth, interview.id)
    is_office = request.auth.can(Permission.APPLICATIONS_MANAGE)
    why_not = ""
    try:
        rules.check_decidable(queries.standing(interview), missing=cards.missing, is_office=is_office)
    except Conflict as refusal:
        why_not = refusal.detail
    return page(
        "pages/interviews/decide.html",
        status=status,
        no_store=True,
        b=form,
        interview=interview,
        cards=cards,
        spreads=spreads(cards.submitted),
        decision=await queries.find_decision(request.auth, interview.id),
        why_not=why_not,
        outcomes=[
            (Outcome.HIRE.value, "Make an offer", "The application moves to offer, and operations prepare it"),
            (Outcome.REJECT.value, "Do not make an offer", "The application ends"),
        ],
    )


@get("/interviews/{interview_id:uuid}/decision", guards=DECIDE)
async def decision_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template:
    """The scores side by side, and the decision; nobody else's scores before one's own are in."""
    return await _decision_page(request, await queries.get_interview(request.auth, interview_id), blank(DecisionForm, DECISION))


@post("/interviews/{interview_id:uuid}/decision", guards=DECIDE)
async def decide(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Decide, and tell the candidate."""
    interview = await queries.get_interview(request.auth, interview_id)
    form = bind(DecisionForm, DECISION, await request.form())
    if form.value is None:
        return await _decision_page(request, interview, form, status=422)
    try:
        await service.decide(request.auth, interview_id, form.value.outcome, form.value.reason, form.value.feedback)
    except Conflict as refusal:
        return await _decision_page(request, interview, form.add("", refusal.detail), status=refusal.status)
    return redirect(f"/interviews/{interview_id}/decision", "The decision is recorded and the candidate is told.")


route_handlers = [scorecard_form, save_scorecard, decision_form, decide]
