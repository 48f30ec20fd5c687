"""Applying, on a phone and without an account: answers, check, sent. What was typed is kept in a draft from the first click."""

import json
from typing import Any

from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts import queries as accounts
from prime.accounts.auth import PUBLIC
from prime.accounts.permissions import Permission
from prime.candidates import queries, rules, service
from prime.candidates.errors import AlreadyApplied
from prime.candidates.forms import AGREE, APPLY, AgreeForm, ApplyForm
from prime.candidates.schemas import Applicant, ApplicationDetail
from prime.candidates.service.drafts import DRAFT_LIFE
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, NotFound
from prime.core.notices import PRIVACY_NOTICE
from prime.core.settings import settings
from prime.equality import rules as equality_rules
from prime.equality import service as equality
from prime.vacancies import queries as vacancies
from prime.vacancies.rules import is_for_newly_qualified
from prime.vacancies.schemas import OpenRole
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import count, rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
COOKIE = "draft"
BY_LINK = "link."  # stands before the token of a draft that an e-mailed link led to
BODY_MAX = 100_000  # more than all answers together; a draft keeps whatever is sent


def _path(role: OpenRole) -> str:
    return f"/roles/{role.reference}/apply"


def _cookie(role: OpenRole, token: str) -> Cookie:
    life = int(DRAFT_LIFE.total_seconds()) if token else 0
    return Cookie(key=COOKIE, value=token, max_age=life, path=_path(role), httponly=True, samesite="lax", secure=settings().is_https)


def _equality_cookie(ticket: str) -> Cookie:
    life = int(equality.TICKET_LIFE.total_seconds())
    path = equality_rules.PATH
    return Cookie(
        key=equality_rules.TICKET_COOKIE, value=ticket, max_age=life, path=path, httponly=True, samesite="lax", secure=settings().is_https
    )


def _token(request: PrimeRequest, *, for_writing: bool = False) -> str:
    """The token of the visitor's draft.

    A link may have been made by somebody else: what is typed after opening one goes into a draft of its own, which
    the maker of the link cannot read.
    """
    value = request.cookies.get(COOKIE, "")
    came_by_link = value.startswith(BY_LINK)
    return "" if came_by_link and for_writing else value.removeprefix(BY_LINK)


async def _own_email(actor: Actor) -> str:
    """The address of whoever applies as themselves; empty for strangers and for operations, who type one."""
    if actor.user_id is None or actor.can(Permission.APPLICATIONS_MANAGE):
        return ""
    return (await accounts.get_user(actor, actor.user_id)).email


async def _known_answers(actor: Actor) -> dict[str, Any]:
    if actor.user_id is None or actor.can(Permission.APPLICATIONS_MANAGE):
        return {}
    person = await queries.find_candidate(actor.user_id)
    if person is not None:
        known = {name: getattr(person, name) for name in ("first_name", "last_name", "phone", "postcode", "swe_number")}
        return known | (_last_answers(await queries.mine(actor)) if actor.can(Permission.APPLICATIONS_OWN) else {})
    user = await accounts.get_user(actor, actor.user_id)
    return {"first_name": user.first_name, "last_name": user.last_name, "phone": user.phone}


def _last_answers(applications: list[ApplicationDetail]) -> dict[str, Any]:
    """What was written in the last application, the newest being first; the years since qualifying have gone on."""
    if not applications:
        return {}
    last = applications[0]
    years = last.experience_years + (clock.today() - last.applied_at.date()).days // 365
    return {"motivation": last.motivation, "needs": last.needs, "experience_years": min(years, rules.EXPERIENCE_MAX)}


def _judge(form: Bound[ApplyForm], role: OpenRole, own_email: str) -> Applicant | None:
    """The applicant where every answer is sound; else the form carries every fault."""
    typed = {name: str(form.raw.get(name, "")) for name in ApplyForm.model_fields if name != "experience_years"}
    applicant = Applicant(**typed | {"email": own_email or typed["email"]}, experience_years=form.value.experience_years if form.value else 0)
    try:
        sound = rules.checked_applicant(applicant, contact_needed=True, registration_needed=not is_for_newly_qualified(role.grade_level))
    except InvalidInput as refusal:
        form.refuse(refusal)
        return None
    return sound if form.value else None


async def _form_page(request: PrimeRequest, role: OpenRole, form: Bound[ApplyForm], *, status: int = 200) -> Template:
    own = await queries.mine(request.auth) if request.auth.can(Permission.APPLICATIONS_OWN) else []
    live = [row for row in own if row.vacancy_id == role.id]
    return page(
        "pages/candidates/apply.html",
        status=status,
        no_store=True,
        b=form,
        role=role,
        own_email=await _own_email(request.auth),
        is_newly_qualified=is_for_newly_qualified(role.grade_level),
        is_known=bool(own),
        applied=next((row for row in live if row.stage not in rules.FINAL), None),
        limits={"motivation": rules.MOTIVATION_MAX, "needs": rules.NEEDS_MAX},
    )


async def _draft(request: PrimeRequest, role: OpenRole) -> dict[str, Any] | None:
    token = _token(request)
    draft = await queries.find_draft(role.id, token) if token else None
    return json.loads(draft.answers) if draft else None


@get("/roles/{reference:str}/apply", guards=[PUBLIC])
async def apply_form(request: PrimeRequest, reference: FromPath[str]) -> Template:
    """The questions, with what was typed before or is known already."""
    role = await vacancies.get_open(reference)
    form = blank(ApplyForm, APPLY, **await _known_answers(request.auth))
    form.raw.update(await _draft(request, role) or {})
    return await _form_page(request, role, form)


@post("/roles/{reference:str}/apply", guards=[PUBLIC, rate_limited("apply", limit=60, seconds=600)], request_max_body_size=BODY_MAX)
async def answer(request: PrimeRequest, reference: FromPath[str]) -> Template | Redirect:
    """Keep the answers, whatever they are; go on to check them, or e-mail the way back to them."""
    role = await vacancies.get_open(reference)
    sent = await request.form()
    form = bind(ApplyForm, APPLY, sent)
    own_email = await _own_email(request.auth)
    token = await service.save_draft(
        request.auth, vacancy_id=role.id, token=_token(request, for_writing=True), email=own_email or str(form.raw["email"]), answers=form.raw
    )
    sound = _judge(form, role, own_email)
    response: Template | Redirect
    if sent.get("then") == "later" and "email" not in form.errors:
        await count("draft-link", request.auth.ip, limit=10, seconds=3600)
        await service.send_draft_link(request.auth, vacancy_id=role.id, token=token, email=own_email or str(form.raw["email"]))
        response = Redirect(f"{_path(role)}/saved", status_code=303)
    elif sound is None:
        response = await _form_page(request, role, form, status=422)
    else:
        response = Redirect(f"{_path(role)}/check", status_code=303)
    response.set_cookie(_cookie(role, token))
    return response


@get("/roles/{reference:str}/apply/saved", guards=[PUBLIC])
async def saved(reference: FromPath[str]) -> Template:
    """The draft is kept and the way back is in the mail."""
    return page("pages/candidates/draft_saved.html", role=await vacancies.get_open(reference), days=DRAFT_LIFE.days)


@get("/roles/{reference:str}/apply/continue/{token:str}", guards=[PUBLIC])
async def go_on(reference: FromPath[str], token: FromPath[str]) -> Redirect:
    """Where the e-mailed link leads: the draft, on whatever device it is opened. An unknown token finds an empty form."""
    role = await vacancies.get_open(reference)
    response = Redirect(_path(role), status_code=303)
    response.set_cookie(_cookie(role, f"{BY_LINK}{token}"))
    return response


async def _check_page(role: OpenRole, applicant: Applicant, form: Bound[AgreeForm], *, status: int = 200) -> Template:
    return page(
        "pages/candidates/check_answers.html",
        status=status,
        no_store=True,
        b=form,
        role=role,
        applicant=applicant,
        privacy=PRIVACY_NOTICE,
        declaration=rules.DECLARATION,
    )


async def _sound_draft(request: PrimeRequest, role: OpenRole) -> Applicant | None:
    answers = await _draft(request, role)
    return None if answers is None else _judge(bind(ApplyForm, APPLY, answers), role, await _own_email(request.auth))


@get("/roles/{reference:str}/apply/check", guards=[PUBLIC])
async def check(request: PrimeRequest, reference: FromPath[str]) -> Template | Redirect:
    """The answers once more, and the two texts to agree to."""
    role = await vacancies.get_open(reference)
    applicant = await _sound_draft(request, role)
    if applicant is None:
        return redirect(_path(role), "Answer the questions first.", kind="info")
    return await _check_page(role, applicant, blank(AgreeForm, AGREE))


@post("/roles/{reference:str}/apply/check", guards=[PUBLIC, rate_limited("send-application", limit=20, seconds=3600)])
async def send(request: PrimeRequest, reference: FromPath[str]) -> Template | Redirect:
    """Send the application.

    A stranger is not told that the address has a live application for this role; its owner is, by e-mail.
    """
    role = await vacancies.get_open(reference)
    applicant = await _sound_draft(request, role)
    if applicant is None:
        return redirect(_path(role), "Answer the questions first.", kind="info")
    form = bind(AgreeForm, AGREE, await request.form())
    if form.value is None:
        return await _check_page(role, applicant, form, status=422)
    try:
        await service.apply(
            request.auth,
            vacancy_id=role.id,
            first_name=applicant.first_name,
            last_name=applicant.last_name,
            email=applicant.email,
            phone=applicant.phone,
            swe_number=applicant.swe_number,
            postcode=applicant.postcode,
            experience_years=applicant.experience_years,
            motivation=applicant.motivation,
            needs=applicant.needs,
            consents=rules.NOTICES,
        )
    except AlreadyApplied as refusal:
        if request.auth.user_id is not None:
            return await _check_page(role, applicant, form.add("", refusal.detail), status=refusal.status)
        await service.tell_already_applied(request.auth, vacancy_id=role.id, email=applicant.email)
    await service.discard_draft(request.auth, vacancy_id=role.id, token=_token(request))
    response = Redirect(f"{_path(role)}/sent", status_code=303)
    response.set_cookie(_cookie(role, ""))
    if not request.auth.can(Permission.APPLICATIONS_MANAGE):  # nobody answers for somebody else
        response.set_cookie(_equality_cookie(await equality.hand_out_ticket(request.auth)))
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


route_handlers = [apply_form, answer, saved, go_on, check, send, sent, declaration]
