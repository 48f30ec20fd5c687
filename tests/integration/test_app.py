"""What the application as a whole promises: probes, errors, documentation, hostile requests."""

import pytest

pytestmark = pytest.mark.usefixtures("db")


async def test_the_probes_answer(browser_for):
    browser = await browser_for()
    live = await browser.get("/health/live")
    ready = await browser.get("/health/ready")
    assert live.json()["status"] == "ok"
    assert {"version", "commit"} <= live.json().keys()
    assert ready.json() | {"version": "", "commit": ""} == {"status": "ok", "database": "ok", "redis": "ok", "version": "", "commit": ""}
    assert (await browser.head("/health/live")).status_code == 200


async def test_an_unknown_page_is_a_page_and_an_unknown_route_a_problem(browser_for, api_for):
    page = await (await browser_for()).get("/no/such/page")
    assert (page.status_code, page.headers["content-type"].split(";")[0]) == (404, "text/html")
    problem = await (await api_for()).get("/api/v1/no-such-thing")
    assert (problem.status_code, problem.headers["content-type"].split(";")[0]) == (404, "application/problem+json")
    assert problem.json()["type"] == "/problems/not-found"


async def test_every_type_of_problem_has_a_page(browser_for):
    from prime.web.docs import problems

    browser = await browser_for()
    for slug in problems():
        assert (await browser.get(f"/problems/{slug}")).status_code == 200


async def test_the_description_of_the_api_is_complete_and_local(browser_for):
    browser = await browser_for()
    description = (await browser.get("/api/v1/openapi.json")).json()
    assert description["openapi"].startswith("3.")
    assert "/api/v1/me" in description["paths"]
    assert [path for path in description["paths"] if not path.startswith("/api/v1/")] == []
    ids = [operation["operationId"] for path in description["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids))
    page = (await browser.get("/api/docs")).text
    assert "://" not in page


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/sign-in"), ("GET", "/people/not-a-uuid"), ("GET", "/people?cursor=%00"), ("GET", "/sign-in?next=%0d%0aX:1")]
)
async def test_odd_requests_never_show_a_stack_trace(browser_for, method, path):
    answer = await (await browser_for()).request(method, path)
    assert answer.status_code < 500
    assert "Traceback" not in answer.text


async def test_a_body_over_the_limit_is_refused(browser_for):
    answer = await (await browser_for()).submit("/sign-in", {"email": "x" * 13_000_000})
    assert answer.status_code == 413


async def test_our_own_fault_shows_an_id_and_nothing_else(browser_for, monkeypatch):
    from prime.accounts import queries

    async def broken(*_: object, **__: object) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr(queries, "demo_accounts", broken)
    monkeypatch.setattr("prime.accounts.pages._sign_in_page", broken)
    answer = await (await browser_for()).get("/sign-in")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "quote" in answer.text


async def test_a_database_that_is_away_is_said_so(browser_for, monkeypatch):
    async def away(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("prime.accounts.pages._sign_in_page", away)
    answer = await (await browser_for()).get("/sign-in")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
