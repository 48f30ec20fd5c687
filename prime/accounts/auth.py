"""Who asks: resolves the cookie of a page or the key of an API call into an Actor; the guards of routes.

Pages know cookies only, the API knows `Authorization: Bearer` only, so CSRF cannot reach the API.
"""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.handlers.base import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.response import Redirect
from litestar.types import ASGIApp, Receive, Scope, Send

from prime.accounts import queries
from prime.accounts.permissions import Permission
from prime.accounts.rules import SESSION_MAX
from prime.core.actor import Actor
from prime.core.errors import Unauthenticated
from prime.core.settings import settings
from prime.web.security import asked_path


def session_cookie() -> str:
    """The name of the session cookie; the prefix ties it to this host, and needs HTTPS."""
    return "__Host-sid" if settings().is_https else "sid"


def set_session(response: Redirect, token: str) -> Redirect:
    """Give the browser its session."""
    response.set_cookie(
        Cookie(
            key=session_cookie(),
            value=token,
            max_age=int(SESSION_MAX.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=settings().is_https,
            path="/",
        )
    )
    return response


class Authentication(ASGIMiddleware):
    """Put the Actor into the scope as `auth`; a wrong key or link is refused here, nobody signed in is not.

    A route with the option `no_auth` needs nobody, or knows its caller by a secret of its own.
    """

    scopes = (ScopeType.HTTP,)
    exclude_path_pattern = ("^/static/", "^/health/")
    exclude_opt_key = "no_auth"

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Resolve the caller once per request."""
        request: Request[Any, Any, Any] = Request(scope)
        ip, request_id = str(scope.get("client_ip", "")), str(scope.get("request_id", ""))
        actor: Actor | None = None
        if asked_path(scope).startswith("/api/"):
            scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
            if bearer:
                if scheme.lower() == "bearer":
                    actor = await queries.actor_for_key(bearer.strip(), ip=ip, request_id=request_id) or await queries.actor_for_link(
                        bearer.strip(), ip=ip, request_id=request_id
                    )
                if actor is None:
                    raise Unauthenticated("This API key is not valid.")
        elif cookie := request.cookies.get(session_cookie()):
            actor = await queries.actor_for_session(cookie, ip=ip, request_id=request_id)
        scope["auth"] = actor or Actor(ip=ip, request_id=request_id)
        scope["user"] = None
        await next_app(scope, receive, send)


class Requires:
    """A guard that insists on one of some permissions; the permission tests read it off each route."""

    def __init__(self, *permissions: Permission) -> None:
        self.permissions = permissions

    async def __call__(self, connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        """Refuse before the handler runs: 401 to nobody, 403 to somebody else."""
        connection.auth.require_any(*self.permissions)


class Public:
    """A guard that marks a route as open to everybody, so that none is open by oversight."""

    permissions: tuple[Permission, ...] = ()

    async def __call__(self, connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        """Let everybody in."""


PUBLIC = Public()
SIGNED_IN = Requires(Permission.SIGNED_IN)
