"""Pages for everybody: what AfC Prime is, what it means to work here, and the open roles."""

from typing import Any

from litestar import HttpMethod, route
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from prime.accounts.auth import PUBLIC
from prime.core import clock
from prime.reference import queries as reference
from prime.vacancies import queries, rules
from prime.vacancies.errors import RoleClosed
from prime.web.templating import page

READ = [HttpMethod.GET, HttpMethod.HEAD]
NEWEST = 3


@route("/", http_method=READ, guards=[PUBLIC])
async def home() -> Template:
    """What AfC Prime is, and the newest roles."""
    return page("pages/public/home.html", roles=(await queries.list_open(size=NEWEST)).items, count=await queries.count_open())


@route("/roles", http_method=READ, guards=[PUBLIC])
async def list_roles(
    q: FromQuery[str] = "",
    grade: FromQuery[list[str] | None] = None,
    kind: FromQuery[list[str] | None] = None,
    place: FromQuery[list[str] | None] = None,
    cursor: FromQuery[str] = "",
) -> Template:
    """The open roles, searched and filtered."""
    wanted: dict[str, Any] = {"search": q, "grade": grade or [], "kind": kind or [], "place": place or []}
    return page(
        "pages/public/roles.html",
        roles=await queries.list_open(**wanted, cursor=cursor),
        count=await queries.count_open(**wanted),
        grades={item.code: item.title for item in await reference.list_grades()},
        kinds={item.value: label for item, label in rules.KIND_LABELS.items()},
        places=await queries.list_open_places(),
        chosen={"grade": grade or [], "kind": kind or [], "place": place or []},
        q=q.strip(),
        cursor=cursor,
    )


@route("/working-here", http_method=READ, guards=[PUBLIC])
async def working_here() -> Template:
    """What it means to work for AfC: the three ways to join, and the role ladder with its grades and pay."""
    points = {(point.scale, point.point): point.annual_amount for point in await reference.list_pay_points(day=clock.today())}
    return page(
        "pages/public/working_here.html",
        ladder=[
            (grade, (points.get((grade.scale, grade.scp_from or 0)), points.get((grade.scale, grade.scp_to or 0))))
            for grade in await reference.list_grades()
        ],
        kinds=rules.KIND_LABELS,
        count=await queries.count_open(),
    )


@route("/roles/{reference:str}", http_method=READ, guards=[PUBLIC])
async def view_role(reference: FromPath[str]) -> Template:
    """One open role, and what happens when you apply; one that is closed says so and offers others."""
    try:
        return page("pages/public/role.html", role=await queries.get_open(reference), kinds=rules.KIND_LABELS)
    except RoleClosed as closed:
        role = await queries.get_closed(reference)
        alike = (await queries.list_open(grade=role.grade_code, size=NEWEST)).items
        return page(
            "pages/public/role_closed.html",
            status=closed.status,
            role=role,
            alike=bool(alike),
            roles=alike or (await queries.list_open(size=NEWEST)).items,
        )


route_handlers = [home, list_roles, working_here, view_role]
