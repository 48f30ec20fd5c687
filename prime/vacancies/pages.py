"""Pages: running vacancies, for operations; what everybody may see is in `public`."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, StaleVersion
from prime.core.spreadsheets import csv_bytes
from prime.kits import queries as kits
from prime.reference import queries as reference
from prime.vacancies import public, queries, rules, service, statistics
from prime.vacancies.errors import IllegalStatus
from prime.vacancies.forms import VACANCY, VacancyForm
from prime.vacancies.schemas import VacancyDetail, VacancyFacts
from prime.vacancies.tables import VacancyKind, VacancyStatus
from prime.web.charts import bar_chart
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.VACANCIES_MANAGE)]


@get("/vacancies", guards=MANAGE)
async def list_vacancies(
    request: PrimeRequest,
    *,
    q: FromQuery[str] = "",
    status: FromQuery[list[str] | None] = None,
    kind: FromQuery[list[str] | None] = None,
    grade: FromQuery[list[str] | None] = None,
    site: FromQuery[list[str] | None] = None,
    cursor: FromQuery[str] = "",
) -> Template:
    """Every vacancy with its counts."""
    chosen: dict[str, Any] = {"status": status or [], "kind": kind or [], "grade": grade or [], "site": site or []}
    return page(
        "pages/vacancies/list_vacancies.html",
        vacancies=await queries.list_vacancies(request.auth, search=q, **chosen, cursor=cursor),
        statuses={item.value: item.value.capitalize() for item in VacancyStatus},
        kinds={item.value: item.value.capitalize() for item in VacancyKind},
        grades={item.code: item.title for item in await reference.list_grades()},
        sites={"shown": "Shown", "hidden": "Hidden"},
        tones=rules.STATUS_TONES,
        chosen=chosen,
        q=q.strip(),
        cursor=cursor,
    )


async def _form_page(request: PrimeRequest, form: Bound[VacancyForm], vacancy: VacancyDetail | None, *, status: int = 200) -> Template:
    return page(
        "pages/vacancies/edit_vacancy.html",
        status=status,
        b=form,
        vacancy=vacancy,
        kinds=[(kind.value, label) for kind, label in rules.KIND_LABELS.items()],
        grades=[(str(grade.id), grade.title) for grade in await reference.list_grades()],
        kits={kit.key: kit.title for kit in await kits.list_kits(request.auth)},
        employers=[(term.value, term.text) for term in await queries.list_employers(request.auth)],
    )


def _facts(form: VacancyForm) -> VacancyFacts:
    return VacancyFacts(
        title=form.title,
        kind=form.kind,
        grade_id=form.grade_id,
        employer_id=form.employer_id,
        place=form.place,
        summary=form.summary,
        salary_from=form.salary_from_amount,
        salary_to=form.salary_to_amount,
        headcount=form.headcount,
        opens_on=form.opens_on,
        closes_on=form.closes_on,
        is_public=form.is_public,
        kit=form.kit,
        panel_size=form.panel_size,
        panel_accredited=form.panel_accredited,
    )


@get("/vacancies/new", guards=MANAGE)
async def new_vacancy(request: PrimeRequest) -> Template:
    """The form of a new vacancy."""
    return await _form_page(request, blank(VacancyForm, VACANCY, headcount=1, is_public=True), None)


@post("/vacancies/new", guards=MANAGE)
async def create_vacancy(request: PrimeRequest) -> Template | Redirect:
    """Keep a new vacancy as a draft."""
    form = bind(VacancyForm, VACANCY, await request.form())
    if form.value is None:
        return await _form_page(request, form, None, status=422)
    try:
        vacancy_id = await service.create_vacancy(request.auth, **_facts(form.value))
    except InvalidInput as refusal:
        return await _form_page(request, form.refuse(refusal), None, status=422)
    return redirect(f"/vacancies/{vacancy_id}", "The vacancy is a draft. Open it when people may apply.")


@get("/vacancies/{vacancy_id:uuid}", guards=MANAGE)
async def view_vacancy(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Template:
    """One vacancy, its counts, and what can be done with it."""
    vacancy = await queries.get_vacancy(request.auth, vacancy_id)
    return page(
        "pages/vacancies/view_vacancy.html",
        vacancy=vacancy,
        kits={kit.key: kit.title for kit in await kits.list_kits(request.auth)},
        kinds=rules.KIND_LABELS,
        tones=rules.STATUS_TONES,
        moves=rules.MOVES[vacancy.status],
    )


@get("/vacancies/{vacancy_id:uuid}/statistics", guards=MANAGE)
async def view_statistics(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Template:
    """How far people come, how long it takes, and what became of the offers."""
    vacancy, figures = await statistics.get_statistics(request.auth, vacancy_id)
    return page(
        "pages/vacancies/view_statistics.html",
        vacancy=vacancy,
        figures=figures,
        labels=rules.WAY,
        in_words=rules.in_words,
        funnel=bar_chart([(rules.WAY[stage.stage], Decimal(stage.reached)) for stage in figures.stages]),
    )


@get("/vacancies/{vacancy_id:uuid}/statistics.csv", guards=MANAGE)
async def download_statistics(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Response[bytes]:
    """The same figures for a spreadsheet: one row each, by what they are about."""
    vacancy, figures = await statistics.get_statistics(request.auth, vacancy_id)
    rows: list[tuple[object, ...]] = [("About", "Name", "Count", "Went on %", "Median days")]
    rows += [("Stage", rules.WAY[one.stage], one.reached, one.went_on_percent, one.median_days) for one in figures.stages]
    rows += [("Source", rules.in_words(one.source), one.applications, None, None) for one in figures.sources]
    rows += [("Hired by source", rules.in_words(one.source), one.hired, None, None) for one in figures.sources]
    for about, counts in (("Offer", figures.offers), ("Declined because", figures.declined), ("Ended", figures.ended)):
        rows += [(about, rules.in_words(one.name), one.count, None, None) for one in counts]
    rows += [("Post", "All", figures.headcount, None, None), ("Post", "Filled", figures.filled, None, None)]
    return attachment(csv_bytes(rows), f"{vacancy.reference}-{clock.today()}.csv", media_type="text/csv")


@get("/vacancies/{vacancy_id:uuid}/edit", guards=MANAGE)
async def edit_vacancy_form(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Template:
    """The form of a vacancy as it is."""
    v = await queries.get_vacancy(request.auth, vacancy_id)
    form = blank(
        VacancyForm,
        VACANCY,
        title=v.title,
        kind=v.kind,
        grade_id=v.grade_id,
        employer_id=v.employer_id,
        place=v.place,
        summary=v.summary,
        salary_from_amount=v.salary_from_amount,
        salary_to_amount=v.salary_to_amount,
        headcount=v.headcount,
        opens_on=v.opens_on,
        closes_on=v.closes_on,
        is_public=v.is_public,
        kit=v.kit,
        panel_size=v.panel_size,
        panel_accredited=v.panel_accredited,
        version=v.version,
    )
    return await _form_page(request, form, v)


@post("/vacancies/{vacancy_id:uuid}/edit", guards=MANAGE)
async def edit_vacancy(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the changes, unless somebody else was faster."""
    vacancy = await queries.get_vacancy(request.auth, vacancy_id)
    form = bind(VacancyForm, VACANCY, await request.form())
    if form.value is None:
        return await _form_page(request, form, vacancy, status=422)
    try:
        await service.edit_vacancy(request.auth, vacancy_id, version=form.value.version, **_facts(form.value))
    except InvalidInput as refusal:
        return await _form_page(request, form.refuse(refusal), vacancy, status=422)
    except StaleVersion as refusal:
        return await _form_page(request, form.add("", refusal.detail), vacancy, status=409)
    return redirect(f"/vacancies/{vacancy_id}", "The changes are saved.")


_COMMANDS = {"open": service.open_vacancy, "pause": service.pause_vacancy, "close": service.close_vacancy}
_DONE = {
    "open": "The vacancy is open. People can apply.",
    "pause": "The vacancy is paused. Nobody can apply until you open it again.",
    "close": "The vacancy is closed. Applications under way go on.",
}


@get("/vacancies/{vacancy_id:uuid}/close", guards=MANAGE)
async def confirm_close(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Template:
    """Ask before closing."""
    return page("pages/vacancies/close_vacancy.html", vacancy=await queries.get_vacancy(request.auth, vacancy_id))


async def _change(request: PrimeRequest, vacancy_id: UUID, verb: str) -> Redirect:
    try:
        await _COMMANDS[verb](request.auth, vacancy_id)
    except IllegalStatus as refusal:
        return redirect(f"/vacancies/{vacancy_id}", refusal.detail, kind="info")
    return redirect(f"/vacancies/{vacancy_id}", _DONE[verb])


@post("/vacancies/{vacancy_id:uuid}/open", guards=MANAGE)
async def open_vacancy(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Redirect:
    """Let people apply."""
    return await _change(request, vacancy_id, "open")


@post("/vacancies/{vacancy_id:uuid}/pause", guards=MANAGE)
async def pause_vacancy(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Redirect:
    """Stop new applications for a while."""
    return await _change(request, vacancy_id, "pause")


@post("/vacancies/{vacancy_id:uuid}/close", guards=MANAGE)
async def close_vacancy(request: PrimeRequest, vacancy_id: FromPath[UUID]) -> Redirect:
    """Stop new applications."""
    return await _change(request, vacancy_id, "close")


router = Router(
    path="/",
    route_handlers=[
        *public.route_handlers,
        list_vacancies,
        new_vacancy,
        create_vacancy,
        view_vacancy,
        view_statistics,
        download_statistics,
        edit_vacancy_form,
        edit_vacancy,
        open_vacancy,
        pause_vacancy,
        confirm_close,
        close_vacancy,
    ],
    include_in_schema=False,
)
