"""The routes of the product as the guards describe them, and a body that each would accept."""

import types
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin
from uuid import UUID

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from prime.accounts.auth import Public, Requires
from prime.app import PAGES, ROUTES

API = "/api/v1"
READS = {"GET", "HEAD"}


class Route(NamedTuple):
    """One method of one address, and who may use it."""

    method: str
    path: str
    permissions: frozenset[str]
    is_public: bool
    body: Any
    queries: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_api(self) -> bool:
        """Whether programs use it."""
        return self.path.startswith(f"{API}/")

    @property
    def is_read(self) -> bool:
        """Whether it promises to change nothing."""
        return self.method in READS

    @property
    def plain(self) -> str:
        """The address without what makes it the API's."""
        return self.path.removeprefix(API)

    @property
    def parameters(self) -> list[str]:
        """For each parameter the address up to it, the same for page and API: `/people/{user_id}`."""
        steps = self.plain.split("/")
        return ["/".join(steps[: index + 1]) for index, step in enumerate(steps) if step.startswith("{")]

    def address(self, *values: str) -> str:
        """The address with its parameters filled in."""
        left = iter(values)
        return "/".join(next(left) if step.startswith("{") else step for step in self.path.split("/"))


def _routes() -> Iterator[Route]:
    for route in Litestar([*PAGES, *ROUTES], openapi_config=None).routes:
        assert isinstance(route, HTTPRoute)
        for handler in route.route_handlers:
            guards = [guard for guard in handler.resolve_guards() if isinstance(guard, Public | Requires)]
            data = handler.parsed_fn_signature.parameters.get("data")
            for method in sorted(handler.http_methods - {"OPTIONS"}):
                permissions = frozenset(str(permission) for guard in guards for permission in guard.permissions)
                is_public = any(isinstance(guard, Public) for guard in guards)
                yield Route(method, route.path_format, permissions, is_public, data.annotation if data else None, _queries(route, handler))


def _queries(route: HTTPRoute, handler: HTTPRouteHandler) -> tuple[str, ...]:
    """The names of those parameters of the query that are keys of records."""
    signature = handler.parsed_fn_signature.parameters.values()
    asked = [item for item in signature if "UUID" in str(item.annotation) and item.name != "data" and f"{{{item.name}}}" not in route.path_format]
    return tuple(getattr(item.kwarg_definition, "name", None) or item.name for item in asked)


EVERY = sorted(_routes(), key=lambda route: (route.path, route.method))

_PLAIN: dict[Any, Any] = {
    str: "Enough text",
    bool: True,
    int: 1,
    float: 1.0,
    Decimal: "1",
    UUID: "01900000-0000-7000-8000-000000000000",
    date: (date(2026, 11, 25)).isoformat(),
    datetime: datetime(2026, 12, 2, 10, tzinfo=UTC).isoformat(),
    time: "09:00",
    timedelta: "PT1H",
    type(None): None,
    Any: "x",
}


def sample_value(kind: Any) -> Any:
    """The least that a JSON value of a type can be."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is not None and hasattr(kind, "__metadata__"):
        return sample_value(inner[0])
    if origin is Literal:
        return inner[0]
    if origin in {Union, types.UnionType}:
        return None if type(None) in inner else sample_value(inner[0])
    if origin in {list, tuple, set, frozenset}:
        return []
    if origin is dict:
        return {}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {field.encode_name: sample_value(field.type) for field in msgspec.structs.fields(kind) if field.required}
    return _PLAIN[kind]
