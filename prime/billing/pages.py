"""Pages: preview and run a month, invoices and what is owed, credit, payments, who we are."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, ServerSentEvent, Template

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.audit import queries as audit
from prime.billing import queries, rules, service
from prime.billing.errors import InvoiceCredited, InvoicePaid, MonthBilled, ShareSettled
from prime.billing.forms import PAYMENT, REASON, SELLER, PaymentForm, ReasonForm, SellerForm
from prime.billing.schemas import Bucket, InvoiceStatus
from prime.clients import queries as clients
from prime.core import clock, storage
from prime.core.actor import Actor
from prime.core.errors import Conflict, InvalidInput, NotFound
from prime.documents import service as documents
from prime.web import live
from prime.web.charts import bar_chart
from prime.web.downloads import attachment
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.rate_limit import rate_limited
from prime.web.submitting import submitted
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
BILL = [Requires(Permission.BILLING_RUN)]
READ = [Requires(Permission.INVOICES_READ)]
# Without JavaScript the page of a run asks again this often.
REFRESH_SECONDS = 3
YEAR = timedelta(days=365)

# --- a month


def _month(text: str) -> date:
    return rules.month_of(text, today=clock.today()) if text else rules.month_before(clock.today())


def _preview_of(month: date) -> str:
    return f"/billing-runs/new?month={month:%Y-%m}"


@get("/billing-runs", guards=BILL)
async def list_runs(request: PrimeRequest, cursor: FromQuery[str] = "") -> Template:
    """Every month billed, and the way to the next."""
    return page(
        "pages/billing/list_runs.html",
        runs=await queries.list_runs(request.auth, cursor=cursor),
        next_month=_month(""),
        cursor=cursor,
    )


@get("/billing-runs/new", guards=BILL)
async def preview_month(request: PrimeRequest, month: FromQuery[str] = "") -> Template:
    """What a run of the month would bill, what is missing and what is left out."""
    preview = await queries.preview(request.auth, _month(month))
    after = preview.until + timedelta(days=1)
    flagged = [(week, found) for group in preview.groups for week in group.weeks if (found := rules.flags(week))]
    return page(
        "pages/billing/preview_month.html",
        preview=preview,
        flagged=flagged,
        before=_preview_of(rules.month_before(preview.month)),
        after=_preview_of(after) if after <= clock.today() else None,
    )


@get("/billing-runs/new/weeks", guards=BILL)
async def preview_weeks(request: PrimeRequest, month: FromQuery[str], client: FromQuery[UUID], po: FromQuery[str] = "") -> Template | Redirect:
    """The weeks that one invoice would hold, each of which can be left out."""
    preview = await queries.preview(request.auth, _month(month))
    found = [group for group in preview.groups if group.client_id == client and group.po_number == po]
    if not found:
        return redirect(_preview_of(preview.month), "No week of that council and PO number waits any more.", kind="info")
    return page(
        "pages/billing/preview_weeks.html",
        preview=preview,
        group=found[0],
        flags={week.timesheet_id: rules.flags(week) for week in found[0].weeks},
    )


@get("/billing-runs/new/weeks/{timesheet_id:uuid}/leave-out", guards=BILL)
async def exclude_form(request: PrimeRequest, timesheet_id: FromPath[UUID], month: FromQuery[str] = "") -> Template:
    """Ask why a week is left out."""
    return await _exclude_page(request, timesheet_id, _month(month), blank(ReasonForm, REASON))


async def _exclude_page(request: PrimeRequest, timesheet_id: UUID, month: date, form: Bound[ReasonForm], *, status: int = 200) -> Template:
    week = await queries.get_week(request.auth, timesheet_id)
    return page("pages/billing/exclude_week.html", status=status, b=form, week=week, month=month)


@post("/billing-runs/new/weeks/{timesheet_id:uuid}/leave-out", guards=BILL)
async def exclude(request: PrimeRequest, timesheet_id: FromPath[UUID], month: FromQuery[str] = "") -> Template | Redirect:
    """Leave a week out."""
    return await submitted(
        bind(ReasonForm, REASON, await request.form()),
        lambda form, status: _exclude_page(request, timesheet_id, _month(month), form, status=status),
        lambda value: service.exclude(request.auth, timesheet_id, value.reason),
        back=_preview_of(_month(month)),
        done="The week is left out until you take it back.",
    )


@post("/billing-exclusions/{exclusion_id:uuid}/lift", guards=BILL)
async def lift(request: PrimeRequest, exclusion_id: FromPath[UUID], month: FromQuery[str] = "") -> Redirect:
    """Take a week back."""
    await service.lift(request.auth, exclusion_id)
    return redirect(_preview_of(_month(month)), "The week will be billed again.")


@get("/billing-runs/new/confirm", guards=BILL)
async def confirm_run(request: PrimeRequest, month: FromQuery[str]) -> Template | Redirect:
    """Ask before numbers are taken that can never be given back."""
    preview = await queries.preview(request.auth, _month(month))
    if preview.run_id or preview.obstacles or not preview.groups:
        return redirect(_preview_of(preview.month), "This month cannot be billed as it is.", kind="info")
    return page("pages/billing/confirm_run.html", preview=preview)


@post("/billing-runs", guards=BILL)
async def start_run(request: PrimeRequest) -> Redirect:
    """Start the run that the confirm page promised."""
    form = await request.form()
    month = _month(str(form.get("month", "")))
    try:
        weeks, net_amount = int(form.get("weeks", "")), Decimal(str(form.get("net_amount", "")))
    except (ValueError, InvalidOperation):
        return redirect(_preview_of(month), "Look at the preview before you start the run.", kind="info")
    try:
        run_id = await service.start_run(request.auth, month, expected_weeks=weeks, expected_net_amount=net_amount)
    except MonthBilled as refusal:
        return redirect(f"/billing-runs/{refusal.extra['run_id']}", refusal.detail, kind="info")
    except Conflict as refusal:
        return redirect(_preview_of(month), refusal.detail, kind="info")
    return redirect(f"/billing-runs/{run_id}", f"{month:%B %Y} is being billed.")


@get("/billing-runs/{run_id:uuid}", guards=BILL)
async def view_run(request: PrimeRequest, run_id: FromPath[UUID]) -> Template:
    """How far a run is, from committed rows."""
    run = await queries.get_run(request.auth, run_id)
    return page("pages/billing/view_run.html", run=run, refresh=None if run.is_done else REFRESH_SECONDS)


@get("/live/billing-runs/{run_id:uuid}", guards=BILL)
async def follow_run(request: PrimeRequest, run_id: FromPath[UUID]) -> ServerSentEvent:
    """A word each time the run gets on; the page then asks for itself."""
    await queries.get_run(request.auth, run_id)
    words: AsyncIterator[str] = live.changes(queries.topic(run_id))
    return ServerSentEvent(words)


@post("/billing-shares/{share_id:uuid}/retry", guards=BILL)
async def retry_share(request: PrimeRequest, share_id: FromPath[UUID]) -> Redirect:
    """Try a part again that failed."""
    try:
        run_id = await service.retry_share(request.auth, share_id)
    except ShareSettled as refusal:
        return redirect("/billing-runs", refusal.detail, kind="info")
    return redirect(f"/billing-runs/{run_id}", "We are trying again.")


# --- invoices


@get("/invoices", guards=READ)
async def list_invoices(
    request: PrimeRequest,
    status: FromQuery[list[InvoiceStatus] | None] = None,
    client: FromQuery[list[UUID] | None] = None,
    search: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Template:
    """Invoices and credit notes, filtered, with the sums of all of them."""
    statuses, client_ids = status or [], client or []
    wanted: dict[str, Any] = {"statuses": statuses, "client_ids": client_ids, "search": search}
    return page(
        "pages/billing/list_invoices.html",
        invoices=await queries.list_invoices(request.auth, **wanted, cursor=cursor),
        sums=await queries.sum_invoices(request.auth, **wanted),
        statuses=statuses,
        all_statuses={item.value: item.label for item in InvoiceStatus},
        clients=dict(await clients.choices(request.auth)),
        client_ids=[str(item) for item in client_ids],
        search=search.strip(),
        cursor=cursor,
    )


@get("/invoices/{invoice_id:uuid}", guards=READ)
async def view_invoice(request: PrimeRequest, invoice_id: FromPath[UUID]) -> Template:
    """An invoice, why each number is what it is, its PDF and its payments."""
    invoice = await queries.get_invoice(request.auth, invoice_id)
    is_ours = request.auth.can(Permission.BILLING_RUN)
    history = await audit.history_of([invoice_id]) if is_ours else []
    return page("pages/billing/view_invoice.html", invoice=invoice, is_ours=is_ours, history=history, link=None)


@get("/invoices/{invoice_id:uuid}/link/{token:str}", guards=[PUBLIC, rate_limited("invoice-link", limit=60, seconds=60)])
async def follow_link(request: PrimeRequest, invoice_id: FromPath[UUID], token: FromPath[str]) -> Template:
    """The invoice for whoever got it by e-mail, without an account."""
    holder = await queries.actor_for_link(token, invoice_id, ip=request.auth.ip, request_id=request.auth.request_id)
    invoice = await queries.get_invoice(holder, invoice_id)
    return page(
        "pages/billing/view_invoice.html",
        no_store=True,
        invoice=invoice,
        is_ours=False,
        history=[],
        link=f"/invoices/{invoice_id}/link/{token}/download",
    )


@get("/invoices/{invoice_id:uuid}/link/{token:str}/download", guards=[PUBLIC, rate_limited("invoice-link", limit=60, seconds=60)])
async def download_by_link(request: PrimeRequest, invoice_id: FromPath[UUID], token: FromPath[str]) -> Response[bytes]:
    """The PDF for whoever got the link by e-mail."""
    holder = await queries.actor_for_link(token, invoice_id, ip=request.auth.ip, request_id=request.auth.request_id)
    invoice = await queries.get_invoice(holder, invoice_id)
    if invoice.document is None:
        raise NotFound
    file = await documents.take_file(holder, invoice.document.id)
    return attachment(await storage.read(file.sha256), file.filename)


@post("/invoices/{invoice_id:uuid}/send", guards=BILL)
async def send_again(request: PrimeRequest, invoice_id: FromPath[UUID]) -> Redirect:
    """E-mail it again."""
    told = await service.send_again(request.auth, invoice_id)
    message = "It is sent again." if told else "The council has no finance contact and no address for invoices."
    return redirect(f"/invoices/{invoice_id}", message, kind="success" if told else "info")


@get("/invoices/{invoice_id:uuid}/credit", guards=BILL)
async def credit_form(request: PrimeRequest, invoice_id: FromPath[UUID]) -> Template | Redirect:
    """Ask before an invoice is taken back."""
    return await _credit_page(request, invoice_id, blank(ReasonForm, REASON))


async def _credit_page(request: PrimeRequest, invoice_id: UUID, form: Bound[ReasonForm], *, status: int = 200) -> Template | Redirect:
    invoice = await queries.get_invoice(request.auth, invoice_id)
    if invoice.status in {InvoiceStatus.CREDITED, InvoiceStatus.CREDIT_NOTE}:
        return redirect(f"/invoices/{invoice_id}", "It cannot be credited again.", kind="info")
    return page("pages/billing/credit_invoice.html", status=status, b=form, invoice=invoice)


@post("/invoices/{invoice_id:uuid}/credit", guards=BILL)
async def credit(request: PrimeRequest, invoice_id: FromPath[UUID]) -> Template | Redirect:
    """Take an invoice back in full."""
    form = bind(ReasonForm, REASON, await request.form())
    if form.value is None:
        return await _credit_page(request, invoice_id, form, status=422)
    try:
        note_id = await service.credit(request.auth, invoice_id, form.value.reason)
    except (InvoiceCredited, InvoicePaid) as refusal:
        return redirect(f"/invoices/{invoice_id}", refusal.detail, kind="info")
    return redirect(f"/invoices/{note_id}", "The invoice is credited. Its weeks wait for the next run.")


@get("/invoices/{invoice_id:uuid}/payments/new", guards=BILL)
async def payment_form(request: PrimeRequest, invoice_id: FromPath[UUID]) -> Template | Redirect:
    """Ask what arrived."""
    invoice = await queries.get_invoice(request.auth, invoice_id)
    if not invoice.owed_amount:
        return redirect(f"/invoices/{invoice_id}", "Nothing is owed on it.", kind="info")
    form = blank(PaymentForm, PAYMENT, received_on=clock.today(), amount=invoice.owed_amount)
    return page("pages/billing/record_payment.html", b=form, invoice=invoice)


@post("/invoices/{invoice_id:uuid}/payments/new", guards=BILL)
async def record_payment(request: PrimeRequest, invoice_id: FromPath[UUID]) -> Template | Redirect:
    """Note money received."""
    form = bind(PaymentForm, PAYMENT, await request.form())
    if form.value is not None:
        v = form.value
        try:
            await service.record_payment(request.auth, invoice_id, received_on=v.received_on, amount=v.amount, reference=v.reference)
        except InvalidInput as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"/invoices/{invoice_id}", "The payment is recorded.")
    return page("pages/billing/record_payment.html", status=422, b=form, invoice=await queries.get_invoice(request.auth, invoice_id))


@get("/payments/{payment_id:uuid}/reverse", guards=BILL)
async def reverse_form(request: PrimeRequest, payment_id: FromPath[UUID]) -> Template:
    """Ask before a payment is taken back."""
    return await _reverse_page(request, payment_id, blank(ReasonForm, REASON))


async def _reverse_page(request: PrimeRequest, payment_id: UUID, form: Bound[ReasonForm], *, status: int = 200) -> Template:
    payment = await queries.get_payment(payment_id)
    invoice = await queries.get_invoice(request.auth, payment.invoice)
    return page("pages/billing/reverse_payment.html", status=status, b=form, payment=payment, invoice=invoice)


@post("/payments/{payment_id:uuid}/reverse", guards=BILL)
async def reverse_payment(request: PrimeRequest, payment_id: FromPath[UUID]) -> Template | Redirect:
    """Take a payment back."""
    return await submitted(
        bind(ReasonForm, REASON, await request.form()),
        lambda form, status: _reverse_page(request, payment_id, form, status=status),
        lambda value: service.reverse_payment(request.auth, payment_id, value.reason),
        back=f"/invoices/{(await queries.get_payment(payment_id)).invoice}",
        done="The payment is reversed.",
    )


# --- what is owed


@get("/invoices/unpaid", guards=READ)
async def list_unpaid(request: PrimeRequest) -> Template:
    """Everything owed, by lateness and by council."""
    unpaid = await queries.unpaid(request.auth)
    return page(
        "pages/billing/list_unpaid.html",
        unpaid=unpaid,
        chart=bar_chart([(band.label, unpaid.buckets[band]) for band in Bucket], unit="£"),
        bands=list(Bucket),
    )


@get("/invoices/statements/{client_id:uuid}", guards=READ)
async def view_statement(request: PrimeRequest, client_id: FromPath[UUID], to: FromQuery[date | None] = None) -> Template:
    """Twelve months between us and a council, with the balance after each line."""
    to_on = min(to or clock.today(), clock.today())
    found = await queries.statement(request.auth, client_id, from_on=to_on - YEAR, to_on=to_on)
    later = to_on + YEAR
    return page("pages/billing/view_statement.html", statement=found, earlier=found.from_on, later=later if to_on < clock.today() else None)


# --- who we are


@get("/billing/seller", guards=BILL)
async def seller_form(request: PrimeRequest) -> Template:
    """What invoices say about us, and the form for what they are to say."""
    sellers = await queries.list_sellers(request.auth)
    newest = sellers[0] if sellers and not sellers[0].is_demonstration else None  # an invented seller is no draft of a real one
    known = {name: getattr(newest, name) for name in SellerForm.model_fields if name != "effective_from"} if newest else {}
    return page("pages/billing/edit_seller.html", b=blank(SellerForm, SELLER, **known, effective_from=clock.today()), sellers=sellers)


@post("/billing/seller", guards=BILL)
async def set_seller(request: PrimeRequest) -> Template | Redirect:
    """Say who we are from a day on."""
    form = bind(SellerForm, SELLER, await request.form())
    if form.value is None:
        return page("pages/billing/edit_seller.html", status=422, b=form, sellers=await queries.list_sellers(request.auth))
    await service.set_seller(request.auth, **form.value.model_dump())
    return redirect("/billing/seller", "Invoices say so from that day on.")


router = Router(
    path="/",
    route_handlers=[
        list_runs,
        preview_month,
        preview_weeks,
        exclude_form,
        exclude,
        lift,
        confirm_run,
        start_run,
        view_run,
        follow_run,
        retry_share,
        list_invoices,
        view_invoice,
        follow_link,
        download_by_link,
        send_again,
        credit_form,
        credit,
        payment_form,
        record_payment,
        reverse_form,
        reverse_payment,
        list_unpaid,
        view_statement,
        seller_form,
        set_seller,
    ],
    include_in_schema=False,
)
