"""Reading accounts. `actor_*` turn a cookie, key or link into an Actor, once per request, in one query each."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission, Role, permissions_of
from prime.accounts.rules import SESSION_IDLE, SESSION_REFRESH, normalise_email
from prime.accounts.tables import AccessToken, ApiKey, Membership, Organisation, OrganisationKind, TokenPurpose, User
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import execute, fetch
from prime.core.errors import NotFound
from prime.core.paging import Page, cut, decode_cursor
from prime.core.tokens import digest

_COLUMNS = """
u.id, u.first_name, u.last_name,
COALESCE(array_agg(m.role) FILTER (WHERE m.id IS NOT NULL), '{}') AS roles,
COALESCE(array_agg(m.organisation) FILTER (WHERE m.id IS NOT NULL), '{}') AS organisations,
COALESCE(min(o.name) FILTER (WHERE o.kind = 'council'), min(o.name), '') AS organisation_name
"""
_MEMBERSHIPS = """
LEFT JOIN membership m ON m."user" = u.id AND m.revoked_at IS NULL
LEFT JOIN organisation o ON o.id = m.organisation
"""
_BY_USER = f"SELECT {_COLUMNS} FROM app_user u {_MEMBERSHIPS} WHERE u.id = $1 AND u.active GROUP BY u.id"
_BY_SESSION = f"""
SELECT {_COLUMNS} FROM session s JOIN app_user u ON u.id = s.user_id {_MEMBERSHIPS}
WHERE s.token = $1 AND s.expiry_date > $2 AND s.max_expiry_date > $2 AND u.active GROUP BY u.id
"""
_BY_KEY = f"""
SELECT {_COLUMNS} FROM api_key k JOIN app_user u ON u.id = k."user" {_MEMBERSHIPS}
WHERE k.prefix = $1 AND k.secret = $2 AND k.revoked_at IS NULL AND u.active GROUP BY u.id
"""
_EXTEND = "UPDATE session SET expiry_date = $2 WHERE token = $1 AND expiry_date < $3"


class UserSummary(msgspec.Struct, frozen=True):
    """A user as lists show one."""

    id: UUID
    name: str
    email: str
    state: str
    roles: list[str]
    organisations: list[str]


def _actor(rows: Sequence[Mapping[str, Any]], *, ip: str, request_id: str) -> Actor | None:
    if not rows:
        return None
    row = rows[0]
    roles = frozenset(row["roles"])
    return Actor(
        user_id=row["id"],
        name=f"{row['first_name']} {row['last_name']}".strip(),
        roles=roles,
        permissions=permissions_of(roles) | {Permission.SIGNED_IN},
        organisation_ids=frozenset(row["organisations"]),
        organisation_name=row["organisation_name"],
        ip=ip,
        request_id=request_id,
    )


async def actor_for_session(cookie: str, *, ip: str = "", request_id: str = "") -> Actor | None:
    """The person behind a session cookie; a session in use is extended, at most once a quarter of an hour."""
    now = clock.now()
    token = digest(cookie)
    actor = _actor(await fetch(_BY_SESSION, token, now), ip=ip, request_id=request_id)
    if actor is not None:
        await execute(_EXTEND, token, now + SESSION_IDLE, now + SESSION_IDLE - SESSION_REFRESH)
    return actor


async def actor_for_key(bearer: str, *, ip: str = "", request_id: str = "") -> Actor | None:
    """The person whose API key (`prefix.secret`) this is."""
    prefix, _, secret = bearer.partition(".")
    if not secret:
        return None
    return _actor(await fetch(_BY_KEY, prefix, digest(secret)), ip=ip, request_id=request_id)


async def actor_for_user(user_id: UUID) -> Actor | None:
    """A user as an Actor, for jobs and tests that act in somebody's name."""
    return _actor(await fetch(_BY_USER, user_id), ip="", request_id="")


async def actor_for_link(token: str, *, ip: str = "", request_id: str = "") -> Actor | None:
    """The narrow Actor of a record link: one record, named permissions."""
    row = await find_token(token, TokenPurpose.RECORD)
    if row is None:
        return None
    return Actor(
        user_id=row.user,
        name="Holder of a link",
        permissions=frozenset(row.permissions),
        record_id=row.record_id,
        ip=ip,
        request_id=request_id,
    )


async def find_token(token: str, purpose: TokenPurpose) -> AccessToken | None:
    """An access token that still works: not used, revoked or expired."""
    T = AccessToken  # noqa: N806 - keeps the condition readable
    return await T.objects().where(
        (T.token == digest(token)) & (T.purpose == purpose) & T.used_at.is_null() & T.revoked_at.is_null() & (T.expires_at > clock.now())
    ).first()


async def find_user_by_email(email: str) -> User | None:
    """The account of an e-mail address, however it was typed."""
    return await User.objects().where(User.email == normalise_email(email)).first()


async def get_user(actor: Actor, user_id: UUID) -> User:
    """An account: one's own, or any for those who manage accounts.

    Raises:
        NotFound: it does not exist or is not the actor's business.
    """
    if actor.user_id != user_id:
        actor.require(Permission.ACCOUNTS_MANAGE)
    user = await User.objects().where(User.id == user_id).first()
    if user is None:
        raise NotFound
    return user


_USERS = """
SELECT u.id, trim(u.first_name || ' ' || u.last_name) AS name, u.email,
       CASE WHEN u.offboarded_at IS NOT NULL THEN 'off-boarded' WHEN u.suspended_at IS NOT NULL THEN 'suspended'
            WHEN u.last_login IS NULL THEN 'invited' ELSE 'active' END AS state,
       COALESCE(array_agg(DISTINCT m.role) FILTER (WHERE m.id IS NOT NULL), '{}') AS roles,
       COALESCE(array_agg(DISTINCT o.name) FILTER (WHERE m.id IS NOT NULL), '{}') AS organisations
FROM app_user u
LEFT JOIN membership m ON m."user" = u.id AND m.revoked_at IS NULL
LEFT JOIN organisation o ON o.id = m.organisation
WHERE ($1 = '' OR u.email LIKE $1 || '%' OR lower(u.first_name) LIKE $1 || '%' OR lower(u.last_name) LIKE $1 || '%')
  AND ($2 = '' OR EXISTS (SELECT FROM membership r WHERE r."user" = u.id AND r.role = $2 AND r.revoked_at IS NULL))
  AND ($3::uuid IS NULL OR u.id < $3)
GROUP BY u.id ORDER BY u.id DESC LIMIT $4
"""


async def list_users(actor: Actor, *, search: str = "", role: str = "", cursor: str = "", size: int = 25) -> Page[UserSummary]:
    """Accounts, newest first, by start of name or e-mail address and by role.

    Raises:
        Forbidden: the actor does not manage accounts.
    """
    actor.require(Permission.ACCOUNTS_MANAGE)
    after = UUID(decode_cursor(cursor, 1)[0]) if cursor else None
    rows = await fetch(_USERS, search.strip().lower().replace("%", ""), role, after, size + 1)
    return cut([UserSummary(**row) for row in rows], size, "id")


async def list_memberships(actor: Actor, user_id: UUID) -> list[tuple[str, str, UUID]]:
    """The live roles of a user as (role, organisation, membership id)."""
    await get_user(actor, user_id)
    rows = await (
        Membership.select(Membership.role, Membership.organisation.name, Membership.id)
        .where((Membership.user == user_id) & Membership.revoked_at.is_null())
        .order_by(Membership.id)
    )
    return [(row["role"], row["organisation.name"], row["id"]) for row in rows]


async def members_with(role: Role, organisation_id: UUID) -> list[User]:
    """The active people who hold a role in an organisation, for telling them something."""
    rows = await Membership.select(Membership.user).where(
        (Membership.role == role) & (Membership.organisation == organisation_id) & Membership.revoked_at.is_null()
    )
    if not rows:
        return []
    return await User.objects().where(User.id.is_in([row["user"] for row in rows]) & User.active.eq(True)).order_by(User.id)


async def afc() -> Organisation:
    """AfC's own organisation, made by the first migration."""
    organisation = await Organisation.objects().where(Organisation.kind == OrganisationKind.AFC).first()
    if organisation is None:
        raise NotFound
    return organisation


async def list_organisations(actor: Actor) -> list[Organisation]:
    """Every organisation, by name, for those who invite people."""
    actor.require(Permission.ACCOUNTS_MANAGE)
    return await Organisation.objects().order_by(Organisation.name)


async def list_keys(actor: Actor) -> list[ApiKey]:
    """One's own API keys."""
    return await ApiKey.objects().where(ApiKey.user == actor.required_user_id).order_by(ApiKey.id, ascending=False)


async def demo_accounts() -> list[UserSummary]:
    """One account for each role and council, which only the demo's sign-in page shows."""
    rows = await fetch(_USERS.replace("LIKE $1 || '%'", "LIKE '%' || $1"), "@demo.afcprime.example", "", None, 20)
    return sorted((UserSummary(**row) for row in rows), key=lambda user: user.id)
