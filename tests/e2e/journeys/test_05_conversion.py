"""Step 5: a council's list of agency workers is imported, one becomes a case with its saving, and one ends as permanent staff."""

import re

from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from tests.support.pages import look

COUNCIL = "Eastmere Council"
HEADINGS = "First name,Last name,Email,SWE number,Agency,Job type,Team,Hourly rate,Weekly hours,Start date,End date"
GOOD = "Robin,Testwood,robin.testwood@people.example,SW98700,Sample Staffing,Social worker,,52.00,37,01/09/2025,"
BAD = "Lee,Testwood,lee.testwood@people.example,SW98701,Sample Staffing,Social worker,,a lot,37,01/09/2025,"


async def test_a_list_is_imported_and_imported_again(enter):
    page = await enter(Role.OPERATIONS)
    await page.goto("/conversions/imports")
    await look(page)
    await upload(page)
    await expect(page.get_by_role("row", name="Row 3")).to_contain_text("Hourly rate")
    await expect(tile(page, "New")).to_contain_text("1")
    await expect(tile(page, "Refused")).to_contain_text("1")
    await look(page)
    await upload(page)
    await expect(tile(page, "New")).to_contain_text("0")
    await expect(tile(page, "As before")).to_contain_text("1")

    await page.get_by_role("button", name="See the agency workers").click()
    await look(page)
    await page.get_by_role("link", name="Robin Testwood", exact=True).click()
    await look(page)
    await open_case(page)
    await expect(page.get_by_role("main")).to_contain_text("£")
    await look(page)
    await page.get_by_role("button", name="They were approached").click()
    await page.get_by_role("button", name="They are interested").click()
    await page.get_by_role("button", name="Start an application").click()
    await look(page)
    await page.get_by_role("radio").first.check()
    await page.get_by_role("button", name="Start the application").click()
    await expect(page.get_by_role("button", name="Go to the application")).to_be_visible()
    await look(page)


async def test_a_case_ends_as_permanent_staff_of_the_council(enter, live):
    ready = live.sql(
        """SELECT k.id, k.application, w.first_name || ' ' || w.last_name AS name, o.name AS employer
        FROM conversion_case k JOIN application a ON a.id = k.application JOIN agency_worker w ON w.id = k.worker
        JOIN organisation o ON o.id = k.employer WHERE a.stage = 'ready' ORDER BY k.id LIMIT 1"""
    )[0]
    page = await enter(Role.OPERATIONS)
    await page.goto(f"/conversions/cases/{ready['id']}")
    await page.get_by_role("button", name="Go to the application").click()
    await page.get_by_role("button", name="Make the person staff").click()
    await look(page)
    await page.get_by_role("radio", name=re.compile("^No")).check()
    await page.get_by_role("button", name="Make staff and send the welcome").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text(ready["name"])
    await look(page)
    await page.goto(f"/conversions/cases/{ready['id']}")
    await expect(page.get_by_role("main")).to_contain_text("Permanent")
    await expect(page.get_by_role("main")).to_contain_text(ready["employer"])
    await look(page)


def tile(page: Page, label: str):
    """A headline figure by its label."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=label, exact=True))


async def upload(page: Page) -> None:
    await page.goto("/conversions/imports/new")
    await page.get_by_label("Council", exact=True).select_option(COUNCIL)
    content = "\n".join([HEADINGS, GOOD, BAD]).encode()
    await page.get_by_label("List of agency workers").set_input_files({"name": "workers.csv", "mimeType": "text/csv", "buffer": content})
    await page.get_by_role("button", name="Import", exact=True).click()


async def open_case(page: Page) -> None:
    """The terms of the post; the saving is reckoned from them with its workings."""
    await page.get_by_role("button", name="Open a case").click()
    await page.get_by_role("radio", name=re.compile(COUNCIL)).check()
    await page.get_by_label("Grade").select_option("Social worker")
    await page.get_by_label("Full-time salary").fill("43000")
    await look(page)
    hire = page.get_by_role("group", name=re.compile("extended hire"))
    await hire.get_by_role("radio").last.check()
    await page.get_by_role("button", name="Open the case").click()
