"""The public site and running vacancies, as a browser gets them."""

from datetime import timedelta

import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.core import clock, outbox
from prime.core.actor import SYSTEM
from prime.reference import queries as reference
from prime.vacancies import queries, service
from prime.vacancies.tables import VacancyKind
from tests.factories.accounts import make_council, make_user
from tests.factories.candidates import make_application
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _fields(**changes):
    return {
        "title": "Team manager, fostering",
        "kind": "home",
        "grade_id": str((await reference.grade("team_manager")).id),
        "employer_id": str((await make_council()).id),
        "place": "Harbourne Fen",
        "summary": "Lead a team of eight.\nSupervise and decide.",
        "salary_from_amount": "52,413",
        "salary_to_amount": "£54,495",
        "headcount": "1",
        "opens_on-day": "25",
        "opens_on-month": "11",
        "opens_on-year": "2026",
        "is_public": "yes",
        **changes,
    }


async def test_a_stranger_reads_what_it_is_and_finds_a_role(browser_for):
    vacancy = await queries.get_vacancy(SYSTEM, await make_vacancy(title="Senior social worker, court"))
    browser = await browser_for()
    home = await browser.get("/")
    assert home.status_code == 200
    assert "57%" in home.text
    assert "Senior social worker, court" in home.text
    assert (await browser.head("/")).status_code == 200
    roles = await browser.get("/roles", params={"q": "COURT westmarch"})
    assert f"/roles/{vacancy.reference}" in roles.text
    role = await browser.get(f"/roles/{vacancy.reference}")
    assert "£39,862 to £45,091 a year" in role.text
    assert f"/roles/{vacancy.reference}/apply" in role.text


async def test_roles_are_filtered_by_grade_kind_place_and_words(browser_for):
    await make_vacancy(title="Alpha", place="Northtown")
    await make_vacancy(title="Beta", grade="team_manager", place="Southtown")
    await make_vacancy(title="Gamma", kind=VacancyKind.HOME, place="Southtown")
    browser = await browser_for()

    async def titles(**query):
        body = (await browser.get("/roles", params=query)).text
        return {title for title in ("Alpha", "Beta", "Gamma") if f">{title}</a>" in body}

    assert await titles() == {"Alpha", "Beta", "Gamma"}
    assert await titles(grade="team_manager") == {"Beta"}
    assert await titles(kind=["home", "conversion"]) == {"Gamma"}
    assert await titles(place="Southtown", kind="prime") == {"Beta"}
    assert await titles(q="gam") == {"Gamma"}
    assert await titles(q="100%_\\") == set()
    hostile = await browser.get("/roles", params={"q": "<script>alert(1)</script>' OR 1=1 --", "grade": "<b>"})
    assert hostile.status_code == 200
    assert "<script>alert" not in hostile.text
    assert "No open role fits" in hostile.text


async def test_roles_are_paged_by_cursor(browser_for):
    for number in range(22):
        await make_vacancy(title=f"Role number {number:02}")
    browser = await browser_for()
    first = await browser.get("/roles")
    assert "22 roles" in first.text
    assert first.text.count('class="afc-card__title"><a') == 20
    page = await queries.list_open(size=20)
    second = await browser.get("/roles", params={"cursor": page.next_cursor})
    assert second.text.count('class="afc-card__title"><a') == 2
    assert (await browser.get("/roles", params={"cursor": "nonsense"})).status_code == 422


@pytest.mark.parametrize("state", ["draft", "paused", "closed", "hidden", "early", "late"])
async def test_only_open_roles_are_shown(browser_for, state, frozen_now):
    changes = {
        "hidden": {"is_public": False},
        "early": {"opens_on": clock.today() + timedelta(days=1), "closes_on": None},
        "late": {"closes_on": clock.today()},
    }
    vacancy_id = await make_vacancy(is_open=state != "draft", **changes.get(state, {}))
    if state == "paused":
        await service.pause_vacancy(SYSTEM, vacancy_id)
    if state == "closed":
        await service.close_vacancy(SYSTEM, vacancy_id)
    vacancy = await queries.get_vacancy(SYSTEM, vacancy_id)
    browser = await browser_for()
    if state == "late":
        assert (await browser.get(f"/roles/{vacancy.reference}")).status_code == 200
        frozen_now(clock.now() + timedelta(days=1))
    for path in (f"/roles/{vacancy.reference}", f"/roles/{vacancy.reference}/apply"):
        answer = await browser.get(path)
        assert answer.status_code == (410 if state in {"paused", "closed", "late"} else 404)
        assert ("This role is closed" in answer.text) == (answer.status_code == 410)
    assert (await browser.get("/roles/VAC-2026-999999")).status_code == 404
    assert vacancy.reference not in (await browser.get("/roles")).text


async def test_a_closed_role_offers_others(browser_for):
    closed = await queries.get_vacancy(SYSTEM, await make_vacancy(title="Closed role"))
    await service.close_vacancy(SYSTEM, closed.id)
    browser = await browser_for()
    assert "No role is open at the moment" in (await browser.get(f"/roles/{closed.reference}")).text
    await make_vacancy(title="A manager", grade="team_manager")
    others = (await browser.get(f"/roles/{closed.reference}")).text
    assert "Other open roles" in others
    assert "A manager" in others
    await make_vacancy(title="The same grade")
    alike = (await browser.get(f"/roles/{closed.reference}")).text
    assert "Open roles of the same grade" in alike
    assert ("The same grade" in alike, "A manager" in alike) == (True, False)


async def test_what_it_means_to_work_here(browser_for):
    page = (await (await browser_for()).get("/working-here")).text
    ladder = ["Newly qualified social worker (ASYE)", "Senior social worker", "Team manager", "Service manager"]
    assert [page.index(f">{title}<") for title in ladder] == sorted(page.index(f">{title}<") for title in ladder)
    for text in ("£36,363 to £39,152 a year", "Named in each role", "NJC 25 to 28", "Permanent post in one council", "/roles?kind=conversion"):
        assert text in page


async def test_operations_write_open_pause_close_and_open_again(browser_for):
    operations = await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    assert "There are no vacancies yet" in (await browser.get("/vacancies")).text
    created = await browser.submit("/vacancies/new", await _fields())
    assert created.status_code == 303
    path = created.headers["location"]
    assert "Draft" in (await browser.get(path)).text
    vacancy_id = (await queries.list_vacancies(SYSTEM)).items[0].id
    for verb, status in (("open", "open"), ("pause", "paused"), ("open", "open"), ("close", "closed"), ("open", "open")):
        assert (await browser.submit(f"{path}/{verb}")).headers["location"] == path
        assert (await queries.get_vacancy(SYSTEM, vacancy_id)).status == status
    await browser.submit(f"{path}/open")
    assert "cannot become open" in (await browser.get(path)).text
    assert "Nobody can apply any more" in (await browser.get(f"{path}/close")).text


async def test_every_fault_of_the_form_is_said_and_nothing_typed_is_lost(browser_for):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    empty = await browser.submit("/vacancies/new", {})
    assert empty.status_code == 422
    for text in ("Enter the title", "Select the grade", "Select the employer", "Enter the lowest salary", "Enter the opening date"):
        assert text in empty.text
    wrong = await browser.submit("/vacancies/new", await _fields(salary_to_amount="1", kind="prime"))
    assert wrong.status_code == 422
    assert "Highest salary must be the same as the lowest or more" in wrong.text
    assert "Harbourne Fen" in wrong.text
    employer = await browser.submit("/vacancies/new", await _fields(kind="prime"))
    assert employer.status_code == 422
    assert "AfC is the employer of AfC Prime posts" in employer.text
    long = await browser.submit("/vacancies/new", await _fields(title="x" * 121, summary="y" * 5001, headcount="0"))
    assert long.status_code == 422
    assert (await queries.list_vacancies(SYSTEM)).items == []


async def test_two_editors_notice_each_other(browser_for):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    vacancy_id = await make_vacancy()
    vacancy = await queries.get_vacancy(SYSTEM, vacancy_id)
    afc = str((await accounts.afc()).id)
    fields = await _fields(version=str(vacancy.version), kind="prime", employer_id=afc, title="First")
    assert (await browser.submit(f"/vacancies/{vacancy_id}/edit", fields)).status_code == 303
    second = await browser.submit(f"/vacancies/{vacancy_id}/edit", {**fields, "title": "Second"})
    assert second.status_code == 409
    assert "Somebody else changed this vacancy" in second.text
    assert (await queries.get_vacancy(SYSTEM, vacancy_id)).title == "First"


async def test_the_panel_and_the_kit_are_said_for_each_vacancy(browser_for):
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    no_kits = ({"kit": "Not a key!"}, {"kit": "no_such_kit"})
    for changes in ({"panel_size": "0"}, {"panel_size": "9"}, {"panel_size": "2", "panel_accredited": "3"}, *no_kits):
        assert (await browser.submit("/vacancies/new", await _fields(**changes))).status_code == 422
    made = await browser.submit("/vacancies/new", await _fields(panel_size="3", panel_accredited="2", kit="team_manager"))
    page = (await browser.get(made.headers["location"])).text
    assert "3 champions, 2 with safer recruitment training" in page
    assert (await queries.list_vacancies(SYSTEM)).items[0].kit == "team_manager"
    assert "The kit of the grade" not in page


async def test_a_vacancy_closes_by_itself_after_its_closing_date(drain, frozen_now):
    last, without = await make_vacancy(closes_on=clock.today()), await make_vacancy(closes_on=None)
    paused = await make_vacancy(closes_on=clock.today())
    await service.pause_vacancy(SYSTEM, paused)
    await outbox.enqueue("vacancies.close_past")
    await drain()
    assert (await queries.get_vacancy(SYSTEM, last)).status == "open"
    frozen_now(clock.now() + timedelta(days=1))
    await outbox.enqueue("vacancies.close_past")
    await drain()
    assert [(await queries.get_vacancy(SYSTEM, one)).status for one in (last, without, paused)] == ["closed", "open", "closed"]


async def test_operations_filter_vacancies_and_take_the_filters_off_again(browser_for):
    await make_vacancy(title="Alpha")
    await make_vacancy(title="Beta", grade="team_manager", is_public=False)
    await make_vacancy(title="Gamma", is_open=False, kind=VacancyKind.HOME)
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)

    async def titles(**query):
        body = (await browser.get("/vacancies", params=query)).text
        return {title for title in ("Alpha", "Beta", "Gamma") if f">{title}</a>" in body}

    assert await titles() == {"Alpha", "Beta", "Gamma"}
    assert await titles(grade="team_manager") == await titles(site="hidden") == {"Beta"}
    assert await titles(site="shown", status="draft") == await titles(kind="home") == {"Gamma"}
    assert await titles(q="alp", site=["shown", "hidden"]) == {"Alpha"}
    nothing = await browser.get("/vacancies", params={"grade": "<i>", "site": "x"})
    assert "No vacancy fits" in nothing.text
    assert "<i>" not in nothing.text


async def test_applicants_are_counted():
    vacancy_id = await make_vacancy()
    await make_application(vacancy_id=vacancy_id)
    await make_application(vacancy_id=vacancy_id)
    vacancy = await queries.get_vacancy(SYSTEM, vacancy_id)
    assert (vacancy.applications, vacancy.live_applications, vacancy.started) == (2, 2, 0)


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.CHAMPION, Role.STAFF, Role.FINANCE, Role.ADMIN])
async def test_only_operations_run_vacancies(browser_for, role):
    browser = await browser_for((await make_user(role)).user_id)
    vacancy_id = await make_vacancy()
    for path in ("/vacancies", "/vacancies/new", f"/vacancies/{vacancy_id}", f"/vacancies/{vacancy_id}/edit", f"/vacancies/{vacancy_id}/close"):
        assert (await browser.get(path)).status_code == 403
    for verb in ("open", "pause", "close", "edit"):
        assert (await browser.submit(f"/vacancies/{vacancy_id}/{verb}")).status_code == 403
