"""The work history of an application: its jobs, one on a page, and what was done in between (C4)."""

import re
import secrets

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import PUBLIC
from prime.candidates import answers as sound
from prime.candidates import history
from prime.candidates.forms import GAP, JOB, GapForm, JobForm
from prime.candidates.pages import drafted
from prime.candidates.pages.apply_questions import LATER, SAVE, onward
from prime.candidates.pages.drafted import Drafted, PrimeRequest, gap_key, job_of, judged_job
from prime.candidates.schemas import Gap, Job
from prime.core import clock
from prime.core.errors import NotFound
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

# The browser brings the key of a new job, so that a form sent twice makes one.
_KEY = re.compile(r"[0-9a-f]{8}")


@get("/roles/{reference:str}/apply/history", guards=[PUBLIC])
async def list_history(request: PrimeRequest, reference: FromPath[str]) -> Template:
    """The jobs so far, and the gaps between them."""
    draft = await drafted.read(request, reference)
    unfinished = [(key, form) for key, form in draft.jobs.items() if form.value is None]
    entries: list[tuple[str, Job | Gap, str]] = [("job", job, f"jobs/{key}") for key, job in draft.sound_jobs.items()]
    entries += [("gap", gap, f"gaps/{gap.began_on:%Y-%m}") for gap in draft.gaps]
    entries.sort(key=lambda entry: entry[1].began_on, reverse=True)
    return page(
        "pages/candidates/apply_history.html",
        no_store=True,
        role=draft.role,
        here=f"{draft.path}/history",
        entries=entries,
        unfinished=unfinished,
        kinds=sound.JOB_KIND_LABELS,
        months=sound.months,
        first=history.window(clock.today())[0],
        is_complete=not draft.faults_of(*drafted.HISTORY),
        has_room=len(draft.jobs) < history.JOBS_MAX,
        new_key=secrets.token_hex(4),
        onward=onward(draft, ""),
    )


def _checked_key(draft: Drafted, key: str) -> str:
    if not _KEY.fullmatch(key) or (key not in draft.jobs and len(draft.jobs) >= history.JOBS_MAX):
        raise NotFound
    return key


def _job_page(draft: Drafted, key: str, form: Bound[JobForm], *, status: int = 200) -> Template:
    return page(
        "pages/candidates/apply_job.html",
        status=status,
        no_store=True,
        b=form,
        role=draft.role,
        back=f"{draft.path}/history",
        here=f"{draft.path}/history/jobs/{key}",
        kinds=sound.JOB_KIND_LABELS,
        is_known=key in draft.jobs,
    )


@get("/roles/{reference:str}/apply/history/jobs/{key:str}", guards=[PUBLIC])
async def ask_job(request: PrimeRequest, reference: FromPath[str], key: FromPath[str]) -> Template:
    """The questions about one job."""
    draft = await drafted.read(request, reference)
    form = blank(JobForm, JOB)
    if (known := draft.jobs.get(_checked_key(draft, key))) is not None:
        form.raw.update(known.raw)
    return _job_page(draft, key, form)


@post("/roles/{reference:str}/apply/history/jobs/{key:str}", guards=SAVE, request_max_body_size=drafted.BODY_MAX)
async def answer_job(request: PrimeRequest, reference: FromPath[str], key: FromPath[str]) -> Template | Redirect:
    """Keep a job, sound or not, or take it out again."""
    before = await drafted.read(request, reference)
    sent = await request.form()
    if sent.get("then") == "remove":
        draft, made = await drafted.keep(request, before, {"jobs": {_checked_key(before, key): None}})
        return drafted.with_cookie(redirect(f"{draft.path}/history", "The job is removed."), made)
    form = judged_job(bind(JobForm, JOB, sent).raw)
    draft, made = await drafted.keep(request, before, {"jobs": {_checked_key(before, key): form.raw}})
    if sent.get("then") == LATER:
        return drafted.with_cookie(Redirect(onward(draft, LATER), status_code=303), made)
    if form.value is None:
        return drafted.with_cookie(_job_page(draft, key, form, status=422), made)
    return drafted.with_cookie(redirect(f"{draft.path}/history", f"{job_of(form.value).employer} is saved."), made)


def _gap(draft: Drafted, month: str) -> Gap | None:
    return next((gap for gap in draft.gaps if f"{gap.began_on:%Y-%m}" == month), None)


def _closed(draft: Drafted) -> Redirect:
    return redirect(f"{draft.path}/history", "Your work history has no such gap any more.", kind="info")


def _gap_page(draft: Drafted, gap: Gap, form: Bound[GapForm], *, status: int = 200) -> Template:
    return page(
        "pages/candidates/apply_gap.html",
        status=status,
        no_store=True,
        b=form,
        role=draft.role,
        back=f"{draft.path}/history",
        here=f"{draft.path}/history/gaps/{gap.began_on:%Y-%m}",
        gap=gap,
        months=sound.months,
        most=history.EXPLANATION_MAX,
    )


@get("/roles/{reference:str}/apply/history/gaps/{month:str}", guards=[PUBLIC])
async def ask_gap(request: PrimeRequest, reference: FromPath[str], month: FromPath[str]) -> Template | Redirect:
    """Ask what was done in a time without a job."""
    draft = await drafted.read(request, reference)
    gap = _gap(draft, month)
    return _closed(draft) if gap is None else _gap_page(draft, gap, blank(GapForm, GAP, explanation=gap.explanation))


@post("/roles/{reference:str}/apply/history/gaps/{month:str}", guards=SAVE, request_max_body_size=drafted.BODY_MAX)
async def answer_gap(request: PrimeRequest, reference: FromPath[str], month: FromPath[str]) -> Template | Redirect:
    """Keep an explanation."""
    before = await drafted.read(request, reference)
    gap = _gap(before, month)
    if gap is None:
        return _closed(before)
    sent = await request.form()
    form = bind(GapForm, GAP, sent)
    draft, made = await drafted.keep(request, before, {"gaps": {gap_key(gap): str(form.raw["explanation"])}})
    if sent.get("then") == LATER:
        return drafted.with_cookie(Redirect(onward(draft, LATER), status_code=303), made)
    if form.value is None:
        return drafted.with_cookie(_gap_page(draft, gap, form, status=422), made)
    return drafted.with_cookie(redirect(f"{draft.path}/history", "Thank you. Your explanation is saved."), made)


route_handlers = [list_history, ask_job, answer_job, ask_gap, answer_gap]
