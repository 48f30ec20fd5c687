"""Pages of conversions: imports, agency workers, cases."""

from litestar import Router

from prime.conversions.pages import cases, workers

router = Router(path="/conversions", route_handlers=[*workers.route_handlers, *cases.route_handlers], include_in_schema=False)
