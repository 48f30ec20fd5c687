"""Commands on organisations, as steps of what clients do."""

from uuid import UUID

from prime.accounts.tables import Organisation, OrganisationKind
from prime.audit import service as audit
from prime.core.actor import Actor
from prime.core.db import transactional


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
