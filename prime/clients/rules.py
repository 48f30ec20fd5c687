"""Codes of councils, the share of agency workers, and how one rate follows another. Pure."""

import re
from datetime import date, timedelta
from decimal import Decimal

from prime.core import money

MOST_HOURLY = 500  # pounds
MOST_FTE = 10_000
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")


def client_code(typed: str) -> str:
    """A short name in capitals: WEST, KUT2.

    Raises:
        ValueError: it is not 2 to 12 letters and digits that begin with a letter.
    """
    code = typed.strip().upper() if typed.isascii() else ""
    if not _CODE.fullmatch(code):
        raise ValueError("Code must be 2 to 12 letters and digits, and begin with a letter")
    return code


def agency_share(permanent_fte: Decimal, agency_fte: Decimal) -> Decimal | None:
    """Agency workers in per cent of all social workers, by full-time equivalent (DfE workforce census, domain.md 13)."""
    return money.share(agency_fte, permanent_fte + agency_fte)


def day_before(day: date) -> date:
    """The last day of the rate that one from `day` on replaces."""
    return day - timedelta(days=1)
