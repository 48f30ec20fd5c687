"""The periods of checks as they are in force on a day."""

from datetime import date, timedelta

from prime.checks.rules import Periods
from prime.reference.queries import values_on
from prime.reference.tables import RateKind

_KINDS = {
    "due_soon": RateKind.CHECK_DUE_SOON,
    "override": RateKind.CHECK_OVERRIDE,
    "notice": RateKind.RIGHT_TO_WORK_NOTICE,
    "dbs_status": RateKind.DBS_STATUS,
    "dbs_hearing": RateKind.DBS_HEARING,
    "dbs_kept": RateKind.DBS_DETAIL_KEPT,
}


async def periods(on: date) -> Periods:
    """How long things last on a day.

    Raises:
        RateMissing: nobody has entered one of them.
    """
    days = await values_on(_KINDS.values(), on)
    return Periods(**{name: timedelta(days=days[kind]) for name, kind in _KINDS.items()})
