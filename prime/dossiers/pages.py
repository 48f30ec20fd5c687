"""The page of one candidate."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.errors import OwnApplication
from prime.candidates.rules import REJECT_LABELS, STAGE_LABELS, WITHDRAW_LABELS
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.paging import Page
from prime.dossiers import queries
from prime.dossiers.schemas import Fact, FactKind
from prime.duplicates import queries as duplicates
from prime.duplicates import service as records
from prime.duplicates.forms import ASK, AskForm
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.APPLICATIONS_READ)]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]


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
    return await _view(actor, application_id, facts, blank(AskForm, ASK), kind=kind, cursor=cursor)


async def _view(
    actor: Actor, application_id: UUID, facts: Page[Fact], form: Bound[AskForm], *, kind: str = "", cursor: str = "", status: int = 200
) -> Template:
    person = await queries.get_dossier(actor, application_id)
    manages = actor.can(Permission.APPLICATIONS_MANAGE)
    return page(
        "pages/dossiers/view_person.html",
        status=status,
        no_store=True,
        b=form,
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


@post("/candidates/{application_id:uuid}/person", guards=MANAGE)
async def ask_whether_one_person(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Compare the person with another record, named by its reference."""
    actor = request.auth
    application = await candidates.get_application(actor, application_id)
    if application.user_id == actor.user_id:
        raise OwnApplication
    form = bind(AskForm, ASK, await request.form())
    if form.value is not None:
        try:
            pair_id = await records.ask(actor, application.candidate_id, reference=form.value.reference)
        except InvalidInput as refusal:
            form.refuse(refusal)
        else:
            return Redirect(f"/duplicates/{pair_id}", status_code=303)
    return await _view(actor, application_id, await queries.timeline(actor, application_id), form, status=422)


router = Router(path="/", route_handlers=[view_person, ask_whether_one_person], include_in_schema=False)
