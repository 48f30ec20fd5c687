"""What can go wrong around offers."""

from prime.core.errors import Conflict


class NotOfferable(Conflict):
    """The application is not at the offer stage."""

    slug, title = "not-offerable", "No offer can be made now"


class LiveOffer(Conflict):
    """The person has an offer that they have not answered (O8)."""

    slug, title = "live-offer", "There is an offer already"


class AlreadyAnswered(Conflict):
    """The offer was accepted, declined or withdrawn."""

    slug, title = "offer-answered", "This offer is closed"


class Lapsed(Conflict):
    """The time to answer is over."""

    slug, title = "offer-lapsed", "This offer has lapsed"
