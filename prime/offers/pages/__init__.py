"""Pages of offers: operations write, approve and follow them, candidates read and answer them."""

from litestar import Router

from prime.offers.pages import desk, follow, own, starts

router = Router(
    path="/",
    route_handlers=[*desk.route_handlers, *follow.route_handlers, *own.route_handlers, *starts.route_handlers],
    include_in_schema=False,
)
