"""Steps that commands on accounts share."""

from uuid import UUID

from prime.accounts import rules
from prime.accounts.errors import LinkExpired
from prime.accounts.tables import AccessToken, Session, TokenPurpose, User
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import NotFound
from prime.core.tokens import digest, new_token


async def open_session(actor: Actor, user: User, user_agent: str) -> str:
    """Open a session and return its cookie's value."""
    now = clock.now()
    token = new_token()
    await Session(
        token=digest(token),
        user_id=user.id,
        expiry_date=now + rules.SESSION_IDLE,
        max_expiry_date=now + rules.SESSION_MAX,
        ip=actor.ip,
        user_agent=user_agent[:200],
    ).save()
    await user.update_self({User.last_login: now, User.failed_sign_ins: 0, User.locked_until: None})
    await audit.record(acting_as(user, actor), "accounts.signed_in", user.id, "Signed in")
    return token


async def find_user(user_id: UUID) -> User:
    """The user of an id.

    Raises:
        NotFound: there is none.
    """
    user = await User.objects().where(User.id == user_id).first()
    if user is None:
        raise NotFound
    return user


def acting_as(user: User, actor: Actor) -> Actor:
    """The actor whom a link or a password has just proved, as they were met."""
    return Actor(user_id=user.id, name=user.name, ip=actor.ip, request_id=actor.request_id)


async def use_token(token: str, purpose: TokenPurpose) -> AccessToken:
    """The row of a link that still works, used up if it works once.

    Raises:
        LinkExpired: it was used, replaced or is too old.
    """
    row = await AccessToken.objects().where(AccessToken.token == digest(token)).lock_rows("UPDATE").first()
    usable = row is not None and row.purpose == purpose and not row.used_at and not row.revoked_at and row.expires_at > clock.now()
    if row is None or not usable:
        raise LinkExpired("It has expired or was used already. Ask for a new one.")
    if row.is_single_use:
        await row.update_self({AccessToken.used_at: clock.now()})
    return row
