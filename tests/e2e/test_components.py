"""Every macro in every state: accessible, valid, usable by keyboard, on a telephone and without JavaScript."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.support.browser import assert_accessible, assert_reflows, assert_sound, tab_stops

PAGES = ["/components", "/components?q=zzz", "/components?team=MASH&sort=-rate", "/components/form", "/components/confirm", "/components/public"]
PUBLIC = ["/help", "/accessibility", "/privacy", "/privacy/1", "/cookies", "/nothing-here", "/privacy/99"]


@pytest.mark.parametrize("path", [*PAGES, *PUBLIC])
async def test_pages_are_sound(page: Page, path: str) -> None:
    await page.goto(path)
    await assert_sound(page)


@pytest.mark.parametrize("path", ["/components", "/components/form", "/components/public"])
async def test_pages_keep_their_margins_at_every_width(page: Page, path: str) -> None:
    await page.goto(path)
    for width in (320, 640, 800, 1024, 1180, 1300, 1440, 1900):
        await page.set_viewport_size({"width": width, "height": 900})
        left, right = await page.evaluate(
            "() => { const box = document.querySelector('main').getBoundingClientRect(); return [box.left, innerWidth - box.right] }"
        )
        assert left == right >= (15 if width <= 640 else 30), (width, left, right)


async def test_the_page_of_an_address_that_is_not_ours(page: Page) -> None:
    answer = await page.goto("/nothing-here")
    assert answer is not None
    assert answer.status == 404
    await expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")


async def fill(page: Page) -> None:
    """Answer the questions of the sample form."""
    await page.get_by_label("Title").fill("<b>North</b> team")
    await page.get_by_label("Email address").fill("jo@council.example")
    await page.get_by_label("Role").select_option("Team manager")
    await page.get_by_label("How many people do you need?").fill("3")
    for box, text in (("start-day", "7"), ("start-month", "March"), ("start-year", "2099")):
        await page.locator(f"#{box}").fill(text)
    for box, text in (("since-month", "9"), ("since-year", "2025")):
        await page.locator(f"#{box}").fill(text)
    for box, text in (("interview-day", "1"), ("interview-month", "2"), ("interview-year", "2099"), ("interview-time", "1:30pm")):
        await page.locator(f"#{box}").fill(text)
    await page.get_by_label("From when can we call you?").fill("9am")
    await page.get_by_label("Part time", exact=True).check()
    await page.get_by_label("Hours per week").fill("18.5")
    await page.get_by_label("Highest hourly rate").fill("£38.50")
    await page.get_by_label("The information I have given is correct").check()


async def test_a_form_with_errors_and_then_without(page: Page) -> None:
    await page.goto("/components/form")
    await page.get_by_role("button", name="Send request").click()
    await expect(page).to_have_title(re.compile("^Error: Request a placement"))
    await expect(page.locator(".govuk-error-summary")).to_be_focused()
    await assert_accessible(page)
    await assert_reflows(page)
    await page.get_by_role("link", name="Enter the start date").click()
    await expect(page.locator("#start-day")).to_be_focused()
    await fill(page)
    await page.locator("#start-month").fill("")
    await page.get_by_role("button", name="Send request").click()
    await page.get_by_role("link", name="Start date must include a day, month and year").click()
    await expect(page.locator("#start-month")).to_be_focused()
    await expect(page.get_by_label("Title")).to_have_value("<b>North</b> team")
    await expect(page.locator("#start-day")).not_to_have_class(re.compile("error"))
    await expect(page.locator("#start-month")).to_have_class(re.compile("error"))
    await page.locator("#start-month").fill("3")
    await page.get_by_role("button", name="Send request").click()
    await expect(page.get_by_role("alert")).to_contain_text("Request for “<b>North</b> team” sent")
    await assert_accessible(page)
    await page.reload()
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_a_question_appears_with_the_answer_it_depends_on(page: Page) -> None:
    await page.goto("/components/form")
    await expect(page.get_by_label("Hours per week")).to_be_hidden()
    await page.get_by_label("Part time", exact=True).check()
    await expect(page.get_by_label("Hours per week")).to_be_visible()
    await page.get_by_label("Full time, 37 hours").check()
    await expect(page.get_by_label("Hours per week")).to_be_hidden()


async def test_filters_change_the_list_the_address_and_what_is_announced(page: Page) -> None:
    await page.goto("/components")
    await page.locator("summary", has_text="Team").click()
    await page.get_by_label("MASH", exact=True).check()
    await expect(page.get_by_role("heading", name="1 person")).to_be_visible()
    assert "team=MASH" in page.url
    await expect(page.locator("#results-status")).to_have_text("1 person")
    await page.keyboard.press("Escape")
    await expect(page.get_by_label("MASH", exact=True)).to_be_hidden()
    await page.get_by_role("link", name="Remove filter MASH").click()
    await expect(page.get_by_role("heading", name="4 people")).to_be_visible()
    await page.get_by_role("searchbox").fill("nobody of that name")
    await expect(page.get_by_text("Nobody matches these filters")).to_be_visible()


async def test_columns_sort_both_ways(page: Page) -> None:
    await page.goto("/components")
    people = page.get_by_role("table", name="People")
    await expect(people.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "ascending")
    await people.get_by_role("link", name="Rate").click()
    await expect(people.get_by_role("rowheader").first).to_have_text("Martin Oduya")
    await people.get_by_role("link", name="Rate").click()
    await expect(people.get_by_role("columnheader", name="Rate")).to_have_attribute("aria-sort", "descending")
    await expect(people.get_by_role("rowheader").first).to_have_text("Rosa Delgado")


async def test_the_week_moves_and_keeps_the_focus(page: Page) -> None:
    await page.goto("/components")
    await page.get_by_role("link", name="Next week").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="23 to 27 November 2026")).to_be_visible()
    await expect(page.get_by_role("link", name="Next week")).to_be_focused()
    await expect(page.locator("#week-status")).to_have_text("Showing 23 to 27 November 2026")
    await page.go_back()
    await expect(page.get_by_role("heading", name="16 to 20 November 2026")).to_be_visible()


async def test_events_stand_at_their_hours_on_a_desktop_and_in_a_list_on_a_telephone(page: Page, phone: Page) -> None:
    await page.goto("/components")
    early = await page.locator(".afc-event", has_text="Amara Nwosu").bounding_box()
    late = await page.locator(".afc-event", has_text="Leila Haddad").bounding_box()
    other_day = await page.locator(".afc-event", has_text="Grace Okafor").bounding_box()
    assert early
    assert late
    assert other_day
    assert early["y"] < late["y"]
    assert early["x"] == late["x"] < other_day["x"]
    await phone.goto("/components")
    first = await phone.locator(".afc-event", has_text="Amara Nwosu").bounding_box()
    last = await phone.locator(".afc-event", has_text="Nadia Rahman").bounding_box()
    assert first
    assert last
    assert first["x"] == last["x"]
    assert first["y"] < last["y"]


async def test_progress_asks_again_until_it_is_done(page: Page) -> None:
    await page.goto("/components")
    async with page.expect_request(lambda request: request.headers.get("hx-request") == "true"):
        pass
    await expect(page.locator("#run")).to_contain_text("14 of 20")
    await expect(page.locator("#made")).not_to_have_attribute("data-hx-get", re.compile("."))


async def test_the_menu_of_a_telephone(phone: Page) -> None:
    await phone.goto("/components")
    roles = phone.get_by_role("navigation", name="Main").get_by_role("link", name="Open roles")
    await expect(roles).to_be_hidden()
    await phone.get_by_role("button", name="Menu").click()
    await expect(roles).to_be_visible()


async def test_without_javascript(plain: Page) -> None:
    page = plain
    await page.goto("/components")
    await page.locator("summary", has_text="Team").click()
    await page.get_by_label("MASH", exact=True).check()
    await page.get_by_role("button", name="Apply filters").click()
    await expect(page.get_by_role("heading", name="1 person")).to_be_visible()
    await page.get_by_role("link", name="Next week").click()
    await expect(page.get_by_role("heading", name="23 to 27 November 2026")).to_be_visible()
    await page.goto("/components/form")
    await page.get_by_role("button", name="Send request").click()
    await expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    await fill(page)
    await page.get_by_role("button", name="Send request").click()
    await expect(page.get_by_role("alert")).to_contain_text("sent")


async def test_the_keyboard_reaches_everything_visibly(page: Page) -> None:
    await page.goto("/components")
    stops = await tab_stops(page, 45)
    assert stops[0][0] == "Skip to main content"
    assert [name for name, is_seen in stops if not is_seen] == []


async def test_the_skip_link_leads_to_the_content(page: Page) -> None:
    await page.goto("/components/form")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Title")).to_be_focused()


async def test_nothing_of_the_page_comes_from_elsewhere(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto("/components")
    origin = page.url.removesuffix("/components")
    assert len(asked) >= 5
    assert [url for url in asked if not url.startswith(origin)] == []


async def test_a_form_without_its_token_is_refused(page: Page) -> None:
    answer = await page.request.post("/components/form", form={"title": "x"})
    assert answer.status == 403
