"""Pages that anybody may read and that hold no data: help, accessibility, privacy, cookies."""

from typing import NamedTuple

from litestar import HttpMethod, route
from litestar.params import FromPath
from litestar.response import Template

from prime.core.errors import NotFound
from prime.core.notices import PRIVACY_NOTICE, PRIVACY_NOTICES
from prime.core.settings import settings
from prime.web.templating import page

_READ = [HttpMethod.GET, HttpMethod.HEAD]


class CookieUse(NamedTuple):
    """One cookie, as the law wants it described."""

    name: str
    purpose: str
    until: str


def _cookies() -> list[CookieUse]:
    prefix = "__Host-" if settings().is_https else ""
    return [
        CookieUse(f"{prefix}sid", "Keeps you signed in", "You sign out, 12 hours without use, or 7 days"),
        CookieUse(f"{prefix}xsrf", "Proves that a form you send came from our page", "You close the browser"),
        CookieUse("draft", "Finds the answers of an application that you have not sent yet", "You send it, or 28 days"),
        CookieUse("flash", "Carries a message to the next page, such as “Saved”", "The next page has shown it, or 2 minutes"),
    ]


@route("/help", http_method=_READ, include_in_schema=False)
async def get_help() -> Template:
    """How to get help, and whose software the pages use."""
    return page("pages/public/help.html", support_email=settings().support_email)


@route("/accessibility", http_method=_READ, include_in_schema=False)
async def accessibility() -> Template:
    """The accessibility statement that the regulations of 2018 ask of public bodies."""
    return page("pages/public/accessibility.html", support_email=settings().support_email)


@route("/cookies", http_method=_READ, include_in_schema=False)
async def cookies() -> Template:
    """The cookies we set."""
    return page("pages/public/cookies.html", cookies=_cookies())


@route("/privacy", http_method=_READ, include_in_schema=False)
async def privacy() -> Template:
    """The privacy notice in force."""
    return _privacy(PRIVACY_NOTICE.version)


@route("/privacy/{version:str}", http_method=_READ, include_in_schema=False)
async def privacy_version(version: FromPath[str]) -> Template:
    """A privacy notice as it was when somebody was shown it."""
    if version not in {notice.version for notice in PRIVACY_NOTICES}:
        raise NotFound
    return _privacy(version)


def _privacy(version: str) -> Template:
    return page(f"pages/public/privacy_{version}.html", support_email=settings().support_email)


route_handlers = [get_help, accessibility, cookies, privacy, privacy_version]
