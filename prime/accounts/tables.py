"""Users, organisations, memberships, sessions, access tokens, API keys."""

import uuid
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from piccolo.apps.user.tables import BaseUser
from piccolo.columns import UUID, Array, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table
from piccolo_api.session_auth.tables import SessionsBase

from prime.accounts import passwords
from prime.accounts.passwords import PASSWORD_MAX, PASSWORD_MIN
from prime.accounts.permissions import Role
from prime.core import clock
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key
from prime.core.tokens import digest


class OrganisationKind(StrEnum):
    """Ours, or a council."""

    AFC = "afc"
    COUNCIL = "council"


class Organisation(Table, help_text="AfC itself and every council that uses the service."):
    """Whom people act for; what makes a council a client lies in `clients`."""

    id = primary_key()
    name = Varchar(length=200, default="", unique=True)
    kind = choice(OrganisationKind, default=OrganisationKind.COUNCIL)
    created_at = moment_now()

    organisation_kind_known = one_of("kind", OrganisationKind)

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.name])


class User(BaseUser, tablename="app_user", help_text="Everybody who can sign in: pages, API and admin share this table."):
    """A person with an account. The e-mail address is the user name; `active` is false while suspended."""

    id = primary_key()  # type: ignore[assignment]  # BaseUser says int
    username = Varchar(length=254, unique=True, default="")
    email = Varchar(length=254, unique=True, default="")
    first_name = Varchar(length=100, default="")
    last_name = Varchar(length=100, default="")
    phone = Varchar(length=30, default="")
    last_login = Timestamptz(null=True, default=None, help_text="Last sign-in.")
    failed_sign_ins = Integer(default=0)
    locked_until = moment(null=True)
    email_confirmed_at = moment(null=True)
    email_bounced_at = moment(null=True)
    suspended_at = moment(null=True)
    suspended_reason = Text(default="")
    offboarded_at = moment(null=True)
    created_at = moment_now()

    app_user_email_is_normal = Check("email = lower(email) AND email = username AND email <> ''")
    app_user_offboarded_is_inactive = Check("offboarded_at IS NULL OR NOT active")
    app_user_suspended_is_inactive = Check("suspended_at IS NULL OR NOT active")

    _min_password_length = PASSWORD_MIN
    _max_password_length = PASSWORD_MAX

    def __init__(self, **kwargs: Any) -> None:
        # BaseUser would hash again whatever does not look like its own pbkdf2.
        super(BaseUser, self).__init__(**kwargs)

    def __setattr__(self, name: str, value: Any) -> None:
        super(BaseUser, self).__setattr__(name, value)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    @classmethod
    def hash_password(cls, password: str, salt: str = "", iterations: int | None = None) -> str:  # noqa: ARG003 - BaseUser's signature
        """The argon2id hash, for the admin panel's own password change."""
        if len(password) > PASSWORD_MAX:
            raise ValueError("The password is too long.")
        return passwords.hash_now(password)

    @classmethod
    async def login(cls, username: str, password: str) -> None:  # noqa: ARG003 - BaseUser's signature
        """Refuse: signing in is `accounts.service.sign_in`, which counts failures and checks `active`."""
        return

    @classmethod
    async def update_password(cls, user: Any, password: str) -> None:
        """Set a password for a user id, as the admin panel asks for it."""
        cls._validate_password(password)
        await cls.update({cls.password: await passwords.hash_password(password)}).where(cls.id == user)


class Membership(Table, help_text="One role of one person in one organisation."):
    """Ended by `revoked_at`, never deleted."""

    id = primary_key()
    user = foreign_key(User)
    organisation = foreign_key(Organisation)
    role = choice(Role)
    created_at = moment_now()
    revoked_at = moment(null=True)

    membership_role_known = one_of("role", Role)
    membership_once = Unique([user, organisation, role])


class Session(SessionsBase, tablename="session", help_text="A signed-in browser; only the hash of its cookie is kept."):
    """Shared by our pages and the admin mount, which calls the methods below."""

    id = primary_key()
    token = Varchar(length=64, unique=True, default="", secret=True)
    user_id = foreign_key(User)
    expiry_date = Timestamptz(null=False, default=None)
    max_expiry_date = Timestamptz(null=False, default=None)
    ip = Varchar(length=45, default="")
    user_agent = Varchar(length=200, default="")
    created_at = moment_now()

    @classmethod
    async def create_session(cls, user_id: Any, expiry_date: datetime | None = None, max_expiry_date: datetime | None = None) -> "Session":  # noqa: ARG003 - SessionsBase's signature
        """Refuse: only our own sign-in page makes sessions."""
        raise PermissionError("Sessions are made by the sign-in page.")

    @classmethod
    async def get_user_id(cls, token: str, increase_expiry: timedelta | None = None) -> uuid.UUID | None:  # noqa: ARG003
        """The person behind a cookie, or None when it has expired."""
        now = clock.now()
        row = await cls.select(cls.user_id).where((cls.token == digest(token)) & (cls.expiry_date > now) & (cls.max_expiry_date > now)).first()
        return row["user_id"] if row else None

    @classmethod
    async def remove_session(cls, token: str) -> None:
        """Sign out."""
        await cls.delete().where(cls.token == digest(token))


class TokenPurpose(StrEnum):
    """What a link may be used for."""

    SIGN_IN = "sign_in"
    INVITATION = "invitation"
    CHANGE_EMAIL = "change_email"
    RECORD = "record"


class AccessToken(Table, help_text="The secret behind an e-mailed link, as a hash; limited, expiring, revocable."):
    """`record` tokens make an Actor limited to one record and the named permissions."""

    id = primary_key()
    token = Varchar(length=64, unique=True, default="", secret=True)
    purpose = choice(TokenPurpose)
    user = foreign_key(User, null=True)
    permissions = Array(base_column=Varchar(length=60), default=list)
    record_id = UUID(null=True, default=None)
    email = Varchar(length=254, default="", help_text="The address a change of e-mail leads to.")
    is_single_use = Boolean(default=True)
    expires_at = moment()
    used_at = moment(null=True)
    revoked_at = moment(null=True)
    created_at = moment_now()

    access_token_purpose_known = one_of("purpose", TokenPurpose)


class ApiKey(Table, help_text="Lets a program act as a user; shown once, kept as a hash."):
    """Sent as `Authorization: Bearer prefix.secret`."""

    id = primary_key()
    prefix = Varchar(length=16, unique=True, default="")
    secret = Varchar(length=64, default="", secret=True)
    user = foreign_key(User)
    label = Varchar(length=100, default="")
    created_at = moment_now()
    last_used_at = moment(null=True)
    revoked_at = moment(null=True)
