"""What can be wrong with a fact: it was never entered, it is only a demonstration, or it is not published that far."""

from datetime import date
from typing import Any

from prime.core.errors import Conflict
from prime.core.formats import govdate


class RateMissing(Conflict):
    """No row of a kind applies on a day; a person has to enter it with its source."""

    slug, title = "rate-missing", "A rate has not been entered"

    def __init__(self, what: str, day: date, **extra: Any) -> None:
        super().__init__(f"No {what} has been entered for {govdate(day)}. Enter it with its source in the reference data.", **extra)


class DemonstrationRate(Conflict):
    """The only row that applies was invented for the demo, and this is production."""

    slug, title = "demonstration-rate", "A rate is only a demonstration"

    def __init__(self, what: str, day: date, **extra: Any) -> None:
        super().__init__(
            f"The {what} for {govdate(day)} is a demonstration value. Enter the real one with its source in the reference data.", **extra
        )


class RateOverlap(Conflict):
    """Another row of the kind already applies to some of the days."""

    slug, title = "rate-overlap", "The dates overlap another row"


class CalendarEnds(Conflict):
    """Bank holidays are not published for all of the days asked for; a guess would be wrong by up to ten days."""

    slug, title = "calendar-ends", "Bank holidays are not known that far"
