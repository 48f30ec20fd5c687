"""Conversions as a program meets them."""

import base64

import pytest

from prime.accounts.permissions import Role
from tests.factories.accounts import make_user
from tests.factories.clients import make_client
from tests.factories.conversions import make_case, make_conversion_vacancy, make_worker, worker_line, worker_list
from tests.factories.staff import grade_id

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def test_from_a_list_to_an_application(api_for):
    client = await make_client()
    program = await api_for((await make_user(Role.OPERATIONS)).user_id)
    content = worker_list(worker_line(swe_number="SW930"), worker_line(swe_number="bad"))
    done = await program.post("/api/v1/worker-imports", json={"clientId": str(client.id), "content": content.decode()})
    assert done.status_code == 201
    assert (done.json()["rowsNew"], done.json()["refusals"][0]["row"]) == (1, 3)
    windows = base64.b64encode(worker_list(worker_line(swe_number="SW931", first_name="Zoë")).decode().encode("cp1252")).decode()
    assert (await program.post("/api/v1/worker-imports", json={"clientId": str(client.id), "contentBase64": windows})).json()["rowsNew"] == 1
    listed = (await program.get("/api/v1/agency-workers?search=SW931")).json()["items"]
    assert listed[0]["firstName"] == "Zoë"
    body = {
        "workerId": listed[0]["id"],
        "employerId": str(client.organisation_id),
        "gradeId": str(await grade_id()),
        "annualAmount": "43000",
        "feeAmount": "2500.00",
        "hasExtendedHireOption": True,
    }
    opened = await program.post("/api/v1/conversion-cases", json=body, headers={"Idempotency-Key": "case"})
    again = await program.post("/api/v1/conversion-cases", json=body, headers={"Idempotency-Key": "case"})
    assert opened.status_code == again.status_code == 201
    assert opened.json() == again.json()
    assert (await program.post("/api/v1/conversion-cases", json=body)).status_code == 409
    case = opened.json()
    assert case["lowersAgencyShare"] is True
    assert len(case["workings"]["saving"]["steps"]) == 11
    here = f"/api/v1/conversion-cases/{case['id']}"
    terms = {"annualAmount": "43000", "feeAmount": "0"}
    assert (await program.put(f"{here}/terms", json=terms)).json()["feeAmount"] == "0.00"
    assert (await program.post(f"{here}/approach")).json()["stage"] == "approached"
    assert (await program.post(f"{here}/approach")).status_code == 409
    assert (await program.post(f"{here}/interested")).json()["stage"] == "interested"
    vacancy_id = await make_conversion_vacancy(client.organisation_id)
    started = await program.post(f"{here}/application", json={"vacancyId": str(vacancy_id)})
    assert started.status_code == 201
    assert (await program.get(here)).json()["applicationId"] == started.json()["id"]
    assert (await program.get("/api/v1/conversion-funnel")).json()["steps"][0] == {"name": "Agency workers", "count": 2}
    assert (await program.post(f"{here}/close", json={"reason": "Changed their mind"})).json()["stage"] == "closed"
    assert (await program.get("/api/v1/conversion-cases?stage=closed")).json()["items"][0]["id"] == case["id"]


@pytest.mark.parametrize("amount", ["NaN", "-1", "0", "1e9", "0.001"])
async def test_amounts_are_sound(amount, api_for):
    worker = await make_worker((await make_client()).id)
    program = await api_for((await make_user(Role.OPERATIONS)).user_id)
    body = {"workerId": str(worker.id), "employerId": str(worker.client_id), "gradeId": str(await grade_id()), "annualAmount": amount}
    assert (await program.post("/api/v1/conversion-cases", json=body)).status_code == 422


async def test_a_council_reads_its_own(api_for):
    client, other = await make_client(), await make_client()
    worker, hidden = await make_worker(client.id), await make_worker(other.id)
    case_id, hidden_case = await make_case(worker), await make_case(hidden)
    program = await api_for((await make_user(Role.CLIENT_APPROVER, organisation_id=client.organisation_id)).user_id)
    assert [row["id"] for row in (await program.get("/api/v1/agency-workers")).json()["items"]] == [str(worker.id)]
    assert [row["id"] for row in (await program.get("/api/v1/conversion-cases")).json()["items"]] == [str(case_id)]
    assert len((await program.get("/api/v1/worker-imports")).json()["items"]) == 1
    for path in (f"agency-workers/{hidden.id}", f"conversion-cases/{hidden_case}"):
        assert (await program.get(f"/api/v1/{path}")).status_code == 404
    for path in ("approach", "interested"):
        assert (await program.post(f"/api/v1/conversion-cases/{case_id}/{path}")).status_code == 403
    assert (await (await api_for((await make_user(Role.STAFF)).user_id)).get("/api/v1/agency-workers")).status_code == 403
    assert (await (await api_for()).get("/api/v1/agency-workers")).status_code == 401
