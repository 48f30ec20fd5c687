"""Lists of people: send one, say what its columns hold, look at what would happen, take it in."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.spreadsheets import csv_bytes
from prime.talent import person_list, queries, service
from prime.talent.errors import ListClosed
from prime.talent.forms import COLUMNS, LIST, ColumnsForm, ListForm
from prime.talent.schemas import ListOut
from prime.talent.tables import ListStatus
from prime.vacancies import queries as vacancies
from prime.vacancies.tables import VacancyStatus
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]
LISTS = "/candidates/lists"
MOST_SHOWN = 100  # of the faults of one list; its CSV holds them all


@get(LISTS, guards=MANAGE)
async def list_lists(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """The lists that were imported."""
    return page("pages/talent/list_lists.html", lists_found=await queries.list_lists(request.auth, cursor), cursor=cursor)


async def _new_page(request: PrimeRequest, form: Bound[ListForm], *, status: int = 200) -> Template:
    open_ones = await vacancies.list_vacancies(request.auth, status=[VacancyStatus.OPEN.value], size=200)
    roles = [(str(vacancy.id), f"{vacancy.title}, {vacancy.place} ({vacancy.reference})") for vacancy in open_ones.items]
    return page("pages/talent/new_list.html", status=status, b=form, roles=roles, limit=person_list.MAX_ROWS, megabytes=person_list.MAX_MEGABYTES)


@get(LISTS + "/new", guards=MANAGE)
async def new_list(request: PrimeRequest) -> Template:
    """Choose a file, and what it is for."""
    return await _new_page(request, blank(ListForm, LIST))


@post(LISTS + "/new", guards=MANAGE, status_code=200)
async def read_list(request: PrimeRequest) -> Template | Redirect:
    """Read the file; nobody is taken in yet."""
    form = bind(ListForm, LIST, await request.form())
    if form.value is not None and form.value.target == "vacancy" and form.value.vacancy_id is None:
        form.add("vacancy_id", LIST["vacancy_id"]["*"])
    if form.value is None or form.errors:
        return await _new_page(request, form, status=422)
    sent = form.value
    content = await sent.file.read(person_list.MAX_MEGABYTES * 1024 * 1024 + 1)
    vacancy_id = sent.vacancy_id if sent.target == "vacancy" else None
    try:
        list_id = await service.read_list(request.auth, filename=sent.file.filename, origin=sent.origin, content=content, vacancy_id=vacancy_id)
    except InvalidInput as refusal:
        return await _new_page(request, form.refuse(refusal), status=422)
    return Redirect(f"{LISTS}/{list_id}/columns", status_code=303)


@get(LISTS + "/example.csv", guards=MANAGE)
async def example() -> Response[bytes]:
    """An example with the headings."""
    return attachment(csv_bytes(line.split(",") for line in person_list.EXAMPLE), "people-example.csv", media_type="text/csv")


def _columns_page(found: ListOut, form: Bound[ColumnsForm], *, status: int = 200) -> Template:
    return page(
        "pages/talent/choose_columns.html",
        status=status,
        b=form,
        found=found,
        facts=[(name, label, name in person_list.NEEDED) for name, (label, _) in person_list.COLUMNS.items()],
        options=[(str(at), heading or f"Column {at + 1}, without a heading") for at, heading in enumerate(found.headings)],
    )


async def _still_read(request: PrimeRequest, list_id: UUID) -> ListOut:
    found = await queries.get_list(request.auth, list_id)
    if found.status is not ListStatus.READ:
        raise ListClosed("It was taken in already. Import a new list.")
    return found


@get(LISTS + "/{list_id:uuid}/columns", guards=MANAGE)
async def columns_form(request: PrimeRequest, list_id: FromPath[UUID]) -> Template:
    """Which column holds what, as far as the headings say."""
    found = await _still_read(request, list_id)
    return _columns_page(found, blank(ColumnsForm, COLUMNS, **found.columns))


@post(LISTS + "/{list_id:uuid}/columns", guards=MANAGE, status_code=200)
async def choose_columns(request: PrimeRequest, list_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the columns and go on to look at the rows."""
    found = await _still_read(request, list_id)
    form = bind(ColumnsForm, COLUMNS, await request.form())
    if form.value is None:
        return _columns_page(found, form, status=422)
    chosen = {name: at for name, at in form.value.model_dump().items() if at is not None}
    try:
        await service.choose_columns(request.auth, list_id, chosen)
    except InvalidInput as refusal:
        return _columns_page(found, form.refuse(refusal), status=422)
    return Redirect(f"{LISTS}/{list_id}", status_code=303)


@get(LISTS + "/{list_id:uuid}", guards=MANAGE)
async def view_list(request: PrimeRequest, list_id: FromPath[UUID]) -> Template | Redirect:
    """What taking it in would do; afterwards, what it did."""
    found = await queries.get_list(request.auth, list_id)
    if found.status is ListStatus.READ and person_list.misplaced(found.columns, found.headings):
        return Redirect(f"{LISTS}/{list_id}/columns", status_code=303)
    return page(
        "pages/talent/view_list.html",
        found=found,
        reading=await queries.reading(request.auth, list_id) if found.status is ListStatus.READ else None,
        faults=await queries.list_faults(request.auth, list_id),
        outcomes=[row for row in await queries.list_outcomes(request.auth, list_id) if row.candidate_reference],
        most=MOST_SHOWN,
        refresh=5 if found.status is ListStatus.ORDERED else None,
    )


@get(LISTS + "/{list_id:uuid}/faults.csv", guards=MANAGE)
async def faults_file(request: PrimeRequest, list_id: FromPath[UUID]) -> Response[bytes]:
    """What is wrong, to mend the list by."""
    rows = [(fault.row, fault.column, fault.detail) for fault in await queries.list_faults(request.auth, list_id)]
    return attachment(csv_bytes([("Row", "Column", "What is wrong"), *rows]), "refused-rows.csv", media_type="text/csv")


@post(LISTS + "/{list_id:uuid}/take-in", guards=MANAGE)
async def order_list(request: PrimeRequest, list_id: FromPath[UUID]) -> Redirect:
    """Take it in."""
    await service.order_list(request.auth, list_id)
    return redirect(f"{LISTS}/{list_id}", "The list is being taken in.")


@post(LISTS + "/{list_id:uuid}/discard", guards=MANAGE)
async def discard_list(request: PrimeRequest, list_id: FromPath[UUID]) -> Redirect:
    """Throw it away."""
    await service.discard_list(request.auth, list_id)
    return redirect(LISTS, "The list is thrown away.")


route_handlers = [list_lists, new_list, read_list, example, columns_form, choose_columns, view_list, faults_file, order_list, discard_list]
