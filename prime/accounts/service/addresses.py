"""Commands on e-mail addresses: correct, change, and whether they reach."""

from uuid import UUID

from prime.accounts import queries, rules
from prime.accounts.errors import EmailTaken
from prime.accounts.permissions import Permission
from prime.accounts.service._steps import acting_as, find_user, use_token
from prime.accounts.tables import TokenPurpose, User
from prime.audit import service as audit
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.db import lock, transactional
from prime.core.errors import InvalidInput


@transactional
async def correct_email(actor: Actor, user_id: UUID, *, email: str) -> None:
    """Correct a mistyped address of somebody who has not signed in yet, and invite them again there.

    Raises:
        EmailTaken: another account has this address.
        NotFound: no such user, or they have signed in and must change it themselves.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    user = await queries.get_user(actor, user_id)
    if user.last_login is not None:
        raise InvalidInput.field("email", "This person has signed in already and can change the address on their account page")
    await _set_email(actor, user, email)
    await outbox.emit("accounts.user_invited", user_id=user.id)


@transactional
async def request_email_change(actor: Actor, *, email: str) -> None:
    """Ask to change one's own address; it changes when the link sent to the new address is used.

    Raises:
        EmailTaken: another account has this address.
    """
    email = rules.normalise_email(email)
    await _refuse_taken(email, actor.required_user_id)
    await outbox.emit("accounts.email_change_requested", priority=outbox.URGENT, user_id=actor.required_user_id, email=email)


@transactional
async def confirm_email_change(actor: Actor, *, token: str) -> None:
    """Use up the link sent to a new address: it is now the address of the account.

    Raises:
        LinkExpired: the link was used, replaced or is too old.
        EmailTaken: another account has taken this address meanwhile.
    """
    row = await use_token(token, TokenPurpose.CHANGE_EMAIL)
    user = await find_user(row.user)
    await _set_email(acting_as(user, actor), user, row.email)


async def _refuse_taken(email: str, user_id: UUID) -> None:
    other = await queries.find_user_by_email(email)
    if other is not None and other.id != user_id:
        raise EmailTaken("Use another address, or sign in with this one.")


async def _set_email(actor: Actor, user: User, email: str) -> None:
    email = rules.normalise_email(email)
    await lock(f"user:{email}")
    await _refuse_taken(email, user.id)
    before = user.email
    await user.update_self({User.email: email, User.username: email, User.email_confirmed_at: None, User.email_bounced_at: None})
    await audit.record(actor, "accounts.email_changed", user.id, "Changed the email address", before=before, after=email)


@transactional
async def note_email_reaches(actor: Actor, user_id: UUID, *, email: str, reaches: bool) -> None:
    """Mark a person's address as one that bounces, or take the mark away; an address they no longer have is let be."""
    bounced_at = None if reaches else clock.now()
    mark = User.email_bounced_at.is_not_null() if reaches else User.email_bounced_at.is_null()
    await User.update({User.email_bounced_at: bounced_at}).where((User.id == user_id) & (User.email == email) & mark)
