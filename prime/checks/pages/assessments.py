"""What a DBS certificate discloses: the pages of the candidate, of who assesses and of who decides."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.checks import queries, rules, service
from prime.checks.errors import NoAssessment, SamePerson, TooEarly
from prime.checks.forms import ASSESSMENT, DECISION, EXPLANATION, AssessmentForm, DecisionForm, ExplanationForm
from prime.checks.pages.common import RECORD, PrimeRequest, one
from prime.checks.schemas import AssessmentIn
from prime.checks.tables import AssessmentOutcome
from prime.core import clock
from prime.core.errors import InvalidInput, NotFound
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

OWN = [Requires(Permission.APPLICATIONS_OWN)]


async def _page(
    request: PrimeRequest, application_id: UUID, template: str, form: Bound[Any] | None = None, *, status: int = 200, **more: Any
) -> Template:
    application, check = await one(request, application_id, "dbs")
    found = await queries.get_assessment(request.auth, check.id)
    if found is None:
        raise NotFound
    if form is None:
        form = blank(AssessmentForm, ASSESSMENT, **{name: getattr(found, name) for name in rules.QUESTIONS})
    return page(
        f"pages/checks/{template}.html",
        status=status,
        no_store=True,
        b=form,
        application=application,
        check=check,
        found=found,
        questions=rules.QUESTIONS,
        outcomes=[(outcome.value, label) for outcome, label in rules.OUTCOME_LABELS.items()],
        kept=(await queries.periods(clock.today())).dbs_kept,
        may_decide=request.auth.user_id not in {found.opened_by_id, found.assessed_by_id},
        **more,
    )


@get("/candidates/{application_id:uuid}/dbs-assessment", guards=RECORD)
async def assessment(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """What the candidate says, how it weighs, and what was decided."""
    return await _page(request, application_id, "assess_disclosure")


@post("/candidates/{application_id:uuid}/dbs-assessment", guards=RECORD)
async def assess(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Write the assessment down."""
    _, check = await one(request, application_id, "dbs")
    form = bind(AssessmentForm, ASSESSMENT, await request.form())
    if form.value is None:
        return await _page(request, application_id, "assess_disclosure", form, status=422)
    here = f"/candidates/{application_id}/dbs-assessment"
    try:
        await service.assess_disclosure(request.auth, check.id, AssessmentIn(**form.value.model_dump()))
    except NoAssessment as refusal:
        return redirect(here, refusal.detail, kind="info")
    return redirect(here, "The assessment is kept. A colleague decides.")


@get("/candidates/{application_id:uuid}/dbs-assessment/decision", guards=RECORD)
async def decision_form(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """The assessment once more, and the decision."""
    return await _page(request, application_id, "decide_disclosure", blank(DecisionForm, DECISION))


@post("/candidates/{application_id:uuid}/dbs-assessment/decision", guards=RECORD)
async def decide(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Decide, as the second person; where we do not go on, the application ends and the candidate reads why."""
    _, check = await one(request, application_id, "dbs")
    form = bind(DecisionForm, DECISION, await request.form())
    if form.value is None:
        return await _page(request, application_id, "decide_disclosure", form, status=422)
    try:
        await service.decide_disclosure(request.auth, check.id, **form.value.model_dump())
    except InvalidInput as refusal:
        return await _page(request, application_id, "decide_disclosure", form.refuse(refusal), status=422)
    except (SamePerson, TooEarly, NoAssessment) as refusal:
        return await _page(request, application_id, "decide_disclosure", form.add("", refusal.detail), status=409)
    goes_on = form.value.outcome is AssessmentOutcome.PROCEED
    said = "The check is clear, and the candidate is told." if goes_on else "The application has ended, and the candidate is told why."
    return redirect(f"/candidates/{application_id}/checks", said)


async def _own_page(request: PrimeRequest, form: Bound[ExplanationForm], *, status: int = 200) -> Template:
    return page(
        "pages/checks/explain_disclosure.html",
        status=status,
        no_store=True,
        b=form,
        own=await queries.own_assessment(request.auth),
        kept=(await queries.periods(clock.today())).dbs_kept,
    )


@get("/my-checks/disclosure", guards=OWN)
async def explanation_form(request: PrimeRequest) -> Template:
    """What we ask the candidate about their certificate, and what was decided."""
    own = await queries.own_assessment(request.auth)
    return await _own_page(request, blank(ExplanationForm, EXPLANATION, explanation=own.explanation if own else ""))


@post("/my-checks/disclosure", guards=OWN)
async def explain(request: PrimeRequest) -> Template | Redirect:
    """Keep what the candidate says."""
    form = bind(ExplanationForm, EXPLANATION, await request.form())
    if form.value is None:
        return await _own_page(request, form, status=422)
    try:
        await service.explain_disclosure(request.auth, form.value.explanation)
    except (NoAssessment, NotFound):
        return redirect("/my-checks/disclosure", "There is nothing that we ask you about, or it has been decided on.", kind="info")
    return redirect("/my-checks/disclosure", "Thank you. Whoever decides reads it first.")


route_handlers = [assessment, assess, decision_form, decide, explanation_form, explain]
