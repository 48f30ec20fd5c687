"""Who acts: a person with roles, a link with a narrow right, or the system itself."""

from collections.abc import Collection
from uuid import UUID

import msgspec

from prime.core.errors import Forbidden, NotFound, Unauthenticated


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """What a command may know of its caller.

    `permissions` are the values of `prime.accounts.rules.Permission`; `organisation_ids` are the councils
    (or AfC) of which the person is a member; `record_id` limits an actor made from a link to one record.
    """

    user_id: UUID | None = None
    name: str = "Nobody"
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    organisation_ids: frozenset[UUID] = frozenset()
    organisation_name: str = ""
    record_id: UUID | None = None
    ip: str = ""
    request_id: str = ""

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody is signed in and no link was followed."""
        return self.user_id is None and not self.permissions

    def can(self, permission: str) -> bool:
        """Whether the actor holds a permission at all; which records it covers is the query's business."""
        return permission in self.permissions

    def can_any(self, permissions: Collection[str]) -> bool:
        """Whether the actor holds at least one of them."""
        return not self.permissions.isdisjoint(permissions)

    def require(self, permission: str) -> None:
        """Insist on a permission.

        Raises:
            Unauthenticated: nobody is signed in.
            Forbidden: the role does not include it.
        """
        if self.can(permission):
            return
        if self.is_anonymous:
            raise Unauthenticated
        raise Forbidden

    def require_any(self, *permissions: str) -> None:
        """Insist on at least one permission of several; raises as `require`."""
        if not self.can_any(permissions):
            self.require(permissions[0])

    def require_record(self, record_id: UUID) -> None:
        """Keep an actor made from a link inside the one record it was made for.

        Raises:
            NotFound: the link is for another record.
        """
        if self.record_id is not None and self.record_id != record_id:
            raise NotFound

    @property
    def required_user_id(self) -> UUID:
        """The person's id.

        Raises:
            Unauthenticated: the actor is not a signed-in person.
        """
        if self.user_id is None:
            raise Unauthenticated
        return self.user_id


class _Everything(frozenset[str]):
    """The permissions of the system: all, without listing them."""

    def __contains__(self, item: object) -> bool:
        return True

    def isdisjoint(self, other: object) -> bool:  # noqa: ARG002 - frozenset's signature
        return False

    def __bool__(self) -> bool:
        return True


ANONYMOUS = Actor()
SYSTEM = Actor(name="AfC Prime", permissions=_Everything())
