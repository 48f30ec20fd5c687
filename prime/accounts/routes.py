"""JSON of accounts."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromQuery, JSONBody

from prime.accounts import queries, service
from prime.accounts.auth import SIGNED_IN, Requires
from prime.accounts.permissions import Permission
from prime.accounts.schemas import Created, Invitation, Me, Person
from prime.core.actor import Actor
from prime.web.api import Listing, answer_once, listing

ApiRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.ACCOUNTS_MANAGE)]


@get("/me", guards=[SIGNED_IN], operation_id="GetMe")
async def me(request: ApiRequest) -> Me:
    """Who the key acts for."""
    actor = request.auth
    return Me(actor.user_id, actor.name, sorted(actor.roles), sorted(actor.permissions), sorted(actor.organisation_ids))


@get("/people", guards=MANAGE, operation_id="ListPeople")
async def list_people(request: ApiRequest, search: FromQuery[str] = "", role: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Listing[Person]:
    """Accounts, newest first."""
    found = await queries.list_users(request.auth, search=search, role=role, cursor=cursor)
    return listing(found, lambda user: Person(user.id, user.name, user.email, user.state, user.roles, user.organisations))


@post("/people", guards=MANAGE, operation_id="InvitePerson")
async def invite(request: ApiRequest, data: JSONBody[Invitation]) -> Response[bytes]:
    """Invite a person: an account, a role and an e-mail with the first sign-in."""

    async def run() -> Created:
        user_id: UUID = await service.invite_user(
            request.auth,
            email=data.email,
            first_name=data.first_name,
            last_name=data.last_name,
            role=data.role,
            organisation_id=data.organisation_id,
        )
        return Created(user_id)

    return await answer_once(request, run)


router = Router(path="/api/v1", route_handlers=[me, list_people, invite], tags=["Accounts"])
