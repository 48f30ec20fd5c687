"""The same steps through the API, each under its own role's key."""

import pytest

from prime.accounts.permissions import Role
from tests.factories.accounts import make_user
from tests.factories.placements import make_council_client
from tests.factories.timesheets import make_placed, make_submitted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
SHEETS = "/api/v1/timesheets"
HOURS = {f"2026-11-{day}": "7.5" for day in range(16, 21)}


async def test_fill_submit_query_correct_approve(api_for):
    placed = await make_placed()
    worker, approver = await api_for(placed.worker.user_id), await api_for(placed.council.approver.user_id)
    weeks = (await worker.get(f"{SHEETS}/weeks")).json()["items"]
    assert [(week["weekStartsOn"], week["state"]) for week in weeks] == [("2026-11-23", "current"), ("2026-11-16", "missing")]
    put = f"/api/v1/placements/{placed.placement.id}/timesheets/2026-11-16"
    saved = await worker.put(put, json={"hours": HOURS, "notes": "Court on Tuesday."})
    assert (saved.status_code, saved.json()["totalHours"], saved.json()["status"]) == (200, "37.50", "draft")
    here = f"{SHEETS}/{saved.json()['id']}"
    assert (await approver.get(here)).status_code == 404
    assert (await worker.post(f"{here}/submit")).json()["status"] == "submitted"
    assert [row["id"] for row in (await approver.get(SHEETS)).json()["items"]] == [saved.json()["id"]]
    assert (await worker.put(put, json={"hours": {}})).json()["type"] == "/problems/timesheet-closed"
    assert (await worker.post(f"{here}/take-back")).json()["status"] == "draft"
    await worker.post(f"{here}/submit")
    assert (await approver.post(f"{here}/query", json={"text": "Friday?"})).json()["status"] == "queried"
    await worker.put(put, json={"hours": {"2026-11-16": "7.5"}})
    read = (await worker.post(f"{here}/submit")).json()
    stale = await approver.post(f"{here}/approve", json={"version": read["version"] - 1})
    assert (stale.status_code, stale.json()["type"]) == (409, "/problems/stale-version")
    approved = await approver.post(f"{here}/approve", json={"version": read["version"]})
    assert (approved.json()["status"], approved.json()["approvedByName"]) == ("approved", "Ada Marsh")
    events = (await worker.get(f"{here}/events")).json()["items"]
    assert [event["status"] for event in events] == ["approved", "submitted", "queried", "submitted", "draft", "submitted"]


async def test_wrong_hours_name_their_day(api_for):
    placed = await make_placed()
    worker = await api_for(placed.worker.user_id)
    put = f"/api/v1/placements/{placed.placement.id}/timesheets/2026-11-16"
    for hours, pointer in [
        ({"2026-11-16": "7.3"}, "/hours/2026-11-16"),
        ({"2026-11-16": "NaN"}, "/hours/2026-11-16"),
        ({"2026-11-23": "1"}, "/hours/2026-11-23"),
    ]:
        answer = await worker.put(put, json={"hours": hours})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert (await worker.put(put, json={"hours": {"yesterday": "1"}})).status_code == 422
    assert (await worker.put(put.replace("11-16", "11-17"), json={"hours": {}})).status_code == 404


async def test_bulk_approval(api_for):
    council = await make_council_client()
    sheets = [str(await make_submitted(await make_placed(council=council))) for _ in range(2)]
    approver = await api_for(council.approver.user_id)
    versions = {row["id"]: row["version"] for row in (await approver.get(SHEETS)).json()["items"]}
    versions[sheets[1]] -= 1
    answer = (await approver.post(f"{SHEETS}/approve", json={"versions": versions})).json()
    assert answer == {"approved": [sheets[0]], "left": [sheets[1]]}


async def test_roles_and_other_councils(api_for):
    placed, other = await make_placed(), await make_placed()
    here = f"{SHEETS}/{await make_submitted(placed)}"
    stranger, nobody = await api_for(other.council.approver.user_id), await api_for()
    worker, other_worker = await api_for(placed.worker.user_id), await api_for(other.worker.user_id)
    finance = await api_for((await make_user(Role.FINANCE)).user_id)
    put = f"/api/v1/placements/{placed.placement.id}/timesheets/2026-11-16"
    assert (await finance.get(here)).status_code == 200
    assert (await stranger.get(here)).status_code == (await other_worker.get(here)).status_code == 404
    assert (await stranger.post(f"{here}/approve", json={})).status_code == 404
    assert (await other_worker.put(put, json={"hours": {}})).status_code == 404
    assert (await other_worker.post(f"{here}/take-back")).status_code == 404
    for program, status in ((worker, 403), (finance, 403), (nobody, 401)):
        assert (await program.post(f"{here}/approve", json={})).status_code == status
        assert (await program.post(f"{here}/query", json={"text": "Why?"})).status_code == status
    for program, status in ((stranger, 403), (finance, 403), (nobody, 401)):
        assert (await program.put(put, json={"hours": {}})).status_code == status
        assert (await program.post(f"{here}/submit")).status_code == status
