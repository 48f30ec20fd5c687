"""The invariants of the product, from first application to last payment."""

from collections.abc import Mapping, Sequence

from prime.core.db import fetch
from prime.reporting.invariants.files import FILES
from prime.reporting.invariants.kind import Invariant
from prime.reporting.invariants.money import MONEY
from prime.reporting.invariants.placements import PLACEMENTS
from prime.reporting.invariants.recruitment import RECRUITMENT
from prime.reporting.invariants.system import SYSTEM_WIDE

AREAS: tuple[tuple[str, tuple[Invariant, ...]], ...] = (
    ("Recruitment", RECRUITMENT),
    ("Placements and timesheets", PLACEMENTS),
    ("Invoices and payments", MONEY),
    ("Accounts, documents and jobs", (*SYSTEM_WIDE, *FILES)),
)
INVARIANTS: tuple[Invariant, ...] = tuple(invariant for _, invariants in AREAS for invariant in invariants)

EXAMPLES = 5
_LOOK = "SELECT what, why, count(*) OVER () AS total FROM ({sql}) found LIMIT {limit}"

Broken = Mapping[str, tuple[int, Sequence[tuple[str, str]]]]


async def look() -> Broken:
    """Every invariant that does not hold, with how many records break it and some of them; reads only."""
    broken = {}
    for invariant in INVARIANTS:
        if invariant.read is not None:
            faults = await invariant.read()
            count = len(faults)
        else:
            rows = await fetch(_LOOK.format(sql=invariant.sql, limit=EXAMPLES))
            faults = [(row["what"] or "", row["why"] or "") for row in rows]
            count = rows[0]["total"] if rows else 0
        if count:
            broken[invariant.name] = (count, faults[:EXAMPLES])
    return broken
