"""Pages of staff: who there is, who is free, one person, becoming staff; one's own work."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.audit import queries as audit
from prime.clients import queries as clients
from prime.core import clock
from prime.core.actor import Actor
from prime.core.errors import InvalidInput
from prime.core.formats import govdate, number
from prime.documents import queries as documents
from prime.reference import queries as reference
from prime.staff import queries, rules, service
from prime.staff.errors import CHECK_LABELS, AlreadyStaff, ChecksOpen, ConflictExists, EmploymentEnded, NotReady, StillPlaced
from prime.staff.forms import CONFLICT, LEAVING, ConflictForm, LeavingForm, SkillsForm, skills_form, years_of
from prime.staff.schemas import Ready, StaffDetail
from prime.web.charts import line_chart
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
READ = [Requires(Permission.STAFF_READ)]
MANAGE = [Requires(Permission.STAFF_MANAGE)]
OWN = [Requires(Permission.STAFF_OWN)]

SHOWN = {"bench": "On the bench", "ending": f"Placement ends within {queries.ENDING_SOON_DAYS} days", "left": "Have left"}
BENCH_WEEKS = 13


@get("/staff", guards=READ)
async def list_staff(
    request: PrimeRequest,
    *,
    q: FromQuery[str] = "",
    grade: FromQuery[list[str] | None] = None,
    show: FromQuery[list[str] | None] = None,
    cursor: FromQuery[str] = "",
) -> Template:
    """Everybody employed, searched and filtered."""
    grades = {row.code: row.title for row in await reference.list_grades()}
    shown = [value for value in show or [] if value in SHOWN]
    wanted: dict[str, Any] = {
        "search": q,
        "grades": grade or [],
        "left": "left" in shown,
        "on_bench": "bench" in shown,
        "ending_soon": "ending" in shown,
    }
    return page(
        "pages/staff/list_staff.html",
        staff=await queries.list_staff(request.auth, **wanted, cursor=cursor),
        count=await queries.count_staff(request.auth, **wanted),
        grades=grades,
        chosen=[code for code in grade or [] if code in grades],
        shows=SHOWN,
        shown=shown,
        bench_from=rules.BENCH_FROM,
        q=q.strip(),
        cursor=cursor,
    )


@get("/staff/bench", guards=READ)
async def bench(request: PrimeRequest, on: FromQuery[date | None] = None) -> Template:
    """Who has time to give on a day, and how much there is in the weeks after it."""
    today = clock.today()
    day = max(on or today, today)
    weeks = await queries.free_time(request.auth, day, BENCH_WEEKS)
    first, last = weeks[0], weeks[-1]
    return page(
        "pages/staff/bench.html",
        day=day,
        rows=await queries.bench(request.auth, day),
        weeks=weeks,
        chart=line_chart([f"{week.on.day} {week.on:%b}" for week in weeks], [week.free_fte for week in weeks], unit="FTE"),
        finding=f"{number(first.free_fte)} of {number(first.employed_fte)} FTE free on {govdate(first.on)}, "
        f"{number(last.free_fte)} of {number(last.employed_fte)} on {govdate(last.on)}",
        earlier=max(day - timedelta(days=7), today),
        later=day + timedelta(days=7),
    )


@get("/staff/onboard", guards=MANAGE)
async def list_ready(request: PrimeRequest) -> Template:
    """Who has accepted an offer, and what each still waits for."""
    return page("pages/staff/list_ready.html", rows=await queries.list_ready(request.auth), labels=CHECK_LABELS)


async def _onboard_page(ready: Ready, form: Bound[Any], *, status: int = 200) -> Template:
    return page(
        "pages/staff/onboard.html",
        status=status,
        b=form,
        ready=ready,
        skills=await reference.list_skills(),
        field=SkillsForm.field,
        labels=CHECK_LABELS,
    )


@get("/staff/onboard/{application_id:uuid}", guards=MANAGE)
async def onboard_form(application_id: FromPath[UUID]) -> Template:
    """Check the terms, say what they can do, make them staff."""
    ready = await queries.get_ready(application_id)
    form = skills_form(await reference.list_skills(), with_placing=True)
    placed = rules.is_placed_by_default(employer_is_afc=ready.employer_is_afc, is_home_post=ready.is_home_post)
    return await _onboard_page(ready, blank(form.model, form.messages, is_placeable=placed))


@post("/staff/onboard/{application_id:uuid}", guards=MANAGE, status_code=200)
async def onboard(request: PrimeRequest, application_id: FromPath[UUID]) -> Template | Redirect:
    """Make somebody staff."""
    ready, skills = await queries.get_ready(application_id), await reference.list_skills()
    form = skills_form(skills, with_placing=True)
    b = bind(form.model, form.messages, await request.form())
    if b.value is None:
        return await _onboard_page(ready, b, status=422)
    is_placeable = b.value.model_dump()["is_placeable"] == "yes"
    try:
        staff_id = await service.onboard(request.auth, application_id, skills=years_of(skills, b.value), is_placeable=is_placeable)
    except InvalidInput as refusal:
        return await _onboard_page(ready, b.refuse(refusal), status=422)
    except (AlreadyStaff, ChecksOpen, NotReady) as refusal:
        return await _onboard_page(await queries.get_ready(application_id), b.add("", f"{refusal.title}. {refusal.detail}"), status=409)
    return redirect(f"/staff/{staff_id}", f"{ready.name} is staff and gets a welcome by email.")


@get("/staff/{staff_id:uuid}", guards=READ)
async def view_staff(request: PrimeRequest, staff_id: FromPath[UUID]) -> Template:
    """One person: contract, skills, conflicts, checks, documents, what happened."""
    person = await queries.get_staff(request.auth, staff_id)
    may_manage = request.auth.can(Permission.STAFF_MANAGE)
    history = await audit.history_of([staff_id]) if may_manage else []
    return page(
        "pages/staff/view_staff.html",
        no_store=True,
        person=person,
        may_manage=may_manage,
        bench_from=rules.BENCH_FROM,
        checks=await queries.check_expiry(request.auth, staff_id) if may_manage else [],
        documents=await documents.list_documents(request.auth, person=person.user_id),
        timeline=[{"title": entry.summary, "text": f"By {entry.actor_name}", "at": entry.at} for entry in history],
    )


@get("/my-work", guards=OWN)
async def my_work(request: PrimeRequest) -> Template:
    """One's own employment: contract, skills, checks, documents; the way to placements and timesheets."""
    person = await queries.own(request.auth)
    return page(
        "pages/staff/my_work.html",
        no_store=True,
        person=person,
        checks=[check for check in await queries.check_expiry(request.auth, person.id) if check.expires_on],
        documents=await documents.list_documents(request.auth, person=person.user_id),
    )


async def _skills_page(person: StaffDetail, b: Bound[Any], here: str, *, status: int = 200) -> Template:
    skills = await reference.list_skills()
    return page("pages/staff/set_skills.html", status=status, b=b, person=person, skills=skills, field=SkillsForm.field, here=here)


async def _known_skills(person: StaffDetail) -> Bound[Any]:
    skills = await reference.list_skills()
    form, held = skills_form(skills), {skill.skill_id: skill.years for skill in person.skills}
    return blank(form.model, form.messages, **{SkillsForm.field(skill): held.get(skill.id) for skill in skills})


async def _keep_skills(request: PrimeRequest, person: StaffDetail, here: str) -> Template | Redirect:
    skills = await reference.list_skills()
    form = skills_form(skills)
    b = bind(form.model, form.messages, await request.form())
    if b.value is None:
        return await _skills_page(person, b, here, status=422)
    await service.set_skills(request.auth, person.id, years_of(skills, b.value))
    return redirect(here, "The skills are kept.")


@get("/staff/{staff_id:uuid}/skills", guards=MANAGE)
async def skills_of(request: PrimeRequest, staff_id: FromPath[UUID]) -> Template:
    """What somebody can do, and for how long."""
    person = await queries.get_staff(request.auth, staff_id)
    return await _skills_page(person, await _known_skills(person), f"/staff/{staff_id}")


@post("/staff/{staff_id:uuid}/skills", guards=MANAGE, status_code=200)
async def set_skills(request: PrimeRequest, staff_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the skills."""
    return await _keep_skills(request, await queries.get_staff(request.auth, staff_id), f"/staff/{staff_id}")


@get("/my-work/skills", guards=OWN)
async def my_skills(request: PrimeRequest) -> Template:
    """What one can do oneself."""
    person = await queries.own(request.auth)
    return await _skills_page(person, await _known_skills(person), "/my-work")


@post("/my-work/skills", guards=OWN, status_code=200)
async def set_my_skills(request: PrimeRequest) -> Template | Redirect:
    """Keep one's own skills."""
    return await _keep_skills(request, await queries.own(request.auth), "/my-work")


@post("/staff/{staff_id:uuid}/placeable", guards=MANAGE)
async def set_placeable(request: PrimeRequest, staff_id: FromPath[UUID]) -> Redirect:
    """Place somebody with councils from now on, or no longer."""
    is_placeable = (await request.form()).get("is_placeable") == "yes"
    try:
        await service.set_placeable(request.auth, staff_id, is_placeable=is_placeable)
    except InvalidInput as refusal:
        return redirect(f"/staff/{staff_id}", refusal.errors[0]["detail"], kind="info")
    except StillPlaced as refusal:
        return redirect(f"/staff/{staff_id}", refusal.detail, kind="info")
    return redirect(f"/staff/{staff_id}", "They are placed with councils." if is_placeable else "They are no longer placed with councils.")


async def _conflict_page(request: PrimeRequest, staff_id: UUID, b: Bound[ConflictForm], *, status: int = 200) -> Template:
    person = await queries.get_staff(request.auth, staff_id)
    return page("pages/staff/add_conflict.html", status=status, b=b, person=person, councils=await clients.choices(request.auth))


@get("/staff/{staff_id:uuid}/conflicts/new", guards=MANAGE)
async def new_conflict(request: PrimeRequest, staff_id: FromPath[UUID]) -> Template:
    """Why somebody may not be placed with a council."""
    return await _conflict_page(request, staff_id, blank(ConflictForm, CONFLICT))


@post("/staff/{staff_id:uuid}/conflicts/new", guards=MANAGE, status_code=200)
async def add_conflict(request: PrimeRequest, staff_id: FromPath[UUID]) -> Template | Redirect:
    """Keep the conflict; matching leaves them out."""
    b = bind(ConflictForm, CONFLICT, await request.form())
    if b.value is None:
        return await _conflict_page(request, staff_id, b, status=422)
    try:
        await service.add_conflict(request.auth, staff_id, **b.value.model_dump())
    except InvalidInput as refusal:
        return await _conflict_page(request, staff_id, b.refuse(refusal), status=422)
    except ConflictExists as refusal:
        return await _conflict_page(request, staff_id, b.add("client_id", refusal.detail), status=409)
    return redirect(f"/staff/{staff_id}", "The conflict is noted.")


@post("/staff/{staff_id:uuid}/conflicts/{conflict_id:uuid}/remove", guards=MANAGE)
async def remove_conflict(request: PrimeRequest, staff_id: FromPath[UUID], conflict_id: FromPath[UUID]) -> Redirect:
    """Take a conflict back."""
    await service.remove_conflict(request.auth, staff_id, conflict_id)
    return redirect(f"/staff/{staff_id}", "The conflict is removed.")


async def _leaving_page(request: PrimeRequest, staff_id: UUID, b: Bound[LeavingForm], *, status: int = 200) -> Template:
    return page("pages/staff/end_employment.html", status=status, b=b, person=await queries.get_staff(request.auth, staff_id))


@get("/staff/{staff_id:uuid}/end", guards=MANAGE)
async def leaving_form(request: PrimeRequest, staff_id: FromPath[UUID]) -> Template:
    """Ask for the last day and the reason."""
    return await _leaving_page(request, staff_id, blank(LeavingForm, LEAVING))


@post("/staff/{staff_id:uuid}/end", guards=MANAGE, status_code=200)
async def end_employment(request: PrimeRequest, staff_id: FromPath[UUID]) -> Template | Redirect:
    """Set the last day."""
    b = bind(LeavingForm, LEAVING, await request.form())
    if b.value is None:
        return await _leaving_page(request, staff_id, b, status=422)
    try:
        await service.end_employment(request.auth, staff_id, left_on=b.value.left_on, reason=b.value.reason)
    except InvalidInput as refusal:
        return await _leaving_page(request, staff_id, b.refuse(refusal), status=422)
    except (EmploymentEnded, StillPlaced) as refusal:
        return await _leaving_page(request, staff_id, b.add("left_on", refusal.detail), status=409)
    return redirect(f"/staff/{staff_id}", f"The last day is {govdate(b.value.left_on)}.")


router = Router(
    path="/",
    route_handlers=[
        list_staff,
        bench,
        list_ready,
        onboard_form,
        onboard,
        view_staff,
        my_work,
        skills_of,
        set_skills,
        my_skills,
        set_my_skills,
        set_placeable,
        new_conflict,
        add_conflict,
        remove_conflict,
        leaving_form,
        end_employment,
    ],
    include_in_schema=False,
)
