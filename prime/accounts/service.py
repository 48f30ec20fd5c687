"""Commands on accounts: sign in and out, invite, suspend, off-board, links and keys."""

import secrets
from datetime import timedelta
from uuid import UUID

from prime.accounts import passwords, queries, rules
from prime.accounts.errors import EmailTaken, LinkExpired, LockedOut
from prime.accounts.permissions import Permission, Role
from prime.accounts.tables import AccessToken, ApiKey, Membership, Organisation, OrganisationKind, Session, TokenPurpose, User
from prime.audit import service as audit
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.db import lock, transactional
from prime.core.errors import InvalidInput, NotFound
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
        return await _open_session(actor, user, user_agent)
    if user is not None and not fits:
        failures, locked_until = rules.after_failure(user.failed_sign_ins, now=now)
        await user.update_self({User.failed_sign_ins: failures, User.locked_until: locked_until})
    return None


async def _open_session(actor: Actor, user: User, user_agent: str) -> str:
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
    await audit.record(_acting_as(user, actor), "accounts.signed_in", user.id, "Signed in")
    return token


async def _user(user_id: UUID) -> User:
    user = await User.objects().where(User.id == user_id).first()
    if user is None:
        raise NotFound
    return user


def _acting_as(user: User, actor: Actor) -> Actor:
    return Actor(user_id=user.id, name=user.name, ip=actor.ip, request_id=actor.request_id)


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


async def _use_token(token: str, purpose: TokenPurpose) -> AccessToken:
    row = await AccessToken.objects().where(AccessToken.token == digest(token)).lock_rows("UPDATE").first()
    usable = row is not None and row.purpose == purpose and not row.used_at and not row.revoked_at and row.expires_at > clock.now()
    if row is None or not usable:
        raise LinkExpired("It has expired or was used already. Ask for a new one.")
    if row.is_single_use:
        await row.update_self({AccessToken.used_at: clock.now()})
    return row


@transactional
async def sign_in_with_link(actor: Actor, *, token: str, user_agent: str = "") -> str:
    """Use up a sign-in link and open a session; returns the cookie's value.

    Raises:
        LinkExpired: the link was used, replaced or is too old, or the account is not active.
    """
    row = await _use_token(token, TokenPurpose.SIGN_IN)
    user = await _user(row.user)
    if not user.active:
        raise LinkExpired("Ask AfC for help with your account.")
    if user.email_confirmed_at is None:
        await user.update_self({User.email_confirmed_at: clock.now()})
    return await _open_session(actor, user, user_agent)


@transactional
async def create_user(actor: Actor, *, email: str, first_name: str, last_name: str, role: Role, organisation_id: UUID, phone: str = "") -> UUID:
    """Give a person an account and a role, or an existing account one more role; no message is sent.

    A step of other commands (applying, becoming staff); `invite_user` is the one for people.
    """
    email = rules.normalise_email(email)
    await lock(f"user:{email}")
    user = await queries.find_user_by_email(email)
    if user is None:
        user = User(
            email=email, username=email, first_name=first_name, last_name=last_name, phone=phone, password=passwords.UNUSABLE, active=True
        )
        await user.save()
    await _grant(user.id, role, organisation_id)
    await audit.record(actor, "accounts.role_granted", user.id, f"Given the role {role.label.lower()}", role=role, organisation=organisation_id)
    return user.id


async def _grant(user_id: UUID, role: Role, organisation_id: UUID) -> None:
    organisation = await Organisation.objects().where(Organisation.id == organisation_id).first()
    if organisation is None:
        raise NotFound
    if role.is_client != (organisation.kind == OrganisationKind.COUNCIL):
        raise InvalidInput.field("role", "This role does not belong to this kind of organisation.")
    row = await Membership.objects().where(
        (Membership.user == user_id) & (Membership.organisation == organisation_id) & (Membership.role == role)
    ).first()
    if row is None:
        await Membership(user=user_id, organisation=organisation_id, role=role).save()
    elif row.revoked_at is not None:
        await row.update_self({Membership.revoked_at: None})
    await _mirror_admin(user_id)


async def _mirror_admin(user_id: UUID) -> None:
    """Piccolo Admin lets in whoever has `admin`; it follows the membership, which is the truth."""
    is_admin = await Membership.exists().where(
        (Membership.user == user_id) & (Membership.role == Role.ADMIN) & Membership.revoked_at.is_null()
    )
    await User.update({User.admin: is_admin}).where(User.id == user_id)


@transactional
async def ensure_council(actor: Actor, *, name: str) -> UUID:
    """The organisation of a council, made if there is none of that name; a step of making it a client."""
    row = await Organisation.objects().where((Organisation.name == name) & (Organisation.kind == OrganisationKind.COUNCIL)).first()
    if row is None:
        row = Organisation(name=name, kind=OrganisationKind.COUNCIL)
        await row.save()
        await audit.record(actor, "accounts.organisation_created", row.id, f"Added {name}")
    return row.id


@transactional
async def rename_organisation(actor: Actor, organisation_id: UUID, *, name: str) -> None:
    """Give an organisation another name; a step of changing a client."""
    await Organisation.update({Organisation.name: name}).where(Organisation.id == organisation_id)
    await audit.record(actor, "accounts.organisation_renamed", organisation_id, f"Renamed to {name}")


@transactional
async def invite_user(actor: Actor, *, email: str, first_name: str, last_name: str, role: Role, organisation_id: UUID) -> UUID:
    """Give a person an account and a role and e-mail them how to sign in for the first time.

    Raises:
        Forbidden: the actor does not manage accounts.
        InvalidInput: the role does not belong to this kind of organisation.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    user_id = await create_user(actor, email=email, first_name=first_name, last_name=last_name, role=role, organisation_id=organisation_id)
    await outbox.emit("accounts.user_invited", user_id=user_id)
    return user_id


@transactional
async def accept_invitation(actor: Actor, *, token: str, password: str, user_agent: str = "") -> str:
    """Use up an invitation: set a password and open the first session; returns the cookie's value.

    Raises:
        LinkExpired: the invitation was used, replaced or is too old.
    """
    row = await _use_token(token, TokenPurpose.INVITATION)
    user = await _user(row.user)
    await user.update_self({User.password: await passwords.hash_password(password), User.email_confirmed_at: clock.now()})
    return await _open_session(actor, user, user_agent)


@transactional
async def change_password(actor: Actor, *, current: str, new: str) -> None:
    """Replace one's own password and end every other session.

    Raises:
        InvalidInput: the current password is not right.
    """
    user = await _user(actor.required_user_id)
    if user.password != passwords.UNUSABLE and not await passwords.verify_password(user.password, current):
        raise InvalidInput.field("current", "Enter your current password")
    await user.update_self({User.password: await passwords.hash_password(new)})
    await Session.delete().where(Session.user_id == user.id)
    await audit.record(actor, "accounts.password_changed", user.id, "Changed the password")


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
    row = await _use_token(token, TokenPurpose.CHANGE_EMAIL)
    user = await _user(row.user)
    await _set_email(_acting_as(user, actor), user, row.email)


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


@transactional
async def suspend_user(actor: Actor, user_id: UUID, *, reason: str) -> None:
    """Stop a person from signing in, at once; keys and sessions stop working.

    Raises:
        InvalidInput: actors cannot suspend themselves.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    user = await _somebody_else(actor, user_id)
    await user.update_self({User.active: False, User.suspended_at: clock.now(), User.suspended_reason: reason})
    await Session.delete().where(Session.user_id == user.id)
    await audit.record(actor, "accounts.suspended", user.id, f"Suspended {user.name}: {reason}")


@transactional
async def restore_user(actor: Actor, user_id: UUID) -> None:
    """Let a suspended person sign in again; an off-boarded one needs a new invitation.

    Raises:
        InvalidInput: the person was off-boarded.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    user = await _somebody_else(actor, user_id)
    if user.offboarded_at is not None:
        raise InvalidInput.field("user", "This person has left. Invite them again instead")
    await user.update_self({User.active: True, User.suspended_at: None, User.suspended_reason: ""})
    await audit.record(actor, "accounts.restored", user.id, f"Restored {user.name}")


@transactional
async def offboard_user(actor: Actor, user_id: UUID) -> None:
    """End a person's access for good: roles, sessions, links and keys end; whoever counts on them is told."""
    actor.require(Permission.ACCOUNTS_MANAGE)
    user = await _somebody_else(actor, user_id)
    now = clock.now()
    await Membership.update({Membership.revoked_at: now}).where((Membership.user == user.id) & Membership.revoked_at.is_null())
    await AccessToken.update({AccessToken.revoked_at: now}).where((AccessToken.user == user.id) & AccessToken.revoked_at.is_null())
    await ApiKey.update({ApiKey.revoked_at: now}).where((ApiKey.user == user.id) & ApiKey.revoked_at.is_null())
    await Session.delete().where(Session.user_id == user.id)
    await user.update_self({User.active: False, User.offboarded_at: now, User.admin: False, User.superuser: False})
    await audit.record(actor, "accounts.offboarded", user.id, f"Off-boarded {user.name}")
    await outbox.emit("accounts.user_offboarded", user_id=user.id)


async def _somebody_else(actor: Actor, user_id: UUID) -> User:
    if actor.user_id == user_id:
        raise InvalidInput.field("user", "You cannot do this to your own account")
    return await queries.get_user(actor, user_id)


@transactional
async def grant_role(actor: Actor, user_id: UUID, *, role: Role, organisation_id: UUID) -> None:
    """Give an account one more role; raises as `invite_user`."""
    actor.require(Permission.ACCOUNTS_MANAGE)
    user = await queries.get_user(actor, user_id)
    await _grant(user.id, role, organisation_id)
    await audit.record(actor, "accounts.role_granted", user.id, f"Given the role {role.label.lower()}", organisation=organisation_id)


@transactional
async def revoke_role(actor: Actor, membership_id: UUID) -> None:
    """Take a role away; sessions go on with what is left.

    Raises:
        NotFound: there is no such live role.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    row = await Membership.objects().where((Membership.id == membership_id) & Membership.revoked_at.is_null()).first()
    if row is None:
        raise NotFound
    await row.update_self({Membership.revoked_at: clock.now()})
    await _mirror_admin(row.user)
    await audit.record(actor, "accounts.role_revoked", row.user, f"Lost the role {Role(row.role).label.lower()}")


@transactional
async def create_key(actor: Actor, *, user_id: UUID, label: str) -> str:
    """Make an API key for a user: one's own, or anybody's for those who manage accounts. Returned once, never again."""
    user = await queries.get_user(actor, user_id)
    prefix, secret = f"prime_{secrets.token_hex(4)}", new_token()
    await ApiKey(prefix=prefix, secret=digest(secret), user=user.id, label=label).save()
    await audit.record(actor, "accounts.key_created", user.id, f"Made the API key {prefix}")
    return f"{prefix}.{secret}"


@transactional
async def revoke_key(actor: Actor, key_id: UUID) -> None:
    """Stop one of one's own keys.

    Raises:
        NotFound: it is not the actor's key.
    """
    key = await ApiKey.objects().where((ApiKey.id == key_id) & (ApiKey.user == actor.required_user_id)).first()
    if key is None:
        raise NotFound
    await key.update_self({ApiKey.revoked_at: clock.now()})
    await audit.record(actor, "accounts.key_revoked", actor.user_id, f"Revoked the API key {key.prefix}")
