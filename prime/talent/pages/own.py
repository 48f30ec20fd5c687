"""One's own place in the talent pool: join, change what one would like to hear of, stay longer, leave."""

from litestar import get, post
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.errors import InvalidInput
from prime.reference import queries as reference
from prime.talent import queries, rules, service
from prime.talent.errors import NotForPool
from prime.talent.forms import JOIN, JoinForm
from prime.talent.pages.lists import PrimeRequest
from prime.talent.schemas import MembershipOut
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

OWN = [Requires(Permission.APPLICATIONS_OWN)]
PLACE = "/talent-pool"


async def _own_page(own: MembershipOut, form: Bound[JoinForm], *, status: int = 200) -> Template:
    return page(
        "pages/talent/own_place.html",
        status=status,
        no_store=True,
        b=form,
        own=own,
        notice=rules.POOL_NOTICE,
        grades=[(str(grade.id), grade.title) for grade in await reference.list_grades()],
        skills=[(str(skill.id), skill.title) for skill in await reference.list_skills()],
    )


@get(PLACE, guards=OWN)
async def own_place(request: PrimeRequest) -> Template:
    """Whether one is in the pool, until when, and what one wants to hear of."""
    own = await queries.own_membership(request.auth)
    return await _own_page(own, blank(JoinForm, JOIN, grade_id=own.grade_id, place=own.place, skill_ids=own.skill_ids))


@post(PLACE, guards=OWN, status_code=200)
async def join_pool(request: PrimeRequest) -> Template | Redirect:
    """Join, or stay with what is said now."""
    own = await queries.own_membership(request.auth)
    form = bind(JoinForm, JOIN, await request.form())
    if form.value is None:
        return await _own_page(own, form, status=422)
    said = form.value
    try:
        await service.join_pool(
            request.auth, grade_id=said.grade_id, place=said.place, skill_ids=said.skill_ids, version=said.version
        )
    except InvalidInput as refusal:
        return await _own_page(own, form.refuse(refusal), status=422)
    except NotForPool as refusal:
        return redirect(PLACE, refusal.detail, kind="info")
    return redirect(PLACE, "You are in the talent pool.")


@post(PLACE + "/leave", guards=OWN)
async def leave_pool(request: PrimeRequest) -> Redirect:
    """Leave, or say that one will not join."""
    try:
        await service.leave_pool(request.auth)
    except NotForPool as refusal:
        return redirect(PLACE, refusal.detail, kind="info")
    return redirect(PLACE, "You have left the talent pool. We do not ask you about roles any more.")


route_handlers = [own_place, join_pool, leave_pool]
