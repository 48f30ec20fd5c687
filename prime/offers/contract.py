"""The facts of the offer letter, and of the employment contract that follows from an accepted offer.

The standard terms are worded for the demonstration; AfC's own replace them.
"""

from datetime import date, datetime

import msgspec

from prime.core import clock
from prime.core.db import fetch
from prime.core.formats import local
from prime.core.settings import settings
from prime.documents import terms
from prime.documents.issuer import issuer
from prime.documents.schemas import Acceptance, Company, EmploymentContract, OfferLetter, Party, Signatory
from prime.offers import rules
from prime.offers.schemas import OfferDetail
from prime.reference.queries import rate_on
from prime.reference.tables import RateKind

# What the law asks of everybody who works with children (domain.md section 5), as the letter lists it.
CHECKS = (
    "proof of identity and of your right to work in the United Kingdom",
    "an enhanced DBS certificate with children’s barred list check",
    "registration with Social Work England without conditions that prevent the role",
    "two practice-based references that we find satisfactory",
    "your social work qualification, seen in the original",
    "a health assessment",
)
SIGNATORY_POSITION = "Operations"
PENSION = "Local Government Pension Scheme"
LINE_MANAGER = "the manager whom we name to you before your first day"

_BEHIND = """
SELECT c.email, c.swe_number, v.summary FROM application a
JOIN candidate c ON c.id = a.candidate JOIN vacancy v ON v.id = a.vacancy WHERE a.id = $1
"""


async def facts(offer: OfferDetail, *, accepted_name: str, accepted_at: datetime, ip: str) -> EmploymentContract:
    """Everything that the contract says, from the offer as it was accepted.

    Raises:
        IssuerMissing: nobody has entered in whose name it is issued.
        RateMissing: no standard week is entered for the start date.
    """
    today = clock.today()
    [behind] = await fetch(_BEHIND, offer.application_id)
    return EmploymentContract(
        dated_on=today,
        employer=await _employer(offer, today),
        employee=Party(name=offer.candidate_name, email=behind["email"]),
        job_title=offer.role_title,
        job_description=behind["summary"] or f"You work as {offer.role_title.lower()} with children and families.",
        grade=offer.grade_title,
        registration_number=behind["swe_number"],
        starts_on=offer.starts_on,
        continuous_from=offer.starts_on,
        salary_amount=offer.annual_amount,
        weekly_hours=offer.weekly_hours,
        full_time_hours=(await rate_on(RateKind.WEEKLY_HOURS, offer.starts_on)).value,
        hours_variation=terms.HOURS_VARIATION,
        place_of_work=f"{offer.place}, and client councils as Schedule 1 says",
        line_manager=LINE_MANAGER,
        probation_months=rules.PROBATION_MONTHS,
        probation_ends_on=rules.probation_ends_on(offer.starts_on),
        terms=terms.employment_terms(today),
        schedule=terms.placement_schedule(base=offer.place),
        signatory=_signatory(offer),
        acceptance=Acceptance(name=accepted_name, accepted_at=accepted_at, ip=ip or "not recorded"),
    )


async def letter(offer: OfferDetail) -> OfferLetter:
    """Everything that the offer letter says; raises as `facts`."""
    today = clock.today()
    [behind] = await fetch(_BEHIND, offer.application_id)
    employer = await _employer(offer, today)
    standard = terms.employment_terms(today)
    return OfferLetter(
        dated_on=today,
        employer=employer,
        candidate=Party(name=offer.candidate_name, email=behind["email"]),
        job_title=offer.role_title,
        grade=offer.grade_title,
        salary_amount=offer.annual_amount,
        weekly_hours=offer.weekly_hours,
        full_time_hours=(await rate_on(RateKind.WEEKLY_HOURS, offer.starts_on)).value,
        starts_on=offer.starts_on,
        place_of_work=offer.place,
        line_manager=LINE_MANAGER,
        probation_months=rules.PROBATION_MONTHS,
        leave_days=standard.leave_days + standard.extra_statutory_days,
        pension=PENSION,
        conditions=[*CHECKS, *(condition.text for condition in offer.conditions)],
        expires_at=offer.expires_at,
        accept_at_url=f"{settings().base_url}/my-offers/{offer.id}",
        contact=Party(name=offer.approved_by, email=employer.email),
        signatory=_signatory(offer),
    )


async def _employer(offer: OfferDetail, on: date) -> Company:
    """The employer by the name that the offer gives it, with the address and number in whose name we issue papers."""
    return msgspec.structs.replace(await issuer(on), name=offer.employer_name)


def _signatory(offer: OfferDetail) -> Signatory:
    return Signatory(name=offer.approved_by, position=SIGNATORY_POSITION, signed_on=local(offer.made_at or offer.drafted_at).date())
