"""What can go wrong around offers."""

from prime.core.errors import Conflict


class NotOfferable(Conflict):
    """The application is not at the offer stage."""

    slug, title = "not-offerable", "No offer can be made now"


class LiveOffer(Conflict):
    """The person has an offer that they have not answered (O8)."""

    slug, title = "live-offer", "There is an offer already"


class VacancyFull(Conflict):
    """Every post of the vacancy is taken or offered (O8)."""

    slug, title = "vacancy-full", "There is no post left"


class OwnDraft(Conflict):
    """An offer is approved by another person than wrote it."""

    slug, title = "own-draft", "Somebody else must approve this offer"


class OutOfBand(Conflict):
    """The salary is not within the vacancy's band as it is now."""

    slug, title = "out-of-band", "The salary is outside the band of the role"


class AlreadyAnswered(Conflict):
    """The offer was accepted, declined or withdrawn."""

    slug, title = "offer-answered", "This offer is closed"


class Lapsed(Conflict):
    """The time to answer is over."""

    slug, title = "offer-lapsed", "This offer has lapsed"


class RequestOpen(Conflict):
    """The candidate has asked for other terms and has no answer yet."""

    slug, title = "terms-request-open", "You have asked for a change already"


class NothingAsked(Conflict):
    """There is no open question that could be answered."""

    slug, title = "nothing-asked", "There is nothing to answer"


class ProposalOpen(Conflict):
    """Another first day is proposed and not answered yet (O9)."""

    slug, title = "start-proposal-open", "A start date is proposed already"


class StartFixed(Conflict):
    """The first day can only change between acceptance and start (O9)."""

    slug, title = "start-fixed", "The start date cannot change now"
