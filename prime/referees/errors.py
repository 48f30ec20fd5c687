"""Problems of referees and references."""

from prime.core.errors import Conflict


class NotAskedYet(Conflict):
    """Candidates name referees when they are asked to, or after they have accepted an offer."""

    slug, title = "referees-not-asked-for", "We have not asked for referees yet"


class SameReferee(Conflict):
    """The candidate has named this person before."""

    slug, title = "same-referee", "You have named this referee already"


class WrongStep(Conflict):
    """What is asked for does not follow from where the reference stands."""

    slug, title = "reference-wrong-step", "That cannot be done with this reference now"


class ChecksNotOpen(Conflict):
    """References are accepted as checks, which open when the candidate accepts an offer."""

    slug, title = "checks-not-open", "The checks are not open yet"


class NotHeard(Conflict):
    """The candidate has neither answered nor had the time to."""

    slug, title = "candidate-not-heard", "The candidate has not been heard yet"
