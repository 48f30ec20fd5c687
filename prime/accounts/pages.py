"""Pages: sign in and out, first sign-in, one's own account, managing people."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts import queries, service
from prime.accounts.auth import PUBLIC, SIGNED_IN, Requires, session_cookie, set_session
from prime.accounts.errors import EmailTaken, LinkExpired, LockedOut
from prime.accounts.forms import (
    CHANGE_PASSWORD,
    INVITE,
    KEY,
    LINK,
    NEW_PASSWORD,
    REASON,
    SIGN_IN,
    ChangePasswordForm,
    InviteForm,
    KeyForm,
    LinkForm,
    NewPasswordForm,
    ReasonForm,
    SignInForm,
)
from prime.accounts.permissions import Permission, Role
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.settings import settings
from prime.web.flash import redirect
from prime.web.forms import bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.ACCOUNTS_MANAGE)]


def own_path(path: str) -> str:
    """A path of ours to go on to, never an address from outside."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path and "\r" not in path else "/home"


async def _sign_in_page(form: Any, *, status: int = 200) -> Template:
    demo = await queries.demo_accounts() if settings().is_demo else []
    return page("pages/accounts/sign_in.html", status=status, b=form, demo=demo)


@get("/sign-in", guards=[PUBLIC])
async def sign_in_form(request: PrimeRequest, next: FromQuery[str] = "") -> Template | Redirect:  # noqa: A002 - the name in the address
    """The sign-in page; whoever is signed in already goes on."""
    if not request.auth.is_anonymous:
        return Redirect(own_path(next or "/home"), status_code=303)
    return await _sign_in_page(blank(SignInForm, SIGN_IN, next=own_path(next) if next else ""))


@post("/sign-in", guards=[PUBLIC, rate_limited("sign-in", limit=30, seconds=60)])
async def sign_in(request: PrimeRequest) -> Template | Redirect:
    """Sign in by password."""
    form = bind(SignInForm, SIGN_IN, await request.form())
    if form.value is None:
        return await _sign_in_page(form, status=422)
    try:
        token = await service.sign_in(
            request.auth, email=form.value.email, password=form.value.password, user_agent=request.headers.get("user-agent", "")
        )
    except LockedOut as refusal:
        return await _sign_in_page(form.add("password", refusal.detail), status=refusal.status)
    if token is None:
        return await _sign_in_page(form.add("email", "The email address or password is not right"), status=401)
    return set_session(Redirect(own_path(form.value.next or "/home"), status_code=303), token)


@get("/sign-in/link", guards=[PUBLIC])
async def link_form(next: FromQuery[str] = "") -> Template:  # noqa: A002 - the name in the address
    """Ask for a one-use sign-in link."""
    return page("pages/accounts/request_link.html", b=blank(LinkForm, LINK, next=own_path(next) if next else ""))


@post("/sign-in/link", guards=[PUBLIC, rate_limited("sign-in-link", limit=60, seconds=600)])
async def request_link(request: PrimeRequest) -> Template:
    """Order the link; the answer is the same whether the address is known or not."""
    form = bind(LinkForm, LINK, await request.form())
    if form.value is None:
        return page("pages/accounts/request_link.html", status=422, b=form)
    go_on = own_path(form.value.next) if form.value.next else ""
    await service.request_sign_in_link(request.auth, email=form.value.email, go_on=go_on)
    return page("pages/accounts/link_sent.html", email=form.value.email)


@get("/sign-in/link/{token:str}", guards=[PUBLIC])
async def link_landing(token: FromPath[str], next: FromQuery[str] = "") -> Template:  # noqa: A002 - the name in the address
    """Where the e-mailed link leads: a button, as mail scanners open links and must not use them up."""
    return page("pages/accounts/use_link.html", token=token, go_on=own_path(next) if next else "", no_store=True)


@post("/sign-in/link/{token:str}", guards=[PUBLIC, rate_limited("use-link", limit=30, seconds=60)])
async def use_link(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Use the link up and sign in."""
    try:
        session = await service.sign_in_with_link(request.auth, token=token, user_agent=request.headers.get("user-agent", ""))
    except LinkExpired as refusal:
        return page("pages/accounts/link_expired.html", status=refusal.status, refusal=refusal)
    go_on = str((await request.form()).get("next", ""))
    return set_session(Redirect(own_path(go_on or "/home"), status_code=303), session)


@get("/invitation/{token:str}", guards=[PUBLIC])
async def invitation_form(token: FromPath[str]) -> Template:
    """First sign-in: choose a password."""
    return page("pages/accounts/accept_invitation.html", b=blank(NewPasswordForm, NEW_PASSWORD), token=token, no_store=True)


@post("/invitation/{token:str}", guards=[PUBLIC, rate_limited("use-link", limit=30, seconds=60)])
async def accept_invitation(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Keep the password and sign in."""
    form = bind(NewPasswordForm, NEW_PASSWORD, await request.form())
    if form.value is None:
        return page("pages/accounts/accept_invitation.html", status=422, b=form, token=token, no_store=True)
    try:
        session = await service.accept_invitation(
            request.auth, token=token, password=form.value.password, user_agent=request.headers.get("user-agent", "")
        )
    except LinkExpired as refusal:
        return page("pages/accounts/link_expired.html", status=refusal.status, refusal=refusal)
    return set_session(redirect("/home", "Welcome to AfC Prime. Your password is set."), session)


@post("/sign-out", guards=[PUBLIC])
async def sign_out(request: PrimeRequest) -> Redirect:
    """End the session."""
    cookie = request.cookies.get(session_cookie())
    if cookie:
        await service.sign_out(request.auth, cookie)
    response = redirect("/", "You are signed out.")
    response.set_cookie(Cookie(key=session_cookie(), value="", max_age=0, path="/", httponly=True, secure=settings().is_https))
    return response


@get("/account", guards=[SIGNED_IN])
async def account(request: PrimeRequest) -> Template:
    """One's own account: password, e-mail address, API keys."""
    return await _account(request)


async def _account(request: PrimeRequest, *, status: int = 200, new_key: str = "", **forms: Any) -> Template:
    user = await queries.get_user(request.auth, request.auth.required_user_id)
    context = {
        "b": blank(ChangePasswordForm, CHANGE_PASSWORD),
        "email_form": blank(LinkForm, LINK, email=user.email),
        "key_form": blank(KeyForm, KEY),
        **forms,
    }
    keys = await queries.list_keys(request.auth)
    memberships = await queries.list_memberships(request.auth, user.id)
    context |= {"user": user, "keys": keys, "memberships": memberships, "new_key": new_key}
    return page("pages/accounts/account.html", status=status, no_store=True, **context)


@post("/account/password", guards=[SIGNED_IN, rate_limited("password", limit=10, seconds=600)])
async def change_password(request: PrimeRequest) -> Template | Redirect:
    """Replace the password; every session ends, so one signs in again."""
    form = bind(ChangePasswordForm, CHANGE_PASSWORD, await request.form())
    if form.value is None:
        return await _account(request, status=422, b=form)
    try:
        await service.change_password(request.auth, current=form.value.current, new=form.value.password)
    except InvalidInput as refusal:
        return await _account(request, status=422, b=form.refuse(refusal))
    return redirect("/sign-in", "Your password is changed. Sign in with the new one.")


@post("/account/email", guards=[SIGNED_IN, rate_limited("email", limit=10, seconds=600)])
async def change_email(request: PrimeRequest) -> Template | Redirect:
    """Ask for another e-mail address; a link goes to the new one."""
    form = bind(LinkForm, LINK, await request.form())
    if form.value is None:
        return await _account(request, status=422, email_form=form, b=form)
    try:
        await service.request_email_change(request.auth, email=form.value.email)
    except EmailTaken as refusal:
        form.add("email", refusal.title)
        return await _account(request, status=409, email_form=form, b=form)
    return redirect("/account", f"Open the link that we have sent to {form.value.email}. Your address changes then.")


@get("/account/email/{token:str}", guards=[PUBLIC])
async def email_landing(token: FromPath[str]) -> Template:
    """Where the link to a new address leads: a button, as mail scanners open links."""
    return page("pages/accounts/confirm_email.html", token=token, no_store=True)


@post("/account/email/{token:str}", guards=[PUBLIC, rate_limited("use-link", limit=30, seconds=60)])
async def confirm_email(request: PrimeRequest, token: FromPath[str]) -> Template | Redirect:
    """Use up the link: the new address counts from now on."""
    try:
        await service.confirm_email_change(request.auth, token=token)
    except LinkExpired as refusal:
        return page("pages/accounts/link_expired.html", status=refusal.status, refusal=refusal)
    return redirect("/sign-in" if request.auth.is_anonymous else "/account", "Your email address is changed.")


@post("/account/keys", guards=[SIGNED_IN])
async def create_key(request: PrimeRequest) -> Template:
    """Make an API key and show it this once."""
    form = bind(KeyForm, KEY, await request.form())
    if form.value is None:
        return await _account(request, status=422, key_form=form, b=form)
    key = await service.create_key(request.auth, user_id=request.auth.required_user_id, label=form.value.label)
    return await _account(request, new_key=key)


@post("/account/keys/{key_id:uuid}/revoke", guards=[SIGNED_IN])
async def revoke_key(request: PrimeRequest, key_id: FromPath[UUID]) -> Redirect:
    """Stop a key."""
    await service.revoke_key(request.auth, key_id)
    return redirect("/account", "The API key no longer works.")


@get("/people", guards=MANAGE)
async def list_people(request: PrimeRequest, q: FromQuery[str] = "", role: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Template:
    """Everybody with an account."""
    people = await queries.list_users(request.auth, search=q, role=role, cursor=cursor)
    return page("pages/accounts/list_people.html", people=people, q=q, role=role, cursor=cursor, roles={role.value: role.label for role in Role})


async def _invite_page(request: PrimeRequest, form: Any, *, status: int = 200) -> Template:
    organisations = [(str(row.id), row.name) for row in await queries.list_organisations(request.auth)]
    return page("pages/accounts/invite.html", status=status, b=form, roles=[(role.value, role.label) for role in Role], organisations=organisations)


@get("/people/invite", guards=MANAGE)
async def invite_form(request: PrimeRequest) -> Template:
    """Invite somebody."""
    return await _invite_page(request, blank(InviteForm, INVITE))


@post("/people/invite", guards=MANAGE)
async def invite(request: PrimeRequest) -> Template | Redirect:
    """Give the account and send the invitation."""
    form = bind(InviteForm, INVITE, await request.form())
    if form.value is None:
        return await _invite_page(request, form, status=422)
    v = form.value
    try:
        user_id = await service.invite_user(
            request.auth, email=v.email, first_name=v.first_name, last_name=v.last_name, role=v.role, organisation_id=v.organisation
        )
    except InvalidInput as refusal:
        return await _invite_page(request, form.refuse(refusal), status=422)
    return redirect(f"/people/{user_id}", f"{v.first_name} {v.last_name} is invited.")


async def _person(request: PrimeRequest, user_id: UUID, *, status: int = 200, **forms: Any) -> Template:
    user = await queries.get_user(request.auth, user_id)
    memberships = await queries.list_memberships(request.auth, user_id)
    context = {"b": blank(ReasonForm, REASON), "email_form": blank(LinkForm, LINK, email=user.email), **forms}
    return page("pages/accounts/view_person.html", status=status, user=user, memberships=memberships, **context)


@get("/people/{user_id:uuid}", guards=MANAGE)
async def view_person(request: PrimeRequest, user_id: FromPath[UUID]) -> Template:
    """One person: roles, state, what can be done."""
    return await _person(request, user_id)


@post("/people/{user_id:uuid}/suspend", guards=MANAGE)
async def suspend(request: PrimeRequest, user_id: FromPath[UUID]) -> Template | Redirect:
    """Stop the person from signing in."""
    form = bind(ReasonForm, REASON, await request.form())
    if form.value is None:
        return await _person(request, user_id, status=422, b=form)
    try:
        await service.suspend_user(request.auth, user_id, reason=form.value.reason)
    except InvalidInput as refusal:
        return await _person(request, user_id, status=422, b=form.add("reason", refusal.detail))
    return redirect(f"/people/{user_id}", "The account is suspended.")


@post("/people/{user_id:uuid}/restore", guards=MANAGE)
async def restore(request: PrimeRequest, user_id: FromPath[UUID]) -> Redirect:
    """Let the person sign in again."""
    try:
        await service.restore_user(request.auth, user_id)
    except InvalidInput as refusal:
        return redirect(f"/people/{user_id}", refusal.detail, kind="info")
    return redirect(f"/people/{user_id}", "The account works again.")


@post("/people/{user_id:uuid}/off-board", guards=MANAGE)
async def offboard(request: PrimeRequest, user_id: FromPath[UUID]) -> Redirect:
    """End the person's access for good."""
    try:
        await service.offboard_user(request.auth, user_id)
    except InvalidInput as refusal:
        return redirect(f"/people/{user_id}", refusal.detail, kind="info")
    return redirect(f"/people/{user_id}", "All access has ended.")


@post("/people/{user_id:uuid}/email", guards=MANAGE)
async def correct_email(request: PrimeRequest, user_id: FromPath[UUID]) -> Template | Redirect:
    """Correct a mistyped address and invite again."""
    form = bind(LinkForm, LINK, await request.form())
    if form.value is None:
        return await _person(request, user_id, status=422, email_form=form, b=form)
    try:
        await service.correct_email(request.auth, user_id, email=form.value.email)
    except InvalidInput as refusal:
        form.refuse(refusal)
        return await _person(request, user_id, status=422, email_form=form, b=form)
    except EmailTaken as refusal:
        form.add("email", refusal.title)
        return await _person(request, user_id, status=409, email_form=form, b=form)
    return redirect(f"/people/{user_id}", "The address is corrected and the invitation sent again.")


router = Router(
    path="/",
    route_handlers=[
        sign_in_form,
        sign_in,
        link_form,
        request_link,
        link_landing,
        use_link,
        invitation_form,
        accept_invitation,
        sign_out,
        account,
        change_password,
        change_email,
        email_landing,
        confirm_email,
        create_key,
        revoke_key,
        list_people,
        invite_form,
        invite,
        view_person,
        suspend,
        restore,
        offboard,
        correct_email,
    ],
    include_in_schema=False,
)
