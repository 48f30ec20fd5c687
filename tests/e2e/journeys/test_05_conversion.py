"""Step 5: a council's list of agency workers comes in, bad rows are named; one worker becomes a case with its saving."""

import pytest
from playwright.async_api import Page, expect

from prime.accounts.permissions import Role
from tests.factories.conversions import worker_line, worker_list
from tests.support.pages import look, sign_in_by_link

pytestmark = pytest.mark.timeout(300)

_SWE, _EMAIL = "SW890001", "tamsin@quillhaven.example"
_LIST = worker_list(
    worker_line(swe_number=_SWE, first_name="Tamsin", last_name="Quillhaven", email=_EMAIL, hourly_amount="45.00"),
    worker_line(swe_number="SW890002", hourly_amount="forty"),
    worker_line(swe_number="nonsense"),
    worker_line(swe_number="SW890003", started_on="31/02/2026"),
    worker_line(swe_number=_SWE, first_name="Twice"),
)

# A council that hires agency workers for good, and who asks for people there.
_COUNCIL = """
    SELECT o.name, u.email FROM vacancy v JOIN organisation o ON o.id = v.employer JOIN membership m ON m.organisation = o.id
    JOIN app_user u ON u.id = m.user JOIN grade g ON g.id = v.grade
    WHERE v.kind = 'conversion' AND v.status = 'open' AND g.code = 'social_worker' AND m.role = 'client_requester' ORDER BY v.id LIMIT 1
"""
_CASE = "SELECT c.saving_amount, c.stage FROM conversion_case c JOIN agency_worker w ON w.id = c.worker WHERE w.swe_number = $1"


async def test_a_list_comes_in_and_a_worker_becomes_a_case_with_a_saving(enter, live):
    council, requester = live.sql(_COUNCIL)[0]
    page = await enter(Role.OPERATIONS)
    await _import(page, council)
    for row, column in (("Row 3", "Hourly rate"), ("Row 4", "SWE number"), ("Row 5", "Start date"), ("Row 6", "SWE number")):
        await expect(page.get_by_role("row").filter(has_text=row)).to_contain_text(column)
    await look(page)
    counts = live.sql("SELECT rows_new, rows_same, rows_refused FROM worker_import ORDER BY imported_at DESC LIMIT 1")[0]
    assert tuple(counts) == (1, 0, 4)

    await _import(page, council)
    counts = live.sql("SELECT rows_new, rows_same, rows_refused FROM worker_import ORDER BY imported_at DESC LIMIT 1")[0]
    assert tuple(counts) == (0, 1, 4)
    assert live.sql("SELECT count(*) FROM agency_worker WHERE swe_number = $1", _SWE)[0][0] == 1

    await page.goto(f"/conversions/workers?q={_SWE}")
    await look(page)
    await page.get_by_role("link", name="Open a case for Tamsin Quillhaven").click()
    await page.get_by_role("button", name="Open the case").click()
    await expect(page.locator(".govuk-error-summary")).to_contain_text("Select who is to employ them")
    await page.get_by_label(council).check()
    await page.locator("[name=annual_amount]").fill("43000")
    await page.get_by_role("button", name="Open the case").click()
    await expect(page.get_by_text("The case for Tamsin Quillhaven is open.")).to_be_visible()
    main = page.get_by_role("main")
    await expect(main).to_contain_text(f"Lowers the agency share of {council}")
    saving = f"£{live.sql(_CASE, _SWE)[0][0]:,.0f}"
    await expect(main).to_contain_text(saving)
    await expect(page.get_by_role("table", name="Steps of the saving")).to_be_visible()
    await look(page)

    client = await enter()
    await sign_in_by_link(client, requester)
    await client.goto(page.url)
    await expect(client.get_by_role("main")).to_contain_text(saving)
    await expect(client.get_by_role("button", name="They were approached")).to_have_count(0)

    await page.get_by_role("button", name="They were approached").click()
    await page.get_by_role("button", name="They are interested").click()
    await page.get_by_role("button", name="Start an application").click()
    await page.locator("[name=vacancy_id]").first.check()
    await page.get_by_role("button", name="Start the application").click()
    await expect(page.get_by_text("The application is under way.")).to_be_visible()
    assert live.sql(_CASE, _SWE)[0]["stage"] == "application"

    plain = await enter(phone=True, javascript=False)
    await sign_in_by_link(plain, _EMAIL)
    await plain.goto("/applications/mine")
    await plain.get_by_role("link", name="Agency to permanent").first.click()
    for box in await plain.get_by_role("main").get_by_role("checkbox").all():
        await box.check()
    await plain.get_by_role("button", name="Confirm").click()
    await expect(plain.get_by_text("Thank you. Your declaration is recorded.")).to_be_visible()


async def _import(page: Page, council: str) -> None:
    await page.goto("/conversions/imports/new")
    await page.get_by_label("Council", exact=True).select_option(label=council)
    await page.locator("[name=file]").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": _LIST})
    await page.get_by_role("button", name="Import").click()
    await expect(page.get_by_text("The list is imported.")).to_be_visible()
