"""Board, list and the page of an application, for those who recruit."""

from datetime import timedelta

import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.errors import OwnApplication
from prime.candidates.schemas import Filters
from prime.candidates.tables import Stage
from prime.core import clock
from prime.core.actor import SYSTEM
from tests.factories.accounts import make_user
from tests.factories.candidates import CONSENTS, answers, make_application, talked_with
from tests.factories.checks import clear_checks
from tests.factories.vacancies import make_vacancy
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _ids(actor, **filters):
    return {row.id for row in (await queries.list_applications(actor, Filters(**filters))).items}


async def test_six_columns_with_a_tag_where_two_stages_share_one(browser_for):
    vacancy_id = await make_vacancy()
    for stage in list(Stage)[:8]:
        await make_application(vacancy_id=vacancy_id, stage=stage, last_name=stage.value.upper())
    ended = await make_application(vacancy_id=vacancy_id, last_name="GONE")
    await service.reject(SYSTEM, ended.id, reason="filled")
    champion = await make_user(Role.CHAMPION)
    columns = await queries.board(champion)
    assert [(column.title, column.count) for column in columns] == [
        ("Applied", 2),
        ("Conversation", 1),
        ("Interview", 1),
        ("Offer", 1),
        ("Checks", 2),
        ("Started", 1),
    ]
    board = (await (await browser_for(champion.user_id)).get("/candidates")).text
    assert "8 applications" in board
    assert "Amara GONE" not in board
    assert board.count("afc-board__column") == 6
    for text in ("Champion: screen the application", ">Screening</strong>", ">Ready to start</strong>", "Operations: make the offer"):
        assert text in board


async def test_whoever_started_some_time_ago_is_off_the_board(frozen_now):
    started = await make_application(stage=Stage.STARTED)
    champion = await make_user(Role.CHAMPION)
    assert (await queries.board(champion))[-1].count == 1
    frozen_now(clock.now() + timedelta(days=30))
    assert (await queries.board(champion))[-1].count == 0
    assert await _ids(champion) == {started.id}


async def test_nobody_works_on_their_own_application(browser_for):
    champion = await make_user(Role.CHAMPION)
    own_id = await service.apply(champion, vacancy_id=await make_vacancy(), consents=CONSENTS, **answers())
    actor = await accounts.actor_for_user(champion.user_id)
    assert actor.roles == {"champion", "candidate"}
    await service.add_note(await make_user(Role.CHAMPION), own_id, text="Between us.")
    assert await queries.list_notes(actor, own_id) == []
    assert await queries.get_conversation(actor, own_id) is None
    for command in (
        service.start_screening(actor, own_id),
        service.move_by_hand(actor, own_id, Stage.SCREENING, version=1),
        service.record_conversation(actor, own_id, held_on=clock.today(), notes="x", wants_to_go_on=True),
        service.reject(actor, own_id, reason="filled"),
        service.add_note(actor, own_id, text="x"),
        service.assign_champion(actor, own_id, actor.user_id),
    ):
        with pytest.raises(OwnApplication):
            await command
    browser = await browser_for(champion.user_id)
    assert (await browser.get(f"/candidates/{own_id}")).headers["location"] == f"/applications/mine/{own_id}"
    refused = await browser.submit(f"/candidates/{own_id}/screening")
    assert refused.status_code == 409
    assert "This is your own application" in refused.text
    await service.withdraw(actor, own_id, reason="pay")


async def test_the_overdue_ones_stand_first_and_are_marked(browser_for, frozen_now):
    vacancy_id = await make_vacancy()
    old = await make_application(vacancy_id=vacancy_id, last_name="Early")
    frozen_now(clock.now() + timedelta(days=6))
    late = await make_application(vacancy_id=vacancy_id, last_name="Late")
    champion = await make_user(Role.CHAMPION)
    column = (await queries.board(champion))[0]
    assert [card.id for card in column.cards] == [old.id, late.id]
    assert await _ids(champion, is_overdue=True) == {old.id}
    board = (await (await browser_for(champion.user_id)).get("/candidates")).text
    assert board.count("afc-item--overdue") == 1
    assert "6 days" in board


async def test_search_and_filters():
    first, second = await make_vacancy(), await make_vacancy()
    anna = await make_application(vacancy_id=first, first_name="Änna", last_name="O'Neill", swe_number="SW7001")
    ben = await make_application(vacancy_id=second, first_name="Ben", last_name="Okoro", swe_number="SW7002", stage=Stage.OFFER)
    agency_id = await service.apply(
        await make_user(Role.OPERATIONS), vacancy_id=second, source="agency", **answers(first_name="Cy", last_name="100%")
    )
    champion, operations = await make_user(Role.CHAMPION), await make_user(Role.OPERATIONS)
    await service.assign_champion(champion, ben.id, champion.user_id)
    everybody = {anna.id, ben.id, agency_id}
    assert await _ids(champion) == everybody
    assert await _ids(operations, search="änna o'n") == {anna.id}
    assert await _ids(operations, search="sw7002") == {ben.id}
    assert await _ids(operations, search=anna.reference) == {anna.id}
    assert await _ids(operations, search=ben.candidate_reference.lower()) == {ben.id}
    assert await _ids(operations, search="100%") == {agency_id}
    assert await _ids(operations, search="' OR 1=1 --") == set()
    assert await _ids(champion, vacancies=(ben.vacancy_reference,)) == {ben.id, agency_id}
    assert await _ids(champion, sources=("agency",)) == {agency_id}
    assert await _ids(champion, next_actors=("operations",)) == {ben.id}
    assert await _ids(champion, is_mine=True) == {ben.id}
    assert await _ids(champion, stages=("offer", "checks")) == {ben.id}
    assert await _ids(champion, stages=("withdrawn",)) == set()
    await service.withdraw(SYSTEM, anna.id, reason="pay")
    assert await _ids(champion) == everybody - {anna.id}
    assert await _ids(champion, stages=("withdrawn",)) == {anna.id}
    assert await queries.count_applications(champion, Filters(sources=("agency",))) == 1


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("key", ["name", "role", "stage", "waiting", "due", "applied", "champion", "source"])
async def test_each_sort_pages_through_everybody_once(sign, key, frozen_now):
    sort = sign + key
    vacancy_id = await make_vacancy()
    stages = list(Stage)[:8]
    for number in range(11):
        frozen_now(clock.now() + timedelta(minutes=number % 3))
        await make_application(vacancy_id=vacancy_id, last_name=f"Name {number % 4}", stage=stages[number % 8])
    champion = await make_user(Role.CHAMPION)
    whole = (await queries.list_applications(champion, sort=sort, size=50)).items
    seen, cursor = [], ""
    while True:
        found = await queries.list_applications(champion, cursor=cursor, sort=sort, size=3)
        seen += found.items
        cursor = found.next_cursor
        if not cursor:
            break
    assert [row.id for row in seen] == [row.id for row in whole]
    assert len({row.id for row in seen}) == 11
    keys = {
        "name": lambda row: f"{row.last_name} {row.first_name}".lower(),
        "stage": lambda row: list(Stage).index(row.stage),
        "waiting": lambda row: -row.stage_entered_at.timestamp(),
        "applied": lambda row: row.applied_at,
    }
    if key := keys.get(sort.removeprefix("-")):
        assert [key(row) for row in whole] == sorted(map(key, whole), reverse=sort.startswith("-"))


async def test_strange_sorts_and_cursors_are_refused(browser_for):
    browser = await browser_for((await make_user(Role.CHAMPION)).user_id)
    await make_application()
    good = "WyJ4IiwiMDAwIl0"
    for query in (
        {"sort": "salary; DROP TABLE application"},
        {"cursor": "nonsense"},
        {"cursor": good},
        {"sort": "waiting", "cursor": "WyJ4IiwieCJd"},
    ):
        assert (await browser.get("/candidates", params={"view": "list", **query})).status_code == 422


async def test_the_list_has_chips_that_take_a_filter_away(browser_for):
    await make_application(first_name="Zora")
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    page = (await browser.get("/candidates", params={"view": "list", "source": ["direct", "agency"], "q": "zora"})).text
    assert "1 application" in page
    assert 'href="/candidates?view=list&amp;source=agency&amp;q=zora"' in page
    assert 'href="/candidates?view=list&amp;source=direct&amp;source=agency"' in page
    nobody = (await browser.get("/candidates", params={"q": "<script>alert(1)</script>"})).text
    assert "No application fits" in nobody
    assert "<script>alert" not in nobody


async def test_the_number_of_queries_does_not_grow_with_the_number_of_people(browser_for):
    vacancy_id = await make_vacancy()
    browser = await browser_for((await make_user(Role.CHAMPION)).user_id)
    counts = []
    for _ in range(2):
        for _ in range(12):
            await make_application(vacancy_id=vacancy_id)
        for view in ("board", "list"):
            async with counted() as seen:
                assert (await browser.get("/candidates", params={"view": view})).status_code == 200
            counts.append(len(seen))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 6


async def test_a_long_column_leads_to_the_list(browser_for):
    vacancy_id = await make_vacancy()
    for _ in range(queries.CARDS + 2):
        await make_application(vacancy_id=vacancy_id)
    browser = await browser_for((await make_user(Role.CHAMPION)).user_id)
    board = (await browser.get("/candidates")).text
    assert board.count("afc-item__name") == queries.CARDS
    assert f"See all {queries.CARDS + 2}" in board


async def test_moving_a_card_by_hand(browser_for):
    application = await make_application(first_name="Zora")
    browser = await browser_for((await make_user(Role.CHAMPION)).user_id)
    path = f"/candidates/{application.id}/move"
    back = "/candidates?source=direct"
    moved = await browser.submit(path, {"to": "screening", "version": application.version, "back": back})
    assert (moved.status_code, moved.headers["location"]) == (303, back)
    assert f"{application.reference} is now at screening." in (await browser.get(back)).text
    stale = await browser.submit(path, {"to": "conversation", "version": application.version, "back": "https://evil.example"})
    assert stale.headers["location"] == f"/candidates/{application.id}"
    assert "Somebody else has changed this application" in (await browser.get("/candidates")).text
    version = (await queries.get_application(SYSTEM, application.id)).version
    await browser.submit(path, {"to": "offer", "version": version})
    assert "cannot move to offer" in (await browser.get("/candidates")).text
    await browser.submit(path, {"to": "king", "version": version})
    assert "Select a stage" in (await browser.get("/candidates")).text
    assert (await queries.get_application(SYSTEM, application.id)).stage is Stage.SCREENING


@pytest.mark.parametrize("stage", list(Stage))
async def test_the_page_of_an_application_at_every_stage(browser_for, stage):
    ended = stage in {Stage.WITHDRAWN, Stage.REJECTED}
    application = await make_application(stage=Stage.APPLIED if ended else stage)
    if stage is Stage.WITHDRAWN:
        await service.withdraw(SYSTEM, application.id, reason="pay")
    if stage is Stage.REJECTED:
        await service.reject(SYSTEM, application.id, reason="filled")
    operations = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    page = await operations.get(f"/candidates/{application.id}")
    assert page.status_code == 200
    expected = {
        Stage.APPLIED: "Start screening",
        Stage.SCREENING: "Move to initial conversation",
        Stage.CONVERSATION: "Record the initial conversation",
        Stage.INTERVIEW: f"/interviews/invite?application={application.id}",
        Stage.OFFER: f"/offers/new?application={application.id}",
        Stage.CHECKS: f"/candidates/{application.id}/checks",
        Stage.READY: "Make the person staff",
        Stage.STARTED: "The person has started.",
        Stage.WITHDRAWN: "The pay or terms are not right for me",
        Stage.REJECTED: "The role has been filled",
    }
    assert expected[stage] in page.text
    assert ("Reject" in page.text) == (stage not in {Stage.STARTED, Stage.WITHDRAWN, Stage.REJECTED} or stage is Stage.REJECTED)


async def test_the_conversation_in_a_browser(browser_for):
    application = await make_application(stage=Stage.CONVERSATION)
    browser = await browser_for((await make_user(Role.CHAMPION)).user_id)
    path = f"/candidates/{application.id}/conversation"
    day = {"held_on-day": "25", "held_on-month": "november", "held_on-year": "2026"}
    empty = await browser.submit(path, {})
    assert empty.status_code == 422
    for text in ("Enter the day of the conversation", "Enter what you talked about", "Select whether the candidate wants to go on"):
        assert text in empty.text
    tomorrow = await browser.submit(path, {**day, "held_on-day": "26", "notes": "Kept as typed", "wants_to_go_on": "yes"})
    assert tomorrow.status_code == 422
    assert "must be today or in the past" in tomorrow.text
    assert "Kept as typed" in tomorrow.text
    assert (await browser.submit(path, {**day, "notes": "Warm", "wants_to_go_on": "yes"})).status_code == 303
    page = (await browser.get(f"/candidates/{application.id}")).text
    assert "Invite to interview" in page
    assert "Warm" in page
    again = await browser.submit(path, {**day, "notes": "Twice", "wants_to_go_on": "yes"})
    assert again.status_code == 409


async def test_rejecting_noting_and_assigning_in_a_browser(browser_for):
    application = await make_application()
    champion = await make_user(Role.CHAMPION, first_name="Chidi")
    browser = await browser_for(champion.user_id)
    path = f"/candidates/{application.id}"
    assert (await browser.submit(f"{path}/notes", {})).status_code == 422
    await browser.submit(f"{path}/notes", {"text": "<img src=x onerror=alert(1)>", "is_shared": "yes"})
    await browser.submit(f"{path}/champion", {"champion_user_id": str(champion.user_id)})
    page = (await browser.get(path)).text
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
    assert "Candidate can read this" in page
    assert (await browser.submit(f"{path}/champion", {"champion_user_id": str(application.user_id)})).status_code == 422
    assert "Enter the reason" in (await browser.submit(f"{path}/reject", {"reason": "other"})).text
    assert (await browser.submit(f"{path}/reject", {"reason": "filled"})).headers["location"] == path
    assert "The application is rejected" in (await browser.get(path)).text


async def test_operations_correct_and_withdraw_in_a_browser(browser_for):
    application = await make_application()
    browser = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/candidates/{application.id}"
    assert application.phone in (await browser.get(f"{path}/details")).text
    wrong = await browser.submit(f"{path}/details", {"first_name": "A", "last_name": "B", "swe_number": "0"})
    assert wrong.status_code == 422
    right = {"first_name": "Ada", "last_name": "Bello", "phone": "01632 960 123", "postcode": "KT1 1EU", "swe_number": "SW9"}
    assert (await browser.submit(f"{path}/details", right)).status_code == 303
    page = (await browser.get(path)).text
    assert "Ada Bello" in page
    assert "Sent with other details" in page
    assert (await browser.submit(f"{path}/withdraw", {"reason": "circumstances"})).headers["location"] == path


async def test_results_of_checks_are_not_on_a_champions_timeline(browser_for):
    application = await make_application(stage=Stage.CHECKS)
    await clear_checks(application.candidate_id)
    champion = await browser_for((await make_user(Role.CHAMPION)).user_id)
    operations = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/candidates/{application.id}"
    assert "Identity: clear" in (await operations.get(path)).text
    assert "Identity: clear" not in (await champion.get(path)).text


async def test_pages_are_closed_to_other_roles(browser_for):
    application = await make_application()
    await talked_with(application)
    for role in (Role.CANDIDATE, Role.STAFF, Role.FINANCE, Role.ADMIN):
        browser = await browser_for((await make_user(role)).user_id)
        for path in ("", "/conversation", "/reject", "/withdraw", "/details"):
            assert (await browser.get(f"/candidates/{application.id}{path}")).status_code == 403
        for path in ("/move", "/screening", "/notes", "/champion", "/conversation", "/reject", "/withdraw", "/details"):
            assert (await browser.submit(f"/candidates/{application.id}{path}", {})).status_code == 403
    champion = await browser_for((await make_user(Role.CHAMPION)).user_id)
    assert (await champion.get(f"/candidates/{application.id}/details")).status_code == 403
    assert (await champion.get(f"/candidates/{application.vacancy_id}")).status_code == 404
