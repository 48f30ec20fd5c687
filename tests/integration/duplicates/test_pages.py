"""The pages and the API of records that may be of one person."""

import pytest

from prime.accounts.permissions import Role
from prime.core.actor import SYSTEM
from prime.core.db import execute, fetch_value
from prime.duplicates.service import find_pairs
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.integration.duplicates.test_finding import make_pair
from tests.integration.duplicates.test_merging import WHY
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _found(drain):
    one, again, _ = await make_pair()
    await drain()
    return one, again, await fetch_value("SELECT id FROM duplicate_pair"), (await make_user(Role.OPERATIONS)).user_id


async def test_merged_and_undone_on_the_page(browser_for, drain):
    one, again, pair, operations = await _found(drain)
    browser = await browser_for(operations)
    shown = (await browser.get("/duplicates")).text
    assert "Siân Testley and Sian Testley-Prawf" in shown
    assert "Same telephone number: +447700900111" in shown
    blank = await browser.submit(f"/duplicates/{pair}/merge", {})
    assert blank.status_code == 422
    assert "Select the record to keep" in blank.text
    foreign = await browser.submit(f"/duplicates/{pair}/merge", {"survivor": str(operations), "reason": WHY})
    assert foreign.status_code == 422
    done = await browser.submit(f"/duplicates/{pair}/merge", {"survivor": str(one.candidate_id), "reason": WHY})
    assert done.headers["location"] == "/duplicates/merges"
    listed = (await browser.get("/duplicates/merges")).text
    assert again.candidate_reference in listed
    assert WHY in listed
    assert "They were merged." in (await browser.get(f"/duplicates/{pair}")).text
    merge_id = await fetch_value("SELECT id FROM candidate_merge")
    assert "opened again" in (await browser.get(f"/duplicates/merges/{merge_id}/undo")).text
    assert (await browser.submit(f"/duplicates/merges/{merge_id}/undo", {})).status_code == 303
    assert "Undone 25 November 2026" in (await browser.get("/duplicates/merges")).text
    assert (await browser.submit(f"/duplicates/merges/{merge_id}/undo", {})).status_code == 303
    assert "It was undone before." in (await browser.get("/duplicates/merges")).text


async def test_what_stands_in_the_way_is_said_beside_the_form(browser_for, drain):
    one, again, pair, operations = await _found(drain)
    browser = await browser_for(operations)
    await _same_role(one.id, again.id)
    assert "Withdraw or reject one of them first" in (await browser.get(f"/duplicates/{pair}")).text
    refused = await browser.submit(f"/duplicates/{pair}/merge", {"survivor": str(one.candidate_id), "reason": WHY})
    assert refused.status_code == 409
    assert one.reference in refused.text


async def _same_role(one, again) -> None:
    await execute("UPDATE application SET vacancy = (SELECT vacancy FROM application WHERE id = $1) WHERE id = $2", one, again)


async def test_different_people_on_the_page(browser_for, drain):
    _, _, pair, operations = await _found(drain)
    browser = await browser_for(operations)
    assert (await browser.submit(f"/duplicates/{pair}/different", {})).status_code == 303
    assert "No possible duplicates" in (await browser.get("/duplicates")).text
    assert "different people" in (await browser.get(f"/duplicates/{pair}")).text
    await browser.submit(f"/duplicates/{pair}/different", {})
    assert "Somebody else has decided" in (await browser.get("/duplicates")).text


async def test_any_two_records_can_be_put_side_by_side(browser_for, api_for, drain):
    one, other = await make_application(), await make_application(first_name="Bryn", phone="01632 960 777")
    await drain()
    operations = (await make_user(Role.OPERATIONS)).user_id
    browser = await browser_for(operations)
    here = f"/candidates/{one.id}/person"
    assert "Compare the records" in (await browser.get(here)).text
    for wrong, sentence in (("", "Enter the reference"), ("CAN-1999-1", "Enter the reference"), (one.reference, "This is the same record")):
        refused = await browser.submit(here, {"reference": wrong})
        assert refused.status_code == 422
        assert sentence in refused.text
    asked = await browser.submit(here, {"reference": f" {other.reference.lower()} "})
    pair = await fetch_value("SELECT id FROM duplicate_pair")
    assert asked.headers["location"] == f"/duplicates/{pair}"
    await find_pairs(SYSTEM, one.candidate_id)  # details read anew do not take back what somebody asked
    assert other.candidate_reference in (await browser.get(f"/duplicates/{pair}")).text
    await browser.submit(f"/duplicates/{pair}/different", {})
    body = {"candidateId": str(other.candidate_id), "reference": one.candidate_reference}
    again = await (await api_for(operations)).post("/api/v1/duplicate-pairs", json=body)
    assert (again.status_code, again.json()["id"], again.json()["status"]) == (201, str(pair), "open")
    done = await browser.submit(f"/duplicates/{pair}/merge", {"survivor": str(one.candidate_id), "reason": WHY})
    assert done.headers["location"] == "/duplicates/merges"
    assert "This is the same record" in (await browser.submit(here, {"reference": other.candidate_reference})).text


async def test_the_list_asks_few_questions(browser_for, drain):
    _, _, _, operations = await _found(drain)
    browser = await browser_for(operations)
    await browser.get("/duplicates")
    async with counted() as asked:
        assert (await browser.get("/duplicates")).status_code == 200
    assert len(asked) <= 8


async def test_the_same_in_json(api_for, drain):
    one, again, pair, operations = await _found(drain)
    api = await api_for(operations)
    [listed] = (await api.get("/api/v1/duplicate-pairs")).json()["items"]
    assert (listed["id"], listed["first"]["reference"], listed["score"]) == (str(pair), one.candidate_reference, 100)
    body = {"survivorId": str(one.candidate_id), "lostId": str(again.candidate_id), "reason": WHY}
    made = await api.post("/api/v1/candidate-merges", json=body, headers={"Idempotency-Key": "k"})
    assert made.status_code == 201
    assert (await api.post("/api/v1/candidate-merges", json=body, headers={"Idempotency-Key": "k"})).json() == made.json()
    again_refused = await api.post("/api/v1/candidate-merges", json=body)
    assert (again_refused.status_code, again_refused.json()["type"]) == (409, "/problems/cannot-merge")
    [merge] = (await api.get("/api/v1/candidate-merges")).json()["items"]
    assert (merge["survivorReference"], merge["undoneAt"]) == (one.candidate_reference, None)
    assert (await api.post(f"/api/v1/candidate-merges/{made.json()['id']}/undo")).status_code == 204
    assert (await api.post(f"/api/v1/duplicate-pairs/{pair}/keep-apart")).status_code == 204
    for wrong in ("x", "WyIxIl0", "WyJ4IiwieSJd", "WyI5OTk5IiwiMSJd"):
        assert (await api.get("/api/v1/duplicate-pairs", params={"cursor": wrong})).status_code == 422
        assert (await api.get("/api/v1/candidate-merges", params={"cursor": wrong})).status_code == 422
