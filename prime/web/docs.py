"""The API's own pages: its documentation, and what each type of problem means (RFC 9457, section 3.1.1)."""

from typing import Any, NamedTuple

from litestar import HttpMethod, Request, route
from litestar.params import FromPath
from litestar.response import Template

from prime.core.errors import NotFound, PrimeError
from prime.web.templating import page

_READ = [HttpMethod.GET, HttpMethod.HEAD]


class Problem(NamedTuple):
    """A type of problem as its page explains it."""

    slug: str
    status: int
    title: str
    meaning: str


def problems() -> dict[str, Problem]:
    """Every type of problem that the product can answer with, by slug, read off the error classes."""
    found: dict[str, Problem] = {}
    waiting: list[type[PrimeError]] = [PrimeError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if "slug" in kind.__dict__:
            found[kind.slug] = Problem(kind.slug, kind.status, kind.title, (kind.__doc__ or "").split("\n\n")[0])
    return found


@route("/api/v1/openapi.json", http_method=_READ, include_in_schema=False)
async def description(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The OpenAPI description; Litestar's own route would answer every unknown address below /api/v1 with a page."""
    return request.app.openapi_schema.to_schema()


@route("/api/docs", http_method=_READ, include_in_schema=False)
async def documentation() -> Template:
    """Swagger UI, served by ourselves, so that it works without a network."""
    return page("pages/api/docs.html")


@route("/problems/{slug:str}", http_method=_READ, include_in_schema=False)
async def view_problem(slug: FromPath[str]) -> Template:
    """What a type of problem means."""
    problem = problems().get(slug)
    if problem is None:
        raise NotFound
    return page("pages/api/problem.html", problem=problem)


route_handlers = [description, documentation, view_problem]
