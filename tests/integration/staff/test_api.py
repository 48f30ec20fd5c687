"""Staff as a program meets them."""

from datetime import date

import pytest

from prime.accounts.permissions import Role
from prime.core.actor import SYSTEM
from prime.staff import service
from tests.factories.accounts import make_user
from tests.factories.clients import make_client
from tests.factories.staff import clear_checks, make_offer_accepted, make_staff, skill_id

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def test_operations_make_and_change_staff(api_for):
    actor, client = await make_user(Role.OPERATIONS), await make_client()
    program = await api_for(actor.user_id)
    application = await make_offer_accepted(last_name="Newstart")
    body = {"applicationId": str(application.id), "skills": [{"skillId": str(await skill_id("court")), "years": 4}]}
    refused = await program.post("/api/v1/staff", json=body)
    assert (refused.status_code, refused.json()["type"], len(refused.json()["waiting"])) == (409, "/problems/checks-open", 9)
    ready = (await program.get("/api/v1/staff/ready")).json()["items"]
    assert (ready[0]["lastName"], len(ready[0]["waiting"])) == ("Newstart", 9)
    await clear_checks(application.candidate, actor.user_id)
    made = await program.post("/api/v1/staff", json=body, headers={"Idempotency-Key": "1"})
    again = await program.post("/api/v1/staff", json=body, headers={"Idempotency-Key": "1"})
    assert made.status_code == again.status_code == 201
    assert made.json() == again.json()
    here = made.headers["location"]
    assert (await program.get(here)).json()["skills"][0]["years"] == 4
    assert (await program.get("/api/v1/staff?onBench=true&on_bench=true")).json()["items"][0]["freeFte"] == "1.00"
    assert (await program.get("/api/v1/staff/bench?on=2026-12-01")).json()["items"][0]["skills"] == ["Court work and care proceedings"]
    assert len((await program.get("/api/v1/staff/free-time")).json()["items"]) == 13
    assert len((await program.get(f"{here}/checks")).json()["items"]) == 9
    assert (await program.put(f"{here}/skills", json={"skills": []})).json()["skills"] == []
    assert (await program.put(f"{here}/placing", json={"isPlaceable": False})).json()["isPlaceable"] is False
    conflict = await program.post(f"{here}/conflicts", json={"clientId": str(client.id), "reason": "Family", "until": "2027-01-31"})
    assert conflict.status_code == 201
    assert (await program.delete(f"{here}/conflicts/{conflict.json()['id']}")).status_code == 204
    assert (await program.delete(f"{here}/conflicts/{conflict.json()['id']}")).status_code == 404
    ended = await program.post(f"{here}/end", json={"leftOn": "2027-01-31", "reason": "Moves"})
    assert (ended.status_code, ended.json()["leftOn"]) == (200, "2027-01-31")
    assert (await program.put(f"{here}/skills", json={"skills": [{"skillId": str(client.id), "years": 1}]})).status_code == 422
    assert (await program.put(f"{here}/skills", json={"skills": [{"skillId": str(client.id), "years": 99}]})).status_code == 422


async def test_oneself_and_nobody_else(api_for):
    person, other = await make_staff(checks_expire_on=date(2027, 5, 1)), await make_staff()
    await service.add_conflict(SYSTEM, person.id, client_id=(await make_client()).id, reason="In confidence")
    program = await api_for(person.user_id)
    own = (await program.get("/api/v1/staff/me")).json()
    assert (own["id"], own["conflicts"]) == (str(person.id), [])
    assert (await program.get(f"/api/v1/staff/{person.id}")).status_code == 200
    court = {"skills": [{"skillId": str(await skill_id("court")), "years": 9}]}
    assert (await program.put(f"/api/v1/staff/{person.id}/skills", json=court)).json()["skills"][0]["years"] == 9
    assert (await program.get(f"/api/v1/staff/{person.id}/checks")).json()["items"][0]["expiresOn"] == "2027-05-01"
    assert (await program.get(f"/api/v1/staff/{other.id}")).status_code == 404
    assert (await program.get(f"/api/v1/staff/{other.id}/checks")).status_code == 404
    assert (await program.put(f"/api/v1/staff/{other.id}/skills", json=court)).status_code == 404
    for path in ("staff", "staff/ready", "staff/bench", "staff/free-time"):
        assert (await program.get(f"/api/v1/{path}")).status_code == 403


async def test_finance_reads_and_changes_nothing(api_for):
    person = await make_staff()
    program = await api_for((await make_user(Role.FINANCE)).user_id)
    assert (await program.get(f"/api/v1/staff/{person.id}")).status_code == 200
    assert (await program.get(f"/api/v1/staff/{person.id}/checks")).status_code == 403
    assert (await program.post(f"/api/v1/staff/{person.id}/end", json={"leftOn": "2027-01-31", "reason": "No"})).status_code == 403
    assert (await (await api_for()).get("/api/v1/staff")).status_code == 401
