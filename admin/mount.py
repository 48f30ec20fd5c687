"""The shim between Litestar and Piccolo Admin: path, cookie name, sign-in, and one transaction for each write."""

import asyncio
import contextlib
from typing import Any
from urllib.parse import quote

from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Receive, Scope, Send

from admin.app import admin
from prime.accounts.auth import session_cookie
from prime.accounts.permissions import Permission
from prime.core.db import transaction
from prime.web.security import asked_path

PREFIX = "/admin"
SAFE = {"GET", "HEAD", "OPTIONS"}
ERROR = 400
# Piccolo's own sign-in knows nothing of our lock-out, and its API documentation loads scripts from elsewhere.
CLOSED = ("/admin/public/login", "/admin/api/docs", "/admin/public/docs", "/admin/api/change-password")


class _Refused(Exception):
    """Piccolo Admin answered with an error: what it and the hooks wrote goes back."""


class AdminMount:
    """Piccolo Admin as an ASGI application below `/admin`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let admins in, send everybody else to the sign-in page or away."""
        raw = asked_path(scope)
        actor = scope.get("auth")
        if raw == PREFIX:
            await _answer(send, 307, location=f"{PREFIX}/")
        elif actor is None or actor.is_anonymous:
            await _answer(send, 303, location=f"/sign-in?next={quote(raw)}")
        elif not actor.can(Permission.ADMIN_PANEL):
            await _answer(send, 403)
        elif raw.startswith(CLOSED):
            await _answer(send, 404)
        else:
            # Litestar strips the prefix and adds a slash, which breaks redirects and the OpenAPI path inside.
            scope["path"], scope["root_path"] = raw, PREFIX
            scope["headers"] = _renamed(scope)
            await self._run(scope, receive, send)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        panel = await asyncio.to_thread(admin)  # the first request builds it, while others go on
        if scope.get("method") in SAFE:
            await panel(scope, receive, send)
            return
        # Hooks, write and audit stand or fall together; nothing is answered before the commit.
        answer: list[Message] = []

        async def keep(message: Message) -> None:
            answer.append(message)

        with contextlib.suppress(_Refused):
            async with transaction():
                await panel(scope, receive, keep)
                if any(message["type"] == "http.response.start" and message["status"] >= ERROR for message in answer):
                    raise _Refused
        for message in answer:
            await send(message)


def _renamed(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers with our session cookie under the name that Piccolo Admin is fixed to, and no other cookie but its CSRF one."""
    request: Request[Any, Any, Any] = Request(scope)
    cookies = {"id": request.cookies.get(session_cookie(), ""), "csrftoken": request.cookies.get("csrftoken", "")}
    header = "; ".join(f"{name}={value}" for name, value in cookies.items() if value).encode("latin-1")
    return [(name, value) for name, value in scope["headers"] if name != b"cookie"] + [(b"cookie", header)]


async def _answer(send: Send, status: int, *, location: str = "") -> None:
    start: dict[str, Any] = {"type": "http.response.start", "status": status, "headers": []}
    headers = MutableScopeHeaders.from_message(start)  # type: ignore[arg-type]
    headers["Content-Type"] = "text/plain; charset=utf-8"
    if location:
        headers["Location"] = location
    await send(start)  # type: ignore[arg-type]
    await send({"type": "http.response.body", "body": b"" if location else b"Not available.", "more_body": False})
