"""One's own applications: where each stands, what is next and whose turn it is, and the way out."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import answers as answer_labels
from prime.candidates import queries, rules, service
from prime.candidates.errors import IllegalMove
from prime.candidates.forms import AGREE, WITHDRAW, AgreeForm, WithdrawForm
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import NextActor, Stage
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, NotFound
from prime.core.notices import PRIVACY_NOTICE
from prime.documents import queries as documents
from prime.notifications import queries as notifications
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
OWN = [Requires(Permission.APPLICATIONS_OWN)]
# The stages as the candidate knows them; screening is part of reading the application.
JOURNEY = (
    (Stage.APPLIED, "Your application"),
    (Stage.CONVERSATION, "First conversation"),
    (Stage.INTERVIEW, "Interview"),
    (Stage.OFFER, "Offer"),
    (Stage.CHECKS, "Checks before you start"),
    (Stage.READY, "Ready to start"),
    (Stage.STARTED, "Your first day"),
)
_ORDER = list(Stage)
# Where the candidate does what is asked of them at a stage.
_PLACES = {
    Stage.SCREENING: "/my-interviews",
    Stage.CONVERSATION: "/my-interviews",
    Stage.INTERVIEW: "/my-interviews",
    Stage.OFFER: "/my-offers",
    Stage.CHECKS: "/my-checks",
}


async def _own(request: PrimeRequest, application_id: UUID) -> ApplicationDetail:
    """One's own application, also for somebody who may read those of others."""
    if application_id not in await queries.own_application_ids(request.auth):
        raise NotFound
    return await queries.get_application(request.auth, application_id)


def _steps(application: ApplicationDetail, reached: list[Stage]) -> list[dict[str, Any]]:
    """Each stage with its state: done, now, still to come, or not reached when the application ended."""
    now = Stage.APPLIED if application.stage is Stage.SCREENING else application.stage
    steps = []
    for stage, title in JOURNEY:
        if stage is now and stage is not Stage.STARTED:
            state = {"status": "In progress", "tone": "blue"}
        elif stage in reached and (now in rules.FINAL or _ORDER.index(stage) < _ORDER.index(now)):
            state = {"status": "Completed"}
        else:
            state = {"status": "Ended" if now in rules.ENDED else "Still to come", "tone": "grey"}
        steps.append({"title": title, **state})
    return steps


@get("/applications/mine", guards=OWN)
async def list_mine(request: PrimeRequest) -> Template:
    """All of one's applications."""
    return page("pages/candidates/list_mine.html", applications=await queries.mine(request.auth), words=rules.CANDIDATE_WORDS, ended=rules.ENDED)


async def _view(request: PrimeRequest, application: ApplicationDetail, form: Bound[AgreeForm], *, status: int = 200) -> Template:
    moves = await queries.history(request.auth, application.id)
    heading, text = rules.CANDIDATE_WORDS[application.stage]
    messages = await notifications.list_own(request.auth)
    return page(
        "pages/candidates/view_mine.html",
        status=status,
        no_store=True,
        b=form,
        application=application,
        heading=heading,
        text=text,
        is_my_turn=application.next_actor is NextActor.CANDIDATE,
        place=_PLACES.get(application.stage),
        is_live=application.stage not in rules.FINAL,
        steps=_steps(application, [move.to_stage for move in moves]),
        answers=await queries.answers(request.auth, application.id),
        labels=answer_labels,
        notes=await queries.list_notes(request.auth, application.id),
        messages=[message for message in messages.items if message.about_id == application.id],
        documents=await documents.list_documents(request.auth, person=request.auth.user_id),
        privacy=PRIVACY_NOTICE,
        declaration=rules.DECLARATION,
    )


@get("/applications/mine/{application_id:uuid}", guards=OWN)
async def view_mine(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """One application: stage, next step, notes, messages."""
    return await _view(request, await _own(request, application_id), blank(AgreeForm, AGREE))


@post("/applications/mine/{application_id:uuid}/consents", guards=OWN)
async def give_consents(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Agree to the texts, where somebody else made the application."""
    application = await _own(request, application_id)
    form = bind(AgreeForm, AGREE, await request.form())
    if form.value is None:
        return await _view(request, application, form, status=422)
    await service.give_consents(request.auth, application_id, rules.NOTICES)
    return redirect(f"/applications/mine/{application_id}", "Thank you. Your declaration is recorded.")


def _withdraw_page(application: ApplicationDetail, form: Bound[WithdrawForm], *, status: int = 200) -> Template:
    return page(
        "pages/candidates/withdraw.html",
        status=status,
        b=form,
        application=application,
        reasons=[(reason.value, label) for reason, label in rules.WITHDRAW_LABELS.items()],
        action=f"/applications/mine/{application.id}/withdraw",
        leave=f"/applications/mine/{application.id}",
        heading="Withdraw your application",
    )


@get("/applications/mine/{application_id:uuid}/withdraw", guards=OWN)
async def withdraw_form(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """Ask why, and whether one is sure."""
    return _withdraw_page(await _own(request, application_id), blank(WithdrawForm, WITHDRAW))


@post("/applications/mine/{application_id:uuid}/withdraw", guards=OWN)
async def withdraw(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """End one's own application."""
    application = await _own(request, application_id)
    form = bind(WithdrawForm, WITHDRAW, await request.form())
    if form.value is None:
        return _withdraw_page(application, form, status=422)
    try:
        await service.withdraw(request.auth, application_id, reason=form.value.reason, detail=form.value.detail)
    except InvalidInput as refusal:
        return _withdraw_page(application, form.refuse(refusal), status=422)
    except IllegalMove as refusal:
        return redirect(f"/applications/mine/{application_id}", refusal.detail, kind="info")
    return redirect(f"/applications/mine/{application_id}", "Your application is withdrawn. Thank you for telling us why.")


route_handlers = [list_mine, view_mine, give_consents, withdraw_form, withdraw]
