"""Commands on issued papers: tell the council, credit in full, note money received and taken back."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from prime.accounts import service as accounts
from prime.accounts.permissions import Permission, Role
from prime.accounts.tables import TokenPurpose
from prime.audit import service as audit
from prime.billing import papers, queries, rules
from prime.billing.errors import InvoicePaid, PaymentReversed
from prime.billing.tables import BilledWeek, Invoice, InvoiceDocument, InvoiceKind, InvoiceLine, Payment
from prime.clients import queries as clients
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.core.columns import uuid7
from prime.core.db import transaction, transactional
from prime.core.errors import InvalidInput
from prime.core.formats import govdate, money, plural
from prime.core.references import next_reference
from prime.core.settings import settings
from prime.documents import service as documents
from prime.documents.schemas import CreditNote
from prime.documents.schemas import Invoice as InvoiceFacts
from prime.notifications import service as notifications
from prime.timesheets import service as timesheets

# An accounts department pays within 30 days; disputes take longer.
LINK_LIFE = timedelta(days=90)

# --- telling


@transactional
async def publish(actor: Actor, invoice: Invoice, facts: InvoiceFacts | CreditNote, organisation_id: UUID) -> int:
    """Order the PDF and tell the council; returns how many were told."""
    document_id = await documents.order(
        actor,
        context=facts,
        subject_type="invoice",
        subject_id=invoice.id,
        audience=Permission.INVOICES_READ,
        organisation=organisation_id,
    )
    await InvoiceDocument(id=uuid7(), invoice=invoice.id, document=document_id).save()
    return await _tell(actor, invoice)


async def _tell(actor: Actor, invoice: Invoice) -> int:
    """E-mail the council's finance people, and with a link that needs no account its address for invoices."""
    client = await clients.get_client(SYSTEM, invoice.client)
    members = [contact for contact in await clients.list_contacts(SYSTEM, client.id) if Role.CLIENT_FINANCE in contact.roles]
    credited = await queries.number_of(invoice.credits) if invoice.credits else ""
    template = "credit_note_issued" if credited else "invoice_issued"
    context: dict[str, Any] = {
        "number": invoice.number,
        "client": invoice.buyer_name,
        "po_number": invoice.po_number,
        "gross": money(abs(invoice.gross_amount)),
        "due_on": govdate(invoice.due_on),
        "credited": credited,
        "reason": invoice.reason,
        "path": f"/invoices/{invoice.id}",
    }
    for member in members:
        await notifications.send(actor, template, to=member.user_id, about=invoice.id, **context)
    if not client.invoice_email or client.invoice_email.lower() in {member.email for member in members}:
        return len(members)
    token = await accounts.mint_token(
        actor,
        purpose=TokenPurpose.RECORD,
        life=LINK_LIFE,
        permissions=(Permission.INVOICES_READ,),
        record_id=invoice.id,
        email=client.invoice_email,
        is_single_use=False,
    )
    link = f"{settings().base_url}/invoices/{invoice.id}/link/{token}"
    await notifications.send(actor, template, address=client.invoice_email, about=invoice.id, secret_link=link, **context, first_name="")
    return len(members) + 1


@transactional
async def send_again(actor: Actor, invoice_id: UUID) -> int:
    """E-mail an invoice or credit note again; an older link stops working. Returns how many were told.

    Raises:
        NotFound: there is no such invoice.
    """
    actor.require(Permission.BILLING_RUN)
    invoice = await queries.lock_invoice(invoice_id)
    told = await _tell(actor, invoice)
    await audit.record(actor, "billing.invoice_sent_again", invoice_id, f"{invoice.number} was sent again to {plural(told, 'address', 'addresses')}")
    return told


@transactional
async def credit(actor: Actor, invoice_id: UUID, reason: str) -> UUID:
    """Take back an invoice in full with a credit note; its weeks wait for the next run. Returns the credit note.

    Raises:
        InvalidInput: there is no reason.
        NotFound: there is no such invoice.
        InvoiceCredited: it is a credit note, or has one.
        InvoicePaid: money stands on it: reverse the payment first.
    """
    actor.require(Permission.BILLING_RUN)
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter why the invoice is credited")
    invoice = await queries.lock_invoice(invoice_id)
    detail = await queries.get_invoice(SYSTEM, invoice_id)
    rules.check_creditable(
        invoice.number,
        is_credit_note=detail.kind is InvoiceKind.CREDIT_NOTE,
        credited_by=detail.credited_by_number,
        paid_amount=detail.paid_amount,
    )
    client = await clients.get_client(SYSTEM, invoice.client)
    lines = await queries.list_lines(invoice_id)
    note = papers.credit_note_of(invoice, reason=reason.strip(), issued_on=clock.today(), issued_at=clock.now(), issued_by=actor.required_user_id)
    note_lines = papers.credited_lines(note, lines)
    await timesheets.release(actor, [line.timesheet for line in lines])
    note.number = await next_reference("CRN")
    try:
        async with transaction():
            await note.save()
    except asyncpg.CheckViolationError:
        raise InvoicePaid(f"A payment for {invoice.number} was recorded at the same moment.") from None
    await InvoiceLine.insert(*note_lines)
    await BilledWeek.delete().where(BilledWeek.invoice == invoice_id)
    await publish(actor, note, papers.credit_facts_of(note, note_lines, invoice=invoice), client.organisation_id)
    await audit.record(
        actor, "billing.invoice_credited", invoice_id, f"{note.number} takes back {invoice.number}: {note.reason}", credit_note=note.id
    )
    return note.id


# --- money


@transactional
async def record_payment(actor: Actor, invoice_id: UUID, *, received_on: date, amount: Decimal, reference: str = "") -> UUID:
    """Note money received for an invoice, in part or in full.

    Raises:
        NotFound: there is no such invoice.
        InvalidInput: the amount is above what is owed, or the date cannot be.
    """
    actor.require(Permission.BILLING_RUN)
    await queries.lock_invoice(invoice_id)
    detail = await queries.get_invoice(SYSTEM, invoice_id)
    rules.check_payment(amount, received_on, owed_amount=detail.owed_amount, issued_on=detail.issued_on, today=clock.today())
    payment = Payment(
        id=uuid7(),
        invoice=invoice_id,
        received_on=received_on,
        paid_amount=amount,
        reference=reference,
        recorded_by=actor.required_user_id,
        recorded_at=clock.now(),
    )
    await payment.save()
    await audit.record(
        actor,
        "billing.payment_recorded",
        invoice_id,
        f"Payment of {money(amount)} for {detail.number}, received on {govdate(received_on)}",
        payment=payment.id,
    )
    return payment.id


@transactional
async def reverse_payment(actor: Actor, payment_id: UUID, reason: str) -> UUID:
    """Take back a payment that was recorded wrongly, bounced or was refunded, by a negative row that names it.

    Raises:
        NotFound: there is no such payment.
        InvalidInput: there is no reason.
        PaymentReversed: it has been, or is a reversal itself.
    """
    actor.require(Permission.BILLING_RUN)
    if not reason.strip():
        raise InvalidInput.field("reason", "Enter why the payment is reversed")
    payment = await queries.get_payment(payment_id)
    invoice = await queries.lock_invoice(payment.invoice)
    if payment.reverses is not None or await queries.is_reversed(payment_id):
        raise PaymentReversed("It is a reversal, or has been reversed.")
    reversal = Payment(
        id=uuid7(),
        invoice=payment.invoice,
        received_on=clock.today(),
        paid_amount=-payment.paid_amount,
        reference=payment.reference,
        reverses=payment_id,
        reason=reason.strip(),
        recorded_by=actor.required_user_id,
        recorded_at=clock.now(),
    )
    await reversal.save()
    await audit.record(
        actor,
        "billing.payment_reversed",
        payment.invoice,
        f"Payment of {money(payment.paid_amount)} for {invoice.number} reversed: {reversal.reason}",
        payment=reversal.id,
    )
    return reversal.id
