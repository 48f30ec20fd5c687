"""People and organisations for tests, made by the real commands."""

import itertools
from uuid import UUID

from prime.accounts import queries, service
from prime.accounts.permissions import Role
from prime.accounts.tables import Organisation, OrganisationKind
from prime.core.actor import SYSTEM, Actor

_numbers = itertools.count(1)


async def make_council(name: str = "") -> Organisation:
    """A council's organisation."""
    organisation = Organisation(name=name or f"Council {next(_numbers)} of Nowhere", kind=OrganisationKind.COUNCIL)
    await organisation.save()
    return organisation


async def make_user(role: Role, *, organisation_id: UUID | None = None, first_name: str = "", last_name: str = "Testcase") -> Actor:
    """A person with one role, in AfC or in the given council, as the Actor they are."""
    number = next(_numbers)
    organisation = organisation_id or (await queries.afc()).id
    user_id = await service.create_user(
        SYSTEM,
        email=f"{role.value.replace('_', '-')}-{number}@people.example",
        first_name=first_name or role.label.split()[-1].capitalize(),
        last_name=last_name,
        role=role,
        organisation_id=organisation,
    )
    actor = await queries.actor_for_user(user_id)
    assert actor is not None
    return actor
