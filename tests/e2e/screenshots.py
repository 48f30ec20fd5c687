"""Takes the pictures of docs/screenshots from a demonstration of its own: `.venv/bin/python -m tests.e2e.screenshots`."""

import asyncio
import tempfile
from pathlib import Path

import asyncpg
from playwright.async_api import Browser, async_playwright

from prime.setup.browser import find_browser
from prime.supervisor.testing import test_servers
from tests.support.product import Product, running

TARGET = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
DESK = {"width": 1200, "height": 860}
PHONE = {"width": 390, "height": 780}

# Name of the picture, who looks (nobody: a visitor), where, at what size, and the link to follow from there, if any.
SHOTS: tuple[tuple[str, str, str, dict[str, int], str], ...] = (
    ("public-home", "", "/", DESK, ""),
    ("open-roles", "", "/roles", DESK, ""),
    ("candidate-application", "candidate", "/applications/mine", PHONE, "main .afc-card a"),
    ("choose-interview-time", "candidate", "/my-interviews", PHONE, "main a[href^='/my-interviews/']"),
    ("champion-board", "champion", "/candidates", DESK, ""),
    ("champion-week", "champion", "/interviews", DESK, ""),
    ("conversions", "operations", "/conversions", DESK, ""),
    ("staff-bench", "operations", "/staff/bench", DESK, ""),
    ("placement-matches", "client-requester", "/placements", DESK, "main a[href^='/placement-requests/']:has-text('worker')"),
    ("timesheet", "staff", "/timesheets", PHONE, "main table a"),
    ("billing", "finance", "/billing-runs", DESK, ""),
    ("invoice", "client-finance", "/invoices", DESK, "main table a"),
    ("overview", "operations", "/overview", DESK, ""),
    ("desk", "operations", "/home", DESK, ""),
    ("admin", "admin", "/admin/#/skill", DESK, ""),
)


async def _shoot(browser: Browser, url: str, shot: tuple[str, str, str, dict[str, int], str]) -> None:
    name, role, path, size, link = shot
    context = await browser.new_context(viewport=size, device_scale_factor=1)
    page = await context.new_page()
    if role:
        await page.goto(f"{url}/sign-in")
        await page.locator(f"li:has(input[value='{role}@demo.afcprime.example']) button").click()
    await page.goto(url + path)
    if link:
        await page.locator(link).first.click()
    if name == "placement-matches":
        await page.goto(f"{page.url}/matches")
    await page.wait_for_timeout(1500 if role == "admin" else 300)
    await page.screenshot(path=TARGET / f"{name}.png")
    await context.close()


async def _shoot_all(url: str) -> None:
    async with async_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
        browser = await playwright.chromium.launch(executable_path=str(find_browser()), args=flags)
        for shot in SHOTS:
            await _shoot(browser, url, shot)
        await browser.close()


async def _create(admin_url: str) -> None:
    connection = await asyncpg.connect(admin_url)
    await connection.execute("CREATE DATABASE pictures OWNER prime")
    await connection.close()


def main() -> None:
    """Start a product with the demonstration's data and take every picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="prime-pictures-") as folder, test_servers(Path(folder) / "servers") as servers:
        asyncio.run(_create(servers.postgres_admin_url))
        product = Product(servers.database_url("pictures"), servers.redis_url, Path(folder) / "home")
        product.prime("migrate")
        product.prime("seed")
        with running(product):
            asyncio.run(_shoot_all(product.url))


if __name__ == "__main__":
    main()
