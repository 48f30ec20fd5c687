"""Filling, submitting, querying, approving and billing weeks."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.core import clock, outbox
from prime.core.actor import SYSTEM
from prime.core.db import execute, fetch_value, transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound, StaleVersion
from prime.placements import service as placements
from prime.placements.errors import HoursRecorded
from prime.timesheets import queries, service
from prime.timesheets.errors import NotBillable, TimesheetClosed
from prime.timesheets.schemas import WeekState
from prime.timesheets.tables import TimesheetStatus
from tests.factories.accounts import make_user
from tests.factories.placements import make_council_client
from tests.factories.timesheets import MONDAY, full_week, make_approved, make_draft, make_placed, make_submitted

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def test_two_weeks_one_approved_one_queried_corrected_and_approved(drain, outbox_mail, frozen_now):
    placed = await make_placed()
    approver, worker = placed.council.approver, placed.worker
    frozen_now(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    first, second = await make_submitted(placed), await make_submitted(placed, MONDAY + timedelta(days=7), "8.00")
    await service.approve(approver, first)
    await service.query(approver, second, "Were you off on Friday?")
    queried = await queries.get_timesheet(worker, second)
    assert (queried.status, queried.total_hours) == (TimesheetStatus.QUERIED, Decimal("40.00"))
    await service.save_week(worker, placed.placement.id, MONDAY + timedelta(days=7), full_week(MONDAY + timedelta(days=7), "8.00", 4), "I was.")
    assert (await queries.get_timesheet(worker, second)).status is TimesheetStatus.QUERIED
    await service.submit(worker, second)
    await service.approve(approver, second)
    done = await queries.get_timesheet(approver, second)
    assert (done.status, done.total_hours, done.notes, done.approved_by_name) == (TimesheetStatus.APPROVED, Decimal("32.00"), "I was.", "Ada Marsh")
    assert done.hours == [Decimal("8.00")] * 4 + [Decimal("0.00")] * 3
    events = await queries.list_events(approver, second)
    assert [event.status for event in events] == ["approved", "submitted", "queried", "submitted"]
    assert (events[2].text, events[2].made_by_name) == ("Were you off on Friday?", "Ada Marsh")
    await drain()
    told = [(message.template, message.recipient) for message in await outbox_mail() if message.template.startswith("timesheet")]
    assert told.count(("timesheet_submitted", approver.user_id)) == 3
    assert told.count(("timesheet_approved", worker.user_id)) == 2
    [question] = [message for message in await outbox_mail() if message.template == "timesheet_queried"]
    assert "Were you off on Friday?" in question.body_text
    assert f"http://localhost:8000/timesheets/{second}" in question.body_text


@pytest.mark.parametrize(
    ("day", "hours", "words"),
    [
        (0, "-1", "between 0 and 24"),
        (0, "24.25", "between 0 and 24"),
        (0, "NaN", "between 0 and 24"),
        (0, "Infinity", "between 0 and 24"),
        (0, "7.4", "quarters of an hour"),
        (7, "7", "not in this week"),
        (-1, "7", "not in this week"),
    ],
)
async def test_hours_that_nobody_can_work_are_refused(day, hours, words):
    placed = await make_placed()
    worked_on = MONDAY + timedelta(days=day)
    with pytest.raises(InvalidInput) as refusal:
        await service.save_week(placed.worker, placed.placement.id, MONDAY, {worked_on: Decimal(hours)})
    assert refusal.value.errors[0]["pointer"] == f"/hours/{worked_on}"
    assert words in refusal.value.errors[0]["detail"]


async def test_a_week_has_sixty_hours_at_most():
    placed = await make_placed()
    await service.save_week(placed.worker, placed.placement.id, MONDAY, full_week(hours="12.00"))
    with pytest.raises(InvalidInput) as refusal:
        await service.save_week(placed.worker, placed.placement.id, MONDAY, full_week(hours="12.25"))
    assert refusal.value.errors == [{"pointer": "/hours", "detail": "The week must add up to 60 hours or less"}]


async def test_days_outside_the_placement_are_refused_by_us_and_by_the_database():
    placed = await make_placed(starts_on=date(2026, 11, 18), ends_on=date(2026, 11, 27))
    with pytest.raises(InvalidInput) as refusal:
        await service.save_week(placed.worker, placed.placement.id, MONDAY, {MONDAY: Decimal(7)})
    assert refusal.value.errors[0]["detail"] == "Monday 16 November is outside the placement"
    timesheet_id = await service.save_week(placed.worker, placed.placement.id, MONDAY, {date(2026, 11, 18): Decimal(7), MONDAY: Decimal(0)})
    with pytest.raises(asyncpg.CheckViolationError):
        async with transaction():
            await execute("INSERT INTO timesheet_day (id, timesheet, worked_on, hours) VALUES (uuidv7(), $1, '2026-11-17', 7)", timesheet_id)
    for monday in (date(2026, 11, 9), date(2026, 11, 30), date(2026, 11, 17)):
        with pytest.raises(NotFound):
            await service.save_week(placed.worker, placed.placement.id, monday, {})


async def test_hours_of_the_future_are_kept_but_not_submitted():
    placed = await make_placed()
    this_week = date(2026, 11, 23)
    timesheet_id = await make_draft(placed, this_week)
    with pytest.raises(InvalidInput) as refusal:
        await service.submit(placed.worker, timesheet_id)
    assert [error["pointer"] for error in refusal.value.errors] == ["/hours/2026-11-26", "/hours/2026-11-27"]
    await service.save_week(placed.worker, placed.placement.id, this_week, full_week(this_week, days=3))
    await service.submit(placed.worker, timesheet_id)


async def test_a_week_without_work_is_submitted_too():
    placed = await make_placed()
    timesheet_id = await service.save_week(placed.worker, placed.placement.id, MONDAY, {}, "On leave")
    await service.submit(placed.worker, timesheet_id)
    assert (await queries.get_timesheet(placed.council.approver, timesheet_id)).total_hours == 0


async def test_saving_twice_makes_one_timesheet():
    placed = await make_placed()
    assert await make_draft(placed) == await make_draft(placed, hours="8.00")
    assert await fetch_value("SELECT count(*) FROM timesheet") == 1
    assert await fetch_value("SELECT total_hours FROM timesheet") == Decimal("40.00")


async def test_what_waits_is_not_changed_but_can_be_taken_back():
    placed = await make_placed()
    timesheet_id = await make_submitted(placed)
    with pytest.raises(TimesheetClosed):
        await make_draft(placed)
    with pytest.raises(TimesheetClosed):
        await service.submit(placed.worker, timesheet_id)
    await service.take_back(placed.worker, timesheet_id)
    with pytest.raises(TimesheetClosed):
        await service.take_back(placed.worker, timesheet_id)
    await make_submitted(placed, hours="6.00")


async def test_a_council_reads_nothing_before_it_is_submitted():
    placed = await make_placed()
    timesheet_id = await make_draft(placed)
    for command in (queries.get_timesheet(placed.council.approver, timesheet_id), service.approve(placed.council.approver, timesheet_id)):
        with pytest.raises(NotFound):
            await command
    await service.submit(placed.worker, timesheet_id)
    assert (await queries.get_timesheet(placed.council.approver, timesheet_id)).id == timesheet_id


async def test_only_the_worker_fills_and_only_the_councils_approver_approves():
    placed, other = await make_placed(), await make_placed()
    timesheet_id = await make_submitted(placed)
    finance, operations = await make_user(Role.FINANCE), await make_user(Role.OPERATIONS)
    with pytest.raises(NotFound):
        await service.save_week(other.worker, placed.placement.id, MONDAY, {})
    for stranger in (service.submit(other.worker, timesheet_id), service.take_back(other.worker, timesheet_id)):
        with pytest.raises(NotFound):
            await stranger
    for actor in (placed.worker, placed.council.requester, finance, operations):
        for command in (service.approve(actor, timesheet_id), service.query(actor, timesheet_id, "Why?"), service.approve_many(actor, {})):
            with pytest.raises(Forbidden):
                await command
    for command in (
        service.approve(other.council.approver, timesheet_id),
        service.query(other.council.approver, timesheet_id, "Why?"),
        queries.list_events(other.council.approver, timesheet_id),
    ):
        with pytest.raises(NotFound):
            await command
    read = await queries.get_timesheet(placed.council.approver, timesheet_id)
    assert (await service.approve_many(other.council.approver, {timesheet_id: read.version})).approved == []
    for actor in (placed.council.approver, finance):
        with pytest.raises(Forbidden):
            await service.save_week(actor, placed.placement.id, MONDAY, {})
    for actor in (finance, operations):
        assert (await queries.get_timesheet(actor, timesheet_id)).staff_name == "Sam Sample"


async def test_an_approver_approves_what_they_read():
    placed = await make_placed()
    timesheet_id = await make_submitted(placed)
    read = await queries.get_timesheet(placed.council.approver, timesheet_id)
    await service.take_back(placed.worker, timesheet_id)
    await make_submitted(placed, hours="9.00")
    with pytest.raises(StaleVersion):
        await service.approve(placed.council.approver, timesheet_id, version=read.version)
    now = await queries.get_timesheet(placed.council.approver, timesheet_id)
    await service.approve(placed.council.approver, timesheet_id, version=now.version)
    with pytest.raises(TimesheetClosed):
        await service.approve(placed.council.approver, timesheet_id)


async def test_a_question_has_words():
    placed = await make_placed()
    timesheet_id = await make_submitted(placed)
    with pytest.raises(InvalidInput):
        await service.query(placed.council.approver, timesheet_id, "  ")
    await service.query(placed.council.approver, timesheet_id, "Why?")
    with pytest.raises(TimesheetClosed):
        await service.query(placed.council.approver, timesheet_id, "Why?")


async def test_many_are_approved_at_once_but_not_what_changed():
    council = await make_council_client()
    placed = [await make_placed(council=council) for _ in range(3)]
    sheets = [await make_submitted(one) for one in placed]
    versions = {detail.id: detail.version for detail in await queries.get_many(council.approver, sheets)}
    await service.take_back(placed[1].worker, sheets[1])
    await make_submitted(placed[1], hours="9.00")
    await service.query(council.approver, sheets[2], "Why?")
    done = await service.approve_many(council.approver, versions)
    assert (done.approved, done.left) == ([sheets[0]], sheets[1:])


async def test_an_approved_week_is_frozen_until_it_is_queried():
    placed = await make_placed()
    timesheet_id = await make_approved(placed)
    with pytest.raises(TimesheetClosed):
        await make_draft(placed)
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await execute("UPDATE timesheet_day SET hours = 1 WHERE timesheet = $1", timesheet_id)
    await service.query(placed.council.approver, timesheet_id, "One day too many")
    reopened = await queries.get_timesheet(placed.worker, timesheet_id)
    assert (reopened.status, reopened.approved_at, reopened.approved_by_name) == (TimesheetStatus.QUERIED, None, "")


async def test_a_billed_week_is_frozen_until_a_credit_note(drain):
    placed = await make_placed()
    timesheet_id = await make_approved(placed)
    finance = await make_user(Role.FINANCE)
    with pytest.raises(Forbidden):
        await service.mark_billed(placed.council.approver, [timesheet_id])
    await service.mark_billed(finance, [timesheet_id])
    with pytest.raises(NotBillable):
        await service.mark_billed(finance, [timesheet_id])
    with pytest.raises(TimesheetClosed):
        await service.query(placed.council.approver, timesheet_id, "Too late")
    for statement in (
        "UPDATE timesheet SET status = 'queried' WHERE id = $1",
        "UPDATE timesheet SET total_hours = 1 WHERE id = $1",
        "UPDATE timesheet SET week_starts_on = week_starts_on + 7 WHERE id = $1",
        "DELETE FROM timesheet_day WHERE timesheet = $1",
        "UPDATE timesheet_event SET text = 'Nothing' WHERE timesheet = $1",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with transaction():
                await execute(statement, timesheet_id)
    await service.release(finance, [timesheet_id])
    assert (await queries.get_timesheet(finance, timesheet_id)).status is TimesheetStatus.APPROVED
    with pytest.raises(NotBillable):
        await service.release(finance, [timesheet_id])
    with pytest.raises(Forbidden):
        await service.release(placed.worker, [timesheet_id])


async def test_only_approved_weeks_are_billed_and_all_or_none():
    council = await make_council_client()
    approved, waiting = await make_approved(await make_placed(council=council)), await make_submitted(await make_placed(council=council))
    finance = await make_user(Role.FINANCE)
    for ids in ([approved, waiting], [approved, council.team_id]):
        with pytest.raises(NotBillable):
            await service.mark_billed(finance, ids)
    assert (await queries.get_timesheet(finance, approved)).status is TimesheetStatus.APPROVED
    with pytest.raises(asyncpg.RestrictViolationError):
        async with transaction():
            await execute(
                "UPDATE timesheet SET status = 'billed', approved_by = $2, approved_at = now() WHERE id = $1", waiting, council.approver.user_id
            )


async def test_a_placement_is_not_cut_short_of_worked_days():
    placed = await make_placed()
    operations = await make_user(Role.OPERATIONS)
    await make_draft(placed)
    with pytest.raises(HoursRecorded):
        await placements.end_placement(operations, placed.placement.id, ends_on=date(2026, 11, 19), reason="Early")
    await placements.end_placement(operations, placed.placement.id, ends_on=date(2026, 11, 20), reason="Early")


async def test_own_weeks_show_what_is_missing(frozen_now):
    placed = await make_placed(starts_on=date(2026, 11, 4))
    await make_submitted(placed, date(2026, 11, 9))
    await make_draft(placed, date(2026, 11, 16))
    weeks = await queries.own_weeks(placed.worker)
    assert [(week.week_starts_on.day, week.state) for week in weeks] == [
        (23, WeekState.CURRENT),
        (16, WeekState.MISSING),
        (9, WeekState.SUBMITTED),
        (2, WeekState.MISSING),
    ]
    assert weeks[2].total_hours == Decimal("37.50")
    assert await queries.own_weeks((await make_placed(starts_on=date(2026, 11, 30))).worker) == []


async def test_missing_weeks_are_chased_once_from_nine_on_monday(drain, outbox_mail, frozen_now):
    placed, diligent = await make_placed(), await make_placed()
    await make_submitted(diligent)
    frozen_now(datetime(2026, 11, 23, 8, 59, tzinfo=UTC))
    assert await service.remind_missing(SYSTEM) == 0
    frozen_now(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    assert await service.remind_missing(SYSTEM) == 1
    assert await service.remind_missing(SYSTEM) == 0
    frozen_now(datetime(2026, 11, 30, 15, 0, tzinfo=UTC))
    assert await service.remind_missing(SYSTEM) == 2
    await drain()
    sent = [message for message in await outbox_mail() if message.template == "timesheet_missing"]
    assert [message.recipient for message in sent].count(placed.worker.user_id) == 2
    assert f"/timesheets/{placed.placement.id}/2026-11-16" in sent[0].body_text
    with pytest.raises(Forbidden):
        await service.remind_missing(placed.worker)


async def test_the_job_reminds(drain, outbox_mail):
    placed = await make_placed()
    await outbox.enqueue("timesheets.remind_missing")
    await drain()
    assert [m.template for m in await outbox_mail() if m.recipient == placed.worker.user_id].count("timesheet_missing") == 1


async def test_reminders_keep_londons_time_in_summer(frozen_now):
    await make_placed(starts_on=date(2026, 11, 4), ends_on=date(2027, 6, 30))
    frozen_now(datetime(2027, 5, 24, 7, 59, tzinfo=UTC))
    before = await service.remind_missing(SYSTEM)
    frozen_now(datetime(2027, 5, 24, 8, 0, tzinfo=UTC))
    assert (before, await service.remind_missing(SYSTEM)) == (4, 1)


async def test_hours_across_a_clock_change_are_elapsed_hours(frozen_now):
    frozen_now(datetime(2026, 10, 26, 9, 0, tzinfo=UTC))
    placed = await make_placed(starts_on=date(2026, 10, 19), ends_on=date(2027, 4, 30))
    autumn, spring = date(2026, 10, 25), date(2027, 3, 28)
    night = await service.save_week(placed.worker, placed.placement.id, date(2026, 10, 19), {autumn: Decimal("24.00")})
    await service.submit(placed.worker, night)
    assert (await queries.get_timesheet(placed.worker, night)).total_hours == Decimal("24.00")
    frozen_now(clock.now() + timedelta(days=160))
    monday = date(2027, 3, 22)
    with pytest.raises(InvalidInput) as refusal:
        await service.save_week(placed.worker, placed.placement.id, monday, {spring: Decimal("23.25")})
    assert refusal.value.errors[0]["detail"] == "Sunday 28 March must be between 0 and 23 hours"
    short = await service.save_week(placed.worker, placed.placement.id, monday, {spring: Decimal("23.00")})
    assert (await queries.get_timesheet(placed.worker, short)).total_hours == Decimal("23.00")


async def test_lists_are_scoped_ordered_and_paged():
    council = await make_council_client()
    sheets = []
    for _ in range(3):
        placed = await make_placed(council=council, starts_on=date(2026, 11, 9))
        sheets += [await make_submitted(placed, date(2026, 11, 16)), await make_submitted(placed, date(2026, 11, 9))]
    seen, cursor = [], ""
    while True:
        page = await queries.list_timesheets(council.approver, cursor=cursor, size=2)
        seen += [row.week_starts_on.day for row in page.items]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == [9, 9, 9, 16, 16, 16]
    stranger = await make_council_client()
    assert (await queries.list_timesheets(stranger.approver)).items == []
    await service.approve(council.approver, sheets[0])
    assert [row.id for row in (await queries.list_timesheets(council.approver, view="approved")).items] == [sheets[0]]
    found = await queries.tally(council.approver)
    assert (found["submitted"], found["approved"]) == (5, 1)
    finance = await make_user(Role.FINANCE)
    assert len((await queries.list_timesheets(finance, client_id=council.client.id)).items) == 5
    assert (await queries.list_timesheets(finance, client_id=stranger.client.id)).items == []
    with pytest.raises(NotFound):
        await queries.list_timesheets(finance, view="nonsense")
