"""Problems of self-disclosures."""

from prime.core.errors import Conflict


class NotShortlisted(Conflict):
    """Only shortlisted candidates are asked (Keeping children safe in education, part three)."""

    slug, title = "not-shortlisted", "Only shortlisted candidates are asked"


class AlreadyAsked(Conflict):
    """The candidate was asked before."""

    slug, title = "disclosure-already-asked", "The candidate has been asked already"


class NotOpen(Conflict):
    """What is asked for does not follow from where the disclosure stands."""

    slug, title = "disclosure-not-open", "That cannot be done with this disclosure now"
