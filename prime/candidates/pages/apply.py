"""Applying, on a phone and without an account: a list of tasks, check, sent. What was typed is kept in a draft from the first click."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import PUBLIC
from prime.accounts.permissions import Permission
from prime.candidates import answers as sound
from prime.candidates import queries, rules, service
from prime.candidates.errors import AlreadyApplied
from prime.candidates.forms import AGREE, LATER, AgreeForm, LaterForm
from prime.candidates.pages import drafted
from prime.candidates.pages.drafted import BY_LINK, HISTORY, QUESTIONS, Drafted, PrimeRequest
from prime.candidates.service.drafts import DRAFT_LIFE
from prime.core.errors import InvalidInput, NotFound, Unauthenticated
from prime.core.notices import PRIVACY_NOTICE
from prime.core.settings import settings
from prime.equality import rules as equality_rules
from prime.equality import service as equality
from prime.uploads import queries as uploads
from prime.uploads.schemas import UploadOut
from prime.uploads.tables import Purpose, ScanStatus
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import count, rate_limited
from prime.web.templating import page


def _equality_cookie(ticket: str) -> Cookie:
    life = int(equality.TICKET_LIFE.total_seconds())
    path = equality_rules.PATH
    return Cookie(
        key=equality_rules.TICKET_COOKIE, value=ticket, max_age=life, path=path, httponly=True, samesite="lax", secure=settings().is_https
    )


async def _cv(request: PrimeRequest, draft: Drafted) -> UploadOut | None:
    return await uploads.find_upload(request.auth, Purpose.CV, draft.draft_id) if draft.draft_id else None


def _status(draft: Drafted, *names: str) -> dict[str, str]:
    if not draft.faults_of(*names):
        return {"status": "Completed"}
    return {"status": "Incomplete", "tone": "blue"} if draft.is_begun(*names) else {"status": "Not started", "tone": "grey"}


def _tasks(draft: Drafted, cv: UploadOut | None) -> dict[str, list[dict[str, Any]]]:
    """The tasks by their heading, each with its state."""
    listed: dict[str, dict[str, Any]] = {
        task.key: {"title": task.title, "href": f"{draft.path}/{task.key}", **_status(draft, *task.faults)} for task in QUESTIONS
    }
    listed["history"] = {
        "title": "Work history",
        "hint": "The last 10 years: jobs, study, and what you did in between",
        "href": f"{draft.path}/history",
        **_status(draft, *HISTORY),
    }
    sent = {"status": "Completed"} if cv and cv.status is not ScanStatus.INFECTED else {"status": "Optional", "tone": "grey"}
    listed["cv"] = {"title": "CV", "hint": cv.sent_as if cv else None, "href": f"{draft.path}/cv", **sent}
    groups = {
        "Your details": ("about", "registration", "checks"),
        "Your work": ("history", "why"),
        "For the interview": ("needs", "cv"),
    }
    return {heading: [listed[key] for key in keys] for heading, keys in groups.items()}


@get("/roles/{reference:str}/apply", guards=[PUBLIC])
async def list_tasks(request: PrimeRequest, reference: FromPath[str]) -> Template:
    """What there is to answer, and how far one is."""
    draft = await drafted.read(request, reference)
    own = await queries.mine(request.auth) if request.auth.can(Permission.APPLICATIONS_OWN) else []
    tasks = _tasks(draft, await _cv(request, draft))
    return page(
        "pages/candidates/apply.html",
        no_store=True,
        role=draft.role,
        tasks=tasks,
        done=sum(task["status"] == "Completed" for group in tasks.values() for task in group),
        total=len(QUESTIONS) + 1,
        is_complete=not draft.faults,
        is_known=any(row.has_answered for row in own),
        awaited=draft.awaited,
        applied=next((row for row in own if row.vacancy_id == draft.role.id and row.stage not in rules.FINAL), None),
        days=DRAFT_LIFE.days,
    )


def _later_page(draft: Drafted, form: Bound[LaterForm], *, status: int = 200) -> Template:
    return page("pages/candidates/save_draft.html", status=status, no_store=True, b=form, role=draft.role, days=DRAFT_LIFE.days)


@get("/roles/{reference:str}/apply/later", guards=[PUBLIC])
async def later(request: PrimeRequest, reference: FromPath[str]) -> Template:
    """Ask where to send the way back."""
    draft = await drafted.read(request, reference)
    return _later_page(draft, blank(LaterForm, LATER, email=draft.email))


@post(
    "/roles/{reference:str}/apply/later",
    guards=[PUBLIC, rate_limited("apply", limit=300, seconds=600)],
    request_max_body_size=drafted.BODY_MAX,
)
async def save_for_later(request: PrimeRequest, reference: FromPath[str]) -> Template | Redirect:
    """E-mail the way back to the draft."""
    before = await drafted.read(request, reference)
    form = bind(LaterForm, LATER, await request.form())
    try:
        email = before.own_email or sound.checked_email(form.value.email if form.value else "")
    except InvalidInput as refusal:
        return _later_page(before, form.refuse(refusal), status=422)
    await count("draft-link", request.auth.ip, limit=10, seconds=3600)
    draft, made = await drafted.keep(request, before, {"email": email})
    await service.send_draft_link(request.auth, vacancy_id=draft.role.id, token=made.value or "", email=email)
    return drafted.with_cookie(Redirect(f"{draft.path}/saved", status_code=303), made)


@get("/roles/{reference:str}/apply/saved", guards=[PUBLIC])
async def saved(request: PrimeRequest, reference: FromPath[str]) -> Template:
    """The draft is kept and the way back is in the mail."""
    role, _ = await drafted.find_role(request.auth, reference)
    return page("pages/candidates/draft_saved.html", role=role, days=DRAFT_LIFE.days)


@get("/roles/{reference:str}/apply/continue/{token:str}", guards=[PUBLIC])
async def go_on(request: PrimeRequest, reference: FromPath[str], token: FromPath[str]) -> Redirect:
    """Where the e-mailed link leads: the draft, on whatever device it is opened. An unknown token finds an empty form."""
    try:
        role, _ = await drafted.find_role(request.auth, reference)
    except NotFound:
        if request.auth.user_id is None:
            raise Unauthenticated from None  # a role that is not public is shown to those whom it was kept for
        raise
    response = Redirect(f"/roles/{role.reference}/apply", status_code=303)
    response.set_cookie(drafted.cookie(role, f"{BY_LINK}{token}"))
    return response


async def _check_page(request: PrimeRequest, draft: Drafted, form: Bound[AgreeForm], *, status: int = 200) -> Template:
    applicant, answers = draft.checked()
    return page(
        "pages/candidates/check_answers.html",
        status=status,
        no_store=True,
        b=form,
        role=draft.role,
        applicant=applicant,
        answers=answers,
        cv=await _cv(request, draft),
        labels=sound,
        awaited=draft.awaited,
        privacy=PRIVACY_NOTICE,
        declaration=rules.DECLARATION,
    )


def _unfinished(draft: Drafted) -> Redirect:
    return redirect(draft.path, "Complete each task first.", kind="info")


@get("/roles/{reference:str}/apply/check", guards=[PUBLIC])
async def check(request: PrimeRequest, reference: FromPath[str]) -> Template | Redirect:
    """The answers once more, and the two texts to agree to."""
    draft = await drafted.read(request, reference)
    return _unfinished(draft) if draft.faults else await _check_page(request, draft, blank(AgreeForm, AGREE))


@post("/roles/{reference:str}/apply/check", guards=[PUBLIC, rate_limited("send-application", limit=20, seconds=3600)])
async def send(request: PrimeRequest, reference: FromPath[str]) -> Template | Redirect:
    """Send the application.

    A stranger is not told that the address has a live application for this role; its owner is, by e-mail.
    """
    draft = await drafted.read(request, reference)
    if draft.faults:
        return _unfinished(draft)
    form = bind(AgreeForm, AGREE, await request.form())
    if form.value is None:
        return await _check_page(request, draft, form, status=422)
    if draft.awaited is not None:
        return await _send_awaited(request, draft, draft.awaited)
    applicant, answers = draft.checked()
    try:
        await service.apply(
            request.auth,
            vacancy_id=draft.role.id,
            first_name=applicant.first_name,
            last_name=applicant.last_name,
            email=applicant.email,
            phone=applicant.phone,
            swe_number=applicant.swe_number,
            postcode=applicant.postcode,
            experience_years=applicant.experience_years,
            motivation=applicant.motivation,
            needs=applicant.needs,
            answers=answers,
            cv_of=draft.draft_id,
            consents=rules.NOTICES,
        )
    except AlreadyApplied as refusal:
        if request.auth.user_id is not None:
            return await _check_page(request, draft, form.add("", refusal.detail), status=refusal.status)
        await service.tell_already_applied(request.auth, vacancy_id=draft.role.id, email=applicant.email)
    await drafted.discard(request, draft.role)
    response = Redirect(f"{draft.path}/sent", status_code=303)
    response.set_cookie(drafted.cookie(draft.role, ""))
    if not request.auth.can(Permission.APPLICATIONS_MANAGE):  # nobody answers for somebody else
        response.set_cookie(_equality_cookie(await equality.hand_out_ticket(request.auth)))
    return response


async def _send_awaited(request: PrimeRequest, draft: Drafted, application_id: UUID) -> Redirect:
    applicant, answers = draft.checked()
    await service.add_answers(request.auth, application_id, applicant, answers, consents=rules.NOTICES, cv_of=draft.draft_id)
    await drafted.discard(request, draft.role)
    response = redirect(f"/applications/mine/{application_id}", "Thank you. Your answers are with your application.")
    response.set_cookie(drafted.cookie(draft.role, ""))
    return response


@get("/roles/{reference:str}/apply/sent", guards=[PUBLIC])
async def sent(reference: FromPath[str]) -> Template:
    """What happens now; the reference of the application is in the e-mail, which only the owner of the address reads."""
    return page("pages/candidates/sent.html")


@get("/declaration/{version:str}", guards=[PUBLIC])
async def declaration(version: FromPath[str]) -> Template:
    """The declaration as applicants make it."""
    if version != rules.DECLARATION.version:
        raise NotFound
    return page("pages/candidates/declaration.html", declaration=rules.DECLARATION)


route_handlers = [list_tasks, later, save_for_later, saved, go_on, check, send, sent, declaration]
