"""Staff as a browser meets them."""

from datetime import date

import pytest

from prime.accounts.permissions import Role
from prime.candidates.tables import Stage
from prime.checks.tables import Check, CheckKind, CheckStatus
from prime.core.actor import SYSTEM
from prime.staff import queries, service
from tests.factories.accounts import make_user
from tests.factories.clients import make_client
from tests.factories.staff import clear_checks, make_offer_accepted, make_staff
from tests.integration.staff.placed import place
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _operations(browser_for):
    return await browser_for((await make_user(Role.OPERATIONS)).user_id)


async def test_operations_make_somebody_staff(browser_for):
    browser, actor = await _operations(browser_for), await make_user(Role.OPERATIONS)
    application = await make_offer_accepted(first_name="Ife", last_name="Newstart")
    assert "9 open" in (await browser.get("/staff/onboard")).text
    here = f"/staff/onboard/{application.id}"
    blocked = (await browser.get(here)).text
    assert "Nobody starts while a check is open" in blocked
    assert "Right to work" in blocked
    refused = await browser.submit(here, {"is_placeable": "yes"})
    assert (refused.status_code, "Pre-employment checks are open" in refused.text) == (409, True)
    await clear_checks(application.candidate, actor.user_id)
    assert "Does AfC place them" in (await browser.get(here)).text
    wrong = await browser.submit(here, {"years_court": "many"})
    assert wrong.status_code == 422
    assert "Years in Court work and care proceedings must be a whole number between 0 and 60" in wrong.text
    assert "Say whether AfC places them with councils" in wrong.text
    made = await browser.submit(here, {"is_placeable": "yes", "years_court": "4", "years_fostering": "0"})
    assert made.status_code == 303
    shown = (await browser.get(made.headers["location"])).text
    for text in ("Ife Newstart", "On the bench", "Court work and care proceedings, 4 years", "Fostering, less than a year", "became staff of"):
        assert text in shown, text
    assert "Nobody is on the way" in (await browser.get("/staff/onboard")).text
    again = await browser.submit(here, {"is_placeable": "yes"})
    assert (again.status_code, "is staff already" in again.text) == (409, True)


async def test_a_check_reopened_in_between_is_named(browser_for):
    browser, actor = await _operations(browser_for), await make_user(Role.OPERATIONS)
    application = await make_offer_accepted()
    await clear_checks(application.candidate, actor.user_id)
    await Check.update(status=CheckStatus.NOT_CLEAR).where((Check.candidate == application.candidate) & (Check.kind == CheckKind.DBS))
    refused = await browser.submit(f"/staff/onboard/{application.id}", {"is_placeable": "yes"})
    assert (refused.status_code, "Still open: Enhanced DBS" in refused.text) == (409, True)


async def test_an_application_at_another_stage_says_so(browser_for):
    browser, actor = await _operations(browser_for), await make_user(Role.OPERATIONS)
    application = await make_offer_accepted(stage=Stage.CHECKS)
    await clear_checks(application.candidate, actor.user_id)
    assert "at the stage “checks”" in (await browser.get(f"/staff/onboard/{application.id}")).text


async def test_the_list_is_searched_filtered_and_paged(browser_for):
    browser = await _operations(browser_for)
    assert "Nobody is employed yet" in (await browser.get("/staff")).text
    bench, placed = await make_staff(last_name="Benchley"), await make_staff(last_name="Placewell", grade="team_manager")
    await place(placed, date(2026, 11, 2), date(2026, 12, 11))
    for query, present, absent in [
        ("q=bench", "Benchley", "Placewell"),
        (f"q={placed.swe_number}", "Placewell", "Benchley"),
        ("show=bench", "Benchley", "Placewell"),
        ("show=ending", "Placewell", "Benchley"),
        ("grade=team_manager", "Placewell", "Benchley"),
    ]:
        body = (await browser.get(f"/staff?{query}")).text
        assert present in body, query
        assert absent not in body, query
    assert "Nobody matches" in (await browser.get("/staff?show=left")).text
    first = await queries.list_staff(SYSTEM, size=1)
    second = await queries.list_staff(SYSTEM, size=1, cursor=first.next_cursor)
    assert [first.items[0].id, second.items[0].id, second.next_cursor] == [bench.id, placed.id, ""]


async def test_the_bench_by_day(browser_for):
    browser = await _operations(browser_for)
    person = await make_staff(last_name="Benchley")
    await place(person, date(2026, 12, 7), date(2027, 1, 29))
    today = (await browser.get("/staff/bench")).text
    assert "Benchley" in today
    assert "6 December 2026" in today
    assert "1 of 1 FTE free on 25 November 2026" in today
    assert "Everybody is placed" in (await browser.get("/staff/bench?on=2026-12-07")).text
    assert "Benchley" in (await browser.get("/staff/bench?on=2020-01-01")).text  # never before today


async def test_conflicts_leaving_and_placing_on_the_page(browser_for):
    browser = await _operations(browser_for)
    person, client = await make_staff(), await make_client("Awkward Council")
    here = f"/staff/{person.id}"
    assert (await browser.submit(f"{here}/conflicts/new", {"client_id": "", "reason": ""})).status_code == 422
    answers = {"client_id": str(client.id), "reason": "Left its staff in <b>September</b>"}
    assert (await browser.submit(f"{here}/conflicts/new", answers)).status_code == 303
    shown = (await browser.get(here)).text
    assert "Awkward Council" in shown
    assert "<b>September" not in shown
    assert (await browser.submit(f"{here}/conflicts/new", answers)).status_code == 409
    conflict = (await queries.get_staff(SYSTEM, person.id)).conflicts[0]
    assert (await browser.submit(f"{here}/conflicts/{conflict.id}/remove")).status_code == 303
    assert (await browser.submit(f"{here}/placeable", {"is_placeable": "no"})).status_code == 303
    assert "Not placed" in (await browser.get(here)).text
    day = {"left_on-day": "31", "left_on-month": "12", "left_on-year": "2026"}
    assert (await browser.submit(f"{here}/end", {**day, "reason": ""})).status_code == 422
    early = await browser.submit(f"{here}/end", {**day, "left_on-year": "2025", "reason": "Mistake"})
    assert (early.status_code, "5 January 2026 or later" in early.text) == (422, True)
    assert (await browser.submit(f"{here}/end", {**day, "reason": "Moves abroad"})).status_code == 303
    assert "31 December 2026" in (await browser.get(here)).text


async def test_a_placement_in_the_way_is_named(browser_for):
    browser, person = await _operations(browser_for), await make_staff()
    await place(person, date(2026, 11, 2), date(2027, 3, 31))
    here = f"/staff/{person.id}"
    assert (await browser.submit(f"{here}/placeable", {"is_placeable": "no"})).status_code == 303
    assert "A placement goes on until 31 March 2027" in (await browser.get(here)).text
    day = {"left_on-day": "31", "left_on-month": "12", "left_on-year": "2026"}
    refused = await browser.submit(f"{here}/end", {**day, "reason": "Moves"})
    assert (refused.status_code, "31 March 2027" in refused.text) == (409, True)


async def test_ones_own_work_on_a_phone(browser_for):
    person = await make_staff(first_name="Ola", skills={"court": 2}, checks_expire_on=date(2027, 5, 1))
    await service.add_conflict(SYSTEM, person.id, client_id=(await make_client("Secret Council")).id, reason="In confidence")
    browser = await browser_for(person.user_id)
    shown = (await browser.get("/my-work")).text
    for text in ("Ola Sample", "£43,000 a year", "Court work and care proceedings, 2 years", "1 May 2027", "/timesheets"):
        assert text in shown, text
    assert "Secret Council" not in shown
    assert 'value="2"' in (await browser.get("/my-work/skills")).text
    assert (await browser.submit("/my-work/skills", {"years_court": "61"})).status_code == 422
    assert (await browser.submit("/my-work/skills", {"years_court": "3"})).status_code == 303
    assert "Court work and care proceedings, 3 years" in (await browser.get("/my-work")).text
    for path in ("/staff", f"/staff/{person.id}", "/staff/bench", "/staff/onboard"):
        assert (await browser.get(path)).status_code == 403


async def test_finance_reads_without_buttons_and_others_not_at_all(browser_for):
    person = await make_staff()
    browser = await browser_for((await make_user(Role.FINANCE)).user_id)
    shown = (await browser.get(f"/staff/{person.id}")).text
    for button in ("End employment", "Change", "Record checks", "What happened"):
        assert button not in shown
    for path in ("skills", "end", "conflicts/new"):
        assert (await browser.get(f"/staff/{person.id}/{path}")).status_code == 403
    for role in (Role.CHAMPION, Role.CANDIDATE, Role.ADMIN):
        stranger = await browser_for((await make_user(role)).user_id)
        assert (await stranger.get("/staff")).status_code == 403
        assert (await stranger.get("/my-work")).status_code == 403


async def test_lists_ask_a_bounded_number_of_queries(browser_for):
    browser = await _operations(browser_for)
    await make_staff()

    async def asked(path):
        async with counted() as seen:
            assert (await browser.get(path)).status_code == 200
        return len(seen)

    paths = ("/staff", "/staff/bench", "/staff/onboard")
    few = [await asked(path) for path in paths]
    for _ in range(6):
        await make_staff()
        await make_offer_accepted()
    assert [await asked(path) for path in paths] == few
    assert max(few) <= 10
