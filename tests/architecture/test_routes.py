"""What every route promises, read off the handlers themselves."""

import inspect

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute
from litestar.status_codes import HTTP_201_CREATED

from prime.app import MAX_BODY, PAGES, ROUTES

HANDLERS = [
    (route.path_format, handler)
    for route in Litestar([*PAGES, *ROUTES], openapi_config=None, request_max_body_size=MAX_BODY).routes
    if isinstance(route, HTTPRoute)
    for handler in route.route_handlers
]
CREATING = [
    (path, handler)
    for path, handler in HANDLERS
    if path.startswith("/api/v1/") and "POST" in handler.http_methods and handler.status_code == HTTP_201_CREATED
]


def answers_once(handler: HTTPRouteHandler) -> bool:
    """Whether the handler goes through `answer_once`, which honours `Idempotency-Key`."""
    return "answer_once" in inspect.unwrap(handler.fn).__code__.co_names


def test_there_are_creating_routes():
    assert len(CREATING) > 20


@pytest.mark.parametrize(("path", "handler"), CREATING, ids=[path for path, _ in CREATING])
def test_a_creating_route_answers_once(path: str, handler: HTTPRouteHandler):
    assert answers_once(handler), f"POST {path} would create again when it is sent again"


def test_no_route_takes_a_longer_body_than_the_product_does():
    limits = {path: handler.resolve_request_max_body_size() for path, handler in HANDLERS}
    assert {path: limit for path, limit in limits.items() if limit is None or limit > MAX_BODY} == {}
