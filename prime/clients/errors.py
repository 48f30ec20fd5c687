"""What can go wrong around clients."""

from prime.core.errors import Conflict


class ClientExists(Conflict):
    """Another client has this name or code."""

    slug, title = "client-exists", "There is a client of that name or code already"


class TeamExists(Conflict):
    """The council has a team of this name."""

    slug, title = "team-exists", "There is a team of that name already"


class RateCardOverlaps(Conflict):
    """A rate of the job type starts on that day or later, and past weeks keep the rate of their day."""

    slug, title = "rate-card-overlaps", "A later rate is entered already"


class SnapshotExists(Conflict):
    """The council's workforce on that day is entered already."""

    slug, title = "snapshot-exists", "That day is entered already"
