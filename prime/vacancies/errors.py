"""What can go wrong with vacancies."""

from prime.core.errors import Conflict, NotFound


class IllegalStatus(Conflict):
    """A vacancy cannot go from where it is to where somebody wants it."""

    slug, title = "illegal-vacancy-status", "The vacancy cannot be changed in this way"


class RoleClosed(NotFound):
    """The role was open to everybody and no longer is: whoever followed an old link is told so."""

    status, slug, title = 410, "role-closed", "This role is closed"

    def __init__(self) -> None:
        super().__init__("It has been filled or paused. Look at the other open roles.")
