"""Two records of one person: found, compared, merged, seen as one, and parted again; and why applications end."""

import pytest
from playwright.async_api import expect

from prime.accounts.permissions import Role
from tests.support.pages import go_on, look

pytestmark = pytest.mark.timeout(300)


async def test_two_records_become_one_and_two_again(enter):
    page = await enter(Role.OPERATIONS)
    await page.goto("/candidates?view=list")
    await go_on(page.get_by_role("button", name="Possible duplicates"))
    await look(page)
    await go_on(page.get_by_role("button", name="Same person").first)
    await look(page)
    kept, lost = [text.partition(",")[0] for text in await page.locator(".govuk-radios__label").all_inner_texts()]
    await page.get_by_role("radio", name=kept).check()
    await page.get_by_label("How do you know that they are one person?").fill("The same certificate of registration.")
    await go_on(page.get_by_role("button", name="Merge the records"))
    row = page.get_by_role("row").filter(has_text=lost)
    await expect(row).to_contain_text(kept)
    await look(page)

    await go_on(row.get_by_role("link", name="Undo"))
    await look(page)
    await go_on(page.get_by_role("button", name="Undo the merge"))
    await expect(row).to_contain_text("Undone")


async def test_everything_about_somebody_without_javascript(enter, live):
    offered = live.sql("SELECT application FROM offer WHERE status = 'accepted' ORDER BY id DESC LIMIT 1")[0]["application"]
    plain = await enter(Role.OPERATIONS, phone=True, javascript=False)
    await plain.goto(f"/candidates/{offered}/person")
    await expect(plain.get_by_role("heading", name="Timeline")).to_be_visible()
    await go_on(plain.get_by_role("navigation", name="What the timeline shows").get_by_role("link", name="Offers"))
    await expect(plain.locator(".afc-timeline li").first).to_be_visible()
    page = await enter(Role.OPERATIONS)
    await page.goto(f"/candidates/{offered}/person")
    await look(page)


async def test_why_applications_end(enter):
    page = await enter(Role.OPERATIONS)
    await page.goto("/reports/reasons")
    await look(page)
    figure = page.get_by_role("table").first.get_by_role("link").first
    count = int((await figure.inner_text()).split()[0])
    await go_on(figure)
    assert await page.get_by_role("table").locator("tbody tr").count() == min(count, 25)
    await look(page)
