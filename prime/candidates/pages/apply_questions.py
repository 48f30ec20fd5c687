"""The questions of an application, one page for each task; whatever is typed is kept, sound or not."""

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template
from litestar.types import Guard

from prime.accounts.auth import PUBLIC
from prime.candidates import answers as sound
from prime.candidates import service
from prime.candidates.forms import CV, CvForm
from prime.candidates.pages import drafted
from prime.candidates.pages.drafted import QUESTIONS, Drafted, PrimeRequest, Task
from prime.core import storage
from prime.core.errors import NotFound
from prime.core.fields import Form
from prime.uploads import queries as uploads
from prime.uploads import rules as upload_rules
from prime.uploads.tables import Purpose
from prime.vacancies.rules import is_for_newly_qualified
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.templating import page

SAVE: list[Guard] = [PUBLIC, rate_limited("apply", limit=300, seconds=600)]
LATER = "later"


def onward(draft: Drafted, then: object) -> str:
    """Where a page leads once it is saved: to the mail with the way back, to the last look, or to the other tasks."""
    if then == LATER:
        return f"{draft.path}/later"
    return draft.path if draft.faults else f"{draft.path}/check"


def _task(key: str) -> Task:
    found = next((task for task in QUESTIONS if task.key == key), None)
    if found is None:
        raise NotFound
    return found


def _question_page(draft: Drafted, task: Task, form: Bound[Form], *, status: int = 200) -> Template:
    return page(
        f"pages/candidates/apply_{task.key}.html",
        status=status,
        no_store=True,
        b=form,
        role=draft.role,
        task=task,
        here=f"{draft.path}/{task.key}",
        own_email=draft.own_email,
        is_newly_qualified=is_for_newly_qualified(draft.role.grade_level),
        labels=sound,
    )


@get("/roles/{reference:str}/apply/{task:str}", guards=[PUBLIC])
async def ask(request: PrimeRequest, reference: FromPath[str], task: FromPath[str]) -> Template:
    """The questions of a task, with what was typed before or is known already."""
    asked = _task(task)
    draft = await drafted.read(request, reference)
    form = blank(asked.form, asked.messages)
    form.raw.update({name: text for name, text in draft.raw.items() if name.partition("-")[0] in asked.faults})
    return _question_page(draft, asked, form)


@post("/roles/{reference:str}/apply/{task:str}", guards=SAVE, request_max_body_size=drafted.BODY_MAX)
async def answer(request: PrimeRequest, reference: FromPath[str], task: FromPath[str]) -> Template | Redirect:
    """Keep the answers, whatever they are, and go on once they are sound, or come back later in any case."""
    asked = _task(task)
    before = await drafted.read(request, reference)
    sent = await request.form()
    form = bind(asked.form, asked.messages, sent)
    draft, made = await drafted.keep(request, before, form.raw)
    for name, sentence in draft.faults_of(*asked.faults).items():
        form.add(name, sentence)
    if form.errors and sent.get("then") != LATER:
        return drafted.with_cookie(_question_page(draft, asked, form, status=422), made)
    return drafted.with_cookie(Redirect(onward(draft, sent.get("then")), status_code=303), made)


async def _cv_page(request: PrimeRequest, draft: Drafted, form: Bound[CvForm], *, status: int = 200) -> Template:
    return page(
        "pages/candidates/apply_cv.html",
        status=status,
        no_store=True,
        b=form,
        role=draft.role,
        here=f"{draft.path}/cv",
        cv=await uploads.find_upload(request.auth, Purpose.CV, draft.draft_id) if draft.draft_id else None,
        accept=upload_rules.CV.accept,
    )


@get("/roles/{reference:str}/apply/cv", guards=[PUBLIC])
async def cv_form(request: PrimeRequest, reference: FromPath[str]) -> Template:
    """The CV that was sent with the draft, and the way to send another."""
    return await _cv_page(request, await drafted.read(request, reference), blank(CvForm, CV))


@post("/roles/{reference:str}/apply/cv", guards=[PUBLIC, rate_limited("upload", limit=30, seconds=3600)])
async def send_cv(request: PrimeRequest, reference: FromPath[str]) -> Template | Redirect:
    """Keep the CV with the draft, whatever its name says, if its bytes are of a kind that we take."""
    before = await drafted.read(request, reference)
    form = bind(CvForm, CV, await request.form())
    if form.value is None:
        return await _cv_page(request, before, form, status=422)
    content = await form.value.file.read(upload_rules.MAX_BYTES + 1)
    file_type = upload_rules.file_type(content)
    if (fault := upload_rules.fault(content)) or file_type is None:
        return await _cv_page(request, before, form.add("file", fault), status=422)
    stored = await storage.put(content)
    draft, made = await drafted.keep(request, before, {})
    if draft.draft_id is None:
        raise NotFound
    await service.keep_draft_cv(request.auth, draft.draft_id, stored=stored, file_type=file_type, sent_as=form.value.file.filename)
    return drafted.with_cookie(redirect(onward(draft, ""), "We have your CV."), made)


route_handlers = [cv_form, send_cv, ask, answer]
