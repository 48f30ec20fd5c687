"""The same steps through the API, each under its own role's key."""

import pytest

from prime.accounts.permissions import Role
from tests.factories.accounts import make_user
from tests.factories.placements import make_council_client, make_request
from tests.factories.staff import grade_id, make_staff, skill_id

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
REQUESTS = "/api/v1/placement-requests"


async def _body(council, **changes):
    return {
        "teamId": str(council.team_id),
        "gradeId": str(await grade_id()),
        "startsOn": "2026-12-07",
        "endsOn": "2027-03-05",
        "fte": "0.6",
        "skillIds": [str(await skill_id("assessment"))],
        "poNumber": "PO-7700001",
        **changes,
    }


async def test_from_request_to_placement(api_for):
    council, person = await make_council_client(), await make_staff()
    requester, approver = await api_for(council.requester.user_id), await api_for(council.approver.user_id)
    operations, worker = await api_for((await make_user(Role.OPERATIONS)).user_id), await api_for(person.user_id)

    made = await requester.post(REQUESTS, json=await _body(council), headers={"Idempotency-Key": "one"})
    again = await requester.post(REQUESTS, json=await _body(council), headers={"Idempotency-Key": "one"})
    assert (made.status_code, made.content) == (201, again.content)
    here = f"{REQUESTS}/{made.json()['id']}"
    assert made.headers["location"] == here
    assert len((await operations.get(REQUESTS)).json()["items"]) == 1

    changed = await requester.put(here, json={**await _body(council, poNumber="PO-2"), "version": 1})
    assert (changed.status_code, changed.json()["poNumber"], changed.json()["version"]) == (200, "PO-2", 2)
    stale = await requester.put(here, json={**await _body(council), "version": 1})
    assert (stale.status_code, stale.json()["type"]) == (409, "/problems/stale-version")

    matches = (await approver.get(f"{here}/matches")).json()
    [match] = matches["ranked"]
    assert (match["firstName"], match["score"], len(match["parts"])) == ("Sam", 90, 3)
    assert "lastName" not in match
    picked = await approver.post(f"{here}/pick", json={"staffMemberId": match["staffMemberId"]})
    assert (picked.status_code, picked.json()["status"]) == (200, "picked")
    assert (await requester.post(f"{here}/confirm", json={"hourlyAmount": "41.50", "weeklyHours": "22.2"})).status_code == 403

    confirmed = await operations.post(f"{here}/confirm", json={"hourlyAmount": "41.50", "weeklyHours": "22.2"})
    assert confirmed.status_code == 201
    placement = confirmed.headers["location"]
    for program in (requester, approver, operations, worker):
        answer = (await program.get(placement)).json()
        assert (answer["staffName"], answer["hourlyAmount"], answer["phase"]) == ("Sam Sample", "41.50", "upcoming")
        assert [row["id"] for row in (await program.get("/api/v1/placements")).json()["items"]] == [answer["id"]]
    closed = await requester.post(f"{here}/cancel", json={"reason": "Changed our mind"})
    assert (closed.status_code, closed.json()["type"]) == (409, "/problems/request-closed")

    assert (await requester.post(f"{placement}/extend", json={"endsOn": "2027-04-30"})).status_code == 403
    assert (await operations.post(f"{placement}/extend", json={"endsOn": "2027-04-30"})).json()["endsOn"] == "2027-04-30"
    ended = await operations.post(f"{placement}/end", json={"endsOn": "2027-02-26", "reason": "The team closes"})
    assert (ended.status_code, ended.json()["status"]) == (200, "ended")
    off = await operations.post(f"{placement}/cancel", json={"reason": "No budget"})
    assert (off.status_code, off.json()["phase"]) == (200, "cancelled")


async def test_turning_down_and_declining(api_for):
    council, person = await make_council_client(), await make_staff()
    requester = await api_for(council.requester.user_id)
    operations = await api_for((await make_user(Role.OPERATIONS)).user_id)
    here = f"{REQUESTS}/{await make_request(council)}"
    assert (await requester.post(f"{here}/decline-match", json={"staffMemberId": str(person.id), "reason": ""})).status_code == 422
    turned = await requester.post(f"{here}/decline-match", json={"staffMemberId": str(person.id), "reason": "No"})
    assert (turned.status_code, turned.json()["status"]) == (200, "open")
    [excluded] = (await operations.get(f"{here}/matches")).json()["excluded"]
    assert (excluded["reason"], excluded["count"]) == ("turned_down", 1)
    refused = await requester.post(f"{here}/pick", json={"staffMemberId": str(person.id)})
    assert (refused.status_code, refused.json()["type"], refused.json()["reason"]) == (409, "/problems/not-available", "turned_down")
    assert (await requester.post(f"{here}/decline", json={"reason": "No"})).status_code == 403
    assert (await operations.post(f"{here}/decline", json={"reason": "Nobody is free"})).json()["status"] == "declined"
    closed = (await requester.get(REQUESTS, params={"status": "declined"})).json()["items"]
    assert [row["statusReason"] for row in closed] == ["Nobody is free"]


async def test_wrong_bodies_name_their_fields(api_for):
    council = await make_council_client()
    requester = await api_for(council.requester.user_id)
    for changes in ({"fte": "2"}, {"fte": "NaN"}, {"fte": "0.333"}, {"endsOn": "2026-12-01"}, {"poNumber": ""}, {"surprise": 1}):
        answer = await requester.post(REQUESTS, json=await _body(council, **changes))
        assert answer.status_code == 422, changes
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["errors"]


async def test_another_council_and_no_key(api_for):
    council, other, person = await make_council_client(), await make_council_client(), await make_staff()
    stranger, nobody = await api_for(other.requester.user_id), await api_for()
    here = f"{REQUESTS}/{await make_request(council)}"
    calls = [
        ("GET", here, None),
        ("PUT", here, {**await _body(other), "version": 1}),
        ("POST", f"{here}/cancel", {"reason": "No"}),
        ("GET", f"{here}/matches", None),
        ("POST", f"{here}/pick", {"staffMemberId": str(person.id)}),
        ("POST", f"{here}/decline-match", {"staffMemberId": str(person.id), "reason": "No"}),
    ]
    for method, url, body in calls:
        assert (await stranger.request(method, url, json=body)).status_code == 404, url
        assert (await nobody.request(method, url, json=body)).status_code == 401, url
    assert (await stranger.post(REQUESTS, json=await _body(council))).status_code == 404
