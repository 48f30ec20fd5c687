"""Who issues our papers: the seller in force on a day, read from the dated rows that billing keeps.

Without a row, everywhere but in production, the demonstration company stands in, under a name that says so.
"""

from datetime import date

from prime.core.db import fetch
from prime.core.formats import govdate
from prime.core.settings import settings
from prime.documents.errors import IssuerMissing
from prime.documents.schemas import Company

DEMONSTRATION = Company(
    name="AfC Prime Demonstration CIC",
    address=["1 Example Street", "Westmarch", "WM1 1AA"],
    company_number="00000000",
    email="office@afc-prime.example",
)
# The table belongs to a module above this one, so it is read by name.
_SELLER = """
SELECT name, address, company_number, email, vat_number, is_demonstration FROM seller
WHERE effective_from <= $1 ORDER BY effective_from DESC LIMIT 1
"""


async def issuer(on: date) -> Company:
    """The company that issues a paper on a day.

    Raises:
        IssuerMissing: production has no real row for that day.
    """
    rows = await fetch(_SELLER, on)
    if settings().is_production and (not rows or rows[0]["is_demonstration"]):
        raise IssuerMissing(f"Nobody has entered who issues papers on {govdate(on)}. Enter the seller first.")
    if not rows:
        return DEMONSTRATION
    seller = rows[0]
    return Company(
        name=seller["name"],
        address=seller["address"].splitlines(),
        company_number=seller["company_number"],
        email=seller["email"],
        vat_number=seller["vat_number"],
    )
