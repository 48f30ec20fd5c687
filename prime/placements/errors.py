"""What can go wrong with requests, matches and placements."""

from prime.core.errors import Conflict


class RequestClosed(Conflict):
    """The request cannot go that way any more: somebody is confirmed, or it was cancelled or declined."""

    slug, title = "request-closed", "This request cannot be changed in that way"


class NotAvailable(Conflict):
    """The person cannot be placed there then; `reason` is one of `prime.placements.schemas.Reason`."""

    slug, title = "not-available", "This person cannot be placed there"


class OverFull(Conflict):
    """The placement would put the person above their full time on some day; the database refuses it too."""

    slug, title = "over-full", "This person is not free on every day"


class PlacementClosed(Conflict):
    """The placement was called off, or the days asked for do not fit it."""

    slug, title = "placement-closed", "This placement cannot be changed in that way"


class HoursRecorded(Conflict):
    """Hours are recorded on days that the change would cut off."""

    slug, title = "hours-recorded", "Hours are recorded on those days"
