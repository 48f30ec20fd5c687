"""Invite a user."""

from piccolo_admin.endpoints import FormConfig
from pydantic import BaseModel, EmailStr, Field

from admin.forms.run import action
from prime.accounts import queries, service
from prime.accounts.permissions import Role
from prime.core.actor import Actor


class InviteUser(BaseModel):
    """Who, as what, for whom."""

    first_name: str = Field(max_length=100)
    last_name: str = Field(max_length=100)
    email: EmailStr
    # Piccolo Admin draws no list of choices in a form, so the title names them.
    role: str = Field(title=f"Role ({', '.join(Role)})")
    organisation: str = Field(title="Organisation (the council, or Achieving for Children)")


async def _invite(actor: Actor, data: InviteUser) -> str:
    named = [row for row in await queries.list_organisations(actor) if row.name.casefold() == data.organisation.strip().casefold()]
    if not named:
        raise ValueError("There is no organisation of this name.")
    if data.role not in set(Role):
        raise ValueError("There is no role of this name.")
    await service.invite_user(
        actor, email=data.email, first_name=data.first_name, last_name=data.last_name, role=Role(data.role), organisation_id=named[0].id
    )
    return f"{data.first_name} {data.last_name} is invited."


INVITE_USER = FormConfig(
    name="Invite a user",
    pydantic_model=InviteUser,
    endpoint=action(_invite),
    description="Makes an account with a role and e-mails the first sign-in.",
    form_group="People",
)
