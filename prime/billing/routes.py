"""JSON of billing."""

from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.billing import queries, rules, service
from prime.billing.schemas import (
    Created,
    Exclude,
    InvoiceDetail,
    InvoiceStatus,
    InvoiceSummary,
    NewPayment,
    NewSeller,
    Preview,
    ReasonIn,
    RunDetail,
    RunOut,
    SellerOut,
    StartRun,
    Statement,
    Sums,
    Unpaid,
)
from prime.core import clock
from prime.core.actor import Actor
from prime.web.api import Listing, answer_once

ApiRequest = Request[None, Actor, Any]
BILL = [Requires(Permission.BILLING_RUN)]
READ = [Requires(Permission.INVOICES_READ)]


@get("/billing-runs/preview", guards=BILL, operation_id="PreviewBillingRun")
async def preview(request: ApiRequest, month: FromQuery[str]) -> Preview:
    """What a run of a month, like `2026-11`, would bill, what it would leave out, and what stands in its way."""
    return await queries.preview(request.auth, rules.month_of(month, today=clock.today()))


@get("/billing-runs", guards=BILL, operation_id="ListBillingRuns")
async def list_runs(request: ApiRequest, cursor: FromQuery[str] = "") -> Listing[RunOut]:
    """Runs, newest first."""
    found = await queries.list_runs(request.auth, cursor=cursor)
    return Listing(found.items, found.next_cursor)


@post("/billing-runs", guards=BILL, operation_id="StartBillingRun")
async def start_run(request: ApiRequest, data: JSONBody[StartRun]) -> Response[bytes]:
    """Bill a month, once; 409 where it has been, naming the run."""

    async def run() -> Created:
        return Created(
            await service.start_run(
                request.auth,
                rules.month_of(data.month, today=clock.today()),
                expected_weeks=data.expected_weeks,
                expected_net_amount=data.expected_net_amount,
            )
        )

    return await answer_once(request, run, location="/api/v1/billing-runs/{id}")


@get("/billing-runs/{run_id:uuid}", guards=BILL, operation_id="GetBillingRun")
async def get_run(request: ApiRequest, run_id: FromPath[UUID]) -> RunDetail:
    """A run and how far each of its parts is."""
    return await queries.get_run(request.auth, run_id)


@post("/billing-shares/{share_id:uuid}/retry", guards=BILL, operation_id="RetryBillingShare", status_code=202)
async def retry_share(request: ApiRequest, share_id: FromPath[UUID]) -> Created:
    """Try a part of a run again that failed; answers with the id of the run."""
    return Created(await service.retry_share(request.auth, share_id))


@post("/billing-exclusions", guards=BILL, operation_id="ExcludeWeek")
async def exclude(request: ApiRequest, data: JSONBody[Exclude]) -> Response[bytes]:
    """Leave an approved week out of billing until it is taken back."""

    async def run() -> Created:
        return Created(await service.exclude(request.auth, data.timesheet_id, data.reason))

    return await answer_once(request, run)


@post("/billing-exclusions/{exclusion_id:uuid}/lift", guards=BILL, operation_id="LiftExclusion", status_code=204)
async def lift(request: ApiRequest, exclusion_id: FromPath[UUID]) -> None:
    """Take a week back into billing."""
    await service.lift(request.auth, exclusion_id)


@get("/invoices", guards=READ, operation_id="ListInvoices")
async def list_invoices(
    request: ApiRequest,
    status: FromQuery[list[InvoiceStatus] | None] = None,
    client: Annotated[list[UUID] | None, QueryParameter(name="clientId")] = None,
    search: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Listing[InvoiceSummary]:
    """Invoices and credit notes, newest first; a council sees its own."""
    found = await queries.list_invoices(request.auth, statuses=status or [], client_ids=client or [], search=search, cursor=cursor)
    return Listing(found.items, found.next_cursor)


@get("/invoices/sums", guards=READ, operation_id="SumInvoices")
async def sum_invoices(
    request: ApiRequest,
    status: FromQuery[list[InvoiceStatus] | None] = None,
    client: Annotated[list[UUID] | None, QueryParameter(name="clientId")] = None,
    search: FromQuery[str] = "",
) -> Sums:
    """The same list, all its pages, added up."""
    return await queries.sum_invoices(request.auth, statuses=status or [], client_ids=client or [], search=search)


@get("/invoices/unpaid", guards=READ, operation_id="ListUnpaid")
async def unpaid(request: ApiRequest) -> Unpaid:
    """Everything owed today, by lateness and by council."""
    return await queries.unpaid(request.auth)


@get("/invoices/{invoice_id:uuid}", guards=READ, operation_id="GetInvoice")
async def get_invoice(request: ApiRequest, invoice_id: FromPath[UUID]) -> InvoiceDetail:
    """An invoice or credit note with its lines, payments and PDF."""
    return await queries.get_invoice(request.auth, invoice_id)


@post("/invoices/{invoice_id:uuid}/send", guards=BILL, operation_id="SendInvoiceAgain", status_code=204)
async def send_again(request: ApiRequest, invoice_id: FromPath[UUID]) -> None:
    """E-mail it again."""
    await service.send_again(request.auth, invoice_id)


@post("/invoices/{invoice_id:uuid}/credit-note", guards=BILL, operation_id="CreditInvoice")
async def credit(request: ApiRequest, invoice_id: FromPath[UUID], data: JSONBody[ReasonIn]) -> Response[bytes]:
    """Take an invoice back in full; answers with the id of the credit note."""

    async def run() -> Created:
        return Created(await service.credit(request.auth, invoice_id, data.reason))

    return await answer_once(request, run, location="/api/v1/invoices/{id}")


@post("/invoices/{invoice_id:uuid}/payments", guards=BILL, operation_id="RecordPayment")
async def record_payment(request: ApiRequest, invoice_id: FromPath[UUID], data: JSONBody[NewPayment]) -> Response[bytes]:
    """Note money received."""

    async def run() -> Created:
        return Created(
            await service.record_payment(request.auth, invoice_id, received_on=data.received_on, amount=data.amount, reference=data.reference)
        )

    return await answer_once(request, run)


@post("/payments/{payment_id:uuid}/reversal", guards=BILL, operation_id="ReversePayment")
async def reverse_payment(request: ApiRequest, payment_id: FromPath[UUID], data: JSONBody[ReasonIn]) -> Response[bytes]:
    """Take a payment back by a negative row."""

    async def run() -> Created:
        return Created(await service.reverse_payment(request.auth, payment_id, data.reason))

    return await answer_once(request, run)


@get("/clients/{client_id:uuid}/statement", guards=READ, operation_id="GetStatement")
async def get_statement(
    request: ApiRequest,
    client_id: FromPath[UUID],
    from_on: Annotated[date | None, QueryParameter(name="from")] = None,
    to_on: Annotated[date | None, QueryParameter(name="to")] = None,
) -> Statement:
    """What passed between us and a council; without dates, the last 12 queries."""
    last = to_on or clock.today()
    return await queries.statement(request.auth, client_id, from_on=from_on or last - timedelta(days=365), to_on=last)


@get("/sellers", guards=BILL, operation_id="ListSellers")
async def list_sellers(request: ApiRequest) -> Listing[SellerOut]:
    """Every dated row about us, newest first."""
    return Listing(await queries.list_sellers(request.auth))


@post("/sellers", guards=BILL, operation_id="SetSeller")
async def set_seller(request: ApiRequest, data: JSONBody[NewSeller]) -> Response[bytes]:
    """Say what invoices say about us from a day on."""

    async def run() -> Created:
        return Created(
            await service.set_seller(
                request.auth,
                name=data.name,
                address=data.address,
                vat_number=data.vat_number,
                company_number=data.company_number,
                email=data.email,
                bank_name=data.bank_name,
                sort_code=data.sort_code,
                account_number=data.account_number,
                effective_from=data.effective_from,
            )
        )

    return await answer_once(request, run)


router = Router(
    path="/api/v1",
    route_handlers=[
        preview,
        list_runs,
        start_run,
        get_run,
        retry_share,
        exclude,
        lift,
        list_invoices,
        sum_invoices,
        unpaid,
        get_invoice,
        send_again,
        credit,
        record_payment,
        reverse_payment,
        get_statement,
        list_sellers,
        set_seller,
    ],
    tags=["Billing"],
)
