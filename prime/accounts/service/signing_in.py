"""Commands on the way in: passwords, sessions, and links that are used once."""

from datetime import timedelta
from uuid import UUID

from prime.accounts import passwords, queries, rules
from prime.accounts.errors import LinkExpired, LockedOut
from prime.accounts.service._steps import find_user, open_session, use_token
from prime.accounts.tables import AccessToken, Session, TokenPurpose, User
from prime.audit import service as audit
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.errors import InvalidInput
from prime.core.tokens import digest, new_token


@transactional
async def sign_in(actor: Actor, *, email: str, password: str, user_agent: str = "") -> str | None:
    """Check e-mail address and password and open a session; returns the cookie's value.

    None means that they do not fit, or that the account is suspended; which of them is nobody's business.
    It is not an exception, as the count of wrong passwords must be committed.

    Raises:
        LockedOut: too many wrong passwords lately.
    """
    user = await queries.find_user_by_email(email)
    now = clock.now()
    if user is not None and rules.is_locked(user.locked_until, now=now):
        raise LockedOut("Wait 15 minutes, or ask for a sign-in link by email.")
    fits = await passwords.verify_password(user.password if user else None, password)
    if user is not None and fits and user.active:
        return await open_session(actor, user, user_agent)
    if user is not None and not fits:
        failures, locked_until = rules.after_failure(user.failed_sign_ins, now=now)
        await user.update_self({User.failed_sign_ins: failures, User.locked_until: locked_until})
    return None


@transactional
async def sign_out(actor: Actor, cookie: str) -> None:
    """End the session of a cookie; an unknown one is no error."""
    await Session.remove_session(cookie)
    await audit.record(actor, "accounts.signed_out", actor.user_id, "Signed out")


@transactional
async def request_sign_in_link(actor: Actor, *, email: str, go_on: str = "") -> None:
    """Order a one-use link by e-mail, which leads on to a path of ours.

    An unknown address is accepted in silence, so that nobody can probe for accounts.
    """
    user = await queries.find_user_by_email(email)
    if user is not None and user.active:
        await outbox.emit("accounts.sign_in_link_requested", priority=outbox.URGENT, user_id=user.id, go_on=go_on)


@transactional
async def mint_token(
    actor: Actor,
    *,
    purpose: TokenPurpose,
    life: timedelta,
    user_id: UUID | None = None,
    permissions: tuple[str, ...] = (),
    record_id: UUID | None = None,
    email: str = "",
    is_single_use: bool = True,
    keep_older: bool = False,
) -> str:
    """Make the secret of a link; an older link of the same purpose, person and record stops working unless it is kept."""
    T = AccessToken  # noqa: N806 - keeps the condition readable
    older = (T.purpose == purpose) & T.used_at.is_null() & T.revoked_at.is_null()
    older = older & (T.user.is_null() if user_id is None else T.user == user_id)
    older = older & (T.record_id.is_null() if record_id is None else T.record_id == record_id)
    if (user_id or record_id) and not keep_older:
        await T.update({T.revoked_at: clock.now()}).where(older)
    token = new_token()
    await T(
        token=digest(token),
        purpose=purpose,
        user=user_id,
        permissions=list(permissions),
        record_id=record_id,
        email=email,
        is_single_use=is_single_use,
        expires_at=clock.now() + life,
    ).save()
    return token


@transactional
async def sign_in_with_link(actor: Actor, *, token: str, user_agent: str = "") -> str:
    """Use up a sign-in link and open a session; returns the cookie's value.

    Raises:
        LinkExpired: the link was used, replaced or is too old, or the account is not active.
    """
    row = await use_token(token, TokenPurpose.SIGN_IN)
    user = await find_user(row.user)
    if not user.active:
        raise LinkExpired("Ask AfC for help with your account.")
    if user.email_confirmed_at is None:
        await user.update_self({User.email_confirmed_at: clock.now()})
    return await open_session(actor, user, user_agent)


@transactional
async def accept_invitation(actor: Actor, *, token: str, password: str, user_agent: str = "") -> str:
    """Use up an invitation: set a password and open the first session; returns the cookie's value.

    Raises:
        LinkExpired: the invitation was used, replaced or is too old.
    """
    row = await use_token(token, TokenPurpose.INVITATION)
    user = await find_user(row.user)
    await user.update_self({User.password: await passwords.hash_password(password), User.email_confirmed_at: clock.now()})
    return await open_session(actor, user, user_agent)


@transactional
async def change_password(actor: Actor, *, current: str, new: str) -> None:
    """Replace one's own password and end every other session.

    Raises:
        InvalidInput: the current password is not right.
    """
    user = await find_user(actor.required_user_id)
    if user.password != passwords.UNUSABLE and not await passwords.verify_password(user.password, current):
        raise InvalidInput.field("current", "Enter your current password")
    await user.update_self({User.password: await passwords.hash_password(new)})
    await Session.delete().where(Session.user_id == user.id)
    await audit.record(actor, "accounts.password_changed", user.id, "Changed the password")
