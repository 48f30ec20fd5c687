"""Commands on months: leave weeks out, run a month, issue its invoices, say who we are."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.audit import service as audit
from prime.billing import papers, queries, rules
from prime.billing.errors import MonthBilled, NotBillable, NothingToBill, ShareSettled
from prime.billing.schemas import Group
from prime.billing.service.invoices import publish
from prime.billing.tables import BilledWeek, BillingRun, Exclusion, InvoiceLine, RunShare, RunStatus, Seller, ShareStatus
from prime.clients import queries as clients
from prime.core import clock, outbox
from prime.core.actor import SYSTEM, Actor
from prime.core.changes import announce
from prime.core.columns import uuid7
from prime.core.db import lock, transactional
from prime.core.errors import InvalidInput, NotFound
from prime.core.formats import govdate, money, plural
from prime.core.references import next_reference
from prime.notifications import service as notifications
from prime.reference.identifiers import vat_number as checked_vat_number
from prime.reference.queries import rate_on
from prime.reference.tables import RateKind
from prime.timesheets import service as timesheets

# --- who we are


@transactional
async def set_seller(
    actor: Actor,
    *,
    name: str,
    address: str,
    vat_number: str,
    email: str,
    bank_name: str,
    sort_code: str,
    account_number: str,
    effective_from: date,
    company_number: str = "",
    is_demonstration: bool = False,
) -> UUID:
    """Say what invoices say about us from a day on; a row of the same day is replaced, issued invoices keep theirs.

    Raises:
        InvalidInput: VAT number, sort code or account number cannot be right.
    """
    actor.require(Permission.BILLING_RUN)
    faults: list[dict[str, str]] = []
    checked: dict[str, Any] = {"vat_number": vat_number, "sort_code": sort_code, "account_number": account_number}
    for field, check in (
        ("vat_number", checked_vat_number),
        ("sort_code", rules.sort_code),
        ("account_number", rules.account_number),
    ):
        try:
            checked[field] = check(checked[field])
        except ValueError as fault:
            faults.append({"pointer": f"/{field}", "detail": str(fault)})
    if faults:
        raise InvalidInput(faults)
    await Seller.delete().where(Seller.effective_from == effective_from)
    seller = Seller(
        id=uuid7(),
        name=name,
        address=address,
        email=email,
        bank_name=bank_name,
        company_number=company_number,
        effective_from=effective_from,
        is_demonstration=is_demonstration,
        **checked,
    )
    await seller.save()
    await audit.record(actor, "billing.seller_set", seller.id, f"{name} is the seller from {govdate(effective_from)}", **checked)
    return seller.id


# --- weeks left out


@transactional
async def exclude(actor: Actor, timesheet_id: UUID, reason: str) -> UUID:
    """Leave an approved week out of billing until somebody takes it back.

    Raises:
        InvalidInput: there is no reason.
        NotBillable: it is not approved, is billed, or is left out already.
    """
    actor.require(Permission.BILLING_RUN)
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter why the week is left out")
    week = await queries.lock_week(timesheet_id)
    if week is None:
        raise NotBillable("It is not approved, or stands on an invoice.")
    if week.exclusion_id is not None:
        raise NotBillable(f"It is left out already: {week.exclusion_reason}")
    row = Exclusion(id=uuid7(), timesheet=timesheet_id, reason=reason.strip(), made_by=actor.required_user_id, made_at=clock.now())
    await row.save()
    await audit.record(actor, "billing.week_excluded", timesheet_id, f"{week.timesheet_reference} is left out of billing: {row.reason}")
    return row.id


@transactional
async def lift(actor: Actor, exclusion_id: UUID) -> None:
    """Take a week back into billing; nothing happens when it is back already.

    Raises:
        NotFound: there is no such exclusion.
    """
    actor.require(Permission.BILLING_RUN)
    row = await Exclusion.objects().where(Exclusion.id == exclusion_id).lock_rows("UPDATE").first()
    if row is None:
        raise NotFound
    if row.lifted_at is None:
        await row.update_self({Exclusion.lifted_at: clock.now(), Exclusion.lifted_by: actor.required_user_id})
        await audit.record(actor, "billing.week_taken_back", row.timesheet, "Taken back into billing")


# --- runs


@transactional
async def start_run(actor: Actor, month: date, *, expected_weeks: int | None = None, expected_net_amount: Decimal | None = None) -> UUID:
    """Bill a month, once: one share and one job for each client and PO number.

    Raises:
        InvalidInput: the month has not begun.
        MonthBilled: it has a run already.
        PreviewChanged: it would bill something else than its starter saw.
        PurchaseOrderMissing: a council needs a PO number that a week lacks.
        SellerMissing, DemonstrationSeller, RateMissing: an invoice could not say what it must.
        NothingToBill: no week waits.
    """
    actor.require(Permission.BILLING_RUN)
    now, today = clock.now(), clock.today()
    rules.check_month(month, today=today)
    await lock(f"billing_run:{month}")
    if (existing := await queries.find_run(month)) is not None:
        raise MonthBilled(f"{month:%B %Y} has been billed. Weeks approved since are part of the next month's run.", run_id=existing)
    groups = await _groups(rules.last_day(month), today)
    if not groups:
        raise NothingToBill("No approved week is waiting.")
    rules.check_expected(groups, weeks=expected_weeks, net_amount=expected_net_amount)
    run = BillingRun(id=uuid7(), reference=await next_reference("RUN"), month=month, started_by=actor.required_user_id, started_at=now)
    await run.save()
    for group in groups:
        share = RunShare(id=uuid7(), run=run.id, client=group.client_id, po_number=group.po_number)
        await share.save()
        await outbox.enqueue("billing.issue_share", share_id=share.id)
    weeks = plural(sum(len(group.weeks) for group in groups), "week")
    await audit.record(actor, "billing.run_started", run.id, f"{run.reference} bills {weeks} of {month:%B %Y}", month=month)
    return run.id


async def _groups(until: date, today: date) -> list[Group]:
    await queries.seller_on(today)
    vat_rate = (await rate_on(RateKind.VAT_STANDARD, today)).value
    weeks = [week for week in await queries.weeks_waiting(until) if week.exclusion_id is None]
    rules.check_purchase_orders(weeks)
    return rules.group(weeks, vat_rate)


@transactional
async def issue_share(actor: Actor, share_id: UUID) -> None:
    """Issue the invoice of one share, or nothing when it is settled; the number is taken last, so that it leaves no gap.

    Raises:
        NotFound: there is no such share.
        SellerMissing, DemonstrationSeller, RateMissing, PurchaseOrderMissing, InvalidInput: as `start_run`.
    """
    actor.require(Permission.BILLING_RUN)
    run, share = await queries.lock_share(share_id)
    if share.status != ShareStatus.WAITING:
        return
    until, today = rules.last_day(run.month), clock.today()
    await queries.lock_weeks(until, share.client, share.po_number)
    waiting = await queries.weeks_waiting(until, approved_until=run.started_at, client_id=share.client, po_number=share.po_number)
    weeks = [week for week in waiting if week.exclusion_id is None]
    if not weeks:
        await _settle(actor, run, share, ShareStatus.NOTHING, "Every week was left out or billed before.")
        return
    rules.check_purchase_orders(weeks)
    rules.check_size(weeks)
    [group] = rules.group(weeks, (await rate_on(RateKind.VAT_STANDARD, today)).value)
    client = await clients.get_client(SYSTEM, share.client)
    terms = min(client.payment_days, int((await rate_on(RateKind.PAYMENT_TERM, today)).value))
    invoice = papers.invoice_of(
        group,
        seller=await queries.seller_on(today),
        client=client,
        run_id=run.id,
        issued_on=today,
        issued_at=clock.now(),
        issued_by=run.started_by,
        due_on=rules.due_on(today, weeks, term_days=terms),
    )
    lines = papers.lines_of(invoice, group)
    await timesheets.mark_billed(actor, [week.timesheet_id for week in weeks])
    invoice.number = await next_reference("INV")
    await invoice.save()
    await InvoiceLine.insert(*lines)
    await BilledWeek.insert(*(BilledWeek(id=uuid7(), timesheet=week.timesheet_id, invoice=invoice.id, billed_at=invoice.issued_at) for week in weeks))
    told = await publish(actor, invoice, papers.facts_of(invoice, lines, payment_days=terms), client.organisation_id)
    await audit.record(
        actor, "billing.invoice_issued", invoice.id, f"{invoice.number} issued to {client.name}: {money(invoice.gross_amount)}", run_id=run.id
    )
    await _settle(actor, run, share, ShareStatus.ISSUED, "" if told else "Nobody was told: the council has no address for invoices.")


@transactional
async def fail_share(actor: Actor, share_id: UUID, detail: str) -> None:
    """Note why a share could not be issued; somebody mends the cause and tries again."""
    actor.require(Permission.BILLING_RUN)
    run, share = await queries.lock_share(share_id)
    if share.status == ShareStatus.WAITING:
        await _settle(actor, run, share, ShareStatus.FAILED, detail)


@transactional
async def retry_share(actor: Actor, share_id: UUID) -> UUID:
    """Try a share again that failed, or whose job died; returns the run.

    Raises:
        NotFound: there is no such share.
        ShareSettled: it was issued, or its job is still open.
    """
    actor.require(Permission.BILLING_RUN)
    run, share = await queries.lock_share(share_id)
    if share.status not in {ShareStatus.FAILED, ShareStatus.WAITING} or await queries.is_queued(share_id):
        raise ShareSettled("This part has been issued, or is on its way.")
    await share.update_self({RunShare.status: ShareStatus.WAITING, RunShare.detail: "", RunShare.settled_at: None})
    await run.update_self({BillingRun.status: RunStatus.RUNNING, BillingRun.finished_at: None})
    await outbox.enqueue("billing.issue_share", share_id=share_id)
    await audit.record(actor, "billing.share_retried", run.id, f"{run.reference}: tried again")
    await announce(queries.topic(run.id))
    return run.id


async def _settle(actor: Actor, run: BillingRun, share: RunShare, status: ShareStatus, detail: str) -> None:
    """The run row is locked, so exactly one share is the last one."""
    await share.update_self({RunShare.status: status, RunShare.detail: detail, RunShare.settled_at: clock.now()})
    await announce(queries.topic(run.id))
    if await queries.count_waiting(run.id):
        return
    await run.update_self({BillingRun.status: RunStatus.DONE, BillingRun.finished_at: clock.now()})
    done = await queries.get_run(SYSTEM, run.id)
    await notifications.send(
        actor,
        "billing_run_finished",
        to=run.started_by,
        about=run.id,
        month=f"{run.month:%B %Y}",
        invoices=plural(done.invoice_count, "invoice"),
        gross=money(done.gross_amount),
        failed=done.failed_count,
        path=f"/billing-runs/{run.id}",
    )
