"""Pages and JSON of offers, each role in its place."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries as candidates
from prime.candidates import service as candidates_service
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.offers import queries
from prime.offers.tables import OfferStatus
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.offers import make_accepted, make_offer

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


def _terms(application, **changes) -> dict[str, str]:
    start = clock.today() + timedelta(days=40)
    return {
        "role_title": "Social worker <court>",
        "grade": str(application.grade_id),
        "annual_amount": "£41,000",
        "weekly_hours": "37",
        "place": "Westmarch",
        "starts_on-day": str(start.day),
        "starts_on-month": str(start.month),
        "starts_on-year": str(start.year),
        "expires_at-day": "4",
        "expires_at-month": "12",
        "expires_at-year": "2026",
        "expires_at-time": "5pm",
        "conditions": "",
        **changes,
    }


async def test_operations_make_an_offer_and_the_candidate_accepts_it(browser_for, drain):
    application = await make_application(stage=Stage.OFFER)
    operations = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    url = f"/offers/new?application={application.id}"
    form = await operations.get(url)
    assert 'value="Social worker, child protection"' in form.text
    assert "5pm" in form.text
    wrong = await operations.submit(url, _terms(application, annual_amount="90,000", **{"expires_at-time": ""}))
    assert wrong.status_code == 422
    assert "Enter the day and the time" in wrong.text
    too_many = await operations.submit(url, _terms(application, conditions="\n".join(f"Condition {number}" for number in range(11))))
    assert (too_many.status_code, "up to 10 conditions" in too_many.text) == (422, True)
    too_much = await operations.submit(url, _terms(application, annual_amount="90,000"))
    assert too_much.status_code == 422
    assert "Salary must be within the band" in too_much.text
    made = await operations.submit(url, _terms(application))
    assert made.status_code == 303
    offer_id = made.headers["location"].rsplit("/", 1)[1]
    assert "Social worker &lt;court&gt;" in (await operations.get(made.headers["location"])).text
    assert (await operations.get(url)).headers["location"] == made.headers["location"]
    assert (await operations.submit(url, _terms(application))).status_code == 409
    assert "You wrote this offer" in (await operations.get(made.headers["location"])).text
    await operations.submit(f"{made.headers['location']}/approve")
    assert (await queries.get_offer(SYSTEM, UUID(offer_id))).status is OfferStatus.DRAFTED
    assert f"/my-offers/{offer_id}" not in (await (await browser_for(application.user_id)).get("/my-offers")).text
    admin = await browser_for((await make_user(Role.ADMIN)).user_id)
    assert "Approve and make the offer" in (await admin.get(made.headers["location"])).text
    assert (await admin.submit(f"{made.headers['location']}/approve")).status_code == 303
    assert "Waiting for an answer" in (await operations.get("/offers")).text

    candidate = await browser_for(application.user_id)
    here = f"/my-offers/{offer_id}"
    assert here in (await candidate.get("/my-offers")).text
    page = await candidate.get(here)
    for words in ("£41,000.00 a year", "4 December 2026, 5pm", "37 hours a week", "AfC"):
        assert words in page.text
    empty = await candidate.submit(f"{here}/accept", {"name": ""})
    assert (empty.status_code, "Enter your full name" in empty.text) == (422, True)
    wrong_name = await candidate.submit(f"{here}/accept", {"name": "Somebody Else"})
    assert (wrong_name.status_code, "as it stands in the offer" in wrong_name.text) == (422, True)
    assert (await candidate.submit(f"{here}/accept", {"name": application.name.lower()})).headers["location"] == here
    offer = await queries.get_offer(SYSTEM, UUID(offer_id))
    assert offer.accepted_ip == "127.0.0.1"
    await drain()
    accepted = await candidate.get(here)
    assert "You have accepted" in accepted.text
    assert "Employment contract" in accepted.text
    seen = await operations.get(f"/offers/{offer_id}")
    assert "127.0.0.1" in seen.text
    assert "127.0.0.1" not in accepted.text
    assert (await candidate.submit(f"{here}/accept", {"name": application.name})).status_code == 409
    assert (await candidates.get_application(SYSTEM, application.id)).stage is Stage.CHECKS


async def test_declining_and_withdrawing_ask_why(browser_for):
    offer_id, application = await make_offer()
    candidate = await browser_for(application.user_id)
    for wrong in ({"reason": ""}, {"reason": "nonsense"}, {"reason": "other", "detail": " "}, {"reason": "pay", "detail": "x" * 2001}):
        assert (await candidate.submit(f"/my-offers/{offer_id}/decline", wrong)).status_code == 422
    assert (await candidate.submit(f"/my-offers/{offer_id}/decline", {"reason": "location", "detail": "Too far"})).status_code == 303
    assert "Too far" in (await candidate.get(f"/my-offers/{offer_id}")).text
    operations = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "Make another offer" in (await operations.get(f"/offers/{offer_id}")).text
    second, _ = await make_offer(application)
    assert (await operations.submit(f"/offers/{second}/withdraw", {"reason": " "})).status_code == 422
    assert (await operations.submit(f"/offers/{second}/withdraw", {"reason": "No funding"})).status_code == 303
    assert "No funding" in (await candidate.get(f"/my-offers/{second}")).text
    assert (await operations.submit(f"/offers/{second}/withdraw", {"reason": "Again"})).status_code == 303


async def test_a_lapsed_offer_shows_no_way_to_accept(browser_for, frozen_now):
    offer_id, application = await make_offer()
    frozen_now(clock.now() + timedelta(days=11))
    candidate = await browser_for(application.user_id)
    page = await candidate.get(f"/my-offers/{offer_id}")
    assert "Lapsed" in page.text
    assert "Type your full name" not in page.text
    late = await candidate.submit(f"/my-offers/{offer_id}/accept", {"name": application.name})
    assert (late.status_code, "This offer has lapsed" in late.text) == (409, True)


async def test_pages_are_for_their_roles(browser_for):
    offer_id, _ = await make_offer()
    stranger = await browser_for((await make_application()).user_id)
    for path in (f"/my-offers/{offer_id}", f"/my-offers/{offer_id}/decline"):
        assert (await stranger.get(path)).status_code == 404
    assert (await stranger.submit(f"/my-offers/{offer_id}/accept", {"name": "X"})).status_code == 404
    for role in (Role.CHAMPION, Role.FINANCE, Role.CANDIDATE):
        browser = await browser_for((await make_user(role)).user_id)
        for path in ("/offers", f"/offers/{offer_id}", f"/offers/{offer_id}/withdraw"):
            assert (await browser.get(path)).status_code == 403


async def test_the_journey_by_json(app, api_for):
    application = await make_application(stage=Stage.OFFER)
    operations = await api_for((await make_user(Role.OPERATIONS)).user_id)
    terms = {
        "applicationId": str(application.id),
        "roleTitle": "Social worker",
        "gradeId": str(application.grade_id),
        "annualAmount": "41000.00",
        "weeklyHours": "37",
        "place": "Westmarch",
        "startsOn": "2027-01-04",
        "expiresAt": "2026-12-04T17:00:00Z",
    }
    refused = await operations.post("/api/v1/offers", json={**terms, "annualAmount": "1"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/annualAmount")
    assert (await operations.post("/api/v1/offers", json={**terms, "expiresAt": "2026-12-04T17:00:00"})).status_code == 422
    made = await operations.post("/api/v1/offers", json=terms, headers={"Idempotency-Key": "a"})
    assert made.status_code == 201
    assert (await operations.post("/api/v1/offers", json=terms, headers={"Idempotency-Key": "a"})).json()["id"] == made.json()["id"]
    assert (await operations.post("/api/v1/offers", json=terms)).status_code == 409
    here = made.headers["location"]
    assert (await operations.post(here + "/approve")).json()["type"] == "/problems/own-draft"
    second = await api_for((await make_user(Role.OPERATIONS)).user_id)
    assert (await second.post(here + "/approve")).json()["status"] == "made"
    token = await candidates_service.mint_application_token(ANONYMOUS, application.id)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://localhost:8000", headers={"Authorization": f"Bearer {token}"}
    ) as candidate:
        assert [offer["id"] for offer in (await candidate.get("/api/v1/offers")).json()["items"]] == [made.json()["id"]]
        assert (await candidate.post(here + "/withdraw", json={"reason": "x"})).status_code == 403
        assert (await candidate.post(here + "/accept", json={"name": "X"})).status_code == 422
        accepted = await candidate.post(here + "/accept", json={"name": application.name})
        assert (accepted.status_code, accepted.json()["status"], accepted.json()["acceptedIp"]) == (200, "accepted", "")
        assert (await candidate.post(here + "/decline", json={"reason": "x"})).status_code == 422
        assert (await candidate.post(here + "/decline", json={"reason": "pay"})).status_code == 409
        later = {"startsOn": "2027-02-01", "reason": "Three months' notice"}
        proposed = await candidate.post(here + "/start-proposals", json=later)
        assert (proposed.status_code, proposed.json()["proposals"][0]["isByCandidate"]) == (201, True)
        assert (await candidate.post(here + "/start-answer", json={"agrees": True})).status_code == 409
        agreed = await operations.post(here + "/start-answer", json={"agrees": True})
        assert (agreed.status_code, agreed.json()["startsOn"]) == (200, "2027-02-01")
    assert (await operations.get(here)).json()["acceptedIp"] == "127.0.0.1"


async def test_other_keys_are_refused(api_for):
    offer_id, _ = await make_accepted()
    for role, expected in ((Role.CHAMPION, 403), (Role.FINANCE, 403), (Role.CANDIDATE, 404)):
        key = await api_for((await make_user(role)).user_id)
        assert (await key.get(f"/api/v1/offers/{offer_id}")).status_code == expected
        assert (await key.post("/api/v1/offers", json={})).status_code in {403, 422}
    assert (await queries.get_offer(SYSTEM, offer_id)).status is OfferStatus.ACCEPTED
