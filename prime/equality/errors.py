"""Problems of equality monitoring."""

from prime.core.errors import Conflict


class TicketSpent(Conflict):
    """The questions were answered already, or too long ago to be answered now."""

    slug, title = "equality-ticket-spent", "You cannot answer these questions now"
