"""JSON of applications: the candidate starts without an account, the champion goes on."""

import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries
from prime.candidates.tables import Application
from prime.core.actor import SYSTEM
from prime.vacancies import queries as vacancies
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application, told_in_json
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


def _body(**changes):
    return {
        "firstName": "Amara",
        "lastName": "Nwosu",
        "email": "api@people.example",
        "phone": "01632 960 001",
        "sweNumber": "SW1234",
        "postcode": "KT1 1EU",
        "experienceYears": 6,
        "motivation": "To stay.",
        "answers": told_in_json(),
        "agreed": [{"kind": "privacy_notice", "version": "1"}, {"kind": "declaration", "version": "1"}],
        **changes,
    }


async def _path(**changes):
    return f"/api/v1/vacancies/{(await vacancies.get_vacancy(SYSTEM, await make_vacancy(**changes))).reference}/applications"


async def _holder(api_for, answer):
    holder = await api_for()
    holder.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return holder


async def test_a_stranger_applies_and_goes_on_with_the_token(api_for):
    stranger = await api_for()
    path = await _path()
    notices = (await stranger.get("/api/v1/notices")).json()
    agreed = [{"kind": notice["kind"], "version": notice["version"]} for notice in notices]
    sent = await stranger.post(path, json=_body(agreed=agreed), headers={"Idempotency-Key": "a1"})
    assert sent.status_code == 201
    repeated = await stranger.post(path, json=_body(agreed=agreed), headers={"Idempotency-Key": "a1"})
    assert repeated.json() == sent.json()
    own = f"/api/v1/applications/{sent.json()['id']}"
    assert sent.headers["location"] == own
    assert (await stranger.get(own)).status_code == 401
    holder = await _holder(api_for, sent)
    seen = (await holder.get(own)).json()
    assert (seen["stage"], seen["email"], seen["nextActor"], seen["hasConsented"]) == ("applied", "api@people.example", "champion", True)
    assert [item["id"] for item in (await holder.get("/api/v1/applications")).json()["items"]] == [sent.json()["id"]]
    assert [move["toStage"] for move in (await holder.get(f"{own}/history")).json()] == ["applied"]
    other = await make_application()
    for action in (holder.get(f"/api/v1/applications/{other.id}"), holder.post(f"/api/v1/applications/{other.id}/withdraw", json={"reason": "pay"})):
        assert (await action).status_code == 404
    for action in ("screening", "move", "reject", "notes", "champion", "conversation"):
        assert (await holder.post(f"{own}/{action}", json={})).status_code == 403
    ended = await holder.post(f"{own}/withdraw", json={"reason": "other", "detail": "Moving"})
    assert (ended.status_code, ended.json()["stage"], ended.json()["endedDetail"]) == (200, "withdrawn", "Moving")
    assert (await holder.post(f"{own}/withdraw", json={"reason": "pay"})).json()["type"] == "/problems/illegal-move"


async def test_faults_are_named_by_field(api_for):
    stranger = await api_for()
    path = await _path()
    wrong = await stranger.post(path, json=_body(firstName=" ", sweNumber="AB1", email="x", agreed=[]))
    assert wrong.status_code == 422
    assert [error["pointer"] for error in wrong.json()["errors"]] == ["/firstName", "/email", "/sweNumber"]
    unread = await stranger.post(path, json=_body(agreed=[{"kind": "privacy_notice", "version": "0"}]))
    assert [error["pointer"] for error in unread.json()["errors"]] == ["/privacyNotice", "/declaration"]
    assert (await stranger.post(path, json=_body(isAdmin=True))).status_code == 422
    assert (await stranger.post(path, json=_body(motivation="x" * 20_001))).status_code == 422
    assert (await stranger.post(path, json=_body(motivation="a\x00b"))).status_code == 201
    assert (await stranger.post("/api/v1/vacancies/VAC-2026-999999/applications", json=_body())).status_code == 404
    assert (await stranger.post(await _path(is_open=False), json=_body())).status_code == 404


async def test_a_second_live_application_is_refused_without_saying_whose(api_for):
    stranger = await api_for()
    path = await _path()
    assert (await stranger.post(path, json=_body())).status_code == 201
    again = await stranger.post(path, json=_body(firstName="Mallory"))
    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-applied")
    assert "api@people.example" not in again.text
    assert "Amara" not in again.text
    assert await Application.count() == 1


async def test_applying_is_rate_limited(api_for):
    stranger = await api_for()
    path = await _path()
    answers = [await stranger.post(path, json={}) for _ in range(21)]
    assert [answer.status_code for answer in answers[-2:]] == [422, 429]
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_a_candidate_with_a_key_gets_no_token_and_their_own_only(api_for):
    known, other = await make_application(), await make_application()
    program = await api_for(known.user_id)
    sent = await program.post(await _path(), json=_body(email="ignored@people.example"))
    assert (sent.status_code, sent.json()["token"]) == (201, "")
    listed = (await program.get("/api/v1/applications", params={"search": "anybody"})).json()["items"]
    assert {item["id"] for item in listed} == {str(known.id), sent.json()["id"]}
    assert set(listed[0]) == set((await program.get("/api/v1/applications")).json()["items"][1])
    assert (await program.get(f"/api/v1/applications/{other.id}")).status_code == 404


async def test_a_champion_takes_an_application_to_interview(api_for):
    application = await make_application()
    champion = await make_user(Role.CHAMPION)
    program = await api_for(champion.user_id)
    own = f"/api/v1/applications/{application.id}"
    screened = (await program.post(f"{own}/screening")).json()
    assert (screened["stage"], screened["championName"]) == ("screening", champion.name)
    stale = await program.post(f"{own}/move", json={"to": "conversation", "version": application.version})
    assert stale.json()["type"] == "/problems/stale-version"
    moved = await program.post(f"{own}/move", json={"to": "conversation", "version": screened["version"]})
    assert moved.json()["stage"] == "conversation"
    wrong = await program.post(f"{own}/move", json={"to": "started", "version": moved.json()["version"]})
    assert (wrong.status_code, wrong.json()["type"]) == (409, "/problems/illegal-move")
    noted = await program.post(f"{own}/notes", json={"text": "Court work", "isShared": True}, headers={"Idempotency-Key": "n1"})
    assert noted.status_code == 201
    assert [note["text"] for note in (await program.get(f"{own}/notes")).json()] == ["Court work"]
    talked = await program.post(f"{own}/conversation", json={"heldOn": "2026-11-25", "notes": "Warm", "wantsToGoOn": True})
    assert talked.json()["stage"] == "interview"
    colleague = await make_user(Role.CHAMPION)
    given = await program.post(f"{own}/champion", json={"championUserId": str(colleague.user_id)})
    assert given.json()["championId"] == str(colleague.user_id)
    rejected = await program.post(f"{own}/reject", json={"reason": "filled"})
    assert rejected.json()["endedReason"] == "filled"
    assert (await program.post(f"{own}/withdraw", json={"reason": "pay"})).status_code == 403
    nul = await program.post(f"{own}/notes", json={"text": "a\x00"})
    assert nul.status_code == 201


async def test_lists_are_filtered_and_paged(api_for):
    vacancy_id = await make_vacancy()
    ids = {str((await make_application(vacancy_id=vacancy_id)).id) for _ in range(27)}
    program = await api_for((await make_user(Role.OPERATIONS)).user_id)
    seen, cursor = set(), ""
    while True:
        answer = (await program.get("/api/v1/applications", params={"sort": "name", "cursor": cursor})).json()
        seen |= {item["id"] for item in answer["items"]}
        cursor = answer["nextCursor"]
        if not cursor:
            break
    assert seen == ids
    assert (await program.get("/api/v1/applications", params={"overdue": "true"})).json()["items"] == []
    assert (await program.get("/api/v1/applications", params={"sort": "salary"})).status_code == 422
    first = (await queries.list_applications(SYSTEM)).items[0]
    found = (await program.get("/api/v1/applications", params={"search": first.reference})).json()["items"]
    assert [item["reference"] for item in found] == [first.reference]


async def test_nobody_else_reads_applications(api_for):
    application = await make_application()
    for role in (Role.STAFF, Role.FINANCE, Role.ADMIN):
        program = await api_for((await make_user(role)).user_id)
        for path in ("/api/v1/applications", f"/api/v1/applications/{application.id}", f"/api/v1/applications/{application.id}/notes"):
            assert (await program.get(path)).status_code == 403
