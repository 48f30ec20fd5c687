"""The facts of a placement agreement: who is placed with whom, on what terms, after which checks.

The standard terms are worded for the demonstration; AfC's own replace them here.
"""

from decimal import Decimal
from uuid import UUID

from prime.clients.schemas import ClientDetail
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.documents.issuer import issuer
from prime.documents.schemas import CheckConfirmation, Party, PlacementAgreement, Signatory
from prime.placements.schemas import PlacementDetail
from prime.reference.queries import rate_on
from prime.reference.tables import RateKind

EXPENSES = "mileage and parking that you ask for, at your own staff rate, shown separately on the invoice."
COMPARATOR = (
    "you tell us the role, grade, hours, leave and pay scale of a comparable employee of yours within the first ten weeks, "
    "so that equal conditions apply from the end of week 12."
)
EXTENDED_HIRE_WEEKS = 12
TRANSFER_FEE_PERCENT = Decimal(12)
SIGNATORY_POSITION = "Placements"

# What the client is told of a check: that it was done, when, and how long it holds; never what it said.
_CHECKS = """
SELECT k.kind, k.checked_on, k.expires_on FROM pre_employment_check k JOIN staff_member s ON s.candidate = k.candidate
WHERE s.id = $1 AND k.status = 'clear' ORDER BY k.kind
"""
_CHECK_NAMES = {
    "dbs": "Enhanced DBS with children's barred list",
    "swe_registration": "Social Work England registration",
    "reference_one": "First practice-based reference",
    "reference_two": "Second practice-based reference",
    "overseas": "Overseas checks",
    "health": "Fitness for the role",
}
_NO_JOB_TYPE = "None named by the agency rules"


async def facts(actor: Actor, placement: PlacementDetail, client: ClientDetail, *, swe_number: str, requester: str) -> PlacementAgreement:
    """Everything the agreement says, from the records as they are now.

    Raises:
        IssuerMissing: nobody has entered in whose name it is issued.
        RateMissing: no VAT rate is entered for today.
    """
    today = clock.today()
    return PlacementAgreement(
        reference=placement.reference,
        dated_on=today,
        supplier=await issuer(today),
        client=Party(name=client.name, address=client.address.splitlines(), contact=requester, email=client.invoice_email),
        request_reference=placement.request_reference,
        purchase_order=placement.po_number,
        worker=placement.staff_name,
        registration_number=swe_number,
        role=placement.grade_title,
        job_type=_words(placement.job_type) if placement.job_type else _NO_JOB_TYPE,
        team=placement.team_name,
        place_of_work=", ".join(client.address.splitlines()) or client.name,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        fte=placement.fte,
        weekly_hours=placement.weekly_hours,
        working_days="as agreed with the team",
        hourly_rate_amount=placement.hourly_amount,
        vat_percent=(await rate_on(RateKind.VAT_STANDARD, today)).value,
        expenses=EXPENSES,
        client_supervisor=placement.supervisor,
        supplier_manager=actor.name,
        notice_days=placement.notice_days,
        extended_hire_weeks=EXTENDED_HIRE_WEEKS,
        transfer_fee_percent=TRANSFER_FEE_PERCENT,
        comparator=COMPARATOR,
        payment_days=client.payment_days,
        over_cap_approved_by=[line.strip() for line in placement.over_cap_approved_by.splitlines() if line.strip()],
        client_reports_as_agency=placement.client_reports_as_agency,
        checks=await _checks(placement.staff_member_id),
        signatory=Signatory(name=actor.name, position=SIGNATORY_POSITION, signed_on=today),
    )


async def _checks(staff_id: UUID) -> list[CheckConfirmation]:
    return [
        CheckConfirmation(name=_CHECK_NAMES.get(row["kind"], _words(row["kind"])), completed_on=row["checked_on"], expires_on=row["expires_on"])
        for row in await fetch(_CHECKS, staff_id)
    ]


def _words(value: str) -> str:
    return value.replace("_", " ").capitalize().replace("Iro cp", "IRO or CP")
