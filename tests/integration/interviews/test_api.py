"""The whole of interviews through JSON, each step under its own role's key, the candidate by the token of their application."""

from datetime import timedelta

import httpx
import pytest

from prime.accounts.permissions import Role
from prime.candidates import service as candidates_service
from prime.candidates.tables import Stage
from prime.core.actor import ANONYMOUS
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.interviews import MONDAY_NINE, PLACE, make_booking, make_champion, make_invitation

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
HOUR = timedelta(hours=1)


async def _token_client(app, application_id) -> httpx.AsyncClient:
    token = await candidates_service.mint_application_token(ANONYMOUS, application_id)
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost:8000", headers=headers)


def _card(kit: dict, **more) -> dict:
    ratings = [{"competencyId": competency["id"], "score": 4, "evidence": "An example"} for competency in kit["competencies"]]
    concerns = [{"questionId": question["id"], "isConcern": False} for question in kit["questions"]]
    return {"ratings": ratings, "concerns": concerns, "recommends": True, "summary": "Clear", **more}


async def _score_and_decide(key, interview: str, frozen_now) -> None:
    kit = (await key.get(f"/api/v1/interview-kit-versions/{(await key.get(interview)).json()['kitVersionId']}")).json()
    early = await key.put(f"{interview}/scorecard", json=_card(kit))
    assert (early.status_code, early.json()["type"]) == (409, "/problems/too-early")
    frozen_now(MONDAY_NINE + 2 * HOUR)
    draft = await key.put(f"{interview}/scorecard", json={"ratings": [{"competencyId": kit["competencies"][0]["id"], "evidence": "Half"}]})
    assert (draft.status_code, draft.json()["isBlind"], draft.json()["own"]["submittedAt"]) == (200, True, None)
    assert (await key.put(f"{interview}/scorecard", json={"ratings": [], "isFinal": True})).status_code == 422
    final = await key.put(f"{interview}/scorecard", json=_card(kit, isFinal=True))
    assert (final.json()["isBlind"], final.json()["missing"]) == (False, [])
    assert (await key.put(f"{interview}/scorecard", json=_card(kit, isFinal=True))).status_code == 409
    decision = await key.post(f"{interview}/decision", json={"outcome": "hire", "reason": "Strong", "feedback": "Well done"})
    assert (decision.status_code, decision.json()["outcome"]) == (201, "hire")
    assert (await key.get(f"{interview}/decision")).json()["feedback"] == "Well done"


async def test_from_availability_to_decision(app, api_for, frozen_now):
    champion = await make_user(Role.CHAMPION)
    key = await api_for(champion.user_id)
    begun = await key.post("/api/v1/champions")
    assert begun.status_code == 201
    here = f"/api/v1/champions/{begun.json()['championId']}"
    hours = [{"weekday": 0, "startsAt": "09:00:00", "endsAt": "11:00:00"}]
    assert (await key.put(f"{here}/hours", json={"hours": hours})).json()["hours"] == hours
    override = {"firstOn": "2026-12-07", "stretches": [{"startsAt": "13:00:00", "endsAt": "14:00:00"}], "reason": "Court"}
    assert (await key.post(f"{here}/overrides", json=override)).status_code == 201
    assert (await key.delete(f"{here}/overrides/2026-12-07")).status_code == 204
    settings = {"weeklyCap": 2, "bufferMinutes": 0, "noticeHours": 24, "horizonDays": 60}
    assert (await key.put(f"{here}/settings", json=settings)).json()["weeklyCap"] == 2
    assert [row["userId"] for row in (await key.get("/api/v1/champions")).json()] == [str(champion.user_id)]
    office = await api_for((await make_user(Role.OPERATIONS)).user_id)
    await office.put(f"{here}/accreditation", json={"accreditedUntil": "2027-06-30"})

    application = await make_application(stage=Stage.INTERVIEW)
    body = {"applicationId": str(application.id), "kind": "interview", "championUserIds": [str(champion.user_id)], "place": PLACE}
    invited = await key.post("/api/v1/interviews", json=body, headers={"Idempotency-Key": "once"})
    repeated = await key.post("/api/v1/interviews", json=body, headers={"Idempotency-Key": "once"})
    assert invited.status_code == repeated.status_code == 201
    assert invited.json()["id"] == repeated.json()["id"]
    assert (await key.post("/api/v1/interviews", json=body)).status_code == 409
    interview = invited.headers["location"]
    assert (await key.get(interview)).json()["status"] == "invited"

    candidate = await _token_client(app, application.id)
    [own] = (await candidate.get("/api/v1/my-interviews")).json()
    assert own["id"] in interview
    assert "candidateName" not in own
    slots = (await candidate.get(f"{interview}/slots")).json()
    assert [slot["startsAt"] for slot in slots[:2]] == ["2026-11-30T09:00:00Z", "2026-11-30T09:15:00Z"]
    assert slots[0]["text"] == "Monday 30 November 2026, 9am to 9:45am"
    assert (await candidate.post(f"{interview}/book", json={"startsAt": "2026-11-30T09:00:00"})).status_code == 422
    booked = await candidate.post(f"{interview}/book", json={"startsAt": slots[0]["startsAt"]})
    assert (booked.status_code, booked.json()["status"], booked.json()["movesLeft"]) == (200, "booked", 2)
    moved = await candidate.post(f"{interview}/move", json={"startsAt": "2026-11-30T10:00:00+00:00"})
    assert moved.json()["startsAt"] == "2026-11-30T10:00:00Z"
    assert (await candidate.get("/api/v1/interviews")).status_code == 403

    await _score_and_decide(key, interview, frozen_now)
    assert (await candidate.get("/api/v1/my-interviews")).json()[0]["feedback"] == "Well done"
    await candidate.aclose()


async def test_a_time_that_has_gone_is_a_problem_that_names_the_nearest(app, api_for):
    champion = await make_champion()
    await make_booking(panel=[champion])
    second = await make_invitation(panel=[champion])
    candidate = await _token_client(app, second.application.id)
    answer = await candidate.post(f"/api/v1/interviews/{second.id}/book", json={"startsAt": MONDAY_NINE.isoformat()})
    problem = answer.json()
    assert (answer.status_code, problem["type"], problem["title"]) == (409, "/problems/slot-taken", "That time has just gone")
    assert len(problem["nearest"]) == 3
    again = await candidate.post(f"/api/v1/interviews/{second.id}/book", json={"startsAt": problem["nearest"][0]})
    assert again.status_code == 200
    await candidate.aclose()


async def test_a_token_reaches_its_own_application_only(app):
    mine, other = await make_invitation(), await make_invitation()
    candidate = await _token_client(app, mine.application.id)
    for method, path, body in (
        ("GET", "slots", None),
        ("POST", "book", {"startsAt": MONDAY_NINE.isoformat()}),
        ("POST", "cancel", {"reason": "x"}),
    ):
        answer = await candidate.request(method, f"/api/v1/interviews/{other.id}/{path}", json=body)
        assert answer.status_code == 404, path
    await candidate.aclose()


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.STAFF, Role.FINANCE, Role.ADMIN])
async def test_other_roles_are_refused(api_for, role):
    made = await make_invitation()
    key = await api_for((await make_user(role)).user_id)
    here = f"/api/v1/interviews/{made.id}"
    expected = {
        ("GET", "/api/v1/champions"): 403,
        ("POST", "/api/v1/champions"): 403,
        ("GET", "/api/v1/interviews"): 403,
        ("GET", here): 403,
        ("POST", f"{here}/held"): 403,
        ("GET", f"{here}/scorecards"): 403,
        ("GET", f"{here}/slots"): 404 if role is Role.CANDIDATE else 403,
    }
    for (method, path), status in expected.items():
        assert (await key.request(method, path)).status_code == status, path


async def test_nobody_without_a_key():
    from prime.asgi import app

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost:8000") as nobody:
        for path in ("/api/v1/interviews", "/api/v1/my-interviews", "/api/v1/champions"):
            assert (await nobody.get(path)).status_code == 401


async def test_a_time_is_held_before_it_is_booked(app):
    made = await make_invitation()
    candidate = await _token_client(app, made.application.id)
    held = await candidate.post(f"/api/v1/interviews/{made.id}/hold", json={"startsAt": MONDAY_NINE.isoformat()})
    assert (held.status_code, held.json()["expiresAt"]) == (200, "2026-11-25T12:10:00Z")
    past = await candidate.post(f"/api/v1/interviews/{made.id}/hold", json={"startsAt": "2026-11-02T09:00:00Z"})
    assert (past.status_code, past.json()["type"]) == (409, "/problems/slot-taken")
