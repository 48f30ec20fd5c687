"""Decisions of billing: which weeks make an invoice, what it comes to, when it is due, how late a debt is. Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from prime.billing.errors import InvoiceCredited, InvoicePaid, PreviewChanged, PurchaseOrderMissing
from prime.billing.schemas import Bucket, Entry, Flag, Group, Totals, Week
from prime.core.errors import InvalidInput
from prime.core.formats import govdate, local, money, plural
from prime.core.money import ZERO, pounds
from prime.documents.schemas import MAX_LINES
from prime.reference import rules as reference
from prime.reference.rules import LatePayment, LatePaymentRates, VatCategory, VatLine
from prime.reference.schemas import DatedRate
from prime.reference.tables import RateKind

# Above this a week is possible but unlikely: somebody should look before the council does.
LONG_WEEK = Decimal(60)
DAYS_IN_WEEK = 7
# What a column of money holds.
MOST = Decimal(10) ** 10

# --- months and weeks

_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])", re.ASCII)


def month_of(text: str, *, today: date) -> date:
    """The first day of a month written like 2026-11.

    Raises:
        InvalidInput: it is no month, or has not begun.
    """
    match = _MONTH.fullmatch(text)
    if match is None:
        raise InvalidInput.field("month", "Enter a month like 2026-11")
    month = date(int(match[1]), int(match[2]), 1)
    check_month(month, today=today)
    return month


def check_month(month: date, *, today: date) -> None:
    """Insist on the first day of a month that has begun.

    Raises:
        InvalidInput: it is another day, or lies in the future.
    """
    if month.day != 1 or month > today:
        raise InvalidInput.field("month", "Month must have begun")


def month_before(day: date) -> date:
    """The first day of the month before a day's: what is billed when nobody says otherwise."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def last_day(month: date) -> date:
    """The last day of a month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def week_ends_on(week_starts_on: date) -> date:
    """The Sunday of a week: a week belongs to the month in which it ends, so a month is billed in whole weeks."""
    return week_starts_on + timedelta(days=DAYS_IN_WEEK - 1)


def first_monday(month: date) -> date:
    """The Monday of the first week that ends in a month."""
    return month - timedelta(days=month.weekday())


def last_monday(until: date) -> date:
    """The Monday of the last week that ends by a day."""
    sunday = until - timedelta(days=(until.weekday() + 1) % DAYS_IN_WEEK)
    return sunday - timedelta(days=DAYS_IN_WEEK - 1)


# --- what an invoice holds and comes to


def totals(nets: Iterable[Decimal], vat_rate: Decimal) -> Totals:
    """The sums of an invoice: VAT is computed once, on the sum of the lines (EN 16931, BR-CO-17; domain.md 7)."""
    category = VatCategory.STANDARD if vat_rate else VatCategory.ZERO
    net_amount = sum(nets, ZERO)
    summary = reference.vat_summary([VatLine(category, vat_rate, net_amount)])
    vat_amount = sum((row.vat_amount for row in summary), ZERO)
    return Totals(net_amount, vat_rate, vat_amount, net_amount + vat_amount)


def group(weeks: Iterable[Week], vat_rate: Decimal) -> list[Group]:
    """One invoice for each client and PO number, as councils match invoices by it; by name, lines by worker and week."""
    found: dict[tuple[str, str, str], list[Week]] = {}
    for week in weeks:
        found.setdefault((week.client_name, str(week.client_id), week.po_number), []).append(week)
    groups = []
    for _, held in sorted(found.items()):
        held.sort(key=lambda week: (week.worker_name, week.placement_reference, week.week_starts_on))
        first = held[0]
        groups.append(
            Group(
                client_id=first.client_id,
                client_name=first.client_name,
                po_number=first.po_number,
                weeks=held,
                totals=totals((week.net_amount for week in held), vat_rate),
            )
        )
    return groups


def flags(week: Week) -> list[Flag]:
    """What somebody should look at before a week is billed."""
    return [
        flag
        for flag, applies in (
            (Flag.NO_PO, week.is_po_required and not week.po_number),
            (Flag.LONG_WEEK, week.hours > LONG_WEEK),
            (Flag.NEW_RATE, week.last_hourly_amount is not None and week.last_hourly_amount != week.hourly_amount),
            (Flag.CREDITED, bool(week.credited_number)),
        )
        if applies
    ]


def check_purchase_orders(weeks: Iterable[Week]) -> None:
    """Insist on a PO number wherever the council takes no invoice without one ("no PO, no pay").

    Raises:
        PurchaseOrderMissing: naming the council and how many weeks.
    """
    missing = [week for week in weeks if Flag.NO_PO in flags(week)]
    if missing:
        clients = ", ".join(sorted({week.client_name for week in missing}))
        raise PurchaseOrderMissing(
            f"{clients} takes no invoice without a PO number, and {plural(len(missing), 'week has', 'weeks have')} none. "
            "Leave them out, or have operations enter the number on the placement."
        )


def check_size(weeks: Sequence[Week]) -> None:
    """Insist that an invoice can be printed.

    Raises:
        InvalidInput: it has too many lines.
    """
    if len(weeks) > MAX_LINES:
        raise InvalidInput.field("weeks", f"An invoice holds {MAX_LINES} weeks at most. Leave {len(weeks) - MAX_LINES} out until the next run")


def check_expected(groups: Sequence[Group], *, weeks: int | None, net_amount: Decimal | None) -> None:
    """Insist that a run bills what its starter saw.

    Raises:
        PreviewChanged: weeks were approved, left out or taken back since.
    """
    count = sum(len(group.weeks) for group in groups)
    total = sum((group.totals.net_amount for group in groups), ZERO)
    if weeks not in {None, count} or (net_amount is not None and not (net_amount.is_finite() and net_amount == total)):
        raise PreviewChanged(f"It is now {plural(count, 'week')} and {money(total)} without VAT. Look at it again before you start the run.")


def due_on(issued_on: date, weeks: Sequence[Week], *, term_days: int) -> date:
    """The last day to pay in time (Act of 1998 section 4; Procurement Act 2023 section 68).

    The days begin with receipt, by email on the day of issue, or with the last day of work or of approval if that is later.
    """
    return reference.due_on(
        issued_on,
        performed_on=max(week.week_ends_on for week in weeks),
        verified_on=max(local(week.approved_at).date() for week in weeks),
        term_days=term_days,
    )


# --- after issue


def check_creditable(number: str, *, is_credit_note: bool, credited_by: str | None, paid_amount: Decimal) -> None:
    """Insist that an invoice can be taken back.

    Money on it must be dealt with first: a credited invoice owes nothing, so what was paid would stand on nothing.

    Raises:
        InvoiceCredited: it has been, or is a credit note itself.
        InvoicePaid: money stands on it.
    """
    if is_credit_note:
        raise InvoiceCredited(f"{number} is a credit note. It cannot be credited itself.")
    if credited_by:
        raise InvoiceCredited(f"{credited_by} has taken {number} back.")
    if paid_amount:
        raise InvoicePaid(f"{money(paid_amount)} stands on {number}. Refund it or move it, reverse the payment here, then credit the invoice.")


def check_payment(amount: Decimal, received_on: date, *, owed_amount: Decimal, issued_on: date, today: date) -> None:
    """Insist that a payment can be true.

    Raises:
        InvalidInput: nothing, more than is owed, fractions of a penny, before the invoice, or in the future.
    """
    faults = []
    if not amount.is_finite() or not 0 < amount < MOST or amount != pounds(amount):
        faults.append(("amount", "Amount must be pounds and pence, more than £0"))
    elif amount > owed_amount:
        faults.append(("amount", f"Amount must be {money(owed_amount)} or less, which is what is owed"))
    if received_on > today:
        faults.append(("received_on", "Date must be today or in the past"))
    elif received_on < issued_on:
        faults.append(("received_on", f"Date must be {govdate(issued_on)} or later, when the invoice was issued"))
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": detail} for field, detail in faults])


# --- bank details

_SORT_CODE = re.compile(r"(\d{2})(\d{2})(\d{2})", re.ASCII)
_ACCOUNT = re.compile(r"\d{8}", re.ASCII)
_FILLERS = str.maketrans("", "", " -")


def sort_code(typed: str) -> str:
    """A sort code in one form: 12-34-56.

    Raises:
        ValueError: it has not 6 digits.
    """
    match = _SORT_CODE.fullmatch(typed.translate(_FILLERS))
    if match is None:
        raise ValueError("Enter a sort code, which has 6 digits, like 30-94-30")
    return "-".join(match.groups())


def account_number(typed: str) -> str:
    """A bank account number of 8 digits.

    Raises:
        ValueError: it has another shape.
    """
    number = typed.translate(_FILLERS)
    if not _ACCOUNT.fullmatch(number):
        raise ValueError("Enter an account number, which has 8 digits, like 00733445")
    return number


# --- credit control

_EDGES = ((0, Bucket.NOT_DUE), (30, Bucket.TO_30), (60, Bucket.TO_60), (90, Bucket.TO_90))


def bucket(due: date, on: date) -> Bucket:
    """The band of lateness of a debt."""
    days = reference.days_late(due, on)
    return next((band for edge, band in _EDGES if days <= edge), Bucket.OVER_90)


def aged(debts: Iterable[tuple[Bucket, Decimal]]) -> dict[Bucket, Decimal]:
    """Debts added up by band; every band is there."""
    sums = dict.fromkeys(Bucket, ZERO)
    for band, amount in debts:
        sums[band] += amount
    return sums


def late_rates(rates: Iterable[DatedRate], due: date, *, is_production: bool) -> LatePaymentRates | None:
    """The rates of a debt, fixed on the day after it fell due (SI 2002/1675); None where one has not been entered."""
    starts = due + timedelta(days=1)
    applying = [
        rate
        for rate in rates
        if rate.effective_from <= starts
        and (rate.effective_to is None or rate.effective_to >= starts)
        and not (is_production and rate.is_demonstration)
    ]
    margin, base = (
        [rate.value for rate in applying if rate.kind is kind] for kind in (RateKind.LATE_PAYMENT_MARGIN, RateKind.LATE_PAYMENT_REFERENCE)
    )
    sums = sorted((rate.band_from, rate.value) for rate in applying if rate.kind is RateKind.LATE_PAYMENT_FIXED_SUM)
    if not (margin and base and sums):
        return None
    return LatePaymentRates(margin=margin[0], reference=base[0], fixed_sums=tuple(sums))


def late_cost(gross_amount: Decimal, payments: Iterable[tuple[date, Decimal]], due: date, on: date, rates: LatePaymentRates) -> LatePayment:
    """Interest on what was owed on each day since the due day, rounded once, and the fixed sum of the debt then owed.

    Nothing is late on the due day, and nothing is claimed on a debt of nothing (Act of 1998, sections 1 and 5A).
    """
    days = reference.days_late(due, on)
    balance, since, pound_days = gross_amount, due, ZERO
    late_debt = gross_amount
    for day, amount in sorted(payments):
        if day > on:
            break
        if day <= due:
            late_debt -= amount
        else:
            pound_days += balance * (day - since).days
            since = day
        balance -= amount
    pound_days += balance * max(0, (on - since).days)
    if not days or late_debt <= 0:
        return LatePayment(days=0, rate=rates.statutory, interest_amount=ZERO, fixed_amount=ZERO)
    return LatePayment(
        days=days,
        rate=rates.statutory,
        interest_amount=reference.interest(pound_days, rates.statutory, 1),
        fixed_amount=pounds(reference.band(rates.fixed_sums, late_debt)),
    )


def balances(opening_amount: Decimal, movements: Iterable[tuple[date, str, UUID, Decimal]]) -> list[Entry]:
    """The lines of a statement with the balance after each; movements come in order."""
    entries, balance = [], opening_amount
    for on, text, invoice_id, amount in movements:
        balance += amount
        entries.append(Entry(on=on, text=text, invoice_id=invoice_id, amount=amount, balance=balance))
    return entries
