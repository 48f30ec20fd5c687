"""How a person moves through the product in a browser: signs in, reads their mail, and looks with care at each page."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

import pytest_asyncio
from playwright.async_api import BrowserContext, Page

from prime.accounts.permissions import Role
from tests.support.browser import DESKTOP, PHONE, assert_reflows, assert_sound, assert_valid

DEMO_DOMAIN = "demo.afcprime.example"


class Enter(Protocol):
    """Opens the product for a role and gives the page that they see first."""

    async def __call__(self, role: Role | None = None, *, phone: bool = False, javascript: bool = True) -> Page: ...


@pytest_asyncio.fixture(loop_scope="session")
async def enter(open_context: Callable[..., Awaitable[BrowserContext]]) -> AsyncIterator[Enter]:
    """`await enter(Role.STAFF, phone=True)`: somebody of the demonstration, signed in through its buttons; without a role a stranger."""

    async def make(role: Role | None = None, *, phone: bool = False, javascript: bool = True) -> Page:
        touch = {"has_touch": True, "is_mobile": True} if phone else {}
        page = await (await open_context(width=PHONE if phone else DESKTOP, javascript=javascript, **touch)).new_page()
        if role is not None:
            await sign_in(page, role)
        return page

    return make


async def sign_in(page: Page, role: Role) -> None:
    """Press the button of a role on the sign-in page of the demonstration."""
    await page.goto("/sign-in")
    form = page.locator("form", has=page.locator(f'input[value="{email_of(role)}"]'))
    await form.get_by_role("button").click()
    await page.wait_for_url("**/home")


def email_of(role: Role) -> str:
    """The address of a role's account in the demonstration."""
    return f"{role.value.replace('_', '-')}@{DEMO_DOMAIN}"


async def sign_in_by_link(page: Page, email: str) -> None:
    """Ask for a sign-in link and follow it from the demo's mailbox, as somebody without a password does."""
    await page.goto("/sign-in/link")
    await page.get_by_label("Email address").fill(email)
    await page.get_by_role("button").last.click()
    await open_mail(page, email, re.compile("sign in", re.IGNORECASE))
    await follow_link(page)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/home")


async def open_mail(page: Page, email: str, subject: str | re.Pattern[str]) -> None:
    """Open the newest message to an address in the demo's mailbox, once the worker has sent it."""
    row = page.get_by_role("row").filter(has_text=email).filter(has_text=subject)
    for _ in range(40):
        await page.goto("/mail")
        if await row.count():
            break
        await page.wait_for_timeout(500)
    await row.first.get_by_role("link").first.click()


async def follow_link(page: Page) -> None:
    """Open the link of the message on the screen."""
    await page.get_by_role("main").locator("a[href^='http']").first.click()


async def look(page: Page) -> None:
    """Every page on the way is accessible at both widths, narrow without scrolling sideways, and valid; then as it was."""
    size = page.viewport_size
    await assert_sound(page)
    if size is not None:
        await page.set_viewport_size(size)


async def look_plain(page: Page) -> None:
    """The same without JavaScript, where axe cannot run."""
    await assert_reflows(page)
    await assert_valid(page)
