"""The pages of billing as their people use them: finance from preview to credit note, a council's finance person, a link's holder."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from prime.accounts.permissions import Role
from prime.billing import queries, service
from prime.billing.schemas import InvoiceStatus
from prime.core.actor import SYSTEM, Actor
from prime.core.db import execute, fetch_value
from tests.factories.accounts import make_council, make_user
from tests.factories.billing import NOVEMBER, SELLER, Placed, invoices_of, make_invoice, make_placed, make_seller, make_week, make_weeks, run_month
from tests.support.queries import counted

pytestmark = [pytest.mark.usefixtures("db", "frozen_now")]
D = Decimal


@pytest.fixture
async def finance() -> Actor:
    return await make_user(Role.FINANCE, first_name="Fin", last_name="Ledger")


@pytest.fixture
async def placed() -> Placed:
    await make_seller()
    return await make_placed(name="Northfold Council", invoice_email="ap@northfold.example")


async def test_finance_previews_leaves_out_takes_back_starts_and_watches(finance, placed, browser_for, drain):
    browser = await browser_for(finance.user_id)
    first, _ = await make_weeks(placed, 2)
    assert (await browser.get("/billing-runs")).text.count("No month has been billed yet") == 1
    preview = await browser.get("/billing-runs/new?month=2026-11")
    assert "£3,685.20" in preview.text
    weeks = await browser.get(f"/billing-runs/new/weeks?month=2026-11&client={placed.council.client.id}&po=PO-7700001")
    assert f"/billing-runs/new/weeks/{first}/leave-out?month=2026-11" in weeks.text
    leave_out = f"/billing-runs/new/weeks/{first}/leave-out?month=2026-11"
    assert (await browser.get(leave_out)).status_code == 200
    refused = await browser.submit(leave_out, {"reason": ""})
    assert (refused.status_code, "Enter the reason" in refused.text) == (422, True)
    answer = await browser.submit(leave_out, {"reason": "Disputed"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/billing-runs/new?month=2026-11")
    again = await browser.submit(leave_out, {"reason": "Disputed"})
    assert again.status_code == 303
    preview = await browser.get("/billing-runs/new?month=2026-11")
    assert "1 week left out" in preview.text
    assert "£1,842.60" in preview.text
    lift = re.search(r"/billing-exclusions/[0-9a-f-]{36}/lift", preview.text)
    assert lift
    assert (await browser.submit(f"{lift[0]}?month=2026-11")).status_code == 303
    confirm = await browser.get("/billing-runs/new/confirm?month=2026-11")
    hidden = dict(re.findall(r'<input type="hidden" name="(month|weeks|net_amount)" value="([^"]*)"', confirm.text))
    assert hidden == {"month": "2026-11", "weeks": "2", "net_amount": "3071.00"}
    started = await browser.submit("/billing-runs", hidden)
    run = started.headers["location"]
    assert re.fullmatch(r"/billing-runs/[0-9a-f-]{36}", run)
    watching = await browser.get(run)
    assert "0 of 1" in watching.text
    assert f'data-live="/live{run}"' in watching.text
    assert '<noscript><meta http-equiv="refresh"' in watching.text
    await drain()
    done = await browser.get(run)
    assert "1 of 1" in done.text
    assert "INV-2026-000001" in done.text
    assert "data-live" not in done.text
    assert "http-equiv" not in done.text.split("</head>")[0].replace('http-equiv="X', "")
    # A second start lands on the first run.
    second = await browser.submit("/billing-runs", hidden)
    assert second.headers["location"] == run
    preview = await browser.get("/billing-runs/new?month=2026-11")
    assert "November 2026 has been billed" in preview.text
    assert (await browser.get("/billing-runs/new/confirm?month=2026-11")).status_code == 303
    assert "RUN-2026-000001" in (await browser.get("/billing-runs")).text


async def test_a_preview_that_changed_or_was_never_seen_starts_nothing(finance, placed, browser_for):
    browser = await browser_for(finance.user_id)
    await make_weeks(placed, 2)
    for sent in (
        {"month": "2026-11"},
        {"month": "2026-11", "weeks": "x", "net_amount": "1"},
        {"month": "2026-11", "weeks": "1", "net_amount": "1535.50"},
    ):
        answer = await browser.submit("/billing-runs", sent)
        assert answer.headers["location"] == "/billing-runs/new?month=2026-11"
    assert (await browser.submit("/billing-runs", {"month": "2031-01", "weeks": "1", "net_amount": "1"})).status_code == 422
    assert await fetch_value("SELECT count(*) FROM billing_run") == 0


async def test_obstacles_are_named_before_the_start(finance, browser_for):
    browser = await browser_for(finance.user_id)
    placed = await make_placed(name="Northfold Council")
    await execute("UPDATE placement SET po_number = '' WHERE id = $1", placed.placement.id)
    await make_week(placed)
    preview = await browser.get("/billing-runs/new?month=2026-11")
    assert "The run cannot start yet" in preview.text
    assert "Enter our name, address, VAT number" in preview.text
    assert "Northfold Council takes no invoice without a PO number" in preview.text
    assert "Start the run" not in preview.text
    assert (await browser.get("/billing-runs/new/confirm?month=2026-11")).status_code == 303
    gone = await browser.get(f"/billing-runs/new/weeks?month=2026-11&client={placed.council.client.id}&po=OTHER")
    assert gone.status_code == 303
    assert (await browser.get("/billing-runs/new?month=2026-13")).status_code == 422


async def test_a_failed_part_is_shown_with_another_try(finance, placed, browser_for, drain):
    browser = await browser_for(finance.user_id)
    await make_weeks(placed, 1)
    run_id = await service.start_run(finance, NOVEMBER)
    [share] = (await queries.get_run(SYSTEM, run_id)).shares
    await execute("UPDATE outbox_message SET done_at = now() WHERE job = 'billing.issue_share'")
    await service.fail_share(SYSTEM, share.id, "The rate of VAT is missing.")
    shown = await browser.get(f"/billing-runs/{run_id}")
    assert "The rate of VAT is missing." in shown.text
    assert "Try again" in shown.text
    assert (await browser.submit(f"/billing-shares/{share.id}/retry")).headers["location"] == f"/billing-runs/{run_id}"
    await drain()
    assert "INV-2026-000001" in (await browser.get(f"/billing-runs/{run_id}")).text
    assert (await browser.submit(f"/billing-shares/{share.id}/retry")).headers["location"] == "/billing-runs"


async def test_an_invoice_is_paid_reversed_and_credited_on_its_page(finance, placed, browser_for, drain):
    browser = await browser_for(finance.user_id)
    invoice = await make_invoice(placed)
    here = f"/invoices/{invoice.id}"
    shown = await browser.get(here)
    assert "Waiting for PDF" in shown.text
    assert "37 × £41.50 = £1,535.50" in shown.text
    assert f"/timesheets/{invoice.lines[0].timesheet_id}" in shown.text
    assert "VAT: 20% of £3,071.00" in shown.text
    await drain()
    assert "Download INV-2026-000001" in (await browser.get(here)).text

    form = await browser.get(f"{here}/payments/new")
    assert 'value="3685.20"' in form.text
    day = {"received_on-day": "25", "received_on-month": "11", "received_on-year": "2026"}
    for sent, message in (
        ({**day, "amount": ""}, "Enter the amount"),
        ({**day, "amount": "3,685.21"}, "Amount must be £3,685.20 or less"),
        ({**day, "received_on-day": "26", "amount": "1"}, "Date must be today or in the past"),
        ({**day, "received_on-day": "24", "amount": "1"}, "Date must be 25 November 2026 or later"),
        ({**day, "amount": "1.234"}, "Amount must be pounds and pence"),
    ):
        answer = await browser.submit(f"{here}/payments/new", sent)
        assert answer.status_code == 422
        assert message in answer.text
    assert (await browser.submit(f"{here}/payments/new", {**day, "amount": "£1,000", "reference": "BACS 1"})).headers["location"] == here
    shown = await browser.get(here)
    assert "Part paid" in shown.text
    assert "£2,685.20" in shown.text
    assert "Credit in full" not in shown.text
    assert "cannot be credited yet" in (await browser.get(f"{here}/credit")).text
    assert (await browser.submit(f"{here}/credit", {"reason": "Wrong"})).headers["location"] == here

    reverse = re.search(r"/payments/[0-9a-f-]{36}/reverse", shown.text)
    assert reverse
    assert (await browser.get(reverse[0])).status_code == 200
    assert (await browser.submit(reverse[0], {"reason": ""})).status_code == 422
    assert (await browser.submit(reverse[0], {"reason": "Bounced"})).headers["location"] == here
    assert (await browser.submit(reverse[0], {"reason": "Bounced"})).headers["location"] == here
    assert "Reversal: Bounced" in (await browser.get(here)).text

    assert (await browser.get(f"{here}/credit")).status_code == 200
    assert (await browser.submit(f"{here}/credit", {"reason": ""})).status_code == 422
    note = (await browser.submit(f"{here}/credit", {"reason": "The rate was wrong"})).headers["location"]
    shown = await browser.get(note)
    assert "Credit note CRN-2026-000001" in shown.text
    assert "It takes back invoice INV-2026-000001" in shown.text
    assert "CRN-2026-000001 has taken this invoice back in full" in (await browser.get(here)).text
    for closed in (f"{here}/credit", f"{note}/credit", f"{here}/payments/new"):
        assert (await browser.get(closed)).status_code == 303
    assert (await browser.submit(f"{here}/send")).headers["location"] == here


async def test_a_council_sees_its_own_and_may_change_nothing(finance, placed, browser_for):
    invoice = await make_invoice(placed)
    browser = await browser_for(placed.finance.user_id)
    listed = await browser.get("/invoices")
    assert "INV-2026-000001" in listed.text
    assert f"/invoices/statements/{placed.council.client.id}" in listed.text
    shown = await browser.get(f"/invoices/{invoice.id}")
    assert shown.status_code == 200
    assert "Record a payment" not in shown.text
    assert "Credit in full" not in shown.text
    assert "What happened" not in shown.text
    assert (await browser.get("/invoices/unpaid")).status_code == 200
    assert (await browser.get(f"/invoices/statements/{placed.council.client.id}")).status_code == 200
    for path in (f"/invoices/{invoice.id}/credit", f"/invoices/{invoice.id}/payments/new", "/billing-runs", "/billing-runs/new", "/billing/seller"):
        assert (await browser.get(path)).status_code == 403
    assert (await browser.submit(f"/invoices/{invoice.id}/credit", {"reason": "x"})).status_code == 403
    stranger = await browser_for((await make_user(Role.CLIENT_FINANCE, organisation_id=(await make_council()).id)).user_id)
    for path in (f"/invoices/{invoice.id}", f"/invoices/statements/{placed.council.client.id}", f"/documents/{invoice.document.id}/download"):
        assert (await stranger.get(path)).status_code == 404
    assert "There are no invoices yet" in (await stranger.get("/invoices")).text
    assert "Nothing is owed" in (await stranger.get("/invoices/unpaid")).text


async def test_the_list_filters_searches_and_adds_up(finance, placed, browser_for):
    other = await make_placed(name="Westfold Council", po_number="PO-WEST")
    await make_week(other)
    await make_invoice(placed, weeks=1)
    browser = await browser_for(finance.user_id)
    everything = (await browser.get("/invoices")).text
    assert "2 documents, £3,685.20 owed" in everything
    west = (await browser.get(f"/invoices?client={other.council.client.id}")).text
    assert "1 document, £1,842.60 owed" in west
    assert "INV-2026-000002" in west
    assert "1 document" in (await browser.get("/invoices?search=po-west")).text
    assert "No invoice fits" in (await browser.get("/invoices?status=paid&status=credited")).text
    assert (await browser.get("/invoices?status=nonsense")).status_code == 422
    assert (await browser.get("/invoices?cursor=nonsense")).status_code == 422
    async with counted() as asked:
        await browser.get("/invoices")
    assert len(asked) <= 6, asked


async def test_the_page_of_debts_has_a_picture_and_its_table(finance, placed, browser_for, frozen_now):
    await make_invoice(placed)
    frozen_now(datetime(2027, 1, 31, 12, tzinfo=UTC))
    browser = await browser_for(finance.user_id)
    shown = (await browser.get("/invoices/unpaid")).text
    assert "31 to 60 days late" in shown
    assert "£3,685.20 of £3,685.20 is overdue" in shown
    assert "reference rate of the half-year has not been entered" in shown
    statement = (await browser.get(f"/invoices/statements/{placed.council.client.id}?to=2026-11-30")).text
    assert "Invoice INV-2026-000001" in statement
    assert "A year later" in statement
    assert (await browser.get(f"/invoices/statements/{UUID(int=1)}")).status_code == 404


async def test_the_link_of_an_email_needs_no_account(placed, browser_for, drain, outbox_mail):
    invoice = await make_invoice(placed)
    await drain()
    [mail] = await outbox_mail("ap@northfold.example")
    path = mail.secret_link.removeprefix("http://localhost:8000")
    stranger = await browser_for()
    shown = await stranger.get(path)
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert "INV-2026-000001" in shown.text
    assert "/timesheets/" not in shown.text.split("<main")[1]
    assert "/placements/" not in shown.text.split("<main")[1]
    pdf = await stranger.get(f"{path}/download")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    for wrong in (f"/invoices/{invoice.id}/link/nonsense", path.replace(str(invoice.id), str(UUID(int=1))), f"{path}x/download"):
        assert (await stranger.get(wrong)).status_code == 404
    assert (await stranger.get(f"/invoices/{invoice.id}")).status_code == 303  # to the sign-in page
    await execute("UPDATE access_token SET expires_at = now() - interval '100 days' WHERE record_id = $1", invoice.id)
    assert (await stranger.get(path)).status_code == 404


async def test_the_seller_is_entered_on_a_page(finance, browser_for):
    await make_seller()
    browser = await browser_for(finance.user_id)
    shown = (await browser.get("/billing/seller")).text
    assert "Demonstration" in shown
    assert f'value="{SELLER["name"]}"' not in shown  # an invented seller is no draft of a real one
    day = {"effective_from-day": "25", "effective_from-month": "11", "effective_from-year": "2026"}
    wrong = await browser.submit("/billing/seller", {**SELLER, **day, "vat_number": "GB 123 4567 83", "sort_code": "12", "account_number": ""})
    assert wrong.status_code == 422
    for message in ("Enter a VAT registration number", "Enter a sort code, which has 6 digits", "Enter the account number"):
        assert message in wrong.text
    answer = await browser.submit("/billing/seller", {**SELLER, **day, "name": "Real CIC"})
    assert answer.headers["location"] == "/billing/seller"
    assert (await queries.seller_on(date(2026, 11, 25))).name == "Real CIC"
    assert 'value="Real CIC"' in (await browser.get("/billing/seller")).text


async def test_progress_is_announced_to_open_pages(finance, placed, browser_for):
    await make_weeks(placed, 1)
    run_id = await run_month(finance=finance)
    council = await browser_for(placed.finance.user_id)
    assert (await council.get(f"/live/billing-runs/{run_id}")).status_code == 403
    browser = await browser_for(finance.user_id)
    assert (await browser.get(f"/live/billing-runs/{UUID(int=1)}")).status_code == 404


async def test_what_people_type_is_shown_as_text(finance, browser_for):
    await make_seller()
    placed = await make_placed(name="<script>alert(1)</script> Council")
    [invoice] = await invoices_of(await _run_of(placed, finance))
    note_id = await service.credit(finance, invoice.id, "<img src=x onerror=alert(1)>")
    browser = await browser_for(finance.user_id)
    for path in (f"/invoices/{invoice.id}", f"/invoices/{note_id}", "/invoices", "/billing-runs/new?month=2026-11"):
        text = (await browser.get(path)).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    assert (await queries.get_invoice(SYSTEM, note_id)).status is InvoiceStatus.CREDIT_NOTE


async def _run_of(placed: Placed, finance: Actor) -> UUID:
    await make_weeks(placed, 1)
    return await run_month(finance=finance)
