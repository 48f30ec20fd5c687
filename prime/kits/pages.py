"""Pages of kits: what panels ask and rate, and a draft that is changed entry by entry."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Router, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput, NotFound
from prime.kits import queries, rules, service
from prime.kits.errors import NotPublishable
from prime.kits.forms import COMPETENCY, KIT, PUBLISH, QUESTION, REVISION, CompetencyForm, KitForm, PublishForm, QuestionForm, RevisionForm
from prime.kits.schemas import MOST_COMPETENCIES, MOST_QUESTIONS, CompetencyIn, Content, KitDetail, QuestionIn, VersionDetail
from prime.kits.tables import Area
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.INTERVIEWS_READ, Permission.KITS_MANAGE)]
MANAGE = [Requires(Permission.KITS_MANAGE)]
LINES = {"2": "2: 1 point is a veto", "3": "3: 1 or 2 points are a veto", "4": "4: 1 to 3 points are a veto", "5": "5: all but 5 points are a veto"}
VETO_AREAS = {area.value: label for area, label in rules.AREA_LABELS.items() if area is not Area.PRACTICE}


@get("/interview-kits", guards=READ)
async def list_kits(request: PrimeRequest) -> Template:
    """Every kit with its levels and the version in force."""
    return page("pages/kits/list_kits.html", kits=await queries.list_kits(request.auth))


@get("/interview-kits/new", guards=MANAGE)
async def new_kit(request: PrimeRequest) -> Template:
    """Begin a kit."""
    return page("pages/kits/new_kit.html", b=blank(KitForm, KIT))


@post("/interview-kits/new", guards=MANAGE)
async def create_kit(request: PrimeRequest) -> Template | Redirect:
    """Begin a kit with an empty draft."""
    form = bind(KitForm, KIT, await request.form())
    if form.value is None:
        return page("pages/kits/new_kit.html", status=422, b=form)
    try:
        kit_id = await service.create_kit(request.auth, **form.value.model_dump())
    except InvalidInput as refusal:
        return page("pages/kits/new_kit.html", status=422, b=form.refuse(refusal))
    except Conflict as refusal:
        return page("pages/kits/new_kit.html", status=refusal.status, b=form.add("", refusal.detail))
    return redirect(f"/interview-kits/{kit_id}/draft", "The kit is begun. Write what the panel rates.")


@get("/interview-kits/{kit_id:uuid}", guards=READ)
async def view_kit(request: PrimeRequest, kit_id: FromPath[UUID]) -> Template:
    """The version in force, and those before it."""
    found = await queries.get_kit(request.auth, kit_id)
    return page("pages/kits/view_kit.html", kit=found.kit, version=found.current, draft=found.draft, versions=found.versions, areas=rules.AREA_LABELS)


@get("/interview-kit-versions/{version_id:uuid}", guards=READ)
async def view_version(request: PrimeRequest, version_id: FromPath[UUID]) -> Template:
    """One version, as the interviews of its time use it."""
    return page("pages/kits/view_version.html", version=await queries.get_version(request.auth, version_id), areas=rules.AREA_LABELS)


# --- the draft


@post("/interview-kits/{kit_id:uuid}/draft", guards=MANAGE)
async def start_draft(request: PrimeRequest, kit_id: FromPath[UUID]) -> Redirect:
    """Begin a new version from the one in force."""
    await service.start_draft(request.auth, kit_id)
    return Redirect(f"/interview-kits/{kit_id}/draft", status_code=303)


async def _draft(request: PrimeRequest, kit_id: UUID) -> tuple[KitDetail, VersionDetail]:
    found = await queries.get_kit(request.auth, kit_id)
    if found.draft is None:
        raise NotFound("This kit has no draft.")
    return found, found.draft


async def _draft_page(request: PrimeRequest, kit_id: UUID, form: Bound[PublishForm], *, status: int = 200) -> Template:
    found, draft = await _draft(request, kit_id)
    why_not = ""
    try:
        rules.check_publishable(draft.content)
    except NotPublishable as refusal:
        why_not = refusal.detail
    return page(
        "pages/kits/edit_draft.html",
        status=status,
        b=form,
        kit=found.kit,
        version=draft,
        areas=rules.AREA_LABELS,
        why_not=why_not,
        can_add_competency=len(draft.competencies) < MOST_COMPETENCIES,
        can_add_question=len(draft.questions) < MOST_QUESTIONS,
    )


@get("/interview-kits/{kit_id:uuid}/draft", guards=MANAGE)
async def edit_draft(request: PrimeRequest, kit_id: FromPath[UUID]) -> Template:
    """What the draft says, to be changed and published."""
    return await _draft_page(request, kit_id, blank(PublishForm, PUBLISH))


@post("/interview-kits/{kit_id:uuid}/draft/publish", guards=MANAGE)
async def publish(request: PrimeRequest, kit_id: FromPath[UUID]) -> Template | Redirect:
    """Put the draft in force."""
    form = bind(PublishForm, PUBLISH, await request.form())
    if form.value is None:
        return await _draft_page(request, kit_id, form, status=422)
    try:
        await service.publish(request.auth, kit_id, note=form.value.note, revision=form.value.revision)
    except Conflict as refusal:
        return await _draft_page(request, kit_id, form.add("", refusal.detail), status=refusal.status)
    return redirect(f"/interview-kits/{kit_id}", "The new version is in force. Interviews that are arranged keep theirs.")


@get("/interview-kits/{kit_id:uuid}/draft/discard", guards=MANAGE)
async def confirm_discard(request: PrimeRequest, kit_id: FromPath[UUID]) -> Template:
    """Ask before the draft is deleted."""
    found, draft = await _draft(request, kit_id)
    return page("pages/kits/discard_draft.html", kit=found.kit, version=draft)


@post("/interview-kits/{kit_id:uuid}/draft/discard", guards=MANAGE)
async def discard(request: PrimeRequest, kit_id: FromPath[UUID]) -> Redirect:
    """Delete the draft."""
    form = bind(RevisionForm, REVISION, await request.form())
    revision = form.value.revision if form.value else 0
    try:
        await service.discard(request.auth, kit_id, revision=revision)
    except Conflict as refusal:
        return redirect(f"/interview-kits/{kit_id}", refusal.detail, kind="info")
    return redirect(f"/interview-kits/{kit_id}", "The draft is deleted.")


# --- one entry of the draft


async def _save(
    request: PrimeRequest, kit_id: UUID, number: int, entry: CompetencyIn | QuestionIn | None, *, revision: int, is_question: bool
) -> None:
    """Put an entry in the place of another, add it, or with None take the other out."""
    content = (await _draft(request, kit_id))[1].content
    entries: list[Any] = list(content.questions if is_question else content.competencies)
    if not 0 <= number <= len(entries):
        raise NotFound
    entries[number - 1 if number else len(entries) : number or len(entries)] = [] if entry is None else [entry]
    changed: Content = msgspec.structs.replace(content, **{"questions" if is_question else "competencies": entries})
    await service.save_content(request.auth, kit_id, changed, revision=revision)


async def _competency_page(
    request: PrimeRequest, kit_id: UUID, number: int, form: Bound[CompetencyForm] | None = None, *, status: int = 200
) -> Template:
    found, draft = await _draft(request, kit_id)
    if not 0 <= number <= len(draft.competencies):
        raise NotFound
    known: dict[str, Any] = {"revision": draft.revision}
    if number:
        entry = draft.competencies[number - 1]
        known |= {name: getattr(entry, name) for name in ("title", "question", "area", "veto_below", "basis")}
        known |= {f"anchor_{points}": anchor for points, anchor in enumerate(entry.anchors, 1)} | {"prompts": "\n".join(entry.prompts)}
    return page(
        "pages/kits/edit_competency.html",
        status=status,
        b=form or blank(CompetencyForm, COMPETENCY, **known),
        kit=found.kit,
        number=number,
        areas=rules.AREA_LABELS,
        lines=LINES,
    )


@get("/interview-kits/{kit_id:uuid}/draft/competencies/{number:int}", guards=MANAGE)
async def competency_form(request: PrimeRequest, kit_id: FromPath[UUID], number: FromPath[int]) -> Template:
    """One competency of the draft; number 0 is a new one."""
    return await _competency_page(request, kit_id, number)


@post("/interview-kits/{kit_id:uuid}/draft/competencies/{number:int}", guards=MANAGE)
async def save_competency(request: PrimeRequest, kit_id: FromPath[UUID], number: FromPath[int]) -> Template | Redirect:
    """Keep one competency, or take it out."""
    form_data = await request.form()
    if form_data.get("action") == "remove":
        return await _remove(request, kit_id, number, bind(RevisionForm, REVISION, form_data), is_question=False)
    form = bind(CompetencyForm, COMPETENCY, form_data)
    if form.value is None:
        return await _competency_page(request, kit_id, number, form, status=422)
    said = form.value
    entry = CompetencyIn(
        title=said.title,
        question=said.question,
        anchors=[said.anchor_1, said.anchor_2, said.anchor_3, said.anchor_4, said.anchor_5],
        area=said.area,
        prompts=said.prompts.splitlines(),
        basis=said.basis,
        veto_below=int(said.veto_below) if said.veto_below else None,
    )
    try:
        await _save(request, kit_id, number, entry, revision=said.revision, is_question=False)
    except Conflict as refusal:
        return await _competency_page(request, kit_id, number, form.add("", refusal.detail), status=refusal.status)
    return redirect(f"/interview-kits/{kit_id}/draft", "The draft is saved.")


async def _remove(request: PrimeRequest, kit_id: UUID, number: int, form: Bound[RevisionForm], *, is_question: bool) -> Redirect:
    try:
        await _save(request, kit_id, number, None, revision=form.value.revision if form.value else 0, is_question=is_question)
    except Conflict as refusal:
        return redirect(f"/interview-kits/{kit_id}/draft", refusal.detail, kind="info")
    return redirect(f"/interview-kits/{kit_id}/draft", "It is taken out of the draft.")


async def _question_page(request: PrimeRequest, kit_id: UUID, number: int, form: Bound[QuestionForm] | None = None, *, status: int = 200) -> Template:
    found, draft = await _draft(request, kit_id)
    if not 0 <= number <= len(draft.questions):
        raise NotFound
    entry = draft.questions[number - 1] if number else None
    known = {"wording": entry.wording, "area": entry.area} if entry else {}
    return page(
        "pages/kits/edit_question.html",
        status=status,
        b=form or blank(QuestionForm, QUESTION, revision=draft.revision, **known),
        kit=found.kit,
        number=number,
        areas=VETO_AREAS,
    )


@get("/interview-kits/{kit_id:uuid}/draft/questions/{number:int}", guards=MANAGE)
async def question_form(request: PrimeRequest, kit_id: FromPath[UUID], number: FromPath[int]) -> Template:
    """One veto question of the draft; number 0 is a new one."""
    return await _question_page(request, kit_id, number)


@post("/interview-kits/{kit_id:uuid}/draft/questions/{number:int}", guards=MANAGE)
async def save_question(request: PrimeRequest, kit_id: FromPath[UUID], number: FromPath[int]) -> Template | Redirect:
    """Keep one veto question, or take it out."""
    form_data = await request.form()
    if form_data.get("action") == "remove":
        return await _remove(request, kit_id, number, bind(RevisionForm, REVISION, form_data), is_question=True)
    form = bind(QuestionForm, QUESTION, form_data)
    if form.value is None:
        return await _question_page(request, kit_id, number, form, status=422)
    entry = QuestionIn(area=Area(form.value.area), wording=form.value.wording)
    try:
        await _save(request, kit_id, number, entry, revision=form.value.revision, is_question=True)
    except Conflict as refusal:
        return await _question_page(request, kit_id, number, form.add("", refusal.detail), status=refusal.status)
    return redirect(f"/interview-kits/{kit_id}/draft", "The draft is saved.")


router = Router(
    path="/",
    route_handlers=[
        list_kits,
        new_kit,
        create_kit,
        view_kit,
        view_version,
        start_draft,
        edit_draft,
        publish,
        confirm_discard,
        discard,
        competency_form,
        save_competency,
        question_form,
        save_question,
    ],
    include_in_schema=False,
)
