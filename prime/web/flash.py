"""A sentence that the next page shows, carried in a signed cookie so that nobody needs a session for it."""

from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from litestar import Request
from litestar.datastructures import Cookie
from litestar.response import Redirect

from prime.core.settings import settings

COOKIE = "flash"
LIFE_SECONDS = 120


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="flash")


def redirect(path: str, message: str = "", *, kind: str = "success") -> Redirect:
    """Send the browser on after a write (303), with a message for the page it lands on."""
    response = Redirect(path, status_code=303)
    if message:
        response.set_cookie(
            Cookie(
                key=COOKIE,
                value=_signer().dumps([kind, message]),
                max_age=LIFE_SECONDS,
                httponly=True,
                samesite="lax",
                secure=settings().is_https,
                path="/",
            )
        )
    return response


def read(request: Request[Any, Any, Any]) -> list[tuple[str, str]]:
    """The message that this page has to show, if any."""
    value = request.cookies.get(COOKIE)
    if not value:
        return []
    try:
        kind, message = _signer().loads(value, max_age=LIFE_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return []
    return [(kind, message)]
