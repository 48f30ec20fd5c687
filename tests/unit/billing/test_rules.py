"""Grouping, money to the penny, due days, lateness: what must hold for every week and every rate."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prime.billing import papers, rules
from prime.billing.errors import InvoiceCredited, InvoicePaid, PreviewChanged, PurchaseOrderMissing
from prime.billing.schemas import Bucket, Flag, SellerOut, Week
from prime.billing.tables import Invoice
from prime.clients.schemas import ClientDetail
from prime.clients.tables import DeliveryChannel
from prime.core.errors import InvalidInput
from prime.core.money import pounds
from prime.reference.rules import LatePaymentRates
from prime.reference.schemas import DatedRate
from prime.reference.tables import Division, RateKind, Unit

D = Decimal
TWENTY = D(20)
RATES = LatePaymentRates(margin=D(8), reference=D("3.75"), fixed_sums=((D(0), D(40)), (D(1000), D(70)), (D(10000), D(100))))
CLIENTS = [UUID(int=number) for number in range(3)]

amounts = st.decimals("0.01", "200", places=2)
hours = st.integers(1, 4 * 80).map(lambda quarters: D(quarters) / 4)
days = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def week(**changes: object) -> Week:
    values: dict[str, object] = {
        "timesheet_id": uuid4(),
        "timesheet_reference": "TIM-2026-000001",
        "placement_id": uuid4(),
        "placement_reference": "PLC-2026-000001",
        "client_id": CLIENTS[0],
        "client_name": "Elsewhere Council",
        "is_po_required": True,
        "po_number": "PO-1",
        "team_name": "Safeguarding",
        "worker_name": "Sam Sample",
        "role_title": "Social worker",
        "week_starts_on": date(2026, 11, 2),
        "hours": D(37),
        "hourly_amount": D("41.50"),
        "approved_by_name": "Ada Marsh",
        "approved_at": datetime(2026, 11, 10, 9, tzinfo=UTC),
        **changes,
    }
    return Week(**values)  # type: ignore[arg-type]


@st.composite
def weeks(draw: st.DrawFn) -> list[Week]:
    def one(number: int) -> Week:
        client = draw(st.integers(0, 2))
        return week(
            client_id=CLIENTS[client],
            client_name=draw(st.just(f"Council {client % 2}")),  # two councils may share a name
            po_number=draw(st.sampled_from(["", "PO-1", "PO-2"])),
            hours=draw(hours),
            hourly_amount=draw(amounts),
            worker_name=f"Worker {draw(st.integers(0, 5))}",
        )

    return [one(number) for number in range(draw(st.integers(0, 25)))]


@given(weeks(), st.sampled_from([D(20), D(5), D("17.5"), D(0)]))
def test_grouping_loses_nothing_and_doubles_nothing(given_weeks, rate):
    groups = rules.group(given_weeks, rate)
    held = [held.timesheet_id for group in groups for held in group.weeks]
    assert sorted(held) == sorted(one.timesheet_id for one in given_weeks)
    keys = [(group.client_id, group.po_number) for group in groups]
    assert len(keys) == len(set(keys))
    assert all((held.client_id, held.po_number) == (group.client_id, group.po_number) for group in groups for held in group.weeks)


@given(weeks(), st.sampled_from([D(20), D(5), D("17.5"), D(0)]))
def test_sums_agree_to_the_penny(given_weeks, rate):
    for group in rules.group(given_weeks, rate):
        total = group.totals
        assert total.net_amount == sum(pounds(held.hours * held.hourly_amount) for held in group.weeks)
        assert total.vat_amount == pounds(total.net_amount * rate / 100)
        assert total.gross_amount == total.net_amount + total.vat_amount


@given(weeks())
def test_the_order_of_weeks_changes_nothing(given_weeks):
    forwards = [(group.client_id, group.po_number, group.totals) for group in rules.group(given_weeks, D(20))]
    assert forwards == [(group.client_id, group.po_number, group.totals) for group in rules.group(reversed(given_weeks), D(20))]


def test_half_a_penny_of_vat_goes_up():
    assert rules.totals([D("0.10")], D(5)).vat_amount == D("0.01")  # 0.005
    assert rules.totals([D("0.05"), D("0.05")], D(5)).vat_amount == D("0.01")  # once on the sum, not 0.0025 twice


SELLER = SellerOut(
    id=uuid4(),
    name="AfC Prime Demonstration CIC",
    address="1 Example Street\nWestmarch",
    vat_number="GB123456782",
    company_number="",
    email="accounts@afc-prime.example",
    bank_name="AfC Prime Demonstration CIC",
    sort_code="00-00-00",
    account_number="00000000",
    effective_from=date(2026, 1, 1),
    is_demonstration=True,
)
CLIENT = ClientDetail(
    id=CLIENTS[0],
    organisation_id=uuid4(),
    name="Elsewhere Council",
    code="ELSE",
    authority_id=None,
    authority=None,
    region_code="E12000007",
    region="London",
    division=Division.ENGLAND_AND_WALES,
    is_owner=False,
    reports_as_agency=True,
    address="\n".join(f"Line {number}" for number in range(14)),
    vat_number="",
    invoice_email="",
    delivery_channel=DeliveryChannel.PDF_EMAIL,
    peppol_id="",
    is_po_required=True,
    payment_days=30,
    notice_days=28,
    latitude=None,
    longitude=None,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def _issued(held: list[Week], rate: Decimal = TWENTY) -> tuple[Invoice, list]:
    group = rules.group(held, rate)[0]
    issued_at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    invoice = papers.invoice_of(
        group,
        seller=SELLER,
        client=CLIENT,
        run_id=uuid4(),
        issued_on=issued_at.date(),
        issued_at=issued_at,
        issued_by=uuid4(),
        due_on=date(2026, 12, 30),
    )
    invoice.number = "INV-2026-000001"
    return invoice, papers.lines_of(invoice, group)


@given(st.lists(st.tuples(hours, amounts), min_size=1, max_size=12), st.sampled_from([D(20), D(5), D("17.5")]))
def test_a_credit_note_mirrors_its_invoice(lines, rate):
    invoice, rows = _issued([week(hours=worked, hourly_amount=amount) for worked, amount in lines], rate)
    note = papers.credit_note_of(invoice, reason="Wrong hours", issued_on=date(2026, 12, 2), issued_at=invoice.issued_at, issued_by=uuid4())
    mirrored = papers.credited_lines(note, rows)
    for name in ("net_amount", "vat_amount", "gross_amount"):
        assert getattr(note, name) == -getattr(invoice, name)
    assert note.vat_amount == pounds(note.net_amount * rate / 100)  # rounding of negatives mirrors the positive
    assert [line.net_amount for line in mirrored] == [-line.net_amount for line in rows]
    assert all(line.net_amount == pounds(line.hours * line.hourly_amount) for line in mirrored)
    assert (note.client, note.po_number, note.credits, note.due_on, note.run) == (invoice.client, invoice.po_number, invoice.id, None, None)
    assert {line.id for line in mirrored}.isdisjoint(line.id for line in rows)
    # The documents refuse sums that disagree, so building their facts is a check of its own.
    note.number = "CRN-2026-000001"
    assert papers.credit_facts_of(note, mirrored, invoice=invoice).gross_amount == invoice.gross_amount
    assert papers.facts_of(invoice, rows, payment_days=30).gross_amount == invoice.gross_amount


def test_a_paper_holds_what_a_document_can_print():
    invoice, rows = _issued([week(worker_name="N" * 201, team_name="T" * 120, approved_by_name="A" * 201)])
    facts = papers.facts_of(invoice, rows, payment_days=30)
    assert len(facts.buyer.address) == 10
    assert len(facts.lines[0].description) == 200
    assert len(facts.lines[0].detail) == 200


def test_an_invoice_covers_its_weeks_and_explains_its_lines():
    invoice, rows = _issued([week(week_starts_on=date(2026, 11, 16)), week(week_starts_on=date(2026, 11, 2))])
    assert (invoice.period_from, invoice.period_to) == (date(2026, 11, 2), date(2026, 11, 22))
    assert [row.position for row in rows] == [1, 2]
    assert [row.week_starts_on for row in rows] == [date(2026, 11, 2), date(2026, 11, 16)]
    line = papers.facts_of(invoice, rows, payment_days=30).lines[0]
    assert (line.ends_on, line.description) == (date(2026, 11, 8), "Sam Sample, Social worker")
    assert line.detail == "Safeguarding; timesheet TIM-2026-000001, approved on 10 November 2026 by Ada Marsh"


# --- months and weeks


@given(days)
def test_every_week_belongs_to_exactly_one_month(day):
    monday = day - timedelta(days=day.weekday())
    ends = rules.week_ends_on(monday)
    month = ends.replace(day=1)
    assert rules.first_monday(month) <= monday <= rules.last_monday(rules.last_day(month))
    assert monday > rules.last_monday(rules.last_day(rules.month_before(month)))
    assert rules.last_day(month).month == month.month
    assert (rules.last_day(month) + timedelta(days=1)).day == 1
    assert rules.week_ends_on(rules.first_monday(month)).replace(day=1) == month


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "november", "", "1999-01", "2026-11-01", "٢٠٢٦-11", "2027-01"])
def test_what_is_no_month_or_has_not_begun_is_refused(text):
    with pytest.raises(InvalidInput):
        rules.month_of(text, today=date(2026, 11, 25))


def test_a_month_may_be_billed_from_its_first_day():
    assert rules.month_of("2026-11", today=date(2026, 11, 1)) == date(2026, 11, 1)
    assert rules.month_before(date(2026, 1, 31)) == date(2025, 12, 1)


# --- what to look at


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"po_number": ""}, [Flag.NO_PO]),
        ({"po_number": "", "is_po_required": False}, []),
        ({"hours": D(60)}, []),
        ({"hours": D("60.25")}, [Flag.LONG_WEEK]),
        ({"last_hourly_amount": D("41.50")}, []),
        ({"last_hourly_amount": D("41.49")}, [Flag.NEW_RATE]),
        ({"credited_number": "INV-2026-000001"}, [Flag.CREDITED]),
    ],
)
def test_flags(changes, found):
    assert rules.flags(week(**changes)) == found


def test_a_missing_po_number_is_refused_by_name():
    with pytest.raises(PurchaseOrderMissing, match=r"Elsewhere Council .* 2 weeks have none"):
        rules.check_purchase_orders([week(po_number=""), week(po_number=""), week()])


def test_a_preview_that_changed_is_refused():
    groups = rules.group([week()], D(20))
    rules.check_expected(groups, weeks=1, net_amount=D("1535.50"))
    rules.check_expected(groups, weeks=None, net_amount=None)
    odd = [{"weeks": 1, "net_amount": D(text)} for text in ("1535.51", "NaN", "sNaN", "Infinity")]
    for wrong in ({"weeks": 2, "net_amount": D("1535.50")}, *odd):
        with pytest.raises(PreviewChanged, match=r"1 week and £1,535\.50"):
            rules.check_expected(groups, **wrong)


def test_an_invoice_that_cannot_be_printed_is_refused():
    rules.check_size([week()] * 500)
    with pytest.raises(InvalidInput):
        rules.check_size([week()] * 501)


# --- due days


@pytest.mark.parametrize(
    ("issued_on", "starts_on", "approved", "term", "due"),
    [
        (date(2026, 12, 1), date(2026, 11, 2), 10, 30, date(2026, 12, 30)),  # the 30 days begin with receipt
        (date(2026, 12, 1), date(2026, 11, 2), 10, 14, date(2026, 12, 14)),  # an earlier agreed day counts
        (date(2026, 11, 20), date(2026, 11, 16), 18, 30, date(2026, 12, 21)),  # work ends after the invoice
        (date(2026, 11, 9), date(2026, 11, 2), 10, 30, date(2026, 12, 9)),  # approval is later than the invoice
    ],
)
def test_due_on(issued_on, starts_on, approved, term, due):
    approved_at = datetime(2026, 11, approved, 9, tzinfo=UTC)
    assert rules.due_on(issued_on, [week(week_starts_on=starts_on, approved_at=approved_at)], term_days=term) == due


@given(days, st.integers(1, 30))
def test_nothing_is_due_before_it_is_issued(issued_on, term):
    held = [week(week_starts_on=date(2024, 1, 1), approved_at=datetime(2024, 1, 9, tzinfo=UTC))]
    assert rules.due_on(issued_on, held, term_days=term) == issued_on + timedelta(days=term - 1)


# --- after issue


def test_what_cannot_be_credited_says_why():
    rules.check_creditable("INV-1", is_credit_note=False, credited_by=None, paid_amount=D(0))
    with pytest.raises(InvoiceCredited, match="CRN-1 has taken INV-1 back"):
        rules.check_creditable("INV-1", is_credit_note=False, credited_by="CRN-1", paid_amount=D(0))
    with pytest.raises(InvoiceCredited, match="is a credit note"):
        rules.check_creditable("CRN-1", is_credit_note=True, credited_by=None, paid_amount=D(0))
    with pytest.raises(InvoicePaid, match=r"£10\.00 stands on INV-1"):
        rules.check_creditable("INV-1", is_credit_note=False, credited_by=None, paid_amount=D(10))


@pytest.mark.parametrize(
    ("amount", "received_on", "pointers"),
    [
        (D("100.00"), date(2026, 11, 20), []),
        (D("0.01"), date(2026, 11, 1), []),
        (D("100.01"), date(2026, 11, 20), ["/amount"]),
        (D(0), date(2026, 11, 20), ["/amount"]),
        (D(-5), date(2026, 11, 20), ["/amount"]),
        (D("1.005"), date(2026, 11, 20), ["/amount"]),
        *((D(odd), date(2026, 11, 20), ["/amount"]) for odd in ("NaN", "sNaN", "Infinity", "-Infinity", "1e99")),
        (D(5), date(2026, 11, 26), ["/received_on"]),
        (D(5), date(2026, 10, 31), ["/received_on"]),
        (D(500), date(2027, 1, 1), ["/amount", "/received_on"]),
    ],
)
def test_payments_that_cannot_be_true_are_refused(amount, received_on, pointers):
    known = {"owed_amount": D("100.00"), "issued_on": date(2026, 11, 1), "today": date(2026, 11, 25)}
    if not pointers:
        rules.check_payment(amount, received_on, **known)
        return
    with pytest.raises(InvalidInput) as refusal:
        rules.check_payment(amount, received_on, **known)
    assert [fault["pointer"] for fault in refusal.value.errors] == pointers


# --- credit control


@pytest.mark.parametrize(
    ("late", "band"),
    [
        (-5, Bucket.NOT_DUE),
        (0, Bucket.NOT_DUE),
        (1, Bucket.TO_30),
        (30, Bucket.TO_30),
        (31, Bucket.TO_60),
        (60, Bucket.TO_60),
        (61, Bucket.TO_90),
        (90, Bucket.TO_90),
        (91, Bucket.OVER_90),
        (900, Bucket.OVER_90),
    ],
)
def test_buckets(late, band):
    due = date(2026, 3, 1)
    assert rules.bucket(due, due + timedelta(days=late)) is band


@given(st.lists(st.tuples(st.sampled_from(Bucket), amounts)))
def test_buckets_add_up_to_what_is_owed(debts):
    aged = rules.aged(debts)
    assert list(aged) == list(Bucket)
    assert sum(aged.values()) == sum(amount for _, amount in debts)


def test_interest_runs_on_what_is_still_owed():
    due, on = date(2026, 3, 1), date(2026, 5, 10)  # 70 days
    part = rules.late_cost(D(10000), [(date(2026, 3, 31), D(6000))], due, on, RATES)  # 30 days on 10,000, 40 on 4,000
    assert part.interest_amount == pounds((D(10000) * 30 + D(4000) * 40) * D("11.75") / 100 / 365)
    assert (part.days, part.fixed_amount) == (70, D(100))
    early = rules.late_cost(D(10000), [(date(2026, 3, 1), D(6000))], due, on, RATES)  # paid on the due day is in time
    assert (early.interest_amount, early.fixed_amount) == (pounds(D(4000) * 70 * D("11.75") / 100 / 365), D(70))
    reversed_ = rules.late_cost(D(10000), [(date(2026, 3, 31), D(6000)), (date(2026, 3, 31), D(-6000))], due, on, RATES)
    assert reversed_ == rules.late_cost(D(10000), [], due, on, RATES)
    assert rules.late_cost(D(10000), [(date(2026, 2, 1), D(10000))], due, on, RATES).interest_amount == 0


def _rate(
    kind: RateKind, value: int, *, band: int = 0, starts: date = date(2026, 1, 1), ends: date | None = None, demonstration: bool = False
) -> DatedRate:
    return DatedRate(
        kind=kind,
        title="",
        unit=Unit.PER_CENT,
        band_from=D(band),
        value=D(value),
        effective_from=starts,
        effective_to=ends,
        source="x",
        note="",
        is_confirmed=True,
        is_demonstration=demonstration,
    )


def test_the_rates_of_a_debt_are_those_of_the_day_after_it_fell_due():
    fixed = [
        _rate(RateKind.LATE_PAYMENT_MARGIN, 8, starts=date(2002, 8, 7)),
        _rate(RateKind.LATE_PAYMENT_FIXED_SUM, 70, band=1000, starts=date(2002, 8, 7)),
        _rate(RateKind.LATE_PAYMENT_FIXED_SUM, 40, starts=date(2002, 8, 7)),
    ]
    base = [
        _rate(RateKind.LATE_PAYMENT_REFERENCE, 4, ends=date(2026, 6, 30)),
        _rate(RateKind.LATE_PAYMENT_REFERENCE, 3, starts=date(2026, 7, 1), demonstration=True),
    ]
    found = rules.late_rates(fixed + base, date(2026, 6, 29), is_production=True)
    assert found is not None
    assert (found.statutory, found.fixed_sums) == (D(12), ((D(0), D(40)), (D(1000), D(70))))
    after = rules.late_rates(fixed + base, date(2026, 6, 30), is_production=False)
    assert after is not None
    assert after.statutory == D(11)
    assert rules.late_rates(fixed + base, date(2026, 6, 30), is_production=True) is None  # an invented rate is no claim
    assert rules.late_rates(fixed, date(2026, 6, 30), is_production=False) is None
    assert rules.late_rates(base, date(2026, 6, 29), is_production=False) is None


@given(st.lists(st.tuples(days, st.decimals("-500", "500", places=2)), max_size=20), amounts)
def test_a_statement_ends_where_its_lines_lead(movements, opening):
    entries = rules.balances(opening, [(on, "x", CLIENTS[0], amount) for on, amount in movements])
    assert len(entries) == len(movements)
    assert (entries[-1].balance if entries else opening) == opening + sum(amount for _, amount in movements)


# --- bank details


@pytest.mark.parametrize(("typed", "kept"), [("309430", "30-94-30"), ("30-94-30", "30-94-30"), ("30 94 30", "30-94-30")])
def test_sort_codes(typed, kept):
    assert rules.sort_code(typed) == kept


@pytest.mark.parametrize("typed", ["3094301", "30943", "30-94-3x", "", "٣٠٩٤٣٠"])
def test_wrong_sort_codes(typed):
    with pytest.raises(ValueError, match="6 digits"):
        rules.sort_code(typed)


@pytest.mark.parametrize("typed", ["0073344", "007334455", "0073344x", ""])
def test_wrong_account_numbers(typed):
    assert rules.account_number("0073 3445") == "00733445"
    with pytest.raises(ValueError, match="8 digits"):
        rules.account_number(typed)
