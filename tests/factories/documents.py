"""Facts for every kind of document, all fictional."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from prime.core.money import pounds
from prime.documents import schemas, terms

CREATED = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

COMPANY = schemas.Company(
    name="AfC Prime Demonstration CIC",
    address=["1 Example Street", "Westmarch", "WM1 1AA"],
    company_number="00000000",
    email="accounts@afc-prime.example",
    telephone="01632 960000",
    vat_number="GB 123 4567 82",
)
COUNCIL = schemas.Party(
    name="Westmarch Council",
    address=["Accounts Payable", "Old Market Hall", "Westmarch", "WM2 3BB"],
    contact="Jo Fairley",
    email="jo.fairley@westmarch.example",
)
PERSON = schemas.Party(name="Siân Ŵyn-Okonkwo", address=["14 Cygnet Row", "Harbourne Fen", "HF4 2QT"], email="sian@people.example")
SIGNATORY = schemas.Signatory(name="Rosa Lindqvist", position="Director of People", signed_on=date(2026, 11, 2))
ACCEPTANCE = schemas.Acceptance(name="Siân Ŵyn-Okonkwo", accepted_at=datetime(2026, 11, 3, 18, 42, tzinfo=UTC), ip="192.0.2.17")


def employment_contract() -> schemas.EmploymentContract:
    """A full-time senior social worker, accepted."""
    return schemas.EmploymentContract(
        reference="CON-2026-000042",
        dated_on=date(2026, 11, 2),
        employer=COMPANY,
        employee=PERSON,
        job_title="Senior social worker",
        job_description=(
            "You hold a caseload of children in need and children subject to a protection plan, prepare and present assessments to court, "
            "and support less experienced colleagues."
        ),
        grade="Grade K",
        registration_number="SW123456",
        starts_on=date(2026, 12, 7),
        continuous_from=date(2026, 12, 7),
        local_government_from=date(2019, 9, 2),
        salary_amount=Decimal("48226.00"),
        pay_point="NJC point 37",
        weekly_hours=Decimal(36),
        full_time_hours=Decimal(36),
        hours_variation=terms.HOURS_VARIATION,
        place_of_work="1 Example Street, Westmarch, and client councils as Schedule 1 says",
        line_manager="Tomasz Berger",
        probation_months=6,
        probation_ends_on=date(2027, 6, 6),
        terms=terms.employment_terms(date(2026, 11, 2)),
        schedule=terms.placement_schedule(
            base="1 Example Street, Westmarch",
            exclusions=["Harbourne Fen Council"],
            first_client="Westmarch Council",
            first_team="Children in need, east",
            first_starts_on=date(2027, 1, 4),
        ),
        signatory=SIGNATORY,
        acceptance=ACCEPTANCE,
    )


def offer_letter() -> schemas.OfferLetter:
    """An offer that lapses at 5pm London time."""
    return schemas.OfferLetter(
        reference="OFF-2026-000042",
        dated_on=date(2026, 10, 26),
        employer=COMPANY,
        candidate=PERSON,
        job_title="Senior social worker",
        grade="Grade K",
        salary_amount=Decimal("48226.00"),
        pay_point="NJC point 37",
        weekly_hours=Decimal("28.8"),
        full_time_hours=Decimal(36),
        starts_on=date(2026, 12, 7),
        place_of_work="1 Example Street, Westmarch, and client councils",
        line_manager="Tomasz Berger",
        leave_days=Decimal(25),
        pension="Local Government Pension Scheme",
        conditions=[
            "proof of identity and of your right to work in the United Kingdom",
            "an enhanced DBS certificate with children's barred list check",
            "registration with Social Work England without conditions that prevent the role",
            "two practice-based references that we find satisfactory",
            "your social work qualification, seen in the original",
            "a health assessment",
        ],
        expires_at=datetime(2026, 11, 9, 17, 0, tzinfo=UTC),
        accept_at_url="https://prime.example/offers",
        contact=schemas.Party(name="Tomasz Berger", email="people@afc-prime.example"),
        signatory=SIGNATORY,
    )


def placement_agreement() -> schemas.PlacementAgreement:
    """Half a year at a council, with every check confirmed."""
    return schemas.PlacementAgreement(
        reference="PLA-2026-000017",
        dated_on=date(2026, 12, 14),
        supplier=COMPANY,
        client=COUNCIL,
        request_reference="REQ-2026-000031",
        purchase_order="PO-7700001",
        worker="Siân Ŵyn-Okonkwo",
        registration_number="SW123456",
        role="Senior social worker",
        job_type="Senior social worker",
        team="Children in need, east",
        place_of_work="Old Market Hall, Westmarch",
        starts_on=date(2027, 1, 4),
        ends_on=date(2027, 7, 2),
        fte=Decimal("0.80"),
        weekly_hours=Decimal("28.80"),
        working_days="Monday to Thursday",
        hourly_rate_amount=Decimal("41.25"),
        vat_percent=Decimal(20),
        expenses="mileage and parking that you ask for, at your own staff rate, shown separately on the invoice.",
        client_supervisor="Priya Raman",
        supplier_manager="Tomasz Berger",
        notice_days=28,
        extended_hire_weeks=12,
        transfer_fee_percent=Decimal("12.5"),
        comparator="senior social worker, your grade 11, 36 hours a week, 28 days of leave.",
        checks=[
            schemas.CheckConfirmation(name="Identity", completed_on=date(2026, 11, 10), detail="Passport seen"),
            schemas.CheckConfirmation(name="Right to work", completed_on=date(2026, 11, 10), detail="List A, continuous"),
            schemas.CheckConfirmation(
                name="Enhanced DBS with children's barred list",
                completed_on=date(2026, 11, 18),
                detail="Update service joined; nothing disclosed",
            ),
            schemas.CheckConfirmation(
                name="Social Work England registration",
                completed_on=date(2026, 12, 1),
                detail="Registered, no conditions",
                expires_on=date(2027, 11, 30),
            ),
            schemas.CheckConfirmation(name="Practice-based references", completed_on=date(2026, 11, 20), detail="Two, both satisfactory"),
            schemas.CheckConfirmation(name="Qualification", completed_on=date(2026, 11, 10), detail="Original seen, copy on file"),
        ],
        signatory=schemas.Signatory(name="Tomasz Berger", position="Service manager", signed_on=date(2026, 12, 14)),
        acceptance=schemas.Acceptance(
            name="Jo Fairley", position="Head of service", accepted_at=datetime(2026, 12, 15, 10, 5, tzinfo=UTC), ip="192.0.2.81"
        ),
    )


def invoice_lines(count: int) -> list[schemas.InvoiceLine]:
    """Weekly supplies of several workers, with quantities and prices that vary."""
    workers = ["Siân Ŵyn-Okonkwo", "Martin Oduya", "Sophie Lindqvist", "Kwame Asante", "Zoë Nguyễn", "Seán O’Connor"]
    hours = [Decimal("28.80"), Decimal("37.00"), Decimal("36.50"), Decimal("22.25"), Decimal("18.50")]
    prices = [Decimal("41.25"), Decimal("38.50"), Decimal("46.80")]
    return [
        schemas.InvoiceLine(
            ends_on=date(2026, 10, 2) + timedelta(weeks=index % 4),
            description="Senior social worker – children in need",
            detail=f"{workers[index % 6]}, timesheet TIM-2026-{index + 1:06d}",
            quantity=hours[index % 5],
            unit_amount=prices[index % 3],
            net_amount=pounds(hours[index % 5] * prices[index % 3]),
            vat_percent=Decimal(20),
        )
        for index in range(count)
    ]


def invoice(count: int = 25) -> schemas.Invoice:
    """A month of supplies to one council."""
    lines = invoice_lines(count)
    net = sum((line.net_amount for line in lines), Decimal(0))
    vat = pounds(net * 20 / 100)
    return schemas.Invoice(
        reference="INV-2026-000001",
        issued_on=date(2026, 11, 2),
        tax_point_on=date(2026, 11, 2),
        due_on=date(2026, 12, 1),
        period_starts_on=date(2026, 10, 1),
        period_ends_on=date(2026, 10, 31),
        seller=COMPANY,
        buyer=COUNCIL,
        purchase_order="PO-7700001",
        buyer_reference="CHILD-SC-4410",
        lines=lines,
        vat=[schemas.VatLine(label="Standard rate", percent=Decimal(20), net_amount=net, vat_amount=vat)],
        net_amount=net,
        vat_amount=vat,
        gross_amount=net + vat,
        bank=schemas.BankAccount(name=COMPANY.name, sort_code="00-00-00", number="00000000"),
    )


def credit_note() -> schemas.CreditNote:
    """A full credit of a three-line invoice."""
    original = invoice(3)
    return schemas.CreditNote(
        reference="CRN-2026-000001",
        issued_on=date(2026, 11, 12),
        tax_point_on=date(2026, 11, 12),
        invoice_reference=original.reference,
        invoice_issued_on=original.issued_on,
        reason="The invoice named the wrong purchase order. It is credited in full and issued again.",
        seller=COMPANY,
        buyer=COUNCIL,
        purchase_order="PO-7700001",
        lines=original.lines,
        vat=original.vat,
        net_amount=original.net_amount,
        vat_amount=original.vat_amount,
        gross_amount=original.gross_amount,
    )


def every_kind() -> list[schemas.Context]:
    """One of each."""
    return [employment_contract(), offer_letter(), placement_agreement(), invoice(), credit_note()]
