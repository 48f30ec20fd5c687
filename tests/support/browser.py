"""A real browser: pages that fail their test on any console error, axe, reflow, valid HTML, keyboard, JavaScript off.

Playwright's asynchronous interface, because its synchronous one and pytest-asyncio exclude each other in a process.
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import html5lib
import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.support.site import Site

DESKTOP, PHONE, NARROWEST = 1440, 390, 320
_HEIGHT = 900
_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--font-render-hinting=none",
    "--no-first-run",
    "--no-sandbox",
]
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not described
}
_ANSWERED = "the server responded with a status of"  # a 422 is an answer; what the script or the policy says is not

_axe = Axe()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser of this process; without one the test is skipped, which CI does not allow."""
    from prime.setup.browser import driver_environment, find_browser

    path = find_browser()
    if path is None:
        # Seen as a failure by `tests.support.skips` unless ALLOW_SKIPS=1 is set: a machine without a browser may run the rest.
        pytest.skip("No Chromium: run `make test`, which installs one.")
    os.environ.update(driver_environment())
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_context(chromium: Browser, site: Site) -> AsyncIterator[Callable[..., Awaitable[BrowserContext]]]:
    """Makes browser contexts on the site: `await open_context(width=PHONE)`; each is a person with cookies of their own."""
    made: list[BrowserContext] = []
    complaints: list[str] = []

    async def make(*, width: int = DESKTOP, javascript: bool = True, **options: Any) -> BrowserContext:
        context = await chromium.new_context(
            base_url=site.url, java_script_enabled=javascript, viewport={"width": width, "height": _HEIGHT}, **options
        )
        context.on("console", lambda message: complaints.append(message.text) if message.type == "error" and _ANSWERED not in message.text else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        made.append(context)
        return context

    yield make
    for context in made:
        await context.close()
    assert complaints == [], "the browser's console has errors"


@pytest_asyncio.fixture(loop_scope="session")
async def page(open_context: Callable[..., Awaitable[BrowserContext]]) -> Page:
    """A page at the width of a desktop."""
    return await (await open_context()).new_page()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(open_context: Callable[..., Awaitable[BrowserContext]]) -> Page:
    """A page at the width of a telephone."""
    return await (await open_context(width=PHONE, has_touch=True, is_mobile=True)).new_page()


@pytest_asyncio.fixture(loop_scope="session")
async def plain(open_context: Callable[..., Awaitable[BrowserContext]]) -> Page:
    """A page with JavaScript off."""
    return await (await open_context(javascript=False)).new_page()


async def assert_accessible(page: Page) -> None:
    """No violation of axe's rules up to WCAG 2.2 AA and best practice, with everything on the page opened."""
    await page.evaluate("for (const one of document.querySelectorAll('main details:not(.afc-move, .afc-drop)')) one.open = true")
    found = await _axe.run(page, options=_RULES)
    told = [(fault["id"], fault["impact"], [node["target"] for node in fault["nodes"]][:4]) for fault in found.response["violations"]]
    assert told == [], f"axe, {page.url}"


async def assert_reflows(page: Page) -> None:
    """Nothing makes the page scroll sideways at 320 px (WCAG 1.4.10)."""
    before = page.viewport_size
    await page.set_viewport_size({"width": NARROWEST, "height": _HEIGHT})
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROWEST, f"{page.url} is {width} px wide at {NARROWEST} px"
    if before:
        await page.set_viewport_size(before)


async def assert_valid(page: Page) -> None:
    """The HTML that the server sends has no parse error and no id twice."""
    answer = await page.request.get(page.url)
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(await answer.text())
    assert parser.errors == [], page.url
    ids = [element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]
    assert sorted({name for name in ids if ids.count(name) > 1}) == [], f"ids used twice, {page.url}"


async def assert_sound(page: Page) -> None:
    """Accessible at both widths, without sideways scrolling at 320 px, and valid HTML."""
    for width in (DESKTOP, PHONE):
        await page.set_viewport_size({"width": width, "height": _HEIGHT})
        await assert_accessible(page)
    await assert_reflows(page)
    await assert_valid(page)


async def tab_stops(page: Page, count: int) -> list[tuple[str, bool]]:
    """What the Tab key reaches, in order, and whether the focus can be seen there."""
    stops = []
    for _ in range(count):
        await page.keyboard.press("Tab")
        stops.append(
            await page.evaluate(
                """() => {
                  const one = document.activeElement, label = one.nextElementSibling ?? one, yellow = "rgb(255, 221, 0)";
                  const drawn = [getComputedStyle(one), getComputedStyle(one, "::after"), getComputedStyle(label, "::before")];
                  const seen = drawn.flatMap((style) => [style.backgroundColor, style.outlineColor, style.boxShadow]);
                  return [(one.textContent.trim() || one.id).slice(0, 40), seen.some((value) => value.includes(yellow))];
                }"""
            )
        )
    return [(name, bool(is_seen)) for name, is_seen in stops]
