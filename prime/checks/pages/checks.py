"""Pages of pre-employment checks: what is due, the set of a candidate for operations, one's own progress for the candidate."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.candidates import queries as candidates
from prime.candidates.schemas import ApplicationDetail
from prime.candidates.tables import Stage
from prime.checks import queries, register, rules, service
from prime.checks.forms import CHECK, CheckForm
from prime.checks.pages.common import RECORD, PrimeRequest, one
from prime.checks.schemas import CheckIn, CheckOut
from prime.checks.tables import CheckKind, CheckStatus
from prime.core import clock, storage
from prime.core.errors import InvalidInput
from prime.core.fields import UploadedFile
from prime.core.formats import govdate, local
from prime.uploads import queries as uploads
from prime.uploads import rules as upload_rules
from prime.uploads.errors import NotScanned
from prime.uploads.schemas import Sent
from prime.uploads.tables import Purpose
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page


@get("/checks", guards=RECORD)
async def list_due(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """What lapses or must be looked at again soon, of everybody who works here or is about to."""
    due = await queries.list_due(request.auth, cursor=cursor)
    asked = [] if cursor else await queries.list_asked(request.auth)
    due_soon = (await queries.periods(clock.today())).due_soon
    return page("pages/checks/list_due.html", due=due, cursor=cursor, today=clock.today(), asked=asked, due_soon=due_soon)


@get("/candidates/{application_id:uuid}/checks", guards=RECORD)
async def list_checks(request: PrimeRequest, application_id: FromPath[UUID]) -> Template:
    """The nine checks of the person behind an application, and what keeps them from starting on the first day."""
    application = await candidates.get_application(request.auth, application_id)
    starts_on = await queries.first_day(application_id)
    checks = await queries.list_checks(request.auth, application.candidate_id, starts_on=starts_on)
    return page(
        "pages/checks/list_checks.html",
        no_store=True,
        application=application,
        checks=checks,
        starts_on=starts_on,
        blocking=[check for check in checks if not check.is_clear],
        lapsing=[check for check in checks if check.is_clear and not check.holds_at_start],
        guides=rules.GUIDES,
        refereed=await queries.refereed(application.candidate_id),
        states={check.kind: _state(check) for check in checks},
        facts={check.kind: _facts(check) for check in checks},
    )


def _state(check: CheckOut) -> tuple[str, str]:
    """What is said of a check, and in which colour; a lapsed one is open again."""
    tones = {CheckStatus.OPEN: "blue", CheckStatus.CLEAR: "green", CheckStatus.NOT_CLEAR: "red", CheckStatus.NOT_NEEDED: "grey"}
    if check.overridden_until:
        return f"Overridden until {govdate(check.overridden_until)}", "orange"
    if check.status is CheckStatus.CLEAR and not check.is_clear:
        return "Lapsed", "orange"
    if check.is_clear and not check.holds_at_start:
        return "Lapses before the start", "orange"
    return rules.STATUS_LABELS[check.status], tones[check.status]


def _facts(check: CheckOut) -> list[str]:
    """What was noted of a check, in the order of its form."""
    guide = rules.GUIDES[check.kind]
    return [
        fact
        for fact in (
            check.reference,
            guide.methods[check.method] if check.method else "",
            check.second_document,
            rules.REGISTER_LABELS[check.register_status] if check.register_status else "",
            f"Conditions: {check.conditions}" if check.conditions else "",
            rules.LEVEL_LABELS[check.level] if check.level else "",
            "discloses something" if check.discloses else "",
            f"issued {govdate(check.issued_on)}" if check.issued_on else "",
            rules.RESULT_LABELS[check.status_result] if check.status_result else "",
            " ".join(filter(None, (check.awarded_by, str(check.awarded_in or "")))),
            check.countries,
            check.detail,
        )
        if fact
    ]


async def _seen(request: PrimeRequest, check: CheckOut) -> dict[str, Any]:
    """What the register said after the check was last recorded, for its form."""
    lookups = await queries.list_lookups(request.auth, check.id) if check.kind is CheckKind.SWE_REGISTRATION else []
    if not lookups or (check.recorded_at is not None and lookups[0].looked_up_at <= check.recorded_at):
        return {}
    seen = lookups[0]
    return {
        "reference": seen.number,
        "register_status": seen.register_status,
        "conditions": seen.conditions,
        "expires_on": seen.registered_until,
        "recheck_on": None,
        "checked_on": local(seen.looked_up_at).date(),
    }


async def _record_page(
    request: PrimeRequest, application: ApplicationDetail, check: CheckOut, form: Bound[CheckForm], *, status: int = 200
) -> Template:
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
        periods=await queries.periods(clock.today()),
        refereed=await queries.refereed(application.candidate_id),
        statuses=[(status.value, rules.STATUS_LABELS[status]) for status in statuses],
        methods=[(method.value, label) for method, label in guide.methods.items()],
        levels=rules.LEVEL_LABELS,
        results=rules.RESULT_LABELS,
        register_states=rules.REGISTER_LABELS,
        evidence=await uploads.find_upload(request.auth, Purpose.CHECK_EVIDENCE, check.id),
        takes_file=check.kind is not CheckKind.DBS,
        accept=upload_rules.EVIDENCE.accept,
        unscanned_allowed=uploads.unscanned_allowed(),
        lookups=await queries.list_lookups(request.auth, check.id) if check.kind is CheckKind.SWE_REGISTRATION else [],
        is_connected=register.is_connected(),
        same_name=register.SAME_NAME,
        like_name=register.LIKE_NAME,
    )


@post("/candidates/{application_id:uuid}/register-look-up", guards=[*RECORD, rate_limited("register", limit=60, seconds=3600)])
async def look_up(request: PrimeRequest, application_id: FromPath[UUID]) -> Redirect:
    """Ask the register, and go on with its answer in the form."""
    application, check = await one(request, application_id, CheckKind.SWE_REGISTRATION)
    here = f"/candidates/{application_id}/checks/{check.kind}"
    try:
        entry = await register.look_up(register.connect(application.name), application.swe_number)
    except (register.RegisterAway, register.NotConnected) as away:
        return redirect(here, away.detail, kind="info")
    await service.keep_lookup(request.auth, check.id, application.swe_number, entry)
    return redirect(here, "The register has answered. Read it, and record the check." if entry else "The register does not know this number.")


@get("/candidates/{application_id:uuid}/checks/{kind:str}", guards=RECORD)
async def record_form(request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str]) -> Template:
    """The form of one check, with what is known."""
    application, check = await one(request, application_id, kind)
    known: dict[str, Any] = {"checked_on": clock.today()}
    if check.kind is CheckKind.SWE_REGISTRATION:
        known |= {"reference": application.swe_number, "expires_on": rules.registration_ends(clock.today())}
    if check.status is not CheckStatus.OPEN:
        known = {name: getattr(check, name) for name in CheckForm.model_fields if name != "file"}
    known |= await _seen(request, check)
    return await _record_page(request, application, check, blank(CheckForm, CHECK, **known))


@post("/candidates/{application_id:uuid}/checks/{kind:str}", guards=[*RECORD, rate_limited("evidence", limit=200, seconds=3600)])
async def record(request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str]) -> Template | Redirect:
    """Record what came of a check."""
    application, check = await one(request, application_id, kind)
    form = bind(CheckForm, CHECK, await request.form())
    if form.value is None:
        return await _record_page(request, application, check, form, status=422)
    try:
        sent = await _sent(form.value.file)
        await service.record_check(request.auth, check.id, CheckIn(**form.value.model_dump(exclude={"file"})), sent=sent)
    except InvalidInput as refusal:
        return await _record_page(request, application, check, form.refuse(refusal), status=422)
    after = await candidates.get_application(request.auth, application_id)
    if form.value.discloses and form.value.status is CheckStatus.NOT_CLEAR:
        return redirect(f"/candidates/{application_id}/dbs-assessment", "The candidate is asked to tell us about it.")
    ready = " That was the last one: the candidate is ready to start." if after.stage is Stage.READY and application.stage is Stage.CHECKS else ""
    return redirect(f"/candidates/{application_id}/checks", f"{check.label}: {rules.STATUS_LABELS[form.value.status].lower()}.{ready}")


async def _sent(file: UploadedFile | None) -> Sent | None:
    """A file that was chosen, put into the store.

    Raises:
        InvalidInput: it is not of a kind that we take.
    """
    if file is None:
        return None
    content = await file.read(upload_rules.MAX_BYTES + 1)
    file_type = upload_rules.file_type(content)
    if (fault := upload_rules.fault(content, upload_rules.EVIDENCE)) or file_type is None:
        raise InvalidInput.field("file", fault)
    return Sent(await storage.put(content), file_type, file.filename)


@get("/candidates/{application_id:uuid}/checks/{kind:str}/evidence/{upload_id:uuid}", guards=RECORD)
async def take_evidence(
    request: PrimeRequest, application_id: FromPath[UUID], kind: FromPath[str], upload_id: FromPath[UUID]
) -> Response[bytes] | Redirect:
    """The copy of what was seen, to be saved; it is noted who took it."""
    _, check = await one(request, application_id, kind)
    try:
        file = await service.take_evidence(request.auth, check.id, upload_id)
    except NotScanned as refusal:
        return redirect(f"/candidates/{application_id}/checks/{kind}", refusal.detail, kind="info")
    return attachment(await storage.read(file.sha256), file.filename, media_type="application/octet-stream")


@get("/my-checks", guards=[Requires(Permission.APPLICATIONS_OWN)])
async def my_checks(request: PrimeRequest) -> Template:
    """How far one's own checks are."""
    checks = await queries.list_own(request.auth)
    tasks = [
        {"title": check.label, "hint": f"Until {govdate(check.expires_on)}" if check.expires_on else None, **_progress(check)} for check in checks
    ]
    return page(
        "pages/checks/my_checks.html",
        no_store=True,
        tasks=tasks,
        open_count=sum(not check.is_clear for check in checks),
        disclosure=await queries.own_assessment(request.auth),
    )


def _progress(check: CheckOut) -> dict[str, str]:
    """The state of a check in the words that its subject reads."""
    if check.overridden_until:
        return {"status": f"You may start without it until {govdate(check.overridden_until)}", "tone": "yellow"}
    if check.is_clear:
        return {"status": "Completed"}
    return {"status": "We will write to you" if check.status is CheckStatus.NOT_CLEAR else "In progress", "tone": "blue"}


route_handlers = [list_due, list_checks, look_up, record_form, record, take_evidence, my_checks]
