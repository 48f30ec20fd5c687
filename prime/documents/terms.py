"""The employer's standard terms of employment, as dated editions.

They follow the National Joint Council's Green Book minima (domain.md section 4). What only the employer can
know (pension fund, recognised unions, whom to apply to) is worded for the demonstration employer.
"""

from datetime import date
from decimal import Decimal

from prime.documents.schemas import EmploymentTerms, PlacementSchedule

# Each edition holds from its date until the next one; the newest is first.
EDITIONS: tuple[tuple[date, EmploymentTerms], ...] = (
    (
        date(2023, 4, 1),
        EmploymentTerms(
            edition="April 2023",
            leave_days=Decimal(23),
            leave_days_after_five_years=Decimal(26),
            extra_statutory_days=Decimal(2),
            leave_year_starts="1 April",
            sick_pay=[
                ("During the first year", "1 month", "2 months, after 4 months' service"),
                ("During the second year", "2 months", "2 months"),
                ("During the third year", "4 months", "4 months"),
                ("During the fourth and fifth years", "5 months", "5 months"),
                ("After five years", "6 months", "6 months"),
            ],
            pension=(
                "You are enrolled in the Local Government Pension Scheme from your first day, unless you choose to leave it. "
                "It is a career average scheme that builds up at 1/49 of pensionable pay a year. "
                "You and we both contribute, at the rates that the scheme sets. The scheme guide is on the staff pages."
            ),
            other_paid_leave=(
                "You may take maternity, paternity, adoption, shared parental, neonatal care and parental bereavement leave, "
                "with the pay that the law or our family leave policy gives, whichever is better for you. "
                "Paid time off for public duties, jury service, antenatal appointments and bereavement is in the special leave policy. "
                "Both are on the staff pages."
            ),
            other_benefits=(
                "We pay your annual Social Work England registration fee and the Disclosure and Barring Service update service. "
                "You have access to the employee assistance programme. There are no other benefits."
            ),
            training_entitlement=(
                "You are entitled to at least five days of training a year in working time, "
                "and to the time and support that you need for the professional development Social Work England requires."
            ),
            mandatory_training=(
                "safeguarding children, data protection, and health and safety, all in the first four weeks and refreshed each year, "
                "in working time and paid for by us."
            ),
            employer_notice=(
                "8 weeks or, if longer, the notice that the law requires: one week for each complete year of continuous employment, up to 12 weeks."
            ),
            employee_notice="8 weeks.",
            probation_notice="4 weeks from either side.",
            collective_agreements=(
                "The agreements of the National Joint Council for Local Government Services (the Green Book), as they are "
                "from time to time, directly affect your pay, leave and sick pay. "
                "The parties are the Local Government Association, UNISON, GMB and Unite."
            ),
            disciplinary_contact="the Director of People",
            grievance_contact="your line manager or, if it is about your line manager, the Director of People",
            recognised_unions=["UNISON", "GMB"],
            # Expected from October 2026, commencement unconfirmed; giving it early harms nobody (domain.md section 4).
            union_statement_from=date(2026, 10, 1),
        ),
    ),
)

HOURS_VARIATION = (
    "Your hours and days do not vary without your agreement. You and your line manager may agree flexible start and finish times. "
    "Where a visit or a hearing keeps you beyond your normal hours you take the time back within four weeks."
)


def employment_terms(on: date) -> EmploymentTerms:
    """The edition in force on a day.

    Raises:
        LookupError: the day is before the first edition.
    """
    for starts_on, terms in EDITIONS:
        if on >= starts_on:
            return terms
    raise LookupError(f"There are no standard terms for {on}.")


def placement_schedule(
    *,
    base: str,
    exclusions: list[str] | None = None,
    first_client: str = "",
    first_team: str = "",
    first_starts_on: date | None = None,
) -> PlacementSchedule:
    """The standard rules on placements, for a person's base and first placement."""
    return PlacementSchedule(
        base=base,
        mobility=(
            "We may place you with any client council within a reasonable daily journey of your base, and tell you at least two weeks "
            "before a placement starts. A placement further away needs your agreement."
        ),
        supervision=(
            "A practice supervisor at the client directs your daily work and gives you reflective supervision at least once a month. "
            "Your line manager with us stays responsible for your employment, wellbeing and development, and sees you every month."
        ),
        travel=(
            "Travel between your base and a client counts as working time beyond your normal journey to your base, and we pay its cost. "
            "Travel during the working day is paid at the client's rate for its own staff."
        ),
        equipment="We give you a laptop and a telephone. The client gives you access to its systems and whatever else the work needs.",
        between_placements=(
            "When a placement ends you return to your base. You have your full pay and benefits, and work on duties, training or "
            "recruitment that suit your role, until the next placement starts."
        ),
        exclusions=exclusions or [],
        first_client=first_client,
        first_team=first_team,
        first_starts_on=first_starts_on,
    )
