"""Pages of pre-employment checks."""

from litestar import Router

from prime.checks.pages import checks, overrides

router = Router(path="/", route_handlers=[*checks.route_handlers, *overrides.route_handlers], include_in_schema=False)
