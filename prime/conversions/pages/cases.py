"""Cases: the funnel and the list, opening one, its workings, its way to a permanent post."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.audit import queries as audit
from prime.candidates.errors import AlreadyApplied, RoleNotOpen
from prime.clients import queries as clients
from prime.conversions import queries, rules, savings, service
from prime.conversions.errors import CaseExists, WrongStage
from prime.conversions.forms import APPLICATION, CASE, CLOSE, TERMS, ApplicationForm, CaseForm, CloseForm, TermsForm
from prime.conversions.pages.workers import JOB_TYPES
from prime.conversions.schemas import CaseDetail, CaseTerms, WorkerOut
from prime.conversions.tables import CaseStage
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.formats import number
from prime.reference import queries as reference
from prime.web.charts import bar_chart
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.CONVERSIONS_READ)]
MANAGE = [Requires(Permission.CONVERSIONS_MANAGE)]

HIRE_OPTIONS = [
    ("yes", "Yes", "The fee may be due"),
    ("no", "No", "No fee can be enforced"),
    ("unknown", "Not known", "The fee is counted until somebody has read the contract"),
]
_OPTION: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}


@get("/", guards=READ)
async def list_cases(
    request: PrimeRequest, client: FromQuery[list[UUID] | None] = None, stage: FromQuery[list[str] | None] = None, cursor: FromQuery[str] = ""
) -> Template:
    """How far agency workers have come, and every case."""
    labels = {stage.value: label for stage, label in rules.STAGE_LABELS.items()}
    steps, closed = await queries.funnel(request.auth, client_ids=client or [])
    saved, expected = await queries.savings(request.auth, client_ids=client or [])
    counts = dict(steps)
    return page(
        "pages/conversions/list_cases.html",
        cases=await queries.list_cases(request.auth, client_ids=client or [], stages=stage or [], cursor=cursor),
        funnel=bar_chart(steps),
        finding=f"of {counts['Agency workers']} agency workers and {counts['Case opened']} cases, {counts['Permanent']} have become permanent",
        counts=counts,
        live=counts["Case opened"] - counts["Permanent"],
        closed=closed,
        saved=saved,
        expected=expected,
        labels=labels,
        chosen=[value for value in stage or [] if value in labels],
        councils=dict(await clients.choices(request.auth)),
        chosen_councils=[str(item) for item in client or []],
        cursor=cursor,
    )


async def _case_form(request: PrimeRequest, worker: WorkerOut, form: Bound[CaseForm], *, status: int = 200) -> Template:
    employers = await queries.employers(request.auth, worker.client_id)
    share = {True: "Lowers the council's agency share in its return to the DfE", False: "Does not lower the council's agency share"}
    return page(
        "pages/conversions/open_case.html",
        status=status,
        b=form,
        worker=worker,
        job_types=JOB_TYPES,
        employers=[(str(row.id), row.name, share[row.lowers_agency_share]) for row in employers],
        grades=[(str(row.id), row.title) for row in await reference.list_grades()],
        hire_options=HIRE_OPTIONS,
    )


@get("/workers/{worker_id:uuid}/case", guards=MANAGE)
async def new_case(request: PrimeRequest, worker_id: FromPath[UUID]) -> Template | Redirect:
    """Who is to employ the worker, in which grade, on what terms."""
    worker = await queries.get_worker(request.auth, worker_id)
    if worker.has_live_case:
        return redirect(f"/conversions/cases/{worker.case_id}", f"{worker.name} has a case already.", kind="info")
    grades = [row for row in await reference.list_grades() if row.agency_job_type is worker.job_type and row.level > rules.NEWLY_QUALIFIED]
    salary = (await savings.typical_salaries(clock.today())).get(worker.job_type)
    known = {
        "grade_id": grades[0].id if grades else None,
        "annual_amount": number(salary, 2).replace(",", "") if salary else None,
        "has_extended_hire_option": "unknown",
    }
    return await _case_form(request, worker, blank(CaseForm, CASE, **known))


@post("/workers/{worker_id:uuid}/case", guards=MANAGE, status_code=200)
async def open_case(request: PrimeRequest, worker_id: FromPath[UUID]) -> Template | Redirect:
    """Open the case with its saving."""
    worker = await queries.get_worker(request.auth, worker_id)
    form = bind(CaseForm, CASE, await request.form())
    if form.value is None:
        return await _case_form(request, worker, form, status=422)
    v = form.value
    try:
        case_id = await service.open_case(
            request.auth,
            worker_id,
            employer_id=v.employer_id,
            grade_id=v.grade_id,
            annual_amount=v.annual_amount,
            fee_amount=v.fee_amount,
            has_extended_hire_option=_OPTION[v.has_extended_hire_option],
            engaged_on=v.engaged_on,
        )
    except InvalidInput as refusal:
        return await _case_form(request, worker, form.refuse(refusal), status=422)
    except (CaseExists, *savings.UNKNOWN) as refusal:
        return await _case_form(request, worker, form.add("", refusal.detail), status=409)
    return redirect(f"/conversions/cases/{case_id}", f"The case for {worker.name} is open.")


@get("/cases/{case_id:uuid}", guards=READ)
async def view_case(request: PrimeRequest, case_id: FromPath[UUID]) -> Template:
    """One case: where it stands, what it saves and why."""
    case = await queries.get_case(request.auth, case_id)
    may_manage = request.auth.can(Permission.CONVERSIONS_MANAGE)
    history = await audit.history_of([case_id]) if may_manage else []
    return page(
        "pages/conversions/view_case.html",
        case=case,
        may_manage=may_manage,
        is_live=case.stage in rules.LIVE,
        way=[(label, _standing(case, stage)) for stage, label in rules.STAGE_LABELS.items() if stage in rules.WAY],
        labels=rules.STAGE_LABELS,
        timeline=[{"title": entry.summary, "text": f"By {entry.actor_name}", "at": entry.at} for entry in history],
    )


def _standing(case: CaseDetail, stage: CaseStage) -> str:
    if case.stage is CaseStage.CLOSED:
        return "closed"
    here, there = rules.WAY.index(case.stage), rules.WAY.index(stage)
    return "done" if there < here or case.stage is CaseStage.CONVERTED else "here" if there == here else "ahead"


@post("/cases/{case_id:uuid}/approach", guards=MANAGE)
async def approach(request: PrimeRequest, case_id: FromPath[UUID]) -> Redirect:
    """The worker was told of the post."""
    try:
        await service.approach(request.auth, case_id)
    except WrongStage as refusal:
        return redirect(f"/conversions/cases/{case_id}", refusal.detail, kind="info")
    return redirect(f"/conversions/cases/{case_id}", "Noted: they were approached.")


@post("/cases/{case_id:uuid}/interested", guards=MANAGE)
async def mark_interested(request: PrimeRequest, case_id: FromPath[UUID]) -> Redirect:
    """The worker would like to be permanent."""
    try:
        await service.mark_interested(request.auth, case_id)
    except WrongStage as refusal:
        return redirect(f"/conversions/cases/{case_id}", refusal.detail, kind="info")
    return redirect(f"/conversions/cases/{case_id}", "Noted: they are interested.")


async def _application_page(case: CaseDetail, form: Bound[ApplicationForm], *, status: int = 200) -> Template:
    vacancies = await queries.conversion_vacancies(case.employer_id, clock.today())
    return page("pages/conversions/start_application.html", status=status, b=form, case=case, vacancies=vacancies)


@get("/cases/{case_id:uuid}/application", guards=MANAGE)
async def new_application(request: PrimeRequest, case_id: FromPath[UUID]) -> Template:
    """Which conversion role they apply for."""
    case = await queries.get_case(request.auth, case_id)
    return await _application_page(case, blank(ApplicationForm, APPLICATION, email=case.worker_email))


@post("/cases/{case_id:uuid}/application", guards=MANAGE, status_code=200)
async def start_application(request: PrimeRequest, case_id: FromPath[UUID]) -> Template | Redirect:
    """Apply in the worker's name."""
    case = await queries.get_case(request.auth, case_id)
    form = bind(ApplicationForm, APPLICATION, await request.form())
    if form.value is None:
        return await _application_page(case, form, status=422)
    try:
        await service.start_application(request.auth, case_id, **form.value.model_dump())
    except InvalidInput as refusal:
        return await _application_page(case, form.refuse(refusal), status=422)
    except (WrongStage, RoleNotOpen, AlreadyApplied) as refusal:
        return await _application_page(case, form.add("", refusal.detail), status=409)
    return redirect(f"/conversions/cases/{case_id}", "The application is under way. They get an email about it.")


async def _close_page(case: CaseDetail, form: Bound[CloseForm], *, status: int = 200) -> Template:
    return page("pages/conversions/close_case.html", status=status, b=form, case=case)


@get("/cases/{case_id:uuid}/close", guards=MANAGE)
async def confirm_close(request: PrimeRequest, case_id: FromPath[UUID]) -> Template:
    """Ask why, before the case is closed for good."""
    return await _close_page(await queries.get_case(request.auth, case_id), blank(CloseForm, CLOSE))


@post("/cases/{case_id:uuid}/close", guards=MANAGE, status_code=200)
async def close(request: PrimeRequest, case_id: FromPath[UUID]) -> Template | Redirect:
    """Close the case."""
    case = await queries.get_case(request.auth, case_id)
    form = bind(CloseForm, CLOSE, await request.form())
    if form.value is None:
        return await _close_page(case, form, status=422)
    try:
        await service.close(request.auth, case_id, form.value.reason)
    except WrongStage as refusal:
        return redirect(f"/conversions/cases/{case_id}", refusal.detail, kind="info")
    return redirect(f"/conversions/cases/{case_id}", "The case is closed.")


async def _terms_page(case: CaseDetail, form: Bound[TermsForm], *, status: int = 200) -> Template:
    return page("pages/conversions/change_terms.html", status=status, b=form, case=case, hire_options=HIRE_OPTIONS)


@get("/cases/{case_id:uuid}/terms", guards=MANAGE)
async def edit_terms(request: PrimeRequest, case_id: FromPath[UUID]) -> Template:
    """Change what the saving is reckoned from."""
    case = await queries.get_case(request.auth, case_id)
    known = msgspec.structs.asdict(case.workings.terms)
    known["has_extended_hire_option"] = {value: word for word, value in _OPTION.items()}[case.workings.terms.has_extended_hire_option]
    return await _terms_page(case, blank(TermsForm, TERMS, **known))


@post("/cases/{case_id:uuid}/terms", guards=MANAGE, status_code=200)
async def change_terms(request: PrimeRequest, case_id: FromPath[UUID]) -> Template | Redirect:
    """Reckon the saving again."""
    case = await queries.get_case(request.auth, case_id)
    form = bind(TermsForm, TERMS, await request.form())
    if form.value is None:
        return await _terms_page(case, form, status=422)
    values = form.value.model_dump() | {"has_extended_hire_option": _OPTION[form.value.has_extended_hire_option]}
    try:
        await service.reckon_again(request.auth, case_id, CaseTerms(**values))
    except InvalidInput as refusal:
        return await _terms_page(case, form.refuse(refusal), status=422)
    except (WrongStage, *savings.UNKNOWN) as refusal:
        return await _terms_page(case, form.add("", refusal.detail), status=409)
    return redirect(f"/conversions/cases/{case_id}", "The saving is calculated again.")


route_handlers = [
    list_cases,
    new_case,
    open_case,
    view_case,
    approach,
    mark_interested,
    new_application,
    start_application,
    confirm_close,
    close,
    edit_terms,
    change_terms,
]
