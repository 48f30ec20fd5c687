"""Who may be in the talent pool, and until when. Pure."""

from calendar import monthrange
from datetime import date

from prime.core.notices import Notice
from prime.talent.tables import PoolStatus

# The hash is that of `templates/pages/talent/consent_<version>.html`; a changed text is a new version.
POOL_NOTICE = Notice("talent_pool", "1", "8eea37d79f3b4ae5ac2b3a1643eae4dfd53965c9d1abc258713a8a7161eb08f8")
PLACE_MAX, TEXT_MAX, MOST_CALLED, MOST_SKILLS = 80, 2000, 100, 30
STATUS_LABELS = {
    PoolStatus.ASKED: "Asked to join",
    PoolStatus.MEMBER: "In the pool",
    PoolStatus.LEFT: "Left",
    PoolStatus.EXPIRED: "Ended",
}


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def may_join(status: PoolStatus | None, *, has_ended_application: bool) -> bool:
    """Whether a person may join or stay: whoever was asked or was in it, and whoever's application came to an end (C6)."""
    return status is not None or has_ended_application
