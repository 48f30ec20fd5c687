"""Pages of lists of people and of the talent pool."""

from litestar import Router

from prime.talent.pages import lists, own, pool

router = Router(
    path="/",
    route_handlers=[*lists.route_handlers, *pool.route_handlers, *own.route_handlers],
    include_in_schema=False,
)
