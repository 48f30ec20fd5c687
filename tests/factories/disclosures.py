"""Self-disclosures for tests, made by the real commands."""

from uuid import UUID

from prime.accounts.permissions import Role
from prime.core.actor import Actor
from prime.core.db import fetch_value
from prime.disclosures import queries, service
from prime.disclosures.rules import NAMES
from prime.disclosures.schemas import Answer, DisclosureIn
from tests.factories.accounts import make_user


def answers(*, signed_name: str = "Amara Nwosu", is_true: bool = True, **yes: str) -> DisclosureIn:
    """No to everything but what is named, with what it is about."""
    said = {name: Answer(name in yes, yes.get(name, "")) for name in NAMES}
    return DisclosureIn(answers=said, signed_name=signed_name, is_true=is_true)


def form_of(given: DisclosureIn) -> dict[str, str]:
    """The same as the boxes of the form."""
    fields = {"signed_name": given.signed_name, "is_true": "yes"}
    for name, answer in given.answers.items():
        fields |= {name: "yes" if answer.is_yes else "no", f"{name}_detail": answer.detail}
    return fields


async def disclosure_link(application_id: UUID) -> str:
    """The token of the newest link to the questions."""
    sql = "SELECT secret_link FROM message WHERE about_id = $1 AND secret_link LIKE '%/self-disclosure/%' ORDER BY id DESC LIMIT 1"
    return str(await fetch_value(sql, application_id)).rpartition("/")[2]


async def make_disclosed(application_id: UUID, *, by: Actor | None = None, **yes: str) -> Actor:
    """Asked and answered by the link; returns who of operations asked."""
    operations = by or await make_user(Role.OPERATIONS)
    await service.ask(operations, application_id)
    await service.disclose_by_link(await queries.holder_of(await disclosure_link(application_id)), answers(**yes))
    return operations
