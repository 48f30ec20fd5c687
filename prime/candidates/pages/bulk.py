"""Several applications at once: choose them on the list, confirm, read what came of each; and the list as a CSV."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries, rules, service
from prime.candidates.forms import BULK, CHOICE, BulkForm, ChoiceForm
from prime.candidates.pages.pipeline import READ, SCREEN, PrimeRequest, filters_of
from prime.candidates.schemas import BulkAction, BulkResult
from prime.core import clock
from prime.core.errors import InvalidInput
from prime.core.formats import local, plural
from prime.core.spreadsheets import csv_bytes
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.forms import Bound, bind
from prime.web.templating import page

LIST = "/candidates?view=list"
_DONE = {BulkAction.SCREEN: "moved to screening", BulkAction.REJECT: "rejected and told", BulkAction.ASSIGN: "given to the champion"}
_MOST_NAMED = 5
_EXPORTED = (
    "Reference",
    "Name",
    "SWE number",
    "Role",
    "Vacancy",
    "Place",
    "Stage",
    "In this stage since",
    "Whose turn",
    "Next step",
    "Due",
    "Champion",
    "Source",
    "Applied",
)


async def _confirm_page(request: PrimeRequest, form: Bound[Any], action: BulkAction, chosen: tuple[str, ...], *, status: int = 200) -> Template:
    afc = await accounts.afc()
    return page(
        "pages/candidates/bulk.html",
        status=status,
        b=form,
        action=action,
        chosen=chosen,
        applications=await queries.list_chosen(request.auth, [UUID(value.partition(":")[0]) for value in chosen]),
        reasons=[(reason.value, label, rules.REJECT_SENTENCES[reason]) for reason, label in rules.REJECT_LABELS.items()],
        champions=[(str(user.id), user.name) for user in await accounts.members_with(Role.CHAMPION, afc.id)],
        stage_labels=rules.STAGE_LABELS,
        leave=LIST,
    )


@post("/candidates/bulk", guards=SCREEN, status_code=200)
async def choose(request: PrimeRequest) -> Template | Redirect:
    """What will be done, and to which applications; nothing is done yet."""
    sent = await request.form()
    choice = bind(ChoiceForm, CHOICE, sent)
    if choice.value is None:
        return redirect(LIST, " ".join(choice.errors.values()), kind="info")
    return await _confirm_page(request, bind(ChoiceForm, CHOICE, sent), choice.value.action, choice.value.chosen)


def _in_words(action: BulkAction, results: list[BulkResult]) -> str:
    """One message for all of them."""
    refused = [result for result in results if result.refusal]
    done = len(results) - len(refused)
    words = [f"{plural(done, 'application')} {_DONE[action]}."] if done else []
    if refused:
        words.append(f"{plural(len(refused), 'application')} left as {'it was' if len(refused) == 1 else 'they were'}:")
        words += [f"{result.name}: {result.refusal}" for result in refused[:_MOST_NAMED]]
        words += [f"And {len(refused) - _MOST_NAMED} more."] if len(refused) > _MOST_NAMED else []
    return " ".join(words)


@post("/candidates/bulk/confirm", guards=SCREEN)
async def confirm(request: PrimeRequest) -> Template | Redirect:
    """Do it, and say in one message what came of each."""
    sent = await request.form()
    choice, form = bind(ChoiceForm, CHOICE, sent), bind(BulkForm, BULK, sent)
    if choice.value is None:
        return redirect(LIST, " ".join(choice.errors.values()), kind="info")
    action, chosen = choice.value.action, choice.value.chosen
    if form.value is None:
        return await _confirm_page(request, form, action, chosen, status=422)
    try:
        results = await service.act_on_many(
            request.auth,
            choice.value.items,
            action=action,
            reason=form.value.reason or "",
            detail=form.value.detail,
            champion_user_id=form.value.champion_user_id,
        )
    except InvalidInput as refusal:
        return await _confirm_page(request, form.refuse(refusal), action, chosen, status=422)
    return redirect(LIST, _in_words(action, results), kind="info" if any(result.refusal for result in results) else "success")


@get("/candidates/export.csv", guards=READ)
async def export(
    request: PrimeRequest,
    *,
    q: FromQuery[str] = "",
    vacancy: FromQuery[list[str] | None] = None,
    source: FromQuery[list[str] | None] = None,
    turn: FromQuery[list[str] | None] = None,
    stage: FromQuery[list[str] | None] = None,
    needs: FromQuery[list[str] | None] = None,
    sort: FromQuery[str] = queries.DEFAULT_SORT,
) -> Response[bytes]:
    """The list as a CSV, with the filters and the order of the page, and no more of a person than the page shows."""
    filters = filters_of(q=q, vacancy=vacancy, source=source, turn=turn, stage=stage, needs=needs)
    rows = [
        (
            row.reference,
            "" if row.is_anonymous else row.name,
            row.swe_number,
            row.vacancy_title,
            row.vacancy_reference,
            row.place,
            rules.STAGE_LABELS[row.stage],
            local(row.stage_entered_at).date(),
            rules.ACTOR_LABELS[row.next_actor],
            row.next_action,
            row.next_due_on,
            row.champion_name,
            rules.SOURCE_LABELS[row.source],
            local(row.applied_at).date(),
        )
        for row in await queries.export(request.auth, filters, sort=sort)
    ]
    return attachment(csv_bytes([_EXPORTED, *rows]), f"applications-{clock.today()}.csv", media_type="text/csv")


route_handlers = [choose, confirm, export]
