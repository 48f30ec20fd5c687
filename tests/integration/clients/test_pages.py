"""Clients as a browser and a program meet them."""

import pytest

from prime.accounts.permissions import Role
from prime.clients import queries
from prime.core.actor import SYSTEM
from tests.factories.accounts import make_user
from tests.factories.clients import make_client, make_rate_card, make_team

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

NEW = {
    "name": "Fresh Council",
    "code": "FRESH",
    "division": "england-and-wales",
    "delivery_channel": "pdf_email",
    "payment_days": "30",
    "notice_days": "28",
    "reports_as_agency": "yes",
}


async def test_operations_add_a_council_and_fill_it(browser_for):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "There are no councils yet" in (await browser.get("/clients")).text
    made = await browser.submit("/clients/new", NEW)
    assert made.status_code == 303
    here = made.headers["location"]
    assert (await browser.submit(f"{here}/teams/new", {"name": "Court team"})).status_code == 303
    day = {"effective_from-day": "1", "effective_from-month": "4", "effective_from-year": "2026"}
    assert (await browser.submit(f"{here}/rate-cards/new", {"job_type": "social_worker", "hourly_amount": "£41.50", **day})).status_code == 303
    for year, agency in (("2024", "57"), ("2026", "7")):
        figures = {
            "taken_on-day": "30",
            "taken_on-month": "9",
            "taken_on-year": year,
            "permanent_fte": str(100 - int(agency)),
            "agency_fte": agency,
            "vacancy_fte": "3",
            "source": "Return",
        }
        assert (await browser.submit(f"{here}/workforce-snapshots/new", figures)).status_code == 303
    body = (await browser.get(here)).text
    for text in ("Court team", "£41.50", "Agency share fell from 57% to 7% between 30 September 2024 and 30 September 2026", "Until further notice"):
        assert text in body
    assert "7%" in (await browser.get("/clients?q=fresh")).text


async def test_mistakes_are_shown_at_their_fields(browser_for):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    client = await make_client()
    await make_rate_card(client.id)
    await make_team(client.id, "Court team")
    wrong = await browser.submit("/clients/new", {**NEW, "name": "", "vat_number": "GB1", "payment_days": "45"})
    assert wrong.status_code == 422
    assert "Enter the name of the council" in wrong.text
    assert "Days to pay must be a whole number between 1 and 30" in wrong.text
    late = await browser.submit("/clients/new", {**NEW, "vat_number": "GB1"})
    assert (late.status_code, "like GB 123 4567 82" in late.text) == (422, True)
    taken = await browser.submit("/clients/new", {**NEW, "code": client.code})
    assert (taken.status_code, "Another client has this name or code" in taken.text) == (409, True)
    team = await browser.submit(f"/clients/{client.id}/teams/new", {"name": "Court team"})
    assert (team.status_code, "has a team of this name" in team.text) == (409, True)
    day = {"effective_from-day": "1", "effective_from-month": "4", "effective_from-year": "2026"}
    rate = await browser.submit(f"/clients/{client.id}/rate-cards/new", {"job_type": "social_worker", "hourly_amount": "40", **day})
    assert (rate.status_code, "There is a rate from 1 April 2026" in rate.text) == (409, True)
    ahead = {"taken_on-day": "1", "taken_on-month": "1", "taken_on-year": "2030", "permanent_fte": "1.25"}
    figures = await browser.submit(f"/clients/{client.id}/workforce-snapshots/new", ahead)
    assert figures.status_code == 422
    assert "The day must be today or in the past" in figures.text


async def test_a_team_is_changed_on_its_page(browser_for):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    client, other = await make_client(), await make_client()
    team_id = await make_team(client.id, "Court team", latitude=51.4, longitude=-0.3)
    await make_team(client.id, "Fostering")
    here = f"/clients/{client.id}/teams/{team_id}"
    assert 'value="51.4"' in (await browser.get(here)).text
    assert (await browser.submit(here, {"name": "Fostering"})).status_code == 409
    half = await browser.submit(here, {"name": "Court", "latitude": "51.4"})
    assert (half.status_code, "Enter both latitude and longitude" in half.text) == (422, True)
    assert (await browser.submit(here, {"name": "Court and care"})).status_code == 303
    assert [(team.name, team.latitude) for team in await queries.list_teams(SYSTEM, client.id)] == [("Court and care", None), ("Fostering", None)]
    assert (await browser.get(f"/clients/{other.id}/teams/{team_id}")).status_code == 404


async def test_terms_are_shown_again_to_be_changed(browser_for):
    browser = await browser_for((await make_user(Role.ADMIN)).user_id)
    client = await make_client("Old Council")
    body = (await browser.get(f"/clients/{client.id}/edit")).text
    assert 'value="Old Council"' in body
    assert (await browser.submit(f"/clients/{client.id}/edit", {**NEW, "name": "New Council"})).status_code == 303
    assert (await queries.get_client(SYSTEM, client.id)).name == "New Council"


async def test_a_council_reads_its_own_page_without_buttons(browser_for):
    client = await make_client()
    await make_team(client.id, "Court team")
    for role in (Role.CLIENT_REQUESTER, Role.CLIENT_APPROVER, Role.CLIENT_FINANCE):
        browser = await browser_for((await make_user(role, organisation_id=client.organisation_id)).user_id)
        body = (await browser.get("/council")).text
        assert "Court team" in body
        assert "Change terms" not in body
        assert "Add a team" not in body
        assert (await browser.get(f"/clients/{client.id}")).status_code == 403
        assert (await browser.get("/clients")).status_code == 403
    for role in (Role.OPERATIONS, Role.STAFF, Role.CHAMPION):
        browser = await browser_for((await make_user(role)).user_id)
        assert (await browser.get("/council")).status_code == 403


async def test_finance_reads_without_buttons(browser_for):
    client = await make_client()
    browser = await browser_for((await make_user(Role.FINANCE)).user_id)
    assert "Change terms" not in (await browser.get(f"/clients/{client.id}")).text
    assert (await browser.get(f"/clients/{client.id}/edit")).status_code == 403
    assert (await browser.submit("/clients/new", NEW)).status_code == 403


async def test_text_from_people_is_text(browser_for):
    client = await make_client("<b>Bold</b> Council", address="<script>alert(1)</script>")
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    for path in ("/clients", f"/clients/{client.id}", f"/clients/{client.id}/edit"):
        body = (await browser.get(path)).text
        assert "<b>Bold" not in body
        assert "<script>alert" not in body


async def test_the_api_does_what_the_pages_do(api_for):
    program = await api_for((await make_user(Role.OPERATIONS)).user_id)
    made = await program.post("/api/v1/clients", json={"name": "Program Council", "code": "PROG"}, headers={"Idempotency-Key": "a"})
    again = await program.post("/api/v1/clients", json={"name": "Program Council", "code": "PROG"}, headers={"Idempotency-Key": "a"})
    assert made.status_code == again.status_code == 201
    here = f"/api/v1/clients/{made.json()['id']}"
    assert made.headers["location"] == here
    assert made.content == again.content
    assert (await program.post(f"{here}/teams", json={"name": "Court team"})).status_code == 201
    rate = {"jobType": "social_worker", "hourlyAmount": "41.50", "effectiveFrom": "2026-04-01"}
    assert (await program.post(f"{here}/rate-cards", json=rate)).status_code == 201
    assert (await program.post(f"{here}/rate-cards", json=rate)).status_code == 409
    figures = {"takenOn": "2026-09-30", "permanentFte": "93", "agencyFte": "7", "vacancyFte": "4.5", "source": "Return"}
    assert (await program.post(f"{here}/workforce-snapshots", json=figures)).status_code == 201
    assert (await program.put(here, json={"name": "Program Council", "code": "PROG", "paymentDays": 14})).json()["paymentDays"] == 14
    team_id = (await program.get(f"{here}/teams")).json()["items"][0]["id"]
    assert (await program.put(f"{here}/teams/{team_id}", json={"name": "Court team"})).status_code == 200
    assert [team["name"] for team in (await program.get(f"{here}/teams")).json()["items"]] == ["Court team"]
    assert (await program.get(f"{here}/rate-cards")).json()["items"][0]["hourlyAmount"] == "41.50"
    assert (await program.get(f"{here}/workforce-snapshots")).json()["items"][0]["agencyShare"] == "7.0"
    assert (await program.get(f"{here}/contacts")).json()["items"] == []
    assert (await program.get("/api/v1/clients?search=prog")).json()["items"][0]["code"] == "PROG"
    assert (await program.post("/api/v1/clients", json={"name": "X", "code": "X1", "paymentDays": 31})).status_code == 422
    assert (await program.post(f"{here}/rate-cards", json={**rate, "hourlyAmount": "NaN"})).status_code == 422


async def test_a_council_reads_itself_through_the_api(api_for):
    client, other = await make_client(), await make_client()
    program = await api_for((await make_user(Role.CLIENT_FINANCE, organisation_id=client.organisation_id)).user_id)
    assert (await program.get("/api/v1/council")).json()["code"] == client.code
    assert (await program.get(f"/api/v1/clients/{client.id}")).status_code == 200
    for part in ("", "/teams", "/rate-cards", "/workforce-snapshots", "/contacts"):
        assert (await program.get(f"/api/v1/clients/{other.id}{part}")).status_code == 404
    assert (await program.post(f"/api/v1/clients/{client.id}/teams", json={"name": "T"})).status_code == 403
    assert (await program.get("/api/v1/clients")).status_code == 403
