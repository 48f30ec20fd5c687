"""Whole-time equivalents, and who is on the bench. Pure."""

from decimal import ROUND_HALF_UP, Decimal

FULL = Decimal("1.00")
LEAST = Decimal("0.01")
# A person with a tenth of a week or more to give is on the bench.
BENCH_FROM = Decimal("0.10")
MOST_YEARS = 60


def fte(weekly_hours: Decimal, full_time_hours: Decimal) -> Decimal:
    """Contracted hours of full-time hours, never above 1 (DfE workforce census, domain.md 13)."""
    share = (weekly_hours / full_time_hours).quantize(LEAST, ROUND_HALF_UP)
    return min(max(share, LEAST), FULL)


def is_placed_by_default(*, employer_is_afc: bool, is_home_post: bool) -> bool:
    """AfC's own people are placed with councils, unless the post is one in an owner council or the council employs them."""
    return employer_is_afc and not is_home_post
