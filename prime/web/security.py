"""Headers that every answer carries, and the content security policies."""

import base64
import hashlib
import re
from pathlib import Path

import govuk_frontend_jinja
from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from prime.core.settings import settings

_TEMPLATE = Path(govuk_frontend_jinja.__file__).parent / "templates" / "template.html"


def inline_script_hash() -> str:
    """The hash of the one inline script of the GOV.UK page template, computed so that an upgrade cannot break it silently."""
    match = re.search(r"<script[^>]*>(.*?)</script>", _TEMPLATE.read_text("utf-8"), re.DOTALL)
    if match is None:
        raise RuntimeError("The GOV.UK page template has no inline script any more: review the policy.")
    return base64.b64encode(hashlib.sha256(match[1].encode()).digest()).decode()


STRICT_POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src 'self' 'sha256-{inline_script_hash()}'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
# Piccolo Admin's bundle and Swagger UI set style attributes; both stay same-origin, without eval.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
RELAXED_PATHS = ("/admin", "/api/docs")


def asked_path(scope: Scope) -> str:
    """The path as the browser asked for it; `scope["path"]` lacks the prefix inside a mount."""
    return scope["raw_path"].split(b"?")[0].decode("latin-1")


async def add_security_headers(message: Message, scope: Scope) -> None:
    """A `before_send` hook: it also covers 404, 405 and 500, which a middleware misses."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    policy = ADMIN_POLICY if asked_path(scope).startswith(RELAXED_PATHS) else STRICT_POLICY
    headers["Content-Security-Policy"] = policy
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    headers.setdefault("Cache-Control", "private, no-store")
    if settings().is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
