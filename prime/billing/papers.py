"""From weeks to an invoice, from an invoice to its credit note, and from both to the facts of a PDF. Pure: rows and structs only."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from prime.billing import rules
from prime.billing.schemas import Group, SellerOut
from prime.billing.tables import Invoice, InvoiceKind, InvoiceLine
from prime.clients.schemas import ClientDetail
from prime.core.columns import uuid7
from prime.core.formats import govdate
from prime.documents import schemas as documents

_LINE, _LINES = 200, 10  # what the facts of a document hold


def invoice_of(
    group: Group, *, seller: SellerOut, client: ClientDetail, run_id: UUID, issued_on: date, issued_at: datetime, issued_by: UUID | None, due_on: date
) -> Invoice:
    """The invoice of a group, complete but for its number."""
    return Invoice(
        id=uuid7(),
        kind=InvoiceKind.INVOICE,
        client=group.client_id,
        run=run_id,
        seller_name=seller.name,
        seller_address=seller.address,
        seller_vat_number=seller.vat_number,
        seller_company_number=seller.company_number,
        seller_email=seller.email,
        bank_name=seller.bank_name,
        sort_code=seller.sort_code,
        account_number=seller.account_number,
        buyer_name=client.name,
        buyer_address=client.address,
        po_number=group.po_number,
        period_from=min(week.week_starts_on for week in group.weeks),
        period_to=max(week.week_ends_on for week in group.weeks),
        issued_on=issued_on,
        due_on=due_on,
        net_amount=group.totals.net_amount,
        vat_rate=group.totals.vat_rate,
        vat_amount=group.totals.vat_amount,
        gross_amount=group.totals.gross_amount,
        issued_by=issued_by,
        issued_at=issued_at,
    )


def lines_of(invoice: Invoice, group: Group) -> list[InvoiceLine]:
    """The lines of an invoice, one for each week, in the group's order."""
    return [
        InvoiceLine(
            id=uuid7(),
            invoice=invoice.id,
            position=position,
            timesheet=week.timesheet_id,
            placement=week.placement_id,
            week_starts_on=week.week_starts_on,
            worker_name=week.worker_name,
            role_title=week.role_title,
            team_name=week.team_name,
            timesheet_reference=week.timesheet_reference,
            placement_reference=week.placement_reference,
            approved_by_name=week.approved_by_name,
            approved_at=week.approved_at,
            hours=week.hours,
            hourly_amount=week.hourly_amount,
            net_amount=week.net_amount,
        )
        for position, week in enumerate(group.weeks, start=1)
    ]


_TAKEN_OVER = [
    column._meta.name  # noqa: SLF001 - how Piccolo names a column
    for column in Invoice._meta.columns  # noqa: SLF001
    if column._meta.name not in {"id", "number", "kind", "credits", "run", "due_on", "issued_on", "issued_at", "issued_by", "reason"}  # noqa: SLF001
]
_NEGATED = {"net_amount", "vat_amount", "gross_amount"}


def credit_note_of(invoice: Invoice, *, reason: str, issued_on: date, issued_at: datetime, issued_by: UUID | None) -> Invoice:
    """The credit note that takes back the whole of an invoice, complete but for its number."""
    copied: dict[str, Any] = {name: getattr(invoice, name) for name in _TAKEN_OVER}
    return Invoice(
        **copied | {name: -copied[name] for name in _NEGATED},
        id=uuid7(),
        kind=InvoiceKind.CREDIT_NOTE,
        credits=invoice.id,
        reason=reason,
        issued_on=issued_on,
        issued_at=issued_at,
        issued_by=issued_by,
    )


def credited_lines(note: Invoice, lines: Sequence[InvoiceLine]) -> list[InvoiceLine]:
    """The lines of a credit note: those of its invoice with negative hours."""
    return [
        InvoiceLine(**line.to_dict() | {"id": uuid7(), "invoice": note.id, "hours": -line.hours, "net_amount": -line.net_amount}) for line in lines
    ]


def facts_of(invoice: Invoice, lines: Sequence[InvoiceLine], *, payment_days: int) -> documents.Invoice:
    """What the PDF of an invoice says."""
    return documents.Invoice(
        **_common(invoice, lines, sign=1),
        due_on=invoice.due_on,
        period_starts_on=invoice.period_from,
        period_ends_on=invoice.period_to,
        bank=documents.BankAccount(name=invoice.bank_name, sort_code=invoice.sort_code, number=invoice.account_number),
        payment_days=payment_days,
    )


def credit_facts_of(note: Invoice, lines: Sequence[InvoiceLine], *, invoice: Invoice) -> documents.CreditNote:
    """What the PDF of a credit note says; its amounts are positive there."""
    return documents.CreditNote(
        **_common(note, lines, sign=-1),
        invoice_reference=invoice.number,
        invoice_issued_on=invoice.issued_on,
        reason=note.reason,
    )


def _common(paper: Invoice, lines: Sequence[InvoiceLine], *, sign: int) -> dict[str, Any]:
    return {
        "reference": paper.number,
        "issued_on": paper.issued_on,
        "tax_point_on": paper.issued_on,
        "seller": documents.Company(
            name=paper.seller_name,
            address=_address(paper.seller_address),
            company_number=paper.seller_company_number,
            email=paper.seller_email,
            vat_number=paper.seller_vat_number,
        ),
        "buyer": documents.Party(name=paper.buyer_name, address=_address(paper.buyer_address)),
        "purchase_order": paper.po_number,
        "lines": [_line(line, paper, sign) for line in lines],
        "vat": [
            documents.VatLine(
                label="Standard rate" if paper.vat_rate else "Zero rate",
                percent=paper.vat_rate,
                net_amount=sign * paper.net_amount,
                vat_amount=sign * paper.vat_amount,
            )
        ],
        "net_amount": sign * paper.net_amount,
        "vat_amount": sign * paper.vat_amount,
        "gross_amount": sign * paper.gross_amount,
    }


def _line(line: InvoiceLine, paper: Invoice, sign: int) -> documents.InvoiceLine:
    return documents.InvoiceLine(
        ends_on=rules.week_ends_on(line.week_starts_on),
        description=f"{line.worker_name}, {line.role_title}"[:_LINE],
        detail=f"{line.team_name}; timesheet {line.timesheet_reference}, approved on {govdate(line.approved_at)} by {line.approved_by_name}"[:_LINE],
        quantity=sign * line.hours,
        unit_amount=line.hourly_amount,
        net_amount=sign * line.net_amount,
        vat_percent=paper.vat_rate,
    )


def _address(text: str) -> list[str]:
    return [line.strip()[:_LINE] for line in text.splitlines() if line.strip()][:_LINES]
