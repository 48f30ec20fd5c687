"""The pages, by worker, approver and office."""

from datetime import UTC, date, datetime

import pytest

from prime.accounts.permissions import Role
from prime.timesheets import queries, service
from prime.timesheets.forms import DAYS
from prime.timesheets.tables import TimesheetStatus
from tests.factories.accounts import make_user
from tests.factories.placements import make_council_client
from tests.factories.timesheets import MONDAY, make_approved, make_draft, make_placed, make_submitted
from tests.support.queries import counted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")

WORKED = dict.fromkeys(DAYS[:5], "7.5")


async def test_a_worker_saves_and_submits_a_week(browser_for):
    placed = await make_placed()
    browser = await browser_for(placed.worker.user_id)
    here = f"/timesheets/{placed.placement.id}/2026-11-16"
    todo = (await browser.get("/timesheets")).text
    assert todo.index("From Monday 16 November 2026") < todo.index("From Monday 23 November 2026")  # what is missing comes first
    assert "Missing" in todo
    assert here in todo
    grid = (await browser.get(here)).text
    assert "16 November to 22 November 2026" in grid
    wrong = await browser.submit(here, {**WORKED, "monday": "7.3", "tuesday": "lots", "then": "save"})
    assert wrong.status_code == 422
    for words in ("Monday must be in quarters of an hour", "Tuesday must be a number of hours", 'value="lots"'):
        assert words in wrong.text
    saved = await browser.submit(here, {**WORKED, "notes": "Court on Tuesday.", "then": "save"})
    assert saved.headers["location"] == here
    draft = (await browser.get(here)).text
    assert "37.5 hours" in draft
    assert 'value="7.50"' in draft
    sent = await browser.submit(here, {**WORKED, "friday": "", "then": "submit"})
    assert sent.headers["location"] == "/timesheets"
    assert "Waiting for approval" in (await browser.get("/timesheets")).text
    shown = await browser.get(here)
    assert shown.status_code == 303
    page = (await browser.get(shown.headers["location"])).text
    assert "Take it back" in page
    back = await browser.submit(f"{shown.headers['location']}/take-back")
    assert back.headers["location"] == here
    assert (await browser.submit(f"{shown.headers['location']}/take-back")).headers["location"] == shown.headers["location"]


async def test_what_the_command_refuses_is_shown_at_its_day(browser_for):
    placed = await make_placed()
    browser = await browser_for(placed.worker.user_id)
    early = await browser.submit(f"/timesheets/{placed.placement.id}/2026-11-23", {**WORKED, "then": "submit"})
    assert early.status_code == 422
    assert "Thursday 26 November is in the future" in early.text
    assert 'href="#thursday"' in early.text
    assert "37.5 hours" in early.text  # saved all the same
    long = await browser.submit(f"/timesheets/{placed.placement.id}/2026-11-16", {**dict.fromkeys(DAYS[:5], "12.5"), "then": "save"})
    assert (long.status_code, "60 hours or less" in long.text) == (422, True)


async def test_bank_holidays_and_days_outside_are_marked(browser_for, frozen_now):
    placed = await make_placed(ends_on=date(2026, 12, 28))
    browser = await browser_for(placed.worker.user_id)
    page = (await browser.get(f"/timesheets/{placed.placement.id}/2026-12-21")).text
    assert "Bank holiday: Christmas Day" in page
    last = (await browser.get(f"/timesheets/{placed.placement.id}/2026-12-28")).text
    assert "Bank holiday: Boxing Day" in last
    assert last.count("Outside the placement") == 6
    for monday in ("2026-11-17", "2027-01-04", "2026-11-09"):
        assert (await browser.get(f"/timesheets/{placed.placement.id}/{monday}")).status_code == 404


async def test_a_question_comes_back_and_is_answered(browser_for):
    placed = await make_placed()
    timesheet_id = await make_submitted(placed)
    approver, worker = await browser_for(placed.council.approver.user_id), await browser_for(placed.worker.user_id)
    here = f"/timesheets/{timesheet_id}"
    assert "Approve 37.5 hours" in (await approver.get(here)).text
    empty = await approver.submit(f"{here}/query", {"text": ""})
    assert (empty.status_code, "Enter your question" in empty.text) == (422, True)
    assert (await approver.submit(f"{here}/query", {"text": "Were you off on Friday?"})).status_code == 303
    assert (await approver.submit(f"{here}/query", {"text": "Again?"})).status_code == 409
    grid = f"/timesheets/{placed.placement.id}/2026-11-16"
    assert "Question to answer" in (await worker.get("/timesheets")).text
    assert "Were you off on Friday?" in (await worker.get(grid)).text
    assert (await worker.submit(grid, {**WORKED, "friday": "0", "notes": "I was.", "then": "submit"})).status_code == 303
    page = (await approver.get(here)).text
    assert "I was." in page
    version = (await queries.get_timesheet(placed.council.approver, timesheet_id)).version
    assert (await approver.submit(f"{here}/approve", {"version": str(version)})).headers["location"] == "/timesheets"
    done = await queries.get_timesheet(placed.worker, timesheet_id)
    assert (done.status, float(done.total_hours)) == (TimesheetStatus.APPROVED, 30.0)


async def test_a_stale_page_approves_nothing(browser_for):
    placed = await make_placed()
    timesheet_id = await make_submitted(placed)
    browser = await browser_for(placed.council.approver.user_id)
    for version in ("1", ""):
        answer = await browser.submit(f"/timesheets/{timesheet_id}/approve", {"version": version})
        assert answer.headers["location"] == f"/timesheets/{timesheet_id}"
    assert (await queries.get_timesheet(placed.worker, timesheet_id)).status is TimesheetStatus.SUBMITTED


async def test_an_approver_works_through_the_queue(browser_for):
    council = await make_council_client()
    placed = [await make_placed(council=council) for _ in range(3)]
    sheets = [await make_submitted(one) for one in placed]
    browser = await browser_for(council.approver.user_id)
    queue = (await browser.get("/timesheets")).text
    details = await queries.get_many(council.approver, sheets)
    chosen = [f"{detail.id}:{detail.version}" for detail in details]
    assert all(f'value="{one}"' in queue for one in chosen)
    assert "0.5 hours more than the 37 hours agreed" in queue
    assert (await browser.submit("/timesheets/approve", {})).headers["location"] == "/timesheets"
    assert (await browser.submit("/timesheets/approve", {"chosen": "nonsense"})).headers["location"] == "/timesheets"
    ask = await browser.submit("/timesheets/approve", {"chosen": chosen[:2]})
    assert ask.status_code == 200
    assert "Approve 2 timesheets?" in ask.text
    assert "75" in ask.text
    await service.take_back(placed[0].worker, sheets[0])
    done = await browser.submit("/timesheets/approve", {"chosen": chosen[:2], "confirmed": "yes"})
    assert done.headers["location"] == "/timesheets"
    states = {detail.id: detail.status for detail in await queries.get_many(await _finance(), sheets)}
    assert sorted(states.values()) == ["approved", "draft", "submitted"]


async def _finance():
    return await make_user(Role.FINANCE)


async def test_others_read_their_own_and_may_not_decide(browser_for):
    placed, other = await make_placed(), await make_placed()
    timesheet_id = await make_submitted(placed)
    here = f"/timesheets/{timesheet_id}"
    office = await browser_for((await _finance()).user_id)
    assert here in (await office.get("/timesheets")).text
    assert "Approve" not in (await office.get(here)).text.replace("Approved", "")
    council_finance = await make_user(Role.CLIENT_FINANCE, organisation_id=placed.council.client.organisation_id)
    assert here in (await (await browser_for(council_finance.user_id)).get("/timesheets")).text
    for stranger in (other.council.approver, other.worker):
        browser = await browser_for(stranger.user_id)
        assert (await browser.get(here)).status_code == 404
        assert here not in (await browser.get("/timesheets")).text
    approver = await browser_for(other.council.approver.user_id)
    assert (await approver.submit(f"{here}/approve", {"version": "3"})).status_code == 404
    assert (await approver.submit(f"{here}/query", {"text": "Why?"})).status_code == 404
    worker = await browser_for(other.worker.user_id)
    assert (await worker.get(f"/timesheets/{placed.placement.id}/2026-11-16")).status_code == 404
    assert (await worker.submit(f"{here}/approve", {"version": "3"})).status_code == 403
    requester = await browser_for(placed.council.requester.user_id)
    assert (await requester.get("/timesheets")).status_code == 403


async def test_every_view_has_its_empty_page(browser_for):
    browser = await browser_for((await make_council_client()).approver.user_id)
    for view in queries.VIEWS:
        assert (await browser.get(f"/timesheets?view={view}")).status_code == 200
    assert (await browser.get("/timesheets?view=nonsense")).status_code == 404
    worker = await browser_for((await make_placed(starts_on=date(2026, 12, 7))).worker.user_id)
    assert "No weeks to fill in" in (await worker.get("/timesheets")).text


async def test_the_queue_takes_as_many_queries_for_one_as_for_ten(browser_for):
    council = await make_council_client()
    browser = await browser_for(council.approver.user_id)
    numbers = []
    for amount in (1, 9):
        for _ in range(amount):
            await make_submitted(await make_placed(council=council))
        async with counted() as seen:
            assert (await browser.get("/timesheets")).status_code == 200
        numbers.append(len(seen))
    assert numbers[0] == numbers[1] <= 5


async def test_a_clock_change_week_shows_its_limit(browser_for, frozen_now):
    frozen_now(datetime(2027, 3, 29, 9, 0, tzinfo=UTC))
    placed = await make_placed(starts_on=date(2027, 3, 22), ends_on=date(2027, 4, 30))
    browser = await browser_for(placed.worker.user_id)
    answer = await browser.submit(f"/timesheets/{placed.placement.id}/2027-03-22", {"sunday": "23.5", "then": "submit"})
    assert answer.status_code == 422
    assert "Sunday 28 March must be between 0 and 23 hours" in answer.text


async def test_notes_are_never_markup(browser_for):
    placed = await make_placed()
    timesheet_id = await service.save_week(placed.worker, placed.placement.id, MONDAY, {}, "<img src=x onerror=alert(1)>")
    await service.submit(placed.worker, timesheet_id)
    assert "<img src=x" not in (await (await browser_for(placed.council.approver.user_id)).get(f"/timesheets/{timesheet_id}")).text


async def test_a_draft_and_an_approved_week_open_where_they_should(browser_for):
    placed = await make_placed(starts_on=date(2026, 11, 9))
    draft, approved = await make_draft(placed), await make_approved(placed, date(2026, 11, 9))
    browser = await browser_for(placed.worker.user_id)
    assert "Correct it" in (await browser.get(f"/timesheets/{draft}")).text
    assert (await browser.get(f"/timesheets/{placed.placement.id}/2026-11-09")).headers["location"] == f"/timesheets/{approved}"
    closed = await browser.submit(f"/timesheets/{placed.placement.id}/2026-11-09", {**WORKED, "then": "save"})
    assert (closed.status_code, "It is approved." in closed.text) == (409, True)
