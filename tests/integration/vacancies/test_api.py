"""JSON of vacancies."""

from datetime import timedelta

import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.core import clock
from prime.core.actor import SYSTEM
from prime.reference import queries as reference
from prime.vacancies import queries
from tests.factories.accounts import make_user
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _body(**changes):
    return {
        "title": "Social worker, assessment",
        "kind": "prime",
        "gradeId": str((await reference.grade("social_worker")).id),
        "employerId": str((await accounts.afc()).id),
        "place": "Westmarch",
        "summary": "Assess.",
        "salaryFromAmount": "39862.00",
        "salaryToAmount": "45091.00",
        "opensOn": clock.today().isoformat(),
        **changes,
    }


async def test_a_vacancy_from_draft_to_closed(api_for):
    program = await api_for((await make_user(Role.OPERATIONS)).user_id)
    created = await program.post("/api/v1/vacancies", json=await _body(), headers={"Idempotency-Key": "v1"})
    assert created.status_code == 201
    again = await program.post("/api/v1/vacancies", json=await _body(), headers={"Idempotency-Key": "v1"})
    assert again.json()["id"] == created.json()["id"]
    reference_ = created.json()["reference"]
    assert created.headers["location"] == f"/api/v1/vacancies/{reference_}/details"
    stranger = await api_for()
    assert (await stranger.get(f"/api/v1/vacancies/{reference_}")).status_code == 404
    opened = await program.post(f"/api/v1/vacancies/{reference_}/open")
    assert (opened.status_code, opened.json()["status"]) == (200, "open")
    public = (await stranger.get(f"/api/v1/vacancies/{reference_}")).json()
    assert (public["title"], public["salaryFromAmount"]) == ("Social worker, assessment", "39862.00")
    assert "version" not in public
    version = opened.json()["version"]
    edited = await program.put(f"/api/v1/vacancies/{reference_}", json=await _body(title="Edited", version=version))
    assert edited.json()["title"] == "Edited"
    stale = await program.put(f"/api/v1/vacancies/{reference_}", json=await _body(title="Stale", version=version))
    assert (stale.status_code, stale.json()["type"]) == (409, "/problems/stale-version")
    assert (edited.json()["panelSize"], edited.json()["panelAccredited"], edited.json()["kit"]) == (2, 1, "")
    odd = await program.put(f"/api/v1/vacancies/{reference_}", json=await _body(panelSize=1, panelAccredited=2, version=edited.json()["version"]))
    assert (odd.status_code, odd.json()["errors"][0]["pointer"]) == (422, "/panelAccredited")
    assert (await program.post(f"/api/v1/vacancies/{reference_}/pause")).json()["status"] == "paused"
    assert (await program.post(f"/api/v1/vacancies/{reference_}/close")).json()["status"] == "closed"
    refused = await program.post(f"/api/v1/vacancies/{reference_}/pause")
    assert (refused.status_code, refused.json()["detail"]) == (409, "A vacancy that is closed cannot become paused.")
    assert [item["reference"] for item in (await program.get("/api/v1/vacancies/all", params={"status": "closed"})).json()["items"]] == [reference_]


async def test_wrong_facts_are_named(api_for):
    program = await api_for((await make_user(Role.OPERATIONS)).user_id)
    gone = clock.today() - timedelta(days=9)
    for changes, pointer in (
        ({"kind": "king"}, "/kind"),
        ({"salaryToAmount": "1.00", "closesOn": gone.isoformat()}, "/salaryToAmount"),
        ({"gradeId": str((await accounts.afc()).id)}, "/gradeId"),
        ({"employerId": str((await reference.grade("asye")).id)}, "/employerId"),
        ({"title": ""}, "/title"),
        ({"salaryToAmount": "NaN"}, "/salaryToAmount"),
        ({"salaryFromAmount": "-1"}, "/salaryFromAmount"),
    ):
        answer = await program.post("/api/v1/vacancies", json=await _body(**changes))
        assert answer.status_code == 422, answer.text
        assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    nul = await program.post("/api/v1/vacancies", json=await _body(title="a\x00b"))
    assert nul.status_code == 422


async def test_others_only_read_what_is_open(api_for):
    vacancy = await queries.get_vacancy(SYSTEM, await make_vacancy())
    for role in (Role.CANDIDATE, Role.CHAMPION, Role.FINANCE, Role.ADMIN):
        program = await api_for((await make_user(role)).user_id)
        assert (await program.get("/api/v1/vacancies")).json()["items"][0]["reference"] == vacancy.reference
        assert (await program.get("/api/v1/vacancies/all")).status_code == 403
        assert (await program.get(f"/api/v1/vacancies/{vacancy.reference}/details")).status_code == 403
        assert (await program.post("/api/v1/vacancies", json=await _body())).status_code == 403
        for verb in ("open", "pause", "close"):
            assert (await program.post(f"/api/v1/vacancies/{vacancy.reference}/{verb}")).status_code == 403
