"""What can go wrong with vacancies."""

from prime.core.errors import Conflict


class IllegalStatus(Conflict):
    """A vacancy cannot go from where it is to where somebody wants it."""

    slug, title = "illegal-vacancy-status", "The vacancy cannot be changed in this way"
