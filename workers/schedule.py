"""Every periodic job, one line each; a tick only orders work, so that two workers ticking at once order it once."""

from datetime import timedelta

import msgspec

from prime.core import clock
from prime.core.db import fetch_value, transaction
from prime.core.outbox import enqueue


class Periodic(msgspec.Struct, frozen=True):
    """A job and how often it is ordered."""

    job: str
    every: timedelta


SCHEDULE: tuple[Periodic, ...] = (
    Periodic("calendars.read_calendars", timedelta(hours=1)),
    Periodic("candidates.discard_old_drafts", timedelta(days=1)),
    Periodic("candidates.warn_of_old_drafts", timedelta(days=1)),
    Periodic("candidates.escalate_overdue", timedelta(hours=1)),
    Periodic("candidates.refresh_search", timedelta(hours=1)),
    Periodic("checks.follow_up", timedelta(hours=1)),
    Periodic("checks.forget_disclosures", timedelta(days=1)),
    Periodic("disclosures.follow_up", timedelta(hours=1)),
    Periodic("documents.queue_waiting", timedelta(minutes=1)),
    Periodic("duplicates.find_for_unread", timedelta(minutes=5)),
    Periodic("equality.forget_old_tickets", timedelta(hours=1)),
    Periodic("interviews.chase_scorecards", timedelta(hours=1)),
    Periodic("notifications.forget_old_secrets", timedelta(hours=1)),
    Periodic("offers.lapse_offers", timedelta(minutes=5)),
    Periodic("placements.remind_of_endings", timedelta(hours=1)),
    Periodic("referees.follow_up", timedelta(minutes=10)),
    Periodic("referees.forget_references", timedelta(days=1)),
    Periodic("reporting.check_invariants", timedelta(hours=1)),
    Periodic("staff.note_leavers", timedelta(hours=1)),
    Periodic("talent.end_places", timedelta(days=1)),
    Periodic("talent.forget_old_lists", timedelta(days=1)),
    Periodic("surveys.forget_old_tickets", timedelta(hours=1)),
    Periodic("timesheets.remind_missing", timedelta(hours=1)),
    Periodic("uploads.scan_waiting", timedelta(minutes=10)),
    Periodic("vacancies.close_past", timedelta(hours=1)),
)

_CLAIM = """
INSERT INTO number_series (series, last) VALUES ($1, $2)
ON CONFLICT (series) DO UPDATE SET last = $2 WHERE number_series.last < $2
RETURNING last
"""


async def tick() -> list[str]:
    """Order the jobs whose period has turned; returns their names. Safe to call from every worker at once."""
    ordered = []
    for entry in SCHEDULE:
        period = int(clock.now().timestamp() // entry.every.total_seconds())
        async with transaction():
            if await fetch_value(_CLAIM, f"schedule:{entry.job}", period) is not None:
                await enqueue(entry.job)
                ordered.append(entry.job)
    return ordered
