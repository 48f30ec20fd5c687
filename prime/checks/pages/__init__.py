"""Pages of pre-employment checks."""

from litestar import Router

from prime.checks.pages import assessments, checks, overrides

router = Router(path="/", route_handlers=[*checks.route_handlers, *overrides.route_handlers, *assessments.route_handlers], include_in_schema=False)
