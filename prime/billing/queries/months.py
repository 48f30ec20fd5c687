"""Reading months: the weeks that wait to be billed, what a run would make of them, and how far a run is."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts.permissions import Permission
from prime.billing import rules
from prime.billing.errors import DemonstrationSeller, PurchaseOrderMissing, SellerMissing
from prime.billing.schemas import Gap, Preview, RunDetail, RunOut, SellerOut, ShareOut, Week
from prime.billing.tables import BillingRun, RunShare, RunStatus, Seller, ShareStatus
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch, fetch_value
from prime.core.errors import NotFound
from prime.core.formats import govdate
from prime.core.money import ZERO
from prime.core.paging import PAGE_SIZE, Page, cut, decode_id
from prime.core.settings import settings
from prime.reference import queries as reference
from prime.reference.errors import DemonstrationRate, RateMissing
from prime.reference.tables import RateKind

# --- the seller


async def list_sellers(actor: Actor) -> list[SellerOut]:
    """Every dated row about us, newest first.

    Raises:
        Forbidden: the actor does not bill.
    """
    actor.require(Permission.BILLING_RUN)
    return [_seller(row) for row in await Seller.objects().order_by(Seller.effective_from, ascending=False)]


async def seller_on(day: date) -> SellerOut:
    """What an invoice of a day says about us.

    Raises:
        SellerMissing: nobody has entered it.
        DemonstrationSeller: production has only an invented one.
    """
    row = await Seller.objects().where(Seller.effective_from <= day).order_by(Seller.effective_from, ascending=False).first()
    if row is None:
        raise SellerMissing(f"Enter our name, address, VAT number and bank account from {govdate(day)} or earlier.")
    if settings().is_production and row.is_demonstration:
        raise DemonstrationSeller(f"“{row.name}” is an invented seller. Enter the real name, address, VAT number and bank account.")
    return _seller(row)


def _seller(row: Seller) -> SellerOut:
    return SellerOut(**{name: getattr(row, name) for name in SellerOut.__struct_fields__})


# --- weeks that wait

# The approval must be older than the run, so that a run bills what its starter saw; later ones wait for the next run.
# Weeks without hours (leave, sickness) cost the council nothing and stand on no invoice.
_WEEKS = """
SELECT t.id AS timesheet_id, t.reference AS timesheet_reference, t.week_starts_on, t.total_hours AS hours, t.approved_at,
       p.id AS placement_id, p.reference AS placement_reference, p.po_number, p.hourly_amount,
       c.id AS client_id, c.name AS client_name, c.is_po_required, m.name AS team_name, g.title AS role_title,
       trim(s.first_name || ' ' || s.last_name) AS worker_name, trim(u.first_name || ' ' || u.last_name) AS approved_by_name,
       before.hourly_amount AS last_hourly_amount, COALESCE(back.number, '') AS credited_number,
       e.id AS exclusion_id, COALESCE(e.reason, '') AS exclusion_reason
FROM timesheet t
JOIN placement p ON p.id = t.placement JOIN client c ON c.id = p.client JOIN team m ON m.id = p.team JOIN grade g ON g.id = p.grade
JOIN staff_member s ON s.id = p.staff_member JOIN app_user u ON u.id = t.approved_by
LEFT JOIN exclusion e ON e.timesheet = t.id AND e.lifted_at IS NULL
LEFT JOIN LATERAL (
  SELECT l.hourly_amount FROM invoice_line l JOIN billed_week b ON b.timesheet = l.timesheet AND b.invoice = l.invoice
  WHERE l.placement = p.id AND l.week_starts_on < t.week_starts_on ORDER BY l.week_starts_on DESC LIMIT 1
) before ON true
LEFT JOIN LATERAL (
  SELECT i.number FROM invoice_line l JOIN invoice i ON i.id = l.invoice
  WHERE l.timesheet = t.id AND i.kind = 'invoice' ORDER BY i.issued_at DESC LIMIT 1
) back ON true
WHERE t.status = 'approved' AND t.total_hours > 0 AND t.week_starts_on + 6 <= $1
  AND NOT EXISTS (SELECT FROM billed_week b WHERE b.timesheet = t.id)
  AND ($2::timestamptz IS NULL OR t.approved_at <= $2) AND ($3::uuid IS NULL OR c.id = $3) AND ($4::text IS NULL OR p.po_number = $4)
  AND ($5::uuid IS NULL OR t.id = $5)
ORDER BY c.name, p.po_number, worker_name, t.week_starts_on
"""
_LOCK_WEEKS = """
SELECT t.id FROM timesheet t JOIN placement p ON p.id = t.placement
WHERE t.status = 'approved' AND t.week_starts_on + 6 <= $1 AND p.client = $2 AND p.po_number = $3 ORDER BY t.id FOR UPDATE OF t
"""
_MOST_GAPS = 500
_GAPS = f"""
SELECT p.id AS placement_id, t.id AS timesheet_id, c.name AS client_name,
       trim(s.first_name || ' ' || s.last_name) AS worker_name, w.monday AS week_starts_on, COALESCE(t.status, 'missing') AS state
FROM (SELECT day::date AS monday FROM generate_series($1::date, $2::date, interval '7 days') AS day) w
JOIN placement p ON p.status <> 'cancelled' AND p.starts_on <= w.monday + 6 AND p.ends_on >= w.monday
JOIN client c ON c.id = p.client JOIN staff_member s ON s.id = p.staff_member
LEFT JOIN timesheet t ON t.placement = p.id AND t.week_starts_on = w.monday
WHERE COALESCE(t.status, 'missing') NOT IN ('approved', 'billed')
ORDER BY c.name, worker_name, w.monday LIMIT {_MOST_GAPS}
"""


async def weeks_waiting(
    until: date, *, approved_until: datetime | None = None, client_id: UUID | None = None, po_number: str | None = None
) -> list[Week]:
    """Approved weeks that end by a day and stand on no invoice, the ones left out included."""
    return [Week(**row) for row in await fetch(_WEEKS, until, approved_until, client_id, po_number, None)]


async def find_week(timesheet_id: UUID) -> Week | None:
    """A week that waits; None where it is not approved, has no hours or stands on an invoice."""
    rows = await fetch(_WEEKS, date.max, None, None, None, timesheet_id)
    return Week(**rows[0]) if rows else None


async def get_week(actor: Actor, timesheet_id: UUID) -> Week:
    """A week that waits.

    Raises:
        Forbidden: the actor does not bill.
        NotFound: it does not wait.
    """
    actor.require(Permission.BILLING_RUN)
    week = await find_week(timesheet_id)
    if week is None:
        raise NotFound("This week does not wait to be billed.")
    return week


async def lock_week(timesheet_id: UUID) -> Week | None:
    """The same, with its timesheet locked to the end of the transaction."""
    await fetch("SELECT id FROM timesheet WHERE id = $1 FOR UPDATE", timesheet_id)
    return await find_week(timesheet_id)


async def lock_weeks(until: date, client_id: UUID, po_number: str) -> None:
    """Hold the approved weeks of a share, so that nobody leaves one out while it is billed."""
    await fetch(_LOCK_WEEKS, until, client_id, po_number)


async def preview(actor: Actor, month: date) -> Preview:
    """What a run of a month would make of everything that waits; five queries, however much that is.

    Raises:
        Forbidden: the actor does not bill.
    """
    actor.require(Permission.BILLING_RUN)
    today, until = clock.today(), rules.last_day(month)
    waiting = await weeks_waiting(until)
    billed = [week for week in waiting if week.exclusion_id is None]
    obstacles = []
    vat_rate = ZERO
    try:
        await seller_on(today)
        vat_rate = (await reference.rate_on(RateKind.VAT_STANDARD, today)).value
    except (SellerMissing, DemonstrationSeller, RateMissing, DemonstrationRate) as refusal:
        obstacles.append(refusal.detail)
    try:
        rules.check_purchase_orders(billed)
    except PurchaseOrderMissing as refusal:
        obstacles.append(refusal.detail)
    groups = rules.group(billed, vat_rate)
    return Preview(
        month=month,
        until=until,
        has_ended=until < today,
        run_id=await find_run(month),
        groups=groups,
        left_out=[week for week in waiting if week.exclusion_id is not None],
        gaps=await _gaps(month, min(until, today)),
        obstacles=obstacles,
        net_amount=sum((group.totals.net_amount for group in groups), ZERO),
        vat_amount=sum((group.totals.vat_amount for group in groups), ZERO),
        gross_amount=sum((group.totals.gross_amount for group in groups), ZERO),
    )


async def _gaps(month: date, until: date) -> list[Gap]:
    first, last = rules.first_monday(month), rules.last_monday(until)
    return [Gap(**row) for row in await fetch(_GAPS, first, last)]


# --- runs

_RUN = """
SELECT r.id, r.reference, r.month, r.status, trim(u.first_name || ' ' || u.last_name) AS started_by_name, r.started_at, r.finished_at,
       s.share_count, s.settled_count, s.failed_count, i.invoice_count, i.gross_amount
FROM billing_run r JOIN app_user u ON u.id = r.started_by
CROSS JOIN LATERAL (
  SELECT count(*) AS share_count, count(*) FILTER (WHERE status <> 'waiting') AS settled_count,
         count(*) FILTER (WHERE status = 'failed') AS failed_count FROM run_share WHERE run = r.id
) s
CROSS JOIN LATERAL (
  SELECT count(*) AS invoice_count, COALESCE(sum(gross_amount), 0.00) AS gross_amount FROM invoice WHERE run = r.id AND kind = 'invoice'
) i
"""
_RUNS = f"{_RUN} WHERE ($1::uuid IS NULL OR r.id < $1) ORDER BY r.id DESC LIMIT $2"
_ONE_RUN = f"{_RUN} WHERE r.id = $1"
_QUEUED = """
SELECT payload ->> 'share_id' FROM outbox_message WHERE job = 'billing.issue_share' AND done_at IS NULL AND dead_at IS NULL
"""
_IS_QUEUED = f"SELECT $1 IN ({_QUEUED})"
_SHARES = f"""
SELECT s.id, s.client AS client_id, c.name AS client_name, s.po_number, s.status, s.detail,
       s.status = 'waiting' AND s.id::text IN ({_QUEUED}) AS is_queued,
       i.id AS invoice_id, i.number AS invoice_number, i.gross_amount, d.id AS document_id, d.status AS document_status
FROM run_share s JOIN client c ON c.id = s.client
LEFT JOIN invoice i ON i.run = s.run AND i.client = s.client AND i.po_number = s.po_number AND i.kind = 'invoice'
LEFT JOIN invoice_document n ON n.invoice = i.id LEFT JOIN document d ON d.id = n.document
WHERE s.run = $1 ORDER BY c.name, s.po_number
"""


async def list_runs(actor: Actor, *, cursor: str = "", size: int = PAGE_SIZE) -> Page[RunOut]:
    """Runs, newest first.

    Raises:
        Forbidden: the actor does not bill.
        InvalidInput: the cursor is not one of this list.
    """
    actor.require(Permission.BILLING_RUN)
    rows = await fetch(_RUNS, decode_id(cursor) if cursor else None, size + 1)
    return cut([RunOut(**_run(row)) for row in rows], size, "id")


async def get_run(actor: Actor, run_id: UUID) -> RunDetail:
    """A run and how far each of its parts is, from committed rows.

    Raises:
        Forbidden: the actor does not bill.
        NotFound: there is none.
    """
    actor.require(Permission.BILLING_RUN)
    rows = await fetch(_ONE_RUN, run_id)
    if not rows:
        raise NotFound
    shares: Sequence[ShareOut] = [ShareOut(**{**row, "status": ShareStatus(row["status"])}) for row in await fetch(_SHARES, run_id)]
    return RunDetail(**_run(rows[0]), shares=shares)


def _run(row: asyncpg.Record) -> dict[str, Any]:
    return {**row, "status": RunStatus(row["status"])}


async def find_run(month: date) -> UUID | None:
    """The run of a month, if it has one."""
    row = await BillingRun.select(BillingRun.id).where(BillingRun.month == month).first()
    return row["id"] if row else None


async def lock_run(run_id: UUID) -> BillingRun:
    """A run, locked to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = await BillingRun.objects().where(BillingRun.id == run_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    return row


async def lock_share(share_id: UUID) -> tuple[BillingRun, RunShare]:
    """A part of a run after the run itself, both locked; raises as `lock_run`."""
    known = await RunShare.select(RunShare.run).where(RunShare.id == share_id).first()
    if known is None:
        raise NotFound
    run = await lock_run(known["run"])
    share = await RunShare.objects().where(RunShare.id == share_id).lock_rows("UPDATE").first()
    if share is None:
        raise NotFound
    return run, share


async def is_queued(share_id: UUID) -> bool:
    """Whether a job for a share is still open."""
    return bool(await fetch_value(_IS_QUEUED, str(share_id)))


def topic(run_id: UUID) -> str:
    """The name under which the progress of a run is announced to open pages."""
    return f"billing-run:{run_id}"


async def count_waiting(run_id: UUID) -> int:
    """How many parts of a run are not settled."""
    count: int = await RunShare.count().where((RunShare.run == run_id) & (RunShare.status == ShareStatus.WAITING))
    return count
