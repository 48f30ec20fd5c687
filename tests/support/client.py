"""HTTP clients of the tests: a browser with cookies and CSRF, and a program with an API key."""

from typing import Any
from uuid import UUID

import httpx
from litestar.middleware.csrf import generate_csrf_token

from prime.accounts import service
from prime.accounts.auth import session_cookie
from prime.accounts.tables import Session
from prime.app import csrf_cookie
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.core.settings import settings
from prime.core.tokens import digest, new_token

BASE = "http://localhost:8000"


class Browser(httpx.AsyncClient):
    """Keeps cookies and does not follow redirects; `submit` posts a form with its CSRF token."""

    def __init__(self, app: Any) -> None:
        super().__init__(transport=httpx.ASGITransport(app=app, raise_app_exceptions=False), base_url=BASE)
        self.token = generate_csrf_token(settings().secret_key)
        self.cookies.set(csrf_cookie(), self.token)

    async def submit(self, url: str, data: dict[str, Any] | None = None, **options: Any) -> httpx.Response:
        """POST a form as the page would."""
        return await self.post(url, data={"_csrf_token": self.token, **(data or {})}, **options)


async def open_session(browser: Browser, user_id: UUID) -> None:
    """Sign a user in without the sign-in page."""
    token = new_token()
    far = clock.now().replace(year=clock.now().year + 1)
    await Session(token=digest(token), user_id=user_id, expiry_date=far, max_expiry_date=far).save()
    browser.cookies.set(session_cookie(), token)


async def api_client(app: Any, user_id: UUID | None) -> httpx.AsyncClient:
    """A client that sends a new key of the user."""
    headers = {}
    if user_id is not None:
        key = await service.create_key(SYSTEM, user_id=user_id, label="test")
        headers["Authorization"] = f"Bearer {key}"
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, raise_app_exceptions=False), base_url=BASE, headers=headers
    )
