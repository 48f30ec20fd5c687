"""The pipeline: board and list of everybody's applications, filters, and moving one by hand."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries, rules, saved_views, service
from prime.candidates.errors import IllegalMove
from prime.candidates.forms import MOVE, MoveForm
from prime.candidates.schemas import ApplicationRow, Filters
from prime.candidates.tables import NextActor, Source, Stage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, StaleVersion
from prime.core.formats import local
from prime.vacancies import queries as vacancies
from prime.web.flash import redirect
from prime.web.forms import bind
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.APPLICATIONS_READ)]
SCREEN = [Requires(Permission.APPLICATIONS_SCREEN)]


def days_waiting(row: ApplicationRow) -> int:
    """Days on London's calendar since the stage was entered."""
    return (clock.today() - local(row.stage_entered_at).date()).days


def is_overdue(row: ApplicationRow) -> bool:
    """Whether the next step should have been taken before today."""
    return row.next_due_on is not None and row.next_due_on < clock.today()


Values = list[str] | None


def filters_of(*, q: str, vacancy: Values, source: Values, turn: Values, stage: Values, needs: Values) -> Filters:
    """The filters of the address; the same for board, list and file."""
    return Filters(
        search=q,
        vacancies=tuple(vacancy or ()),
        sources=tuple(source or ()),
        next_actors=tuple(turn or ()),
        stages=tuple(stage or ()),
        is_overdue="overdue" in (needs or ()),
        is_mine="mine" in (needs or ()),
    )


def _shown(query: str) -> str:
    try:
        return saved_views.kept(query)
    except InvalidInput:
        return ""


@get("/candidates", guards=READ)
async def list_candidates(
    request: PrimeRequest,
    *,
    view: FromQuery[str] = "board",
    q: FromQuery[str] = "",
    vacancy: FromQuery[list[str] | None] = None,
    source: FromQuery[list[str] | None] = None,
    turn: FromQuery[list[str] | None] = None,
    stage: FromQuery[list[str] | None] = None,
    needs: FromQuery[list[str] | None] = None,
    sort: FromQuery[str] = queries.DEFAULT_SORT,
    cursor: FromQuery[str] = "",
) -> Template:
    """Who is where, who acts next and how long it has waited: as a board, or as a list that can be sorted."""
    filters = filters_of(q=q, vacancy=vacancy, source=source, turn=turn, stage=stage, needs=needs)
    as_list = view == "list"
    context: dict[str, Any] = (
        {
            "applications": await queries.list_applications(request.auth, filters, cursor, sort=sort),
            "count": await queries.count_applications(request.auth, filters),
        }
        if as_list
        else {"columns": (columns := await queries.board(request.auth, filters)), "count": sum(column.count for column in columns)}
    )
    return page(
        "pages/candidates/list_candidates.html" if as_list else "pages/candidates/board.html",
        **context,
        saved=await queries.list_views(request.auth),
        shown=_shown(request.url.query),
        q=q.strip(),
        sort=sort,
        cursor=cursor,
        chosen={"vacancy": vacancy or [], "source": source or [], "turn": turn or [], "stage": stage or [], "needs": needs or []},
        options={
            "needs": {"overdue": "Overdue", "mine": "Mine"},
            "turn": {actor.value: rules.ACTOR_LABELS[actor] for actor in NextActor if actor is not NextActor.NOBODY},
            "source": {source.value: rules.SOURCE_LABELS[source] for source in Source},
            "stage": {stage.value: rules.STAGE_LABELS[stage] for stage in Stage},
            "vacancy": {term.value: term.text for term in await vacancies.list_choices()},
        },
        is_blind=not request.auth.can(Permission.APPLICATIONS_MANAGE),
        stage_labels=rules.STAGE_LABELS,
        source_labels=rules.SOURCE_LABELS,
        actor_labels=rules.ACTOR_LABELS,
        hand_moves=rules.hand_moves,
        days_waiting=days_waiting,
        is_overdue=is_overdue,
    )


def _back(path: str, application_id: UUID) -> str:
    return path if path == "/candidates" or path.startswith(("/candidates?", "/candidates/")) else f"/candidates/{application_id}"


@post("/candidates/{application_id:uuid}/move", guards=SCREEN)
async def move(request: PrimeRequest, application_id: FromPath[UUID]) -> Redirect:
    """Move an application to a stage chosen by hand; what cannot be is said on the page one comes back to."""
    sent = await request.form()
    form = bind(MoveForm, MOVE, sent)
    back = _back(str(sent.get("back", "")), application_id)
    if form.value is None:
        return redirect(back, " ".join(form.errors.values()), kind="info")
    try:
        await service.move_by_hand(request.auth, application_id, form.value.to, version=form.value.version)
    except (IllegalMove, StaleVersion) as refusal:
        return redirect(back, refusal.detail, kind="info")
    application = await queries.get_application(request.auth, application_id)
    return redirect(back, f"{application.name} is now at {rules.STAGE_LABELS[form.value.to].lower()}.")


route_handlers = [list_candidates, move]
