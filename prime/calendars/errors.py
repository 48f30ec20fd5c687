"""What can go wrong around calendar feeds."""

from prime.core.errors import Conflict


class Unreadable(Conflict):
    """A feed cannot be fetched or understood; its owner reads why."""

    slug, title = "calendar-unreadable", "Your calendar cannot be read"
