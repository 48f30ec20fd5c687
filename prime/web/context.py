"""What surrounds every request: its id, the caller's address, the log context, the flash message."""

import re
import time
from typing import Any

import structlog
from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from prime.core.columns import uuid7
from prime.core.settings import settings
from prime.web import flash

log = structlog.get_logger()

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,40}")


def client_ip(scope: Scope) -> str:
    """The caller's address; behind N trusted proxies, the Nth from the right of X-Forwarded-For."""
    client = scope.get("client")
    address = client[0] if client else ""
    trusted = settings().trusted_proxies
    if trusted:
        forwarded = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        hops = [hop.strip() for hop in b",".join(forwarded).decode("latin-1").split(",") if hop.strip()]
        if len(hops) >= trusted:
            address = hops[-trusted]
    return address[:45]


class RequestContext(ASGIMiddleware):
    """Give each request an id, log it without personal data, and take a shown flash message away."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Run the request inside its log context."""
        given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        request_id = given if _REQUEST_ID.fullmatch(given) else str(uuid7())
        scope["request_id"] = request_id  # type: ignore[typeddict-unknown-key]  # ASGI lets a middleware add keys; its type does not say so
        scope["client_ip"] = client_ip(scope)  # type: ignore[typeddict-unknown-key]  # as above
        request: Request[Any, Any, Any] = Request(scope)
        shown = flash.read(request) if request.method == "GET" else []
        scope["flash"] = shown  # type: ignore[typeddict-unknown-key]  # as above
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableScopeHeaders.from_message(message)
                headers["X-Request-Id"] = request_id
                if shown:
                    headers.add("Set-Cookie", f"{flash.COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await next_app(scope, receive, send_with_id)
            finally:
                template = scope.get("path_template") or scope["path"]
                log.info("request", method=request.method, route=template, status=status, ms=round((time.perf_counter() - started) * 1000, 1))
