"""How a person moves through the product in a browser: signs in, reads their mail, and looks with care at each page."""

import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from typing import NamedTuple, Protocol

import pytest_asyncio
from playwright.async_api import BrowserContext, Locator, Page, expect

from prime.accounts.permissions import Role
from tests.support.browser import DESKTOP, PHONE, assert_reflows, assert_sound, assert_valid

DEMO_DOMAIN = "demo.afcprime.example"
_PATIENCE = 120  # half seconds until the worker has sent a mail; a busy machine takes its time


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
    subject = re.compile("sign in", re.IGNORECASE)
    await page.goto(f"/mail?to={email}")
    earlier = await page.get_by_role("row").filter(has_text=subject).count()
    await page.goto("/sign-in/link")
    await page.get_by_label("Email address").fill(email)
    await go_on(page.get_by_role("button").last)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    await open_mail(page, email, subject, besides=earlier)
    await follow_link(page)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/home")


async def open_mail(page: Page, email: str, subject: str | re.Pattern[str], *, besides: int = 0) -> None:
    """Open the newest message to an address in the demo's mailbox, once the worker has sent it `besides` those that were there."""
    row = page.get_by_role("row").filter(has_text=email).filter(has_text=subject)
    for _ in range(_PATIENCE):
        await page.goto(f"/mail?to={email}")
        if await row.count() > besides:
            break
        await page.wait_for_timeout(500)
    assert await row.count() > besides, f"no mail to {email} about {subject} among {await page.get_by_role('main').inner_text()}"
    await go_on(row.first.get_by_role("link").first)


async def follow_link(page: Page) -> None:
    """Open the link of the message on the screen."""
    await go_on(page.get_by_role("main").locator("a[href^='http']").first)


async def go_on(button: Locator) -> None:
    """Press what leads to another page, and wait until that is there: what follows is not about the page before."""
    async with button.page.expect_navigation():
        await button.click()


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


class Applicant(NamedTuple):
    """Somebody who has applied, and who signs in by an e-mailed link."""

    name: str
    email: str
    application_id: str
    reference: str


async def apply(page: Page, first_name: str, *, role: str) -> Applicant:
    """Apply through the API, for tests that begin later; the role is found by its title."""
    found = await (await page.request.get("/api/v1/vacancies", params={"search": role})).json()
    notices = await (await page.request.get("/api/v1/notices")).json()
    number = secrets.randbelow(900_000) + 100_000  # so that nobody of the demonstration, or of another test, has it
    last_name = f"Testwood-{''.join(chr(ord('a') + int(digit)) for digit in str(number))}"
    email = f"{first_name}.{last_name}@people.example".lower()
    answers = {
        "firstName": first_name,
        "lastName": last_name,
        "email": email,
        "phone": "01632 960 042",
        "sweNumber": f"SW{number}",
        "postcode": "KT1 1EU",
        "experienceYears": 6,
        "motivation": "I want to stay with families for longer than a contract.",
        "answers": {
            "registration": "registered",
            "dbs": "update_service",
            "rightToWork": "permanent",
            "motivators": ["permanence"],
            "jobs": [{"employer": "Westbrook Council", "title": "Social worker", "kind": "permanent", "beganOn": "2012-09-01"}],
        },
        "agreed": [{"kind": notice["kind"], "version": notice["version"]} for notice in notices],
    }
    answer = await page.request.post(f"/api/v1/vacancies/{found['items'][0]['reference']}/applications", data=answers)
    assert answer.status == 201, await answer.text()
    made = await answer.json()
    return Applicant(f"{first_name} {last_name}", email, made["id"], made["reference"])


async def sign_in_as(page: Page, email: str) -> None:
    """Sign in by password, as the people of the demonstration without a button can; whoever was signed in is so no longer."""
    await page.context.clear_cookies()
    await page.goto("/sign-in")
    await page.get_by_label("Email address").fill(email)
    await page.get_by_label("Password", exact=True).fill("demonstration")
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url("**/home")


async def fill_date(page: Page | Locator, day: date) -> None:
    """Fill the three boxes of a date."""
    for box, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        await page.get_by_label(box, exact=True).fill(str(part))
