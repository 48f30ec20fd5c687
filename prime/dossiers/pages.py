"""The page of one candidate."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.rules import REJECT_LABELS, STAGE_LABELS, WITHDRAW_LABELS
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.dossiers import queries
from prime.dossiers.schemas import FactKind
from prime.duplicates import queries as duplicates
from prime.web.flash import redirect
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.APPLICATIONS_READ)]


@get("/candidates/{application_id:uuid}/person", guards=READ)
async def view_person(
    request: PrimeRequest, application_id: FromPath[UUID], kind: FromQuery[str] = "", cursor: FromQuery[str] = ""
) -> Template | Redirect:
    """Everything about the person behind an application, with everything that happened."""
    actor = request.auth
    application = await candidates.get_application(actor, application_id)
    if application.user_id == actor.user_id:
        return Redirect(f"/applications/mine/{application_id}", status_code=303)
    if application.is_anonymous:
        return redirect(f"/candidates/{application_id}", "You see who it is once you have decided on the application.", kind="info")
    try:
        facts = await queries.timeline(actor, application_id, kind=kind, cursor=cursor)
    except InvalidInput:
        return Redirect(f"/candidates/{application_id}/person", status_code=303)
    person = await queries.get_dossier(actor, application_id)
    manages = actor.can(Permission.APPLICATIONS_MANAGE)
    return page(
        "pages/dossiers/view_person.html",
        no_store=True,
        person=person,
        facts=facts,
        kind=kind,
        cursor=cursor,
        kinds=[each.value for each in FactKind],
        pairs=await duplicates.list_pairs_of(actor, person.id) if manages else [],
        merges=await duplicates.list_merges_of(actor, person.id),
        stage_labels=STAGE_LABELS,
        reason_labels=REJECT_LABELS | WITHDRAW_LABELS,
    )


router = Router(path="/", route_handlers=[view_person], include_in_schema=False)
