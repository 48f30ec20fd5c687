"""The talent pool for operations: who is in it, and asking them about a role."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from prime.core.errors import InvalidInput
from prime.reference import queries as reference
from prime.talent import queries, rules, service
from prime.talent.forms import CALL, CallForm
from prime.talent.pages.lists import MANAGE, PrimeRequest
from prime.vacancies import queries as vacancies
from prime.web.flash import redirect
from prime.web.forms import Bound, bind
from prime.web.templating import page

POOL = "/candidates/pool"
Values = list[str] | None


@get(POOL, guards=MANAGE)
async def list_members(
    request: PrimeRequest,
    *,
    q: FromQuery[str] = "",
    place: FromQuery[str] = "",
    grade: FromQuery[Values] = None,
    skill: FromQuery[Values] = None,
    status: FromQuery[Values] = None,
    cursor: FromQuery[str] = "",
) -> Template:
    """People who agreed to be asked, by level, place and practice."""
    filters = queries.PoolFilters(
        search=q, place=place, grades=tuple(grade or ()), skills=tuple(skill or ()), statuses=tuple(status or ())
    )
    return page(
        "pages/talent/list_members.html",
        members=await queries.list_members(request.auth, filters, cursor),
        count=await queries.count_members(request.auth, filters),
        q=q.strip(),
        place=place.strip(),
        cursor=cursor,
        chosen={"grade": grade or [], "skill": skill or [], "status": status or []},
        options={
            "grade": {grade.code: grade.title for grade in await reference.list_grades()},
            "skill": {skill.code: skill.title for skill in await reference.list_skills()},
            "status": {status.value: label for status, label in rules.STATUS_LABELS.items()},
        },
        labels=rules.STATUS_LABELS,
    )


async def _call_page(request: PrimeRequest, form: Bound[Any], member_ids: tuple[UUID, ...], *, status: int = 200) -> Template:
    roles = await vacancies.list_open(size=200)
    return page(
        "pages/talent/call_members.html",
        status=status,
        b=form,
        members=await queries.list_chosen(request.auth, member_ids),
        roles=[(str(role.id), f"{role.title}, {role.place} ({role.reference})") for role in roles.items],
        most=rules.TEXT_MAX,
    )


def _chosen(sent: Any) -> tuple[UUID, ...]:
    """The members that a form names, as far as they are keys at all."""
    found = []
    for value in sent.getall("member_ids", [])[: rules.MOST_CALLED + 1]:
        try:
            found.append(UUID(str(value)))
        except ValueError:
            continue
    return tuple(found)


@post(POOL + "/call", guards=MANAGE, status_code=200)
async def choose_members(request: PrimeRequest) -> Template | Redirect:
    """Which role, and in which words; nobody is asked yet."""
    sent = await request.form()
    member_ids = _chosen(sent)
    if not 0 < len(member_ids) <= rules.MOST_CALLED:
        return redirect(POOL, CALL["member_ids"]["*"], kind="info")
    return await _call_page(request, Bound(CallForm, CALL, {}), member_ids)


@post(POOL + "/call/send", guards=MANAGE, status_code=200)
async def call_members(request: PrimeRequest) -> Template | Redirect:
    """Ask them."""
    sent = await request.form()
    form = bind(CallForm, CALL, sent)
    if form.value is None:
        return await _call_page(request, form, _chosen(sent), status=422)
    try:
        calls = await service.call_members(
            request.auth, vacancy_id=form.value.vacancy_id, member_ids=form.value.member_ids, text=form.value.text
        )
    except InvalidInput as refusal:
        return await _call_page(request, form.refuse(refusal), form.value.member_ids, status=422)
    told = f"Asked: {calls.called}."
    return redirect(POOL, f"{told} Asked before, applied already or no longer in the pool: {calls.passed_over}." if calls.passed_over else told)


route_handlers = [list_members, choose_members, call_members]
