"""What can go wrong with messages."""

from prime.core.errors import Conflict


class NotResendable(Conflict):
    """The message cannot be sent a second time."""

    slug, title = "not-resendable", "This message cannot be sent again"
