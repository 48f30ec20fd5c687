"""Commands on timesheets: fill, submit, query, approve, bill."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission, Role
from prime.accounts.queries import members_with
from prime.audit import service as audit
from prime.clients import queries as clients
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput, NotFound, StaleVersion
from prime.core.formats import govdate
from prime.core.formats import hours as in_hours
from prime.core.references import next_reference
from prime.notifications import service as notifications
from prime.placements import queries as placements
from prime.placements.schemas import PlacementDetail
from prime.placements.tables import PlacementStatus
from prime.timesheets import queries, rules
from prime.timesheets.errors import NotBillable, TimesheetClosed
from prime.timesheets.schemas import BulkApproval, TimesheetDetail
from prime.timesheets.tables import Timesheet, TimesheetDay, TimesheetEvent, TimesheetReminder, TimesheetStatus

# --- the worker


@transactional
async def save_week(actor: Actor, placement_id: UUID, week_starts_on: date, hours: Mapping[date, Decimal], notes: str = "") -> UUID:
    """Keep the hours of a week of one's own; a new timesheet is a draft, a queried one stays so until it is submitted again.

    Raises:
        NotFound: the placement is not the actor's own, or has no day in such a week.
        InvalidInput: hours that nobody can work, or outside the week or the placement.
        TimesheetClosed: it waits for approval, or is approved.
    """
    actor.require(Permission.TIMESHEETS_FILL)
    placement = await _own_placement(actor, placement_id)
    if placement.status is PlacementStatus.CANCELLED or not rules.has_week(week_starts_on, placement.starts_on, placement.ends_on):
        raise NotFound
    rules.check_hours(hours, monday=week_starts_on, starts_on=placement.starts_on, ends_on=placement.ends_on)
    timesheet_id = await _open_week(placement_id, week_starts_on)
    timesheet = await queries.lock_timesheet(actor, timesheet_id)
    rules.check_move(TimesheetStatus(timesheet.status), TimesheetStatus(timesheet.status))
    worked = [TimesheetDay(timesheet=timesheet_id, worked_on=day, hours=amount) for day, amount in sorted(hours.items()) if amount]
    try:
        async with transaction():
            await TimesheetDay.delete().where(TimesheetDay.timesheet == timesheet_id)
            if worked:
                await TimesheetDay.insert(*worked)
    except asyncpg.CheckViolationError:
        # The placement was cut short between our look and the write.
        raise TimesheetClosed("The days of the placement have just changed. Open the week again.") from None
    await timesheet.update_self({Timesheet.notes: notes.strip(), Timesheet.version: timesheet.version + 1})
    total = sum(hours.values(), Decimal(0))
    await audit.record(actor, "timesheets.saved", timesheet_id, f"Saved {in_hours(total)} for the week from {govdate(week_starts_on)}")
    return timesheet_id


async def _own_placement(actor: Actor, placement_id: UUID) -> PlacementDetail:
    placement = await placements.get_placement(actor, placement_id)
    if placement.staff_user_id != actor.user_id:
        raise NotFound
    return placement


async def _open_week(placement_id: UUID, week_starts_on: date) -> UUID:
    """The timesheet of a week; two saves at once make one."""
    found = await queries.find_week(placement_id, week_starts_on)
    if found is None:
        new = Timesheet(id=uuid7(), reference=await next_reference("TIM"), placement=placement_id, week_starts_on=week_starts_on)
        await Timesheet.insert(new).on_conflict(target=(Timesheet.placement, Timesheet.week_starts_on), action="DO NOTHING")
        found = await queries.find_week(placement_id, week_starts_on)
    if found is None:
        raise NotFound
    return UUID(str(found.id))


@transactional
async def submit(actor: Actor, timesheet_id: UUID) -> None:
    """Send a week of one's own to the council's approvers.

    Raises:
        NotFound: it is not the actor's own.
        TimesheetClosed: it is submitted, approved or billed already.
        InvalidInput: it holds hours that nobody has worked yet.
    """
    actor.require(Permission.TIMESHEETS_FILL)
    timesheet, detail = await _lock_own(actor, timesheet_id)
    rules.check_move(detail.status, TimesheetStatus.SUBMITTED)
    rules.check_submit(_by_day(detail), monday=detail.week_starts_on, today=clock.today())
    await _move(actor, timesheet, TimesheetStatus.SUBMITTED, {Timesheet.submitted_at: clock.now()})
    await audit.record(actor, "timesheets.submitted", timesheet_id, f"Submitted {in_hours(detail.total_hours)}")
    client = await clients.get_client(SYSTEM, detail.client_id)
    for approver in await members_with(Role.CLIENT_APPROVER, client.organisation_id):
        await _tell(actor, "timesheet_submitted", approver.id, detail)


@transactional
async def take_back(actor: Actor, timesheet_id: UUID) -> None:
    """Take a submitted week of one's own back to correct it, before it is approved.

    Raises:
        NotFound: it is not the actor's own.
        TimesheetClosed: it does not wait for approval.
    """
    actor.require(Permission.TIMESHEETS_FILL)
    timesheet, detail = await _lock_own(actor, timesheet_id)
    rules.check_move(detail.status, TimesheetStatus.DRAFT)
    if detail.status is TimesheetStatus.DRAFT:
        raise TimesheetClosed("It has not been submitted yet.")
    await _move(actor, timesheet, TimesheetStatus.DRAFT, {Timesheet.submitted_at: None}, text="Taken back to correct it")
    await audit.record(actor, "timesheets.taken_back", timesheet_id, "Took the timesheet back")


async def _lock_own(actor: Actor, timesheet_id: UUID) -> tuple[Timesheet, TimesheetDetail]:
    timesheet = await queries.lock_timesheet(actor, timesheet_id)
    detail = await queries.get_timesheet(actor, timesheet_id)
    if detail.staff_user_id != actor.user_id:
        raise NotFound
    return timesheet, detail


# --- the council


@transactional
async def query(actor: Actor, timesheet_id: UUID, text: str) -> None:
    """Send a week back to its worker with a question; an approved week opens again this way until it is billed.

    Raises:
        NotFound: it is another council's, or not submitted.
        TimesheetClosed: it is billed, or queried already.
        InvalidInput: no question is asked.
    """
    actor.require(Permission.TIMESHEETS_APPROVE)
    if not text.strip():
        raise InvalidInput.field("text", "Enter your question")
    timesheet = await queries.lock_timesheet(actor, timesheet_id)
    detail = await queries.get_timesheet(actor, timesheet_id)
    if detail.status is TimesheetStatus.QUERIED:
        raise TimesheetClosed("It waits for an answer to a question.")
    rules.check_move(detail.status, TimesheetStatus.QUERIED)
    await _move(actor, timesheet, TimesheetStatus.QUERIED, {Timesheet.approved_by: None, Timesheet.approved_at: None}, text=text.strip())
    await audit.record(actor, "timesheets.queried", timesheet_id, f"Asked about {detail.reference}: {text.strip()}")
    await _tell(actor, "timesheet_queried", detail.staff_user_id, detail, text=text.strip())


@transactional
async def approve(actor: Actor, timesheet_id: UUID, *, version: int | None = None) -> None:
    """Approve a submitted week, for billing.

    Raises:
        NotFound: it is another council's, or not submitted.
        StaleVersion: its worker has changed it since it was read.
        TimesheetClosed: it does not wait for approval.
    """
    actor.require(Permission.TIMESHEETS_APPROVE)
    timesheet = await queries.lock_timesheet(actor, timesheet_id)
    if version is not None and timesheet.version != version:
        raise StaleVersion("Read the timesheet again: it was changed after you opened it.")
    detail = await queries.get_timesheet(actor, timesheet_id)
    rules.check_move(detail.status, TimesheetStatus.APPROVED)
    await _approve(actor, timesheet, detail)


@transactional
async def approve_many(actor: Actor, versions: Mapping[UUID, int]) -> BulkApproval:
    """Approve several weeks as they were read; what changed, was taken back or is none of the actor's business is left alone."""
    actor.require(Permission.TIMESHEETS_APPROVE)
    visible = {detail.id: detail for detail in await queries.get_many(actor, versions)}
    approved = []
    for timesheet in await queries.lock_timesheets(visible):
        if timesheet.version == versions[timesheet.id] and timesheet.status == TimesheetStatus.SUBMITTED:
            await _approve(actor, timesheet, visible[timesheet.id])
            approved.append(timesheet.id)
    return BulkApproval(approved, [timesheet_id for timesheet_id in versions if timesheet_id not in approved])


async def _approve(actor: Actor, timesheet: Timesheet, detail: TimesheetDetail) -> None:
    values = {Timesheet.approved_by: actor.required_user_id, Timesheet.approved_at: clock.now()}
    await _move(actor, timesheet, TimesheetStatus.APPROVED, values)
    await audit.record(actor, "timesheets.approved", timesheet.id, f"Approved {in_hours(detail.total_hours)}, {detail.reference}")
    await _tell(actor, "timesheet_approved", detail.staff_user_id, detail)


# --- billing


@transactional
async def mark_billed(actor: Actor, timesheet_ids: Collection[UUID]) -> None:
    """Freeze approved weeks, in the transaction that invoices them.

    Raises:
        NotBillable: one is not approved, or is billed already.
    """
    actor.require(Permission.BILLING_RUN)
    await _bill(actor, timesheet_ids, TimesheetStatus.APPROVED, TimesheetStatus.BILLED, "Billed")


@transactional
async def release(actor: Actor, timesheet_ids: Collection[UUID]) -> None:
    """Let billed weeks be billed again, in the transaction of the credit note that takes their invoice back.

    Raises:
        NotBillable: one is not billed.
    """
    actor.require(Permission.BILLING_RUN)
    await _bill(actor, timesheet_ids, TimesheetStatus.BILLED, TimesheetStatus.APPROVED, "Taken back by a credit note")


async def _bill(actor: Actor, timesheet_ids: Collection[UUID], status: TimesheetStatus, to: TimesheetStatus, text: str) -> None:
    rows = await queries.lock_timesheets(timesheet_ids)
    wrong = [row.reference for row in rows if row.status != status]
    if wrong or len(rows) != len(set(timesheet_ids)):
        raise NotBillable(f"Not {status}: {', '.join(wrong) or 'some do not exist'}.", timesheets=wrong)
    if rows:
        await Timesheet.update({Timesheet.status: to}).where(Timesheet.id.is_in([row.id for row in rows]))
        now = clock.now()
        events = [TimesheetEvent(timesheet=row.id, status=to, text=text, made_by=actor.user_id, made_at=now) for row in rows]
        await TimesheetEvent.insert(*events)


# --- reminders


@transactional
async def remind_missing(actor: Actor) -> int:
    """Remind workers of weeks that are over and not submitted, once for each week; returns how many."""
    actor.require(Permission.STAFF_MANAGE)
    now = clock.now()
    reminded = 0
    for week in await queries.missing_weeks(*rules.reminder_weeks(now)):
        new = TimesheetReminder(placement=week.placement_id, week_starts_on=week.week_starts_on, sent_at=now)
        claimed = await TimesheetReminder.insert(new).on_conflict(action="DO NOTHING").returning(TimesheetReminder.id)
        if claimed:
            reminded += 1
            await notifications.send(
                actor,
                "timesheet_missing",
                to=week.staff_user_id,
                about=week.placement_id,
                week=govdate(week.week_starts_on),
                client=week.client_name,
                team=week.team_name,
                placement=week.placement_reference,
                path=f"/timesheets/{week.placement_id}/{week.week_starts_on}",
            )
    return reminded


# --- shared steps


def _by_day(detail: TimesheetDetail) -> dict[date, Decimal]:
    return dict(zip(rules.days_of(detail.week_starts_on), detail.hours, strict=True))


async def _move(actor: Actor, timesheet: Timesheet, to: TimesheetStatus, values: Mapping[Any, Any], *, text: str = "") -> None:
    await timesheet.update_self({**values, Timesheet.status: to, Timesheet.version: timesheet.version + 1})
    await TimesheetEvent(timesheet=timesheet.id, status=to, text=text, made_by=actor.user_id, made_at=clock.now()).save()


async def _tell(actor: Actor, template: str, user_id: UUID, detail: TimesheetDetail, *, text: str = "") -> None:
    await notifications.send(
        actor,
        template,
        to=user_id,
        about=detail.id,
        by=actor.name,
        person=detail.staff_name,
        week=govdate(detail.week_starts_on),
        hours=in_hours(detail.total_hours),
        client=detail.client_name,
        team=detail.team_name,
        placement=detail.placement_reference,
        text=text,
        path=f"/timesheets/{detail.id}",
    )
