"""Step 8: finance previews a month, leaves a week out, runs it and watches; the council gets its invoice; credit, payment, what is owed."""

import re
from decimal import Decimal

import pytest
from playwright.async_api import Locator, Page, expect

from prime.accounts.permissions import Role
from prime.core.money import pounds
from tests.support.pages import email_of, go_on, look, open_mail

pytestmark = pytest.mark.timeout(300)

COUNCIL = "Westmarch Council"  # the council of whoever signs in as its finance officer
REASON = "The council disputes the hours"
_JOBS = 150_000  # milliseconds that a whole month may take a busy machine


async def test_finance_bills_a_month_and_the_council_gets_credits_and_pays_its_invoice(enter, live):
    page = await enter(Role.FINANCE)
    await _leave_a_week_out(page)
    promised = await _tile(page, "With VAT").inner_text()

    await go_on(page.get_by_role("button", name="Start the run"))
    await look(page)
    late = await page.context.new_page()
    await late.goto(page.url)
    await page.get_by_role("button", name="Start the run").click()
    shown = page.locator("#run")
    await expect(page.locator("#run-status")).to_have_text("Done", timeout=_JOBS)
    assert await _fact(page, "Total with VAT").inner_text() == promised
    made = int(await _fact(page, "Invoices issued").inner_text())
    numbers = [int(text.rpartition("-")[2]) for text in await shown.get_by_role("link", name=re.compile("^INV-")).all_inner_texts()]
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + made))

    # Whoever had the question open too makes nothing new, and the month offers no second run.
    documents = live.sql("SELECT count(*) FROM invoice")[0][0]
    await late.get_by_role("button", name="Start the run").click()
    await expect(late).to_have_url(page.url)
    assert live.sql("SELECT count(*) FROM invoice")[0][0] == documents
    await late.goto("/billing-runs")
    await late.get_by_role("button", name="Preview").click()
    await expect(late.get_by_role("main")).to_contain_text("has been billed")
    await expect(late.get_by_role("button", name="Start the run")).to_have_count(0)
    await expect(late.get_by_role("table", name="Weeks left out")).to_contain_text(REASON)

    rows = shown.get_by_role("row").filter(has=page.get_by_role("link", name=re.compile("^INV-")))
    ours, theirs = rows.filter(has_text=COUNCIL).first, rows.filter(has_not_text=COUNCIL).first
    number, wrong = [await row.get_by_role("link", name=re.compile("^INV-")).inner_text() for row in (ours, theirs)]
    note = await _credit(late, wrong)
    # The page of the run has stayed open and gets on by itself.
    await expect(ours.get_by_role("link", name=f"Download {number}")).to_be_visible(timeout=_JOBS)
    await look(page)
    council = await enter(Role.CLIENT_FINANCE)
    await _council_gets(council, number)
    await _pay(page, number)

    await council.reload()
    await expect(_tile(council, "Status")).to_have_text("Paid")
    for hidden in (wrong, note):
        await council.goto(f"/invoices?search={hidden}")
        await expect(council.get_by_role("main")).to_contain_text("No invoice fits")


async def _leave_a_week_out(page: Page) -> None:
    """Preview the month and take one week of another council out; everything else stays."""
    await page.goto("/billing-runs")
    await go_on(page.get_by_role("button", name="Preview"))
    preview = page.url
    await look(page)
    weeks, net = int(await _tile(page, "Weeks").inner_text()), _pounds(await _tile(page, "Without VAT").inner_text())
    group = page.get_by_role("table", name="Invoices to be made").locator("tbody tr").filter(has_not_text=COUNCIL).first
    await go_on(group.get_by_role("link"))
    await look(page)
    week = page.get_by_role("table", name="Weeks on the invoice").locator("tbody tr").first
    amount = _pounds(await week.locator("[data-label=Amount]").inner_text())
    await week.get_by_role("link", name="Leave out").click()
    await page.get_by_role("button", name="Leave it out").click()
    await expect(page.get_by_role("alert")).to_contain_text("Enter the reason")
    await page.get_by_label("Why is it left out?").fill(REASON)
    await page.get_by_role("button", name="Leave it out").click()
    await expect(page).to_have_url(preview)
    await expect(page.get_by_role("table", name="Weeks left out")).to_contain_text(REASON)
    assert int(await _tile(page, "Weeks").inner_text()) == weeks - 1
    assert _pounds(await _tile(page, "Without VAT").inner_text()) == net - amount


async def _council_gets(council: Page, number: str) -> None:
    """The council is told, finds its invoice, whose VAT is a fifth on top, and can keep the PDF."""
    await open_mail(council, email_of(Role.CLIENT_FINANCE), f"Invoice {number} for {COUNCIL}")
    await council.goto("/invoices")
    await go_on(council.get_by_role("link", name=number))
    await look(council)
    net, gross = [_pounds(await _fact(council, name).inner_text()) for name in ("Without VAT", "With VAT")]
    assert gross == net + pounds(net * Decimal("0.2"))
    async with council.expect_download() as download:
        await council.get_by_role("link", name=f"Download {number}").click()
    assert (await (await download.value).path()).read_bytes().startswith(b"%PDF-")


async def _credit(page: Page, number: str) -> str:
    """A wrong invoice is taken back in full; the number of the credit note."""
    await page.goto(f"/invoices?search={number}")
    await page.get_by_role("link", name=number, exact=True).click()
    await page.get_by_role("button", name="Credit in full").click()
    await page.get_by_label("Why is it credited?").fill("Billed to the wrong team")
    await page.get_by_role("button", name="Credit the invoice").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Credit note CRN-")
    await look(page)
    note = re.search(r"CRN-\d{4}-\d{6}", await page.get_by_role("heading", level=1).inner_text())[0]
    await page.get_by_role("link", name="See the invoice").click()
    await expect(page.get_by_role("main")).to_contain_text(f"{note} has taken this invoice back in full")
    await expect(page.get_by_role("button", name="Credit in full")).to_have_count(0)
    await page.goto("/invoices/unpaid")
    await expect(page.get_by_role("link", name=number)).to_have_count(0)
    return note


async def _pay(page: Page, number: str) -> None:
    """From what is owed to paid: first an amount that cannot be, then all of it."""
    await page.goto("/invoices/unpaid")
    await look(page)
    await page.get_by_role("link", name=number).click()
    await page.get_by_role("button", name="Record a payment").click()
    owed = await page.get_by_label("How much?").input_value()
    await page.get_by_label("How much?").fill("0")
    await page.get_by_role("button", name="Record the payment").click()
    await expect(page.get_by_role("alert")).to_contain_text("Amount must be pounds and pence, more than £0")
    await page.get_by_label("How much?").fill(owed)
    await page.get_by_label("Reference (optional)").fill(f"BACS {number}")
    await page.get_by_role("button", name="Record the payment").click()
    await expect(_tile(page, "Status")).to_have_text("Paid")
    await page.goto("/invoices/unpaid")
    await expect(page.get_by_role("link", name=number)).to_have_count(0)


def _tile(page: Page, label: str) -> Locator:
    return page.locator(".afc-tile").filter(has=page.get_by_role("heading", name=label, exact=True)).locator(".afc-tile__value")


def _fact(page: Page, name: str) -> Locator:
    return page.locator(f"xpath=//dt[normalize-space()='{name}']/following-sibling::dd[1]")


def _pounds(text: str) -> Decimal:
    return Decimal(text.strip().lstrip("£").replace(",", ""))
