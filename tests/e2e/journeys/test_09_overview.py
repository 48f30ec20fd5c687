"""Step 9: the overview, with the story of an owner council, what ends soon, what happened, and every chart as a table."""

import re

import pytest
from playwright.async_api import expect

from prime.accounts.permissions import Role
from tests.support.pages import go_on, look

pytestmark = pytest.mark.timeout(300)


async def test_the_overview_tells_the_story_and_its_figures_agree(enter, live):
    page = await enter(Role.OPERATIONS)
    await page.goto("/overview")
    main = page.get_by_role("main")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Workforce overview")
    await expect(main).to_contain_text("Brackenshire Council")
    await expect(page.get_by_role("heading", name="Agency share has fallen from 57% to 7%")).to_be_visible()
    await expect(page.locator(".afc-tile", has_text="Agency share").locator(".afc-tile__value")).to_have_text("7%")
    await expect(page.get_by_role("img", name="Agency share of Brackenshire Council").locator("visible=true")).to_have_count(1)

    # The chart is drawn by the server from the figures that its table shows.
    await page.get_by_text("Show these figures as a table").click()
    figures = page.get_by_role("group", name="Agency share of Brackenshire Council: figures").locator("tbody td")
    shares = [float(text.strip().rstrip("%")) for text in await figures.all_inner_texts()]
    assert shares[0] == 57
    assert shares[-1] == 7
    assert len(shares) >= 12
    await look(page)

    # Every placement that ends soon stands in the list; the tile counts them, and the placement says the same day.
    rows = page.get_by_role("table", name="Placements ending soon").locator("tbody tr")
    tile = await page.locator(".afc-tile", has_text="Active placements").inner_text()
    assert await rows.count() == int(re.search(r"(\d+) ends?\b", tile)[1]) > 0
    worker, ends = await rows.first.get_by_role("link").inner_text(), await rows.first.locator("[data-label=Ends] span").inner_text()
    await go_on(rows.first.get_by_role("link"))
    await expect(main).to_contain_text(worker)
    await expect(main).to_contain_text(ends.partition(",")[0])
    await page.go_back()

    # A total is the sum of its column.
    table = page.get_by_role("table", name="Agency share by council")
    for column in ("Agency", "Of whom AfC Prime", "Permanent", "All"):
        *parts, total = [float(text.replace(",", "")) for text in await table.locator(f"td[data-label='{column}']").all_inner_texts()]
        assert len(parts) == live.sql("SELECT count(DISTINCT client) FROM workforce_snapshot")[0][0]
        assert sum(parts) == pytest.approx(total, abs=0.01), column

    await expect(page.get_by_role("heading", name="Recent activity")).to_be_visible()
    assert await page.get_by_role("complementary").locator("li").count() > 0

    await page.get_by_role("link", name="Eastmere", exact=True).click()
    await expect(page.get_by_role("heading", name=re.compile("Agency share has fallen from 41% to 12%"))).to_be_visible()
    await expect(page.get_by_role("img", name="Agency share of Eastmere Council").locator("visible=true")).to_have_count(1)


async def test_the_overview_needs_no_javascript_and_is_not_for_a_council(enter):
    plain = await enter(Role.FINANCE, javascript=False)
    await plain.goto("/overview")
    await plain.get_by_text("Show these figures as a table").click()
    await expect(plain.get_by_role("group", name="Agency share of Brackenshire Council: figures")).to_contain_text("57%")
    await expect(plain.locator(".afc-tile", has_text="Unbilled weeks")).to_contain_text("without VAT")

    council = await enter(Role.CLIENT_FINANCE)
    answer = await council.goto("/overview")
    assert answer.status == 403
    await expect(council.get_by_role("main")).not_to_contain_text("Brackenshire")
