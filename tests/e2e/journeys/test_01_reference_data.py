"""Step 1: reference data, as somebody of AfC's office looks it up."""

from playwright.async_api import expect

from prime.accounts.permissions import Role
from tests.support.pages import look


async def test_authorities_with_their_published_figures(enter):
    page = await enter(Role.OPERATIONS)
    await page.goto("/reference/authorities")
    await expect(page.get_by_role("heading", name="153 authorities")).to_be_visible()
    await expect(page.get_by_role("main")).to_contain_text("Open Government Licence")
    await look(page)

    await page.get_by_role("searchbox").fill("kingston")
    await expect(page.get_by_role("heading", name="2 authorities")).to_be_visible()
    row = page.get_by_role("row", name="Kingston upon Thames")
    await expect(row).to_contain_text("Outer London")
    await expect(row).to_contain_text("Outstanding")


async def test_dated_rates_name_their_source(enter):
    page = await enter(Role.FINANCE)
    await page.goto("/reference/rates")
    vat = page.get_by_role("row").filter(has_text="VAT").first
    await expect(vat).to_contain_text("20%")
    for name in ("Pay points", "Bank holidays", "Price caps"):
        await expect(page.get_by_role("heading", name=name)).to_be_visible()
    await look(page)
