"""The invariants of the product, from first application to last payment."""

from prime.reporting.invariants.kind import Invariant
from prime.reporting.invariants.money import MONEY
from prime.reporting.invariants.placements import PLACEMENTS
from prime.reporting.invariants.recruitment import RECRUITMENT
from prime.reporting.invariants.system import SYSTEM_WIDE

AREAS: tuple[tuple[str, tuple[Invariant, ...]], ...] = (
    ("Recruitment", RECRUITMENT),
    ("Placements and timesheets", PLACEMENTS),
    ("Invoices and payments", MONEY),
    ("Accounts, documents and jobs", SYSTEM_WIDE),
)
INVARIANTS: tuple[Invariant, ...] = tuple(invariant for _, invariants in AREAS for invariant in invariants)
