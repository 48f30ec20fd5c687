"""Step 6: somebody becomes staff; a council asks, is shown who fits, picks; operations confirms; the agreement is made."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from prime.core import clock
from tests.support.pages import email_of, go_on, look, open_mail, sign_in_by_link

pytestmark = pytest.mark.timeout(300)

_READY = """
    SELECT a.id, u.first_name, u.email FROM application a JOIN candidate c ON c.id = a.candidate JOIN app_user u ON u.id = c.user
    WHERE a.stage = 'ready' ORDER BY a.id LIMIT 1
"""


async def test_operations_makes_somebody_staff_and_they_find_their_own_page(enter, live):
    ready = live.sql(_READY)[0]
    page = await enter(Role.OPERATIONS)
    await page.goto("/staff/onboard")
    await look(page)
    await go_on(page.locator(f"a[href='/staff/onboard/{ready['id']}']"))
    await look(page)
    await page.get_by_label("Yes, they are AfC Prime staff").check()
    await page.get_by_label("Child protection").fill("four")
    await page.get_by_role("button", name="Make staff and send the welcome").click()
    await expect(page.locator(".govuk-error-summary")).to_contain_text("Years in Child protection must be a whole number")
    await page.get_by_label("Child protection").fill("4")
    await page.get_by_role("button", name="Make staff and send the welcome").click()
    await expect(page.get_by_text("is staff and gets a welcome by email")).to_be_visible()
    await expect(page.locator("#skills")).to_contain_text("Child protection, 4 years")
    assert live.sql("SELECT stage FROM application WHERE id = $1", ready["id"])[0][0] == "started"

    await page.goto(f"/staff/onboard/{ready['id']}")
    await expect(page.get_by_role("button", name="Make staff")).to_have_count(0)

    phone = await enter(phone=True)
    await open_mail(phone, ready["email"], f"Welcome to AfC Prime, {ready['first_name']}")
    await sign_in_by_link(phone, ready["email"])
    await phone.goto("/my-work")
    await expect(phone.get_by_role("main")).to_contain_text("Child protection, 4 years")
    await look(phone)


async def test_a_council_asks_sees_who_fits_and_picks_and_operations_confirms(enter, live):
    page = await enter(Role.CLIENT_REQUESTER)
    request = await _ask(page)
    reference = live.sql("SELECT reference FROM placement_request WHERE id = $1", request)[0][0]
    await open_mail(page, email_of(Role.CLIENT_REQUESTER), f"Placement request {reference} received")

    here = f"/placement-requests/{request}"
    await page.goto(f"{here}/matches")
    await look(page)
    before = await _ranking(page)
    assert [points for _, points in before] == sorted((points for _, points in before), reverse=True)
    await expect(page.get_by_role("complementary").filter(has_text="Kept out")).to_contain_text(re.compile(r"\d+: "))

    await page.goto(f"{here}/change")
    await page.get_by_label("Adoption", exact=True).check()
    await page.get_by_label("Court work", exact=False).first.uncheck()
    await go_on(page.get_by_role("button").last)
    await page.goto(f"{here}/matches")
    after = await _ranking(page)
    assert {name for name, _ in after} == {name for name, _ in before}
    assert after != before

    await page.get_by_role("link", name="Turn down").first.click()
    await page.get_by_role("button", name="Turn down").click()
    await expect(page.locator(".govuk-error-summary")).to_contain_text("Enter a reason")
    await page.get_by_label("Why?").fill("We need somebody who knows the local courts.")
    await go_on(page.get_by_role("button", name="Turn down"))
    await page.goto(f"{here}/matches")
    assert [name for name, _ in await _ranking(page)] == [name for name, _ in after[1:]]
    await page.get_by_role("button", name=re.compile("^Pick ")).first.click()
    await expect(page.get_by_role("main")).to_contain_text("Operations confirms the placement at a rate")

    desk = await enter(Role.OPERATIONS)
    await desk.goto(here)
    await go_on(desk.get_by_role("button", name="Confirm the placement"))
    await look(desk)
    await desk.get_by_role("button", name="Confirm the placement").click()
    await expect(desk.get_by_text("The placement is confirmed.")).to_be_visible()
    placement = live.sql("SELECT reference FROM placement WHERE placement_request = $1", request)[0][0]

    await open_mail(page, email_of(Role.CLIENT_REQUESTER), f"Placement {placement} confirmed")
    await page.goto(here)
    await go_on(page.get_by_role("button", name="Open the placement"))
    await look(page)
    await page.get_by_role("link", name=re.compile("agreement", re.IGNORECASE)).click()
    download = page.get_by_role("link", name=re.compile("^Download the PDF"))
    await expect(download).to_be_visible(timeout=60_000)
    answer = await page.request.get(await download.get_attribute("href"))
    assert (await answer.body()).startswith(b"%PDF-")


async def test_a_council_takes_a_request_back(enter, live):
    page = await enter(Role.CLIENT_REQUESTER)
    request = await _ask(page)
    await page.goto(f"/placement-requests/{request}")
    await go_on(page.get_by_role("link", name="Cancel the request"))
    await go_on(page.get_by_role("button", name=re.compile("cancel", re.IGNORECASE)).last)
    await page.goto(f"/placement-requests/{request}")
    await expect(page.get_by_role("main")).to_contain_text("Cancelled")
    await expect(page.get_by_role("button", name="See who fits")).to_have_count(0)


async def _ask(page: Page) -> str:
    """Send a request, and give its key."""
    start = clock.today() + timedelta(days=21)
    await page.goto("/placement-requests/new")
    await page.get_by_label("Role", exact=True).select_option(label="Social worker")
    await page.get_by_label("Team", exact=True).select_option(index=1)
    for name, day in (("starts_on", start), ("ends_on", start + timedelta(days=60))):
        for part in ("day", "month", "year"):
            await page.locator(f"[name={name}-{part}]").fill(str(getattr(day, part)))
    await page.get_by_label("Full-time equivalent").fill("1")
    await page.get_by_label("Court work", exact=False).first.check()
    await page.locator("[name=po_number]").fill("PO-771230")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers before you send the request")
    await page.get_by_role("button", name="Send request").click()
    await expect(page.get_by_role("main")).to_contain_text("Request sent")
    return page.url.split("/")[-2]


async def _ranking(page: Page) -> list[tuple[str, int]]:
    """Who is listed, in order, with the points."""
    names = await page.get_by_role("heading", level=3).all_inner_texts()
    points = await page.get_by_text(re.compile(r"^\d+ of 100 points$")).all_inner_texts()
    return [(name, int(text.split()[0])) for name, text in zip(names, points, strict=True)]
