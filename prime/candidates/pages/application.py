"""One application, for those who recruit: summary, next step, actions of its stage, notes, timeline, messages."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts import queries as accounts
from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission, Role
from prime.audit import queries as audit
from prime.candidates import answers as answer_labels
from prime.candidates import queries, rules, service
from prime.candidates.errors import ConversationHeld, IllegalMove
from prime.candidates.forms import (
    CHAMPION,
    CONVERSATION,
    DETAILS,
    NOTE,
    REJECT,
    REOPEN,
    WITHDRAW,
    ChampionForm,
    ConversationForm,
    DetailsForm,
    NoteForm,
    RejectForm,
    ReopenForm,
    WithdrawForm,
)
from prime.candidates.pages.pipeline import READ, SCREEN, PrimeRequest, days_waiting, is_overdue
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import RejectReason
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.notifications import queries as notifications
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.submitting import submitted
from prime.web.templating import page

MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]


async def _timeline(actor: Actor, application: ApplicationDetail) -> list[dict[str, Any]]:
    """Moves and everything else that was done, newest first; results of checks only for those who record them."""
    events = [
        {
            "title": rules.STAGE_LABELS[move.to_stage],
            "text": " – ".join(part for part in (move.moved_by, move.reason) if part),
            "at": move.moved_at,
        }
        for move in await queries.history(actor, application.id)
    ]
    hidden = ("candidates.moved", "candidates.applied", *(() if actor.can(Permission.CHECKS_RECORD) else ("checks.", "referees.", "disclosures.")))
    events += [
        {"title": entry.summary, "text": entry.actor_name, "at": entry.at}
        for entry in await audit.history_of([application.id, application.candidate_id])
        if entry.summary and not entry.action.startswith(hidden) and not (application.is_anonymous and entry.actor_id == application.user_id)
    ]
    return sorted(events, key=lambda event: event["at"], reverse=True)


def _differences(application: ApplicationDetail) -> list[tuple[str, str, str]]:
    """Where the application was sent with other details than we know of the person."""
    fields = {"first_name": "First name", "last_name": "Last name", "phone": "Telephone", "postcode": "Postcode", "swe_number": "SWE number"}
    return [
        (label, getattr(application, name), application.declared[name])
        for name, label in fields.items()
        if application.declared.get(name, "") != getattr(application, name)
    ]


async def _view(request: PrimeRequest, application: ApplicationDetail, *, status: int = 200, **forms: Bound[Any]) -> Template:
    actor = request.auth
    afc = await accounts.afc()
    messages = await notifications.list_messages(actor, about_id=application.id) if actor.can(Permission.MESSAGES_READ) else None
    context = {
        "b": blank(NoteForm, NOTE),
        "champion_form": blank(ChampionForm, CHAMPION, champion_user_id=application.champion_id),
        **forms,
    }
    return page(
        "pages/candidates/view_candidate.html",
        status=status,
        no_store=True,
        application=application,
        answers=await queries.answers(actor, application.id),
        labels=answer_labels,
        conversation=await queries.get_conversation(actor, application.id),
        notes=await queries.list_notes(actor, application.id),
        timeline=await _timeline(actor, application),
        differences=_differences(application),
        messages=messages,
        champions=[(str(user.id), user.name) for user in await accounts.members_with(Role.CHAMPION, afc.id)],
        hand_moves=rules.hand_moves(application.stage),
        is_live=application.stage not in rules.FINAL,
        days=days_waiting(application),
        overdue=is_overdue(application),
        stage_labels=rules.STAGE_LABELS,
        source_labels=rules.SOURCE_LABELS,
        actor_labels=rules.ACTOR_LABELS,
        reason_labels=rules.REJECT_LABELS | rules.WITHDRAW_LABELS,
        **context,
    )


@get("/candidates/{application_id:uuid}", guards=READ)
async def view_candidate(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Everything about one application; one's own is seen as candidates see theirs."""
    application = await queries.get_application(request.auth, application_id)
    if application.user_id == request.auth.user_id:
        return Redirect(f"/applications/mine/{application_id}", status_code=303)
    return await _view(request, application)


@post("/candidates/{application_id:uuid}/screening", guards=SCREEN)
async def start_screening(request: PrimeRequest, application_id: FromPath[UUID]) -> Redirect:
    """Begin to read the application."""
    try:
        await service.start_screening(request.auth, application_id)
    except IllegalMove as refusal:
        return redirect(f"/candidates/{application_id}", refusal.detail, kind="info")
    return redirect(f"/candidates/{application_id}", "You are screening this application.")


@post("/candidates/{application_id:uuid}/notes", guards=SCREEN)
async def add_note(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Write a note."""
    application = await queries.get_application(request.auth, application_id)
    form = bind(NoteForm, NOTE, await request.form())
    if form.value is None:
        return await _view(request, application, status=422, b=form)
    await service.add_note(request.auth, application_id, text=form.value.text, is_shared=form.value.is_shared)
    return redirect(f"/candidates/{application_id}#notes", "The note is saved.")


@post("/candidates/{application_id:uuid}/champion", guards=SCREEN)
async def assign_champion(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Give the application to a champion."""
    application = await queries.get_application(request.auth, application_id)
    form = bind(ChampionForm, CHAMPION, await request.form())
    if form.value is None:
        return await _view(request, application, status=422, champion_form=form, b=form)
    try:
        await service.assign_champion(request.auth, application_id, form.value.champion_user_id)
    except InvalidInput as refusal:
        form.refuse(refusal)
        return await _view(request, application, status=422, champion_form=form, b=form)
    return redirect(f"/candidates/{application_id}", "The champion is changed.")


async def _conversation_page(application: ApplicationDetail, form: Bound[ConversationForm], *, status: int = 200) -> Template:
    return page("pages/candidates/record_conversation.html", status=status, b=form, application=application)


@get("/candidates/{application_id:uuid}/conversation", guards=SCREEN)
async def conversation_form(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """The note form of the initial conversation."""
    application = await queries.get_application(request.auth, application_id)
    return await _conversation_page(application, blank(ConversationForm, CONVERSATION))


@post("/candidates/{application_id:uuid}/conversation", guards=SCREEN)
async def record_conversation(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Keep what was talked about; the application moves on, or ends."""
    application = await queries.get_application(request.auth, application_id)
    form = bind(ConversationForm, CONVERSATION, await request.form())
    if form.value is None:
        return await _conversation_page(application, form, status=422)
    goes_on = form.value.wants_to_go_on == "yes"
    try:
        await service.record_conversation(request.auth, application_id, held_on=form.value.held_on, notes=form.value.notes, wants_to_go_on=goes_on)
    except InvalidInput as refusal:
        return await _conversation_page(application, form.refuse(refusal), status=422)
    except (IllegalMove, ConversationHeld) as refusal:
        return await _conversation_page(application, form.add("", f"{refusal.title}. {refusal.detail}"), status=refusal.status)
    after = "Invite the candidate to an interview next." if goes_on else "The application is withdrawn."
    return redirect(f"/candidates/{application_id}", f"The conversation is recorded. {after}")


async def _reject_page(request: PrimeRequest, application_id: UUID, form: Bound[RejectForm], status: int = 200) -> Template:
    application = await queries.get_application(request.auth, application_id)
    reasons = [(reason.value, label, rules.REJECT_SENTENCES[reason]) for reason, label in rules.REJECT_LABELS.items()]
    return page("pages/candidates/reject.html", status=status, b=form, application=application, reasons=reasons)


@get("/candidates/{application_id:uuid}/reject", guards=SCREEN)
async def reject_form(request: PrimeRequest, application_id: FromPath[UUID], reason: FromQuery[RejectReason | None] = None) -> Template:
    """Ask why, and show what the candidate reads; a page that leads here may name the reason."""
    return await _reject_page(request, application_id, blank(RejectForm, REJECT, reason=reason))


@post("/candidates/{application_id:uuid}/reject", guards=SCREEN)
async def reject(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """End the application and tell the candidate."""
    return await submitted(
        bind(RejectForm, REJECT, await request.form()),
        lambda form, status: _reject_page(request, application_id, form, status),
        lambda value: service.reject(request.auth, application_id, reason=value.reason, detail=value.detail),
        back=f"/candidates/{application_id}",
        done="The application is rejected and the candidate is told.",
    )


async def _withdraw_page(request: PrimeRequest, application_id: UUID, form: Bound[WithdrawForm], status: int = 200) -> Template:
    application = await queries.get_application(request.auth, application_id)
    return page(
        "pages/candidates/withdraw.html",
        status=status,
        b=form,
        application=application,
        reasons=[(reason.value, label) for reason, label in rules.WITHDRAW_LABELS.items()],
        action=f"/candidates/{application.id}/withdraw",
        leave=f"/candidates/{application.id}",
        heading=f"Withdraw for {application.name}",
    )


@get("/candidates/{application_id:uuid}/withdraw", guards=MANAGE)
async def withdraw_form(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """Note that the candidate withdraws."""
    return await _withdraw_page(request, application_id, blank(WithdrawForm, WITHDRAW))


@post("/candidates/{application_id:uuid}/withdraw", guards=MANAGE)
async def withdraw(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """End the application at the candidate's wish."""
    return await submitted(
        bind(WithdrawForm, WITHDRAW, await request.form()),
        lambda form, status: _withdraw_page(request, application_id, form, status),
        lambda value: service.withdraw(request.auth, application_id, reason=value.reason, detail=value.detail),
        back=f"/candidates/{application_id}",
        done="The application is withdrawn and the candidate is told.",
    )


async def _reopen_page(request: PrimeRequest, application_id: UUID, form: Bound[ReopenForm], status: int = 200) -> Template:
    application = await queries.get_application(request.auth, application_id)
    return page("pages/candidates/reopen.html", status=status, b=form, application=application)


@get("/candidates/{application_id:uuid}/reopen", guards=MANAGE)
async def reopen_form(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """Ask why the end is taken back."""
    return await _reopen_page(request, application_id, blank(ReopenForm, REOPEN))


@post("/candidates/{application_id:uuid}/reopen", guards=MANAGE)
async def reopen(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Take back the end of the application."""
    return await submitted(
        bind(ReopenForm, REOPEN, await request.form()),
        lambda form, status: _reopen_page(request, application_id, form, status),
        lambda value: service.reopen(request.auth, application_id, reason=value.reason),
        back=f"/candidates/{application_id}",
        done="The application is reopened and the candidate is told.",
    )


def _details_page(application: ApplicationDetail, form: Bound[DetailsForm], *, status: int = 200) -> Template:
    return page("pages/candidates/correct_details.html", status=status, b=form, application=application)


@get("/candidates/{application_id:uuid}/details", guards=MANAGE)
async def details_form(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """The personal details as we know them."""
    application = await queries.get_application(request.auth, application_id)
    known = {name: getattr(application, name) for name in DetailsForm.model_fields}
    return _details_page(application, blank(DetailsForm, DETAILS, **known))


@post("/candidates/{application_id:uuid}/details", guards=MANAGE)
async def correct_details(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Correct the personal details."""
    application = await queries.get_application(request.auth, application_id)
    form = bind(DetailsForm, DETAILS, await request.form())
    if form.value is None:
        return _details_page(application, form, status=422)
    try:
        await service.correct_candidate(request.auth, application.candidate_id, **form.value.model_dump())
    except InvalidInput as refusal:
        return _details_page(application, form.refuse(refusal), status=422)
    return redirect(f"/candidates/{application_id}", "The details are saved.")


route_handlers = [
    view_candidate,
    start_screening,
    add_note,
    assign_champion,
    conversation_form,
    record_conversation,
    reject_form,
    reject,
    withdraw_form,
    withdraw,
    reopen_form,
    reopen,
    details_form,
    correct_details,
]
