"""JSON of accounts."""

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from prime.accounts.permissions import Role


class Me(msgspec.Struct, rename="camel"):
    """Who a key acts for, and what it may do."""

    user_id: UUID | None
    name: str
    roles: list[str]
    permissions: list[str]
    organisation_ids: list[UUID]


class Invitation(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """Who is invited, as what, for which organisation."""

    email: Annotated[str, Meta(max_length=254)]
    first_name: Annotated[str, Meta(min_length=1, max_length=100)]
    last_name: Annotated[str, Meta(min_length=1, max_length=100)]
    role: Role
    organisation_id: UUID


class Created(msgspec.Struct, rename="camel"):
    """The id of what was made."""

    id: UUID


class Person(msgspec.Struct, rename="camel"):
    """An account."""

    id: UUID
    name: str
    email: str
    state: str
    roles: list[str]
    organisations: list[str]
