"""What can go wrong with lists and the pool."""

from prime.core.errors import Conflict, InvalidInput


class ListRefused(InvalidInput):
    """The file as a whole cannot be read as a list of people; `detail` says what to do."""

    slug, title = "list-refused", "The file cannot be read"

    def __init__(self, detail: str) -> None:
        super().__init__([{"pointer": "/file", "detail": detail}], detail)


class ListClosed(Conflict):
    """The list was taken in or thrown away."""

    slug, title = "list-closed", "This list is done with"


class NotForPool(Conflict):
    """The person cannot be in the pool now."""

    slug, title = "not-for-pool", "You cannot join the talent pool now"
