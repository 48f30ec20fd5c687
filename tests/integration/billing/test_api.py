"""The same by program: a month from preview to payment under finance's own key, a council's reading under its own."""

from uuid import UUID

import pytest

from prime.accounts.permissions import Role
from prime.core.actor import Actor
from tests.factories.accounts import make_council, make_user
from tests.factories.billing import SELLER, Placed, make_invoice, make_placed, make_seller, make_week, make_weeks

pytestmark = [pytest.mark.usefixtures("db", "frozen_now")]
API = "/api/v1"


@pytest.fixture
async def finance() -> Actor:
    return await make_user(Role.FINANCE)


@pytest.fixture
async def placed() -> Placed:
    return await make_placed(name="Northfold Council")


async def test_the_seller_by_program(finance, api_for):
    program = await api_for(finance.user_id)
    seller = {
        "name": SELLER["name"],
        "address": SELLER["address"],
        "vatNumber": SELLER["vat_number"],
        "email": SELLER["email"],
        "bankName": SELLER["bank_name"],
        "sortCode": SELLER["sort_code"],
        "accountNumber": SELLER["account_number"],
        "effectiveFrom": "2026-01-01",
    }
    wrong = await program.post(f"{API}/sellers", json={**seller, "vatNumber": "GB1"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/vatNumber")
    assert (await program.post(f"{API}/sellers", json=seller)).status_code == 201
    assert [row["name"] for row in (await program.get(f"{API}/sellers")).json()["items"]] == [SELLER["name"]]


async def test_a_month_by_program(finance, placed, api_for, drain):
    await make_seller()
    program = await api_for(finance.user_id)
    first, _ = await make_weeks(placed, 2)
    odd = await make_week(await make_placed(council=placed.council, po_number="PO-2"))
    excluded = await program.post(f"{API}/billing-exclusions", json={"timesheetId": str(first), "reason": "Disputed"})
    assert excluded.status_code == 201
    again = await program.post(f"{API}/billing-exclusions", json={"timesheetId": str(first), "reason": "Disputed"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/not-billable")
    assert (await program.post(f"{API}/billing-exclusions/{excluded.json()['id']}/lift")).status_code == 204
    await program.post(f"{API}/billing-exclusions", json={"timesheetId": str(odd), "reason": "Later"})

    preview = (await program.get(f"{API}/billing-runs/preview", params={"month": "2026-11"})).json()
    assert (preview["netAmount"], len(preview["groups"]), len(preview["leftOut"])) == ("3071.00", 1, 1)
    changed = await program.post(f"{API}/billing-runs", json={"month": "2026-11", "expectedWeeks": 9})
    assert (changed.status_code, changed.json()["type"]) == (409, "/problems/preview-changed")
    body = {"month": "2026-11", "expectedWeeks": 2, "expectedNetAmount": "3071.00"}
    started = await program.post(f"{API}/billing-runs", json=body, headers={"Idempotency-Key": "november"})
    repeated = await program.post(f"{API}/billing-runs", json=body, headers={"Idempotency-Key": "november"})
    assert (started.status_code, repeated.content) == (201, started.content)
    run_id = started.json()["id"]
    assert started.headers["location"] == f"{API}/billing-runs/{run_id}"
    second = await program.post(f"{API}/billing-runs", json=body)
    assert (second.status_code, second.json()["type"], second.json()["run_id"]) == (409, "/problems/month-billed", run_id)
    await drain()
    run = (await program.get(f"{API}/billing-runs/{run_id}")).json()
    assert (run["status"], run["settledCount"], run["grossAmount"]) == ("done", 1, "3685.20")
    assert [row["id"] for row in (await program.get(f"{API}/billing-runs")).json()["items"]] == [run_id]
    assert (await program.post(f"{API}/billing-shares/{run['shares'][0]['id']}/retry")).status_code == 409


async def test_money_by_program(finance, placed, api_for, drain):
    program = await api_for(finance.user_id)
    invoice_id = (await make_invoice(placed)).id
    await drain()
    invoice = (await program.get(f"{API}/invoices/{invoice_id}")).json()
    assert (invoice["number"], invoice["status"], invoice["dueOn"], invoice["owedAmount"]) == ("INV-2026-000001", "unpaid", "2026-12-24", "3685.20")
    assert invoice["document"]["status"] == "ready"
    assert (await program.get(f"{API}/documents/{invoice['document']['id']}/file")).content[:5] == b"%PDF-"
    paid = await program.post(f"{API}/invoices/{invoice_id}/payments", json={"receivedOn": "2026-11-25", "amount": "685.20", "reference": "BACS 1"})
    assert paid.status_code == 201
    too_much = await program.post(f"{API}/invoices/{invoice_id}/payments", json={"receivedOn": "2026-11-25", "amount": "3000.01"})
    assert (too_much.status_code, too_much.json()["errors"][0]["pointer"]) == (422, "/amount")
    unpaid = (await program.get(f"{API}/invoices/unpaid")).json()
    assert (unpaid["owedAmount"], unpaid["buckets"]["not_due"]) == ("3000.00", "3000.00")
    held = await program.post(f"{API}/invoices/{invoice_id}/credit-note", json={"reason": "Wrong"})
    assert (held.status_code, held.json()["type"]) == (409, "/problems/invoice-paid")
    reversed_ = await program.post(f"{API}/payments/{paid.json()['id']}/reversal", json={"reason": "Bounced"})
    assert reversed_.status_code == 201
    note = await program.post(f"{API}/invoices/{invoice_id}/credit-note", json={"reason": "Wrong"})
    assert (note.status_code, note.headers["location"]) == (201, f"{API}/invoices/{note.json()['id']}")
    assert (await program.post(f"{API}/invoices/{invoice_id}/send")).status_code == 204
    listed = (await program.get(f"{API}/invoices", params={"status": ["credited", "credit_note"]})).json()["items"]
    assert {row["number"] for row in listed} == {"INV-2026-000001", "CRN-2026-000001"}
    sums = (await program.get(f"{API}/invoices/sums")).json()
    assert (sums["count"], sums["grossAmount"], sums["owedAmount"]) == (2, "0.00", "0.00")
    statement = (await program.get(f"{API}/clients/{placed.council.client.id}/statement")).json()
    assert [entry["amount"] for entry in statement["entries"]] == ["-3685.20", "3685.20", "-685.20", "685.20"]
    assert statement["closingAmount"] == "0.00"


async def test_a_council_reads_its_own_by_program(placed, api_for):
    invoice = await make_invoice(placed)
    program = await api_for(placed.finance.user_id)
    assert [row["number"] for row in (await program.get(f"{API}/invoices")).json()["items"]] == [invoice.number]
    assert (await program.get(f"{API}/invoices/{invoice.id}")).json()["lines"][0]["hours"] == "37.00"
    assert (await program.get(f"{API}/clients/{placed.council.client.id}/statement")).status_code == 200
    for attempt in (
        program.post(f"{API}/invoices/{invoice.id}/credit-note", json={"reason": "x"}),
        program.post(f"{API}/invoices/{invoice.id}/payments", json={"receivedOn": "2026-11-25", "amount": "1.00"}),
        program.get(f"{API}/billing-runs"),
        program.get(f"{API}/sellers"),
    ):
        assert (await attempt).status_code == 403
    stranger = await api_for((await make_user(Role.CLIENT_FINANCE, organisation_id=(await make_council()).id)).user_id)
    for path in (f"invoices/{invoice.id}", f"clients/{placed.council.client.id}/statement"):
        assert (await stranger.get(f"{API}/{path}")).status_code == 404
    assert (await stranger.get(f"{API}/invoices")).json() == {"items": [], "nextCursor": ""}
    nobody = await api_for()
    assert (await nobody.get(f"{API}/invoices")).status_code == 401


async def test_the_token_of_a_link_is_no_key_to_more(placed, api_for, drain, outbox_mail):
    invoice = await make_invoice(placed)
    await drain()
    [mail] = [mail for mail in await outbox_mail() if mail.secret_link and "/invoices/" in mail.secret_link]
    program = await api_for()
    program.headers["Authorization"] = f"Bearer {mail.secret_link.rsplit('/', 1)[1]}"
    assert (await program.get(f"{API}/invoices")).json()["items"] == []
    assert (await program.get(f"{API}/invoices/{invoice.id}")).status_code == 404
    assert (await program.get(f"{API}/billing-runs")).status_code == 403
    assert (await program.post(f"{API}/invoices/{invoice.id}/credit-note", json={"reason": "x"})).status_code == 403


async def test_bodies_and_ids_that_cannot_be(finance, api_for):
    await make_seller()
    program = await api_for(finance.user_id)
    for body in ({"month": "2026-1"}, {"month": "2027-01"}, {"month": "2026-11", "extra": 1}, {}):
        assert (await program.post(f"{API}/billing-runs", json=body)).status_code == 422
    assert (await program.post(f"{API}/billing-runs", json={"month": "2026-11"})).json()["type"] == "/problems/nothing-to-bill"
    assert (await program.get(f"{API}/billing-runs/preview", params={"month": "x"})).status_code == 422
    for path in ("invoices", "billing-runs"):
        assert (await program.get(f"{API}/{path}/{UUID(int=1)}")).status_code == 404
        assert (await program.get(f"{API}/{path}", params={"cursor": "x"})).status_code == 422
    invoice = await make_invoice()
    for amount in ("-1.00", "0.00", "0.001", "NaN", "Infinity", "1e99", "x"):
        answer = await program.post(f"{API}/invoices/{invoice.id}/payments", json={"receivedOn": "2026-11-25", "amount": amount})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/amount"), amount
