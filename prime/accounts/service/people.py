"""Commands on people: invite, give and take roles, suspend, off-board."""

from uuid import UUID

from prime.accounts import passwords, queries, rules
from prime.accounts.permissions import Permission, Role
from prime.accounts.tables import AccessToken, ApiKey, Membership, Organisation, OrganisationKind, Session, User
from prime.audit import service as audit
from prime.core import clock, outbox
from prime.core.actor import Actor
from prime.core.db import lock, transactional
from prime.core.errors import InvalidInput, NotFound


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
