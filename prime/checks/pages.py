"""Pages of pre-employment checks: the set of a candidate for operations, one's own progress for the candidate."""

from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import Stage
from prime.checks import queries, rules, service
from prime.checks.forms import CHECK, CheckForm
from prime.checks.schemas import CheckOut
from prime.checks.tables import CheckKind, CheckStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, NotFound
from prime.core.formats import govdate
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
RECORD = [Requires(Permission.CHECKS_RECORD)]


@get("/candidates/{application_id:uuid}/checks", guards=RECORD)
async def list_checks(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """The nine checks of the person behind an application, and what still keeps them from starting."""
    application = await candidates.get_application(request.auth, application_id)
    checks = await queries.list_checks(request.auth, application.candidate_id)
    return page(
        "pages/checks/list_checks.html",
        no_store=True,
        application=application,
        checks=checks,
        blocking=[check.label for check in checks if not check.is_clear],
        guides=rules.GUIDES,
        states=_states(checks),
    )


def _states(checks: list[CheckOut]) -> dict[CheckKind, tuple[str, str]]:
    """What is said of each check, and in which colour; a lapsed one is open again."""
    tones = {CheckStatus.OPEN: "blue", CheckStatus.CLEAR: "green", CheckStatus.NOT_CLEAR: "red", CheckStatus.NOT_NEEDED: "grey"}
    return {
        check.kind: ("Lapsed", "orange")
        if check.status is CheckStatus.CLEAR and not check.is_clear
        else (rules.STATUS_LABELS[check.status], tones[check.status])
        for check in checks
    }


async def _one(request: PrimeRequest, application_id: UUID, kind: str) -> tuple[ApplicationDetail, CheckOut]:
    application = await candidates.get_application(request.auth, application_id)
    checks = await queries.list_checks(request.auth, application.candidate_id)
    found = next((check for check in checks if check.kind == kind), None)
    if found is None:
        raise NotFound
    return application, found


def _record_page(application: ApplicationDetail, check: CheckOut, form: Bound[CheckForm], *, status: int = 200) -> Template:
    guide = rules.GUIDES[check.kind]
    statuses = [CheckStatus.CLEAR, CheckStatus.NOT_CLEAR, *([CheckStatus.NOT_NEEDED] if check.kind is CheckKind.OVERSEAS else []), CheckStatus.OPEN]
    return page(
        "pages/checks/record_check.html",
        status=status,
        no_store=True,
        b=form,
        application=application,
        check=check,
        guide=guide,
        statuses=[(status.value, rules.STATUS_LABELS[status]) for status in statuses],
        methods=[(method.value, label) for method, label in guide.methods.items()],
        lapses=check.kind in {CheckKind.RIGHT_TO_WORK, CheckKind.DBS, CheckKind.SWE_REGISTRATION},
    )


@get("/candidates/{application_id:uuid}/checks/{kind:str}", guards=RECORD)
async def record_form(request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str]) -> Template:
    """The form of one check, with what is known."""
    application, check = await _one(request, application_id, kind)
    known: dict[str, Any] = {"checked_on": clock.today()}
    if check.kind is CheckKind.SWE_REGISTRATION:
        known |= {"reference": application.swe_number, "expires_on": rules.registration_ends(clock.today())}
    if check.status is not CheckStatus.OPEN:
        known = {name: getattr(check, name) for name in CheckForm.model_fields}
    return _record_page(application, check, blank(CheckForm, CHECK, **known))


@post("/candidates/{application_id:uuid}/checks/{kind:str}", guards=RECORD)
async def record(request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str]) -> Template | Redirect:
    """Record what came of a check."""
    application, check = await _one(request, application_id, kind)
    form = bind(CheckForm, CHECK, await request.form())
    if form.value is None:
        return _record_page(application, check, form, status=422)
    try:
        await service.record_check(request.auth, check.id, **form.value.model_dump())
    except InvalidInput as refusal:
        return _record_page(application, check, form.refuse(refusal), status=422)
    after = await candidates.get_application(request.auth, application_id)
    ready = " That was the last one: the candidate is ready to start." if after.stage is Stage.READY and application.stage is Stage.CHECKS else ""
    return redirect(f"/candidates/{application_id}/checks", f"{check.label}: {rules.STATUS_LABELS[form.value.status].lower()}.{ready}")


@get("/my-checks", guards=[Requires(Permission.APPLICATIONS_OWN)])
async def my_checks(request: PrimeRequest) -> Template:
    """How far one's own checks are."""
    checks = await queries.list_own(request.auth)
    tasks = [
        {"title": check.label, "hint": f"Until {govdate(check.expires_on)}" if check.expires_on else None, **_progress(check)} for check in checks
    ]
    return page("pages/checks/my_checks.html", no_store=True, tasks=tasks, open_count=sum(not check.is_clear for check in checks))


def _progress(check: CheckOut) -> dict[str, str]:
    """The state of a check in the words that its subject reads."""
    if check.is_clear:
        return {"status": "Completed"}
    return {"status": "We will write to you" if check.status is CheckStatus.NOT_CLEAR else "In progress", "tone": "blue"}


router = Router(path="/", route_handlers=[list_checks, record_form, record, my_checks], include_in_schema=False)
