"""The API's own manners: keys, problems, repeated requests, cursors."""

import pytest

from prime.accounts import queries
from prime.accounts.permissions import Role
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db")


async def _invitation(email: str) -> dict[str, str]:
    afc = await queries.afc()
    return {"email": email, "firstName": "Nia", "lastName": "Example", "role": "finance", "organisationId": str(afc.id)}


async def test_a_key_acts_for_its_user(api_for):
    actor = await make_user(Role.FINANCE, first_name="Fin")
    answer = (await (await api_for(actor.user_id)).get("/api/v1/me")).json()
    assert (answer["name"], answer["roles"]) == ("Fin Testcase", ["finance"])


async def test_no_key_and_a_wrong_key_are_problems(api_for):
    stranger = await api_for()
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Bearer prime_00.nonsense"}):
        answer = await stranger.get("/api/v1/me", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["type"] == "/problems/unauthenticated"


async def test_a_cookie_is_nothing_to_the_api(browser_for):
    actor = await make_user(Role.ADMIN)
    assert (await (await browser_for(actor.user_id)).get("/api/v1/me")).status_code == 401


async def test_another_role_is_forbidden(api_for):
    actor = await make_user(Role.CHAMPION)
    answer = await (await api_for(actor.user_id)).get("/api/v1/people")
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/forbidden")


async def test_wrong_json_is_named_by_field(api_for):
    actor = await make_user(Role.ADMIN)
    answer = await (await api_for(actor.user_id)).post("/api/v1/people", json={**await _invitation("x@people.example"), "role": "king"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/role"


async def test_the_same_key_makes_one_person_and_gives_the_same_answer(api_for):
    actor = await make_user(Role.ADMIN)
    program = await api_for(actor.user_id)
    body = await _invitation("once@people.example")
    first = await program.post("/api/v1/people", json=body, headers={"Idempotency-Key": "k1"})
    again = await program.post("/api/v1/people", json=body, headers={"Idempotency-Key": "k1"})
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    other = await program.post("/api/v1/people", json=await _invitation("twice@people.example"), headers={"Idempotency-Key": "k1"})
    assert other.status_code == 422
    assert await queries.find_user_by_email("twice@people.example") is None


async def test_lists_are_paged_by_cursor(api_for):
    actor = await make_user(Role.ADMIN)
    for _ in range(27):
        await make_user(Role.CANDIDATE)
    program = await api_for(actor.user_id)
    seen: list[str] = []
    cursor = ""
    while True:
        answer = (await program.get("/api/v1/people", params={"cursor": cursor})).json()
        seen += [person["id"] for person in answer["items"]]
        cursor = answer["nextCursor"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 28
    assert (await program.get("/api/v1/people", params={"cursor": "garbage"})).status_code == 422
