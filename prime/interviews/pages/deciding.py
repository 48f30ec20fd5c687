"""The panel's scores side by side, what it says about differences and vetoes, and the decision."""

from typing import Any, NamedTuple
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput, NotFound
from prime.interviews import moderation, queries, rules, service
from prime.interviews.errors import OwnVeto
from prime.interviews.forms import DECISION, MODERATION, DecisionForm, ModerationForm
from prime.interviews.schemas import InterviewDetail, Matter, ScorecardDetail
from prime.interviews.tables import Outcome
from prime.kits.schemas import CompetencyDetail, VersionDetail
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
DECIDE = [Requires(Permission.INTERVIEWS_DECIDE)]
IS_LIFTED = [("no", "The veto stands", "The panel cannot make an offer"), ("yes", "The veto is lifted", "The panel may make an offer")]


class Dot(NamedTuple):
    """One member's points in the picture: how far along, and how far down where several have the same."""

    percent: int
    row: int
    points: int
    name: str


class Spread(NamedTuple):
    """One competency over the panel; points below `line` are a veto."""

    title: str
    dots: list[Dot]
    mean: str
    gap: int
    line: int | None
    rows: list[tuple[str, int, str]]

    @property
    def is_wide(self) -> bool:
        """Whether the panel must talk about it."""
        return self.gap >= moderation.WIDE_GAP

    @property
    def height(self) -> int:
        """How many dots stand under each other at most."""
        return max((dot.row for dot in self.dots), default=0) + 1


def spreads(kit: VersionDetail, cards: list[ScorecardDetail]) -> list[Spread]:
    """The scores of a panel, competency by competency, as a picture and as words."""
    return [_spread(competency, cards) for competency in kit.competencies] if cards else []


def _spread(competency: CompetencyDetail, cards: list[ScorecardDetail]) -> Spread:
    scored = [(card, rating) for card in cards if (rating := card.rating(competency.id)) and rating.score is not None]
    at: dict[int, int] = {}
    dots, rows = [], []
    for card, rating in scored:
        score = rating.score or 0
        dots.append(Dot(10 + 20 * (score - 1), at.get(score, 0), score, card.name))
        rows.append((card.name, score, rating.evidence))
        at[score] = at.get(score, 0) + 1
    points = [dot.points for dot in dots]
    mean = f"{sum(points) / len(points):.1f}" if points else "–"
    return Spread(competency.title, dots, mean, moderation.widest_gap(points), competency.veto_below, rows)


async def _decision_page(request: PrimeRequest, interview: InterviewDetail, form: Bound[DecisionForm], *, status: int = 200) -> Template:
    cards = await queries.scorecards(request.auth, interview.id)
    kit = await queries.kit_of(interview)
    is_office = request.auth.can(Permission.APPLICATIONS_MANAGE)
    why_not = why_no_offer = ""
    try:
        rules.check_decidable(queries.standing(interview), missing=cards.missing, is_office=is_office)
        moderation.check_moderated(cards.matters, Outcome.REJECT)
    except Conflict as refusal:
        why_not = refusal.detail
    try:
        moderation.check_moderated(cards.matters, Outcome.HIRE)
    except Conflict as refusal:
        why_no_offer = refusal.detail
    offer = [] if why_no_offer else [(Outcome.HIRE.value, "Make an offer", "The application moves to offer, and operations prepare it")]
    return page(
        "pages/interviews/decide.html",
        status=status,
        no_store=True,
        b=form,
        interview=interview,
        cards=cards,
        kit=kit,
        spreads=spreads(kit, cards.submitted),
        decision=await queries.find_decision(request.auth, interview.id),
        why_not=why_not,
        why_no_offer=why_no_offer,
        can_moderate=is_office or not cards.missing,
        outcomes=[*offer, (Outcome.REJECT.value, "Do not make an offer", "The application ends")],
    )


@get("/interviews/{interview_id:uuid}/decision", guards=DECIDE)
async def decision_form(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """The scores side by side, and the decision; nobody else's scores before one's own are in."""
    interview = await queries.get_interview(request.auth, interview_id)
    if interview.kit_version_id is None:
        return redirect(f"/interviews/{interview_id}", "A conversation has no scorecard.", kind="info")
    return await _decision_page(request, interview, blank(DecisionForm, DECISION))


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


# --- a difference or a veto


async def _matter(request: PrimeRequest, interview: InterviewDetail, subject_id: UUID) -> Matter:
    cards = await queries.scorecards(request.auth, interview.id)
    matter = next((matter for matter in cards.matters if matter.subject_id == subject_id), None)
    if matter is None:
        raise NotFound("The panel agrees on this.")
    return matter


def _subject(form: Bound[ModerationForm]) -> UUID | None:
    """What a note that cannot be kept yet is about."""
    try:
        return UUID(str(form.raw.get("subject", "")))
    except ValueError:
        return None


def _moderation_page(
    interview: InterviewDetail, matter: Matter, form: Bound[ModerationForm], user_id: UUID | None, *, status: int = 200
) -> Template:
    return page(
        "pages/interviews/moderate.html",
        status=status,
        no_store=True,
        b=form,
        interview=interview,
        matter=matter,
        is_own_veto=user_id in matter.vetoed_by_ids,
        verdicts=IS_LIFTED,
    )


@get("/interviews/{interview_id:uuid}/moderation", guards=DECIDE)
async def moderation_form(request: PrimeRequest, interview_id: FromPath[UUID], subject: FromQuery[UUID | None] = None) -> Template | Redirect:
    """Why the panel must talk about a competency or question, and what was written so far."""
    interview = await queries.get_interview(request.auth, interview_id)
    await queries.scorecards(request.auth, interview_id)
    if subject is None:
        return redirect(f"/interviews/{interview_id}/decision", "Choose what to write about.", kind="info")
    matter = await _matter(request, interview, subject)
    return _moderation_page(interview, matter, blank(ModerationForm, MODERATION, subject=subject, is_lifted="no"), request.auth.user_id)


@post("/interviews/{interview_id:uuid}/moderation", guards=DECIDE)
async def moderate(request: PrimeRequest, interview_id: FromPath[UUID]) -> Template | Redirect:
    """Write what the panel said."""
    interview = await queries.get_interview(request.auth, interview_id)
    await queries.scorecards(request.auth, interview_id)
    form = bind(ModerationForm, MODERATION, await request.form())
    subject = form.value.subject if form.value else _subject(form)
    if subject is None:
        return redirect(f"/interviews/{interview_id}/decision", "Choose what to write about.", kind="info")
    matter = await _matter(request, interview, subject)
    if form.value is None:
        return _moderation_page(interview, matter, form, request.auth.user_id, status=422)
    try:
        await service.moderate(request.auth, interview_id, subject, form.value.note, is_lifted=form.value.is_lifted == "yes")
    except InvalidInput as refusal:
        return _moderation_page(interview, matter, form.refuse(refusal), request.auth.user_id, status=422)
    except OwnVeto as refusal:
        return _moderation_page(interview, matter, form.add("is_lifted", refusal.detail), request.auth.user_id, status=refusal.status)
    except Conflict as refusal:
        return redirect(f"/interviews/{interview_id}/decision", refusal.detail, kind="info")
    return redirect(f"/interviews/{interview_id}/decision", "Your note is kept with the interview.")


route_handlers = [decision_form, decide, moderation_form, moderate]
