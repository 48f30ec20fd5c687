"""Short references that a person can read down the telephone: `INV-2026-000042`."""

from prime.core import clock
from prime.core.db import fetch_value

_NEXT = """
INSERT INTO number_series (series, last) VALUES ($1, 1)
ON CONFLICT (series) DO UPDATE SET last = number_series.last + 1
RETURNING last
"""


async def next_number(series: str) -> int:
    """The next number of a series, without gaps: the row stays locked to the end of the transaction.

    Take it last in a command, as everybody else who numbers in the series waits.
    """
    return int(await fetch_value(_NEXT, series))


async def next_reference(prefix: str) -> str:
    """The next reference of this calendar year (London), like `APP-2026-000042`."""
    year = clock.today().year
    return f"{prefix}-{year}-{await next_number(f'{prefix}-{year}'):06d}"
